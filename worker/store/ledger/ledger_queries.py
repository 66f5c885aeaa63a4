"""The ledger as its page shows it: by disposition and folder, newest first, at any size; and its polls."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from worker.requests.request_model import Disposition
from worker.store.records import Poll
from worker.store.tables.schema import UtcDateTime, ledger, ledger_events, polls, raw_messages, requests

#: A disposition, a mailbox and a folder: what one look at the index is for.
Part = tuple[str, str, str]
#: Where a row stands in the order: when it was seen, and its id.
Mark = tuple[datetime, int]

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_ALL_QUARANTINED = literal(str(Disposition.QUARANTINED), literal_execute=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One message seen, and what became of it."""

    id: int
    mailbox: str
    folder: str
    uid_validity: int
    uid: int | None  #: None: the server has given the number to another message
    message_id: str | None
    disposition: Disposition
    reason: str
    reference: str | None  #: of its request
    requester: str  #: whose request it is; empty where it is none of ours
    subject: str  #: of its request
    received_at: datetime
    seen_at: datetime
    waits: bool  #: a quarantined one that the next poll reads again
    other_sender: str = ""  #: of mail that is not ours, where it is kept
    other_subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """What somebody did with a message that belongs to no request."""

    at: datetime
    who: str
    what: str  #: "retry" or "download"


@dataclass(frozen=True, slots=True, kw_only=True)
class PollLine:
    """The account of one poll, and its place in the list."""

    id: int
    poll: Poll


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """The accounts of many polls together."""

    polls: int
    found: int
    counts: Counter[str]  #: by disposition
    wrong: int  #: polls that do not add up
    cut: bool  #: there are older ones that were left out


# A leap from one folder to the next. SQLite leaps by equality alone: a row of values, compared as a whole,
# makes it read all entries of the part where it is.
_NEXT_MAILBOX = (
    select(ledger.c.mailbox, ledger.c.folder)
    .where(ledger.c.disposition == bindparam("d"), ledger.c.mailbox > bindparam("m"))
    .order_by(ledger.c.mailbox, ledger.c.folder)
    .limit(1)
)
_NEXT_FOLDER = (
    select(ledger.c.mailbox, ledger.c.folder)
    .where(ledger.c.disposition == bindparam("d"), ledger.c.mailbox == bindparam("m"))
    .where(ledger.c.folder > bindparam("f"))
    .order_by(ledger.c.folder)
    .limit(1)
)
_NEXT_POLLED_MAILBOX = (
    select(polls.c.mailbox, polls.c.folder)
    .where(polls.c.mailbox > bindparam("m"))
    .order_by(polls.c.mailbox, polls.c.folder)
    .limit(1)
)
_NEXT_POLLED_FOLDER = (
    select(polls.c.mailbox, polls.c.folder)
    .where(polls.c.mailbox == bindparam("m"), polls.c.folder > bindparam("f"))
    .order_by(polls.c.folder)
    .limit(1)
)
_IN_PART = (
    ledger.c.disposition == bindparam("d"),
    ledger.c.mailbox == bindparam("m"),
    ledger.c.folder == bindparam("f"),
)
_IN_TIME = ledger.c.seen_at >= bindparam("since", type_=UtcDateTime)
_HERE = tuple_(bindparam("at", type_=UtcDateTime), bindparam("number", type_=Integer))
_PLACE = tuple_(ledger.c.seen_at, ledger.c.id)
_WITH_REQUEST = select(
    ledger, requests.c.reference, requests.c.requester, requests.c.subject.label("request_subject")
).outerjoin(requests, requests.c.id == ledger.c.request_id)
_RECENT = _WITH_REQUEST.order_by(ledger.c.id.desc()).limit(bindparam("size"))
_LINES = _WITH_REQUEST.where(ledger.c.id.in_(bindparam("ids", expanding=True))).order_by(
    ledger.c.seen_at.desc(), ledger.c.id.desc()
)


@cache
def _look(*, bounded: bool, backwards: bool) -> Select[Any]:
    query = select(ledger.c.seen_at, ledger.c.id).where(*_IN_PART).limit(bindparam("size"))
    if bounded and backwards:
        # What comes before a row of the page is in time; a second lower bound would mislead the database.
        return query.where(_PLACE > _HERE).order_by(ledger.c.seen_at.asc(), ledger.c.id.asc())
    query = query.where(_IN_TIME, _PLACE < _HERE) if bounded else query.where(_IN_TIME)
    return query.order_by(ledger.c.seen_at.desc(), ledger.c.id.desc())


@cache
def _count(*, bounded: bool) -> Select[Any]:
    some = select(ledger.c.id).where(*_IN_PART, _PLACE > _HERE if bounded else _IN_TIME)
    return select(func.count()).select_from(some.limit(bindparam("size")).subquery())


def _leaps(
    connection: Connection, mailbox: Select[Any], folder: Select[Any], **given: str
) -> Iterator[tuple[str, str]]:
    """Each mailbox and folder once, by a look at the index for each."""
    row = connection.execute(mailbox, {**given, "m": ""}).first()
    while row is not None:
        yield row.mailbox, row.folder
        here = {**given, "m": row.mailbox, "f": row.folder}
        row = connection.execute(folder, here).first() or connection.execute(mailbox, here).first()


class LedgerPages:
    """Looks at the ledger within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def parts(self) -> tuple[Part, ...]:
        """Every disposition, mailbox and folder that the ledger has entries of; read by leaps."""
        return tuple(
            (str(each), *where)
            for each in Disposition
            for where in _leaps(self._connection, _NEXT_MAILBOX, _NEXT_FOLDER, d=each)
        )

    def page(
        self,
        parts: Sequence[Part],
        size: int,
        since: datetime | None = None,
        place: Mark | None = None,
        *,
        backwards: bool = False,
    ) -> tuple[LedgerLine, ...]:
        """Entries, newest first: those after `place`, or the last ones before it."""
        query = _look(bounded=place is not None, backwards=backwards)
        found: list[tuple[datetime, int]] = []
        for values in _bound(parts, since, size, place):
            found += [(row.seen_at, row.id) for row in self._connection.execute(query, values)]
        nearest = sorted(found, reverse=not backwards)[:size]
        return self.lines([number for _, number in nearest])

    def lines(self, ids: Sequence[int]) -> tuple[LedgerLine, ...]:
        """These entries, newest first; those that are not there are left out."""
        if not ids:
            return ()
        return tuple(_line(row) for row in self._connection.execute(_LINES, {"ids": [*ids]}))

    def recent(self, most: int) -> tuple[LedgerLine, ...]:
        """The entries that were made last."""
        return tuple(_line(row) for row in self._connection.execute(_RECENT, {"size": most}))

    def of_requests(self, request_ids: Sequence[int], most: int) -> tuple[LedgerLine, ...]:
        """The last entries of these requests, newest first; no more than `most`."""
        if not request_ids:
            return ()
        query = select(ledger.c.id).where(ledger.c.request_id.in_([*request_ids]))
        ids = self._connection.execute(
            query.order_by(ledger.c.seen_at.desc(), ledger.c.id.desc()).limit(most)
        )
        return self.lines([*ids.scalars()])

    def counts(self, parts: Sequence[Part], since: datetime | None, most: int) -> Counter[str]:
        """How many entries have each disposition; of none are more than `most` counted per folder."""
        counts: Counter[str] = Counter()
        for values in _bound(parts, since, most, None):
            counts[values["d"]] += self._connection.execute(_count(bounded=False), values).scalar_one()
        return counts

    def newer(self, parts: Sequence[Part], than: Mark, most: int) -> int:
        """How many entries came after that place; no more than `most` of each part are counted."""
        query = _count(bounded=True)
        return sum(
            self._connection.execute(query, values).scalar_one() for values in _bound(parts, None, most, than)
        )

    def size(self, entry_id: int) -> int | None:
        """How many bytes of the message are kept; None where none are."""
        query = select(func.length(raw_messages.c.raw)).where(raw_messages.c.ledger_id == entry_id)
        return self._connection.execute(query).scalar()

    def read_all_again(self, mailbox: str | None, folder: str | None, now: datetime, who: str) -> int:
        """Let the next poll read what is quarantined (in that folder); how many it are now."""
        open_ = [
            ledger.c.disposition == _ALL_QUARANTINED,
            ledger.c.uid.is_not(None),
            ledger.c.reader != "",
        ]
        if mailbox is not None:
            open_ += [ledger.c.mailbox == mailbox, ledger.c.folder == folder]
        told = select(ledger.c.id, literal(now, UtcDateTime), literal(who), literal("retry")).where(*open_)
        columns = ["ledger_id", "at", "who", "what"]
        self._connection.execute(insert(ledger_events).from_select(columns, told))
        return self._connection.execute(update(ledger).where(*open_).values(reader="")).rowcount

    def add_event(self, entry_id: int, event: LedgerEvent) -> None:
        """Somebody did something with the message."""
        row = {"ledger_id": entry_id, "at": event.at, "who": event.who, "what": event.what}
        self._connection.execute(insert(ledger_events).values(**row))

    def events(self, entry_id: int, most: int) -> tuple[LedgerEvent, ...]:
        """The last things that were done with the message, newest first."""
        query = select(ledger_events).where(ledger_events.c.ledger_id == entry_id)
        rows = self._connection.execute(query.order_by(ledger_events.c.id.desc()).limit(most))
        return tuple(LedgerEvent(at=row.at, who=row.who, what=row.what) for row in rows)


class PollPages:
    """Looks at the accounts of polls within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(
        self,
        size: int,
        where: tuple[str, str] | None = None,
        place: int | None = None,
        *,
        backwards: bool = False,
        wrong: bool = False,
    ) -> tuple[PollLine, ...]:
        """Polls of that mailbox and folder, newest first; alone those that do not add up where `wrong`."""
        query = select(polls)
        if where is not None:
            query = query.where(polls.c.mailbox == where[0], polls.c.folder == where[1])
        if wrong:
            query = query.where(polls.c.missing > 0)
        if place is not None:
            query = query.where(polls.c.id > place if backwards else polls.c.id < place)
        order = polls.c.id.asc() if backwards else polls.c.id.desc()
        rows = self._connection.execute(query.order_by(order).limit(size)).all()
        return tuple(_poll(row) for row in sorted(rows, key=lambda row: -row.id))

    def account(self, where: tuple[str, str] | None, since: datetime | None, most: int) -> Sum:
        """What the newest polls found together, and what became of it; at most `most` are looked at."""
        newest = select(polls).order_by(polls.c.id.desc()).limit(most + 1)
        if where is not None:
            newest = newest.where(polls.c.mailbox == where[0], polls.c.folder == where[1])
        table = newest.subquery()
        sums = [
            func.coalesce(func.sum(table.c.counts[str(one)].as_integer()), 0).label(one)
            for one in Disposition
        ]
        wrong = func.count().filter(table.c.missing > 0)
        query = select(func.count(), func.coalesce(func.sum(table.c.found), 0), wrong, *sums)
        if since is not None:
            query = query.where(table.c.at >= since)
        number, found, wrong_number, *counts = self._connection.execute(query).one()
        return Sum(
            polls=number,
            found=found,
            counts=Counter({str(each): int(count) for each, count in zip(Disposition, counts, strict=True)}),
            wrong=wrong_number,
            cut=number > most,
        )

    def folders(self) -> tuple[tuple[str, str], ...]:
        """The mailboxes and folders that were polled; read by leaps."""
        return tuple(_leaps(self._connection, _NEXT_POLLED_MAILBOX, _NEXT_POLLED_FOLDER))


def _bound(
    parts: Sequence[Part], since: datetime | None, size: int, place: Mark | None
) -> Iterator[dict[str, Any]]:
    for disposition, mailbox, folder in parts:
        values: dict[str, Any] = {"d": disposition, "m": mailbox, "f": folder}
        values |= {"since": since or _BEGINNING, "size": size}
        yield values if place is None else {**values, "at": place[0], "number": place[1]}


def _line(row: Row[Any]) -> LedgerLine:
    return LedgerLine(
        id=row.id,
        mailbox=row.mailbox,
        folder=row.folder,
        uid_validity=row.uid_validity,
        uid=row.uid,
        message_id=row.message_id,
        disposition=Disposition(row.disposition),
        reason=row.reason,
        reference=row.reference,
        requester=row.requester or "",
        subject=row.request_subject or "",
        received_at=row.received_at,
        seen_at=row.seen_at,
        waits=row.disposition == Disposition.QUARANTINED and row.reader == "",
        other_sender=row.sender or "",
        other_subject=row.subject or "",
    )


def _poll(row: Row[Any]) -> PollLine:
    poll = Poll(
        mailbox=row.mailbox,
        folder=row.folder,
        at=row.at,
        found=row.found,
        counts=row.counts,
        missing=row.missing,
    )
    return PollLine(id=row.id, poll=poll)
