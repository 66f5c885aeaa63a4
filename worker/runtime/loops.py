"""What a running worker does again and again: read a mailbox, empty the outbox.

Trouble with a peer is waited out with growing pauses, for ever; it never ends a loop.
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
from worker.runtime.retry_pause import Pause, Rest, random_factor
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
_LEDGER_SECONDS = 2 * 86_400  # a sweep comes each night, or something is wrong
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
        told: PollListener,
        rest: Rest | None = None,
    ) -> None:
        self.name = f"mailbox {source.name}"
        self._app = app
        self._source = source
        self._stop = stop
        self._told = replace(told, message=self._heard)
        self._hearer = told.message
        self._pause = Pause()
        self._sweep = threading.Event()
        self._sent = threading.Event()
        self._makes_copies = bool(app.config.smtp.sent_folder) and source == app.own_mailbox
        self._copies_from = _NEVER  # not before this moment again
        self._copies_fail = False
        self._doubted = False
        self._short_sweeps = 0
        self._session: MailboxSession | None = None  # the last one
        self._last_beat = _NEVER
        self._note = ""
        self._rest = rest or Rest(stop)

    def renew(self, app: App) -> None:
        """Sign in as `app` does from now on; for another thread. A pause after a refusal ends."""
        self._app = app
        settings = next(one.settings for one in app.sources if one.name == self._source.name)
        self._source = replace(self._source, settings=settings)
        self._rest.end()

    @property
    def source(self) -> PolledFolder:
        """What it reads."""
        return self._source

    def hurry(self) -> None:
        """Look now; for another thread."""
        self._sent.set()
        self._rest.end()

    def wake(self) -> None:
        """The database is back: go on, if it was what kept us waiting."""
        self._rest.end_if_due_to_database()

    def sweep(self) -> None:
        """Let the next poll look at everything once more."""
        self._sweep.set()

    def copy(self) -> None:
        """A letter went out, which wants a copy in the Sent folder."""
        if self._makes_copies:
            self._sent.set()

    def hang_up(self) -> None:
        """Wait for the server no more; for another thread, after `stop` was set."""
        if self._session is not None:
            self._session.hang_up()

    def live(self) -> None:
        """Until `stop` is set."""
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
                self._rest.take(_complain(self._app, self.name, error, self._pause), error)

    def _read(self, session: MailboxSession) -> None:
        source, idle = self._source, self._source.idle
        self._works_by(self._manner(session))
        while not self._stop.is_set():
            self._make_copies(session)
            self._poll(session)
            self._beat_in_time()
            idle = idle and self._idle(session)
            if not idle:
                refused = "; the server refuses IDLE" if source.idle else ""
                self._works_by(f"looks every {source.poll_seconds} seconds{refused}")
                self._rest.take(source.poll_seconds)
            # Not before: some servers sign us in and hang up as soon as we wait.
            self._pause.reset()

    def _works_by(self, note: str) -> None:
        """Tell with the next beat, which comes at once, how it works now."""
        if note != self._note:
            self._note, self._last_beat = note, _NEVER

    def _manner(self, session: MailboxSession) -> str:
        """How it waits for new mail, for people."""
        seconds = self._source.poll_seconds
        if not self._source.idle:
            return f"looks every {seconds} seconds"
        if not session.can_idle:
            return f"looks every {seconds} seconds; the server offers no IDLE"
        return f"waits by IDLE and looks every {seconds} seconds"

    def _idle(self, session: MailboxSession) -> bool:
        """Wait by IDLE; False when the server refuses it although it offers it."""
        try:
            session.idle(self._source.poll_seconds, self._stop, self._sent)
        except CommandRefused as error:
            _log.warning("idle_refused", part=self.name, problem=str(error))
            return False
        return True

    def _make_copies(self, session: MailboxSession) -> None:
        """Copies of letters by our own connection: some servers allow no other one."""
        self._sent.clear()
        if (
            not self._makes_copies
            or monotonic() < self._copies_from
            or not are_copies_due(self._app.services)
        ):
            return
        folder = self._app.config.smtp.sent_folder
        problem = make_copies(self._app.services, session, folder, self._stop)
        self._copies_from = monotonic() + _COPIES_PAUSE if problem else _NEVER
        if problem or self._copies_fail:
            worker_health.beat(self._app.services, "sent copies", _LEDGER_SECONDS, problem)
        self._copies_fail = bool(problem)

    def _poll(self, session: MailboxSession) -> None:
        sweep = self._sweep.is_set()
        account = poll_session(self._app.services, self._source, session, self._stop, self._told, sweep=sweep)
        if self._stop.is_set():
            return
        if sweep:
            self._short_sweeps = self._short_sweeps + 1 if account.short else 0
            if self._short_sweeps in {0, _MOST_SHORT_SWEEPS}:
                self._short_sweeps = 0
                self._sweep.clear()
        # What one poll missed the next one finds; what a sweep missed, only another sweep.
        if sweep or account.problem or self._doubted:
            self._doubted = bool(account.problem) and not sweep
            self._beat_for_ledger(account.problem)

    def _heard(self, outcome: IngestOutcome) -> None:
        """A message was taken in; a long backlog of them is work too."""
        self._beat_in_time()
        self._hearer(outcome)

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

    def _stand_by(self, taken: FolderTakenError) -> None:
        """Another worker reads this folder and sweeps it; should it end, we go on."""
        _log.info("standing_by", part=self.name, reason=str(taken))
        self._note = worker_health.STANDS_BY
        try:
            self._beat()
            self._beat_for_ledger()
        except Exception as error:  # noqa: BLE001 -- as in `live`
            _log.error("health_not_stored", part=self.name, problem=_shown(error))
        self._rest.take(LEASE_SECONDS / 3)


class OutboxLoop:
    """The outbox: send what is due, at once when woken."""

    def __init__(
        self,
        app: App,
        stop: threading.Event,
        sent: Callable[[Letter, bytes], None],
        ended: Callable[[Counter[LetterState]], None] = lambda _: None,
        rest: Rest | None = None,
    ) -> None:
        self.name = "outbox"
        self._app = app
        self._stop = stop
        self._sent = sent
        self._ended = ended
        self._woken = threading.Event()
        self._pause = Pause()
        self._last_beat = _NEVER
        self._rest = rest or Rest(stop)

    def wake(self) -> None:
        """There may be something to send; or the database is back, if it was what kept us waiting."""
        self._woken.set()
        self._rest.end_if_due_to_database()

    def renew(self, app: App) -> None:
        """Sign in as `app` does from now on; for another thread. A pause after a refusal ends."""
        self._app = app
        self._rest.end()

    def live(self) -> None:
        """Until `stop` is set."""
        while not self._stop.is_set():
            self._woken.clear()
            try:
                self._ended(self._app.deliver(self._stop, self._heard, copies=False))
                self._beat_in_time()
            except Exception as error:  # noqa: BLE001 -- a thread that ends would be letters nobody sends
                self._last_beat = _NEVER
                self._rest.take(_complain(self._app, self.name, error, self._pause), error)
            else:
                self._pause.reset()
                self._woken.wait(_OUTBOX_SECONDS)

    def _heard(self, letter: Letter, raw: bytes) -> None:
        """A letter went out; a long row of them is work too."""
        with suppress(UnavailableError):  # the next letter meets it, too, and says so
            self._beat_in_time()
        self._sent(letter, raw)

    def _beat_in_time(self) -> None:
        if monotonic() - self._last_beat > _BETWEEN_BEATS:
            self._beat()

    def _beat(self) -> None:
        relay = self._app.relay
        slowest = relay.connect_timeout + _ANSWERS_PER_LETTER * relay.timeout + relay.final_timeout
        worker_health.beat(self._app.services, self.name, int(slowest) + 60)
        self._last_beat = monotonic()


def _complain(app: App, name: str, error: Exception, pauses: Pause) -> float:
    """Say what is wrong, to the log and to `health`; how many seconds to wait before the next try."""
    problem = _shown(error)
    lasting = is_lasting(error)
    pause = _REFUSED_PAUSE * random_factor() if lasting else pauses.next()
    _log.error("unavailable", part=name, problem=problem, next_try_in_seconds=round(pause))
    try:
        worker_health.beat(app.services, name, int(pause) + 300, problem, lasting=lasting)
    except Exception as failed:  # noqa: BLE001 -- a thread that ends would be a part that does nothing
        _log.error("health_not_stored", part=name, kind=type(failed).__name__)
    return pause


def _shown(error: Exception) -> str:
    return str(error) if isinstance(error, WorkerError) else describe_defect(error)


def is_lasting(error: Exception) -> bool:
    """Whether somebody has to do something before it can work again."""
    return isinstance(error, MailboxError | RelayError) and not error.transient


def describe_defect(error: Exception) -> str:
    """An error of ours by its kind and place; its text may hold a customer's words and is left out."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"a defect of sen-worker: {type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
