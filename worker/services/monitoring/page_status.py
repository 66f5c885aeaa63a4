"""What the head of every page shows: how much waits, and whether the workers are well."""

from dataclasses import dataclass

from worker.services.contexts import RecordContext, StoreContext
from worker.services.monitoring import worker_health
from worker.services.outbox.outbox_decisions import FOR_A_PERSON
from worker.services.review.queue_view import FLAGGED_ALONE, FOR_STAFF
from worker.store.queue.queue_search import Filter

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStatus:
    """What stands in the head of a page."""

    for_you: int  #: requests that wait for staff
    letters: int  #: that wait for a person; no more than 100 are counted
    mentions: int  #: of the person who looks at the page, and not seen yet
    parts: tuple[worker_health.WorkerPart, ...]  #: of the running workers; none when nothing runs
    pulse: str  #: the change token: another one as soon as anything that staff see has changed


def find_page_status(services: RecordContext, who: str) -> PageStatus:
    """The status now, for the person named `who`."""
    with services.store.read() as tx:
        wanted = Filter(states=FOR_STAFF, flagged_states=FLAGGED_ALONE)
        return PageStatus(
            for_you=tx.queue.counts(wanted, "mark").total(),
            letters=tx.letters.count(FOR_A_PERSON, _MOST),
            mentions=tx.notifications.count(who),
            parts=worker_health.list_parts(services, tx),
            pulse=tx.pulse(),
        )


def find_change_token(services: StoreContext) -> str:
    """Only the change token: cheap enough to be asked for each second."""
    with services.store.read() as tx:
        return tx.pulse()
