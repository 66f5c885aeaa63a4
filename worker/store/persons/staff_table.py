"""Staff and their sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from worker.store.records import SessionRow, StaffRow
from worker.store.tables.schema import sessions, staff


class StaffTable:
    """Staff within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, row: StaffRow) -> None:
        """Add somebody, or change their password, role and subject."""
        values = {"role": row.role, "password": row.password, "subject": row.subject}
        changed = self._connection.execute(update(staff).where(staff.c.name == row.name).values(**values))
        if changed.rowcount == 0:
            new = insert(staff).values(name=row.name, created_at=row.created_at, **values)
            self._connection.execute(new)

    def get(self, name: str) -> StaffRow | None:
        """The member of staff of that name."""
        row = self._connection.execute(select(staff).where(staff.c.name == name)).first()
        return _row(row) if row else None

    def of_subject(self, subject: str) -> StaffRow | None:
        """Whom an OIDC provider knows by that subject."""
        row = self._connection.execute(select(staff).where(staff.c.subject == subject)).first()
        return _row(row) if row else None

    def listed(self) -> tuple[StaffRow, ...]:
        """Everybody, by name."""
        return tuple(_row(row) for row in self._connection.execute(select(staff).order_by(staff.c.name)))

    def remove(self, name: str) -> bool:
        """Forget somebody and their sessions; False when there is no such name."""
        self.end_sessions(name)
        return self._connection.execute(delete(staff).where(staff.c.name == name)).rowcount > 0

    def begin_session(self, digest: str, name: str, now: datetime, until: datetime) -> None:
        """Keep a session by the digest of its token."""
        values = {"digest": digest, "staff": name, "created_at": now, "seen_at": now, "expires_at": until}
        self._connection.execute(insert(sessions).values(**values))
        self._connection.execute(update(staff).where(staff.c.name == name).values(signed_in_at=now))

    def of_session(self, digest: str, now: datetime, seen_since: datetime) -> SessionRow | None:
        """Whose session it is; None when there is none, it is over, or was not used since `seen_since`."""
        query = (
            select(staff, sessions.c.seen_at)
            .join(sessions, sessions.c.staff == staff.c.name)
            .where(sessions.c.digest == digest, sessions.c.expires_at > now, sessions.c.seen_at >= seen_since)
        )
        row = self._connection.execute(query).first()
        return SessionRow(staff=_row(row), seen_at=row.seen_at) if row else None

    def touch_session(self, digest: str, now: datetime) -> None:
        """The session was used."""
        self._connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=now))

    def end_session(self, digest: str) -> None:
        """Forget a session."""
        self._connection.execute(delete(sessions).where(sessions.c.digest == digest))

    def end_sessions(self, name: str) -> int:
        """Forget all sessions of somebody; how many there were."""
        return self._connection.execute(delete(sessions).where(sessions.c.staff == name)).rowcount

    def forget_sessions(self, now: datetime, seen_since: datetime) -> None:
        """Forget what is over."""
        over = (sessions.c.expires_at <= now) | (sessions.c.seen_at < seen_since)
        self._connection.execute(delete(sessions).where(over))

    def count_sessions(self, now: datetime, seen_since: datetime) -> dict[str, int]:
        """How many sessions each name has that are not over."""
        query = (
            select(sessions.c.staff, func.count().label("number"))
            .where(sessions.c.expires_at > now, sessions.c.seen_at >= seen_since)
            .group_by(sessions.c.staff)
        )
        return {row.staff: row.number for row in self._connection.execute(query)}


def _row(row: Row[Any]) -> StaffRow:
    return StaffRow(
        name=row.name,
        role=row.role,
        password=row.password,
        created_at=row.created_at,
        subject=row.subject,
        signed_in_at=row.signed_in_at,
    )
