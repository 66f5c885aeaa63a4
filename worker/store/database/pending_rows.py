"""Rows that a transaction is going to write, kept until a statement could miss them: then many go at once.

What one mail brings about is a row or two in a dozen tables. Fifty mails of one transaction need no more
statements for these than one does.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Executable, event

from worker.store.database.counters import Counters

#: For a statement that reads nothing of what may be pending, or whose caller looks there, too.
UNAFFECTED = {"reads_no_pending": True}


class PendingRows:
    """What one transaction has still to write."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[Executable, list[Mapping[str, Any]]] = {}
        self._counts: dict[Counters, Counter[tuple[object, ...]]] = {}

    def rows(self, statement: Executable) -> Sequence[Mapping[str, Any]]:
        """What waits for this statement."""
        return self._rows.get(statement, ())

    def counts(self, counters: Counters) -> Mapping[tuple[object, ...], int]:
        """What waits to be counted."""
        return self._counts.get(counters, {})

    def add(self, statement: Executable, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run the statement for each of these rows, later."""
        self._rows.setdefault(statement, []).extend(rows)

    def count(self, counters: Counters, changes: Mapping[tuple[object, ...], int]) -> None:
        """Count so many more, later."""
        self._counts.setdefault(counters, Counter()).update(changes)

    def write(self) -> None:
        """All of it, now."""
        while self._rows or self._counts:
            rows, self._rows = self._rows, {}
            counts, self._counts = self._counts, {}
            for statement, values in rows.items():
                self._connection.execute(statement, values)
            for counters, changes in counts.items():
                counters.add(self._connection, changes)


#: By transaction; not in `Connection.info`, which nobody may ask for once the connection is lost.
_PENDING: WeakKeyDictionary[Connection, PendingRows] = WeakKeyDictionary()


def postpone_rows(connection: Connection) -> PendingRows:
    """Keep rows from now on; whoever asks for that sees to it that they are written in the end."""
    return _PENDING.setdefault(connection, PendingRows(connection))


def forget_rows(connection: Connection) -> None:
    """Keep none any more. What is still there is of a transaction that failed."""
    _PENDING.pop(connection, None)


def pending_rows(connection: Connection) -> PendingRows | None:
    """What the transaction keeps; None where each row is written at once."""
    return _PENDING.get(connection)


def insert_rows(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run a statement for each row: now, or with others of the transaction."""
    if not rows:
        return
    if (pending := pending_rows(connection)) is None:
        connection.execute(statement, rows)
    else:
        pending.add(statement, rows)


def count_more(connection: Connection, counters: Counters, changes: Mapping[tuple[object, ...], int]) -> None:
    """Count so many more by each of these values: now, or with others of the transaction."""
    if (pending := pending_rows(connection)) is None:
        counters.add(connection, changes)
    else:
        pending.count(counters, changes)


def write_before_others(engine: Engine) -> None:
    """Let each statement see what the transaction has kept until then."""
    event.listen(engine, "before_execute", _write_first)


def _write_first(
    connection: Connection, _statement: object, _many: object, _one: object, options: Mapping[str, Any]
) -> None:
    pending = _PENDING.get(connection)
    if pending is not None and "reads_no_pending" not in options:
        pending.write()
