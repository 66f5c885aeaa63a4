"""Whether a running worker does its work: each part leaves a heartbeat that is good for a while.

Several workers may share a database; each has heartbeats of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from worker.services import breaker
from worker.services.house import House
from worker.services.process import is_here, is_running, worker_name
from worker.store.rows import Heartbeat
from worker.store.store import Transaction

#: The part of a worker that shows that it lives, whatever else it does.
PULSE = "worker"

#: So long after its last heartbeat a worker of another host is gone for good.
_GONE_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the running workers, as staff see it."""

    name: str
    at: datetime  #: when it last did its work
    problem: str  #: empty when it is well
    lasting: bool = False  #: somebody has to do something before it can work again


def begin(house: House) -> None:
    """A worker starts: what workers that are gone left behind is removed."""
    with house.store.write() as tx:
        for worker, heartbeats in _by_worker(tx.heartbeats()).items():
            last = max(heartbeat.at for heartbeat in heartbeats)
            gone = is_running(worker) is False or house.clock() - last > _GONE_AFTER
            # A container that is started again has the host and the process number that it had before.
            if gone or worker == worker_name():
                tx.forget_heartbeats(worker)


def beat(house: House, name: str, good_for_seconds: int, problem: str = "", *, lasting: bool = False) -> None:
    """A part of this worker did its work, or says why it could not, and whether that lasts."""
    heartbeat = Heartbeat(
        worker=worker_name(),
        name=name,
        at=house.clock(),
        good_for_seconds=good_for_seconds,
        problem=problem,
        lasting=lasting,
    )
    with house.store.write() as tx:
        tx.beat(heartbeat)


def problems(house: House) -> list[str]:
    """Why the worker of this host is not healthy, one line each; empty when it is.

    An open circuit breaker is everybody's trouble. Where no worker runs on this host, one on another host
    will do: whoever asks from elsewhere wants to know whether mail is worked on.
    """
    with house.store.read() as tx:
        workers = _by_worker(tx.heartbeats())
        open_breaker = [f"letters: {line}"] if (line := breaker.state(house, tx).problem) else []
    running = {worker: beats for worker, beats in workers.items() if is_running(worker) is not False}
    if not running:
        return ["no worker is running on this database; start one with `sen-worker run`"]
    here = {worker: beats for worker, beats in running.items() if is_here(worker)}
    wrong = {worker: _problems(house, beats) for worker, beats in (here or running).items()}
    if not here and not all(wrong.values()):
        return open_breaker
    return [*(f"{worker}: {line}" for worker, lines in wrong.items() for line in lines), *open_breaker]


def parts(house: House, tx: Transaction) -> tuple[Part, ...]:
    """Each part that any running worker has, by name; one that is well stands for others of its name."""
    workers = _by_worker(tx.heartbeats())
    return _parts(house, [beats for worker, beats in workers.items() if is_running(worker) is not False])


def living(house: House, tx: Transaction) -> tuple[Part, ...]:
    """The same, of those workers alone whose pulse is felt: another one may have ended long ago."""
    workers = _by_worker(tx.heartbeats())
    felt = [beats for worker, beats in workers.items() if is_running(worker) is not False]
    return _parts(
        house,
        [beats for beats in felt if any(one.name == PULSE and not _problem(house, one) for one in beats)],
    )


def _parts(house: House, workers: Iterable[Sequence[Heartbeat]]) -> tuple[Part, ...]:
    found: dict[str, Part] = {}
    for beat in (beat for beats in workers for beat in beats):
        problem = _problem(house, beat).removeprefix(f"{beat.name}: ")
        if beat.name not in found or not problem:
            found[beat.name] = Part(name=beat.name, at=beat.at, problem=problem, lasting=beat.lasting)
    return tuple(found[name] for name in sorted(found))


def done_by_another(house: House, name: str) -> bool:
    """Whether another worker of this host does that part of the work."""
    with house.store.read() as tx:
        beats = tx.heartbeats()
    others = (beat for beat in beats if beat.name == name and beat.worker != worker_name())
    return any(
        is_here(beat.worker) and is_running(beat.worker) and not _problem(house, beat) for beat in others
    )


def forget(house: House) -> None:
    """This worker ends in good order and says so."""
    with house.store.write() as tx:
        tx.forget_heartbeats(worker_name())


def _by_worker(heartbeats: Sequence[Heartbeat]) -> dict[str, list[Heartbeat]]:
    """Ordered by worker, as the store yields them."""
    grouped = groupby(heartbeats, key=lambda heartbeat: heartbeat.worker)
    return {worker: list(beats) for worker, beats in grouped}


def _problems(house: House, heartbeats: Sequence[Heartbeat]) -> list[str]:
    return [line for heartbeat in heartbeats if (line := _problem(house, heartbeat))]


def _problem(house: House, heartbeat: Heartbeat) -> str:
    if heartbeat.problem:
        return f"{heartbeat.name}: {heartbeat.problem}"
    silent = house.clock() - heartbeat.at
    if silent > timedelta(seconds=heartbeat.good_for_seconds):
        return f"{heartbeat.name}: nothing done for {int(silent.total_seconds())} seconds"
    return ""
