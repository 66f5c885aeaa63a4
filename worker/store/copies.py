"""Letters that were sent and whose copy in the Sent folder is still due."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from worker.store.schema import letters, sent_copies

_ADD = insert(sent_copies)
_DONE = delete(sent_copies).where(sent_copies.c.letter_id.in_(bindparam("done", expanding=True)))


class SentCopies:
    """The copies that are due, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, letter_id: int, now: datetime) -> None:
        """A copy of this letter is wanted."""
        self._connection.execute(_ADD, {"letter_id": letter_id, "since": now})

    def done(self, letter_ids: Sequence[int]) -> None:
        """These are there, or nobody waits for them any more."""
        if letter_ids:
            self._connection.execute(_DONE, {"done": [*letter_ids]})

    def due(self, until: datetime, most: int) -> tuple[int, ...]:
        """The letters that went out by `until` and still want one, oldest first."""
        query = select(sent_copies.c.letter_id).where(sent_copies.c.since <= until)
        return tuple(self._connection.execute(query.order_by(sent_copies.c.letter_id).limit(most)).scalars())

    def waiting(self) -> tuple[int, datetime | None]:
        """How many are due, and since when the first of them."""
        number, first = self._connection.execute(
            select(func.count(), func.min(sent_copies.c.since)).select_from(sent_copies)
        ).one()
        return int(number), first

    def sent(self, letter_id: int) -> tuple[bytes, datetime] | None:
        """The bytes of a letter, and when it went out; None where they are no longer kept."""
        query = select(letters.c.raw, letters.c.sent_at).where(letters.c.id == letter_id)
        row = self._connection.execute(query).first()
        return (row.raw, row.sent_at) if row and row.raw and row.sent_at else None
