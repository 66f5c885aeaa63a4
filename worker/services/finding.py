"""What is new in a mailbox, and its bytes. The ledger decides what is new, never a flag."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.mailbox.errors import MessageUnreadable
from worker.mailbox.marking import AfterSuccess
from worker.mailbox.session import MessageInfo, Session
from worker.mailbox.settings import MailboxSettings
from worker.requests.values import Disposition
from worker.store.rows import MailboxState, Place
from worker.store.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A mailbox as the deployer wants it read."""

    settings: MailboxSettings
    after: AfterSuccess
    read_since: (
        datetime | None
    )  #: mail received before is left alone when the mailbox is first met; None: all
    max_bytes: int  #: a larger message is not downloaded
    poll_seconds: int = 60  #: how long to wait before looking again
    idle: bool = True  #: whether to let the server wake us meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One message that is to be taken in."""

    place: Place
    info: MessageInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Why a message that was found could not be read."""

    disposition: Disposition
    reason: str


def meeting(source: Source, uid_validity: int, uid_next: int, first: MailboxState | None) -> MailboxState:
    """The state of a mailbox (or UIDVALIDITY) that is met for the first time.

    A mailbox whose UIDs were renumbered is read again from where it was read first; what is known
    by then turns out to be a duplicate.
    """
    return MailboxState(
        name=source.settings.name,
        uid_validity=uid_validity,
        floor_uid=uid_next - 1,
        cursor_uid=uid_next - 1,
        read_since=source.read_since if first is None else first.read_since,
        backlog_done=False,
    )


def find(tx: Transaction, session: Session, state: MailboxState) -> list[Found]:
    """The messages that are not in the ledger yet, oldest first.

    Of those that were there before the worker, only the ones received since `read_since` count.
    """
    new = _unknown(tx, state, session.uids(above=state.cursor_uid), state.cursor_uid)
    old = [] if state.backlog_done else _unknown(tx, state, _backlog(session, state), 0)
    infos = session.infos([*old, *new])
    founds = [_found(state, infos[uid]) for uid in (*old, *new) if uid in infos]
    return [found for found in founds if _in_time(found, state)]


def fetch(session: Session, batch: Sequence[Found], max_bytes: int) -> Iterator[tuple[Found, bytes | Unread]]:
    """Each message with its bytes, or with why it has none."""
    small = {found.place.uid: found for found in batch if found.info.size <= max_bytes}
    for found in batch:
        if found.place.uid not in small:
            reason = f"not downloaded: its {found.info.size} bytes are more than max_message_mb allows"
            yield found, Unread(disposition=Disposition.QUARANTINED, reason=reason)
    sizes = {uid: found.info.size for uid, found in small.items()}
    for uid, raw in session.fetch_batch([*small], sizes):
        if isinstance(raw, MessageUnreadable):
            reason = "the mail server does not hand it out"
            yield small[uid], Unread(disposition=Disposition.QUARANTINED, reason=reason)
        elif raw is None:
            reason = "deleted before it could be read"
            yield small[uid], Unread(disposition=Disposition.IGNORED, reason=reason)
        else:
            yield small[uid], raw


def _backlog(session: Session, state: MailboxState) -> list[int]:
    # SEARCH SINCE knows days alone, in the server's zone: one day more, and INTERNALDATE decides.
    day = None if state.read_since is None else (state.read_since - timedelta(days=1)).date()
    return [uid for uid in session.uids(since=day) if uid <= state.floor_uid]


def _unknown(tx: Transaction, state: MailboxState, uids: Sequence[int], above: int) -> list[int]:
    if not uids:
        return []
    known = tx.ledger.uids(state.name, state.uid_validity, above)
    return [uid for uid in uids if uid not in known]


def _found(state: MailboxState, info: MessageInfo) -> Found:
    return Found(place=Place(mailbox=state.name, uid_validity=state.uid_validity, uid=info.uid), info=info)


def _in_time(found: Found, state: MailboxState) -> bool:
    new = found.place.uid > state.floor_uid
    return new or state.read_since is None or found.info.internal_date >= state.read_since
