"""A worker at work: one pass, or everything until it is told to stop.

Each mailbox and the outbox have a thread of their own, because they wait on servers; what the clock
alone brings about is scheduled. Thin: what there is to do stands in the services.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

from apscheduler.schedulers.background import BackgroundScheduler

from worker import log
from worker.app import App
from worker.errors import UnavailableError
from worker.loops import MailboxLoop, OutboxLoop
from worker.metrics import Metrics
from worker.services import health, leases, warmup
from worker.services.finding import Source
from worker.services.ingest import Outcome
from worker.services.leases import TakenError
from worker.services.poll import Told, poll
from worker.services.progress import Progress, in_log
from worker.services.timers import pass_time
from worker.services.tokens import Watch
from worker.store.rows import Letter

_log = log.get(__name__)
_TIMERS_SECONDS = 600
_PULSE_SECONDS = 15
_SWEEP_HOUR = 2  # UTC
_TOKENS_SECONDS = 30
_MAILBOXES_AT_ONCE = 8
#: A container that is told to stop is killed after ten seconds.
_STOP_SECONDS = 6.0
_HANG_UP_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchers:
    """Who is told what happens, after it was stored: the demo tells its story by them."""

    message: Callable[[Outcome], None] = lambda _: None
    progress: Progress = in_log
    letter: Callable[[Letter, bytes], None] = lambda _letter, _raw: None


def run_once(app: App, stop: threading.Event, watchers: Watchers | None = None) -> list[str]:
    """One whole pass: every mailbox to its end, the timers, all letters that are due.

    What could not be done is returned, one line each; the rest is done all the same.
    """
    told = watchers or Watchers()
    problems = _at_once([_polling(app, source, stop, told) for source in app.sources])
    return problems + _done([lambda: pass_time(app.house), lambda: app.deliver(stop, told.letter)], stop)


def run(app: App, stop: threading.Event, watchers: Watchers | None = None) -> None:
    """Work until `stop` is set, then end in good order: what is at hand is finished first.

    What waits for a server that does not answer is ended; it is as if the connection had failed. Raises
    UnavailableError where the address that was chosen for the figures is taken.
    """
    metrics, address = Metrics(app.house), app.config.metrics.address
    with metrics.served(*address) if address else nullcontext():
        _work(app, stop, watchers or Watchers(), metrics)


def _work(app: App, stop: threading.Event, told: Watchers, metrics: Metrics) -> None:
    outbox = OutboxLoop(app, stop, told.letter, metrics.delivered)

    def heard(outcome: Outcome) -> None:
        told.message(outcome)
        if outcome.letters:
            outbox.wake()

    to_tell = Told(message=heard, progress=told.progress, account=metrics.polled)
    loops = [MailboxLoop(app, source, stop, to_tell) for source in app.sources]
    parts: list[MailboxLoop | OutboxLoop] = [*loops, outbox]
    threads = [_thread(part) for part in parts]
    health.begin(app.house)
    warmup.warm(app.house)
    scheduler = _scheduled(app, loops)
    for thread in threads:
        thread.start()
    _log.info("started", mailboxes=[source.settings.name for source in app.sources])
    stop.wait()
    outbox.wake()
    scheduler.shutdown(wait=True)
    _wait_for(threads, _STOP_SECONDS)
    for loop in loops:
        loop.hang_up()
    _wait_for(threads, _HANG_UP_SECONDS)
    if left := [thread.name for thread in threads if thread.is_alive()]:
        _log.warning("left_behind", parts=left)
    health.forget(app.house)
    _log.info("stopped")


def _thread(loop: MailboxLoop | OutboxLoop) -> threading.Thread:
    # A daemon: should a server hold it up while it connects, the process ends all the same.
    return threading.Thread(target=loop.live, name=loop.name, daemon=True)


def _wait_for(threads: Sequence[threading.Thread], seconds: float) -> None:
    end = monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))


def sweep(app: App, stop: threading.Event, watchers: Watchers | None = None) -> list[str]:
    """Compare every folder with the ledger, and take in what was missed; what could not be done."""
    told = watchers or Watchers()
    return _at_once([_polling(app, source, stop, told, sweep=True) for source in app.sources])


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


def _at_once(steps: Sequence[Callable[[], object]]) -> list[str]:
    """Take the steps side by side, so that one mailbox in trouble keeps no other waiting."""
    with ThreadPoolExecutor(_MAILBOXES_AT_ONCE) as pool:
        return [problem for problems in pool.map(_problem, steps) for problem in problems]


def _done(steps: Sequence[Callable[[], object]], stop: threading.Event) -> list[str]:
    """Take the steps one after the other; what could not be done, one line each."""
    return [problem for step in steps if not stop.is_set() for problem in _problem(step)]


def _problem(step: Callable[[], object]) -> list[str]:
    try:
        step()
    except UnavailableError as error:
        return [str(error)]
    return []


def _scheduled(app: App, loops: Sequence[MailboxLoop]) -> BackgroundScheduler:
    # Without a grace time a job that starts a second late would be left out.
    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = BackgroundScheduler(timezone="UTC", job_defaults=defaults)
    now = datetime.now(UTC)
    scheduler.add_job(_timers, "interval", [app], seconds=_TIMERS_SECONDS, jitter=30, next_run_time=now)
    scheduler.add_job(_pulse, "interval", [app], seconds=_PULSE_SECONDS, next_run_time=now)
    scheduler.add_job(_sweep, "cron", [loops], hour=_SWEEP_HOUR, jitter=1800)
    if sources := app.logins.sources():
        watch = Watch(app.house, sources)
        scheduler.add_job(_tokens, "interval", [watch], seconds=_TOKENS_SECONDS, next_run_time=now)
    scheduler.start()
    return scheduler


def _sweep(loops: Sequence[MailboxLoop]) -> None:
    for loop in loops:
        loop.sweep()


def _timers(app: App) -> None:
    try:
        pass_time(app.house)
    except UnavailableError as error:
        _log.error("timers_failed", problem=str(error))
    else:
        health.beat(app.house, "timers", 3 * _TIMERS_SECONDS)


def _tokens(watch: Watch) -> None:
    # Each source may take as long as its endpoint and another worker make it wait.
    try:
        watch.look(good_for_seconds=1800)
    except UnavailableError as error:
        _log.error("database_unavailable", problem=str(error))


def _pulse(app: App) -> None:
    try:
        leases.renew(app.house)
        health.beat(app.house, "worker", 4 * _PULSE_SECONDS)
    except UnavailableError as error:
        _log.error("database_unavailable", problem=str(error))
