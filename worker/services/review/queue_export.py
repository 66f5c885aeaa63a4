"""All of a list of the queue, as CSV."""

from collections.abc import Iterator
from dataclasses import replace

from worker.services.contexts import ReviewContext
from worker.services.csv_export import as_csv
from worker.services.review import queue_view
from worker.services.review.queue_view import QueueLine, QueueQuery
from worker.services.row_lists import Row, format_time
from worker.store.queue.queue_search import Filter
from worker.store.transactions import Transaction

_MOST = 100_000
_PIECE = 500

#: What is told of a request in the CSV file.
COLUMNS = (
    "reference",
    "form",
    "state",
    "requester",
    "name",
    "organization",
    "missing",
    "attention",
    "assigned_to",
    "created_at",
    "updated_at",
)


def export(services: ReviewContext, wish: QueueQuery) -> str:
    """Every request that the wish fits as CSV, in its order; at most 100,000 of them."""
    return as_csv(COLUMNS, _exported(services, wish))


def find_listed(services: ReviewContext, tx: Transaction, wish: QueueQuery) -> Iterator[int]:
    """The ids of the requests that the wish fits, in its order."""
    return (line.row.id for line in _lines(services, tx, wish))


def _exported(services: ReviewContext, wish: QueueQuery) -> Iterator[Row]:
    with services.store.read() as tx:
        yield from (_told(line) for line in _lines(services, tx, wish))


def _lines(services: ReviewContext, tx: Transaction, wish: QueueQuery) -> Iterator[QueueLine]:
    _, ids, _ = queue_view.searched(tx, wish)
    wanted = queue_view.filter_of(services, wish, ids)
    return (_by_verdict if wish.by_verdict else _pieces)(services, tx, wish, wanted)


def _pieces(
    services: ReviewContext, tx: Transaction, wish: QueueQuery, wanted: Filter
) -> Iterator[QueueLine]:
    told, place = 0, None
    sorting = replace(queue_view.sorting_of(wish), backwards=False)
    pairs = tx.queue.counts(wanted, "state", "form")
    while told < _MOST and (rows := tx.queue.page(wanted, replace(sorting, after=place), _PIECE, pairs)):
        yield from queue_view.judge_rows(services, tx, rows)
        told, place = told + len(rows), queue_view.place(wish, rows[-1])


def _by_verdict(
    services: ReviewContext, tx: Transaction, wish: QueueQuery, wanted: Filter
) -> Iterator[QueueLine]:
    """Looked at twice: so many are not held at once, only the ids of each verdict."""
    ranks: dict[int, list[int]] = {}
    for line in _pieces(services, tx, wish, wanted):
        ranks.setdefault(queue_view.rank_verdict(line), []).append(line.row.id)
    for rank in sorted(ranks, reverse=wish.newest_first):
        for start in range(0, len(ranks[rank]), _PIECE):
            piece = Filter(ids=tuple(ranks[rank][start : start + _PIECE]))
            yield from _pieces(services, tx, wish, piece)


def _told(line: QueueLine) -> Row:
    row = line.row
    return {
        "reference": row.reference,
        "form": row.form,
        "state": str(row.state),
        "requester": row.address,
        "name": row.name,
        "organization": row.organization,
        "missing": list(line.missing),
        "attention": [str(reason) for reason in row.attention],
        "assigned_to": row.assigned_to,
        "created_at": format_time(row.created_at),
        "updated_at": format_time(row.updated_at),
    }
