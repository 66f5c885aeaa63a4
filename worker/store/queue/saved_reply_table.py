"""Saved replies and all their versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from worker.store.database.insert_once import insert_once
from worker.store.tables.staff_schema import saved_replies, saved_reply_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReply:
    """A saved reply as somebody left it."""

    id: int
    version: int
    name: str
    text: str
    removed: bool
    who: str
    at: datetime


class SavedReplyTable:
    """Saved replies within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self) -> tuple[SavedReply, ...]:
        """Each as it is now, removed ones too, by name."""
        last = (
            select(saved_reply_versions.c.reply_id, func.max(saved_reply_versions.c.version).label("last"))
            .group_by(saved_reply_versions.c.reply_id)
            .subquery()
        )
        query = select(saved_reply_versions).join(
            last,
            (last.c.reply_id == saved_reply_versions.c.reply_id)
            & (last.c.last == saved_reply_versions.c.version),
        )
        return tuple(sorted(self._load(query), key=lambda one: (one.name.casefold(), one.id)))

    def versions(self, reply_id: int) -> tuple[SavedReply, ...]:
        """What it was, newest first; none where there is no such reply."""
        query = select(saved_reply_versions).where(saved_reply_versions.c.reply_id == reply_id)
        return self._load(query.order_by(saved_reply_versions.c.version.desc()))

    def add(self, now: datetime) -> int:
        """The id of a new one, without any version yet."""
        new = insert(saved_replies).values(made_at=now).returning(saved_replies.c.id)
        return int(self._connection.execute(new).scalar_one())

    def keep(self, reply: SavedReply) -> bool:
        """Store a version; False where somebody has just stored one of that number."""
        values = {
            "reply_id": reply.id,
            "version": reply.version,
            "name": reply.name,
            "text": reply.text,
            "removed": reply.removed,
            "who": reply.who,
            "at": reply.at,
        }
        new = insert_once(self._connection.dialect.name, saved_reply_versions).values(**values)
        once = new.on_conflict_do_nothing().returning(saved_reply_versions.c.version)
        return self._connection.execute(once).first() is not None

    def _load(self, query: Select[Any]) -> tuple[SavedReply, ...]:
        return tuple(_reply(row) for row in self._connection.execute(query))


def _reply(row: Row[Any]) -> SavedReply:
    return SavedReply(
        id=row.reply_id,
        version=row.version,
        name=row.name,
        text=row.text,
        removed=row.removed,
        who=row.who,
        at=row.at,
    )
