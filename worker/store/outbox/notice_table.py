"""Notices to staff, and what is remembered of each trouble."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from worker.notices.values import NoticeKind, NoticeState, Trouble, TroubleFact, TroubleStanding
from worker.store.database.insert_once import insert_once
from worker.store.tables.notice_schema import notices, troubles

#: Longer than any notice is put off at a time.
_LONGEST_WAIT = timedelta(hours=5)
_DUE = (NoticeState.QUEUED, NoticeState.DEFERRED)
_ENDED = (NoticeState.SENT, NoticeState.UNCERTAIN, NoticeState.FAILED, NoticeState.BOUNCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """A mail to staff that is written already."""

    cause: str  #: what it is about and when; no cause has two notices
    kind: NoticeKind
    to: tuple[str, ...]
    message_id: str
    raw: bytes
    created_at: datetime
    state: NoticeState = NoticeState.QUEUED


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A mail to staff and how it goes."""

    id: int
    cause: str
    kind: NoticeKind
    state: NoticeState
    to: tuple[str, ...]
    message_id: str
    attempts: int
    claimed_by: str | None
    claimed_at: datetime | None
    last_error: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A trouble, and the last alert of it."""

    standing: TroubleStanding
    notice: Notice | None

    @property
    def waits(self) -> bool:
        """Whether that alert has not gone out yet."""
        return self.notice is not None and self.notice.state in _DUE


class NoticeTable:
    """Notices and troubles within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, notice: NewNotice) -> int | None:
        """Queue a notice; None when its cause has one already."""
        row = insert_once(self._connection.dialect.name, notices).values(
            cause=notice.cause,
            kind=notice.kind,
            state=notice.state,
            recipients=list(notice.to),
            message_id=notice.message_id,
            raw=notice.raw,
            attempts=0,
            next_attempt_at=notice.created_at,
            last_error="",
            created_at=notice.created_at,
        )
        added = row.on_conflict_do_nothing(index_elements=["cause"]).returning(notices.c.id)
        return self._connection.execute(added).scalar()

    def is_known(self, cause: str) -> bool:
        """Whether there was a notice of this cause."""
        query = select(notices.c.id).where(notices.c.cause == cause)
        return self._connection.execute(query).scalar() is not None

    def next_due(self) -> datetime | None:
        """When the next notice is to be tried; None when none waits."""
        query = select(func.min(notices.c.next_attempt_at)).where(notices.c.state.in_(_DUE))
        return self._connection.execute(query).scalar()

    def claim(self, now: datetime, claimed_by: str) -> tuple[Notice, bytes] | None:
        """Take the next notice that is due, for this worker alone, with its bytes."""
        due = (
            select(notices.c.id)
            .where(notices.c.state.in_(_DUE), notices.c.next_attempt_at <= now)
            .order_by(notices.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        notice_id = self._connection.execute(due).scalar()
        if notice_id is None:
            return None
        values = {
            "state": NoticeState.SENDING,
            "claimed_by": claimed_by,
            "claimed_at": now,
            "attempts": notices.c.attempts + 1,
        }
        self._connection.execute(update(notices).where(notices.c.id == notice_id).values(**values))
        row = self._connection.execute(select(notices).where(notices.c.id == notice_id)).one()
        return _notice(row), row.raw

    def bring_forward(self, now: datetime) -> int:
        """Let notices go that a clock that was ahead has put off; how many those are."""
        waiting = notices.c.state.in_(_DUE) & (notices.c.next_attempt_at > now + _LONGEST_WAIT)
        done = self._connection.execute(update(notices).where(waiting).values(next_attempt_at=now))
        return done.rowcount

    def settle(
        self,
        notice_id: int,
        state: NoticeState,
        *,
        error: str = "",
        sent_at: datetime | None = None,
        next_attempt_at: datetime | None = None,
    ) -> None:
        """Write how an attempt ended."""
        values: dict[str, Any] = {
            "state": state,
            "last_error": error,
            "claimed_by": None,
            "claimed_at": None,
            "sent_at": sent_at,
        }
        if next_attempt_at is not None:
            values["next_attempt_at"] = next_attempt_at
        self._connection.execute(update(notices).where(notices.c.id == notice_id).values(**values))

    def withdraw(self, notice_id: int, reason: str) -> None:
        """Cancel a notice that no worker has in hand and that did not go out."""
        waiting = (notices.c.id == notice_id) & notices.c.state.in_(_DUE)
        values = {"state": NoticeState.CANCELLED, "last_error": reason}
        self._connection.execute(update(notices).where(waiting).values(**values))

    def supersede(self, kind: NoticeKind, reason: str) -> None:
        """Cancel all notices of a kind that have not gone out."""
        waiting = (notices.c.kind == kind) & notices.c.state.in_(_DUE)
        values = {"state": NoticeState.CANCELLED, "last_error": reason}
        self._connection.execute(update(notices).where(waiting).values(**values))

    def bounce(self, notice_id: int) -> None:
        """A delivery report returned the notice."""
        values = {"state": NoticeState.BOUNCED, "last_error": "it was returned by a delivery report"}
        self._connection.execute(update(notices).where(notices.c.id == notice_id).values(**values))

    def sending(self) -> tuple[Notice, ...]:
        """Those that a worker has in hand, or had when it died."""
        query = select(notices).where(notices.c.state == NoticeState.SENDING).order_by(notices.c.id)
        return tuple(_notice(row) for row in self._connection.execute(query))

    def listed(self) -> tuple[Notice, ...]:
        """All that are kept, oldest first: those of the last month."""
        return tuple(_notice(row) for row in self._connection.execute(select(notices).order_by(notices.c.id)))

    def last_ended(self) -> Notice | None:
        """The newest one of which it is known how it went."""
        query = select(notices).where(notices.c.state.in_(_ENDED)).order_by(notices.c.id.desc()).limit(1)
        row = self._connection.execute(query).first()
        return _notice(row) if row else None

    def by_message_id(self, message_ids: Sequence[str]) -> int | None:
        """The newest notice among these Message-IDs."""
        if not message_ids:
            return None
        query = select(func.max(notices.c.id)).where(notices.c.message_id.in_([*message_ids]))
        return self._connection.execute(query).scalar()

    def forget(self, before: datetime) -> None:
        """Keep no notices from before that time, but for what waits."""
        old = (notices.c.created_at < before) & notices.c.state.not_in([*_DUE, NoticeState.SENDING])
        self._connection.execute(delete(notices).where(old))

    def remembered(self) -> dict[str, Remembered]:
        """Every trouble that is remembered, by its key."""
        kept = {row.key: row for row in self._connection.execute(select(troubles))}
        ids = [row.notice_id for row in kept.values() if row.notice_id is not None]
        query = select(notices).where(notices.c.id.in_(ids))
        told = {row.id: _notice(row) for row in self._connection.execute(query)} if ids else {}
        return {
            key: Remembered(standing=_standing(row), notice=told.get(row.notice_id))
            for key, row in kept.items()
        }

    def remember(self, standing: TroubleStanding, notice_id: int | None) -> None:
        """Keep what is known of a trouble from now on."""
        fact = standing.fact
        row = {
            "key": fact.key,
            "trouble": fact.trouble,
            "part": fact.part,
            "problem": fact.problem,
            "lasting": fact.lasting,
            "size": fact.size,
            "since": standing.since,
            "well_since": standing.well_since,
            "alerts": standing.alerts,
            "alerted_at": standing.alerted_at,
            "told_size": standing.told_size,
            "told": [at.isoformat() for at in standing.told],
            "notice_id": notice_id,
        }
        new = insert_once(self._connection.dialect.name, troubles).values(**row)
        self._connection.execute(new.on_conflict_do_update(index_elements=["key"], set_=row))

    def forget_trouble(self, key: str) -> None:
        """It is over, and was so for a day."""
        self._connection.execute(delete(troubles).where(troubles.c.key == key))


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=row.id,
        cause=row.cause,
        kind=NoticeKind(row.kind),
        state=NoticeState(row.state),
        to=tuple(row.recipients),
        message_id=row.message_id,
        attempts=row.attempts,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        last_error=row.last_error,
        created_at=row.created_at,
    )


def _standing(row: Row[Any]) -> TroubleStanding:
    fact = TroubleFact(
        key=row.key,
        trouble=Trouble(row.trouble),
        part=row.part,
        problem=row.problem,
        lasting=row.lasting,
        size=row.size,
    )
    return TroubleStanding(
        fact=fact,
        since=row.since,
        well_since=row.well_since,
        alerts=row.alerts,
        alerted_at=row.alerted_at,
        told_size=row.told_size,
        told=tuple(datetime.fromisoformat(at) for at in row.told),
    )
