"""The clock of this machine: whether other clocks agree, and the repair of times after it was set."""

from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from worker import log
from worker.services.contexts import RecordContext
from worker.services.monitoring import worker_health

_log = log.get(__name__)
#: The name of the heartbeat about the clock.
PART = "clock"
_TOLERANCE = timedelta(minutes=5)
#: How long a change of the clock is reported: what was stored before it has wrong times.
_REPORT_SECONDS = 600.0
_GOOD_FOR = 120  # seconds
#: After a jump ahead, how long nobody is reminded and nothing expires, unless another clock confirms the
#: time.
_DOUBT_SECONDS = 3600.0
_JUMP = timedelta(hours=1)


def find_disagreement(services: RecordContext) -> str:
    """Why this machine's clock seems wrong, for people; empty when nothing is known against it.

    It is compared with PostgreSQL's clock, and with the arrival of the newest message (INTERNALDATE).
    """
    with services.store.read() as tx:
        now, database, arrived = services.clock(), tx.clock(), tx.ledger.newest_arrival()
    advice = "set this machine's clock, and let it follow a time server"
    if database is not None and abs(now - database) > _TOLERANCE:
        return f"this machine's clock is {_describe_offset(now - database)} the database's; {advice}"
    if arrived is not None and arrived - now > _TOLERANCE:
        return (
            f"this machine's clock is {_describe_offset(now - arrived)} the last message's arrival; {advice}"
        )
    return ""


def mend_times(services: RecordContext) -> None:
    """Bring forward letters and notices whose next attempt was stored while the clock was ahead."""
    with services.store.write() as tx:
        letters, notices = (
            tx.letters.bring_forward(services.clock()),
            tx.notices.bring_forward(services.clock()),
        )
    if letters or notices:
        _log.warning("brought_forward", letters=letters, notices=notices)


def _describe_offset(difference: timedelta) -> str:
    seconds = abs(int(difference.total_seconds()))
    return f"{timedelta(seconds=seconds)} {'ahead of' if difference > timedelta() else 'behind'}"


@dataclass(slots=True)
class ClockTrouble:
    """What one worker knows about its clock. Threads share it."""

    services: RecordContext
    _last_change: str = ""  # how the clock was set last
    _report_until: float = float("-inf")
    _doubted_until: float = float("-inf")
    _disagreement: str = ""

    def begin(self) -> None:
        """Compare with other clocks, and repair the times that a wrong clock left in the database."""
        mend_times(self.services)
        self._disagreement = find_disagreement(self.services)
        if self._disagreement:
            _log.warning("clock_disagrees", problem=self._disagreement)
            self._doubted_until = monotonic() + _DOUBT_SECONDS

    def was_set(self, by: timedelta) -> None:
        """The clock was set by so much while this worker ran."""
        seconds = round(by.total_seconds())
        _log.error("clock_set", by_seconds=seconds)
        self._last_change = f"{'ahead' if seconds > 0 else 'back'} by {timedelta(seconds=abs(seconds))}"
        self._report_until = monotonic() + _REPORT_SECONDS
        if by > _JUMP:
            self._doubted_until = monotonic() + _DOUBT_SECONDS
        self.begin()

    @property
    def is_doubtful(self) -> bool:
        """Whether the clock may be ahead: for an hour, unless the database's says that it is right."""
        return monotonic() < self._doubted_until and not _is_confirmed(self.services)

    def tell(self) -> None:
        """Leave a heartbeat that says what is wrong with the clock, or that it is right again."""
        if self._disagreement:
            self._disagreement = find_disagreement(self.services)
        recent = monotonic() < self._report_until
        moved = f"the clock of this machine was set {self._last_change}; see that it follows a time server"
        worker_health.beat(self.services, PART, _GOOD_FOR, self._disagreement or (moved if recent else ""))


def _is_confirmed(services: RecordContext) -> bool:
    with services.store.read() as tx:
        database = tx.clock()
    return database is not None and abs(services.clock() - database) <= _TOLERANCE
