"""When the digest is due, by the clock and the calendar of the deployer."""

from datetime import date, datetime

from worker.notices.values import DigestSchedule

_SATURDAY = 5


def find_digest_day(schedule: DigestSchedule, now: datetime) -> date | None:
    """The day whose digest is due by now; None before its time of day, and on days without one.

    A worker that was away at that time is late; it makes up for it on the same day.
    """
    local = now.astimezone(schedule.zone)
    if local.time() < schedule.at or (schedule.weekdays_only and local.weekday() >= _SATURDAY):
        return None
    return local.date()
