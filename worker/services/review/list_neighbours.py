"""Where a request stands in the list that somebody opened it from, and what stands before and after it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from worker.requests.request_model import Request
from worker.services.contexts import ReviewContext
from worker.services.review import queue_view
from worker.store.queue.queue_search import Filter, QueueRow
from worker.store.transactions import Transaction

_MOST_BEFORE = 300  # requests that are counted to tell which of a list one is


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A request of a list, and where it stands in the list's order."""

    reference: str
    place: tuple[datetime, int]
    rank: int | None = None  #: its verdict, in a list by verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNeighbours:
    """Where a request stands in the list that it was opened from."""

    before: Neighbour | None
    after: Neighbour | None
    number: int | None  #: which one of the list it is; None where it is none of it any more, or far down
    total: int | None  #: how many the list has; None where that is not known without looking


def find_beside(services: ReviewContext, wish: queue_view.QueueQuery, request: Request) -> ListNeighbours:
    """The neighbours of a request in the wish's list, whose place is, or was, `wish.after` and `wish.rank`.

    UsageError when the list's search is not known any more.
    """
    request_id = request.id or 0
    with services.store.read() as tx:
        _, ids, _ = queue_view.searched(tx, wish)
        wanted, here = queue_view.filter_of(services, wish, ids), queue_view.sorting_of(wish)
        pairs = tx.queue.counts(wanted, "state", "form")
        if wish.by_verdict:
            return _beside_judged(services, tx, wish, wanted, pairs, request_id)
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


def _beside_judged(
    services: ReviewContext,
    tx: Transaction,
    wish: queue_view.QueueQuery,
    wanted: Filter,
    pairs: Collection[tuple[str, ...]],
    request_id: int,
) -> ListNeighbours:
    """The same in the order of verdicts, which is known of one page alone."""
    rows = tx.queue.page(wanted, queue_view.sorting_of(wish), queue_view.MOST_JUDGED, pairs)
    lines = queue_view.in_verdict_order(wish, queue_view.judge_rows(services, tx, rows))
    sign = -1 if wish.newest_first else 1
    here = (sign * wish.rank, wish.after) if wish.after else None
    before, after, listed = [], [], False
    for line in lines:
        if line.row.id == request_id:
            listed = True
        elif here and (sign * queue_view.rank_verdict(line), queue_view.place(wish, line.row)) < here:
            before.append(line)
        else:
            after.append(line)
    return ListNeighbours(
        before=_judged(wish, before[-1]) if before else None,
        after=_judged(wish, after[0]) if after else None,
        number=len(before) + 1 if listed else None,
        total=len(lines),
    )


def _judged(wish: queue_view.QueueQuery, line: queue_view.QueueLine) -> Neighbour:
    place, rank = queue_view.place(wish, line.row), queue_view.rank_verdict(line)
    return Neighbour(reference=line.row.reference, place=place, rank=rank)


def _neighbour(wish: queue_view.QueueQuery, row: QueueRow) -> Neighbour:
    return Neighbour(reference=row.reference, place=queue_view.place(wish, row))
