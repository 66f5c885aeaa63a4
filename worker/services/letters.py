"""What staff decide about letters of the outbox: release, send again, cancel, settle a doubt, take that back.

Each decision is about the letter as somebody saw it. Whoever comes second is told what happened to it and
changes nothing, so that nothing is sent twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from worker.errors import RefusedError, UsageError
from worker.requests.merge import with_attention
from worker.requests.truth import find_overtaking
from worker.requests.values import Attention, Event, LetterState, Request
from worker.services.house import House
from worker.services.overtaking import OVERTAKEN
from worker.services.writing import rewrite
from worker.store.requests import StaleRequestError
from worker.store.rows import Decided, Letter
from worker.store.store import Transaction

MOST = 200  #: letters at once; what is beyond is left alone

#: Letters that stay where they are until a person decides.
FOR_A_PERSON = (LetterState.HELD, LetterState.UNCERTAIN, LetterState.FAILED)

_TRIES = 3
_UNDO = "undo"


class Verb(StrEnum):
    """What can be decided about a letter."""

    RELEASE = "release"  #: a held letter may go
    RETRY = "retry"  #: send it again
    CANCEL = "cancel"  #: never send it
    SENT = "sent"  #: an uncertain letter did arrive


#: In which states a letter can be decided about so, and what it is then.
_ALLOWED: Mapping[Verb, tuple[frozenset[LetterState], LetterState]] = {
    Verb.RELEASE: (frozenset({LetterState.HELD}), LetterState.QUEUED),
    Verb.RETRY: (
        frozenset({LetterState.DEFERRED, LetterState.FAILED, LetterState.UNCERTAIN, LetterState.BOUNCED}),
        LetterState.QUEUED,
    ),
    Verb.CANCEL: (
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
    Verb.SENT: (frozenset({LetterState.UNCERTAIN}), LetterState.SENT),
}
_DONE: Mapping[str, str] = {
    Verb.RELEASE: "released",
    Verb.RETRY: "sent again",
    Verb.CANCEL: "cancelled",
    Verb.SENT: "settled as sent",
    _UNDO: "put back",
    OVERTAKEN: "cancelled",
}

_TOLD: Mapping[str, str] = {
    Verb.RELEASE: "released it",
    Verb.RETRY: "had it sent again",
    Verb.CANCEL: "cancelled it",
    Verb.SENT: "settled it as sent",
    _UNDO: "took a decision back",
    OVERTAKEN: "did what overtook it",
}

#: What a letter in this state has a person look at, which is over once they decided about it.
_ATTENTION = {
    LetterState.HELD: Attention.LETTER_WITHHELD,
    LetterState.UNCERTAIN: Attention.LETTER_UNCERTAIN,
    LetterState.FAILED: Attention.LETTER_FAILED,
    LetterState.BOUNCED: Attention.LETTER_BOUNCED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A letter as somebody saw it when they decided."""

    state: LetterState
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """About which letters it was decided, and why not about others."""

    letters: tuple[int, ...]
    refused: tuple[str, ...] = ()  #: in words, one per letter


def verbs(state: LetterState) -> tuple[Verb, ...]:
    """What can be decided about a letter in this state."""
    return tuple(verb for verb, (allowed, _) in _ALLOWED.items() if state in allowed)


def decide(
    house: House,
    letter_id: int,
    verb: Verb,
    by: str,
    seen: Seen | None = None,
    wait: timedelta = timedelta(),
) -> Letter:
    """Do it; a letter that is to go out waits so long first, so that it can be taken back.

    RefusedError when the letter is not in a state for that, or not as it was `seen`.
    """
    return _again_when_stale(house, lambda tx: _decide(house, tx, letter_id, verb, by, seen, wait))


def decide_all(
    house: House, picks: Sequence[tuple[int, Seen]], verb: Verb | None, by: str, wait: timedelta
) -> Done:
    """The same about each of them, each for itself; without a verb they are sent: released, or sent again."""

    as_seen = dict(picks)

    def do(letter_id: int) -> object:
        seen = as_seen[letter_id]
        return decide(house, letter_id, verb or sending(seen.state), by, seen, wait)

    return _each([*as_seen], do)


def in_state(house: House, state: LetterState) -> tuple[Letter, ...]:
    """The letters that stand so now, oldest first."""
    with house.store.read() as tx:
        return tuple(tx.letters.listed([state]))


def sending(state: LetterState) -> Verb:
    """By which decision a letter in this state goes out."""
    return Verb.RELEASE if state is LetterState.HELD else Verb.RETRY


def undo(house: House, letter_id: int, by: str) -> Letter:
    """Take the last decision back; RefusedError when the letter is on its way, or was decided about anew."""
    return _again_when_stale(house, lambda tx: _undo(house, tx, letter_id, by))


def undo_all(house: House, letter_ids: Sequence[int], by: str) -> Done:
    """Take the last decision about each of them back."""
    return _each(letter_ids, lambda letter_id: undo(house, letter_id, by))


def can_be_undone(state: LetterState, decision: str | None, was: LetterState | None) -> bool:
    """Whether the last decision about a letter in this state can be taken back."""
    if was is None or decision is None or decision in {_UNDO, OVERTAKEN}:
        return False
    return state is _ALLOWED[Verb(decision)][1]


def _each(letter_ids: Sequence[int], do: Callable[[int], object]) -> Done:
    done, refused = [], []
    for letter_id in letter_ids[:MOST]:
        try:
            do(letter_id)
        except (RefusedError, UsageError) as error:
            refused.append(str(error))
        else:
            done.append(letter_id)
    return Done(letters=tuple(done), refused=tuple(refused))


def _again_when_stale(house: House, deed: Callable[[Transaction], Letter]) -> Letter:
    """Its request may be changed by somebody else at the same moment, on which nothing here depends."""
    for _ in range(_TRIES - 1):
        try:
            with house.store.write() as tx:
                return deed(tx)
        except StaleRequestError:
            continue
    with house.store.write() as tx:
        return deed(tx)


def _decide(
    house: House,
    tx: Transaction,
    letter_id: int,
    verb: Verb,
    by: str,
    seen: Seen | None,
    wait: timedelta,
) -> Letter:
    letter = _letter(tx, letter_id)
    allowed, to = _ALLOWED[verb]
    if letter.state not in allowed:
        states = ", ".join(sorted(allowed))
        raise RefusedError(f"{_told(letter)}; it can be {_DONE[verb]} when it is {states}")
    if seen is not None and seen != Seen(state=letter.state, attempts=letter.attempts):
        raise RefusedError(f"{_told(letter)}; look at it again")
    now = house.clock()
    # A letter that is on its way anyway has nothing to wait for, and no way back.
    moving = to is LetterState.QUEUED and letter.state is LetterState.DEFERRED
    decided = Decided(
        decision=verb,
        to=to,
        was=None if moving else letter.state,
        by=by,
        at=now,
        next_attempt_at=now + (timedelta() if moving else wait) if to is LetterState.QUEUED else None,
    )
    if to is LetterState.QUEUED:
        _require_true(house, tx, letter)
    return _settled(tx, letter, decided)


def _require_true(house: House, tx: Transaction, letter: Letter) -> None:
    """Write a letter that is to go out as its request is now; RefusedError where it has been overtaken."""
    if (request := tx.requests.get(letter.request_id)) is None:
        return
    if why := find_overtaking(letter.kind, request, held=False):
        raise RefusedError(f"letter {letter.id} ({letter.kind}) was overtaken by {why}; cancel it")
    if letter.state is LetterState.HELD:
        rewrite(house, tx, request, letter)


def _undo(house: House, tx: Transaction, letter_id: int, by: str) -> Letter:
    letter = _letter(tx, letter_id)
    if letter.decided_from is None or not can_be_undone(letter.state, letter.decision, letter.decided_from):
        raise RefusedError(f"{_told(letter)}; there is nothing to undo")
    decided = Decided(decision=_UNDO, to=letter.decided_from, was=None, by=by, at=house.clock())
    return _settled(tx, letter, decided)


def _settled(tx: Transaction, letter: Letter, decided: Decided) -> Letter:
    if not tx.letters.decide(letter, decided):
        raise RefusedError(f"{_told(_letter(tx, letter.id))}; look at it again")
    _remember(tx, letter, decided)
    return _letter(tx, letter.id)


def _remember(tx: Transaction, letter: Letter, decided: Decided) -> None:
    """On its request: who decided what, and whether there is still a reason to look at it."""
    request = tx.requests.get(letter.request_id)
    if request is None:
        return
    event = Event(
        at=decided.at,
        who=decided.by,
        what="outbox",
        name=letter.kind,
        old=letter.state,
        new=decided.to,
        why=f"letter {letter.id} {_DONE[decided.decision]}",
    )
    changed, events = _looked_at(tx, request, letter, decided)
    if events:
        tx.requests.save(replace(changed, updated_at=decided.at))
    tx.requests.add_events(letter.request_id, [event, *events])


def _looked_at(
    tx: Transaction, request: Request, letter: Letter, decided: Decided
) -> tuple[Request, tuple[Event, ...]]:
    """The letter's reason for attention goes, unless another letter has the same; undone, it comes back."""
    why = f"letter {letter.id} ({letter.kind})"
    back = _ATTENTION.get(decided.to)
    if back is not None:
        return with_attention(request, [back], decided.by, decided.at, why)
    reason = _ATTENTION.get(letter.state)
    others = any(one.state is letter.state for one in tx.letters.of_request(letter.request_id))
    if reason is None or reason not in request.attention or others:
        return request, ()
    left = tuple(each for each in request.attention if each is not reason)
    settled = Event(at=decided.at, who=decided.by, what="attention", name=reason, old=reason, why=why)
    return replace(request, attention=left), (settled,)


def _letter(tx: Transaction, letter_id: int) -> Letter:
    if (letter := tx.letters.get(letter_id)) is None:
        raise UsageError(f"there is no letter {letter_id}; `sen-worker outbox list` shows them")
    return letter


def _told(letter: Letter) -> str:
    """What became of it, and by whom."""
    told = f"letter {letter.id} is {letter.state} now"
    if letter.decision is None or letter.decided_by is None:
        return told
    return f"{told}: {letter.decided_by} {_TOLD[letter.decision]}"
