"""What staff decide about letters of the outbox: release, send again, cancel, settle a doubt, take that back.

Each decision is about the letter as somebody saw it. Whoever comes second is told what happened to it and
changes nothing, so that nothing is sent twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from worker.errors import RefusedError, UsageError
from worker.requests.merge_answers import with_attention
from worker.requests.request_model import Attention, Event, LetterState, Request
from worker.requests.sending.outdated_letters import find_overtaking
from worker.services.contexts import ClockContext, LetterContext, OutboxContext, RecordContext, StoreContext
from worker.services.outbox.overtaken_letters import OVERTAKEN, decision_event
from worker.services.outbox.queue_letters import batch_of, is_outdated, rewrite_letter
from worker.store.records import Letter, LetterDecision
from worker.store.requests.request_table import StaleRequestError
from worker.store.transactions import Transaction

MAX_AT_ONCE = 200  #: letters that are decided about at once; further ones are left alone

#: Letters that stay where they are until a person decides.
FOR_A_PERSON = (LetterState.HELD, LetterState.UNCERTAIN, LetterState.FAILED)

_TRIES = 3
_UNDO = "undo"


class LetterVerb(StrEnum):
    """What can be decided about a letter."""

    RELEASE = "release"  #: a held letter may go
    RETRY = "retry"  #: send it again
    CANCEL = "cancel"  #: never send it
    SENT = "sent"  #: an uncertain letter did arrive


#: In which states each decision is possible, and the state that it leads to.
_ALLOWED: Mapping[LetterVerb, tuple[frozenset[LetterState], LetterState]] = {
    LetterVerb.RELEASE: (frozenset({LetterState.HELD}), LetterState.QUEUED),
    LetterVerb.RETRY: (
        frozenset({LetterState.DEFERRED, LetterState.FAILED, LetterState.UNCERTAIN, LetterState.BOUNCED}),
        LetterState.QUEUED,
    ),
    LetterVerb.CANCEL: (
        frozenset(
            {
                LetterState.QUEUED,
                LetterState.DEFERRED,
                LetterState.HELD,
                LetterState.UNCERTAIN,
                LetterState.FAILED,
            }
        ),
        LetterState.CANCELLED,
    ),
    LetterVerb.SENT: (frozenset({LetterState.UNCERTAIN}), LetterState.SENT),
}
_PAST_PARTICIPLE: Mapping[str, str] = {
    LetterVerb.RELEASE: "released",
    LetterVerb.RETRY: "sent again",
    LetterVerb.CANCEL: "cancelled",
    LetterVerb.SENT: "settled as sent",
    _UNDO: "put back",
    OVERTAKEN: "cancelled",
}

_WHAT_STAFF_DID: Mapping[str, str] = {
    LetterVerb.RELEASE: "released it",
    LetterVerb.RETRY: "had it sent again",
    LetterVerb.CANCEL: "cancelled it",
    LetterVerb.SENT: "settled it as sent",
    _UNDO: "took a decision back",
    OVERTAKEN: "did what overtook it",
}

#: The request's reason for attention while a letter is in this state; a decision ends it.
_ATTENTION = {
    LetterState.HELD: Attention.LETTER_WITHHELD,
    LetterState.UNCERTAIN: Attention.LETTER_UNCERTAIN,
    LetterState.FAILED: Attention.LETTER_FAILED,
    LetterState.BOUNCED: Attention.LETTER_BOUNCED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLetter:
    """A letter as somebody saw it when they decided."""

    state: LetterState
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionResult:
    """About which letters it was decided, and why not about others."""

    letters: tuple[int, ...]
    refused: tuple[str, ...] = ()  #: in words, one per letter


def list_verbs(state: LetterState) -> tuple[LetterVerb, ...]:
    """What can be decided about a letter in this state."""
    return tuple(verb for verb, (allowed, _) in _ALLOWED.items() if state in allowed)


def decide(
    services: OutboxContext,
    letter_id: int,
    verb: LetterVerb,
    by: str,
    seen: SeenLetter | None = None,
    wait: timedelta = timedelta(),
) -> Letter:
    """Carry out a decision; a letter that is to go out waits for `wait` first, so that it can be taken back.

    Raises RefusedError when the letter's state does not allow it or is not as it was `seen`.
    """
    return _retry_when_stale(services, lambda tx: _decide(services, tx, letter_id, verb, by, seen, wait))


def decide_all(
    services: OutboxContext,
    picks: Sequence[tuple[int, SeenLetter]],
    verb: LetterVerb | None,
    by: str,
    wait: timedelta,
) -> DecisionResult:
    """`decide` about each letter by itself; without a verb each is sent: released, or sent again."""

    as_seen = dict(picks)

    def decide_one(letter_id: int) -> object:
        seen = as_seen[letter_id]
        return decide(services, letter_id, verb or find_sending_verb(seen.state), by, seen, wait)

    return _decide_each([*as_seen], decide_one)


def in_state(services: StoreContext, state: LetterState) -> tuple[Letter, ...]:
    """The letters in that state now, oldest first."""
    with services.store.read() as tx:
        return tuple(tx.letters.listed([state]))


def find_sending_verb(state: LetterState) -> LetterVerb:
    """By which decision a letter in this state goes out."""
    return LetterVerb.RELEASE if state is LetterState.HELD else LetterVerb.RETRY


def undo(services: RecordContext, letter_id: int, by: str) -> Letter:
    """Take the last decision back. Raises RefusedError when the letter has gone on since."""
    return _retry_when_stale(services, lambda tx: _undo(services, tx, letter_id, by))


def undo_all(services: RecordContext, letter_ids: Sequence[int], by: str) -> DecisionResult:
    """Take the last decision about each of them back."""
    return _decide_each(letter_ids, lambda letter_id: undo(services, letter_id, by))


def can_be_undone(state: LetterState, decision: str | None, was: LetterState | None) -> bool:
    """Whether the last decision about a letter in this state can be taken back."""
    if was is None or decision is None or decision in {_UNDO, OVERTAKEN}:
        return False
    return state is _ALLOWED[LetterVerb(decision)][1]


def _decide_each(letter_ids: Sequence[int], decide_one: Callable[[int], object]) -> DecisionResult:
    done, refused = [], []
    for letter_id in letter_ids[:MAX_AT_ONCE]:
        try:
            decide_one(letter_id)
        except (RefusedError, UsageError) as error:
            refused.append(str(error))
        else:
            done.append(letter_id)
    return DecisionResult(letters=tuple(done), refused=tuple(refused))


def _retry_when_stale(services: StoreContext, staff_action: Callable[[Transaction], Letter]) -> Letter:
    """Repeat the action where somebody else changed the request at the same moment."""
    for _ in range(_TRIES - 1):
        try:
            with services.store.write() as tx:
                return staff_action(tx)
        except StaleRequestError:
            continue
    with services.store.write() as tx:
        return staff_action(tx)


def _decide(
    services: LetterContext,
    tx: Transaction,
    letter_id: int,
    verb: LetterVerb,
    by: str,
    seen: SeenLetter | None,
    wait: timedelta,
) -> Letter:
    letter = _require_letter(tx, letter_id)
    allowed, to = _ALLOWED[verb]
    if letter.state not in allowed:
        states = ", ".join(sorted(allowed))
        raise RefusedError(
            f"{_describe_letter(letter)}; it can be {_PAST_PARTICIPLE[verb]} when it is {states}"
        )
    if seen is not None and seen != SeenLetter(state=letter.state, attempts=letter.attempts):
        raise RefusedError(f"{_describe_letter(letter)}; look at it again")
    now = services.clock()
    # A letter that is on its way anyway has nothing to wait for, and no way back.
    moving = to is LetterState.QUEUED and letter.state is LetterState.DEFERRED
    decided = LetterDecision(
        decision=verb,
        to=to,
        was=None if moving else letter.state,
        by=by,
        at=now,
        next_attempt_at=now + (timedelta() if moving else wait) if to is LetterState.QUEUED else None,
    )
    if to is LetterState.QUEUED:
        _refresh_or_refuse(services, tx, letter)
    return _store_decision(tx, letter, decided)


def _refresh_or_refuse(services: LetterContext, tx: Transaction, letter: Letter) -> None:
    """Write a letter anew by its request as it is now. Raises RefusedError where it was overtaken."""
    if (request := tx.requests.get(letter.request_id)) is None:
        return
    if why := find_overtaking(letter.kind, request, held=False, to=letter.to):
        raise RefusedError(f"letter {letter.id} ({letter.kind}) was overtaken by {why}; cancel it")
    batch = batch_of(tx, request, letter.kind)
    if letter.state is LetterState.HELD and is_outdated(request, letter, batch):
        tx.letters.rewrite(letter.id, rewrite_letter(services, tx.secret(), request, letter, batch))


def _undo(services: ClockContext, tx: Transaction, letter_id: int, by: str) -> Letter:
    letter = _require_letter(tx, letter_id)
    if letter.decided_from is None or not can_be_undone(letter.state, letter.decision, letter.decided_from):
        raise RefusedError(f"{_describe_letter(letter)}; there is nothing to undo")
    decided = LetterDecision(decision=_UNDO, to=letter.decided_from, was=None, by=by, at=services.clock())
    return _store_decision(tx, letter, decided)


def _store_decision(tx: Transaction, letter: Letter, decided: LetterDecision) -> Letter:
    if not tx.letters.decide(letter, decided):
        raise RefusedError(f"{_describe_letter(_require_letter(tx, letter.id))}; look at it again")
    _record_on_request(tx, letter, decided)
    return _require_letter(tx, letter.id)


def _record_on_request(tx: Transaction, letter: Letter, decided: LetterDecision) -> None:
    """Store on the request who decided what, and whether it still has a reason for attention."""
    request = tx.requests.get(letter.request_id)
    if request is None:
        return
    event = decision_event(letter, decided, _PAST_PARTICIPLE[decided.decision])
    changed, events = _update_attention(tx, request, letter, decided)
    if events:
        tx.requests.save(replace(changed, updated_at=decided.at))
    tx.requests.add_events(letter.request_id, [event, *events])


def _update_attention(
    tx: Transaction, request: Request, letter: Letter, decided: LetterDecision
) -> tuple[Request, tuple[Event, ...]]:
    """Drop the letter's reason for attention, unless another letter has the same; an undo restores it."""
    why = f"letter {letter.id} ({letter.kind})"
    restored = _ATTENTION.get(decided.to)
    if restored is not None:
        return with_attention(request, [restored], decided.by, decided.at, why)
    reason = _ATTENTION.get(letter.state)
    others = any(other.state is letter.state for other in tx.letters.of_request(letter.request_id))
    if reason is None or reason not in request.attention or others:
        return request, ()
    left = tuple(each for each in request.attention if each is not reason)
    settled = Event(at=decided.at, who=decided.by, what="attention", name=reason, old=reason, why=why)
    return replace(request, attention=left), (settled,)


def _require_letter(tx: Transaction, letter_id: int) -> Letter:
    if (letter := tx.letters.get(letter_id)) is None:
        raise UsageError(f"there is no letter {letter_id}; `sen-worker outbox list` shows them")
    return letter


def _describe_letter(letter: Letter) -> str:
    """The letter's state, and who brought it about, for an error."""
    text = f"letter {letter.id} is {letter.state} now"
    if letter.decision is None or letter.decided_by is None:
        return text
    return f"{text}: {letter.decided_by} {_WHAT_STAFF_DID[letter.decision]}"
