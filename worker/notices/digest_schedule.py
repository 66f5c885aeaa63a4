"""When the digest is due, by the clock and the calendar of the deployer."""

from datetime import date, datetime

from worker.notices.values import DigestSchedule

_SATURDAY = 5


def digest_day(schedule: DigestSchedule, now: datetime) -> date | None:
    """The day whose digest is due by now, unless it was written; None before its time, and on days without.

    A worker that was away at that time is late; it makes up for it on the same day.
    """
    there = now.astimezone(schedule.zone)
    if there.time() < schedule.at or (schedule.weekdays_only and there.weekday() >= _SATURDAY):
        return None
    return there.date()
