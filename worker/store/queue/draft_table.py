"""What staff have typed into the forms of a request and not sent yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from worker.store.database.insert_once import insert_once
from worker.store.tables.schema import drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDraft:
    """One form as somebody left it."""

    staff: str
    form: str
    body: Mapping[str, tuple[str, ...]]  #: the values of each of its fields
    at: datetime


class Drafts:
    """Drafts within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, request_id: int, draft: StoredDraft) -> None:
        """Store it in the place of what the same person had in the same form."""
        body = {name: list(values) for name, values in draft.body.items()}
        key = {"request_id": request_id, "staff": draft.staff, "form": draft.form}
        new = insert_once(self._connection.dialect.name, drafts).values(**key, body=body, at=draft.at)
        self._connection.execute(
            new.on_conflict_do_update(index_elements=[*key], set_={"body": body, "at": draft.at})
        )

    def of_request(self, request_id: int) -> tuple[StoredDraft, ...]:
        """Everybody's, by person and form."""
        query = select(drafts).where(drafts.c.request_id == request_id)
        return tuple(
            StoredDraft(
                staff=row.staff,
                form=row.form,
                body={name: tuple(values) for name, values in row.body.items()},
                at=row.at,
            )
            for row in self._connection.execute(query.order_by(drafts.c.staff, drafts.c.form))
        )

    def forget(self, request_id: int, staff: str, form: str) -> None:
        """It was sent, or given up."""
        mine = (drafts.c.request_id == request_id) & (drafts.c.staff == staff) & (drafts.c.form == form)
        self._connection.execute(delete(drafts).where(mine))

    def forget_before(self, when: datetime) -> None:
        """Nobody comes back to what is older."""
        self._connection.execute(delete(drafts).where(drafts.c.at < when))
