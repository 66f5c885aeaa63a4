"""Letters that were sent and whose copy in the Sent folder is still due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from worker.store.database.pending_rows import insert_rows
from worker.store.tables.schema import letters, sent_copies

_ADD = insert(sent_copies)
_DONE = delete(sent_copies).where(sent_copies.c.letter_id.in_(bindparam("done", expanding=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCopy:
    """A letter that wants its copy."""

    letter_id: int
    message_id: str
    raw: bytes
    since: datetime  #: when it went out


class SentCopies:
    """The copies that are due, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, letter_id: int, now: datetime) -> None:
        """A letter that goes out now wants a copy."""
        insert_rows(self._connection, _ADD, [{"letter_id": letter_id, "since": now}])

    def done(self, letter_ids: Sequence[int]) -> None:
        """These are there, or nobody waits for them any more."""
        self._connection.execute(_DONE, {"done": [*letter_ids]})

    def due(self, most: int, after: int = 0) -> tuple[DueCopy, ...]:
        """The next ones that are due, by their letters' ids."""
        query = (
            select(sent_copies.c.letter_id, sent_copies.c.since, letters.c.message_id, letters.c.raw)
            .join(letters, letters.c.id == sent_copies.c.letter_id)
            .where(sent_copies.c.letter_id > after)
            .order_by(sent_copies.c.letter_id)
            .limit(most)
        )
        return tuple(DueCopy(**row._mapping) for row in self._connection.execute(query))  # noqa: SLF001
