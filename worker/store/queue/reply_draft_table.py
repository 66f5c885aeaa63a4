"""What staff have typed into the form of a saved reply and not saved yet."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from worker.store.database.insert_once import insert_once
from worker.store.tables.staff_schema import reply_drafts

_T = reply_drafts.c


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """The form of one saved reply as somebody left it."""

    staff: str
    reply_id: int  #: 0: of a new one
    version: int  #: the one that they began from
    name: str
    text: str
    at: datetime


class ReplyDraftTable:
    """Drafts of saved replies within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, draft: ReplyDraft) -> None:
        """Store it in the place of what the same person had in the same form."""
        told = {"version": draft.version, "name": draft.name, "text": draft.text, "at": draft.at}
        key = {"staff": draft.staff, "reply_id": draft.reply_id}
        new = insert_once(self._connection.dialect.name, reply_drafts).values(**key, **told)
        self._connection.execute(new.on_conflict_do_update(index_elements=[*key], set_=told))

    def get(self, staff: str, reply_id: int) -> ReplyDraft | None:
        """What somebody left in the form of this one."""
        query = select(reply_drafts).where(_T.staff == staff, _T.reply_id == reply_id)
        row = self._connection.execute(query).mappings().one_or_none()
        return ReplyDraft(**row) if row is not None else None

    def forget(self, staff: str, reply_id: int) -> None:
        """It was saved, or given up."""
        mine = (_T.staff == staff) & (_T.reply_id == reply_id)
        self._connection.execute(delete(reply_drafts).where(mine))

    def forget_before(self, when: datetime) -> None:
        """Nobody comes back to what is older."""
        self._connection.execute(delete(reply_drafts).where(_T.at < when))

    def forget_staff(self, staff: str) -> None:
        """Somebody is no member of staff any more."""
        self._connection.execute(delete(reply_drafts).where(_T.staff == staff))
