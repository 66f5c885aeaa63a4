"""A worker at work until it is told to stop.

Each mailbox and the outbox have a thread of their own, because they wait on servers; what the clock brings
about is scheduled (`worker_tasks`). What there is to do stands in the services.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from time import monotonic

from worker import log
from worker.app import App
from worker.config import Config
from worker.errors import UnavailableError
from worker.runtime.loops import MailboxLoop, OutboxLoop
from worker.runtime.metrics import Metrics
from worker.runtime.periodic_tasks import PeriodicSchedule, PeriodicTask
from worker.runtime.secrets_reload import SecretsWatch
from worker.runtime.single_pass import Watchers
from worker.runtime.worker_tasks import log_failure, make_clock_task, make_tasks
from worker.services.accounts.stored_tokens import TokenWatch
from worker.services.intake import warmup
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.intake.poll_folder import PollListener
from worker.services.monitoring import worker_health
from worker.services.monitoring.clock_check import ClockTrouble
from worker.store.records import Letter
from worker.web.embedded_server import EmbeddedServer
from worker.web.web_server import WebServer

_log = log.get(__name__)
#: A container that is told to stop is killed after ten seconds.
_STOP_SECONDS = 6.0
_ATTENTIVE_SECONDS = 1.0
_HANG_UP_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reload:
    """How the configuration is read again while a worker runs."""

    load: Callable[[], Config]  #: raises ConfigError
    asked: threading.Event = field(default_factory=threading.Event)  #: set: read it now


def run_worker(
    app: App,
    stop: threading.Event,
    watchers: Watchers | None = None,
    pages: WebServer | None = None,
    reload: Reload | None = None,
) -> None:
    """Work until `stop` is set, then end in good order: what is at hand is finished first.

    `pages` are served by the same process, bound already or not. Waiting for a server that does not answer is
    broken off at the end, as if the connection had failed. With `reload`, changed secrets are taken up.
    Raises UnavailableError where the address for the pages or for the figures is taken.
    """
    metrics, address = Metrics(app.services), app.config.metrics.address
    with metrics.serve(*address) if address else nullcontext():
        _run_all(app, stop, watchers or Watchers(), metrics, pages, reload)


def _run_all(
    app: App,
    stop: threading.Event,
    watchers: Watchers,
    metrics: Metrics,
    pages: WebServer | None,
    reload: Reload | None,
) -> None:
    loops: list[MailboxLoop] = []
    outbox = OutboxLoop(
        app, stop, _make_letter_listener(loops, watchers.letter, metrics), metrics.count_letters
    )

    def on_message(outcome: IngestOutcome) -> None:
        watchers.message(outcome)
        if outcome.letters:
            outbox.wake()

    listener = PollListener(message=on_message, progress=watchers.progress, account=metrics.count_poll)
    app.services.readings.reader.start()
    loops += [MailboxLoop(app, source, stop, listener) for source in app.sources]
    parts: list[MailboxLoop | OutboxLoop] = [*loops, outbox]
    threads = [_make_thread(part) for part in parts]
    worker_health.begin(app.services)
    warmup.warm_up(app.services)
    embedded = None if pages is None else EmbeddedServer(app, pages, outbox.wake)
    if embedded is not None:
        embedded.begin(stop)
    trouble = ClockTrouble(app.services)
    with log_failure("clock_not_looked_at"):
        trouble.begin()
    tokens = TokenWatch(app.services, app.logins.sources())
    periodic = make_tasks(app, parts, embedded, outbox.wake, trouble, tokens, stop)
    schedule = PeriodicSchedule(periodic)
    if reload is not None:
        secrets = SecretsWatch(app, reload.load, reload.asked, parts, tokens)
        periodic.append(PeriodicTask("secrets", _ATTENTIVE_SECONDS, secrets.look, unscheduled=True))
    periodic.append(make_clock_task(app, loops, schedule, trouble))
    threads += [_make_thread(work) for work in periodic]
    for thread in threads:
        thread.start()
    schedule.start()
    _log.info("started", mailboxes=[source.settings.name for source in app.sources])
    stop.wait()
    _end_all(app, loops, outbox, schedule, periodic, pages, threads)


def _end_all(
    app: App,
    loops: Sequence[MailboxLoop],
    outbox: OutboxLoop,
    schedule: PeriodicSchedule,
    periodic: Sequence[PeriodicTask],
    pages: WebServer | None,
    threads: Sequence[threading.Thread],
) -> None:
    """Wait until each thread has finished what it is at; break off what takes too long."""
    app.services.store.hurry(_STOP_SECONDS)
    outbox.wake()
    schedule.end()
    for work in periodic:
        work.end()
    if pages is not None:
        pages.end()
    _join_all(threads, _STOP_SECONDS)
    for loop in loops:
        loop.hang_up()
    _join_all(threads, _HANG_UP_SECONDS)
    if left := [thread.name for thread in threads if thread.is_alive()]:
        _log.warning("left_behind", parts=left)
    # Where the database does not answer, heartbeats run out by themselves.
    with suppress(UnavailableError):
        worker_health.forget(app.services)
    _log.info("stopped")


def _make_letter_listener(
    loops: Sequence[MailboxLoop], on_letter: Callable[[Letter, bytes], None], metrics: Metrics
) -> Callable[[Letter, bytes], None]:
    """What is called for each letter that went out: figures, copies in the Sent folder, then `on_letter`."""

    def on_sent(letter: Letter, raw: bytes) -> None:
        metrics.observe_delivery(letter)
        for loop in loops:
            loop.request_copies()
        on_letter(letter, raw)

    return on_sent


def _make_thread(loop: MailboxLoop | OutboxLoop | PeriodicTask) -> threading.Thread:
    # A daemon: should a server hold it up while it connects, the process ends all the same.
    return threading.Thread(target=loop.run, name=loop.name, daemon=True)


def _join_all(threads: Sequence[threading.Thread], seconds: float) -> None:
    end = monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))
