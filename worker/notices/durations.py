"""Times and lengths of time as a person says them."""

from datetime import datetime, timedelta, tzinfo

_UNITS = ((86_400, "day"), (3600, "hour"), (60, "minute"))


def format_duration(time: timedelta) -> str:
    """In one unit: "3 days"; what is below two of a unit is told in the next smaller one, as "30 hours"."""
    seconds = int(time.total_seconds())
    if seconds < 60:
        return "less than a minute"
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= 2 * size), _UNITS[-1])
    count = seconds // size
    return f"{count} {unit}" + ("" if count == 1 else "s")


def format_moment(when: datetime, zone: tzinfo) -> str:
    """By the clock of `zone`: "Monday, 2 March 2026, 09:12 CET"."""
    local = when.astimezone(zone)
    return f"{local:%A}, {local.day} {local:%B %Y, %H:%M %Z}"
