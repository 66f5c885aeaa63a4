"""Prepares a copy of the database to take its place, so that no mail is lost and no letter goes out twice.

Mail that came since the copy is read again without further ado, as the copy's cursor is behind it. The copy
can't know which letters went out since: those that waited are looked for in the Sent folder, and those not
found there wait for a person, as does each letter about mail that came before.
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

#: The states of letters that may have gone out since the copy was made.
_WAITING = (LetterState.QUEUED, LetterState.SENDING, LetterState.DEFERRED)
_HOLD_REASON = "the database was put back from a copy: it may have gone out before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was found in the copy."""

    requests: int  #: that are open, and to be looked at
    found: int  #: letters that the Sent folder shows
    held: int  #: letters that wait for a person


def refuse_while_working(services: RecordContext) -> None:
    """Raise RefusedError while a worker is at work on the database that is to be replaced."""
    with services.store.read() as tx:
        living = worker_health.list_live_parts(services, tx)
    if living:
        workers = ", ".join(sorted({part.worker for part in living}))
        raise RefusedError(f"a worker is at work on this database ({workers}); end it first")


def mark_restored(services: ClockContext, copy: Store, was_sent: Callable[[Letter], bool]) -> Restored:
    """Settle or hold the copy's waiting letters, and mark its open requests.

    `was_sent` says whether the Sent folder has a letter.
    """
    with copy.read() as tx:
        waiting = [(letter, was_sent(letter)) for letter in tx.letters.listed(_WAITING)]
    with copy.write() as tx:
        for letter, sent in waiting:
            _settle(services, tx, letter, sent=sent)
        requests = _mark_requests(services, tx)
        tx.restoring.forget_passing()
        tx.restoring.note(services.clock())
    found = sum(sent for _, sent in waiting)
    return Restored(requests=requests, found=found, held=len(waiting) - found)


def _settle(services: ClockContext, tx: Transaction, letter: Letter, *, sent: bool) -> None:
    if sent:
        tx.letters.settle(
            letter.id, LetterState.SENT, reply="found in the Sent folder", sent_at=services.clock()
        )
        return
    tx.letters.hold(letter.id, _HOLD_REASON, _WAITING)
    _mark(services, tx, letter.request_id, Attention.LETTER_WITHHELD, f"letter {letter.id}: {_HOLD_REASON}")


def _mark_requests(services: ClockContext, tx: Transaction) -> int:
    marked = [request.id for request in tx.requests.listed(sorted(OPEN_STATES)) if request.id]
    for request_id in marked:
        _mark(services, tx, request_id, Attention.RESTORED, "put back from a copy of the database")
    return len(marked)


def _mark(services: ClockContext, tx: Transaction, request_id: int, reason: Attention, why: str) -> None:
    request = tx.requests.get(request_id)
    if request is None:
        return
    changed, events = with_attention(request, [reason], WORKER, services.clock(), why)
    if events:
        # Timers go by `updated_at`: the customer did nothing.
        tx.requests.save(replace(changed, updated_at=request.updated_at))
        tx.requests.add_events(request_id, events)
