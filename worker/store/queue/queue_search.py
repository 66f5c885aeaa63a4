"""The staff queue: filtered, sorted and counted by indexes that match, at any size.

Every look is an equality on the first columns of an index and a range on its last two (keyset pages), one
per state and form that has any; the looks are merged. Counts are kept, not counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    delete,
    func,
    insert,
    select,
)

from worker.requests.request_model import Attention, Request, State
from worker.store.database.counters import Counters
from worker.store.database.pending_rows import count_more, insert_rows
from worker.store.queue.queue_queries import AMONG, EVERY, FACTS, OLDEST, ROWS, count_query, page_query
from worker.store.requests.field_values import FACT
from worker.store.tables.queue_schema import queue, queue_changes, queue_counts
from worker.store.tables.schema import events, requests

ASLEEP = "asleep"  #: in place of the state of a request that sleeps
ANY = "any"  #: the mark of a request that asks for attention, for whichever reason
NOBODY = ""  #: the assignee of a request that nobody has

_ADD = insert(queue)
_TALLY = Counters(
    counts=queue_counts, changes=queue_changes, names=("mark", "assignee", "state", "form"), lock=0x73656E71
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which requests; an empty tuple or None stands for all."""

    states: tuple[str, ...] = ()  #: or ASLEEP
    flagged_states: tuple[str, ...] = ()  #: those too, as far as they ask for attention
    forms: tuple[str, ...] = ()
    assignee: str | None = None
    mark: str | None = EVERY  #: EVERY, ANY or one reason for attention; None for counting by mark alone
    until: datetime | None = None  #: alone those that came before
    ids: tuple[int, ...] | None = None  #: alone these, which a search found

    def mark_in(self, state: str) -> str | None:
        """The mark that a request in this state must have."""
        return ANY if state in self.flagged_states else self.mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """In which order, and from where."""

    by_change: bool = False  #: by the last change instead of by age
    newest_first: bool = False
    after: tuple[datetime, int] | None = None  #: the last row of the page before
    backwards: bool = False  #: the page before `after`


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
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
    snoozed_at: datetime | None
    wake_at: datetime | None
    batch: str  #: the reference of the first of those that came in one mail; empty: it came alone
    account: str  #: the myAtlassian address; empty where there is none yet
    facts: dict[str, str | int]  #: by `FactKind`: what was told beside the form's answers
    assigned_to: str | None
    created_at: datetime
    updated_at: datetime


class Queue:
    """The queue within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        # One look at what a search found asks for the same rows several times.
        self._found: dict[tuple[int, ...], Sequence[Row[*tuple[Any, ...]]]] = {}

    def note(self, request: Request, old: Request | None) -> None:
        """Keep up with a request that was stored; `old` is what it was before, None for a new one."""
        request_id = request.id or 0
        self._found = {}
        if old is None or _facts(old) != _facts(request):
            self._write_rows(request_id, request, old)

    def page(
        self, wanted: Filter, sorting: Sorting, size: int, pairs: Iterable[tuple[str, ...]]
    ) -> tuple[QueueRow, ...]:
        """At most `size` rows, in the order that is asked for also when it looks backwards.

        `pairs` are the states and forms that `counts` has for the same filter.
        """
        places = self._places(wanted, sorting, size, sorted(pairs))
        if sorting.backwards:
            places.reverse()
        found = {row.id: row for row in self._load(places)}
        return tuple(found[place] for place in places if place in found)

    def oldest(self, state: State, forms: Iterable[str]) -> datetime | None:
        """Since when the one waits that came first among those in that state."""
        found = []
        for form in forms:
            values = {"state": state, "form": form}
            found.append(self._connection.execute(OLDEST, values).scalar())
        return min((when for when in found if when is not None), default=None)

    def counts(self, wanted: Filter, *by: str) -> Counter[tuple[str, ...]]:
        """How many requests there are by these columns (state, form, assignee, mark); nothing is scanned.

        `until` is left aside, but for the few requests of `ids`.
        """
        if wanted.ids is not None:
            return Counter(tuple(getattr(row, name) for name in by) for row in self._among(wanted))
        values = _given(wanted)
        query = count_query(by, frozenset(values))
        rows = self._connection.execute(query, values).all()
        if wanted.flagged_states:
            values |= {"states": wanted.flagged_states, "mark": ANY}
            rows = [*rows, *self._connection.execute(count_query(by, frozenset(values)), values)]
        found: Counter[tuple[str, ...]] = Counter()
        for row in rows:
            found[tuple(row[:-1])] += int(row[-1])
        return found

    def count_before(
        self, wanted: Filter, sorting: Sorting, most: int, pairs: Iterable[tuple[str, ...]]
    ) -> int:
        """How many requests stand before the place of `sorting`, counted up to `most`."""
        return len(self._places(wanted, replace(sorting, backwards=True), most, sorted(pairs)))

    def fits(self, wanted: Filter, request_id: int) -> bool:
        """Whether the request is one of those that the filter is for."""
        if wanted.ids is not None and request_id not in wanted.ids:
            return False
        rows = self._connection.execute(AMONG, {"ids": (request_id,)}).all()
        return any(_fits(row, wanted) for row in rows)

    def pulse(self) -> tuple[int, int]:
        """The last event and the last request, by which a page knows later what is new to it."""
        event = self._connection.execute(select(func.max(events.c.id))).scalar() or 0
        return event, self._connection.execute(select(func.max(requests.c.id))).scalar() or 0

    def since(self, event: int, request: int, besides: str, wanted: Filter) -> tuple[int, int]:
        """How many requests are new, and how many others anybody but `besides` changed; at most 99 each.

        New ones count where the filter fits them; changed ones may have left it.
        """
        recent = select(events.c.request_id, events.c.who).where(events.c.id > event).limit(1000).subquery()
        changed = select(recent.c.request_id).where(recent.c.who != besides).distinct()
        ids = set(self._connection.execute(changed).scalars())
        new = {each for each in ids if each > request}
        fitting = sum(1 for each in sorted(new)[:99] if self.fits(wanted, each))
        return fitting, min(len(ids) - len(new), 99)

    def _places(
        self, wanted: Filter, sorting: Sorting, size: int, pairs: Sequence[tuple[str, ...]]
    ) -> list[int]:
        if wanted.ids is not None:
            return self._places_among(wanted, sorting, size)
        if not pairs:
            return []
        values = {name: value for name, value in _given(wanted).items() if name == "assignee"}
        values["size"] = size
        for number, (state, form) in enumerate(pairs):
            mark = wanted.mark_in(state)
            values |= {f"state{number}": state, f"form{number}": form, f"mark{number}": mark}
        if wanted.until is not None:
            values["until"] = wanted.until
        if sorting.after is not None:
            values["at"], values["number"] = sorting.after
        query = page_query(len(pairs), frozenset(values), sorting.by_change, _descends(sorting))
        return list(self._connection.execute(query, values).scalars())

    def _places_among(self, wanted: Filter, sorting: Sorting, size: int) -> list[int]:
        """The same for what a search found: so few that they are sorted here."""
        rows = self._among(wanted)
        places = [(row.changed if sorting.by_change else row.since, row.request_id) for row in rows]
        if (here := sorting.after) is not None:
            places = [place for place in places if (place < here if _descends(sorting) else place > here)]
        return [number for _, number in sorted(places, reverse=_descends(sorting))[:size]]

    def _among(self, wanted: Filter) -> list[Row[*tuple[Any, ...]]]:
        """The rows of a few requests, found by their ids alone: any other condition tempts a planner away."""
        ids = wanted.ids or ()
        if ids not in self._found:
            rows = self._connection.execute(AMONG, {"ids": ids}).all() if ids else ()
            self._found = {ids: rows}
        return [row for row in self._found[ids] if _fits(row, wanted)]

    def _load(self, ids: Sequence[int]) -> Iterable[QueueRow]:
        if not ids:
            return []
        facts: dict[int, dict[str, str | int]] = {}
        for row in self._connection.execute(FACTS, {"ids": ids}):
            facts.setdefault(row.request_id, {})[row.name.removeprefix(FACT)] = row.value
        rows = self._connection.execute(ROWS, {"ids": ids})
        return [_waiting(row, facts.get(row.id, {})) for row in rows]

    def _write_rows(self, request_id: int, request: Request, old: Request | None) -> None:
        if old is not None:
            self._connection.execute(delete(queue).where(queue.c.request_id == request_id))
        rows = [{"request_id": request_id, "mark": mark, **_values(request)} for mark in _marks(request)]
        insert_rows(self._connection, _ADD, rows)
        changes: Counter[tuple[object, ...]] = Counter(_places_of(request))
        changes.subtract(_places_of(old) if old else ())
        count_more(self._connection, _TALLY, changes)


def _facts(request: Request) -> tuple[object, ...]:
    return (_values(request), sorted(request.attention))


def _values(request: Request) -> dict[str, Any]:
    return {
        "state": _place(request),
        "form": request.form,
        "assignee": request.assigned_to or NOBODY,
        "since": request.created_at,
        "changed": request.updated_at,
    }


def _place(request: Request) -> str:
    return ASLEEP if request.snoozed_at is not None else str(request.state)


def _marks(request: Request) -> list[str]:
    return [EVERY, *([ANY, *sorted(set(request.attention))] if request.attention else [])]


def _places_of(request: Request) -> list[tuple[object, ...]]:
    values = (request.assigned_to or NOBODY, _place(request), request.form)
    return [(str(mark), *values) for mark in _marks(request)]


def _descends(sorting: Sorting) -> bool:
    return sorting.newest_first is not sorting.backwards


def _fits(row: Row[*tuple[Any, ...]], wanted: Filter) -> bool:
    states = wanted.states and (*wanted.states, *wanted.flagged_states)
    return (
        wanted.mark_in(row.state) in {None, row.mark}
        and wanted.assignee in {None, row.assignee}
        and (not states or row.state in states)
        and (not wanted.forms or row.form in wanted.forms)
        and (wanted.until is None or row.since < wanted.until)
    )


def _given(wanted: Filter) -> dict[str, Any]:
    """What the filter asks for, by the names of the parameters below."""
    given: dict[str, Any] = {
        "states": wanted.states or None,
        "forms": wanted.forms or None,
        "assignee": wanted.assignee,
        "mark": wanted.mark,
    }
    return {name: value for name, value in given.items() if value is not None}


def _waiting(row: Row[*tuple[Any, ...]], facts: dict[str, str | int]) -> QueueRow:
    return QueueRow(
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
        snoozed_at=row.snoozed_at,
        wake_at=row.wake_at,
        batch=row.batch,
        account=str(row.account or ""),
        facts=facts,
        assigned_to=row.assigned_to,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
