"""The staff queue: filtered, sorted and counted by indexes that match, at any size.

Every look is an equality on the first columns of an index and a range on its last two (keyset pages), one
per state and form that has any; the looks are merged. Counts are kept, not counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    literal,
    select,
    tuple_,
    union_all,
)

from worker.requests.values import Attention, Request, State
from worker.store.insert import insert_once
from worker.store.queue_schema import queue, queue_changes, queue_counts
from worker.store.schema import UtcDateTime, events, fields, requests

EVERY = ""  #: the mark of each request
ANY = "any"  #: the mark of a request that asks for attention, for whichever reason
NOBODY = ""  #: the assignee of a request that nobody has

_FOLD_EVERY = 200  # changes of counts before they are added up
_FOLD_LOCK = 0x73656E71  # any number that no other program on this database takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which requests; an empty tuple or None stands for all."""

    states: tuple[State, ...] = ()
    forms: tuple[str, ...] = ()
    assignee: str | None = None
    mark: str | None = EVERY  #: EVERY, ANY or one reason for attention; None for counting by mark alone
    until: datetime | None = None  #: alone those that came before
    ids: tuple[int, ...] | None = None  #: alone these, which a search found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """In which order, and from where."""

    by_change: bool = False  #: by the last change instead of by age
    newest_first: bool = False
    after: tuple[datetime, int] | None = None  #: the last row of the page before
    backwards: bool = False  #: the page before `after`


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One row of the queue."""

    id: int
    reference: str
    form: str
    state: State
    name: str
    address: str
    organization: str
    ask: tuple[str, ...]
    problems: dict[str, str]
    attention: tuple[Attention, ...]
    assigned_to: str | None
    created_at: datetime
    updated_at: datetime


class Queue:
    """The queue within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, request: Request, old: Request | None) -> None:
        """Keep up with a request that was stored; `old` is what it was before, None for a new one."""
        request_id = request.id or 0
        if old is None or _facts(old) != _facts(request):
            self._write_rows(request_id, request, old)

    def page(self, wanted: Filter, sorting: Sorting, size: int) -> tuple[Waiting, ...]:
        """At most `size` rows, in the order that is asked for also when it looks backwards."""
        places = self._places(wanted, sorting, size)
        if sorting.backwards:
            places.reverse()
        found = {row.id: row for row in self._load(places)}
        return tuple(found[place] for place in places if place in found)

    def counts(self, wanted: Filter, *by: str) -> Counter[tuple[str, ...]]:
        """How many requests there are by these columns (state, form, assignee, mark); nothing is scanned.

        `until` is left aside. With `ids` it is they that are counted.
        """
        if wanted.ids is not None:
            parts = [_counted(queue, literal(1), wanted, by).where(queue.c.request_id.in_(wanted.ids))]
        else:
            parts = [_counted(table, table.c.number, wanted, by) for table in (queue_counts, queue_changes)]
        every = union_all(*parts).subquery()
        keys = [every.c[name] for name in by]
        total = func.sum(every.c.number)
        query = select(*keys, total).group_by(*keys).having(total > 0)
        return Counter({tuple(row[:-1]): int(row[-1]) for row in self._connection.execute(query)})

    def pulse(self) -> tuple[int, int]:
        """The last event and the last request, by which a page knows later what is new to it."""
        event = self._connection.execute(select(func.max(events.c.id))).scalar() or 0
        return event, self._connection.execute(select(func.max(requests.c.id))).scalar() or 0

    def since(self, event: int, request: int, besides: str) -> tuple[int, int]:
        """How many requests are new, and how many others anybody but `besides` changed; at most 99 each."""
        recent = select(events.c.request_id, events.c.who).where(events.c.id > event).limit(1000).subquery()
        changed = select(recent.c.request_id).where(recent.c.who != besides).distinct()
        ids = set(self._connection.execute(changed).scalars())
        new = sum(1 for each in ids if each > request)
        return min(new, 99), min(len(ids) - new, 99)

    def _places(self, wanted: Filter, sorting: Sorting, size: int) -> list[int]:
        column = queue.c.changed if sorting.by_change else queue.c.since
        looks = self._looks(wanted, column, sorting, size)
        if not looks:
            return []
        every = union_all(*(select(look.subquery()) for look in looks)).subquery()
        query = (
            select(every.c.request_id).order_by(*_order(every.c.at, every.c.request_id, sorting)).limit(size)
        )
        return list(self._connection.execute(query).scalars())

    def _looks(
        self, wanted: Filter, column: ColumnElement[Any], sorting: Sorting, size: int
    ) -> list[Select[Any]]:
        what = select(queue.c.request_id, column.label("at")).where(queue.c.mark == wanted.mark)
        if wanted.assignee is not None:
            what = what.where(queue.c.assignee == wanted.assignee)
        if wanted.until is not None:
            what = what.where(queue.c.since < wanted.until)
        if sorting.after is not None:
            here = tuple_(literal(sorting.after[0], UtcDateTime), literal(sorting.after[1]))
            place = tuple_(column, queue.c.request_id)
            what = what.where(place < here if _descends(sorting) else place > here)
        what = what.order_by(*_order(column, queue.c.request_id, sorting)).limit(size)
        if wanted.ids is not None:
            return (
                [what.where(queue.c.request_id.in_(wanted.ids), *_among(queue, wanted))] if wanted.ids else []
            )
        pairs = sorted(self.counts(wanted, "state", "form"))
        return [what.where(queue.c.state == state, queue.c.form == form) for state, form in pairs]

    def _load(self, ids: Sequence[int]) -> Iterable[Waiting]:
        organization = and_(fields.c.request_id == requests.c.id, fields.c.name == "organization")
        query = (
            select(requests, fields.c.value.label("organization"))
            .outerjoin(fields, organization)
            .where(requests.c.id.in_(ids))
        )
        return map(_waiting, self._connection.execute(query)) if ids else ()

    def _write_rows(self, request_id: int, request: Request, old: Request | None) -> None:
        if old is not None:
            self._connection.execute(delete(queue).where(queue.c.request_id == request_id))
        rows = [{"request_id": request_id, "mark": mark, **_values(request)} for mark in _marks(request)]
        self._connection.execute(insert(queue), rows)
        changes = Counter(_places_of(request))
        changes.subtract(_places_of(old) if old else ())
        self._count(changes)

    def _count(self, changes: Counter[tuple[str, ...]]) -> None:
        names = ("mark", "assignee", "state", "form")
        rows = [
            {**dict(zip(names, place, strict=True)), "number": number}
            for place, number in sorted(changes.items())
            if number
        ]
        if not rows:
            return
        added = insert(queue_changes).returning(queue_changes.c.id)
        ids = self._connection.execute(added, rows).scalars().all()
        if any(each % _FOLD_EVERY == 0 for each in ids):
            self._fold()

    def _fold(self) -> None:
        """Add the changes to the counts; where two meet, one goes on without it."""
        if self._connection.dialect.name == "postgresql":
            free = select(func.pg_try_advisory_xact_lock(_FOLD_LOCK))
            if not self._connection.execute(free).scalar():
                return
        names = ("mark", "assignee", "state", "form")
        gone = delete(queue_changes).returning(*(queue_changes.c[name] for name in (*names, "number")))
        sums: Counter[tuple[str, ...]] = Counter()
        for row in self._connection.execute(gone):
            sums[tuple(row[:-1])] += row.number
        for place, number in sorted(sums.items()):
            values = {**dict(zip(names, place, strict=True)), "number": number}
            new = insert_once(self._connection, queue_counts).values(**values)
            more = {"number": queue_counts.c.number + new.excluded.number}
            self._connection.execute(new.on_conflict_do_update(index_elements=[*names], set_=more))


_COUNTED = (queue_counts, queue_changes)


def _facts(request: Request) -> tuple[object, ...]:
    return (_values(request), sorted(request.attention))


def _values(request: Request) -> dict[str, Any]:
    return {
        "state": request.state,
        "form": request.form,
        "assignee": request.assigned_to or NOBODY,
        "since": request.created_at,
        "changed": request.updated_at,
    }


def _marks(request: Request) -> list[str]:
    return [EVERY, *([ANY, *sorted(set(request.attention))] if request.attention else [])]


def _places_of(request: Request) -> list[tuple[str, ...]]:
    values = (request.assigned_to or NOBODY, str(request.state), request.form)
    return [(str(mark), *values) for mark in _marks(request)]


def _counted(table: Table, number: ColumnElement[int], wanted: Filter, by: Sequence[str]) -> Select[Any]:
    query = select(*(table.c[name] for name in by), number.label("number")).where(*_among(table, wanted))
    if wanted.mark is not None:
        query = query.where(table.c.mark == wanted.mark)
    return query


def _among(table: Table, wanted: Filter) -> list[ColumnElement[bool]]:
    among: list[ColumnElement[bool]] = []
    if wanted.states:
        among.append(table.c.state.in_(wanted.states))
    if wanted.forms:
        among.append(table.c.form.in_(wanted.forms))
    if wanted.assignee is not None:
        among.append(table.c.assignee == wanted.assignee)
    return among


def _descends(sorting: Sorting) -> bool:
    return sorting.newest_first is not sorting.backwards


def _order(at: ColumnElement[Any], number: ColumnElement[Any], sorting: Sorting) -> list[ColumnElement[Any]]:
    return [at.desc(), number.desc()] if _descends(sorting) else [at.asc(), number.asc()]


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        id=row.id,
        reference=row.reference,
        form=row.form,
        state=State(row.state),
        name=row.requester_name,
        address=row.requester,
        organization=str(row.organization or ""),
        ask=tuple(row.ask),
        problems=dict(row.problems),
        attention=tuple(Attention(reason) for reason in row.attention),
        assigned_to=row.assigned_to,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
