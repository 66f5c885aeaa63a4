"""Work that is done again and again, or once a night, whatever happens to the wall clock.

APScheduler says when, and goes by the wall clock; so what notices that the clock was set makes the schedule
anew. The wall clock says when it is night, and it is never believed alone.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from time import monotonic

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from worker import log

_log = log.get(__name__)
#: A night's work is done once in a night, however often the clock passes its hour ...
_SHORTEST_DAY = timedelta(hours=12)
#: ... and is not put off for ever by a clock that stands or goes back.
_LONGEST_DAY = timedelta(hours=36)
#: Both clocks differ by more than drift and small corrections explain.
_JUMP_SECONDS = 30.0


class PeriodicTask:
    """One piece of work, for a thread of its own: done when it is due, and never twice at once.

    It is due when a `PeriodicSchedule` says so, or, where it is `unscheduled`, so many seconds of the
    monotonic clock after it was done.
    """

    def __init__(
        self, name: str, seconds: float, work: Callable[[], object], *, unscheduled: bool = False
    ) -> None:
        self.name = name
        self.seconds = seconds
        self._unscheduled = unscheduled
        self._work = work
        self._due = threading.Event()
        self._stop = False

    def run_now(self) -> None:
        """Let it run now; for another thread."""
        self._due.set()

    def end(self) -> None:
        """End `run`, after the work that is being done."""
        self._stop = True
        self._due.set()

    def run(self) -> None:
        """Do the work whenever it is due, until `end` is called."""
        while True:
            self._due.wait(self.seconds if self._unscheduled else None)
            self._due.clear()
            if self._stop:
                return
            try:
                self._work()
            except Exception as error:  # noqa: BLE001 -- a thread that ends would be work that nobody does
                _log.error("periodic_work_failed", part=self.name, problem=type(error).__name__)


class PeriodicSchedule:
    """When each piece of work is due: at once, and then again and again."""

    def __init__(self, tasks: Sequence[PeriodicTask]) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            # Without a grace time a job that starts a second late would be left out.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for task in tasks:
            self._scheduler.add_job(task.run_now, _FixedDelay(task.seconds), next_run_time=datetime.now(UTC))

    def start(self) -> None:
        """Start the schedule."""
        self._scheduler.start()

    def run_all_now(self) -> None:
        """Make all tasks due now: the clock was set, and the planned times mean nothing any more."""
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))

    def end(self) -> None:
        """Stop the schedule, without waiting for work that is being done."""
        self._scheduler.shutdown(wait=False)


class _FixedDelay(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """So many seconds from now each time: runs that a jump of the clock skipped are not made up for."""

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self._pause


@dataclass(slots=True)
class NightlyDueTime:
    """Whether a night's work is due, by the hour of the wall clock and by the time that has really passed."""

    hour: int  #: of the wall clock's own zone
    began: datetime  #: on the wall clock
    monotonic: Callable[[], float] = monotonic
    _done_on: date = field(init=False)
    _done_at: float = field(init=False)
    _first: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        self._done_on = self._night_of(self.began)
        self._done_at = self.monotonic()

    def is_due(self, now: datetime) -> bool:
        """Whether the work is due now; if so it counts as done from then on."""
        passed = timedelta(seconds=self.monotonic() - self._done_at)
        night = self._night_of(now)
        enough = self._first or passed >= _SHORTEST_DAY
        if not (passed >= _LONGEST_DAY or (night > self._done_on and enough)):
            return False
        self._done_on, self._done_at, self._first = night, self.monotonic(), False
        return True

    def _night_of(self, moment: datetime) -> date:
        """The day whose hour has passed last."""
        return (moment - timedelta(hours=self.hour)).date()


class ClockWatch:
    """Notices when the wall clock is set, by the monotonic clock beside it."""

    def __init__(self, wall: Callable[[], datetime], steady: Callable[[], float] = monotonic) -> None:
        self._wall = wall
        self._steady = steady
        self._last = wall(), steady()

    def check(self) -> timedelta:
        """By how much the clock was set since the last check; zero where it runs as it should."""
        now = self._wall(), self._steady()
        then, self._last = self._last, now
        jump = (now[0] - then[0]) - timedelta(seconds=now[1] - then[1])
        return jump if abs(jump.total_seconds()) >= _JUMP_SECONDS else timedelta()
