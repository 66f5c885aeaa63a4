"""The circuit breaker: how many automatic letters an hour may see before further ones are held.

All letters together have one limit, and those to strangers a lower one of their own. What goes to customers
is stopped by letters to customers alone, so that no stranger can use up what is theirs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.requests.request_model import LetterPool, Policy

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)  #: how exactly the time of a letter is counted
_ALL = "letters_per_hour"
_STRANGERS = "letters_to_strangers_per_hour"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerState:
    """How one limit stands."""

    key: str  #: of the configuration: "letters_per_hour"
    letters: int  #: within the last hour, without those that are held
    limit: int

    @property
    def open(self) -> bool:
        """Whether a letter that is written now is held; a limit of 0 holds each."""
        return self.letters >= self.limit

    @property
    def tripped(self) -> bool:
        """Whether it is open because so many letters went out; a limit of 0 is no trouble but a choice."""
        return self.open and self.limit > 0

    @property
    def reason(self) -> str:
        """Why a letter is held, in words."""
        whom = " to strangers" if self.key == _STRANGERS else ""
        return f"{self.limit} automatic letters{whom} an hour (policy.{self.key})"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerStates:
    """How all limits stand."""

    all: BreakerState  #: of all letters together; open, it holds those to strangers
    customers: BreakerState  #: of letters to customers alone, by the same limit
    experts: BreakerState  #: of letters to Experts alone, by the same limit
    returning: BreakerState
    strangers: BreakerState

    def stopping(self, pool: LetterPool) -> tuple[BreakerState, ...]:
        """Those that hold a letter of `pool`; none when it may go."""
        limits = {
            LetterPool.CUSTOMERS: (self.customers,),
            LetterPool.EXPERTS: (self.experts,),
            LetterPool.RETURNING: (self.all, self.returning),
            LetterPool.STRANGERS: (self.all, self.strangers),
        }
        return tuple(limit for limit in limits[pool] if limit.open)


def judge_breakers(letters: Mapping[LetterPool, int], policy: Policy) -> BreakerStates:
    """How the limits stand by how many automatic letters each pool had in the last hour."""

    def state(key: str, count: int) -> BreakerState:
        limit = policy.letters_per_hour if key == _ALL else policy.letters_to_strangers_per_hour
        return BreakerState(key=key, letters=count, limit=limit)

    return BreakerStates(
        all=state(_ALL, sum(letters.values())),
        customers=state(_ALL, letters.get(LetterPool.CUSTOMERS, 0)),
        experts=state(_ALL, letters.get(LetterPool.EXPERTS, 0)),
        returning=state(_STRANGERS, letters.get(LetterPool.RETURNING, 0)),
        strangers=state(_STRANGERS, letters.get(LetterPool.STRANGERS, 0)),
    )


def closes_at(minutes: Sequence[tuple[datetime, int]], limit: int) -> datetime | None:
    """When a limit that is open closes by itself; None while it is closed, and of a limit of 0.

    `minutes` says how many letters went out in which minute of the last hour, the oldest first.
    """
    left = sum(number for _, number in minutes)
    if left < limit or limit == 0:
        return None
    for minute, number in minutes:
        left -= number
        if left < limit:
            return minute + MINUTE + HOUR
    return None
