"""Where a request stands in the list that somebody opened it from, and what stands before and after it."""

from dataclasses import dataclass, replace
from datetime import datetime

from worker.requests.values import Request
from worker.services import queueing
from worker.services.house import House
from worker.store.queue import Waiting

_MOST_BEFORE = 300  # requests that are counted to tell which of a list one is


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A request of a list, and where it stands in the list's order."""

    reference: str
    place: tuple[datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Where a request stands in the list that it was opened from."""

    before: Neighbour | None
    after: Neighbour | None
    number: int | None  #: which one of the list it is; None where it is none of it any more, or far down
    total: int | None  #: how many the list has; None where that is not known without looking


def find_beside(house: House, wish: queueing.Wish, request: Request) -> Beside:
    """The neighbours of a request in the wish's list, where `wish.after` is its place, or was.

    UsageError when the list's search is not known any more.
    """
    request_id = request.id or 0
    with house.store.read() as tx:
        _, ids, _ = queueing.searched(tx, wish)
        wanted, here = queueing.filter_of(house, wish, ids), queueing.sorting_of(wish)
        pairs = tx.queue.counts(wanted, "state", "form")
        back = replace(here, backwards=True)
        after = [row for row in tx.queue.page(wanted, here, 2, pairs) if row.id != request_id]
        before = [row for row in tx.queue.page(wanted, back, 2, pairs) if row.id != request_id]
        number = tx.queue.count_before(wanted, here, _MOST_BEFORE, pairs)
        known = number < _MOST_BEFORE and tx.queue.fits(wanted, request_id)
        return Beside(
            before=_neighbour(wish, before[-1]) if before else None,
            after=_neighbour(wish, after[0]) if after else None,
            number=number + 1 if known else None,
            total=None if wish.waiting_days else pairs.total(),
        )


def _neighbour(wish: queueing.Wish, row: Waiting) -> Neighbour:
    return Neighbour(reference=row.reference, place=queueing.place(wish, row))
