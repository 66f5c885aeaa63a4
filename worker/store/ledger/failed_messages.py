"""Messages over which the database failed while others were taken in."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from worker.store.database.insert_once import insert_once
from worker.store.records import MessagePlace
from worker.store.tables.schema import stumbles

_KEPT = timedelta(days=30)


class FailedMessages:
    """Stumbles within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, place: MessagePlace, now: datetime) -> tuple[int, datetime]:
        """Once more over this message; how often it was by now, and since when."""
        self._connection.execute(delete(stumbles).where(stumbles.c.since < now - _KEPT))
        row = insert_once(self._connection.dialect.name, stumbles)
        counted = row.on_conflict_do_update(
            index_elements=["mailbox", "folder", "uid_validity", "uid"], set_={"tries": stumbles.c.tries + 1}
        ).returning(stumbles.c.tries, stumbles.c.since)
        values = {
            "mailbox": place.mailbox,
            "folder": place.folder,
            "uid_validity": place.uid_validity,
            "uid": place.uid,
            "tries": 1,
            "since": now,
        }
        tries, since = self._connection.execute(counted, values).one()
        return int(tries), since
