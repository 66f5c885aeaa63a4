"""The loops of a running worker: one for each mailbox, and one for the outbox.

While a server can't be used a loop tries again after growing pauses, for ever; no error ends it.
"""

import threading
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic

from worker import log
from worker.app import App
from worker.errors import UnavailableError, WorkerError
from worker.mailbox.errors import CommandRefused, MailboxError
from worker.mailbox.mailbox_session import MailboxSession, open_session
from worker.requests.request_model import LetterState
from worker.runtime.retry_pause import LoopWait, RetryPause, random_factor
from worker.services.intake import folder_leases
from worker.services.intake.folder_leases import LEASE_SECONDS, FolderTakenError
from worker.services.intake.folder_sync import PolledFolder
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.intake.poll_folder import PollListener, poll_session
from worker.services.monitoring import worker_health
from worker.services.outbox.sent_folder_copies import are_copies_due, make_copies
from worker.smtp import RelayError
from worker.store.records import Letter

_log = log.get(__name__)
_REFUSED_PAUSE = 900.0  # a password that is refused again and again locks the account
_PROVEN_SECONDS = 60.0  # a connection that lived so long makes up for those that failed before
_OUTBOX_SECONDS = 5.0
_LEDGER_SECONDS = 2 * 86_400  # longer than the day between two sweeps
_ANSWERS_PER_LETTER = 5  # RSET, MAIL, RCPT, RCPT and DATA, before the answer to the letter itself
_COPIES_PAUSE = 600.0  # seconds after which copies that could not be made are tried again
_BETWEEN_BEATS = 30.0  # seconds
_MOST_SHORT_SWEEPS = 3  # in a row, where the server told of fewer messages than it has
_NEVER = float("-inf")


class MailboxLoop:
    """One mailbox: connect, poll, wait by IDLE or by the clock, poll again."""

    def __init__(
        self,
        app: App,
        source: PolledFolder,
        stop: threading.Event,
        listener: PollListener,
        wait: LoopWait | None = None,
    ) -> None:
        self.name = f"mailbox {source.name}"
        self._app = app
        self._source = source
        self._stop = stop
        self._listener = replace(listener, message=self._heard)
        self._on_message = listener.message
        self._pause = RetryPause()
        self._sweep_wanted = threading.Event()
        self._woken = threading.Event()
        self._makes_copies = bool(app.config.smtp.sent_folder) and source == app.own_mailbox
        self._copies_not_before = _NEVER  # after a failure, when copies are tried again
        self._copies_failed = False
        self._ledger_doubted = False
        self._short_sweeps = 0
        self._session: MailboxSession | None = None  # the last one
        self._last_beat = _NEVER
        self._note = ""
        self._wait = wait or LoopWait(stop)

    def renew(self, app: App) -> None:
        """Sign in as `app` does from now on; for another thread. A pause after a refusal ends."""
        self._app = app
        settings = next(source.settings for source in app.sources if source.name == self._source.name)
        self._source = replace(self._source, settings=settings)
        self._wait.end()

    @property
    def source(self) -> PolledFolder:
        """The folder that it reads."""
        return self._source

    def poll_now(self) -> None:
        """End the wait and poll now; for another thread."""
        self._woken.set()
        self._wait.end()

    def wake(self) -> None:
        """The database is back: end the wait, if it was because of the database."""
        self._wait.end_if_due_to_database()

    def request_sweep(self) -> None:
        """Make the next poll a sweep."""
        self._sweep_wanted.set()

    def request_copies(self) -> None:
        """A letter went out: end the wait and make its copy in the Sent folder, if this mailbox has that."""
        if self._makes_copies:
            self._woken.set()

    def hang_up(self) -> None:
        """Break the connection off; for another thread, after `stop` was set."""
        if self._session is not None:
            self._session.hang_up()

    def run(self) -> None:
        """Read the mailbox until `stop` is set; raises nothing."""
        while not self._stop.is_set():
            began = monotonic()
            try:
                lease = folder_leases.hold_during(self._app.services, self._source)
                with lease, open_session(self._source.settings) as session:
                    self._session = session
                    self._read(session)
            except FolderTakenError as error:
                self._stand_by(error)
            except Exception as error:  # noqa: BLE001 -- a thread that ends would be a mailbox nobody reads
                if monotonic() - began > _PROVEN_SECONDS:
                    self._pause.reset()
                self._last_beat = _NEVER  # the next one takes the complaint back
                self._wait.wait(_report_failure(self._app, self.name, error, self._pause), error)

    def _read(self, session: MailboxSession) -> None:
        source, idle = self._source, self._source.idle
        self._note_manner(self._describe_waiting(session))
        while not self._stop.is_set():
            self._make_copies(session)
            self._poll(session)
            self._beat_in_time()
            idle = idle and self._idle(session)
            if not idle:
                refused = "; the server refuses IDLE" if source.idle else ""
                self._note_manner(f"looks every {source.poll_seconds} seconds{refused}")
                self._wait.wait(source.poll_seconds)
            # Not before: some servers sign us in and hang up as soon as we wait.
            self._pause.reset()

    def _note_manner(self, note: str) -> None:
        """Note with the next heartbeat, which comes at once, how it waits for mail now."""
        if note != self._note:
            self._note, self._last_beat = note, _NEVER

    def _describe_waiting(self, session: MailboxSession) -> str:
        """How it waits for new mail, in words for people."""
        seconds = self._source.poll_seconds
        if not self._source.idle:
            return f"looks every {seconds} seconds"
        if not session.can_idle:
            return f"looks every {seconds} seconds; the server offers no IDLE"
        return f"waits by IDLE and looks every {seconds} seconds"

    def _idle(self, session: MailboxSession) -> bool:
        """Wait by IDLE; False when the server refuses it although it offers it."""
        try:
            session.idle(self._source.poll_seconds, self._stop, self._woken)
        except CommandRefused as error:
            _log.warning("idle_refused", part=self.name, problem=str(error))
            return False
        return True

    def _make_copies(self, session: MailboxSession) -> None:
        """Make copies of letters over this connection: some servers allow no second one."""
        self._woken.clear()
        if (
            not self._makes_copies
            or monotonic() < self._copies_not_before
            or not are_copies_due(self._app.services)
        ):
            return
        folder = self._app.config.smtp.sent_folder
        problem = make_copies(self._app.services, session, folder, self._stop)
        self._copies_not_before = monotonic() + _COPIES_PAUSE if problem else _NEVER
        if problem or self._copies_failed:
            worker_health.beat(self._app.services, "sent copies", _LEDGER_SECONDS, problem)
        self._copies_failed = bool(problem)

    def _poll(self, session: MailboxSession) -> None:
        sweep = self._sweep_wanted.is_set()
        account = poll_session(
            self._app.services, self._source, session, self._stop, self._listener, sweep=sweep
        )
        if self._stop.is_set():
            return
        if sweep:
            self._short_sweeps = self._short_sweeps + 1 if account.short else 0
            if self._short_sweeps in {0, _MOST_SHORT_SWEEPS}:
                self._short_sweeps = 0
                self._sweep_wanted.clear()
        # What one poll missed the next one finds; what a sweep missed, only another sweep.
        if sweep or account.problem or self._ledger_doubted:
            self._ledger_doubted = bool(account.problem) and not sweep
            self._beat_for_ledger(account.problem)

    def _heard(self, outcome: IngestOutcome) -> None:
        """A message was stored: a heartbeat is due in the middle of a long backlog, too."""
        self._beat_in_time()
        self._on_message(outcome)

    def _beat_in_time(self) -> None:
        # Each one is a write, which the letters that a mail caused would wait for.
        if monotonic() - self._last_beat > _BETWEEN_BEATS:
            self._beat()

    def _beat(self) -> None:
        # A mailbox that hangs ends by its timeouts.
        source, self._last_beat = self._source, monotonic()
        good_for = int(3 * source.poll_seconds + 2 * source.settings.read_timeout + 60)
        worker_health.beat(self._app.services, self.name, good_for, note=self._note)

    def _beat_for_ledger(self, problem: str = "") -> None:
        worker_health.beat(self._app.services, f"ledger {self._source.name}", _LEDGER_SECONDS, problem)

    def _stand_by(self, error: FolderTakenError) -> None:
        """Wait while another worker reads this folder, ready to take over."""
        _log.info("standing_by", part=self.name, reason=str(error))
        self._note = worker_health.STANDS_BY
        try:
            self._beat()
            self._beat_for_ledger()
        except Exception as failure:  # noqa: BLE001 -- as in `run`
            _log.error("health_not_stored", part=self.name, problem=describe_error(failure))
        self._wait.wait(LEASE_SECONDS / 3)


class OutboxLoop:
    """The outbox: send what is due, every few seconds, or at once when woken."""

    def __init__(
        self,
        app: App,
        stop: threading.Event,
        on_sent: Callable[[Letter, bytes], None],
        on_ended: Callable[[Counter[LetterState]], None] = lambda _: None,
        wait: LoopWait | None = None,
    ) -> None:
        self.name = "outbox"
        self._app = app
        self._stop = stop
        self._on_sent = on_sent
        self._ended = on_ended
        self._woken = threading.Event()
        self._pause = RetryPause()
        self._last_beat = _NEVER
        self._wait = wait or LoopWait(stop)

    def wake(self) -> None:
        """There may be something to send; or the database is back, if it was what kept us waiting."""
        self._woken.set()
        self._wait.end_if_due_to_database()

    def renew(self, app: App) -> None:
        """Sign in as `app` does from now on; for another thread. A pause after a refusal ends."""
        self._app = app
        self._wait.end()

    def run(self) -> None:
        """Send letters until `stop` is set; raises nothing."""
        while not self._stop.is_set():
            self._woken.clear()
            try:
                self._ended(self._app.deliver(self._stop, self._heard, copies=False))
                self._beat_in_time()
            except Exception as error:  # noqa: BLE001 -- a thread that ends would be letters nobody sends
                self._last_beat = _NEVER
                self._wait.wait(_report_failure(self._app, self.name, error, self._pause), error)
            else:
                self._pause.reset()
                self._woken.wait(_OUTBOX_SECONDS)

    def _heard(self, letter: Letter, raw: bytes) -> None:
        """A letter went out: a heartbeat is due in the middle of many, too."""
        with suppress(UnavailableError):  # the next letter meets it, too, and says so
            self._beat_in_time()
        self._on_sent(letter, raw)

    def _beat_in_time(self) -> None:
        if monotonic() - self._last_beat > _BETWEEN_BEATS:
            self._beat()

    def _beat(self) -> None:
        relay = self._app.relay
        slowest = relay.connect_timeout + _ANSWERS_PER_LETTER * relay.timeout + relay.final_timeout
        worker_health.beat(self._app.services, self.name, int(slowest) + 60)
        self._last_beat = monotonic()


def _report_failure(app: App, name: str, error: Exception, pause: RetryPause) -> float:
    """Tell the log and `health` what is wrong; returns the seconds to wait before the next try."""
    problem = describe_error(error)
    lasting = is_lasting(error)
    seconds = _REFUSED_PAUSE * random_factor() if lasting else pause.next_seconds()
    _log.error("unavailable", part=name, problem=problem, next_try_in_seconds=round(seconds))
    try:
        worker_health.beat(app.services, name, int(seconds) + 300, problem, lasting=lasting)
    except Exception as failed:  # noqa: BLE001 -- a thread that ends would be a part that does nothing
        _log.error("health_not_stored", part=name, kind=type(failed).__name__)
    return seconds


def describe_error(error: Exception) -> str:
    """An error for people: its text where it is one of ours, else its kind and place in the code."""
    return str(error) if isinstance(error, WorkerError) else describe_defect(error)


def describe_part_error(error: Exception, name: str) -> str:
    """The same, where a defect has to name the part of the worker that it is in."""
    return str(error) if isinstance(error, WorkerError) else f"{name}: {describe_defect(error)}"


def is_lasting(error: Exception) -> bool:
    """Whether somebody has to do something before it can work again."""
    return isinstance(error, MailboxError | RelayError) and not error.transient


def describe_defect(error: Exception) -> str:
    """An error of ours by its kind and place; its text may hold a customer's words and is left out."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"a defect of sen-worker: {type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
