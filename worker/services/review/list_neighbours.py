"""Where a request stands in the list that somebody opened it from, and what stands before and after it."""

from dataclasses import dataclass, replace
from datetime import datetime

from worker.requests.request_model import Request
from worker.services.contexts import RecordContext
from worker.services.review import queue_view
from worker.store.queue.queue_search import QueueRow

_MOST_BEFORE = 300  # requests that are counted to tell which of a list one is


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A request of a list, and where it stands in the list's order."""

    reference: str
    place: tuple[datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNeighbours:
    """Where a request stands in the list that it was opened from."""

    before: Neighbour | None
    after: Neighbour | None
    number: int | None  #: which one of the list it is; None where it is none of it any more, or far down
    total: int | None  #: how many the list has; None where that is not known without looking


def find_beside(services: RecordContext, wish: queue_view.QueueQuery, request: Request) -> ListNeighbours:
    """The neighbours of a request in the wish's list, where `wish.after` is its place, or was.

    UsageError when the list's search is not known any more.
    """
    request_id = request.id or 0
    with services.store.read() as tx:
        _, ids, _ = queue_view.searched(tx, wish)
        wanted, here = queue_view.filter_of(services, wish, ids), queue_view.sorting_of(wish)
        pairs = tx.queue.counts(wanted, "state", "form")
        back = replace(here, backwards=True)
        after = [row for row in tx.queue.page(wanted, here, 2, pairs) if row.id != request_id]
        before = [row for row in tx.queue.page(wanted, back, 2, pairs) if row.id != request_id]
        number = tx.queue.count_before(wanted, here, _MOST_BEFORE, pairs)
        known = number < _MOST_BEFORE and tx.queue.fits(wanted, request_id)
        return ListNeighbours(
            before=_neighbour(wish, before[-1]) if before else None,
            after=_neighbour(wish, after[0]) if after else None,
            number=number + 1 if known else None,
            total=None if wish.waiting_days else pairs.total(),
        )


def _neighbour(wish: queue_view.QueueQuery, row: QueueRow) -> Neighbour:
    return Neighbour(reference=row.reference, place=queue_view.place(wish, row))
