"""What members of staff were told of requests, and whether they have seen it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, func, insert, or_, select, update

from worker.store.tables.schema import events, requests
from worker.store.tables.staff_schema import staff_notifications


class NotificationKind(StrEnum):
    """Why somebody is told of a request."""

    MENTION = "mention"  #: a note of a colleague's names them
    ASSIGNED = "assigned"  #: a colleague gave it to them


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNotification:
    """One thing that somebody was told."""

    id: int
    staff: str  #: who was told
    request_id: int
    what: NotificationKind
    who: str  #: by whom
    at: datetime
    seen_at: datetime | None = None
    reference: str = ""
    requester: str = ""
    words: str = ""  #: of the note


_T = staff_notifications.c
_UNSEEN = _T.seen_at.is_(None)
_NOTE = and_(
    events.c.request_id == _T.request_id,
    events.c.at == _T.at,
    events.c.who == _T.who,
    events.c.what == "note",
)
_ROWS = (
    select(
        staff_notifications,
        requests.c.reference,
        requests.c.requester,
        requests.c.requester_name,
        events.c.why,
    )
    .join(requests, requests.c.id == _T.request_id)
    .outerjoin(events, _NOTE)
)


class NotificationTable:
    """Notifications within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request_id: int, staff: str, what: NotificationKind, who: str, at: datetime) -> None:
        """Tell somebody."""
        values = {"request_id": request_id, "staff": staff, "what": what, "who": who, "at": at}
        self._connection.execute(insert(staff_notifications).values(**values))

    def count(self, staff: str) -> int:
        """How many they have not seen."""
        query = select(func.count()).select_from(staff_notifications).where(_T.staff == staff, _UNSEEN)
        return int(self._connection.execute(query).scalar_one())

    def of_staff(self, staff: str, most: int) -> tuple[StaffNotification, ...]:
        """The newest ones of somebody, those that they have not seen first."""
        query = _ROWS.where(_T.staff == staff).order_by(_UNSEEN.desc(), _T.id.desc())
        return self._load(query.limit(most))

    def on_request(self, staff: str, request_id: int) -> tuple[StaffNotification, ...]:
        """What somebody has not seen of one request, oldest first."""
        query = _ROWS.where(_T.staff == staff, _T.request_id == request_id, _UNSEEN)
        return self._load(query.order_by(_T.id))

    def unseen(self, what: NotificationKind, most: int) -> tuple[StaffNotification, ...]:
        """The oldest that those who were told have not seen yet; at most so many."""
        return self._load(_ROWS.where(_T.what == what, _UNSEEN).order_by(_T.id).limit(most))

    def count_unseen(self, what: NotificationKind) -> int:
        """How many there are of these."""
        query = select(func.count()).select_from(staff_notifications).where(_T.what == what, _UNSEEN)
        return int(self._connection.execute(query).scalar_one())

    def unmailed(self, most: int) -> tuple[StaffNotification, ...]:
        """Requests that were given to somebody who has neither seen it nor been written to; no more."""
        query = _ROWS.where(_T.what == NotificationKind.ASSIGNED, _UNSEEN, _T.mailed_at.is_(None))
        return self._load(query.order_by(_T.id).limit(most))

    def note_mailed(self, ids: Collection[int], at: datetime) -> None:
        """A mail has told them, or it is too late for one."""
        if ids:
            done = update(staff_notifications).where(_T.id.in_(ids)).values(mailed_at=at)
            self._connection.execute(done)

    def see(self, staff: str, at: datetime, *which: ColumnElement[bool]) -> None:
        """They have seen all that fits `which`; each of their own without any."""
        mine = update(staff_notifications).where(_T.staff == staff, _UNSEEN, *which)
        self._connection.execute(mine.values(seen_at=at))

    def withdraw_assignment(self, request_id: int) -> None:
        """It belongs to somebody else by now: who has not seen that it was theirs need not."""
        gone = (_T.request_id == request_id) & (_T.what == NotificationKind.ASSIGNED) & _UNSEEN
        self._connection.execute(delete(staff_notifications).where(gone))

    def forget_before(self, seen: datetime, told: datetime) -> None:
        """Forget what was seen before the one, and what anybody was told before the other."""
        self._connection.execute(delete(staff_notifications).where(or_(_T.seen_at < seen, _T.at < told)))

    def forget_staff(self, staff: str) -> None:
        """Somebody is no member of staff any more."""
        self._connection.execute(delete(staff_notifications).where(_T.staff == staff))

    def _load(self, query: Select[Any]) -> tuple[StaffNotification, ...]:
        found = {row.id: _notification(row) for row in self._connection.execute(query)}
        return tuple(found.values())


def by_ids(ids: Collection[int]) -> ColumnElement[bool]:
    """Those of these ids."""
    return _T.id.in_(ids)


def on(request_id: int, what: NotificationKind) -> ColumnElement[bool]:
    """Those of one kind about one request."""
    return (_T.request_id == request_id) & (_T.what == what)


def _notification(row: Row[Any]) -> StaffNotification:
    return StaffNotification(
        id=row.id,
        staff=row.staff,
        request_id=row.request_id,
        what=NotificationKind(row.what),
        who=row.who,
        at=row.at,
        seen_at=row.seen_at,
        reference=row.reference,
        requester=row.requester_name or row.requester,
        words=row.why or "",
    )
