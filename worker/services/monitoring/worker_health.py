"""Whether a running worker does its work: each part leaves a heartbeat that is good for a while.

Several workers may share a database; each has heartbeats of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from worker.errors import RefusedError, UnavailableError
from worker.requests.request_model import LetterState
from worker.services.contexts import ClockContext, MailContext, PolicyContext, RecordContext, StoreContext
from worker.services.outbox import breaker_state
from worker.services.worker_identity import is_here, is_running, worker_name
from worker.store.records import Heartbeat
from worker.store.transactions import Transaction

#: The name of the heartbeat that shows that a worker lives, whatever else it does.
PULSE = "worker"

#: After its last heartbeat a worker of another host counts as gone for good.
_GONE_AFTER = timedelta(days=1)

#: The note of a part that leaves its work to another worker and waits to take over.
STANDS_BY = "stands by"
_SILENT = "nothing done for"
#: The worker's name for the result of a `run --once`, whichever process or container ran it.
_PASSES = "cron/pass"
_PASS_SECONDS = 3600
_FIRST_PASS_SECONDS = 90_000
_MOST_LETTERS = 1000  # more of them are not counted
#: The clocks of two hosts may differ by so much.
_SAME_TIME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerPart:
    """A part of the running workers, as staff see it."""

    name: str
    at: datetime  #: when it last did its work
    problem: str  #: empty when it is well
    lasting: bool = False  #: somebody has to do something before it can work again
    worker: str = ""  #: whose part it is
    note: str = ""  #: how it works, in words
    ends_at: datetime | None = None  #: when the token that it is about is no more good
    since: datetime | None = None  #: it has been well, or in trouble
    worked_at: datetime | None = None  #: when it was well last
    failed_at: datetime | None = None  #: when it was in trouble last
    failure: str = ""  #: what that trouble was

    @property
    def stands_by(self) -> bool:
        """Whether it leaves the work to another worker."""
        return self.note == STANDS_BY


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One process that works, or did until lately."""

    name: str  #: host and process number
    running: bool | None  #: None: on another host, where it can't be seen
    parts: tuple[WorkerPart, ...]  #: by name


def begin(services: RecordContext) -> None:
    """Remove the heartbeats that ended workers left behind, as this one starts."""
    with services.store.write() as tx:
        for worker, heartbeats in _by_worker(tx.heartbeats.all()).items():
            last = max(heartbeat.at for heartbeat in heartbeats)
            gone = is_running(worker) is False or abs(services.clock() - last) > _GONE_AFTER
            # A container that is started again has the host and the process number that it had before.
            if gone or worker == worker_name():
                tx.heartbeats.forget(worker)


def beat(
    services: RecordContext,
    name: str,
    good_for_seconds: int,
    problem: str = "",
    *,
    lasting: bool = False,
    note: str = "",
    ends_at: datetime | None = None,
) -> None:
    """Leave a heartbeat of a part of this worker: it did its work, or has a problem; `note`: how it works."""
    heartbeat = Heartbeat(
        worker=worker_name(),
        name=name,
        at=services.clock(),
        good_for_seconds=good_for_seconds,
        problem=problem,
        note=note,
        ends_at=ends_at,
        lasting=lasting,
    )
    with services.store.write() as tx:
        tx.heartbeats.beat(heartbeat)


def find_problems(services: MailContext) -> list[str]:
    """Why the worker of this host is not healthy, one line each; empty when it is.

    An open circuit breaker and refused letters count for every worker. Where no worker runs on this host, a
    healthy one on another host is enough: whoever asks from elsewhere wants to know whether mail is worked
    on.
    """
    with services.store.read() as tx:
        heartbeats = tx.heartbeats.all()
        of_letters = _of_letters(services, tx)
    by_worker = _by_worker(heartbeats)
    running = {worker: beats for worker, beats in by_worker.items() if is_running(worker) is not False}
    if not running:
        return _of_passes(services, heartbeats, of_letters)
    here = {worker: beats for worker, beats in running.items() if is_here(worker)}
    wrong = {worker: _problems(services, beats) for worker, beats in (here or running).items()}
    if not here and not all(wrong.values()):
        return of_letters
    return [*(f"{worker}: {line}" for worker, lines in wrong.items() for line in lines), *of_letters]


def report_health(services: MailContext) -> str:
    """That a running worker is healthy, and how many letters it sends: the line of `sen-worker health`.

    Raises RefusedError with a line for each problem, and UnavailableError where the database is away or was
    upgraded by a newer version.
    """
    services.store.refuse_newer()
    if problems := find_problems(services):
        raise RefusedError("\n".join(problems))
    with services.store.read() as tx:
        letters = breaker_state.describe_breakers(breaker_state.read_breakers(services, tx))
    return f"healthy; {letters}"


def why_not_ready(services: StoreContext) -> str:
    """Why this process can't work at all: the database is away, or at another revision; else empty.

    For whoever starts, stops and routes to it. A mailbox or relay that is away does not count: the pages show
    that, and have to be reached.
    """
    try:
        services.store.require_current()
    except UnavailableError:
        return "the database does not answer, or is at another revision; see `sen-worker health`"
    return ""


def _of_passes(services: ClockContext, heartbeats: Sequence[Heartbeat], of_letters: list[str]) -> list[str]:
    """Where passes take the place of a running worker, how the last one was."""
    last = next((beat for beat in heartbeats if beat.worker == _PASSES), None)
    if last is None:
        return ["no worker is running on this database; start one with `sen-worker run`"]
    if services.clock() - last.at > timedelta(seconds=last.good_for_seconds):
        ago = int((services.clock() - last.at).total_seconds())
        return [f"no worker is running, and the last pass (run --once) was {ago} seconds ago", *of_letters]
    return [*([f"the last pass: {last.problem}"] if last.problem else []), *of_letters]


def note_pass(services: RecordContext, problems: Sequence[str]) -> bool:
    """Store how a pass (`run --once`) ended; returns whether it was the first one of its day, in UTC.

    It counts as healthy for an hour, or for twice the time since the pass before; the first one for a day.
    """
    now = services.clock()
    with services.store.write() as tx:
        before = next((beat for beat in tx.heartbeats.all() if beat.worker == _PASSES), None)
        gap = (now - before.at).total_seconds() if before is not None else _FIRST_PASS_SECONDS / 2
        heartbeat = Heartbeat(
            worker=_PASSES,
            name="pass",
            at=now,
            good_for_seconds=int(max(_PASS_SECONDS, 2 * gap)),
            problem="; ".join(problems),
        )
        tx.heartbeats.beat(heartbeat)
    return before is None or before.at.date() != now.date()


def _of_letters(services: PolicyContext, tx: Transaction) -> list[str]:
    """What is wrong with letters, whichever worker sends them."""
    line = breaker_state.find_problem(breaker_state.read_breakers(services, tx))
    problems = [f"letters: {line}"] if line else []
    if refused := tx.letters.count([LetterState.FAILED], _MOST_LETTERS):
        refused_letters = "1 letter was" if refused == 1 else f"{refused} letters were"
        problems.append(
            f"letters: {refused_letters} refused for good; see `sen-worker outbox list --state failed`, "
            "then send again (outbox retry) or cancel (outbox cancel)"
        )
    return problems


def list_parts(services: ClockContext, tx: Transaction) -> tuple[WorkerPart, ...]:
    """Each part of the running workers once, by name: where several workers have it, the healthiest one.

    One that does the work itself goes before one that stands by.
    """
    return _best(worker for worker in list_workers(services, tx) if worker.running is not False)


def list_live_parts(services: ClockContext, tx: Transaction) -> tuple[WorkerPart, ...]:
    """The same, of workers with a fresh heartbeat only: others may have ended long ago."""
    running = (worker for worker in list_workers(services, tx) if worker.running is not False)
    return _best(
        worker for worker in running if any(part.name == PULSE and not part.problem for part in worker.parts)
    )


def _best(workers: Iterable[Worker]) -> tuple[WorkerPart, ...]:
    found: dict[str, WorkerPart] = {}
    for part in (part for worker in workers for part in worker.parts):
        if part.name not in found or _rank(part) < _rank(found[part.name]):
            found[part.name] = part
    return tuple(found[name] for name in sorted(found))


def list_workers(services: ClockContext, tx: Transaction) -> tuple[Worker, ...]:
    """Every process that left heartbeats, by name."""
    return tuple(
        Worker(name=name, running=is_running(name), parts=tuple(_part(services, beat) for beat in heartbeats))
        for name, heartbeats in _by_worker(tx.heartbeats.all()).items()
    )


def advise(part: WorkerPart) -> str:
    """What to do about the trouble of a part, in a sentence; empty when it is well."""
    if not part.problem:
        return ""
    if part.problem.startswith(_SILENT):
        return "Restart the worker; the last lines of its log tell what it was at."
    if part.problem.startswith("a defect"):
        return "Report it with its line of the log; it is tried again by itself."
    action = _split(part.problem)[1]
    return (
        f"{action[:1].upper()}{action[1:]}." if action else "It is tried again by itself; its log tells more."
    )


def describe_problem(part: WorkerPart) -> str:
    """What is wrong with a part, without what to do about it."""
    return _split(part.problem)[0]


def _split(problem: str) -> tuple[str, str]:
    """An error's text: what is wrong, and after the last semicolon what to do."""
    problem_part, separator, action = problem.rpartition("; ")
    # A server's own words stand in brackets.
    return (problem_part, action) if separator and action.count("(") == action.count(")") else (problem, "")


def _part(services: ClockContext, beat: Heartbeat) -> WorkerPart:
    return WorkerPart(
        name=beat.name,
        at=beat.at,
        problem=_problem(services, beat).removeprefix(f"{beat.name}: "),
        lasting=beat.lasting,
        worker=beat.worker,
        note=beat.note,
        ends_at=beat.ends_at,
        since=beat.since,
        worked_at=beat.worked_at,
        failed_at=beat.failed_at,
        failure=beat.failure,
    )


def _rank(part: WorkerPart) -> tuple[bool, bool]:
    return bool(part.problem), part.stands_by


def is_done_by_another(services: RecordContext, name: str) -> bool:
    """Whether another worker of this host does that part of the work."""
    with services.store.read() as tx:
        beats = tx.heartbeats.all()
    others = (beat for beat in beats if beat.name == name and beat.worker != worker_name())
    return any(
        is_here(beat.worker) and is_running(beat.worker) and not _problem(services, beat) for beat in others
    )


def forget(services: StoreContext) -> None:
    """Remove the heartbeats of this worker, as it ends in good order."""
    with services.store.write() as tx:
        tx.heartbeats.forget(worker_name())


def _by_worker(heartbeats: Sequence[Heartbeat]) -> dict[str, list[Heartbeat]]:
    """Ordered by worker, as the store yields them."""
    of_workers = (heartbeat for heartbeat in heartbeats if heartbeat.worker != _PASSES)
    grouped = groupby(of_workers, key=lambda heartbeat: heartbeat.worker)
    return {worker: list(beats) for worker, beats in grouped}


def _problems(services: ClockContext, heartbeats: Sequence[Heartbeat]) -> list[str]:
    return [line for heartbeat in heartbeats if (line := _problem(services, heartbeat))]


def _problem(services: ClockContext, heartbeat: Heartbeat) -> str:
    if heartbeat.problem:
        return f"{heartbeat.name}: {heartbeat.problem}"
    silent = services.clock() - heartbeat.at
    if -silent > _SAME_TIME:
        ahead = int(-silent.total_seconds())
        return f"{heartbeat.name}: its last sign of life is {ahead} seconds in the future; the clock was set"
    if silent > timedelta(seconds=heartbeat.good_for_seconds):
        return f"{heartbeat.name}: {_SILENT} {int(silent.total_seconds())} seconds"
    return ""
