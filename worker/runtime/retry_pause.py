"""How long the loops of a worker wait between two tries, and who may end that."""

import random
import threading
from time import monotonic

from worker.store.database.database_errors import DatabaseUnavailableError

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 300.0
_ATTENTIVE_SECONDS = 1.0  # after which somebody who waits looks up


class Rest:
    """A wait of one loop, which others may end."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._over = threading.Event()
        self._for_database = False

    def take(self, seconds: float, error: Exception | None = None) -> None:
        """Wait so long, after that `error` if any; `stop` and `end` end it."""
        self._for_database = isinstance(error, DatabaseUnavailableError)
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0 and not self._over.is_set():
            if self._stop.wait(min(left, _ATTENTIVE_SECONDS)):
                break
        self._for_database = False
        self._over.clear()

    def end(self) -> None:
        """Let it be over."""
        self._over.set()

    def end_if_due_to_database(self) -> None:
        """Let it be over where the database was away."""
        if self._for_database:
            self._over.set()


class Pause:
    """How long to wait before the next try: longer each time, and never the same for two loops."""

    def __init__(self) -> None:
        self._seconds = _FIRST_PAUSE

    def next(self) -> float:
        """Seconds to wait now."""
        seconds = self._seconds
        self._seconds = min(seconds * 2, _LONGEST_PAUSE)
        return seconds * random_factor()

    def reset(self) -> None:
        """It worked again."""
        self._seconds = _FIRST_PAUSE


def random_factor() -> float:
    """About one, so that no two loops try in step."""
    return random.uniform(0.7, 1.3)  # noqa: S311 -- no secret hangs on it
