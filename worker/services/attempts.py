"""How often sign-ins failed of late, and how long the next one has to wait.

Counted by where somebody comes from, and by the name they give from there; never by a name alone, so that
guessing at a name keeps nobody out who has it. Kept in memory, for as many keys as fit.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

Key = tuple[str, ...]

_FORGOTTEN = timedelta(hours=1)
_FIRST = timedelta(seconds=5)
_LONGEST = timedelta(minutes=15)
_MOST_KEYS = 20_000


@dataclass(slots=True)
class _Count:
    failures: int
    last: datetime
    until: datetime


class Attempts:
    """Failed attempts by key. Threads share it."""

    def __init__(self) -> None:
        self._counts: OrderedDict[Key, _Count] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, keys: Mapping[Key, int], now: datetime) -> timedelta:
        """How long an attempt has to wait; one that may go on counts as failed until it `succeeded`.

        `keys` says for each key how many failures cost nothing. Each further one doubles the wait.
        """
        with self._lock:
            waits = [count.until - now for key in keys if (count := self._known(key, now))]
            if (wait := max(waits, default=timedelta())) > timedelta():
                return wait
            for key, free in keys.items():
                self._fail(key, free, now)
            return timedelta()

    def succeeded(self, keys: Mapping[Key, int], forgiven: Key = ()) -> None:
        """It was them: `forgiven` starts afresh, the other keys lose this attempt alone."""
        with self._lock:
            for key in keys:
                if (count := self._counts.get(key)) is not None:
                    count.failures -= 1
                    count.until = count.last
            self._counts.pop(forgiven, None)

    def _known(self, key: Key, now: datetime) -> _Count | None:
        count = self._counts.get(key)
        if count is not None and now - count.last > _FORGOTTEN:
            del self._counts[key]
            return None
        return count

    def _fail(self, key: Key, free: int, now: datetime) -> None:
        count = self._counts.setdefault(key, _Count(0, now, now))
        count.failures += 1
        count.last = now
        beyond = count.failures - free
        # The exponent is bounded too: two to the power of a thousand failures is no span of time.
        count.until = now + min(_FIRST * 2 ** min(beyond, 20), _LONGEST) if beyond >= 0 else now
        self._counts.move_to_end(key)
        while len(self._counts) > _MOST_KEYS:
            self._counts.popitem(last=False)
