"""How long a database is waited for, which may be shortened while it is."""

from dataclasses import dataclass
from math import inf
from time import monotonic

#: Longer than a statement may take at the server, so that its own word of it arrives.
_ANSWER_SECONDS = 35.0


@dataclass(slots=True)
class Patience:
    """How long the connections of one engine wait for an answer or a lock. Threads share it."""

    seconds: float = _ANSWER_SECONDS
    ends_at: float = inf  #: by `monotonic`; from then on nothing is waited for

    @property
    def left(self) -> float:
        """Seconds until nothing is waited for."""
        return self.ends_at - monotonic()

    def hurry(self, seconds: float) -> None:
        """Let everything that waits, and will wait, end within so many seconds."""
        self.ends_at = monotonic() + seconds
