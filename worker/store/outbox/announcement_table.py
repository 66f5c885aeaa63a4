"""Announcements by name, and who has been told."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select

from worker.requests.request_model import LetterKind, LetterState
from worker.store.tables.schema import announcements, letters


class Announcements:
    """Announcements within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def number(self, name: str, now: datetime) -> int:
        """The announcement's number, the same each time: the `round` of its letters."""
        query = select(announcements.c.id).where(announcements.c.name == name)
        known = self._connection.execute(query).scalar()
        if known is None:
            row = insert(announcements).values(name=name, created_at=now).returning(announcements.c.id)
            known = self._connection.execute(row).scalar_one()
        return int(known)

    def addresses(self, name: str) -> set[str]:
        """Who has the announcement's letter, or will get it; cancelled ones are left out."""
        query = (
            select(letters.c.recipient).join(announcements, self._of()).where(announcements.c.name == name)
        )
        return {*self._connection.execute(query.where(self._stands())).scalars()}

    def told_to(self, address: str) -> tuple[str, ...]:
        """The announcements that an address has got or will get, oldest first."""
        query = select(announcements.c.name).join(letters, self._of()).where(letters.c.recipient == address)
        found = self._connection.execute(query.where(self._stands()).order_by(letters.c.id)).scalars()
        return tuple(dict.fromkeys(found))

    @staticmethod
    def _of() -> ColumnElement[bool]:
        kind = letters.c.kind == LetterKind.ANNOUNCEMENT
        return kind & (letters.c.round == announcements.c.id)

    @staticmethod
    def _stands() -> ColumnElement[bool]:
        return letters.c.state != LetterState.CANCELLED
