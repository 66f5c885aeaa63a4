"""How long the loops of a worker wait between two tries."""

import random
import threading
from time import monotonic

from worker.store.database.database_errors import DatabaseUnavailableError

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 300.0
_ATTENTIVE_SECONDS = 1.0  # how soon a wait notices that it was ended


class LoopWait:
    """A wait of one loop that other threads may end."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._ended = threading.Event()
        self._for_database = False

    def wait(self, seconds: float, error: Exception | None = None) -> None:
        """Wait until the seconds are over, `stop` is set or `end` called; `error` is why it waits, if any."""
        self._for_database = isinstance(error, DatabaseUnavailableError)
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0 and not self._ended.is_set():
            if self._stop.wait(min(left, _ATTENTIVE_SECONDS)):
                break
        self._for_database = False
        self._ended.clear()

    def end(self) -> None:
        """End the wait."""
        self._ended.set()

    def end_if_due_to_database(self) -> None:
        """End the wait, if it was because of the database."""
        if self._for_database:
            self._ended.set()


class RetryPause:
    """How long to wait before the next try: longer each time, and never the same for two loops."""

    def __init__(self) -> None:
        self._seconds = _FIRST_PAUSE

    def next_seconds(self) -> float:
        """Seconds to wait now."""
        seconds = self._seconds
        self._seconds = min(seconds * 2, _LONGEST_PAUSE)
        return seconds * random_factor()

    def reset(self) -> None:
        """Begin with the shortest pause again: it worked."""
        self._seconds = _FIRST_PAUSE


def random_factor() -> float:
    """About one, so that no two loops try in step."""
    return random.uniform(0.7, 1.3)  # noqa: S311 -- no secret hangs on it
