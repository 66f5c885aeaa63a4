"""What a running worker does by the clock: timers, sweeps, the nightly clean-up, notices, the license report.

Each piece of work is a `PeriodicTask` with a thread of its own, so that none waits for another.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from worker import log
from worker.app import App
from worker.errors import ConfigError, UnavailableError
from worker.letters.letter_address import AddressError
from worker.runtime.heartbeat import PULSE_SECONDS, HeartbeatSender
from worker.runtime.loops import MailboxLoop, OutboxLoop, describe_part_error
from worker.runtime.periodic_tasks import ClockWatch, NightlyDueTime, PeriodicSchedule, PeriodicTask
from worker.services.accounts.stored_tokens import TokenWatch
from worker.services.intake.poll_requests import take_request
from worker.services.marketplace import report_job
from worker.services.marketplace.reporting_api import ReportingRefusedError, ReportingTerms
from worker.services.monitoring import staff_notices, worker_health
from worker.services.monitoring.clock_check import ClockTrouble
from worker.services.monitoring.notice_facts import PART
from worker.services.monitoring.worker_health import WorkerPart
from worker.services.outbox.reminders import pass_time
from worker.services.privacy.data_retention import remove_expired
from worker.web.embedded_server import EmbeddedServer

_log = log.get(__name__)
_TIMERS_SECONDS = 600
_SWEEP_HOUR = 2  # UTC
_RETENTION_HOUR = 3
_LOOK_SECONDS = 2
_NIGHT_SECONDS = 60
_TOKENS_SECONDS = 30
_NOTICES_SECONDS = 30


def make_tasks(
    app: App,
    parts: Sequence[MailboxLoop | OutboxLoop],
    pages: EmbeddedServer | None,
    wake: Callable[[], None],
    trouble: ClockTrouble,
    tokens: TokenWatch,
    stop: threading.Event,
) -> list[PeriodicTask]:
    """All tasks that this installation needs; `wake` is called when there may be something to send."""
    services = app.services
    nightly, pulse = NightlyDueTime(_SWEEP_HOUR, services.clock()), HeartbeatSender(app, parts)
    loops = [part for part in parts if isinstance(part, MailboxLoop)]
    tasks = [
        PeriodicTask("timers", _TIMERS_SECONDS, lambda: _run_timers(app, trouble)),
        PeriodicTask("pulse", PULSE_SECONDS, pulse.beat),
        PeriodicTask(
            "sweep", _NIGHT_SECONDS, lambda: _start_sweep(loops) if nightly.is_due(services.clock()) else None
        ),
    ]
    tasks.append(PeriodicTask("looks", _LOOK_SECONDS, lambda: _take_poll_requests(app, loops)))
    cleaning = NightlyDueTime(_RETENTION_HOUR, services.clock())
    clean = partial(_remove_expired, app, cleaning, trouble)
    tasks.append(PeriodicTask("retention", _NIGHT_SECONDS, clean))
    if app.logins.sources():
        tasks.append(PeriodicTask("tokens", _TOKENS_SECONDS, lambda: _renew_tokens(tokens)))
    if (terms := app.reporting) is not None and app.config.marketplace is not None:
        seconds = 60 * app.config.marketplace.every_minutes
        tasks.append(
            PeriodicTask("marketplace", seconds, lambda: _read_reports(app, terms, 3 * seconds, stop, wake))
        )
    if app.noticing.to:
        tasks.append(PeriodicTask("notices", _NOTICES_SECONDS, lambda: _notify_staff(app, wake)))
    if pages is not None:
        tasks.append(PeriodicTask("pages", PULSE_SECONDS, pages.pulse))
    return tasks


def make_clock_task(
    app: App, loops: Sequence[MailboxLoop], schedule: PeriodicSchedule, trouble: ClockTrouble
) -> PeriodicTask:
    """The task that watches the wall clock.

    It goes by the monotonic clock itself: a wall clock that is set back would stop the schedule.
    """
    watch = ClockWatch(app.services.clock)

    def start_over() -> None:
        schedule.run_all_now()
        _start_sweep(loops)

    return PeriodicTask(
        "clock", PULSE_SECONDS, lambda: _check_clock(watch, trouble, start_over), unscheduled=True
    )


def _start_sweep(loops: Sequence[MailboxLoop]) -> None:
    for loop in loops:
        loop.request_sweep()


def _check_clock(watch: ClockWatch, trouble: ClockTrouble, start_over: Callable[[], None]) -> None:
    """Where the clock was set, let everything that goes by it begin anew, and report it."""
    with log_failure("clock_not_looked_at"):
        if by := watch.check():
            start_over()
            trouble.was_set(by)
        trouble.tell()


def _run_timers(app: App, trouble: ClockTrouble) -> None:
    with log_failure("timers_failed"):
        if not trouble.is_doubtful:
            pass_time(app.services)
        worker_health.beat(app.services, "timers", 3 * _TIMERS_SECONDS)


def _read_reports(
    app: App, terms: ReportingTerms, good_for: int, stop: threading.Event, wake: Callable[[], None]
) -> None:
    """Read the Marketplace's report; a failure becomes this part's problem, and is tried again."""
    problem, lasting = "", False
    try:
        taken = report_job.read_reports(app.services, terms, stop.wait)
        if taken is not None and taken.completed:
            wake()
    except UnavailableError as error:
        if stop.is_set():
            return
        problem, lasting = str(error), isinstance(error, ReportingRefusedError)
    with log_failure("report_not_noted"):
        worker_health.beat(app.services, "marketplace", good_for, problem, lasting=lasting)


def _take_poll_requests(app: App, loops: Sequence[MailboxLoop]) -> None:
    """Let the loops poll now whose mailbox somebody has asked for."""
    with suppress(UnavailableError):  # the heartbeat tells of it
        for loop in loops:
            if take_request(app.services, loop.source):
                loop.poll_now()


def _remove_expired(app: App, nightly: NightlyDueTime, trouble: ClockTrouble) -> None:
    """Remove what has been kept for long enough, once a night; not while the clock is in doubt."""
    if nightly.is_due(app.services.clock()) and not trouble.is_doubtful:
        with log_failure("retention_failed"):
            remove_expired(app.services, app.retention)


def _notify_staff(app: App, wake: Callable[[], None]) -> None:
    try:
        if queue_staff_notices(app):
            wake()
        problem = staff_notices.find_problem(app.services)
    except Exception as error:  # noqa: BLE001 -- it is told as the part's trouble
        problem = describe_part_error(error, PART)
        _log.error("staff_not_told", problem=problem)
    with log_failure("health_not_stored"):
        worker_health.beat(app.services, PART, 4 * _NOTICES_SECONDS, problem)


def _renew_tokens(watch: TokenWatch) -> None:
    # Each source may take as long as its endpoint and another worker make it wait.
    with log_failure("tokens_not_looked_at"):
        watch.look(good_for_seconds=1800)


def queue_staff_notices(app: App, failed: Sequence[WorkerPart] = ()) -> int:
    """Queue the notices to staff; returns how many. Raises UnavailableError, also for a broken template."""
    try:
        return staff_notices.queue_notices(app.services, app.noticing, failed)
    except (ConfigError, AddressError) as error:
        raise UnavailableError(f"staff can't be told: {error}") from error


@contextmanager
def log_failure(event: str) -> Iterator[None]:
    """Log whatever the block raises, under this event; the work is done again when it is due next."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 -- a scheduler would log it with all that it holds
        _log.error(event, problem=describe_part_error(error, event))
