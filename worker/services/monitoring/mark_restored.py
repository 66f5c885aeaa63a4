"""Put a database back from a copy, so that no mail is lost and no letter goes out twice.

Mail that came since the copy is read again by itself, as the copy's cursor is behind it. What the copy can't
know is which letters went out since: those that waited are looked for in the Sent folder, and what is not
found there waits for a person, as does each letter about mail that came before.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from worker.errors import RefusedError
from worker.requests.merge_answers import with_attention
from worker.requests.request_model import OPEN_STATES, WORKER, Attention, LetterState
from worker.services.contexts import ClockContext, RecordContext
from worker.services.monitoring import worker_health
from worker.store.records import Letter
from worker.store.transactions import Store, Transaction

#: Letters that may have gone out since the copy was made.
_GOING = (LetterState.QUEUED, LetterState.SENDING, LetterState.DEFERRED)
_HELD = "the database was put back from a copy: it may have gone out before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was found in the copy."""

    requests: int  #: that are open, and to be looked at
    found: int  #: letters that the Sent folder shows
    held: int  #: letters that wait for a person


def refuse_while_working(services: RecordContext) -> None:
    """Raise RefusedError while a worker is at work on the database that is to be replaced."""
    with services.store.read() as tx:
        living = worker_health.living(services, tx)
    if living:
        workers = ", ".join(sorted({part.worker for part in living}))
        raise RefusedError(f"a worker is at work on this database ({workers}); end it first")


def mark_restored(services: ClockContext, copy: Store, was_sent: Callable[[Letter], bool]) -> Restored:
    """Mark in the copy what it can't know; `was_sent` looks for a letter in the Sent folder."""
    with copy.read() as tx:
        going = [(letter, was_sent(letter)) for letter in tx.letters.listed(_GOING)]
    with copy.write() as tx:
        for letter, sent in going:
            _settle(services, tx, letter, sent=sent)
        requests = _mark_requests(services, tx)
        tx.restoring.forget_passing()
        tx.restoring.note(services.clock())
    found = sum(sent for _, sent in going)
    return Restored(requests=requests, found=found, held=len(going) - found)


def _settle(services: ClockContext, tx: Transaction, letter: Letter, *, sent: bool) -> None:
    if sent:
        tx.letters.settle(
            letter.id, LetterState.SENT, reply="found in the Sent folder", sent_at=services.clock()
        )
        return
    tx.letters.hold(letter.id, _HELD, _GOING)
    _mark(services, tx, letter.request_id, Attention.LETTER_WITHHELD, f"letter {letter.id}: {_HELD}")


def _mark_requests(services: ClockContext, tx: Transaction) -> int:
    marked = [request.id for request in tx.requests.listed(sorted(OPEN_STATES)) if request.id]
    for request_id in marked:
        _mark(services, tx, request_id, Attention.RESTORED, "put back from a copy of the database")
    return len(marked)


def _mark(services: ClockContext, tx: Transaction, request_id: int, reason: Attention, why: str) -> None:
    request = tx.requests.get(request_id)
    if request is None:
        return
    changed, happened = with_attention(request, [reason], WORKER, services.clock(), why)
    if happened:
        # When the customer was heard of last stays as it was.
        tx.requests.save(replace(changed, updated_at=request.updated_at))
        tx.requests.add_events(request_id, happened)
