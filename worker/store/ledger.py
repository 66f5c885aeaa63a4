"""The ledger of messages, the bytes that are kept, and how far each mailbox is read."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, true, update

from worker.requests.values import OURS, Disposition
from worker.store.insert import insert_once
from worker.store.rows import LedgerEntry, MailboxState, Place, Poll
from worker.store.schema import ledger, mailboxes, polls, raw_messages

_PAGE = 500
#: What an entry says while its message is still being decided on, within one transaction.
_UNDECIDED = Disposition.QUARANTINED


class Ledger:
    """The ledger within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, place: Place, received_at: datetime, now: datetime, reader: str) -> int | None:
        """Claim the place of a message in the ledger; None if it is there already."""
        row = insert_once(self._connection, ledger).values(
            mailbox=place.mailbox,
            uid_validity=place.uid_validity,
            uid=place.uid,
            disposition=_UNDECIDED,
            reason="",
            received_at=received_at,
            seen_at=now,
            reader=reader,
            marked=False,
        )
        once = row.on_conflict_do_nothing().returning(ledger.c.id)
        return self._connection.execute(once).scalar()

    def decide(
        self,
        entry_id: int,
        disposition: Disposition,
        reason: str,
        *,
        message_id: str | None = None,
        digest: str | None = None,
        request_id: int | None = None,
        raw: bytes | None = None,
    ) -> None:
        """Write what became of the message; `raw` is kept only where it is given."""
        values = {
            "disposition": disposition,
            "reason": reason,
            "message_id": message_id,
            "digest": digest,
            "request_id": request_id,
        }
        self._connection.execute(update(ledger).where(ledger.c.id == entry_id).values(**values))
        if raw is not None:
            self._connection.execute(insert(raw_messages).values(ledger_id=entry_id, raw=raw))

    def at(self, place: Place) -> LedgerEntry | None:
        """The entry for a place."""
        query = select(ledger).where(
            ledger.c.mailbox == place.mailbox,
            ledger.c.uid_validity == place.uid_validity,
            ledger.c.uid == place.uid,
        )
        row = self._connection.execute(query).first()
        return _entry(row) if row else None

    def get(self, entry_id: int) -> LedgerEntry | None:
        """The entry with this id."""
        row = self._connection.execute(select(ledger).where(ledger.c.id == entry_id)).first()
        return _entry(row) if row else None

    def same_message(self, digest: str, besides: int) -> int | None:
        """The first entry of the very same mail, wherever it was seen."""
        query = select(func.min(ledger.c.id)).where(
            ledger.c.digest == digest,
            ledger.c.id != besides,
            ledger.c.disposition != Disposition.QUARANTINED,
        )
        found = self._connection.execute(query).scalar()
        return None if found is None else int(found)

    def uids(self, mailbox: str, uid_validity: int, above: int) -> set[int]:
        """The UIDs above `above` that are in the ledger."""
        query = select(ledger.c.uid).where(
            ledger.c.mailbox == mailbox, ledger.c.uid_validity == uid_validity, ledger.c.uid > above
        )
        return set(self._connection.execute(query).scalars())

    def unmarked(self, mailbox: str, uid_validity: int) -> list[int]:
        """UIDs of mail that is ours and not marked on the server yet."""
        query = select(ledger.c.uid).where(
            ledger.c.mailbox == mailbox,
            ledger.c.uid_validity == uid_validity,
            ledger.c.disposition.in_(sorted(OURS)),
            ledger.c.marked.is_(False),
        )
        return sorted(self._connection.execute(query).scalars())

    def mark(self, place: Place) -> None:
        """Note that the server was told."""
        self._connection.execute(
            update(ledger)
            .where(
                ledger.c.mailbox == place.mailbox,
                ledger.c.uid_validity == place.uid_validity,
                ledger.c.uid == place.uid,
            )
            .values(marked=True)
        )

    def raw(self, entry_id: int) -> bytes | None:
        """The kept bytes of a message."""
        query = select(raw_messages.c.raw).where(raw_messages.c.ledger_id == entry_id)
        return self._connection.execute(query).scalar()

    def of_request(self, request_id: int) -> tuple[LedgerEntry, ...]:
        """The messages that belong to a request, oldest first."""
        query = select(ledger).where(ledger.c.request_id == request_id).order_by(ledger.c.id)
        return tuple(_entry(row) for row in self._connection.execute(query))

    def requests_with_mail(self, since: datetime | None = None) -> list[int]:
        """Ids of the requests of which a message was received since then, or any at all; oldest first."""
        query = select(ledger.c.request_id).where(ledger.c.disposition.in_(sorted(OURS)))
        if since is not None:
            query = query.where(ledger.c.received_at >= since)
        query = query.where(ledger.c.request_id.is_not(None)).distinct().order_by(ledger.c.request_id)
        return [*self._connection.execute(query).scalars()]

    def listed(self, dispositions: Sequence[Disposition] = ()) -> Iterator[LedgerEntry]:
        """All entries, or those with `dispositions`, oldest first; read in pages."""
        last = 0
        condition = ledger.c.disposition.in_([*dispositions]) if dispositions else true()
        while True:
            query = select(ledger).where(ledger.c.id > last, condition).order_by(ledger.c.id).limit(_PAGE)
            page = [_entry(row) for row in self._connection.execute(query)]
            if not page:
                return
            yield from page
            last = page[-1].id

    def forget(self, entry_id: int) -> None:
        """Take a quarantined entry out, so that its message is read again."""
        self._connection.execute(delete(raw_messages).where(raw_messages.c.ledger_id == entry_id))
        self._connection.execute(delete(ledger).where(ledger.c.id == entry_id))


class Mailboxes:
    """How far each mailbox is read, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def state(self, name: str, uid_validity: int) -> MailboxState | None:
        """The state of one UIDVALIDITY of a mailbox; None if it was never met."""
        query = select(mailboxes).where(mailboxes.c.name == name, mailboxes.c.uid_validity == uid_validity)
        row = self._connection.execute(query).first()
        return _mailbox(row) if row else None

    def first_met(self, name: str) -> MailboxState | None:
        """The state under which the mailbox was met for the first time, whatever its UIDVALIDITY was."""
        query = select(mailboxes).where(mailboxes.c.name == name).order_by(mailboxes.c.met_at).limit(1)
        row = self._connection.execute(query).first()
        return _mailbox(row) if row else None

    def meet(self, state: MailboxState, now: datetime) -> None:
        """Store the state of a mailbox (or UIDVALIDITY) that is met for the first time."""
        row = {
            "name": state.name,
            "uid_validity": state.uid_validity,
            "floor_uid": state.floor_uid,
            "cursor_uid": state.cursor_uid,
            "read_since": state.read_since,
            "backlog_done": state.backlog_done,
            "met_at": now,
        }
        self._connection.execute(insert(mailboxes).values(**row))

    def advance(self, state: MailboxState) -> None:
        """Move the cursor forward, never back, and note when the backlog is done."""
        self._connection.execute(
            update(mailboxes)
            .where(mailboxes.c.name == state.name, mailboxes.c.uid_validity == state.uid_validity)
            .where(mailboxes.c.cursor_uid <= state.cursor_uid)
            .values(cursor_uid=state.cursor_uid, backlog_done=state.backlog_done)
        )

    def look_again(self, place: Place) -> None:
        """Take the cursor back before a message whose entry was taken out, so that a poll finds it."""
        at = (mailboxes.c.name == place.mailbox) & (mailboxes.c.uid_validity == place.uid_validity)
        self._connection.execute(update(mailboxes).where(at).values(backlog_done=False))
        back = update(mailboxes).where(
            at, mailboxes.c.cursor_uid >= place.uid, mailboxes.c.floor_uid < place.uid
        )
        self._connection.execute(back.values(cursor_uid=place.uid - 1))

    def add_poll(self, poll: Poll) -> None:
        """Keep the account of one poll."""
        row = {"mailbox": poll.mailbox, "at": poll.at, "found": poll.found, "counts": dict(poll.counts)}
        self._connection.execute(insert(polls).values(**row))


def _entry(row: Row[Any]) -> LedgerEntry:
    return LedgerEntry(
        id=row.id,
        place=Place(mailbox=row.mailbox, uid_validity=row.uid_validity, uid=row.uid),
        message_id=row.message_id,
        disposition=Disposition(row.disposition),
        reason=row.reason,
        request_id=row.request_id,
        received_at=row.received_at,
        seen_at=row.seen_at,
        marked=row.marked,
    )


def _mailbox(row: Row[Any]) -> MailboxState:
    return MailboxState(
        name=row.name,
        uid_validity=row.uid_validity,
        floor_uid=row.floor_uid,
        cursor_uid=row.cursor_uid,
        read_since=row.read_since,
        backlog_done=row.backlog_done,
    )
