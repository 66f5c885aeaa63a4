"""The statements of the queue, each made once for its kind of question: that takes longer than asking it."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    func,
    select,
    tuple_,
    union_all,
)

from worker.store.requests.field_values import FACT
from worker.store.tables.queue_schema import queue, queue_changes, queue_counts
from worker.store.tables.schema import UtcDateTime, fields, requests

EVERY = ""  #: the mark of each request

#: What a row of the queue shows of a request.
_ROW = (
    "id",
    "reference",
    "form",
    "state",
    "requester",
    "requester_name",
    "ask",
    "problems",
    "attention",
    "assigned_to",
    "snoozed_at",
    "wake_at",
    "batch",
    "created_at",
    "updated_at",
)


@cache
def count_query(by: tuple[str, ...], given: frozenset[str]) -> Select[Any]:
    """The sums by these columns; `given` names the parameters that are conditions."""
    tables = (queue_counts, queue_changes)
    every = union_all(*(_counted(table, by, given) for table in tables)).subquery()
    keys = [every.c[name] for name in by]
    total = func.sum(every.c.number)
    return select(*keys, total).group_by(*keys).having(total > 0)


def _counted(table: Table, by: Sequence[str], given: frozenset[str]) -> Select[Any]:
    columns = [table.c[name] for name in (*by, "number")]
    return select(*columns).where(*_conditions(table, given))


def _conditions(table: Table, given: frozenset[str]) -> Iterator[ColumnElement[bool]]:
    for name in ("mark", "assignee"):
        if name in given:
            yield table.c[name] == bindparam(name)
    for name, column in (("states", "state"), ("forms", "form")):
        if name in given:
            yield table.c[column].in_(bindparam(name, expanding=True))


@cache
def page_query(looks: int, given: frozenset[str], by_change: bool, descends: bool) -> Select[Any]:  # noqa: FBT001
    """The first ids of so many looks, each at one mark, state and form, merged."""
    column = queue.c.changed if by_change else queue.c.since
    what = select(queue.c.request_id, column.label("at")).where(*_conditions(queue, given))
    if "until" in given:
        what = what.where(queue.c.since < bindparam("until"))
    if "at" in given:
        here = tuple_(bindparam("at", type_=UtcDateTime), bindparam("number", type_=Integer))
        place = tuple_(column, queue.c.request_id)
        what = what.where(place < here if descends else place > here)
    what = what.order_by(*_order(column, queue.c.request_id, descends=descends)).limit(bindparam("size"))
    parts = [
        what.where(
            queue.c.mark == bindparam(f"mark{each}"),
            queue.c.state == bindparam(f"state{each}"),
            queue.c.form == bindparam(f"form{each}"),
        )
        for each in range(looks)
    ]
    every = union_all(*(select(part.subquery()) for part in parts)).subquery()
    ordered = select(every.c.request_id).order_by(*_order(every.c.at, every.c.request_id, descends=descends))
    return ordered.limit(bindparam("size"))


def _order(at: ColumnElement[Any], number: ColumnElement[Any], *, descends: bool) -> list[ColumnElement[Any]]:
    return [at.desc(), number.desc()] if descends else [at.asc(), number.asc()]


OLDEST = (
    select(queue.c.since)
    .where(queue.c.mark == EVERY, queue.c.state == bindparam("state"), queue.c.form == bindparam("form"))
    .order_by(queue.c.since)
    .limit(1)
)
AMONG = select(queue).where(queue.c.request_id.in_(bindparam("ids", expanding=True)))
FACTS = select(fields.c.request_id, fields.c.name, fields.c.value).where(
    fields.c.request_id.in_(bindparam("ids", expanding=True)), fields.c.name.startswith(FACT)
)
_ACCOUNT = fields.alias("account")
ROWS = (
    select(
        *(requests.c[name] for name in _ROW),
        fields.c.value.label("organization"),
        _ACCOUNT.c.value.label("account"),
    )
    .outerjoin(fields, and_(fields.c.request_id == requests.c.id, fields.c.name == "organization"))
    .outerjoin(_ACCOUNT, and_(_ACCOUNT.c.request_id == requests.c.id, _ACCOUNT.c.name == "account_email"))
    .where(requests.c.id.in_(bindparam("ids", expanding=True)))
)
