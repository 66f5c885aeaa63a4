"""Put a database back from a copy, so that no mail is lost and no letter goes out twice.

Mail that came since the copy is read again by itself, as the copy's cursor is behind it. What the copy can't
know is which letters went out since: those that waited are looked for in the Sent folder, and what is not
found there waits for a person, as does each letter about mail that came before.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from worker.errors import RefusedError
from worker.requests.merge import with_attention
from worker.requests.values import OPEN_STATES, WORKER, Attention, LetterState
from worker.services import health
from worker.services.house import House
from worker.store.rows import Letter
from worker.store.store import Store, Transaction

#: Letters that may have gone out since the copy was made.
_GOING = (LetterState.QUEUED, LetterState.SENDING, LetterState.DEFERRED)
_HELD = "the database was put back from a copy: it may have gone out before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was found in the copy."""

    requests: int  #: that are open, and to be looked at
    found: int  #: letters that the Sent folder shows
    held: int  #: letters that wait for a person


def refuse_while_working(house: House) -> None:
    """Raise RefusedError while a worker is at work on the database that is to be replaced."""
    with house.store.read() as tx:
        living = health.living(house, tx)
    if living:
        workers = ", ".join(sorted({part.worker for part in living}))
        raise RefusedError(f"a worker is at work on this database ({workers}); end it first")


def mark_restored(house: House, copy: Store, was_sent: Callable[[Letter], bool]) -> Restored:
    """Mark in the copy what it can't know; `was_sent` looks for a letter in the Sent folder."""
    with copy.read() as tx:
        going = [(letter, was_sent(letter)) for letter in tx.letters.listed(_GOING)]
    with copy.write() as tx:
        for letter, sent in going:
            _settle(house, tx, letter, sent=sent)
        requests = _mark_requests(house, tx)
        tx.restoring.forget_passing()
        tx.restoring.note(house.clock())
    found = sum(sent for _, sent in going)
    return Restored(requests=requests, found=found, held=len(going) - found)


def _settle(house: House, tx: Transaction, letter: Letter, *, sent: bool) -> None:
    if sent:
        tx.letters.settle(
            letter.id, LetterState.SENT, reply="found in the Sent folder", sent_at=house.clock()
        )
        return
    tx.letters.hold(letter.id, _HELD)
    _mark(house, tx, letter.request_id, Attention.LETTER_WITHHELD, f"letter {letter.id}: {_HELD}")


def _mark_requests(house: House, tx: Transaction) -> int:
    marked = [request.id for request in tx.requests.listed(sorted(OPEN_STATES)) if request.id]
    for request_id in marked:
        _mark(house, tx, request_id, Attention.RESTORED, "put back from a copy of the database")
    return len(marked)


def _mark(house: House, tx: Transaction, request_id: int, reason: Attention, why: str) -> None:
    request = tx.requests.get(request_id)
    if request is None:
        return
    changed, happened = with_attention(request, [reason], WORKER, house.clock(), why)
    if happened:
        # When the customer was heard of last stays as it was.
        tx.requests.save(replace(changed, updated_at=request.updated_at))
        tx.requests.add_events(request_id, happened)
