"""Figures per week, counted as things happen; and heartbeats that say since when things are as they are.

What first mails left out is not known any more of the requests that there are.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_PLACE = ("week", "form", "what", "name")
_TIME = sa.DateTime(timezone=True)
_PAGE = 5_000
_Counts = Counter[tuple[date, str, str, str]]
_WITH_US = frozenset({"ready_for_review", "approved"})
_DAY_MINUTES = 1440
#: How fine a span of time is told: below so many minutes in steps of so many.
_STEPS = ((10, 1), (60, 5), (12 * 60, 30), (48 * 60, 60), (10 * _DAY_MINUTES, 144))


def upgrade() -> None:
    _make_figures()
    for name in ("since", "worked_at", "failed_at", "ends_at"):
        op.add_column("heartbeats", sa.Column(name, _TIME, nullable=True))
    op.add_column("heartbeats", sa.Column("failure", sa.Text(), nullable=False, server_default=""))
    op.add_column("heartbeats", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    _count_what_was(op.get_bind())


def _make_figures() -> None:
    def columns() -> list[sa.Column[Any]]:
        return [
            sa.Column("week", sa.Date(), nullable=False),
            sa.Column("form", sa.String(length=40), nullable=False),
            sa.Column("what", sa.String(length=20), nullable=False),
            sa.Column("name", sa.String(length=60), nullable=False),
            sa.Column("number", sa.BigInteger(), nullable=False),
        ]

    op.create_table("figures", *columns(), sa.PrimaryKeyConstraint(*_PLACE, name="pk_figures"))
    op.create_table(
        "figure_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        *columns(),
        sa.PrimaryKeyConstraint("id", name="pk_figure_changes"),
    )


def _count_what_was(connection: sa.Connection) -> None:
    counts: _Counts = Counter()
    _count_requests(connection, counts)
    _count_letters(connection, counts)
    _count_journeys(connection, counts)
    figures = sa.table("figures", sa.column("week", sa.Date()), *map(sa.column, (*_PLACE[1:], "number")))
    rows = [{**dict(zip(_PLACE, place, strict=True)), "number": number} for place, number in counts.items()]
    if rows:
        connection.execute(sa.insert(figures), rows)


def _count_requests(connection: sa.Connection, counts: _Counts) -> None:
    requests = sa.table("requests", *map(sa.column, ("id", "form", "state", "round")), _time("created_at"))
    day = _day(connection, requests.c.created_at)
    for row in _grouped(connection, sa.select(day, requests.c.form, requests.c.state, requests.c.round)):
        week = _week_of_day(row[0])
        counts[week, row[1], "state", row[2]] += row[-1]
        counts[week, row[1], "asked", str(min(row[3], 9))] += row[-1]


def _count_letters(connection: sa.Connection, counts: _Counts) -> None:
    letters = sa.table(
        "letters", *map(sa.column, ("request_id", "kind", "state")), _time("sent_at"), _time("created_at")
    )
    requests = sa.table("requests", sa.column("id"), sa.column("form"))
    day = _day(connection, sa.func.coalesce(letters.c.sent_at, letters.c.created_at))
    query = sa.select(day, requests.c.form, letters.c.kind, letters.c.state)
    query = query.select_from(letters.join(requests, requests.c.id == letters.c.request_id))
    gone = sa.or_(letters.c.sent_at.is_not(None), letters.c.state == "bounced")
    for row in _grouped(connection, query.where(gone)):
        week = _week_of_day(row[0])
        counts[week, row[1], "sent", row[2]] += row[-1]
        if row[3] == "bounced":
            counts[week, row[1], "bounced", row[2]] += row[-1]


def _count_journeys(connection: sa.Connection, counts: _Counts) -> None:
    names = ("id", "request_id", "what", "name", "old", "new")
    events = sa.table("events", *map(sa.column, names), _time("at"))
    requests = sa.table("requests", *map(sa.column, ("id", "form", "state")), _time("created_at"))
    matters = sa.or_(events.c.what == "state", events.c.name == "too_many_rounds")
    over = sa.select(events.c.request_id).where(events.c.name == "too_many_rounds")
    wanted = sa.select(requests).where(sa.or_(requests.c.state == "completed", requests.c.id.in_(over)))
    last = 0
    while page := connection.execute(
        wanted.where(requests.c.id > last).order_by(requests.c.id).limit(_PAGE)
    ).all():
        asked = sa.select(events).where(events.c.request_id.between(page[0].id, page[-1].id), matters)
        rows = connection.execute(asked.order_by(events.c.request_id, events.c.id))
        known = {row.id: row for row in page}
        for request_id, found in groupby(rows, key=lambda row: row.request_id):
            if request_id in known:
                _count_journey(known[request_id], [*found], counts)
        last = page[-1].id


def _count_journey(request: sa.Row[Any], rows: list[sa.Row[Any]], counts: _Counts) -> None:
    if any(row.name == "too_many_rounds" for row in rows):
        counts[_week(request.created_at), request.form, "taken_over", ""] += 1
    way = _journey(_aware(request.created_at), rows) if request.state == "completed" else None
    if way is not None:
        ended, with_us, with_customer = way
        week, form = _week(ended), request.form
        counts[week, form, "took", str(_told_minutes(with_us + with_customer))] += 1
        counts[week, form, "waited", "customer"] += round(with_customer.total_seconds() / 60)
        counts[week, form, "waited", "us"] += round(with_us.total_seconds() / 60)


def _journey(created: datetime, rows: list[sa.Row[Any]]) -> tuple[datetime, timedelta, timedelta] | None:
    """When the request was completed last, and how long it waited for staff and for its customer."""
    moves = [row for row in rows if row.what == "state"]
    last = max((place for place, row in enumerate(moves) if row.new == "completed"), default=None)
    if last is None:
        return None
    spent = {True: timedelta(), False: timedelta()}
    state, since = "needs_info", created
    for row in moves[: last + 1]:
        at = _aware(row.at)
        spent[state in _WITH_US] += max(at - since, timedelta())
        state, since = row.new or state, at
    return since, spent[True], spent[False]


def _told_minutes(span: timedelta) -> int:
    minutes = min(span.total_seconds() / 60, 400 * _DAY_MINUTES)
    for below, step in _STEPS:
        if round(minutes / step) * step < below:
            return round(minutes / step) * step
    return round(minutes / _DAY_MINUTES) * _DAY_MINUTES


def _grouped(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[sa.Row[*tuple[Any, ...]]]:
    """The rows that differ, with how many there are of each at the end."""
    columns = [*query.selected_columns]
    yield from connection.execute(query.add_columns(sa.func.count()).group_by(*columns))


def _day(connection: sa.Connection, when: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The day in UTC; SQLite keeps times as text that begins with it."""
    if connection.dialect.name == "sqlite":
        return sa.func.substr(sa.type_coerce(when, sa.Text()), 1, 10)
    return sa.cast(sa.func.timezone("UTC", when), sa.Date())


def _time(name: str) -> sa.ColumnClause[datetime]:
    return sa.column(name, _TIME)


def _aware(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def _week(when: datetime) -> date:
    return _week_of_day(_aware(when).date())


def _week_of_day(told: date | str) -> date:
    day = date.fromisoformat(told) if isinstance(told, str) else told
    return day - timedelta(days=day.weekday())
