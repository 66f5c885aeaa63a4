"""Read one folder to its end: take each new message in, mark what is ours, account for all.

The cursor follows the ledger, so that a kill at any moment costs nothing but a second look. A `sweep` is
a poll that looks at everything once more which should be in the ledger.
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
from worker.services.intake.batch_ingest import TOGETHER, store_batch
from worker.services.intake.batch_reading import Fetched, ReadMessage, read_batch
from worker.services.intake.folder_sync import FoundMessage, PolledFolder, UnreadableMessage
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.progress_log import Progress, in_log
from worker.store.records import MailboxState, Poll
from worker.store.transactions import Transaction

_log = log.get(__name__)
_T = TypeVar("_T")
#: So many polls in a row look at the same place again because the server told of fewer messages than it has.
MOST_SHORT_LISTINGS = 10


@dataclass(slots=True, kw_only=True)
class PollAccount:
    """What a poll found and what became of it. Found is the sum of all counts, or some are missing."""

    source: str
    found: int = 0
    counts: Counter[Disposition] = field(default_factory=Counter)
    missing: int = 0
    short: bool = False  #: whether the server told of fewer messages than it has
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
    """Who is told of what a poll does."""

    message: Callable[[IngestOutcome], None] = lambda _: None  #: of each message, after its commit
    progress: Progress = in_log
    account: Callable[[PollAccount], None] = lambda _: None  #: of the poll itself, at its end


def poll_folder(
    services: PollContext,
    source: PolledFolder,
    stop: threading.Event,
    told: PollListener | None = None,
    *,
    sweep: bool = False,
) -> PollAccount:
    """`poll_session` over a connection of its own. Raises TakenError while another worker reads."""
    with folder_leases.reading(services, source), open_session(source.settings) as session:
        return poll_session(services, source, session, stop, told, sweep=sweep)


def poll_session(
    services: PollContext,
    source: PolledFolder,
    session: MailboxSession,
    stop: threading.Event,
    told: PollListener | None = None,
    *,
    sweep: bool = False,
) -> PollAccount:
    """Take in everything that is new, oldest first, and account for it.

    Raises `UnavailableError` when the mailbox or the database can't be reached; what was taken in by
    then stays. `stop` ends it between two transactions, and the next poll goes on there.
    """
    return _Poll(services, source, session, stop, told or PollListener(), sweep=sweep).run()


class _Poll:
    def __init__(
        self,
        services: PollContext,
        source: PolledFolder,
        session: MailboxSession,
        stop: threading.Event,
        told: PollListener,
        *,
        sweep: bool,
    ) -> None:
        self._services = services
        self._source = source
        self._session = session
        self._stop = stop
        self._told = told
        self._sweep = sweep
        self._account = PollAccount(source=source.name)
        self._uids: list[int] = []
        self._top = 0  # the last UID that the server had given when it was asked
        self._stored = 0  # the last UID of a message that was there to be read
        self._passed = range(0)  # UIDs that the polls before a sweep have been through
        self._over = False  # whether the next poll is to look at everything
        self._pace = uid_batches.BatchPace()

    def run(self) -> PollAccount:
        finished = False
        reached = None
        state = self._meet()
        if self._sweep:
            begin = 1 if state.backlog_done else state.floor_uid + 1
            self._passed = range(begin, state.cursor_uid + 1)
        try:
            self._read(state)
            finished = not self._stop.is_set()
            self._mark(state)
            reached = self._advanced(state) if finished else None
        finally:
            self._settle(reached, finished=finished)
        return self._account

    def _meet(self) -> MailboxState:
        status = self._session.select(self._source.settings.folder, readonly=False)
        self._top = status.uid_next - 1
        with self._services.store.read() as tx:
            ours = folder_leases.is_held(self._services, self._source, tx)
            state = folder_sync.recall(tx, self._source, status) if ours else None
        if state is not None:
            return state
        with self._services.store.write() as tx:
            self._guard(tx)
            return folder_sync.meet(tx, self._source, status, self._services.clock())

    def _guard(self, tx: Transaction) -> None:
        folder_leases.hold(self._services, self._source, tx)

    def _read(self, state: MailboxState) -> None:
        """Take everything in."""
        if self._sweep:
            self._let_go_of_reused(state)
        looked = folder_sync.swept(state) if self._sweep else state
        with self._services.store.read() as tx:
            known = folder_sync.in_ledger(tx, looked)
            again = folder_sync.quarantined(tx, state, self._services.clock())
        listing = folder_sync.unknown(self._session, looked, known)
        uids = self._uids = listing.uids
        self._account.short = listing.short
        count = len(uids) + len(again)
        progress, readers = self._told.progress, self._services.readings.reader
        with readers.backlog(count), progress(self._source.name, count) as done:
            self._read_again(again)
            done(len(again))
            for chunk in folder_sync.chunks(self._session, state, uids, self._services.clock()):
                self._account.found += len(chunk.founds)
                self._take(chunk.founds, done)
                done(len(chunk.uids) - len(chunk.founds))
                if self._stop.is_set():
                    break
                self._mark(state)

    def _let_go_of_reused(self, state: MailboxState) -> None:
        if again := folder_sync.given_again(self._services.store, self._session, state):
            _log.warning("uids_given_again", mailbox=self._source.name, messages=len(again))
            with self._services.store.write() as tx:
                self._guard(tx)
                for run in uid_batches.split_by_count(again):
                    tx.ledger.let_go(state.key, run)

    def _read_again(self, again: Sequence[FoundMessage]) -> None:
        """What was set aside; where the server has it no more, from the bytes that were kept."""
        infos = self._session.fetch_infos([found.place.uid for found in again])
        self._account.found += len(again)
        there = [replace(one, size=infos[one.place.uid].size) for one in again if one.place.uid in infos]
        self._take(there)
        kept = [(one, self._kept(one)) for one in again if one.place.uid not in infos]
        for part in uid_batches.split_by_count(kept, TOGETHER):
            self._store(part, read_batch(self._services, part))

    def _kept(self, found: FoundMessage) -> bytes | UnreadableMessage:
        with self._services.store.read() as tx:
            entry = tx.ledger.at(found.place)
            raw = tx.ledger.raw(entry.id) if entry else None
        return raw or UnreadableMessage(
            disposition=Disposition.QUARANTINED, reason="deleted before it could be read"
        )

    def _take(self, founds: Sequence[FoundMessage], done: Callable[[int], None] = lambda _: None) -> None:
        many = len(founds) > 1
        batches_found = folder_sync.fetch(self._session, founds, self._source.max_bytes, self._pace)
        read = self._read_parts(_ahead(batches_found) if many else batches_found)
        for part, read_part, missing in _ahead(read) if many else read:
            if self._stop.is_set():
                return
            self._account.found -= missing
            self._store(part, read_part)
            done(len(part))

    def _read_parts(
        self, batches: Iterator[list[tuple[FoundMessage, bytes | UnreadableMessage]]]
    ) -> Iterator[tuple[list[Fetched], list[ReadMessage], int]]:
        """What was fetched, and read, as much at a time as is stored; and how much of it never was there."""
        for batch in batches:
            there = [one for one in batch if not self._never_was(*one)]
            missing = len(batch) - len(there)
            for part in uid_batches.split_by_count(there, TOGETHER):
                if self._stop.is_set():
                    return
                yield part, read_batch(self._services, part), missing
                missing = 0
            if missing:
                yield [], [], missing

    def _never_was(self, found: FoundMessage, raw: bytes | UnreadableMessage) -> bool:
        """Whether this UID is one that the server made up, and may give to somebody's mail soon."""
        gone = isinstance(raw, UnreadableMessage) and raw.disposition is Disposition.IGNORED
        return gone and found.place.uid > self._top and not found.again

    def _store(self, part: Sequence[Fetched], read: Sequence[ReadMessage]) -> None:
        if not part:
            return
        for (found, raw), outcome in zip(part, store_batch(self._services, read, self._guard), strict=True):
            if found.place.uid in self._passed and not found.again:
                self._account.missed += 1
            if not isinstance(raw, UnreadableMessage):
                self._stored = max(self._stored, found.place.uid)
            self._account.counts[outcome.disposition] += 1
            _level(outcome)(
                "message",
                mailbox=self._source.name,
                uid=outcome.place.uid,
                disposition=outcome.disposition,
                request=outcome.request.id if outcome.request else None,
                reference=outcome.request.reference if outcome.request else None,
            )
            self._told.message(outcome)

    def _mark(self, state: MailboxState) -> None:
        """Tell the server what is ours, after the commit; what a kill left unmarked is made up for here."""
        how = self._source.after
        with self._services.store.read() as tx:
            uids = tx.ledger.unmarked(state.key) if how.mark is not Mark.NONE else []
        if not uids:
            return
        marked = self._session.mark(uids, how)
        settled = [uid for uid in uids if uid not in marked.later]
        if unmarked := {*settled} - marked.done:
            left = len(self._session.present(sorted(unmarked)))
            _log.warning("cannot_mark", mailbox=self._source.name, messages=left, after_success=how.mark)
        if marked.later:
            _log.info("marked_later", mailbox=self._source.name, messages=len(marked.later))
        with self._services.store.write() as tx:
            tx.ledger.mark(state.key, settled)

    def _advanced(self, state: MailboxState) -> MailboxState | None:
        """How far the folder is read now, where that is another place than before.

        Where the server told of fewer messages than it has, the next polls look from the same place again.
        Some count wrongly all the time: after some polls it goes on, and begins anew once they add up.
        """
        short, in_a_row = self._account.short, state.short_listings
        if short and in_a_row < MOST_SHORT_LISTINGS:
            _log.warning("listing_is_short", mailbox=self._source.name, in_a_row=in_a_row + 1)
            return None if self._sweep else replace(state, short_listings=in_a_row + 1)
        if not short and in_a_row == MOST_SHORT_LISTINGS and not self._sweep:
            self._over = True
            return folder_sync.swept(state)
        given = max((uid for uid in self._uids if uid <= self._top), default=0)
        cursor = max(state.cursor_uid, given, self._stored)
        in_a_row = in_a_row if short else 0
        advanced = replace(state, cursor_uid=cursor, backlog_done=True, short_listings=in_a_row)
        return advanced if advanced != state else None

    def _settle(self, reached: MailboxState | None, *, finished: bool) -> None:
        """Keep how far it came, and the account. What an unfinished poll left is the next one's."""
        account, accounted = self._account, sum(self._account.counts.values())
        if finished:
            account.missing = account.found - accounted
        else:
            account.found = accounted
        self._told.account(account)
        row = self._told_of(account) if account.found else None
        if row is None:
            _log.debug("nothing_new", mailbox=account.source)
        try:
            self._keep(reached, row)
        except UnavailableError as error:
            _log.error("poll_not_stored", mailbox=self._source.name, problem=str(error))
            # Else the poll itself fails of the same, and the ledger holds all that the account would say.
            if finished:
                raise

    def _told_of(self, account: PollAccount) -> Poll:
        accounted = sum(account.counts.values())
        told = {str(disposition): count for disposition, count in account.counts.items()}
        settings = self._source.settings
        row = Poll(
            mailbox=settings.name,
            folder=settings.folder,
            at=self._services.clock(),
            found=account.found,
            counts=told,
            missing=account.missing,
            missed=account.missed,
        )
        if account.missed:
            _log.error("missed_by_polls", mailbox=account.source, messages=account.missed)
        report = _log.error if account.missing else _log.info
        report("poll", mailbox=account.source, found=account.found, accounted=accounted, **told)
        return row

    def _keep(self, reached: MailboxState | None, row: Poll | None) -> None:
        if reached is None and row is None:
            return
        with self._services.store.write() as tx:
            if reached is not None:
                keep = tx.mailboxes.begin_again if self._over else tx.mailboxes.advance
                keep(reached)
            if row is not None:
                tx.mailboxes.add_poll(row)


def _level(outcome: IngestOutcome) -> Callable[..., object]:
    """Most mail of a shared mailbox is none of ours, and not worth a line each."""
    if outcome.disposition is Disposition.QUARANTINED:
        return _log.warning
    return _log.info if outcome.disposition in OURS else _log.debug


def _ahead(items: Iterator[_T]) -> Iterator[_T]:
    """The same, with the next one being fetched while the last one is worked on."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = pool.submit(next, items, None)
            yield item
