"""The ledger of messages, and the bytes that are kept."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Row,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    update,
)

from worker.forms.extraction import UnreadWords
from worker.requests.request_model import OURS, Disposition
from worker.store.database.insert_once import insert_once
from worker.store.database.pending_rows import UNAFFECTED, insert_rows
from worker.store.foreseen_facts import ForeseenFacts
from worker.store.records import (
    FolderKey,
    LedgerEntry,
    MessagePlace,
    NewEntry,
    Quarantined,
    UnreadPlace,
)
from worker.store.tables.schema import fields, ledger, raw_messages

_PAGE = 500
_LAST = 3  # one message alone may bear any date
#: What an entry says while its message is still being decided on, within one transaction.
_UNDECIDED = Disposition.QUARANTINED
_MESSAGE = (
    "disposition",
    "reason",
    "message_id",
    "digest",
    "marked",
    "tries",
    "again_at",
    "unread",
    "sender",
    "subject",
)
#: In words that a partial index is recognised by.
_QUARANTINED = literal(str(Disposition.QUARANTINED), literal_execute=True)


#: What is asked for each message is put together once: that takes longer than running it.
_DECIDED = update(ledger).where(ledger.c.id == bindparam("entry_id"))
_SAME = select(func.min(ledger.c.id)).where(
    ledger.c.digest == bindparam("digest"),
    ledger.c.id != bindparam("besides"),
    ledger.c.disposition != Disposition.QUARANTINED,
)
#: And so is what is asked at each poll.
_IN_FOLDER = and_(
    ledger.c.mailbox == bindparam("in_mailbox"),
    ledger.c.folder == bindparam("in_folder"),
    ledger.c.uid_validity == bindparam("in_validity"),
)
_AT = select(ledger).where(_IN_FOLDER, ledger.c.uid == bindparam("uid"))
_ABOVE = select(ledger.c.uid).where(_IN_FOLDER, ledger.c.uid > bindparam("above"))
_TO_READ_AGAIN = (
    select(ledger)
    .where(_IN_FOLDER, ledger.c.disposition == _QUARANTINED)
    .where(or_(ledger.c.reader != bindparam("reader"), ledger.c.again_at <= bindparam("now")))
    .where(ledger.c.uid.is_not(None))
    .order_by(ledger.c.uid)
)
_UNMARKED = select(ledger.c.uid).where(_IN_FOLDER, ledger.c.marked.is_(False), ledger.c.uid.is_not(None))
_MARK = update(ledger).where(_IN_FOLDER, ledger.c.uid.in_(bindparam("uids", expanding=True)))


@cache
def _claim(dialect: str) -> Executable:
    """An insert that takes over what is quarantined and is to be read again; tells ids and places."""
    row = insert_once(dialect, ledger)
    # Since when a message is set aside does not change by asking for it again.
    seen_at = case((ledger.c.again_at.is_not(None), ledger.c.seen_at), else_=row.excluded.seen_at)
    claimed = row.on_conflict_do_update(
        index_elements=["mailbox", "folder", "uid_validity", "uid"],
        set_={name: row.excluded[name] for name in (*_MESSAGE, "reader")} | {"seen_at": seen_at},
        where=(ledger.c.disposition == Disposition.QUARANTINED)
        & ((ledger.c.reader != row.excluded.reader) | ledger.c.again_at.is_not(None)),
    )
    return claimed.returning(
        ledger.c.id, ledger.c.mailbox, ledger.c.folder, ledger.c.uid_validity, ledger.c.uid
    ).execution_options(**UNAFFECTED)


@cache
def _keep_raw(dialect: str) -> Executable:
    """An insert of a message's bytes that takes the place of those that are kept."""
    row = insert_once(dialect, raw_messages)
    return row.on_conflict_do_update(index_elements=["ledger_id"], set_={"raw": row.excluded.raw})


class Ledger:
    """The ledger within one transaction."""

    def __init__(self, connection: Connection, foreseen: ForeseenFacts | None = None) -> None:
        self._connection = connection
        self._foreseen = foreseen or ForeseenFacts()

    def enter(self, place: MessagePlace, received_at: datetime, now: datetime, reader: str) -> int | None:
        """Claim the place of a message in the ledger; None if it is there already.

        A quarantined entry that another `reader` made is claimed anew, and keeps its id.
        """
        return self.enter_all([NewEntry(place=place, received_at=received_at)], now, reader).get(place)

    def enter_all(self, entries: Sequence[NewEntry], now: datetime, reader: str) -> dict[MessagePlace, int]:
        """The same of several places; the ids of those that were not there."""
        rows = [
            {
                "mailbox": one.place.mailbox,
                "folder": one.place.folder,
                "uid_validity": one.place.uid_validity,
                "uid": one.place.uid,
                "disposition": one.disposition or _UNDECIDED,
                "reason": one.reason,
                "message_id": one.message_id,
                "digest": one.digest,
                "received_at": one.received_at,
                "seen_at": now,
                "reader": reader,
                "marked": True,
                "tries": 0,
                "again_at": None,
                "unread": None,
                "sender": one.heading[0] if one.heading else None,
                "subject": one.heading[1] if one.heading else None,
            }
            for one in entries
        ]
        claimed = self._connection.execute(_claim(self._connection.dialect.name), rows) if rows else ()
        ids = {_place(row): int(row.id) for row in claimed}
        for one in entries:
            if one.digest is not None and one.disposition is not None and one.place in ids:
                self._foreseen.note_entry(one.digest, ids[one.place], one.disposition)
        return ids

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
        tries: int = 0,
        again_at: datetime | None = None,
        unread: Sequence[UnreadWords] = (),
        heading: tuple[str, str] | None = None,
    ) -> None:
        """Write what became of the message; `raw` is kept only where it is given.

        One that was asked for in vain, `tries` times by now, is asked for again at `again_at`.
        Of `unread` the places are kept, and not the words; `heading` is the sender and the subject of mail
        that is not ours, where they are to be kept.
        """
        values = {
            "entry_id": entry_id,
            "disposition": disposition,
            "reason": reason,
            "message_id": message_id,
            "digest": digest,
            "request_id": request_id,
            "marked": disposition not in OURS,
            "tries": tries,
            "again_at": again_at,
            "unread": [{"part": one.part, "start": one.start, "end": one.end} for one in unread] or None,
            "sender": heading[0] if heading else None,
            "subject": heading[1] if heading else None,
        }
        insert_rows(self._connection, _DECIDED, [values])
        if digest is not None:
            self._foreseen.note_entry(digest, entry_id, disposition)
        if raw is not None:
            kept = {"ledger_id": entry_id, "raw": raw}
            insert_rows(self._connection, _keep_raw(self._connection.dialect.name), [kept])

    def at(self, place: MessagePlace) -> LedgerEntry | None:
        """The entry for a place."""
        row = self._connection.execute(_AT, _within(_key(place)) | {"uid": place.uid}).first()
        return _entry(row) if row else None

    def get(self, entry_id: int) -> LedgerEntry | None:
        """The entry with this id."""
        row = self._connection.execute(select(ledger).where(ledger.c.id == entry_id)).first()
        return _entry(row) if row else None

    def same_message(self, digest: str, besides: int) -> int | None:
        """The first entry of the very same mail, wherever it was seen."""
        if self._foreseen.knows(digest):
            return self._foreseen.entry(digest)
        found = self._connection.execute(_SAME, {"digest": digest, "besides": besides}).scalar()
        return None if found is None else int(found)

    def uids(self, key: FolderKey, above: int) -> set[int]:
        """The UIDs above `above` that are in the ledger."""
        return set(self._connection.execute(_ABOVE, _within(key) | {"above": above}).scalars())

    def arrivals(self, key: FolderKey, low: int, high: int) -> dict[int, datetime]:
        """When the messages between two UIDs arrived, both included."""
        query = select(ledger.c.uid, ledger.c.received_at).where(_IN_FOLDER, ledger.c.uid.between(low, high))
        return {row.uid: row.received_at for row in self._connection.execute(query, _within(key))}

    def quarantined(self, key: FolderKey, reader: str, now: datetime) -> tuple[Quarantined, ...]:
        """What another `reader` set aside, or somebody or the time wants to be read again; oldest first."""
        asked = _within(key) | {"reader": reader, "now": now}
        return tuple(
            Quarantined(
                entry_id=row.id,
                place=_place(row),
                received_at=row.received_at,
                tries=row.tries,
                wanted_form=row.wanted_form or "",
            )
            for row in self._connection.execute(_TO_READ_AGAIN, asked)
        )

    def last(self, key: FolderKey) -> LedgerEntry | None:
        """The newest message of a folder."""
        query = select(ledger).where(_IN_FOLDER, ledger.c.uid.is_not(None))
        newest = query.order_by(ledger.c.uid.desc()).limit(1)
        row = self._connection.execute(newest, _within(key)).first()
        return _entry(row) if row else None

    def set_aside_in(self, key: FolderKey, most: int) -> int:
        """How many messages of a folder could not be read; no more than `most` are counted."""
        some = select(ledger.c.id).where(_IN_FOLDER, ledger.c.disposition == _QUARANTINED).limit(most)
        counted = select(func.count()).select_from(some.subquery())
        return self._connection.execute(counted, _within(key)).scalar_one()

    def set_aside(self) -> dict[str, tuple[int, datetime]]:
        """By mailbox, how many messages are quarantined and when the first of them was seen."""
        query = select(ledger.c.mailbox, func.count(), func.min(ledger.c.seen_at)).where(
            ledger.c.disposition == _QUARANTINED
        )
        rows = self._connection.execute(query.group_by(ledger.c.mailbox))
        return {mailbox: (int(number), first) for mailbox, number, first in rows}

    def unmarked(self, key: FolderKey) -> list[int]:
        """UIDs of mail that is ours and not marked on the server yet."""
        return sorted(self._connection.execute(_UNMARKED, _within(key)).scalars())

    def mark(self, key: FolderKey, uids: Sequence[int]) -> None:
        """Note that there is nothing left to tell the server about these."""
        for start in range(0, len(uids), _PAGE):
            these = {"uids": uids[start : start + _PAGE], "marked": True}
            self._connection.execute(_MARK, _within(key) | these)

    def let_go(self, key: FolderKey, uids: Iterable[int] = (), above: int | None = None) -> int:
        """The server has given these UIDs to other messages, or is about to; how many entries had one."""
        which = ledger.c.uid.in_([*uids]) if above is None else ledger.c.uid > above
        gone = update(ledger).where(_IN_FOLDER, which).values(uid=None, marked=True)
        return int(self._connection.execute(gone, _within(key)).rowcount)

    def read_again(self, entry_id: int) -> bool:
        """Let the next poll read a quarantined message again; False when it is going to anyway."""
        again = update(ledger).where(
            ledger.c.id == entry_id, ledger.c.disposition == _QUARANTINED, ledger.c.reader != ""
        )
        return self._connection.execute(again.values(reader="")).rowcount == 1

    def want_request(self, entry_id: int, form: str, reason: str) -> bool:
        """Let the next poll read a message as a request of that form; False when its number is another's.

        Until then it is set aside, for `reason`.
        """
        wanted = update(ledger).where(ledger.c.id == entry_id, ledger.c.uid.is_not(None))
        values = {"disposition": _QUARANTINED, "reason": reason, "reader": "", "wanted_form": form}
        return self._connection.execute(wanted.values(**values)).rowcount == 1

    def raw(self, entry_id: int) -> bytes | None:
        """The kept bytes of a message."""
        query = select(raw_messages.c.raw).where(raw_messages.c.ledger_id == entry_id)
        return self._connection.execute(query).scalar()

    def of_request(self, request_id: int) -> tuple[LedgerEntry, ...]:
        """The messages that belong to a request, oldest first."""
        query = select(ledger).where(ledger.c.request_id == request_id).order_by(ledger.c.id)
        return tuple(_entry(row) for row in self._connection.execute(query))

    def mail_of(self, request_id: int) -> tuple[LedgerEntry, ...]:
        """The same, with the mail that opened another request too, where this one was read from it."""
        read_from = select(fields.c.message_id).where(fields.c.request_id == request_id)
        shared = ledger.c.id.in_(read_from) & (ledger.c.disposition == Disposition.REQUEST)
        query = select(ledger).where((ledger.c.request_id == request_id) | shared).order_by(ledger.c.id)
        return tuple(_entry(row) for row in self._connection.execute(query))

    def belong(self, entry_id: int, request_id: int) -> None:
        """The message belongs to that request, whatever it opened when it came: it is a reply now."""
        values = {"request_id": request_id, "disposition": Disposition.REPLY}
        self._connection.execute(update(ledger).where(ledger.c.id == entry_id).values(**values))

    def requests_with_mail(self, since: datetime | None = None) -> list[int]:
        """Ids of the requests of which a message was received since then, or any at all; oldest first."""
        query = select(ledger.c.request_id).where(ledger.c.disposition.in_(sorted(OURS)))
        if since is not None:
            query = query.where(ledger.c.received_at >= since)
        query = query.where(ledger.c.request_id.is_not(None)).distinct().order_by(ledger.c.request_id)
        return [*self._connection.execute(query).scalars()]

    def newest_arrival(self) -> datetime | None:
        """When the last messages arrived, by the earliest of them; None of too few."""
        last = select(ledger.c.received_at).order_by(ledger.c.id.desc()).limit(_LAST)
        arrived = [*self._connection.execute(last).scalars()]
        return min(arrived) if len(arrived) == _LAST else None

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

    def drop_raw(self, entry_id: int) -> None:
        """Keep the bytes of this message no longer."""
        self._connection.execute(delete(raw_messages).where(raw_messages.c.ledger_id == entry_id))


def _within(key: FolderKey) -> dict[str, Any]:
    """What `_IN_FOLDER` asks for."""
    return {"in_mailbox": key.mailbox, "in_folder": key.folder, "in_validity": key.uid_validity}


def _key(place: MessagePlace) -> FolderKey:
    return FolderKey(mailbox=place.mailbox, folder=place.folder, uid_validity=place.uid_validity)


def _place(row: Row[Any]) -> MessagePlace:
    return MessagePlace(
        mailbox=row.mailbox, folder=row.folder, uid_validity=row.uid_validity, uid=row.uid or 0
    )


def _entry(row: Row[Any]) -> LedgerEntry:
    return LedgerEntry(
        id=row.id,
        place=_place(row),
        message_id=row.message_id,
        disposition=Disposition(row.disposition),
        reason=row.reason,
        request_id=row.request_id,
        received_at=row.received_at,
        seen_at=row.seen_at,
        marked=row.marked,
        unread=tuple(UnreadPlace(**place) for place in row.unread or ()),
    )
