"""A dry run: what the next poll would do, by doing it and undoing it.

The mailbox is opened read-only, and the transaction is rolled back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from worker.mailbox.session import Session, open_session
from worker.requests.values import Disposition
from worker.services.finding import Source, Unread, fetch, find, meeting
from worker.services.house import House
from worker.services.ingest import Arrival, Outcome, arrival, take
from worker.store.rows import MailboxState, Place
from worker.store.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the next poll would do with one message."""

    mailbox: str
    uid: int
    disposition: Disposition
    reason: str
    letters: tuple[str, ...] = ()  #: kinds of letters that it would queue
    held: tuple[str, ...] = ()  #: for each letter why it would be held; empty where it would go out


def plan(house: House, source: Source) -> list[Planned]:
    """What `poll` would do with this mailbox now. Changes nothing anywhere."""
    with open_session(source.settings) as session:
        seen = list(_look(house, source, session))
    with house.store.rehearse() as tx:
        return [one if isinstance(one, Planned) else _planned(one, take(house, tx, one)) for one in seen]


def _look(house: House, source: Source, session: Session) -> Iterator[Arrival | Planned]:
    status = session.select(source.settings.folder, readonly=True)
    with house.store.read() as tx:
        found = find(tx, session, _state(tx, source, status.uid_validity, status.uid_next))
    for one, raw in fetch(session, found, source.max_bytes):
        if isinstance(raw, Unread):
            yield _unread(one.place, raw)
            continue
        try:
            yield arrival(house, one.place, one.info.internal_date, raw)
        except Exception as error:  # noqa: BLE001 -- as a poll would set it aside
            reason = f"could not be read: {type(error).__name__}"
            yield _unread(one.place, Unread(disposition=Disposition.QUARANTINED, reason=reason))


def _state(tx: Transaction, source: Source, uid_validity: int, uid_next: int) -> MailboxState:
    name = source.settings.name
    known = tx.mailboxes.state(name, uid_validity)
    return known or meeting(source, uid_validity, uid_next, tx.mailboxes.first_met(name))


def _planned(arrived: Arrival, outcome: Outcome | None) -> Planned:
    place = arrived.place
    if outcome is None:
        reason = "taken in by another worker meanwhile"
        return _unread(place, Unread(disposition=Disposition.DUPLICATE, reason=reason))
    return Planned(
        mailbox=place.mailbox,
        uid=place.uid,
        disposition=outcome.disposition,
        reason=outcome.reason,
        letters=tuple(draft.kind for draft in outcome.letters),
        held=tuple(draft.held for draft in outcome.letters),
    )


def _unread(place: Place, why: Unread) -> Planned:
    return Planned(mailbox=place.mailbox, uid=place.uid, disposition=why.disposition, reason=why.reason)
