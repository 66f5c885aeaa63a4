"""Failed sign-ins of late, how long the next attempt has to wait, and turns in a line of attempts.

Kept in memory, for up to 20,000 keys; the oldest are forgotten first.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Key = tuple[str, ...]

_FORGOTTEN_AFTER = timedelta(hours=1)
_DAY = timedelta(days=1)
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=15)
_MOST_KEYS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginAllowance:
    """What a key may do before it has to wait."""

    free: int  #: failures that cost nothing; each further one doubles the wait
    daily: bool = (
        False  #: whether a day after the first failure all are forgotten, else an hour after the last
    )


@dataclass(slots=True)
class _Count:
    failures: int
    first: datetime
    last: datetime
    until: datetime
    daily: bool

    def is_over(self, now: datetime) -> bool:
        return now - self.first > _DAY if self.daily else now - self.last > _FORGOTTEN_AFTER


class LoginThrottle:
    """Failed attempts by key. Threads share it."""

    def __init__(self) -> None:
        self._counts: OrderedDict[Key, _Count] = OrderedDict()
        self._turns: OrderedDict[Key, datetime] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, keys: Mapping[Key, LoginAllowance], now: datetime) -> timedelta:
        """How long an attempt has to wait; zero: it may go on, and counts as failed until it `succeeded`."""
        with self._lock:
            if (wait := self._wait(keys, now)) > timedelta():
                return wait
            self._count_failure(keys, now)
            return timedelta()

    def begin_late(self, keys: Mapping[Key, LoginAllowance], now: datetime) -> None:
        """An attempt that goes on although it would have to wait; it counts as failed, too."""
        with self._lock:
            self._count_failure(keys, now)

    def wait(self, key: Key, now: datetime) -> timedelta:
        """How long attempts with this one key have to wait."""
        with self._lock:
            return self._wait([key], now)

    def failed_lately(self, key: Key, now: datetime) -> bool:
        """Whether there is a failure by that key."""
        with self._lock:
            return self._find_count(key, now) is not None

    def take_turn(self, line: Key, apart: timedelta, patience: timedelta, now: datetime) -> timedelta:
        """Take the next turn in a line where turns are `apart` from each other; returns how long to wait.

        A wait longer than `patience` takes no turn: the attempt has to be repeated later.
        """
        with self._lock:
            wait = max(self._turns.get(line, now) - now, timedelta())
            if wait <= patience:
                self._turns[line] = now + wait + apart
                self._turns.move_to_end(line)
                _drop_oldest(self._turns)
            return wait

    def succeeded(self, keys: Mapping[Key, LoginAllowance], forgiven: Key = ()) -> None:
        """An attempt succeeded: it does not count as failed any more, and `forgiven` starts afresh."""
        with self._lock:
            for key in keys:
                if (count := self._counts.get(key)) is not None:
                    count.failures -= 1
                    count.until = count.last
            self._counts.pop(forgiven, None)

    def _wait(self, keys: Iterable[Key], now: datetime) -> timedelta:
        waits = [count.until - now for key in keys if (count := self._find_count(key, now))]
        return max([*waits, timedelta()])

    def _find_count(self, key: Key, now: datetime) -> _Count | None:
        count = self._counts.get(key)
        if count is not None and count.is_over(now):
            del self._counts[key]
            return None
        return count

    def _count_failure(self, keys: Mapping[Key, LoginAllowance], now: datetime) -> None:
        for key, allowed in keys.items():
            count = self._counts.setdefault(key, _Count(0, now, now, now, allowed.daily))
            count.failures += 1
            count.last = now
            paid_failures = count.failures - allowed.free
            # The exponent is bounded too: two to the power of a thousand failures is no span of time.
            count.until = (
                now + min(_FIRST_WAIT * 2 ** min(paid_failures, 20), _LONGEST_WAIT)
                if paid_failures >= 0
                else now
            )
            self._counts.move_to_end(key)
        _drop_oldest(self._counts)


def _drop_oldest(kept: OrderedDict[Key, Any]) -> None:
    while len(kept) > _MOST_KEYS:
        kept.popitem(last=False)
