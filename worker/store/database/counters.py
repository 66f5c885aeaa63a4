"""Counts that many writers keep at once: each change is a row of its own, now and then added up.

With a counter each writer would wait for the transaction of the one before it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, Executable, Table, delete, func, insert, select

from worker.store.database.insert_once import insert_once

_FOLD_EVERY = 200  # changes before they are added up


@cache
def _adding(changes: Table) -> Executable:
    """An insert of changes, put together once."""
    return insert(changes).returning(changes.c.id)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counters:
    """What is counted: by these columns, in `counts` with what `changes` says since."""

    counts: Table
    changes: Table
    names: tuple[str, ...]
    lock: int  #: any number that no other program on this database takes

    def add(self, connection: Connection, changes: Mapping[tuple[object, ...], int]) -> None:
        """Count so many more by each of these values; less where the number is negative."""
        rows = [
            {**dict(zip(self.names, place, strict=True)), "number": number}
            for place, number in changes.items()
            if number
        ]
        if not rows:
            return
        ids: Sequence[int] = connection.execute(_adding(self.changes), rows).scalars().all()
        if any(each % _FOLD_EVERY == 0 for each in ids):
            self._fold(connection)

    def _fold(self, connection: Connection) -> None:
        """Add the changes to the counts; where two meet, one goes on without it."""
        if connection.dialect.name == "postgresql":
            free = select(func.pg_try_advisory_xact_lock(self.lock))
            if not connection.execute(free).scalar():
                return
        columns = [self.changes.c[name] for name in (*self.names, "number")]
        sums: Counter[tuple[object, ...]] = Counter()
        for row in connection.execute(delete(self.changes).returning(*columns)):
            sums[tuple(row[:-1])] += row.number
        rows = [
            {**dict(zip(self.names, place, strict=True)), "number": number} for place, number in sums.items()
        ]
        if rows:
            connection.execute(_adding_up(connection.dialect.name, self), rows)


@cache
def _adding_up(dialect: str, counters: Counters) -> Executable:
    """An insert of sums, added to those that are there; put together once."""
    new = insert_once(dialect, counters.counts)
    more = {"number": counters.counts.c.number + new.excluded.number}
    return new.on_conflict_do_update(index_elements=[*counters.names], set_=more)
