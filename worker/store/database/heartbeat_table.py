"""Heartbeats: when each part of each worker last did its work, or why it could not."""

from dataclasses import asdict
from functools import cache

from sqlalchemy import Connection, Executable, case, delete, select

from worker.store.database.insert_once import insert_once
from worker.store.records import Heartbeat
from worker.store.tables.schema import heartbeats


@cache
def _beat(dialect: str, *, failing: bool) -> Executable:
    """An insert of a heartbeat, or an update of the last one by the same part.

    What was told of the other state, well or failing, stays; `since` stays as long as the state does.
    """
    row = insert_once(dialect, heartbeats)
    same = (heartbeats.c.problem == "") == (row.excluded.problem == "")
    stamps = ("failed_at", "failure") if failing else ("worked_at",)
    names = ("at", "good_for_seconds", "problem", "note", "ends_at", "lasting", *stamps)
    since = case((same, heartbeats.c.since), else_=row.excluded.since)
    told = {name: row.excluded[name] for name in names} | {"since": since}
    return row.on_conflict_do_update(index_elements=["worker", "name"], set_=told)


class HeartbeatTable:
    """What the parts of all workers last told of themselves."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def beat(self, heartbeat: Heartbeat) -> None:
        """Note that a part of the worker did its work, or why it could not."""
        failing = bool(heartbeat.problem)
        stamp = (
            {"failed_at": heartbeat.at, "failure": heartbeat.problem}
            if failing
            else {"worked_at": heartbeat.at}
        )
        row = asdict(heartbeat) | {"since": heartbeat.at} | stamp
        self._connection.execute(_beat(self._connection.dialect.name, failing=failing), row)

    def all(self) -> tuple[Heartbeat, ...]:
        """The last one of each part of each worker, worker by worker."""
        query = select(heartbeats).order_by(heartbeats.c.worker, heartbeats.c.name)
        return tuple(Heartbeat(**row._asdict()) for row in self._connection.execute(query))

    def forget(self, worker: str) -> None:
        """That worker is gone; a worker that ends in good order leaves none behind."""
        self._connection.execute(delete(heartbeats).where(heartbeats.c.worker == worker))
