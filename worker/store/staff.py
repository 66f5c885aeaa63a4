"""Staff and their sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from worker.store.rows import StaffRow
from worker.store.schema import sessions, staff


class StaffTable:
    """Staff within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, row: StaffRow) -> None:
        """Add somebody, or change their password and role."""
        values = {"role": row.role, "password": row.password}
        changed = self._connection.execute(update(staff).where(staff.c.name == row.name).values(**values))
        if changed.rowcount == 0:
            new = insert(staff).values(name=row.name, created_at=row.created_at, **values)
            self._connection.execute(new)

    def get(self, name: str) -> StaffRow | None:
        """The member of staff of that name."""
        row = self._connection.execute(select(staff).where(staff.c.name == name)).first()
        return _row(row) if row else None

    def begin_session(self, digest: str, name: str, now: datetime, until: datetime) -> None:
        """Keep a session by the digest of its token."""
        values = {"digest": digest, "staff": name, "created_at": now, "expires_at": until}
        self._connection.execute(insert(sessions).values(**values))

    def of_session(self, digest: str, now: datetime) -> StaffRow | None:
        """Whose session it is; None when there is none, or it is over."""
        query = (
            select(staff)
            .join(sessions, sessions.c.staff == staff.c.name)
            .where(sessions.c.digest == digest, sessions.c.expires_at > now)
        )
        row = self._connection.execute(query).first()
        return _row(row) if row else None

    def end_session(self, digest: str) -> None:
        """Forget a session."""
        self._connection.execute(delete(sessions).where(sessions.c.digest == digest))


def _row(row: Row[Any]) -> StaffRow:
    return StaffRow(name=row.name, role=row.role, password=row.password, created_at=row.created_at)
