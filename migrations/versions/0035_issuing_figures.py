"""Figures of issuing: how long the completions that there are came after their approval, per week.

Whether the Marketplace's report had offered their SENs was not kept, so they count as typed.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_PAGE = 5_000
_DAY_MINUTES = 1440
#: How fine a span of time is told: below so many minutes in steps of so many.
_STEPS = ((10, 1), (60, 5), (12 * 60, 30), (48 * 60, 60), (10 * _DAY_MINUTES, 144))


def upgrade() -> None:
    count_issuing(op.get_bind())


def count_issuing(connection: sa.Connection) -> None:
    """Add what the history of completed requests tells."""
    events = sa.table("events", *map(sa.column, ("id", "request_id", "what", "new")), sa.column("at", _TIME))
    requests = sa.table("requests", *map(sa.column, ("id", "form", "state")))
    wanted = sa.select(requests).where(requests.c.state == "completed")
    counts: Counter[tuple[date, str, str, str]] = Counter()
    last = 0
    while page := connection.execute(
        wanted.where(requests.c.id > last).order_by(requests.c.id).limit(_PAGE)
    ).all():
        moves = events.c.request_id.between(page[0].id, page[-1].id) & (events.c.what == "state")
        rows = connection.execute(sa.select(events).where(moves).order_by(events.c.request_id, events.c.id))
        forms = {row.id: row.form for row in page}
        for request_id, found in groupby(rows, key=lambda row: row.request_id):
            if request_id in forms:
                _count(forms[request_id], [*found], counts)
        last = page[-1].id
    names = ("week", "form", "what", "name")
    figures = sa.table("figures", sa.column("week", sa.Date()), *map(sa.column, (*names[1:], "number")))
    if counts:
        told = [{**dict(zip(names, place, strict=True)), "number": n} for place, n in counts.items()]
        connection.execute(sa.insert(figures), told)


def _count(form: str, moves: list[sa.Row[Any]], counts: Counter[tuple[date, str, str, str]]) -> None:
    last = max((place for place, row in enumerate(moves) if row.new == "completed"), default=None)
    approved = [row.at for row in moves[: last or 0] if row.new == "approved"]
    if last is None or not approved:
        return
    ended = _aware(moves[last].at)
    week = ended.date() - timedelta(days=ended.weekday())
    took = max(ended - _aware(approved[-1]), timedelta())
    counts[week, form, "issued", str(_told_minutes(took))] += 1
    counts[week, form, "matched", "typed"] += 1


def _told_minutes(span: timedelta) -> int:
    minutes = min(span.total_seconds() / 60, 400 * _DAY_MINUTES)
    for below, step in _STEPS:
        if round(minutes / step) * step < below:
            return round(minutes / step) * step
    return round(minutes / _DAY_MINUTES) * _DAY_MINUTES


def _aware(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
