"""What waits for a person, each pile with its count and its oldest ones: what a digest is made of.

Of a customer it tells no more than the organization's name.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from worker.letters.notices import Pile, Waiting
from worker.notices.words import lasting
from worker.requests.values import OPEN_STATES, LetterState, State
from worker.services.house import House
from worker.store.queue import ANY, Filter, Sorting
from worker.store.queue import Waiting as Row
from worker.store.queue_queries import EVERY
from worker.store.rows import Letter
from worker.store.store import Transaction

_SHOWN = 5  # of each pile
_COUNTED = 1000  # letters at most

_REQUESTS = (
    ("ready", "ready_for_review", Filter(states=(State.READY_FOR_REVIEW,), mark=EVERY)),
    ("approved", "approved", Filter(states=(State.APPROVED,), mark=EVERY)),
    (
        "attention",
        "attention",
        Filter(states=tuple(state for state in State if state in OPEN_STATES), mark=ANY),
    ),
)


def piles(house: House, tx: Transaction) -> tuple[Pile, ...]:
    """Every pile that has something on it."""
    found = [
        *(_of_requests(house, tx, name, tab, wanted) for name, tab, wanted in _REQUESTS),
        letters(house, tx, LetterState.HELD),
        letters(house, tx, LetterState.UNCERTAIN),
        letters(house, tx, LetterState.FAILED),
        _of_messages(house, tx),
    ]
    return tuple(pile for pile in found if pile.count)


def letters(house: House, tx: Transaction, state: LetterState) -> Pile:
    """The letters that stand in that state."""
    count = tx.letters.count([state], _COUNTED)
    oldest = tuple(islice(tx.letters.listed([state]), _SHOWN)) if count else ()
    told = tuple(_letter(house, tx, letter) for letter in oldest)
    return Pile(name=state, count=count, oldest=told, more=count - len(told))


def _of_requests(house: House, tx: Transaction, name: str, tab: str, wanted: Filter) -> Pile:
    pairs = tx.queue.counts(wanted, "state", "form")
    rows = tx.queue.page(wanted, Sorting(), _SHOWN, pairs)
    return Pile(
        name=name,
        count=pairs.total(),
        oldest=tuple(_request(house, row) for row in rows),
        more=pairs.total() - len(rows),
        link=house.public_url and f"{house.public_url}/queue?state={tab}",
    )


def _of_messages(house: House, tx: Transaction) -> Pile:
    found = sorted(tx.ledger.set_aside().items())
    return Pile(
        name="quarantine",
        count=sum(count for _, (count, _) in found),
        oldest=tuple(_messages(house, found)),
    )


def _messages(house: House, found: list[tuple[str, tuple[int, datetime]]]) -> Iterator[Waiting]:
    for mailbox, (count, first) in found:
        what = f"{count} in mailbox {mailbox}"
        yield Waiting(reference="", what=what, waits=lasting(house.clock() - first))


def _request(house: House, row: Row) -> Waiting:
    return Waiting(
        reference=row.reference,
        organization=row.organization,
        waits=lasting(house.clock() - row.created_at),
        link=_link(house, row.reference),
    )


def _letter(house: House, tx: Transaction, letter: Letter) -> Waiting:
    request = tx.requests.get(letter.request_id)
    reference = request.reference if request else ""
    organization = request.fields.get("organization") if request else None
    return Waiting(
        reference=reference,
        organization=str(organization.value or "") if organization else "",
        what=str(letter.kind),
        waits=lasting(house.clock() - letter.created_at),
        link=_link(house, reference),
    )


def _link(house: House, reference: str) -> str:
    return f"{house.public_url}/requests/{reference}" if house.public_url and reference else ""
