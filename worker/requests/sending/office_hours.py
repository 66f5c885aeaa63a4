"""When a letter of a timer may reach a customer: on a working day, by daylight where the customer is.

Only the mail's own Date tells where that is; without it every hour is as good as another.
"""

from datetime import datetime, timedelta, timezone

_FIRST_HOUR = 8
_LAST_HOUR = 18
_SATURDAY = 5
_WIDEST = timedelta(hours=14)  # Line Islands; a zone beyond it is a broken Date header


def zone(date: datetime | None) -> int | None:
    """Minutes east of UTC, by a Date header (RFC 5322, 3.3); None where it tells no zone that there is."""
    offset = date.utcoffset() if date is not None else None
    if offset is None or abs(offset) > _WIDEST:
        return None
    return int(offset.total_seconds()) // 60


def are_now(now: datetime, utc_offset: int | None) -> bool:
    """Whether `now` is a time to write to somebody at `utc_offset` minutes east of UTC; None: anywhere."""
    if utc_offset is None:
        return True
    there = now.astimezone(timezone(timedelta(minutes=utc_offset)))
    return there.weekday() < _SATURDAY and _FIRST_HOUR <= there.hour < _LAST_HOUR
