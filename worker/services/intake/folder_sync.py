"""What is new in a folder, and its bytes. The ledger decides what is new, never a flag."""

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
#: So many messages are looked at before the first of them is fetched …
_CHUNK = 1_000
#: … but fewer at first: a link that soon ends should have brought some of them.
_FIRST_CHUNK = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledFolder:
    """A folder of a mailbox as the deployer wants it read."""

    settings: MailboxSettings
    after: AfterSuccess
    #: mail received before is left alone when the folder is first met; None: all
    read_since: datetime | None
    max_bytes: int  #: of a larger message no more is fetched than its text
    poll_seconds: int = 60  #: how long to wait before looking again
    idle: bool = True  #: whether to let the server wake us meanwhile

    @property
    def name(self) -> str:
        """Mailbox and folder, for people."""
        return folder_name(self.settings.name, self.settings.folder)


def folder_name(mailbox: str, folder: str) -> str:
    """What a folder is called in every answer to people; an INBOX is called as its mailbox is."""
    return mailbox if folder == "INBOX" else f"{mailbox}/{folder}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMessage:
    """One message that is to be taken in."""

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
    header: bytes | None = None  #: all of it that can be had
    asked_again: bool = False  #: the server may hand it out at another time, and is asked again then


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderChunk:
    """Some messages of a folder: all UIDs, and those of them that are to be taken in."""

    uids: tuple[int, ...]
    founds: tuple[FoundMessage, ...]


def recall(tx: Transaction, source: PolledFolder, status: FolderStatus) -> MailboxState | None:
    """How far the folder is read; None where `meet` has something to write about it."""
    state = tx.mailboxes.state(_met(source, status, None).key)
    return None if state is None or _went_back(tx, state, status) else state


def meet(tx: Transaction, source: PolledFolder, status: FolderStatus, now: datetime) -> MailboxState:
    """How far the folder is read, after what the server says of itself was taken into account.

    A folder whose UIDs were renumbered is read again from where it was read first; what is known
    by then turns out to be a duplicate. One whose next UID is one that was there before was restored
    from a backup: what the ledger holds from there on is about messages that are gone, or never were.
    """
    state = _met(source, status, None)
    known = tx.mailboxes.state(state.key)
    if known is None:
        state = _met(source, status, tx.mailboxes.first_met(state.name, state.folder))
        tx.mailboxes.meet(state, now)
        _log.info(
            "mailbox_met", mailbox=source.name, uid_validity=state.uid_validity, floor_uid=state.floor_uid
        )
        return state
    if not _went_back(tx, known, status):
        return known
    top = status.uid_next - 1
    gone = tx.ledger.let_go(known.key, above=top)
    if known.cursor_uid > top:
        tx.mailboxes.go_back(known.key, top)
    _log.warning(
        "mailbox_went_back", mailbox=source.name, from_uid=known.cursor_uid, to_uid=top, entries=gone
    )
    return replace(known, cursor_uid=min(known.cursor_uid, top), floor_uid=min(known.floor_uid, top))


def _went_back(tx: Transaction, state: MailboxState, status: FolderStatus) -> bool:
    """Whether something is known of UIDs that the server has yet to give."""
    top = status.uid_next - 1
    return state.cursor_uid > top or bool(tx.ledger.uids(state.key, top))


def swept(state: MailboxState) -> MailboxState:
    """As if nothing of what should be in the ledger had been looked for yet."""
    return replace(state, cursor_uid=state.floor_uid, backlog_done=False, short_listings=0)


def in_ledger(tx: Transaction, state: MailboxState) -> set[int]:
    """The UIDs in the ledger, as far as `unknown` may find them."""
    return tx.ledger.uids(state.key, state.cursor_uid if state.backlog_done else 0)


def unknown(session: MailboxSession, state: MailboxState, known: Container[int]) -> UidListing:
    """The UIDs that are not `known`, those that were there before the worker first, each in order.

    Only what came since the last poll. Some of them may turn out to be too old.
    """
    new = session.list_messages(above=state.cursor_uid)
    old = UidListing(uids=[]) if state.backlog_done else _backlog(session, state)
    return UidListing(
        uids=[uid for uid in (*old.uids, *new.uids) if uid not in known], short=old.short or new.short
    )


def given_again(store: Store, session: MailboxSession, state: MailboxState) -> list[int]:
    """UIDs whose message is another one than the ledger's: it arrived at another time, and names itself so.

    Against all rules (RFC 3501, 2.3.1.1), and seen after a mailbox was restored from a backup. A server whose
    dates alone have changed is seen more often.
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


def chunks(
    session: MailboxSession, state: MailboxState, uids: Sequence[int], now: datetime
) -> Iterator[FolderChunk]:
    """The messages behind the UIDs, some at a time.

    Of those that were there before the worker, only the ones received since `read_since` count.
    """
    for run in (uids[:_FIRST_CHUNK], *uid_batches.split_by_count(uids[_FIRST_CHUNK:], _CHUNK)):
        infos = session.fetch_infos(run)
        founds = [_found(state, infos[uid], now) for uid in run if uid in infos]
        yield FolderChunk(uids=tuple(run), founds=tuple(found for found in founds if _in_time(found, state)))


def quarantined(tx: Transaction, state: MailboxState, now: datetime) -> list[FoundMessage]:
    """What was set aside by another version of the worker, or is to be read again; sizes are not known."""
    return [
        FoundMessage(
            place=one.place,
            size=0,
            received_at=one.received_at,
            again=True,
            tries=one.tries,
            wanted_form=one.wanted_form,
        )
        for one in tx.ledger.quarantined(state.key, build_name(), now)
    ]


def fetch(
    session: MailboxSession, founds: Sequence[FoundMessage], max_bytes: int, pace: BatchPace
) -> Iterator[list[tuple[FoundMessage, bytes | UnreadableMessage]]]:
    """Each message with as much of it as is read, or with why it has nothing; in batches."""
    by_uid = {found.place.uid: found for found in founds}
    fetcher = MessageFetcher(session=session, choice=fetch_plan, max_bytes=max_bytes, pace=pace)
    for batch in fetcher.batches({found.place.uid: found.size for found in founds}):
        yield [(by_uid[uid], _told(raw, by_uid[uid].size)) for uid, raw in batch]


def _told(raw: bytes | MessageUnreadable | None, size: int) -> bytes | UnreadableMessage:
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


def _met(source: PolledFolder, status: FolderStatus, first: MailboxState | None) -> MailboxState:
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
    # SEARCH SINCE knows days alone, in the server's zone: one day more, and INTERNALDATE decides.
    day = None if state.read_since is None else (state.read_since - timedelta(days=1)).date()
    told = session.list_messages(since=day)
    return replace(told, uids=[uid for uid in told.uids if uid <= state.floor_uid])


def _found(state: MailboxState, info: MessageInfo, now: datetime) -> FoundMessage:
    told = info.internal_date
    return FoundMessage(
        place=_place(state, info.uid),
        size=info.size,
        received_at=told if told and told < now + _AHEAD else None,
    )


def _place(state: MailboxState, uid: int) -> MessagePlace:
    return MessagePlace(mailbox=state.name, folder=state.folder, uid_validity=state.uid_validity, uid=uid)


def _in_time(found: FoundMessage, state: MailboxState) -> bool:
    new, since, received = found.place.uid > state.floor_uid, state.read_since, found.received_at
    return new or since is None or received is None or received >= since
