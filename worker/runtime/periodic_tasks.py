"""What is done again and again, or once a night, whatever anybody does to the clock on the wall.

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
#: Further apart than clocks drift, or are corrected by the way.
_PARTED_SECONDS = 30.0


class PeriodicTask:
    """One piece of work and its thread, a daemon's: done when it is due, and never twice at once.

    It is due as a `PeriodicSchedule` says, or so many seconds of the monotonic clock after it was done
    (`by_itself`).
    """

    def __init__(
        self, name: str, seconds: float, work: Callable[[], object], *, by_itself: bool = False
    ) -> None:
        self.name = name
        self.seconds = seconds
        self._by_itself = by_itself
        self._work = work
        self._due = threading.Event()
        self._stop = False

    def hurry(self) -> None:
        """Do it now; for another thread."""
        self._due.set()

    def end(self) -> None:
        """Do it no more."""
        self._stop = True
        self._due.set()

    def live(self) -> None:
        """Until `end` is called."""
        while True:
            self._due.wait(self.seconds if self._by_itself else None)
            self._due.clear()
            if self._stop:
                return
            try:
                self._work()
            except Exception as error:  # noqa: BLE001 -- a thread that ends would be work that nobody does
                _log.error("periodic_work_failed", part=self.name, problem=type(error).__name__)


class PeriodicSchedule:
    """When each piece of work is due: at once, and then again and again."""

    def __init__(self, works: Sequence[PeriodicTask]) -> None:
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            # Without a grace time a job that starts a second late would be left out.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for work in works:
            self._scheduler.add_job(work.hurry, _Pause(work.seconds), next_run_time=datetime.now(UTC))

    def begin(self) -> None:
        """Let it count."""
        self._scheduler.start()

    def begin_anew(self) -> None:
        """All is due now: the clock was set, and the times that were planned mean nothing any more."""
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))

    def end(self) -> None:
        """Nothing is due any more; what is being done is not waited for."""
        self._scheduler.shutdown(wait=False)


class _Pause(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """So many seconds from now: a clock that was set ahead makes up for nothing that it skipped."""

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self._pause


@dataclass(slots=True)
class Nightly:
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
        """Whether it is to be done now; it counts as done then."""
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

    def look(self) -> timedelta:
        """By how much the clock was set since the last look; zero where it goes as it should."""
        now = self._wall(), self._steady()
        then, self._last = self._last, now
        parted = (now[0] - then[0]) - timedelta(seconds=now[1] - then[1])
        return parted if abs(parted.total_seconds()) >= _PARTED_SECONDS else timedelta()
