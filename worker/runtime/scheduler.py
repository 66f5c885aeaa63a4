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
from worker.letters.letter_address import AddressError
from worker.runtime.heartbeat import PULSE_SECONDS, HeartbeatSender
from worker.runtime.loops import MailboxLoop, OutboxLoop, describe_defect, is_lasting
from worker.runtime.metrics import Metrics
from worker.runtime.periodic_tasks import ClockWatch, Nightly, PeriodicSchedule, PeriodicTask
from worker.runtime.secrets_reload import SecretsWatch
from worker.services.accounts.stored_tokens import TokenWatch
from worker.services.intake import warmup
from worker.services.intake.folder_leases import FolderTakenError
from worker.services.intake.folder_sync import PolledFolder
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.intake.poll_folder import PollListener, poll_folder
from worker.services.intake.poll_requests import take_request
from worker.services.marketplace import report_job
from worker.services.marketplace.reporting_api import ReportingRefusedError, ReportingTerms
from worker.services.monitoring import staff_notices, worker_health
from worker.services.monitoring.clock_check import ClockTrouble, mend_times
from worker.services.monitoring.notice_facts import PART
from worker.services.monitoring.worker_health import WorkerPart
from worker.services.outbox.reminders import pass_time
from worker.services.privacy.data_retention import remove_expired
from worker.services.progress_log import Progress, in_log
from worker.store.records import Letter
from worker.web.embedded_server import EmbeddedServer
from worker.web.web_server import WebServer

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

    message: Callable[[IngestOutcome], None] = lambda _: None
    progress: Progress = in_log
    letter: Callable[[Letter, bytes], None] = lambda _letter, _raw: None


Steps = dict[str, Callable[[], object]]  # by the part of the worker that takes it


def run_once(app: App, stop: threading.Event, watchers: Watchers | None = None) -> list[str]:
    """One whole pass: every mailbox to its end, the timers, all letters that are due.

    What could not be done is returned, one line each; the rest is done all the same.
    """
    told = watchers or Watchers()
    app.services.readings.reader.start()  # while the mailboxes are connected to
    failed = _failure("clock", lambda: mend_times(app.services))
    steps: Steps = {f"mailbox {source.name}": _polling(app, source, stop, told) for source in app.sources}
    failed += _at_once(steps)
    failed += _done(
        {"timers": lambda: pass_time(app.services), "outbox": lambda: app.deliver(stop, told.letter)}, stop
    )

    def tell() -> None:
        # Where letters can't be sent, neither can what says so: it waits for the next pass.
        if _tell(app, failed) and not any(part.name == "outbox" for part in failed):
            app.deliver(stop, told.letter)

    problems = [part.problem for part in (*failed, *_done({PART: tell}, stop))]
    if not stop.is_set():
        with _told("pass_not_noted"):
            if worker_health.note_pass(app.services, problems):
                remove_expired(app.services, app.retention)
    return problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Reload:
    """How the configuration is read again while a worker runs."""

    load: Callable[[], Config]  #: raises ConfigError
    asked: threading.Event = field(default_factory=threading.Event)  #: somebody wants it now


def run_worker(
    app: App,
    stop: threading.Event,
    watchers: Watchers | None = None,
    pages: WebServer | None = None,
    reload: Reload | None = None,
) -> None:
    """Work until `stop` is set, then end in good order: what is at hand is finished first.

    `pages` are served beside it, bound already or not. What waits for a server that does not answer is
    ended; it is as if the connection had failed. With `reload`, secrets are taken up as they change.
    Raises UnavailableError where the address that the deployer chose for the pages, or for the figures, is
    taken.
    """
    metrics, address = Metrics(app.services), app.config.metrics.address
    with metrics.served(*address) if address else nullcontext():
        _work(app, stop, watchers or Watchers(), metrics, pages, reload)


def _work(
    app: App,
    stop: threading.Event,
    told: Watchers,
    metrics: Metrics,
    pages: WebServer | None,
    reload: Reload | None,
) -> None:
    loops: list[MailboxLoop] = []
    outbox = OutboxLoop(app, stop, _then_copied(loops, told.letter, metrics), metrics.delivered)

    def heard(outcome: IngestOutcome) -> None:
        told.message(outcome)
        if outcome.letters:
            outbox.wake()

    to_tell = PollListener(message=heard, progress=told.progress, account=metrics.polled)
    app.services.readings.reader.start()
    loops += [MailboxLoop(app, source, stop, to_tell) for source in app.sources]
    parts: list[MailboxLoop | OutboxLoop] = [*loops, outbox]
    threads = [_thread(part) for part in parts]
    worker_health.begin(app.services)
    warmup.warm_up(app.services)
    beside = None if pages is None else EmbeddedServer(app, pages, outbox.wake)
    if beside is not None:
        beside.begin(stop)
    trouble = ClockTrouble(app.services)
    with _told("clock_not_looked_at"):
        trouble.begin()
    tokens = TokenWatch(app.services, app.logins.sources())
    periodic = _periodic(app, parts, beside, outbox.wake, trouble, tokens, stop)
    schedule = PeriodicSchedule(periodic)
    if reload is not None:
        secrets = SecretsWatch(app, reload.load, reload.asked, parts, tokens)
        periodic.append(PeriodicTask("secrets", _ATTENTIVE_SECONDS, secrets.look, by_itself=True))
    periodic.append(_clock_watch(app, loops, schedule, trouble))
    threads += [_thread(work) for work in periodic]
    for thread in threads:
        thread.start()
    schedule.begin()
    _log.info("started", mailboxes=[source.settings.name for source in app.sources])
    stop.wait()
    app.services.store.hurry(_STOP_SECONDS)
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
        worker_health.forget(app.services)
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


def _thread(loop: MailboxLoop | OutboxLoop | PeriodicTask) -> threading.Thread:
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
    app: App, source: PolledFolder, stop: threading.Event, told: Watchers, *, sweep: bool = False
) -> Callable[[], object]:
    def read() -> None:
        if stop.is_set():
            return
        to_tell = PollListener(message=told.message, progress=told.progress)
        try:
            account = poll_folder(app.services, source, stop, to_tell, sweep=sweep)
        except FolderTakenError as error:
            _log.info("left_to_another_worker", mailbox=source.name, reason=str(error))
            return
        if account.problem:
            raise UnavailableError(account.problem)

    return read


def _at_once(steps: Steps) -> list[WorkerPart]:
    """Take the steps side by side, so that one mailbox in trouble keeps no other waiting."""
    with ThreadPoolExecutor(_MAILBOXES_AT_ONCE) as pool:
        return [part for parts in pool.map(_failure, steps, steps.values()) for part in parts]


def _done(steps: Steps, stop: threading.Event) -> list[WorkerPart]:
    """Take the steps one after the other; the parts that could not do theirs."""
    return [part for name, step in steps.items() if not stop.is_set() for part in _failure(name, step)]


def _failure(name: str, step: Callable[[], object]) -> list[WorkerPart]:
    try:
        step()
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is this part's own trouble
        problem = _problem(error, name)
        return [WorkerPart(name=name, at=datetime.now(UTC), problem=problem, lasting=is_lasting(error))]
    return []


def _problem(error: Exception, name: str) -> str:
    """What is wrong with a part, for people."""
    return str(error) if isinstance(error, WorkerError) else f"{name}: {describe_defect(error)}"


def _periodic(
    app: App,
    parts: Sequence[MailboxLoop | OutboxLoop],
    beside: EmbeddedServer | None,
    wake: Callable[[], None],
    trouble: ClockTrouble,
    tokens: TokenWatch,
    stop: threading.Event,
) -> list[PeriodicTask]:
    """All that is done by time; each piece has a thread, so that none waits for another."""
    services = app.services
    nightly, pulse = Nightly(_SWEEP_HOUR, services.clock()), HeartbeatSender(app, parts)
    loops = [part for part in parts if isinstance(part, MailboxLoop)]
    found = [
        PeriodicTask("timers", _TIMERS_SECONDS, lambda: _timers(app, trouble)),
        PeriodicTask("pulse", PULSE_SECONDS, pulse.beat),
        PeriodicTask(
            "sweep", _NIGHT_SECONDS, lambda: _sweep(loops) if nightly.is_due(services.clock()) else None
        ),
    ]
    found.append(PeriodicTask("looks", _LOOK_SECONDS, lambda: _look(app, loops)))
    cleaning = Nightly(_RETENTION_HOUR, services.clock())
    clean = partial(_clean, app, cleaning, trouble)
    found.append(PeriodicTask("retention", _NIGHT_SECONDS, clean))
    if app.logins.sources():
        found.append(PeriodicTask("tokens", _TOKENS_SECONDS, lambda: _tokens(tokens)))
    if (terms := app.reporting) is not None and app.config.marketplace is not None:
        seconds = 60 * app.config.marketplace.every_minutes
        found.append(
            PeriodicTask("marketplace", seconds, lambda: _reports(app, terms, 3 * seconds, stop, wake))
        )
    if app.noticing.to:
        found.append(PeriodicTask("notices", _NOTICES_SECONDS, lambda: _notices(app, wake)))
    if beside is not None:
        found.append(PeriodicTask("pages", PULSE_SECONDS, beside.pulse))
    return found


def _clock_watch(
    app: App, loops: Sequence[MailboxLoop], schedule: PeriodicSchedule, trouble: ClockTrouble
) -> PeriodicTask:
    """What looks at the clock, and goes by another one: the schedule stands still when it is set back."""
    watch = ClockWatch(app.services.clock)

    def begin_anew() -> None:
        schedule.begin_anew()
        _sweep(loops)

    return PeriodicTask("clock", PULSE_SECONDS, lambda: _watched(watch, trouble, begin_anew), by_itself=True)


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
            pass_time(app.services)
        worker_health.beat(app.services, "timers", 3 * _TIMERS_SECONDS)


def _reports(
    app: App, terms: ReportingTerms, good_for: int, stop: threading.Event, wake: Callable[[], None]
) -> None:
    """Read the Marketplace's report; what goes wrong is this part's trouble, and the next time goes on."""
    problem, lasting = "", False
    try:
        taken = report_job.read_reports(app.services, terms, stop.wait)
        if taken is not None and taken.completed:
            wake()
    except UnavailableError as error:
        if stop.is_set():
            return
        problem, lasting = str(error), isinstance(error, ReportingRefusedError)
    with _told("report_not_noted"):
        worker_health.beat(app.services, "marketplace", good_for, problem, lasting=lasting)


def _look(app: App, loops: Sequence[MailboxLoop]) -> None:
    """Where somebody wants a mailbox looked at, its loop does so now."""
    with suppress(UnavailableError):  # the pulse tells of it
        for loop in loops:
            if take_request(app.services, loop.source):
                loop.hurry()


def _clean(app: App, nightly: Nightly, trouble: ClockTrouble) -> None:
    """Remove what has been kept for long enough, once a night; never by a clock that is in doubt."""
    if nightly.is_due(app.services.clock()) and not trouble.is_doubtful:
        with _told("retention_failed"):
            remove_expired(app.services, app.retention)


def _notices(app: App, wake: Callable[[], None]) -> None:
    try:
        if _tell(app):
            wake()
        problem = staff_notices.find_problem(app.services)
    except Exception as error:  # noqa: BLE001 -- it is told as the part's trouble
        problem = _problem(error, PART)
        _log.error("staff_not_told", problem=problem)
    with _told("health_not_stored"):
        worker_health.beat(app.services, PART, 4 * _NOTICES_SECONDS, problem)


def _tell(app: App, failed: Sequence[WorkerPart] = ()) -> int:
    """Queue what staff are to be told. UnavailableError also for what is wrong with a deployer's template."""
    try:
        return staff_notices.queue_notices(app.services, app.noticing, failed)
    except (ConfigError, AddressError) as error:
        raise UnavailableError(f"staff can't be told: {error}") from error


def _tokens(watch: TokenWatch) -> None:
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
