"""What staff do at this moment: who looks at a request, and what was done last and may be taken back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from worker.forms.extraction import FieldProblem
from worker.requests.request_model import Attention, State
from worker.requests.staff.undo_rules import StateBefore
from worker.store.database.insert_once import insert_once
from worker.store.requests.field_values import field_of, flat_field
from worker.store.tables.schema import deeds, presence


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoRow:
    """The last thing that was done with a request and may be taken back."""

    request_id: int
    name: str
    who: str
    at: datetime
    version: int  #: of the request, as the action left it
    letters: tuple[int, ...]  #: that it queued
    before: StateBefore


class UndoLog:
    """The last action of each request, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, staff_action: UndoRow) -> None:
        """Remember it in the place of the one before."""
        values = {
            **asdict(staff_action),
            "letters": list(staff_action.letters),
            "before": _flat(staff_action.before),
        }
        new = insert_once(self._connection.dialect.name, deeds).values(**values)
        self._connection.execute(new.on_conflict_do_update(index_elements=["request_id"], set_=values))

    def last(self, request_id: int) -> UndoRow | None:
        """The action that may be taken back; None when there is none."""
        row = self._connection.execute(select(deeds).where(deeds.c.request_id == request_id)).first()
        return _deed(row) if row else None

    def forget(self, request_id: int) -> None:
        """There is nothing to take back any more."""
        self._connection.execute(delete(deeds).where(deeds.c.request_id == request_id))


class StaffPresence:
    """Who looks at a request, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, request_id: int, who: str, now: datetime) -> None:
        """Somebody looks at it now."""
        row = {"request_id": request_id, "staff": who, "seen_at": now}
        new = insert_once(self._connection.dialect.name, presence).values(**row)
        update = new.on_conflict_do_update(index_elements=["request_id", "staff"], set_={"seen_at": now})
        self._connection.execute(update)

    def others(self, request_id: int, who: str, since: datetime) -> tuple[str, ...]:
        """Who else has looked at it since then, by name."""
        query = select(presence.c.staff).where(
            presence.c.request_id == request_id, presence.c.staff != who, presence.c.seen_at >= since
        )
        return tuple(self._connection.execute(query.order_by(presence.c.staff)).scalars())

    def forget(self, request_id: int, before: datetime) -> None:
        """Those who have not looked at it since `before` are gone."""
        at = (presence.c.request_id == request_id) & (presence.c.seen_at < before)
        self._connection.execute(delete(presence).where(at))


def _flat(before: StateBefore) -> dict[str, Any]:
    return {
        "state": before.state,
        "ask": list(before.ask),
        "problems": dict(before.problems),
        "round": before.round,
        "attention": list(before.attention),
        "sens": list(before.sens),
        "fields": {name: flat_field(value) for name, value in before.fields.items()},
    }


def _deed(row: Row[Any]) -> UndoRow:
    was = row.before
    letters: Sequence[int] = row.letters
    return UndoRow(
        request_id=row.request_id,
        name=row.name,
        who=row.who,
        at=row.at,
        version=row.version,
        letters=tuple(letters),
        before=StateBefore(
            state=State(was["state"]),
            ask=tuple(was["ask"]),
            problems={name: FieldProblem(problem) for name, problem in was["problems"].items()},
            round=was["round"],
            attention=tuple(Attention(reason) for reason in was["attention"]),
            sens=tuple(was["sens"]),
            fields={name: field_of(value) for name, value in was.get("fields", {}).items()},
        ),
    )
