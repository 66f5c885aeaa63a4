"""What every page tells at a glance: what waits, and whether the workers are well."""

from dataclasses import dataclass

from worker.requests.values import OPEN_STATES
from worker.services import health
from worker.services.house import House
from worker.services.letters import FOR_A_PERSON
from worker.store.queue import Filter

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What stands in the head of a page."""

    open: int  #: requests that wait for somebody
    letters: int  #: that wait for a person; no more than 100 are counted
    parts: tuple[health.Part, ...]  #: of the running workers; none when nothing runs


def glance(house: House) -> Glance:
    """How things stand now."""
    with house.store.read() as tx:
        wanted = Filter(states=tuple(sorted(OPEN_STATES)))
        return Glance(
            open=tx.queue.counts(wanted, "mark").total(),
            letters=tx.letters.count(FOR_A_PERSON, _MOST),
            parts=health.parts(house, tx),
        )
