"""One short text that is another one as soon as anything that staff see has changed."""

from hashlib import sha256

from sqlalchemy import Connection, Subquery, func, literal, select, union_all

from worker.requests.request_model import LetterState
from worker.store.tables.schema import events, ledger, letters, requests

#: Letters in these states go on, or wait for somebody; what becomes of the others is an event.
_ON_THEIR_WAY = (
    LetterState.QUEUED,
    LetterState.SENDING,
    LetterState.DEFERRED,
    LetterState.HELD,
    LetterState.UNCERTAIN,
    LetterState.FAILED,
)
_MOST = 100  # letters of each state that are looked at


def _newest(state: LetterState) -> Subquery:
    query = select(literal(str(state)), letters.c.id, letters.c.attempts, letters.c.next_attempt_at)
    query = query.where(letters.c.state == state)
    return query.order_by(letters.c.next_attempt_at.desc(), letters.c.id.desc()).limit(_MOST).subquery()


_LAST = select(*(select(func.max(one.c.id)).scalar_subquery() for one in (events, requests, ledger, letters)))
_MOVING = union_all(*(select(_newest(state)) for state in _ON_THEIR_WAY))


def read_change_token(connection: Connection) -> str:
    """The pulse now; a few looks at the ends of indexes, however much there is."""
    moving = sorted(tuple(row) for row in connection.execute(_MOVING))
    seen = [tuple(connection.execute(_LAST).one()), *moving]
    return sha256(repr(seen).encode()).hexdigest()[:16]
