"""One poll of a folder: fetch and store each new message, mark what is ours, account for all of them.

The cursor follows the ledger, so that after a kill at any moment the next poll only looks again. A `sweep` is
a poll that compares everything with the ledger once more.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TypeVar

from worker import log
from worker.errors import UnavailableError
from worker.mailbox import uid_batches
from worker.mailbox.mailbox_session import MailboxSession, open_session
from worker.mailbox.mark_handled import Mark
from worker.requests.request_model import OURS, Disposition
from worker.services.contexts import PollContext
from worker.services.intake import folder_leases, folder_sync
from worker.services.intake.batch_ingest import BATCH_SIZE, store_batch
from worker.services.intake.batch_reading import Fetched, ReadMessage, read_batch
from worker.services.intake.folder_sync import FoundMessage, PolledFolder, UnreadableMessage
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.progress_log import Progress, in_log
from worker.store.records import MailboxState, Poll
from worker.store.transactions import Transaction

_log = log.get(__name__)
_T = TypeVar("_T")
#: How many polls in a row begin at the same place because the server listed fewer messages than it has.
MOST_SHORT_LISTINGS = 10


@dataclass(slots=True, kw_only=True)
class PollAccount:
    """What a poll found and what became of it: `found` is the sum of `counts` and `missing`."""

    source: str
    found: int = 0
    counts: Counter[Disposition] = field(default_factory=Counter)
    missing: int = 0
    short: bool = False  #: whether the server listed fewer messages than it has
    missed: int = 0  #: found by a sweep behind the cursor: the polls before should have found them

    @property
    def problem(self) -> str:
        """What does not add up, for a person; empty when all does."""
        if not self.missing:
            return ""
        text = f'mailbox "{self.source}": {self.missing} of {self.found} messages are not accounted for'
        return f"{text}; they are looked for again, and `sen-worker ledger polls` shows since when"


@dataclass(frozen=True, slots=True, kw_only=True)
class PollListener:
    """The callbacks of a poll."""

    message: Callable[[IngestOutcome], None] = lambda _: None  #: of each message, after its commit
    progress: Progress = in_log
    account: Callable[[PollAccount], None] = lambda _: None  #: of the poll itself, at its end


def poll_folder(
    services: PollContext,
    source: PolledFolder,
    stop: threading.Event,
    listener: PollListener | None = None,
    *,
    sweep: bool = False,
) -> PollAccount:
    """`poll_session` over a connection of its own. Raises FolderTakenError while another worker reads."""
    with folder_leases.hold_during(services, source), open_session(source.settings) as session:
        return poll_session(services, source, session, stop, listener, sweep=sweep)


def poll_session(
    services: PollContext,
    source: PolledFolder,
    session: MailboxSession,
    stop: threading.Event,
    listener: PollListener | None = None,
    *,
    sweep: bool = False,
) -> PollAccount:
    """Fetch and store everything that is new, oldest first, and account for it.

    Raises UnavailableError when the mailbox or the database can't be reached; what is stored by then stays.
    `stop` ends it between two transactions, and the next poll goes on from there.
    """
    return _Poll(services, source, session, stop, listener or PollListener(), sweep=sweep).run()


class _Poll:
    def __init__(
        self,
        services: PollContext,
        source: PolledFolder,
        session: MailboxSession,
        stop: threading.Event,
        listener: PollListener,
        *,
        sweep: bool,
    ) -> None:
        self._services = services
        self._source = source
        self._session = session
        self._stop = stop
        self._listener = listener
        self._sweep = sweep
        self._account = PollAccount(source=source.name)
        self._uids: list[int] = []
        self._last_given_uid = 0  # UIDNEXT - 1 at the beginning
        self._last_read_uid = 0  # the highest UID whose message was there to be read
        self._polled_before = range(0)  # of a sweep: the UIDs that earlier polls should have stored
        self._starts_over = False  # whether the next poll begins at the first message again
        self._pace = uid_batches.BatchPace()

    def run(self) -> PollAccount:
        finished = False
        reached = None
        state = self._meet()
        if self._sweep:
            begin = 1 if state.backlog_done else state.floor_uid + 1
            self._polled_before = range(begin, state.cursor_uid + 1)
        try:
            self._read(state)
            finished = not self._stop.is_set()
            self._mark(state)
            reached = self._advance(state) if finished else None
        finally:
            self._settle(reached, finished=finished)
        return self._account

    def _meet(self) -> MailboxState:
        status = self._session.select(self._source.settings.folder, readonly=False)
        self._last_given_uid = status.uid_next - 1
        with self._services.store.read() as tx:
            ours = folder_leases.is_held(self._services, self._source, tx)
            state = folder_sync.recall_state(tx, self._source, status) if ours else None
        if state is not None:
            return state
        with self._services.store.write() as tx:
            self._guard(tx)
            return folder_sync.meet_folder(tx, self._source, status, self._services.clock())

    def _guard(self, tx: Transaction) -> None:
        folder_leases.hold(self._services, self._source, tx)

    def _read(self, state: MailboxState) -> None:
        """Fetch and store everything that is new, and what is to be read again."""
        if self._sweep:
            self._drop_reused_uids(state)
        searched = folder_sync.reset_for_sweep(state) if self._sweep else state
        with self._services.store.read() as tx:
            known = folder_sync.list_known_uids(tx, searched)
            again = folder_sync.list_quarantined(tx, state, self._services.clock())
        listing = folder_sync.find_unknown(self._session, searched, known)
        uids = self._uids = listing.uids
        self._account.short = listing.short
        count = len(uids) + len(again)
        progress, readers = self._listener.progress, self._services.readings.reader
        with readers.backlog(count), progress(self._source.name, count) as done:
            self._read_again(again)
            done(len(again))
            for chunk in folder_sync.split_into_chunks(self._session, state, uids, self._services.clock()):
                self._account.found += len(chunk.founds)
                self._ingest(chunk.founds, done)
                done(len(chunk.uids) - len(chunk.founds))
                if self._stop.is_set():
                    break
                self._mark(state)

    def _drop_reused_uids(self, state: MailboxState) -> None:
        if again := folder_sync.find_reused_uids(self._services.store, self._session, state):
            _log.warning("uids_given_again", mailbox=self._source.name, messages=len(again))
            with self._services.store.write() as tx:
                self._guard(tx)
                for run in uid_batches.split_by_count(again):
                    tx.ledger.let_go(state.key, run)

    def _read_again(self, again: Sequence[FoundMessage]) -> None:
        """Read what was set aside again: from the server, or from the bytes that the ledger kept."""
        infos = self._session.fetch_infos([found.place.uid for found in again])
        self._account.found += len(again)
        existing = [
            replace(found, size=infos[found.place.uid].size) for found in again if found.place.uid in infos
        ]
        self._ingest(existing)
        kept = [(found, self._read_kept(found)) for found in again if found.place.uid not in infos]
        for part in uid_batches.split_by_count(kept, BATCH_SIZE):
            self._store(part, read_batch(self._services, part))

    def _read_kept(self, found: FoundMessage) -> bytes | UnreadableMessage:
        with self._services.store.read() as tx:
            entry = tx.ledger.at(found.place)
            raw = tx.ledger.raw(entry.id) if entry else None
        return raw or UnreadableMessage(
            disposition=Disposition.QUARANTINED, reason="deleted before it could be read"
        )

    def _ingest(self, founds: Sequence[FoundMessage], done: Callable[[int], None] = lambda _: None) -> None:
        many = len(founds) > 1
        batches_found = folder_sync.fetch_messages(self._session, founds, self._source.max_bytes, self._pace)
        read = self._read_parts(_prefetch(batches_found) if many else batches_found)
        for part, read_part, missing in _prefetch(read) if many else read:
            if self._stop.is_set():
                return
            self._account.found -= missing
            self._store(part, read_part)
            done(len(part))

    def _read_parts(
        self, batches: Iterator[list[tuple[FoundMessage, bytes | UnreadableMessage]]]
    ) -> Iterator[tuple[list[Fetched], list[ReadMessage], int]]:
        """Fetched messages in parts of BATCH_SIZE, with what was read of them, and how many never existed."""
        for batch in batches:
            existing = [fetched for fetched in batch if not self._is_made_up(*fetched)]
            missing = len(batch) - len(existing)
            for part in uid_batches.split_by_count(existing, BATCH_SIZE):
                if self._stop.is_set():
                    return
                yield part, read_batch(self._services, part), missing
                missing = 0
            if missing:
                yield [], [], missing

    def _is_made_up(self, found: FoundMessage, raw: bytes | UnreadableMessage) -> bool:
        """Whether the server listed a UID that it has not given out yet, and may soon give to a new mail."""
        gone = isinstance(raw, UnreadableMessage) and raw.disposition is Disposition.IGNORED
        return gone and found.place.uid > self._last_given_uid and not found.again

    def _store(self, part: Sequence[Fetched], read: Sequence[ReadMessage]) -> None:
        if not part:
            return
        for (found, raw), outcome in zip(part, store_batch(self._services, read, self._guard), strict=True):
            if found.place.uid in self._polled_before and not found.again:
                self._account.missed += 1
            if not isinstance(raw, UnreadableMessage):
                self._last_read_uid = max(self._last_read_uid, found.place.uid)
            self._account.counts[outcome.disposition] += 1
            _level(outcome)(
                "message",
                mailbox=self._source.name,
                uid=outcome.place.uid,
                disposition=outcome.disposition,
                request=outcome.request.id if outcome.request else None,
                reference=outcome.request.reference if outcome.request else None,
            )
            self._listener.message(outcome)

    def _mark(self, state: MailboxState) -> None:
        """Mark on the server what is ours, after the commit, and what an earlier poll left unmarked."""
        how = self._source.after
        with self._services.store.read() as tx:
            uids = tx.ledger.unmarked(state.key) if how.mark is not Mark.NONE else []
        if not uids:
            return
        marked = self._session.mark(uids, how)
        settled = [uid for uid in uids if uid not in marked.later]
        if unmarked := {*settled} - marked.done:
            unmarkable = len(self._session.present(sorted(unmarked)))
            _log.warning(
                "cannot_mark", mailbox=self._source.name, messages=unmarkable, after_success=how.mark
            )
        if marked.later:
            _log.info("marked_later", mailbox=self._source.name, messages=len(marked.later))
        with self._services.store.write() as tx:
            tx.ledger.mark(state.key, settled)

    def _advance(self, state: MailboxState) -> MailboxState | None:
        """The state to store, where the folder is read further than before; else None.

        Where the server listed fewer messages than it has, the next polls begin at the same place again. Some
        servers count wrongly all the time: after MOST_SHORT_LISTINGS polls the cursor moves on, and once the
        numbers add up, everything is read again.
        """
        short, in_a_row = self._account.short, state.short_listings
        if short and in_a_row < MOST_SHORT_LISTINGS:
            _log.warning("listing_is_short", mailbox=self._source.name, in_a_row=in_a_row + 1)
            return None if self._sweep else replace(state, short_listings=in_a_row + 1)
        if not short and in_a_row == MOST_SHORT_LISTINGS and not self._sweep:
            self._starts_over = True
            return folder_sync.reset_for_sweep(state)
        given = max((uid for uid in self._uids if uid <= self._last_given_uid), default=0)
        cursor = max(state.cursor_uid, given, self._last_read_uid)
        in_a_row = in_a_row if short else 0
        advanced = replace(state, cursor_uid=cursor, backlog_done=True, short_listings=in_a_row)
        return advanced if advanced != state else None

    def _settle(self, reached: MailboxState | None, *, finished: bool) -> None:
        """Store how far the poll came, and its account; what is unfinished is left to the next poll."""
        account, accounted = self._account, sum(self._account.counts.values())
        if finished:
            account.missing = account.found - accounted
        else:
            account.found = accounted
        self._listener.account(account)
        row = self._make_poll_row(account) if account.found else None
        if row is None:
            _log.debug("nothing_new", mailbox=account.source)
        try:
            self._store_poll(reached, row)
        except UnavailableError as error:
            _log.error("poll_not_stored", mailbox=self._source.name, problem=str(error))
            # Else the poll itself fails of the same, and the ledger holds all that the account would say.
            if finished:
                raise

    def _make_poll_row(self, account: PollAccount) -> Poll:
        accounted = sum(account.counts.values())
        counts = {str(disposition): count for disposition, count in account.counts.items()}
        settings = self._source.settings
        row = Poll(
            mailbox=settings.name,
            folder=settings.folder,
            at=self._services.clock(),
            found=account.found,
            counts=counts,
            missing=account.missing,
            missed=account.missed,
        )
        if account.missed:
            _log.error("missed_by_polls", mailbox=account.source, messages=account.missed)
        report = _log.error if account.missing else _log.info
        report("poll", mailbox=account.source, found=account.found, accounted=accounted, **counts)
        return row

    def _store_poll(self, reached: MailboxState | None, row: Poll | None) -> None:
        if reached is None and row is None:
            return
        with self._services.store.write() as tx:
            if reached is not None:
                keep = tx.mailboxes.begin_again if self._starts_over else tx.mailboxes.advance
                keep(reached)
            if row is not None:
                tx.mailboxes.add_poll(row)


def _level(outcome: IngestOutcome) -> Callable[..., object]:
    """Most mail of a shared mailbox is not ours, and not worth a line each."""
    if outcome.disposition is Disposition.QUARANTINED:
        return _log.warning
    return _log.info if outcome.disposition in OURS else _log.debug


def _prefetch(items: Iterator[_T]) -> Iterator[_T]:
    """The same items, the next one made by another thread while the last one is worked on."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = pool.submit(next, items, None)
            yield item
