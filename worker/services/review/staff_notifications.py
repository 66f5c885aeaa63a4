"""Who of the staff is told of a request: a note names them, or it is given to them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from worker.requests.request_model import Event
from worker.requests.staff.colleague_mentions import find_mentioned
from worker.services.contexts import RecordContext, StoreContext
from worker.services.request_lookup import look_up_request
from worker.store.queue.notification_table import NotificationKind, StaffNotification, by_ids, on
from worker.store.transactions import Transaction

_KEPT = timedelta(days=90)  # once it was seen
_KEPT_UNSEEN = timedelta(days=365)  # the note itself stays in the request's history
_MOST = 100  # that a page shows


def find_named(tx: Transaction, words: str, by: str) -> tuple[str, ...]:
    """The colleagues whom the words of a note name, but for who wrote them."""
    if "@" not in words:
        return ()
    names = [row.name for row in tx.staff.listed()]
    return tuple(name for name in find_mentioned(words, names) if name != by)


def tell_named(tx: Transaction, request_id: int, note: Event, names: Sequence[str]) -> None:
    """Tell those whom a note names; who writes one has seen what others wrote to them there."""
    tx.notifications.see(note.who, note.at, on(request_id, NotificationKind.MENTION))
    forget_old(tx, note.at)
    for name in names:
        tx.notifications.add(request_id, name, NotificationKind.MENTION, note.who, note.at)


def forget_old(tx: Transaction, now: datetime) -> None:
    """Nobody looks for these any more."""
    tx.notifications.forget_before(now - _KEPT, now - _KEPT_UNSEEN)


def list_for(services: StoreContext, name: str) -> tuple[StaffNotification, ...]:
    """What somebody was told, what they have not seen first."""
    with services.store.read() as tx:
        return tx.notifications.of_staff(name, _MOST)


def count_for(services: StoreContext, name: str) -> int:
    """How much of it they have not seen."""
    with services.store.read() as tx:
        return tx.notifications.count(name)


def open_request(services: RecordContext, request_id: int, name: str) -> tuple[StaffNotification, ...]:
    """The notes that name them and that they have not settled; that it is theirs they see by opening it."""
    with services.store.read() as tx:
        found = tx.notifications.on_request(name, request_id)
    if any(one.what is NotificationKind.ASSIGNED for one in found):
        with services.store.write() as tx:
            tx.notifications.see(name, services.clock(), on(request_id, NotificationKind.ASSIGNED))
    return tuple(one for one in found if one.what is NotificationKind.MENTION)


def see(services: RecordContext, name: str, ids: Collection[int]) -> None:
    """They have seen these."""
    with services.store.write() as tx:
        tx.notifications.see(name, services.clock(), by_ids(ids))


def see_all(services: RecordContext, name: str) -> None:
    """They have seen each."""
    with services.store.write() as tx:
        tx.notifications.see(name, services.clock())


def see_on_request(services: RecordContext, reference: str, name: str) -> None:
    """They have seen the notes on this request that name them."""
    with services.store.write() as tx:
        request_id = look_up_request(tx, reference).id or 0
        tx.notifications.see(name, services.clock(), on(request_id, NotificationKind.MENTION))
