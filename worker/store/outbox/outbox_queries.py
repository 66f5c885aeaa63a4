"""The outbox as its page shows it: by state, newest first, in pages that an index finds at any size."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, func, select, union_all

from worker.requests.request_model import LetterKind, LetterState
from worker.store.tables.schema import letters, requests


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One letter without what it says."""

    id: int
    reference: str  #: of its request
    kind: LetterKind
    state: LetterState
    to: str
    cc: tuple[str, ...]
    subject: str
    hold_reason: str
    attempts: int
    next_attempt_at: datetime
    last_error: str
    server_reply: str
    created_at: datetime
    sent_at: datetime | None
    decision: str | None
    decided_from: LetterState | None
    decided_by: str | None
    decided_at: datetime | None


_COLUMNS = (
    "id",
    "kind",
    "state",
    "recipient",
    "cc",
    "subject",
    "hold_reason",
    "attempts",
    "next_attempt_at",
    "last_error",
    "server_reply",
    "created_at",
    "sent_at",
    "decision",
    "decided_from",
    "decided_by",
    "decided_at",
)
_LINES = (
    select(*(letters.c[name] for name in _COLUMNS), requests.c.reference)
    .join(requests, requests.c.id == letters.c.request_id)
    .where(letters.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(letters.c.id.desc())
)


@cache
def _look(states: int, *, bounded: bool, backwards: bool) -> Select[Any]:
    """The first ids of so many states, merged; after `place` (in the order of the page) where `bounded`."""
    what = select(letters.c.id)
    if bounded:
        place: ColumnElement[int] = bindparam("place", type_=Integer)
        what = what.where(letters.c.id > place if backwards else letters.c.id < place)
    order = letters.c.id.asc() if backwards else letters.c.id.desc()
    what = what.order_by(order).limit(bindparam("size"))
    parts = [what.where(letters.c.state == bindparam(f"state{each}")) for each in range(states)]
    every = union_all(*(select(part.subquery()) for part in parts)).subquery()
    first = every.c.id.asc() if backwards else every.c.id.desc()
    return select(every.c.id).order_by(first).limit(bindparam("size"))


class Outbox:
    """Looks at the outbox within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(
        self, states: Sequence[LetterState], size: int, place: int | None = None, *, backwards: bool = False
    ) -> tuple[LetterLine, ...]:
        """Letters in these states, newest first: those after `place`, or the last ones before it."""
        return self.lines(self._ids(states, size, place, backwards=backwards))

    def lines(self, ids: Sequence[int]) -> tuple[LetterLine, ...]:
        """These letters, newest first; those that are not there are left out."""
        if not ids:
            return ()
        return tuple(_line(row) for row in self._connection.execute(_LINES, {"ids": [*ids]}))

    def of_requests(
        self, request_ids: Sequence[int], states: Sequence[LetterState], most: int
    ) -> tuple[LetterLine, ...]:
        """The last letters of these requests in these states, newest first; no more than `most`."""
        if not request_ids:
            return ()
        mine = letters.c.request_id.in_([*request_ids]) & letters.c.state.in_([*states])
        query = select(letters.c.id).where(mine).order_by(letters.c.id.desc()).limit(most)
        return self.lines([*self._connection.execute(query).scalars()])

    def counts(self, most: int) -> Counter[LetterState]:
        """How many letters stand in each state; of none are more than `most` counted."""
        return Counter({state: self._count(state, -1, most) for state in LetterState})

    def newer(self, states: Sequence[LetterState], than: int, most: int) -> int:
        """How many letters in these states came after that one; no more than `most` of each are counted."""
        return sum(self._count(state, than, most) for state in states)

    def newest(self) -> int:
        """The id of the letter that came last; 0 where there is none."""
        return self._connection.execute(select(func.max(letters.c.id))).scalar() or 0

    def beside(self, states: Sequence[LetterState], letter_id: int) -> tuple[int | None, int | None]:
        """The letters before and after that one on a page of these states."""
        before = self._ids(states, 1, letter_id, backwards=True)
        after = self._ids(states, 1, letter_id, backwards=False)
        return next(iter(before), None), next(iter(after), None)

    def _ids(
        self, states: Sequence[LetterState], size: int, place: int | None, *, backwards: bool
    ) -> list[int]:
        values: dict[str, Any] = {f"state{each}": str(state) for each, state in enumerate(states)}
        values |= {"size": size} if place is None else {"size": size, "place": place}
        query = _look(len(states), bounded=place is not None, backwards=backwards)
        return [*self._connection.execute(query, values).scalars()]

    def _count(self, state: LetterState, than: int, most: int) -> int:
        some = select(letters.c.id).where(letters.c.state == state, letters.c.id > than).limit(most)
        return self._connection.execute(select(func.count()).select_from(some.subquery())).scalar_one()


def _line(row: Any) -> LetterLine:  # noqa: ANN401 -- a row of `_LINES`
    return LetterLine(
        id=row.id,
        reference=row.reference,
        kind=LetterKind(row.kind),
        state=LetterState(row.state),
        to=row.recipient,
        cc=tuple(row.cc),
        subject=row.subject,
        hold_reason=row.hold_reason,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        last_error=row.last_error,
        server_reply=row.server_reply,
        created_at=row.created_at,
        sent_at=row.sent_at,
        decision=row.decision,
        decided_from=LetterState(row.decided_from) if row.decided_from else None,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
