"""One short text that is another one as soon as anything that staff see has changed."""

from hashlib import sha256

from sqlalchemy import Connection, func, select

from worker.requests.values import LetterState
from worker.store.schema import events, ledger, letters, requests

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

_LAST = select(
    *(select(func.max(table.c.id)).scalar_subquery() for table in (events, requests, ledger, letters))
)


def pulse(connection: Connection) -> str:
    """The pulse now; a few looks at the ends of indexes, however much there is."""
    seen: list[object] = [tuple(connection.execute(_LAST).one())]
    for state in _ON_THEIR_WAY:
        query = select(letters.c.id, letters.c.attempts, letters.c.next_attempt_at)
        query = query.where(letters.c.state == state)
        query = query.order_by(letters.c.next_attempt_at.desc(), letters.c.id.desc()).limit(_MOST)
        seen += [(state, *row) for row in connection.execute(query)]
    return sha256(repr(seen).encode()).hexdigest()[:16]
