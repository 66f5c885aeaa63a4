"""The circuit breaker: how many automatic letters an hour may see before further ones are held."""

from dataclasses import dataclass
from datetime import timedelta

from worker.services.house import House
from worker.store.store import Transaction

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """How it stands."""

    letters: int  #: automatic ones within the last hour, without those that are held
    limit: int  #: `policy.letters_per_hour`

    @property
    def open(self) -> bool:
        """Whether a letter that is written now is held; a limit of none is no breaker but a choice."""
        return 0 < self.limit <= self.letters

    @property
    def told(self) -> str:
        """In words, whether open or closed."""
        count = f"{self.letters} of {self.limit} automatic letters in the last hour"
        return f"the circuit breaker is {'open' if self.open else 'closed'}: {count}"

    @property
    def problem(self) -> str:
        """What is wrong when it is open; else empty."""
        return f"{self.told} (policy.letters_per_hour); further ones are held" if self.open else ""


def state(house: House, tx: Transaction) -> Breaker:
    """How it stands now."""
    letters = tx.letters.automatic_since(house.clock() - HOUR)
    return Breaker(letters=letters, limit=house.policy.letters_per_hour)
