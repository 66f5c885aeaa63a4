"""What waits for a person, each pile with its count and its oldest ones: what a digest is made of.

Of a customer it tells no more than the organization's name.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from worker.letters.notice_context import WaitingItem, WaitingPile
from worker.notices.durations import format_duration
from worker.requests.request_model import OPEN_STATES, LetterState, State
from worker.services.contexts import ClockContext, LinkContext
from worker.store.queue.notification_table import NotificationKind, StaffNotification
from worker.store.queue.queue_queries import EVERY
from worker.store.queue.queue_search import ANY, Filter, Sorting
from worker.store.queue.queue_search import QueueRow as Row
from worker.store.records import Letter
from worker.store.transactions import Transaction

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


def find_piles(services: LinkContext, tx: Transaction) -> tuple[WaitingPile, ...]:
    """Every pile that has something on it."""
    found = [
        *(_of_requests(services, tx, name, tab, wanted) for name, tab, wanted in _REQUESTS),
        find_letters(services, tx, LetterState.HELD),
        find_letters(services, tx, LetterState.UNCERTAIN),
        find_letters(services, tx, LetterState.FAILED),
        _of_mentions(services, tx),
        _of_messages(services, tx),
    ]
    return tuple(pile for pile in found if pile.count)


def find_letters(services: LinkContext, tx: Transaction, state: LetterState) -> WaitingPile:
    """The letters in that state."""
    count = tx.letters.count([state], _COUNTED)
    oldest = tuple(islice(tx.letters.listed([state]), _SHOWN)) if count else ()
    items = tuple(_letter(services, tx, letter) for letter in oldest)
    return WaitingPile(name=state, count=count, oldest=items, more=count - len(items))


def _of_requests(services: LinkContext, tx: Transaction, name: str, tab: str, wanted: Filter) -> WaitingPile:
    pairs = tx.queue.counts(wanted, "state", "form")
    rows = tx.queue.page(wanted, Sorting(), _SHOWN, pairs)
    return WaitingPile(
        name=name,
        count=pairs.total(),
        oldest=tuple(_request(services, row) for row in rows),
        more=pairs.total() - len(rows),
        link=services.public_url and f"{services.public_url}/queue?state={tab}",
    )


def _of_mentions(services: LinkContext, tx: Transaction) -> WaitingPile:
    oldest = tx.notifications.unseen(NotificationKind.MENTION, _SHOWN)
    items = tuple(make_item(services, mention, f"{mention.staff}, by {mention.who}") for mention in oldest)
    count = tx.notifications.count_unseen(NotificationKind.MENTION)
    return WaitingPile(name="mentions", count=count, oldest=items, more=count - len(items))


def make_item(services: LinkContext, notification: StaffNotification, what: str) -> WaitingItem:
    """A notification on the pages as an item of a mail to staff."""
    return WaitingItem(
        reference=notification.reference,
        what=what,
        waits=format_duration(services.clock() - notification.at),
        link=_link(services, notification.reference),
    )


def _of_messages(services: ClockContext, tx: Transaction) -> WaitingPile:
    found = sorted(tx.ledger.set_aside().items())
    return WaitingPile(
        name="quarantine",
        count=sum(count for _, (count, _) in found),
        oldest=tuple(_messages(services, found)),
    )


def _messages(services: ClockContext, found: list[tuple[str, tuple[int, datetime]]]) -> Iterator[WaitingItem]:
    for mailbox, (count, first) in found:
        what = f"{count} in mailbox {mailbox}"
        yield WaitingItem(reference="", what=what, waits=format_duration(services.clock() - first))


def _request(services: LinkContext, row: Row) -> WaitingItem:
    return WaitingItem(
        reference=row.reference,
        organization=row.organization,
        waits=format_duration(services.clock() - row.created_at),
        link=_link(services, row.reference),
    )


def _letter(services: LinkContext, tx: Transaction, letter: Letter) -> WaitingItem:
    request = tx.requests.get(letter.request_id)
    reference = request.reference if request else ""
    organization = request.fields.get("organization") if request else None
    return WaitingItem(
        reference=reference,
        organization=str(organization.value or "") if organization else "",
        what=str(letter.kind),
        waits=format_duration(services.clock() - letter.created_at),
        link=_link(services, reference),
    )


def _link(services: LinkContext, reference: str) -> str:
    return f"{services.public_url}/requests/{reference}" if services.public_url and reference else ""
