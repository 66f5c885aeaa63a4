"""The lists of the queue that staff have given a name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from worker.store.tables.queue_schema import saved_views


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A list with a name: its maker's own, or for everybody."""

    id: int
    owner: str
    shared: bool
    name: str
    query: Mapping[str, str]  #: filters and order, as an address of the queue holds them

    @property
    def mark(self) -> str:
        """Another one after each change: a form tells by it which view its page showed."""
        told = json.dumps([self.name, self.shared, sorted(self.query.items())])
        return sha256(told.encode()).hexdigest()[:16]


class SavedViews:
    """Saved views within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def visible(self, who: str) -> tuple[SavedView, ...]:
        """What is shared, and what is this person's own, by name."""
        seen = or_(saved_views.c.shared, saved_views.c.owner == who)
        rows = self._connection.execute(select(saved_views).where(seen))
        return tuple(sorted(map(_view, rows), key=lambda view: (view.name.casefold(), view.id)))

    def count(self, owner: str) -> int:
        """How many somebody has made."""
        query = select(func.count()).where(saved_views.c.owner == owner)
        return self._connection.execute(query).scalar_one()

    def add(self, view: SavedView, at: datetime) -> int:
        """Store a new one; its id, whatever `view.id` is."""
        values = {**_values(view), "owner": view.owner, "made_at": at}
        new = insert(saved_views).values(values).returning(saved_views.c.id)
        number: int = self._connection.execute(new).scalar_one()
        return number

    def change(self, view: SavedView) -> None:
        """Store another name, another list or another audience; its owner stays."""
        same = saved_views.c.id == view.id
        self._connection.execute(update(saved_views).where(same).values(_values(view)))

    def remove(self, view_id: int) -> None:
        """Nobody has it any more."""
        self._connection.execute(delete(saved_views).where(saved_views.c.id == view_id))

    def remove_own(self, owner: str) -> None:
        """Remove what somebody made for themselves; what they shared stays."""
        own = (saved_views.c.owner == owner) & saved_views.c.shared.is_(False)
        self._connection.execute(delete(saved_views).where(own))


def _values(view: SavedView) -> dict[str, Any]:
    query = dict(view.query)
    return {"name": view.name, "shared": view.shared, "query": query, "search": query.get("search")}


def _view(row: Row[Any]) -> SavedView:
    return SavedView(id=row.id, owner=row.owner, shared=row.shared, name=row.name, query=row.query)
