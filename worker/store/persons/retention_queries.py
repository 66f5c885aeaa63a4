"""What has been kept for long enough: found, and removed in small pieces."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, exists, func, or_, select, update

from worker.requests.request_model import CLOUD_INTEREST_FORM, ON_THE_LIST, Disposition, LetterState, State
from worker.store.tables.queue_schema import saved_views, searches
from worker.store.tables.schema import (
    ledger,
    ledger_events,
    letters,
    mailboxes,
    polls,
    raw_messages,
    requests,
)

_CLOSED = (State.COMPLETED, State.REJECTED, State.WITHDRAWN, State.EXPIRED)
#: Letters that somebody still decides about keep their request as it is.
_WAITING = (
    LetterState.QUEUED,
    LetterState.SENDING,
    LetterState.DEFERRED,
    LetterState.HELD,
    LetterState.UNCERTAIN,
    LetterState.FAILED,
)


class RetentionQueries:
    """What is kept for how long, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def raw_mail_before(self, before: datetime, most: int) -> list[int]:
        """Ledger entries with bytes of mail whose request has been closed since then; at most so many."""
        mail = raw_messages.join(ledger, ledger.c.id == raw_messages.c.ledger_id)
        of_request = mail.join(requests, requests.c.id == ledger.c.request_id)
        closed = select(raw_messages.c.ledger_id).select_from(of_request).where(_closed_before(before))
        set_aside = ledger.c.disposition == Disposition.QUARANTINED
        loose = select(raw_messages.c.ledger_id).select_from(mail)
        loose = loose.where(ledger.c.request_id.is_(None), ledger.c.seen_at < before, ~set_aside)
        found = self._connection.execute(closed.limit(most)).scalars().all()
        return [*found, *self._connection.execute(loose.limit(most - len(found))).scalars()]

    def drop_raw_mail(self, entry_ids: list[int]) -> None:
        """Remove the bytes of this mail."""
        self._connection.execute(delete(raw_messages).where(raw_messages.c.ledger_id.in_(entry_ids)))

    def requests_before(self, before: datetime, most: int) -> list[int]:
        """Requests closed since then that hold values of a person; none with a letter that waits."""
        waits = exists().where(letters.c.request_id == requests.c.id, letters.c.state.in_(_WAITING))
        personal = requests.c.requester != ""
        query = select(requests.c.id).where(_closed_before(before), personal, ~waits)
        return [*self._connection.execute(query.order_by(requests.c.id).limit(most)).scalars()]

    def drop_searches(self, before: datetime, kept: datetime) -> None:
        """Remove what was searched for before, with its views; and what is in no view since `kept`."""
        old = select(searches.c.id).where(searches.c.made_at < before)
        self._connection.execute(delete(saved_views).where(saved_views.c.search.in_(old)))
        viewed = exists().where(saved_views.c.search == searches.c.id)
        gone = or_(searches.c.made_at < before, and_(searches.c.made_at < kept, ~viewed))
        self._connection.execute(delete(searches).where(gone))

    def floors_before(self, before: datetime) -> Iterator[tuple[str, str, int, int]]:
        """How far each folder's ledger can end: mailbox, folder, UIDVALIDITY and the last UID of those days.

        Below it everything was taken in before then, and nothing is set aside.
        """
        for row in self._connection.execute(select(mailboxes).where(mailboxes.c.backlog_done)):
            here = _of(row.name, row.folder, row.uid_validity)
            stays = (ledger.c.seen_at >= before) | (ledger.c.disposition == Disposition.QUARANTINED)
            first = self._connection.execute(select(func.min(ledger.c.uid)).where(here, stays)).scalar()
            floor = min(row.cursor_uid, (first or row.cursor_uid + 1) - 1)
            if floor > row.floor_uid:
                yield row.name, row.folder, row.uid_validity, floor

    def ledger_below(self, name: str, folder: str, uid_validity: int, floor: int, most: int) -> list[int]:
        """Entries at or below that floor that nothing else is kept for."""
        below = _of(name, folder, uid_validity) & (ledger.c.uid <= floor)
        return [*self._connection.execute(_alone(below).limit(most)).scalars()]

    def raise_floor(self, name: str, folder: str, uid_validity: int, floor: int, before: datetime) -> None:
        """What lies at or below it, and was received before then, is history for polls and sweeps alike."""
        here = (
            (mailboxes.c.name == name)
            & (mailboxes.c.folder == folder)
            & (mailboxes.c.uid_validity == uid_validity)
        )
        self._connection.execute(update(mailboxes).where(here).values(floor_uid=floor))
        earlier = mailboxes.c.read_since.is_(None) | (mailboxes.c.read_since < before)
        self._connection.execute(update(mailboxes).where(here, earlier).values(read_since=before))

    def drop_entries(self, entry_ids: list[int]) -> None:
        """Remove entries of the ledger."""
        self._connection.execute(delete(ledger_events).where(ledger_events.c.ledger_id.in_(entry_ids)))
        self._connection.execute(delete(ledger).where(ledger.c.id.in_(entry_ids)))

    def drop_headings(self, most: int) -> int:
        """Forget from whom mail of others came, and under which subject; how many rows."""
        some = select(ledger.c.id).where(ledger.c.sender.is_not(None)).limit(most)
        gone = update(ledger).where(ledger.c.id.in_(some)).values(sender=None, subject=None)
        return self._connection.execute(gone).rowcount

    def polls_before(self, before: datetime) -> int:
        """How many accounts of polls are older."""
        return self._connection.execute(select(func.count()).where(polls.c.at < before)).scalar_one()

    def drop_polls(self, before: datetime) -> None:
        """Remove the accounts of polls that are older."""
        self._connection.execute(delete(polls).where(polls.c.at < before))


def _closed_before(before: datetime) -> ColumnElement[bool]:
    """Closed since then, for good; who is on the list of Cloud users is not forgotten for being silent."""
    listed = (requests.c.form == CLOUD_INTEREST_FORM) & requests.c.state.in_(ON_THE_LIST)
    return requests.c.state.in_(_CLOSED) & ~listed & (requests.c.updated_at < before)


def _of(name: str, folder: str, uid_validity: int) -> ColumnElement[bool]:
    return (ledger.c.mailbox == name) & (ledger.c.folder == folder) & (ledger.c.uid_validity == uid_validity)


def _alone(condition: ColumnElement[bool]) -> Select[tuple[int]]:
    kept = exists().where(raw_messages.c.ledger_id == ledger.c.id)
    of_somebody = exists().where(requests.c.id == ledger.c.request_id, requests.c.requester != "")
    return select(ledger.c.id).where(condition, ~kept, ~of_somebody)
