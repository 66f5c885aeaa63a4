"""Whether a running worker does its work: each part leaves a heartbeat that is good for a while.

Several workers may share a database; each has heartbeats of its own.
"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from worker.services.house import House
from worker.services.process import is_here, is_running, worker_name
from worker.store.rows import Heartbeat

#: So long after its last heartbeat a worker of another host is gone for good.
_GONE_AFTER = timedelta(days=1)


def begin(house: House) -> None:
    """A worker starts: what workers that are gone left behind is removed."""
    with house.store.write() as tx:
        for worker, heartbeats in _by_worker(tx.heartbeats()).items():
            last = max(heartbeat.at for heartbeat in heartbeats)
            gone = is_running(worker) is False or house.clock() - last > _GONE_AFTER
            # A container that is started again has the host and the process number that it had before.
            if gone or worker == worker_name():
                tx.forget_heartbeats(worker)


def beat(house: House, name: str, good_for_seconds: int, problem: str = "") -> None:
    """A part of this worker did its work, or says why it could not."""
    heartbeat = Heartbeat(
        worker=worker_name(),
        name=name,
        at=house.clock(),
        good_for_seconds=good_for_seconds,
        problem=problem,
    )
    with house.store.write() as tx:
        tx.beat(heartbeat)


def problems(house: House) -> list[str]:
    """Why the worker of this host is not healthy, one line each; empty when it is.

    Where no worker runs on this host, one on another host will do: whoever asks from elsewhere wants to
    know whether mail is worked on.
    """
    with house.store.read() as tx:
        workers = _by_worker(tx.heartbeats())
    running = {worker: beats for worker, beats in workers.items() if is_running(worker) is not False}
    if not running:
        return ["no worker is running on this database; start one with `sen-worker run`"]
    here = {worker: beats for worker, beats in running.items() if is_here(worker)}
    wrong = {worker: _problems(house, beats) for worker, beats in (here or running).items()}
    if not here and not all(wrong.values()):
        return []
    return [f"{worker}: {line}" for worker, lines in wrong.items() for line in lines]


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
