"""What every page tells at a glance: what waits, and whether the workers are well."""

from dataclasses import dataclass

from worker.services import health
from worker.services.house import House
from worker.services.letters import FOR_A_PERSON
from worker.services.queueing import FLAGGED_ALONE, FOR_STAFF
from worker.store.queue import Filter

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What stands in the head of a page."""

    for_you: int  #: requests that wait for staff
    letters: int  #: that wait for a person; no more than 100 are counted
    parts: tuple[health.Part, ...]  #: of the running workers; none when nothing runs
    pulse: str  #: another one as soon as anything that staff see has changed


def glance(house: House) -> Glance:
    """How things stand now."""
    with house.store.read() as tx:
        wanted = Filter(states=FOR_STAFF, flagged_states=FLAGGED_ALONE)
        return Glance(
            for_you=tx.queue.counts(wanted, "mark").total(),
            letters=tx.letters.count(FOR_A_PERSON, _MOST),
            parts=health.parts(house, tx),
            pulse=tx.pulse(),
        )


def pulse(house: House) -> str:
    """The pulse alone: cheap enough to be taken each second."""
    with house.store.read() as tx:
        return tx.pulse()
