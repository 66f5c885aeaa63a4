"""Work that goes on whatever anybody does to the clock on the wall."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.servers.machinery import wait_until
from worker.runtime.periodic_tasks import ClockWatch, NightlyDueTime, PeriodicSchedule, PeriodicTask

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = 3600.0
DAY = 24 * HOUR


@dataclass
class Time:
    """Two clocks, of which one can be set."""

    wall: datetime = NOON
    steady: float = 0.0

    def pass_by(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += timedelta(seconds=seconds)

    def set_by(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)


SET = [-3 * 365 * DAY, -2 * DAY, -DAY, -HOUR, -60.0, -31.0, 31.0, 60.0, HOUR, DAY, 30 * DAY, 3 * 365 * DAY]


@pytest.mark.parametrize("seconds", SET)
def test_a_clock_that_is_set_is_noticed_once(seconds: float) -> None:
    time = Time()
    watch = ClockWatch(lambda: time.wall, lambda: time.steady)
    time.pass_by(15)
    assert watch.check() == timedelta()
    time.set_by(seconds)
    time.pass_by(15)
    assert watch.check() == timedelta(seconds=seconds)
    time.pass_by(15)
    assert watch.check() == timedelta()


@pytest.mark.parametrize("drift", [-5.0, -0.01, 0.0, 0.01, 5.0])
def test_a_clock_that_drifts_is_as_it_should_be(drift: float) -> None:
    time = Time()
    watch = ClockWatch(lambda: time.wall, lambda: time.steady)
    for _ in range(100):
        time.pass_by(15)
        time.set_by(drift)
        assert watch.check() == timedelta()


def nights(time: Time, nightly: NightlyDueTime, days: float) -> int:
    """How often the night's work was done."""
    done = 0
    for _ in range(int(days * 24 * 6)):
        time.pass_by(600)
        done += nightly.is_due(time.wall)
    return done


def test_each_night_has_its_work_at_its_hour() -> None:
    time = Time()
    nightly = NightlyDueTime(2, time.wall, lambda: time.steady)
    assert nights(time, nightly, 0.5) == 0
    assert nights(time, nightly, 0.2) == 1
    assert time.wall.hour < 7
    assert nights(time, nightly, 10) == 10


@pytest.mark.parametrize("seconds", SET)
def test_a_clock_that_is_set_neither_stops_nor_floods_the_nights(seconds: float) -> None:
    time = Time()
    nightly = NightlyDueTime(2, time.wall, lambda: time.steady)
    nights(time, nightly, 3)
    time.set_by(seconds)
    assert 3 <= nights(time, nightly, 5) <= 6


def test_a_clock_that_goes_back_and_forth_floods_no_night() -> None:
    time = Time()
    nightly = NightlyDueTime(2, time.wall, lambda: time.steady)
    done = 0
    for turn in range(200):
        time.set_by(DAY if turn % 2 else -DAY)
        done += nights(time, nightly, 1 / 24)
    assert 5 <= done <= 17


def test_a_clock_that_stands_still_puts_no_night_off_for_ever() -> None:
    time = Time()
    nightly = NightlyDueTime(2, time.wall, lambda: time.steady)
    for _ in range(6 * 24 * 6):
        time.steady += 600
        if nightly.is_due(time.wall):
            return
    pytest.fail("nothing was done for six days")


def test_periodic_work_outlives_what_goes_wrong_with_it_and_ends_when_told() -> None:
    done: list[int] = []

    def work() -> None:
        done.append(1)
        raise MemoryError

    periodic = PeriodicTask("work", 0.001, work, unscheduled=True)
    thread = threading.Thread(target=periodic.run)
    thread.start()
    wait_until(lambda: len(done) > 3, "more work")
    periodic.end()
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def scheduled() -> Iterator[tuple[PeriodicSchedule, list[int]]]:
    """A schedule of work that is due once an hour, and what was done of it."""
    done: list[int] = []
    work = PeriodicTask("work", HOUR, lambda: done.append(1))
    schedule, thread = PeriodicSchedule([work]), threading.Thread(target=work.run)
    thread.start()
    schedule.start()
    wait_until(lambda: len(done) == 1, "the first time")
    yield schedule, done
    schedule.end()
    work.end()
    thread.join(10)
    assert not thread.is_alive()


def test_all_is_due_when_the_schedule_is_made_anew(scheduled: tuple[PeriodicSchedule, list[int]]) -> None:
    schedule, done = scheduled
    schedule.run_all_now()
    wait_until(lambda: len(done) == 2, "the second time")


@pytest.mark.parametrize("seconds", [-2 * DAY, 3 * 365 * DAY])
def test_a_clock_that_is_set_makes_work_neither_wait_nor_run_again_and_again(
    scheduled: tuple[PeriodicSchedule, list[int]], seconds: float
) -> None:
    schedule, done = scheduled
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=seconds)):
        schedule.run_all_now()
        wait_until(lambda: len(done) == 2, "the second time")
        schedule.run_all_now()
        wait_until(lambda: len(done) == 3, "the third time")
