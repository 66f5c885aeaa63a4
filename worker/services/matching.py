"""A new request that may belong to another one: which, and what a person decides about it."""

from contextlib import suppress

from worker.errors import RefusedError
from worker.reader_process.reader import ReadingFailedError, ReplyQuestion
from worker.requests import attaching, tokens
from worker.requests.attaching import Heard
from worker.requests.authenticity import judge_author, wrote_it
from worker.requests.belonging import Proof
from worker.requests.rights import right_of
from worker.requests.values import OURS, Attention, LetterState, Request
from worker.services.changes import keep_step
from worker.services.house import House
from worker.store.store import Transaction

_WAITING = frozenset({LetterState.QUEUED, LetterState.DEFERRED, LetterState.HELD})
#: Why the letter of such a request was held, when that is all that speaks against it.
_HELD_FOR_IT = "it may belong to another request"


def candidates(house: House, tx: Transaction, request: Request) -> tuple[Request, ...]:
    """The requests that it may belong to: named in its mail's subject, or open and of the same sender."""
    if Attention.POSSIBLE_MATCH not in request.attention:
        return ()
    named: list[str] = []
    for entry in tx.ledger.of_request(request.id or 0):
        raw = tx.ledger.raw(entry.id)
        with suppress(ReadingFailedError):
            named += tokens.references_in(house.readings.message(raw).subject) if raw is not None else ()
    found = [*filter(None, map(tx.requests.find, named)), *tx.requests.open_of(request.requester.addr)]
    others = {one.id: one for one in found if one.id != request.id and one.form == request.form}
    return tuple(others.values())


def attach(house: House, name: str, to: str, by: str) -> Request:
    """Its mail belongs to the request `to`, which is given back as it is then; it is withdrawn itself."""
    with house.store.read() as tx:  # what is read now need not be in the transaction that writes
        _heard(house, tx, house.find(tx, name), house.find(tx, to))
    with house.store.write() as tx:
        own, target = house.find(tx, name), house.find(tx, to)
        if target.id not in {one.id for one in candidates(house, tx, own)}:
            raise RefusedError(f"{own.reference} does not look like mail of {target.reference}")
        heard = _heard(house, tx, own, target)
        required = house.required(target.form)
        attached = attaching.attach(own, target, heard, required, by, house.clock())
        for letter in tx.letters.of_request(own.id or 0):
            if letter.state in _WAITING:
                tx.letters.settle(letter.id, LetterState.CANCELLED)
        keep_step(house, tx, attached.own)
        for one in heard:
            tx.ledger.belong(one.ledger_id, target.id or 0)
        return keep_step(house, tx, attached.to)


def keep_apart(house: House, name: str, by: str) -> Request:
    """It is a request of its own; a letter that waited for just this may go."""
    with house.store.write() as tx:
        request = house.find(tx, name)
        step = attaching.keep_apart(request, by, house.clock())
        held = [one for one in tx.letters.of_request(request.id or 0) if one.state is LetterState.HELD]
        released = [letter for letter in held if letter.hold_reason == _HELD_FOR_IT]
        for letter in released:
            tx.letters.settle(letter.id, LetterState.QUEUED, next_attempt_at=house.clock())
        if len(released) == len(held):
            step = attaching.without_held(step)
        return keep_step(house, tx, step)


def _heard(house: House, tx: Transaction, own: Request, target: Request) -> list[Heard]:
    texts = tuple(letter.text for letter in tx.letters.of_request(target.id or 0))
    heard = []
    for entry in tx.ledger.of_request(own.id or 0):
        raw = tx.ledger.raw(entry.id)
        if entry.disposition not in OURS or raw is None:
            continue
        try:
            message = house.readings.message(raw)
            reading = house.readings.reply(
                ReplyQuestion(message=message, form=target.form, ask=target.ask, texts=texts, values={})
            )
        except ReadingFailedError as error:
            raise RefusedError(f"a mail of {own.reference} could not be read: {error}") from error
        same = wrote_it(message, target.requester.addr)
        proof = Proof.SENDER if same else Proof.MESSAGE_ID  # a person says so, in place of a Message-ID
        right = right_of(proof, judge_author(message, house.policy).authenticity, same_sender=same)
        heard.append(Heard(reading=reading, ledger_id=entry.id, same_sender=same, right=right))
    return heard
