"""When the digest is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from worker.notices.digest_schedule import find_digest_day
from worker.notices.durations import format_duration, format_moment
from worker.notices.values import DigestSchedule

BERLIN = ZoneInfo("Europe/Berlin")
AT_EIGHT = DigestSchedule(at=time(8), zone=BERLIN)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-03-02T06:59", None),
        ("2026-03-02T07:00", date(2026, 3, 2)),
        ("2026-03-02T22:59", date(2026, 3, 2)),
        ("2026-03-02T23:00", None),  # a new day there, before its time
        ("2026-07-06T06:00", date(2026, 7, 6)),  # in summer an hour earlier
        ("2026-03-07T12:00", None),  # Saturday
        ("2026-03-08T12:00", None),
        ("2026-03-09T07:00", date(2026, 3, 9)),
    ],
)
def test_the_digest_is_due_once_a_working_day_by_the_deployers_clock(now: str, day: date | None) -> None:
    assert find_digest_day(AT_EIGHT, at(now)) == day


def test_weekends_count_where_staff_work_on_them() -> None:
    every_day = DigestSchedule(at=time(8), zone=BERLIN, weekdays_only=False)
    assert find_digest_day(every_day, at("2026-03-07T12:00")) == date(2026, 3, 7)


def test_the_hour_that_is_there_twice_brings_one_day() -> None:
    early = DigestSchedule(at=time(2, 30), zone=BERLIN, weekdays_only=False)
    assert {find_digest_day(early, at(f"2026-10-25T0{hour}:40")) for hour in range(3)} == {date(2026, 10, 25)}


def test_the_hour_that_is_left_out_brings_its_digest_all_the_same() -> None:
    early = DigestSchedule(at=time(2, 30), zone=BERLIN, weekdays_only=False)
    assert find_digest_day(early, at("2026-03-29T01:00")) == date(2026, 3, 29)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "less than a minute"),
        (-5, "less than a minute"),
        (1, "1 minute"),
        (119, "119 minutes"),
        (120, "2 hours"),
        (47 * 60, "47 hours"),
        (48 * 60, "2 days"),
        (10 * 24 * 60, "10 days"),
    ],
)
def test_a_length_of_time_is_said_in_one_unit(minutes: int, words: str) -> None:
    assert format_duration(timedelta(minutes=minutes)) == words


def test_a_time_is_said_by_the_clock_of_the_deployer() -> None:
    assert format_moment(at("2026-03-02T08:12"), BERLIN) == "Monday, 2 March 2026, 09:12 CET"
