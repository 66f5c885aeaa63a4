"""A worker at work: one pass, or everything until it is told to stop.

Each mailbox and the outbox have a thread of their own, because they wait on servers; what the clock
alone brings about is scheduled. Thin: what there is to do stands in the services.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from time import monotonic

from worker import log
from worker.app import App
from worker.config import Config
from worker.errors import ConfigError, UnavailableError, WorkerError
from worker.letters.address import AddressError
from worker.loops import MailboxLoop, OutboxLoop, defect, is_lasting
from worker.metrics import Metrics
from worker.periodic import ClockWatch, Nightly, Periodic, Schedule
from worker.pulse import PULSE_SECONDS, Pulse
from worker.renewing import SecretsWatch
from worker.services import health, notices, warmup
from worker.services.clocks import ClockTrouble, mend_times
from worker.services.finding import Source
from worker.services.health import Part
from worker.services.ingest import Outcome
from worker.services.leases import TakenError
from worker.services.looking import take_wish
from worker.services.notice_facts import PART
from worker.services.poll import Told, poll
from worker.services.privacy.retention import remove_expired
from worker.services.progress import Progress, in_log
from worker.services.timers import pass_time
from worker.services.tokens import Watch
from worker.store.rows import Letter
from worker.web.beside import PagesBeside
from worker.web.serving import Serving

_log = log.get(__name__)
_TIMERS_SECONDS = 600
_SWEEP_HOUR = 2  # UTC
_RETENTION_HOUR = 3
_LOOK_SECONDS = 2
_NIGHT_SECONDS = 60
_TOKENS_SECONDS = 30
_NOTICES_SECONDS = 30
_MAILBOXES_AT_ONCE = 8
#: A container that is told to stop is killed after ten seconds.
_STOP_SECONDS = 6.0
_ATTENTIVE_SECONDS = 1.0
_HANG_UP_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchers:
    """Who is told what happens, after it was stored: the demo tells its story by them."""

    message: Callable[[Outcome], None] = lambda _: None
    progress: Progress = in_log
    letter: Callable[[Letter, bytes], None] = lambda _letter, _raw: None


Steps = dict[str, Callable[[], object]]  # by the part of the worker that takes it


def run_once(app: App, stop: threading.Event, watchers: Watchers | None = None) -> list[str]:
    """One whole pass: every mailbox to its end, the timers, all letters that are due.

    What could not be done is returned, one line each; the rest is done all the same.
    """
    told = watchers or Watchers()
    app.house.readings.reader.start()  # while the mailboxes are connected to
    failed = _failure("clock", lambda: mend_times(app.house))
    steps: Steps = {f"mailbox {source.name}": _polling(app, source, stop, told) for source in app.sources}
    failed += _at_once(steps)
    failed += _done(
        {"timers": lambda: pass_time(app.house), "outbox": lambda: app.deliver(stop, told.letter)}, stop
    )

    def tell() -> None:
        # Where letters can't be sent, neither can what says so: it waits for the next pass.
        if _tell(app, failed) and not any(part.name == "outbox" for part in failed):
            app.deliver(stop, told.letter)

    problems = [part.problem for part in (*failed, *_done({PART: tell}, stop))]
    if not stop.is_set():
        with _told("pass_not_noted"):
            if health.note_pass(app.house, problems):
                remove_expired(app.house, app.retention)
    return problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Reload:
    """How the configuration is read again while a worker runs."""

    load: Callable[[], Config]  #: raises ConfigError
    asked: threading.Event = field(default_factory=threading.Event)  #: somebody wants it now


def run(
    app: App,
    stop: threading.Event,
    watchers: Watchers | None = None,
    pages: Serving | None = None,
    reload: Reload | None = None,
) -> None:
    """Work until `stop` is set, then end in good order: what is at hand is finished first.

    `pages` are served beside it, bound already or not. What waits for a server that does not answer is
    ended; it is as if the connection had failed. With `reload`, secrets are taken up as they change.
    Raises UnavailableError where the address that the deployer chose for the pages, or for the figures, is
    taken.
    """
    metrics, address = Metrics(app.house), app.config.metrics.address
    with metrics.served(*address) if address else nullcontext():
        _work(app, stop, watchers or Watchers(), metrics, pages, reload)


def _work(
    app: App,
    stop: threading.Event,
    told: Watchers,
    metrics: Metrics,
    pages: Serving | None,
    reload: Reload | None,
) -> None:
    loops: list[MailboxLoop] = []
    outbox = OutboxLoop(app, stop, _then_copied(loops, told.letter, metrics), metrics.delivered)

    def heard(outcome: Outcome) -> None:
        told.message(outcome)
        if outcome.letters:
            outbox.wake()

    to_tell = Told(message=heard, progress=told.progress, account=metrics.polled)
    app.house.readings.reader.start()
    loops += [MailboxLoop(app, source, stop, to_tell) for source in app.sources]
    parts: list[MailboxLoop | OutboxLoop] = [*loops, outbox]
    threads = [_thread(part) for part in parts]
    health.begin(app.house)
    warmup.warm(app.house)
    beside = None if pages is None else PagesBeside(app, pages, outbox.wake)
    if beside is not None:
        beside.begin(stop)
    trouble = ClockTrouble(app.house)
    with _told("clock_not_looked_at"):
        trouble.begin()
    tokens = Watch(app.house, app.logins.sources())
    periodic = _periodic(app, parts, beside, outbox.wake, trouble, tokens)
    schedule = Schedule(periodic)
    if reload is not None:
        secrets = SecretsWatch(app, reload.load, reload.asked, parts, tokens)
        periodic.append(Periodic("secrets", _ATTENTIVE_SECONDS, secrets.look, by_itself=True))
    periodic.append(_clock_watch(app, loops, schedule, trouble))
    threads += [_thread(work) for work in periodic]
    for thread in threads:
        thread.start()
    schedule.begin()
    _log.info("started", mailboxes=[source.settings.name for source in app.sources])
    stop.wait()
    app.house.store.hurry(_STOP_SECONDS)
    outbox.wake()
    schedule.end()
    for work in periodic:
        work.end()
    if pages is not None:
        pages.end()
    _wait_for(threads, _STOP_SECONDS)
    for loop in loops:
        loop.hang_up()
    _wait_for(threads, _HANG_UP_SECONDS)
    if left := [thread.name for thread in threads if thread.is_alive()]:
        _log.warning("left_behind", parts=left)
    # Where the database does not answer, heartbeats run out by themselves.
    with suppress(UnavailableError):
        health.forget(app.house)
    _log.info("stopped")


def _then_copied(
    loops: Sequence[MailboxLoop], told: Callable[[Letter, bytes], None], metrics: Metrics
) -> Callable[[Letter, bytes], None]:
    """Who is told of a letter that went out, after the mailbox whose Sent folder wants a copy."""

    def sent(letter: Letter, raw: bytes) -> None:
        metrics.went_out(letter)
        for loop in loops:
            loop.copy()
        told(letter, raw)

    return sent


def _thread(loop: MailboxLoop | OutboxLoop | Periodic) -> threading.Thread:
    # A daemon: should a server hold it up while it connects, the process ends all the same.
    return threading.Thread(target=loop.live, name=loop.name, daemon=True)


def _wait_for(threads: Sequence[threading.Thread], seconds: float) -> None:
    end = monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))


def sweep(app: App, stop: threading.Event, watchers: Watchers | None = None) -> list[str]:
    """Compare every folder with the ledger, and take in what was missed; what could not be done."""
    told = watchers or Watchers()
    steps = {source.name: _polling(app, source, stop, told, sweep=True) for source in app.sources}
    return [part.problem for part in _at_once(steps)]


def _polling(
    app: App, source: Source, stop: threading.Event, told: Watchers, *, sweep: bool = False
) -> Callable[[], object]:
    def read() -> None:
        if stop.is_set():
            return
        to_tell = Told(message=told.message, progress=told.progress)
        try:
            account = poll(app.house, source, stop, to_tell, sweep=sweep)
        except TakenError as error:
            _log.info("left_to_another_worker", mailbox=source.name, reason=str(error))
            return
        if account.problem:
            raise UnavailableError(account.problem)

    return read


def _at_once(steps: Steps) -> list[Part]:
    """Take the steps side by side, so that one mailbox in trouble keeps no other waiting."""
    with ThreadPoolExecutor(_MAILBOXES_AT_ONCE) as pool:
        return [part for parts in pool.map(_failure, steps, steps.values()) for part in parts]


def _done(steps: Steps, stop: threading.Event) -> list[Part]:
    """Take the steps one after the other; the parts that could not do theirs."""
    return [part for name, step in steps.items() if not stop.is_set() for part in _failure(name, step)]


def _failure(name: str, step: Callable[[], object]) -> list[Part]:
    try:
        step()
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is this part's own trouble
        problem = _problem(error, name)
        return [Part(name=name, at=datetime.now(UTC), problem=problem, lasting=is_lasting(error))]
    return []


def _problem(error: Exception, name: str) -> str:
    """What is wrong with a part, for people."""
    return str(error) if isinstance(error, WorkerError) else f"{name}: {defect(error)}"


def _periodic(
    app: App,
    parts: Sequence[MailboxLoop | OutboxLoop],
    beside: PagesBeside | None,
    wake: Callable[[], None],
    trouble: ClockTrouble,
    tokens: Watch,
) -> list[Periodic]:
    """All that is done by time; each piece has a thread, so that none waits for another."""
    house = app.house
    nightly, pulse = Nightly(_SWEEP_HOUR, house.clock()), Pulse(app, parts)
    loops = [part for part in parts if isinstance(part, MailboxLoop)]
    found = [
        Periodic("timers", _TIMERS_SECONDS, lambda: _timers(app, trouble)),
        Periodic("pulse", PULSE_SECONDS, pulse.beat),
        Periodic("sweep", _NIGHT_SECONDS, lambda: _sweep(loops) if nightly.is_due(house.clock()) else None),
    ]
    found.append(Periodic("looks", _LOOK_SECONDS, lambda: _look(app, loops)))
    cleaning = Nightly(_RETENTION_HOUR, house.clock())
    clean = partial(_clean, app, cleaning, trouble)
    found.append(Periodic("retention", _NIGHT_SECONDS, clean))
    if app.logins.sources():
        found.append(Periodic("tokens", _TOKENS_SECONDS, lambda: _tokens(tokens)))
    if app.noticing.to:
        found.append(Periodic("notices", _NOTICES_SECONDS, lambda: _notices(app, wake)))
    if beside is not None:
        found.append(Periodic("pages", PULSE_SECONDS, beside.pulse))
    return found


def _clock_watch(
    app: App, loops: Sequence[MailboxLoop], schedule: Schedule, trouble: ClockTrouble
) -> Periodic:
    """What looks at the clock, and goes by another one: the schedule stands still when it is set back."""
    watch = ClockWatch(app.house.clock)

    def begin_anew() -> None:
        schedule.begin_anew()
        _sweep(loops)

    return Periodic("clock", PULSE_SECONDS, lambda: _watched(watch, trouble, begin_anew), by_itself=True)


def _sweep(loops: Sequence[MailboxLoop]) -> None:
    for loop in loops:
        loop.sweep()


def _watched(watch: ClockWatch, trouble: ClockTrouble, again: Callable[[], None]) -> None:
    """Look whether the clock was set, and let everything that goes by it begin anew."""
    with _told("clock_not_looked_at"):
        if by := watch.look():
            again()
            trouble.was_set(by)
        trouble.tell()


def _timers(app: App, trouble: ClockTrouble) -> None:
    with _told("timers_failed"):
        if not trouble.is_doubtful:
            pass_time(app.house)
        health.beat(app.house, "timers", 3 * _TIMERS_SECONDS)


def _look(app: App, loops: Sequence[MailboxLoop]) -> None:
    """Where somebody wants a mailbox looked at, its loop does so now."""
    with suppress(UnavailableError):  # the pulse tells of it
        for loop in loops:
            if take_wish(app.house, loop.source):
                loop.hurry()


def _clean(app: App, nightly: Nightly, trouble: ClockTrouble) -> None:
    """Remove what has been kept for long enough, once a night; never by a clock that is in doubt."""
    if nightly.is_due(app.house.clock()) and not trouble.is_doubtful:
        with _told("retention_failed"):
            remove_expired(app.house, app.retention)


def _notices(app: App, wake: Callable[[], None]) -> None:
    try:
        if _tell(app):
            wake()
        problem = notices.problem(app.house)
    except Exception as error:  # noqa: BLE001 -- it is told as the part's trouble
        problem = _problem(error, PART)
        _log.error("staff_not_told", problem=problem)
    with _told("health_not_stored"):
        health.beat(app.house, PART, 4 * _NOTICES_SECONDS, problem)


def _tell(app: App, failed: Sequence[Part] = ()) -> int:
    """Queue what staff are to be told. UnavailableError also for what is wrong with a deployer's template."""
    try:
        return notices.look(app.house, app.noticing, failed)
    except (ConfigError, AddressError) as error:
        raise UnavailableError(f"staff can't be told: {error}") from error


def _tokens(watch: Watch) -> None:
    # Each source may take as long as its endpoint and another worker make it wait.
    with _told("tokens_not_looked_at"):
        watch.look(good_for_seconds=1800)


@contextmanager
def _told(event: str) -> Iterator[None]:
    """What goes wrong is logged, and done again when it is due next."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 -- a scheduler would log it with all that it holds
        _log.error(event, problem=_problem(error, event))
