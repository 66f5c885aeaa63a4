"""How long a request took from its first mail to its confirmation, and for whom it waited meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.requests.request_model import Event, State

#: While a request stands in one of these it waits for staff; in any other for its customer, or for nobody.
WITH_US = frozenset({State.READY_FOR_REVIEW, State.APPROVED})

#: How fine a span of time is told: below so many minutes in steps of so many.
_STEPS = ((10, 1), (60, 5), (12 * 60, 30), (48 * 60, 60), (10 * 1440, 144))
_DAY = 1440
_LONGEST = 400 * _DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTime:
    """The time that a request took until it was completed."""

    ended: datetime
    with_us: timedelta
    with_customer: timedelta

    @property
    def total(self) -> timedelta:
        """All of it."""
        return self.with_us + self.with_customer


def measure_lead_time(created: datetime, events: Sequence[Event]) -> LeadTime | None:
    """The way of a request to its last completion among these events; None when there is none.

    `events` are its history, oldest first.
    """
    moves = [event for event in events if event.what == "state"]
    last = max((place for place, event in enumerate(moves) if event.new == State.COMPLETED), default=None)
    if last is None:
        return None
    spent = {True: timedelta(), False: timedelta()}
    state, since = str(State.NEEDS_INFO), created
    for event in moves[: last + 1]:
        spent[state in WITH_US] += max(event.at - since, timedelta())
        state, since = event.new or state, event.at
    return LeadTime(ended=since, with_us=spent[True], with_customer=spent[False])


def measure_issuing(events: Sequence[Event]) -> timedelta | None:
    """How long the last completion came after its approval; None when there is none.

    `events` are the request's history, oldest first.
    """
    moves = [event for event in events if event.what == "state"]
    last = max((place for place, event in enumerate(moves) if event.new == State.COMPLETED), default=None)
    if last is None:
        return None
    approved = [event.at for event in moves[:last] if event.new == State.APPROVED]
    return max(moves[last].at - approved[-1], timedelta()) if approved else None


def told_minutes(span: timedelta) -> int:
    """A span as it is told: minutes, then half hours, hours, tenths of a day, days.

    The order of spans stays what it is, so the middle one of many may be looked for among rounded ones.
    """
    minutes = min(span.total_seconds() / 60, _LONGEST)
    for below, step in _STEPS:
        if round(minutes / step) * step < below:
            return round(minutes / step) * step
    return round(minutes / _DAY) * _DAY
