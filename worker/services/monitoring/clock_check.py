"""The clock of this machine: whether others agree, and what is mended when it was set."""

from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from worker import log
from worker.services.contexts import RecordContext
from worker.services.monitoring import worker_health

_log = log.get(__name__)
#: The part of a worker that tells about the clock.
PART = "clock"
_AGREE = timedelta(minutes=5)
#: So long it is told that the clock was set: what was written before bears wrong times.
_TOLD_SECONDS = 600.0
_GOOD_FOR = 120  # seconds
#: So long nobody is reminded and nothing expires after the clock jumped ahead, unless others say it is right.
_DOUBT_SECONDS = 3600.0
_AHEAD = timedelta(hours=1)


def find_disagreement(services: RecordContext) -> str:
    """Why this machine's clock seems wrong, for people; empty when nothing is known against it.

    Beside it are held PostgreSQL's clock and the arrival of the last messages, which mail servers write down.
    """
    with services.store.read() as tx:
        now, database, arrived = services.clock(), tx.clock(), tx.ledger.newest_arrival()
    advice = "set this machine's clock, and let it follow a time server"
    if database is not None and abs(now - database) > _AGREE:
        return f"this machine's clock is {_off(now - database)} the database's; {advice}"
    if arrived is not None and arrived - now > _AGREE:
        return f"this machine's clock is {_off(now - arrived)} the last message's arrival; {advice}"
    return ""


def mend_times(services: RecordContext) -> None:
    """Let nothing wait for a time that was written while the clock was ahead."""
    with services.store.write() as tx:
        letters, notices = (
            tx.letters.bring_forward(services.clock()),
            tx.notices.bring_forward(services.clock()),
        )
    if letters or notices:
        _log.warning("brought_forward", letters=letters, notices=notices)


def _off(difference: timedelta) -> str:
    seconds = abs(int(difference.total_seconds()))
    return f"{timedelta(seconds=seconds)} {'ahead of' if difference > timedelta() else 'behind'}"


@dataclass(slots=True)
class ClockTrouble:
    """What one worker knows about its clock. Threads share it."""

    services: RecordContext
    _moved: str = ""  # how the clock was set last
    _told_until: float = float("-inf")
    _doubted_until: float = float("-inf")
    _wrong: str = ""

    def begin(self) -> None:
        """Look at other clocks, and mend what a wrong one left behind."""
        mend_times(self.services)
        self._wrong = find_disagreement(self.services)
        if self._wrong:
            _log.warning("clock_disagrees", problem=self._wrong)
            self._doubted_until = monotonic() + _DOUBT_SECONDS

    def was_set(self, by: timedelta) -> None:
        """The clock was set by so much while this worker ran."""
        seconds = round(by.total_seconds())
        _log.error("clock_set", by_seconds=seconds)
        self._moved = f"{'ahead' if seconds > 0 else 'back'} by {timedelta(seconds=abs(seconds))}"
        self._told_until = monotonic() + _TOLD_SECONDS
        if by > _AHEAD:
            self._doubted_until = monotonic() + _DOUBT_SECONDS
        self.begin()

    @property
    def is_doubtful(self) -> bool:
        """Whether the clock may be ahead: for an hour, unless the database's says that it is right."""
        return monotonic() < self._doubted_until and not _is_confirmed(self.services)

    def tell(self) -> None:
        """Leave a heartbeat that says what is wrong with the clock, and that all is well when it is over."""
        if self._wrong:
            self._wrong = find_disagreement(self.services)
        recent = monotonic() < self._told_until
        moved = f"the clock of this machine was set {self._moved}; see that it follows a time server"
        worker_health.beat(self.services, PART, _GOOD_FOR, self._wrong or (moved if recent else ""))


def _is_confirmed(services: RecordContext) -> bool:
    with services.store.read() as tx:
        database = tx.clock()
    return database is not None and abs(services.clock() - database) <= _AGREE
