"""A database that is put back from a copy: what it can't know is marked."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, update

from worker.notices.values import NoticeState
from worker.store.tables.notice_schema import notices, troubles
from worker.store.tables.schema import heartbeats, leases, presence, restores, sessions, stumbles


class Restoring:
    """What is done to a copy before it takes a database's place, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, at: datetime) -> None:
        """From now on letters about earlier mail wait for a person."""
        self._connection.execute(insert(restores).values(restored_at=at))

    def forget_passing(self) -> None:
        """Who worked, looked and was signed in when the copy was made; and notices that waited."""
        for table in (heartbeats, leases, presence, sessions, stumbles, troubles):
            self._connection.execute(delete(table))
        going = notices.c.state.in_([NoticeState.QUEUED, NoticeState.SENDING, NoticeState.DEFERRED])
        self._connection.execute(update(notices).where(going).values(state=NoticeState.CANCELLED))
