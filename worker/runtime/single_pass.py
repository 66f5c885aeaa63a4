"""One whole pass of the worker (`sen-worker run --once`), and a sweep of all mailboxes: each to its end."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from worker import log
from worker.app import App
from worker.errors import UnavailableError
from worker.runtime.loops import describe_part_error, is_lasting
from worker.runtime.worker_tasks import log_failure, queue_staff_notices
from worker.services.intake.folder_leases import FolderTakenError
from worker.services.intake.folder_sync import PolledFolder
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.intake.poll_folder import PollListener, poll_folder
from worker.services.monitoring import worker_health
from worker.services.monitoring.clock_check import mend_times
from worker.services.monitoring.notice_facts import PART
from worker.services.monitoring.worker_health import WorkerPart
from worker.services.outbox.reminders import pass_time
from worker.services.privacy.data_retention import remove_expired
from worker.services.progress_log import Progress, in_log
from worker.store.records import Letter

_log = log.get(__name__)
_MAILBOXES_AT_ONCE = 8

_Steps = dict[str, Callable[[], object]]  # by the part of the worker whose step it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchers:
    """Callbacks for what happens, called after it is stored; the demo prints its story by them."""

    message: Callable[[IngestOutcome], None] = lambda _: None
    progress: Progress = in_log
    letter: Callable[[Letter, bytes], None] = lambda _letter, _raw: None


def run_once(app: App, stop: threading.Event, watchers: Watchers | None = None) -> list[str]:
    """One whole pass: every mailbox to its end, the timers, all letters that are due.

    Returns a line for each part that failed; the other parts are done all the same.
    """
    watching = watchers or Watchers()
    app.services.readings.reader.start()  # while the mailboxes are connected to
    failed = _try_step("clock", lambda: mend_times(app.services))
    steps: _Steps = {
        f"mailbox {source.name}": _make_poll_step(app, source, stop, watching) for source in app.sources
    }
    failed += _run_side_by_side(steps)
    failed += _run_in_turn(
        {"timers": lambda: pass_time(app.services), "outbox": lambda: app.deliver(stop, watching.letter)},
        stop,
    )

    def notify_staff() -> None:
        # Where letters can't be sent, neither can what says so: it waits for the next pass.
        if queue_staff_notices(app, failed) and not any(part.name == "outbox" for part in failed):
            app.deliver(stop, watching.letter)

    problems = [part.problem for part in (*failed, *_run_in_turn({PART: notify_staff}, stop))]
    if not stop.is_set():
        with log_failure("pass_not_noted"):
            if worker_health.note_pass(app.services, problems):
                remove_expired(app.services, app.retention)
    return problems


def sweep(app: App, stop: threading.Event, watchers: Watchers | None = None) -> list[str]:
    """Compare every folder with the ledger and store what was missed; returns a line for each that failed."""
    watching = watchers or Watchers()
    steps = {source.name: _make_poll_step(app, source, stop, watching, sweep=True) for source in app.sources}
    return [part.problem for part in _run_side_by_side(steps)]


def _make_poll_step(
    app: App, source: PolledFolder, stop: threading.Event, watching: Watchers, *, sweep: bool = False
) -> Callable[[], object]:
    def read() -> None:
        if stop.is_set():
            return
        listener = PollListener(message=watching.message, progress=watching.progress)
        try:
            account = poll_folder(app.services, source, stop, listener, sweep=sweep)
        except FolderTakenError as error:
            _log.info("left_to_another_worker", mailbox=source.name, reason=str(error))
            return
        if account.problem:
            raise UnavailableError(account.problem)

    return read


def _run_side_by_side(steps: _Steps) -> list[WorkerPart]:
    """Take the steps at the same time: no mailbox waits for another. Returns the parts that failed."""
    with ThreadPoolExecutor(_MAILBOXES_AT_ONCE) as pool:
        return [part for parts in pool.map(_try_step, steps, steps.values()) for part in parts]


def _run_in_turn(steps: _Steps, stop: threading.Event) -> list[WorkerPart]:
    """Take the steps one after the other; returns the parts that failed."""
    return [part for name, step in steps.items() if not stop.is_set() for part in _try_step(name, step)]


def _try_step(name: str, step: Callable[[], object]) -> list[WorkerPart]:
    try:
        step()
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is this part's own trouble
        problem = describe_part_error(error, name)
        return [WorkerPart(name=name, at=datetime.now(UTC), problem=problem, lasting=is_lasting(error))]
    return []
