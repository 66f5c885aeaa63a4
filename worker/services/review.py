"""What staff do, each verb one transaction. A request is named by its id or its reference."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from worker.errors import RefusedError, UsageError
from worker.requests.values import Attention, Disposition, LetterState, Request
from worker.services import deeds
from worker.services.changes import keep_step
from worker.services.deeds import Deed
from worker.services.house import House
from worker.store.rows import Letter
from worker.store.store import Transaction


def approve(house: House, name: str, by: str) -> Request:
    """Eligible; the license is being issued."""
    return _apply(house, name, deeds.approve(by))


def complete(house: House, name: str, sens: Sequence[str], by: str) -> Request:
    """Record the SENs, one per license key in its order, and queue the confirmation."""
    return _apply(house, name, deeds.complete(sens, by))


def reject(house: House, name: str, reason: str, note: str, by: str) -> Request:
    """Not eligible; the letter that says why is queued."""
    return _apply(house, name, deeds.reject(reason, note, by))


def ask(house: House, name: str, fields: Sequence[str], note: str, by: str) -> Request:
    """Ask the customer for these fields."""
    return _apply(house, name, deeds.ask(fields, note, by))


def answer(house: House, name: str, words: str, by: str) -> Request:
    """Write to the customer in the reviewer's own words."""
    return _apply(house, name, deeds.answer(words, by))


def set_values(house: House, name: str, given: Mapping[str, str], by: str) -> Request:
    """Correct fields by hand, each held to the form's own check; an empty text clears a field."""
    return _apply(house, name, deeds.set_values(given, by))


def withdraw(house: House, name: str, by: str) -> Request:
    """The request is taken back."""
    return _apply(house, name, deeds.withdraw(by))


def reopen(house: House, name: str, by: str) -> Request:
    """Back into the queue."""
    return _apply(house, name, deeds.reopen(by))


def retry_letter(house: House, letter_id: int) -> Letter:
    """Try a letter again that failed, waits for its next attempt, or may not have arrived."""
    again = {LetterState.DEFERRED, LetterState.FAILED, LetterState.UNCERTAIN, LetterState.BOUNCED}
    return _settle(house, letter_id, again, LetterState.QUEUED, "tried again")


def cancel_letter(house: House, letter_id: int) -> Letter:
    """A letter that is not sent yet is never to be sent."""
    waiting = {LetterState.QUEUED, LetterState.DEFERRED, LetterState.HELD, LetterState.UNCERTAIN}
    return _settle(house, letter_id, waiting, LetterState.CANCELLED, "cancelled")


def release_letter(house: House, letter_id: int) -> Letter:
    """A letter that was held may go."""
    return _settle(house, letter_id, {LetterState.HELD}, LetterState.QUEUED, "released")


def retry_message(house: House, entry_id: int) -> None:
    """Let the next poll read a quarantined message again."""
    with house.store.write() as tx:
        entry = tx.ledger.get(entry_id)
        if entry is None:
            raise UsageError(f"there is no ledger entry {entry_id}; `sen-worker ledger list` shows them")
        if entry.disposition is not Disposition.QUARANTINED:
            raise RefusedError(
                f"ledger entry {entry_id} is {entry.disposition}; only a quarantined one is retried"
            )
        if not entry.place.uid:
            raise RefusedError(f"the message of ledger entry {entry_id} is gone from the mail server")
        tx.ledger.read_again(entry_id)


def _apply(house: House, name: str, deed: Deed) -> Request:
    with house.store.write() as tx:
        return keep_step(house, tx, deed.step(house, tx, house.find(tx, name)))


#: What a letter in this state has a person look at, which is over once they decided about it.
_ATTENTION = {
    LetterState.HELD: Attention.LETTER_WITHHELD,
    LetterState.UNCERTAIN: Attention.LETTER_UNCERTAIN,
    LetterState.FAILED: Attention.LETTER_FAILED,
    LetterState.BOUNCED: Attention.LETTER_BOUNCED,
}


def _settle(house: House, letter_id: int, allowed: set[LetterState], to: LetterState, verb: str) -> Letter:
    with house.store.write() as tx:
        letter = _letter(tx, letter_id)
        if letter.state not in allowed:
            states = ", ".join(sorted(allowed))
            raise RefusedError(f"letter {letter_id} is {letter.state}; it can be {verb} when it is {states}")
        tx.letters.settle(letter_id, to, next_attempt_at=house.clock())
        _looked_at(house, tx, letter)
        return _letter(tx, letter_id)


def _looked_at(house: House, tx: Transaction, letter: Letter) -> None:
    """Take the letter's reason for attention off its request, unless another letter has the same."""
    request, reason = tx.requests.get(letter.request_id), _ATTENTION.get(letter.state)
    others = [one for one in tx.letters.of_request(letter.request_id) if one.state is letter.state]
    if request is None or reason not in request.attention or others:
        return
    left = tuple(each for each in request.attention if each is not reason)
    tx.requests.save(replace(request, attention=left, updated_at=house.clock()))


def _letter(tx: Transaction, letter_id: int) -> Letter:
    if (letter := tx.letters.get(letter_id)) is None:
        raise UsageError(f"there is no letter {letter_id}; `sen-worker outbox list` shows them")
    return letter
