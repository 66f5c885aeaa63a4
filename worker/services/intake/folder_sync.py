"""Finds and fetches what is new in a folder. The ledger decides what is new, never a flag."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from worker import log
from worker.mailbox import uid_batches
from worker.mailbox.errors import CommandRefused, MessageUnreadable
from worker.mailbox.mailbox_session import MailboxSession
from worker.mailbox.mark_handled import AfterSuccess
from worker.mailbox.message_fetcher import MessageFetcher
from worker.mailbox.message_info import FolderStatus, MessageInfo
from worker.mailbox.settings import MailboxSettings
from worker.mailbox.uid_batches import BatchPace
from worker.mailbox.uid_search import UidListing
from worker.reading import fetch_plan, read, reading_limits
from worker.reading.parts.server_placeholders import is_stand_in
from worker.requests.request_model import Disposition
from worker.store.records import MailboxState, MessagePlace
from worker.store.transactions import Store, Transaction
from worker.version import build_name

_log = log.get(__name__)
_NOT_HANDED_OUT = "the mail server does not hand it out"
#: A message that claims to have arrived later than this from now tells nothing.
_AHEAD = timedelta(days=1)
#: The sizes and dates of so many messages are asked for before the first of them is fetched …
_CHUNK = 1_000
#: … but of fewer at first, so that a connection which soon breaks has brought some mail all the same.
_FIRST_CHUNK = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledFolder:
    """A folder of a mailbox as the deployer wants it read."""

    settings: MailboxSettings
    after: AfterSuccess
    #: mail received before is left alone when the folder is first met; None: all
    read_since: datetime | None
    max_bytes: int  #: of a larger message only the text is fetched
    poll_seconds: int = 60  #: how long to wait before looking again
    idle: bool = True  #: whether to let the server wake us meanwhile

    @property
    def name(self) -> str:
        """Mailbox and folder in one name, as people and leases call it."""
        return folder_name(self.settings.name, self.settings.folder)


def folder_name(mailbox: str, folder: str) -> str:
    """The name of a folder in all that people read; an INBOX is called like its mailbox.

    >>> folder_name("sales", "INBOX"), folder_name("sales", "Archive")
    ('sales', 'sales/Archive')
    """
    return mailbox if folder == "INBOX" else f"{mailbox}/{folder}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMessage:
    """One message of a folder that is to be fetched and stored."""

    place: MessagePlace
    size: int  #: in bytes, as the server counts them; 0 where it does not tell
    received_at: datetime | None  #: INTERNALDATE; None where the server does not tell a sensible one
    again: bool = False  #: it was set aside before
    tries: int = 0  #: how often the server was asked for it in vain
    wanted_form: str = ""  #: of the request that a person says it is


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableMessage:
    """Why a message that was found could not be read."""

    disposition: Disposition
    reason: str
    header: bytes | None = None  #: the only part that the server hands out
    asked_again: bool = False  #: the server may hand it out at another time, and is asked again then


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderChunk:
    """Some messages of a folder: all UIDs, and those of them that are to be taken in."""

    uids: tuple[int, ...]
    founds: tuple[FoundMessage, ...]


def recall_state(tx: Transaction, source: PolledFolder, status: FolderStatus) -> MailboxState | None:
    """How far the folder is read; None where `meet_folder` has to store something about it first."""
    state = tx.mailboxes.state(_initial_state(source, status, None).key)
    return None if state is None or _went_back(tx, state, status) else state


def meet_folder(tx: Transaction, source: PolledFolder, status: FolderStatus, now: datetime) -> MailboxState:
    """How far the folder is read; stores a folder that is met for the first time, or has gone back.

    A folder with a new UIDVALIDITY is read again from where it was first read; what the ledger knows turns
    out to be a duplicate. One whose UIDNEXT is lower than a UID that was seen was restored from a backup: the
    ledger's entries from there on are about messages that do not exist any more.
    """
    state = _initial_state(source, status, None)
    known = tx.mailboxes.state(state.key)
    if known is None:
        state = _initial_state(source, status, tx.mailboxes.first_met(state.name, state.folder))
        tx.mailboxes.meet(state, now)
        _log.info(
            "mailbox_met", mailbox=source.name, uid_validity=state.uid_validity, floor_uid=state.floor_uid
        )
        return state
    if not _went_back(tx, known, status):
        return known
    top = status.uid_next - 1
    dropped = tx.ledger.let_go(known.key, above=top)
    if known.cursor_uid > top:
        tx.mailboxes.go_back(known.key, top)
    _log.warning(
        "mailbox_went_back", mailbox=source.name, from_uid=known.cursor_uid, to_uid=top, entries=dropped
    )
    return replace(known, cursor_uid=min(known.cursor_uid, top), floor_uid=min(known.floor_uid, top))


def _went_back(tx: Transaction, state: MailboxState, status: FolderStatus) -> bool:
    """Whether the ledger or the cursor knows UIDs that the server has not given out yet."""
    top = status.uid_next - 1
    return state.cursor_uid > top or bool(tx.ledger.uids(state.key, top))


def reset_for_sweep(state: MailboxState) -> MailboxState:
    """The state from which a sweep begins: all that should be in the ledger is looked for again."""
    return replace(state, cursor_uid=state.floor_uid, backlog_done=False, short_listings=0)


def list_known_uids(tx: Transaction, state: MailboxState) -> set[int]:
    """The UIDs in the ledger among which `find_unknown` has to tell old from new."""
    return tx.ledger.uids(state.key, state.cursor_uid if state.backlog_done else 0)


def find_unknown(session: MailboxSession, state: MailboxState, known: Container[int]) -> UidListing:
    """The UIDs since the last poll that are not `known`, in order, those of the backlog first.

    Some of them may turn out to be older than `read_since`.
    """
    new = session.list_messages(above=state.cursor_uid)
    old = UidListing(uids=[]) if state.backlog_done else _backlog(session, state)
    return UidListing(
        uids=[uid for uid in (*old.uids, *new.uids) if uid not in known], short=old.short or new.short
    )


def find_reused_uids(store: Store, session: MailboxSession, state: MailboxState) -> list[int]:
    """UIDs whose message is another one than the ledger's: INTERNALDATE and Message-ID differ.

    RFC 3501, 2.3.1.1, forbids it; it was seen after a mailbox was restored from a backup. Servers that change
    only the dates are more frequent.
    """
    again: list[int] = []
    for run in uid_batches.split_by_count(session.uids(), _CHUNK):
        with store.read() as tx:
            known = tx.ledger.arrivals(state.key, run[0], run[-1])
        infos = session.fetch_infos([uid for uid in run if uid in known])
        dated = [uid for uid, info in infos.items() if info.internal_date not in {None, known[uid]}]
        again += [uid for uid in dated if _is_another(store, session, state, uid)]
    return again


def _is_another(store: Store, session: MailboxSession, state: MailboxState, uid: int) -> bool:
    """Whether the message behind a UID bears another Message-ID than the ledger's, or that had none."""
    with store.read() as tx:
        entry = tx.ledger.at(_place(state, uid))
    if entry is None or entry.disposition is Disposition.QUARANTINED:
        return False
    if entry.message_id is None:
        return True
    try:
        header = session.header(uid, reading_limits.HEADER_BLOCK_BYTES)
    except CommandRefused:
        return False
    return header is not None and read(header).message_id != entry.message_id


def split_into_chunks(
    session: MailboxSession, state: MailboxState, uids: Sequence[int], now: datetime
) -> Iterator[FolderChunk]:
    """The messages behind the UIDs, some at a time.

    Of those that were there before the worker, only the ones received since `read_since` count.
    """
    for run in (uids[:_FIRST_CHUNK], *uid_batches.split_by_count(uids[_FIRST_CHUNK:], _CHUNK)):
        infos = session.fetch_infos(run)
        founds = [_to_found(state, infos[uid], now) for uid in run if uid in infos]
        yield FolderChunk(uids=tuple(run), founds=tuple(found for found in founds if _in_time(found, state)))


def list_quarantined(tx: Transaction, state: MailboxState, now: datetime) -> list[FoundMessage]:
    """Messages that another version set aside, or that are to be read again; without their sizes."""
    return [
        FoundMessage(
            place=entry.place,
            size=0,
            received_at=entry.received_at,
            again=True,
            tries=entry.tries,
            wanted_form=entry.wanted_form,
        )
        for entry in tx.ledger.quarantined(state.key, build_name(), now)
    ]


def fetch_messages(
    session: MailboxSession, founds: Sequence[FoundMessage], max_bytes: int, pace: BatchPace
) -> Iterator[list[tuple[FoundMessage, bytes | UnreadableMessage]]]:
    """The messages in batches, each with its bytes or with why it can't be read."""
    by_uid = {found.place.uid: found for found in founds}
    fetcher = MessageFetcher(session=session, choice=fetch_plan, max_bytes=max_bytes, pace=pace)
    for batch in fetcher.batches({found.place.uid: found.size for found in founds}):
        yield [(by_uid[uid], _explain_unreadable(raw, by_uid[uid].size)) for uid, raw in batch]


def _explain_unreadable(raw: bytes | MessageUnreadable | None, size: int) -> bytes | UnreadableMessage:
    if isinstance(raw, MessageUnreadable):
        reason = "the mail server hangs up when it is asked for" if raw.ends else _NOT_HANDED_OUT
        if raw.header:
            reason += "; only its header is here"
        return UnreadableMessage(
            disposition=Disposition.QUARANTINED, reason=reason, header=raw.header, asked_again=True
        )
    if raw is None:
        return UnreadableMessage(disposition=Disposition.IGNORED, reason="deleted before it could be read")
    if is_stand_in(raw, size):
        reason = "the mail server hands out a stand-in for it"
        return UnreadableMessage(disposition=Disposition.QUARANTINED, reason=reason, asked_again=True)
    return raw


def _initial_state(source: PolledFolder, status: FolderStatus, first: MailboxState | None) -> MailboxState:
    return MailboxState(
        name=source.settings.name,
        folder=source.settings.folder,
        uid_validity=status.uid_validity,
        floor_uid=status.uid_next - 1,
        cursor_uid=status.uid_next - 1,
        read_since=source.read_since if first is None else first.read_since,
        backlog_done=False,
    )


def _backlog(session: MailboxSession, state: MailboxState) -> UidListing:
    # SEARCH SINCE knows only days, in the server's zone: one day more is asked for, and INTERNALDATE decides.
    day = None if state.read_since is None else (state.read_since - timedelta(days=1)).date()
    listing = session.list_messages(since=day)
    return replace(listing, uids=[uid for uid in listing.uids if uid <= state.floor_uid])


def _to_found(state: MailboxState, info: MessageInfo, now: datetime) -> FoundMessage:
    internal_date = info.internal_date
    return FoundMessage(
        place=_place(state, info.uid),
        size=info.size,
        received_at=internal_date if internal_date and internal_date < now + _AHEAD else None,
    )


def _place(state: MailboxState, uid: int) -> MessagePlace:
    return MessagePlace(mailbox=state.name, folder=state.folder, uid_validity=state.uid_validity, uid=uid)


def _in_time(found: FoundMessage, state: MailboxState) -> bool:
    new, since, received = found.place.uid > state.floor_uid, state.read_since, found.received_at
    return new or since is None or received is None or received >= since
