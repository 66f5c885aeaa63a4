"""Letters that wait while their request changes: they are cancelled when overtaken, else written anew."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from worker.requests.merge_answers import with_attention
from worker.requests.request_model import (
    WORKER,
    Attention,
    Event,
    LetterDraft,
    LetterKind,
    LetterState,
    Request,
)
from worker.requests.sending.outdated_letters import find_overtaking, replaces
from worker.services.contexts import ClockContext, OutboxContext, RecordContext
from worker.services.outbox.queue_letters import batch_of, is_outdated, rewrite_letter
from worker.store.records import Letter, LetterDecision
from worker.store.transactions import Transaction

OVERTAKEN = "overtaken"  #: the name of the decision that cancels a letter which is not true any more
_WAITING = frozenset({LetterState.QUEUED, LetterState.DEFERRED, LetterState.HELD})
_LEAVING = frozenset({LetterState.QUEUED, LetterState.DEFERRED})
#: An action and the letters that it overtakes are stored in one transaction; their times differ by less.
_SAME_TRANSACTION = timedelta(minutes=1)


def cancel_overtaken(
    services: ClockContext, tx: Transaction, request: Request, newer: Sequence[LetterDraft], who: str
) -> tuple[Request, tuple[Event, ...]]:
    """Cancel waiting letters that are not true of the request any more, or that a `newer` letter replaces.

    Returns the request, without `letter_withheld` where no letter is held any more, and the events.
    """
    now, events, held = services.clock(), [], any(draft.held for draft in newer)
    if request.id is None:
        return request, ()
    for letter in tx.letters.of_request(request.id):
        if letter.state not in _WAITING:
            continue
        is_held = letter.state is LetterState.HELD
        why = find_overtaking(letter.kind, request, held=is_held, to=letter.to) or _find_replacing(
            letter.kind, newer
        )
        if not why:
            held |= is_held
            continue
        why = f"overtaken by {why}"
        decided = LetterDecision(
            decision=OVERTAKEN, to=LetterState.CANCELLED, was=letter.state, by=who, at=now, reason=why
        )
        if tx.letters.decide(letter, decided):
            events.append(decision_event(letter, decided, why))
    if not events or held:
        return request, tuple(events)
    left = tuple(reason for reason in request.attention if reason is not Attention.LETTER_WITHHELD)
    return replace(request, attention=left), tuple(events)


def restore_overtaken(
    services: ClockContext, tx: Transaction, request: Request, who: str, at: datetime
) -> None:
    """Put back the letters that an action of `who` at that time had overtaken, as the action is undone."""
    for letter in tx.letters.of_request(request.id or 0):
        former, decided_at = letter.decided_from, letter.decided_at
        if letter.decision != OVERTAKEN or letter.decided_by != who or former is None or decided_at is None:
            continue
        if abs(decided_at - at) < _SAME_TRANSACTION and not find_overtaking(
            letter.kind, request, held=former is LetterState.HELD, to=letter.to
        ):
            back = LetterDecision(decision="undo", to=former, was=None, by=who, at=services.clock())
            tx.letters.decide(letter, back)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleLetter:
    """A letter that was written before its request became what it is now."""

    letter: Letter
    request: Request
    batch: tuple[Request, ...] = ()  #: what else the letter tells of


def make_true(
    services: ClockContext, tx: Transaction, letter: Letter, raw: bytes
) -> bytes | StaleLetter | None:
    """The bytes of a letter that is about to leave.

    A StaleLetter where it has to be written anew first; None where it was overtaken and is cancelled.
    """
    same = letter.draft is not None and letter.draft.get("version") == letter.request_version is not None
    if same and letter.kind is not LetterKind.BATCH:
        return raw  # its request has not changed since, whatever it is
    request = tx.requests.get(letter.request_id)
    if request is None or letter.decision == "retry":
        return raw  # what may have arrived once is repeated as it was
    if why := find_overtaking(letter.kind, request, held=False, to=letter.to):
        why = f"overtaken by {why}"
        tx.letters.settle(letter.id, LetterState.CANCELLED, error=why)
        now = services.clock()
        cancelled = LetterDecision(decision=OVERTAKEN, to=LetterState.CANCELLED, was=None, by=WORKER, at=now)
        tx.requests.add_events(letter.request_id, [decision_event(letter, cancelled, why)])
        return None
    batch = batch_of(tx, request, letter.kind)
    outdated = is_outdated(request, letter, batch)
    return StaleLetter(letter=letter, request=request, batch=batch) if outdated else raw


def rewrite_stale(services: OutboxContext, stale: StaleLetter) -> None:
    """Write a letter anew, and store it unless its request has changed again meanwhile."""
    new = rewrite_letter(services, services.store.secret(), stale.request, stale.letter, stale.batch)
    with services.store.write() as tx:
        letter, request = tx.letters.get(stale.letter.id), tx.requests.get(stale.letter.request_id)
        waits = letter is not None and letter.state in _WAITING
        if waits and request is not None and request.version == stale.request.version:
            tx.letters.rewrite(stale.letter.id, new)


def hold_stale(services: RecordContext, stale: StaleLetter, why: str) -> None:
    """Let a letter that can't be written anew wait for a person, unless somebody has taken it meanwhile."""
    with services.store.write() as tx:
        request = tx.requests.get(stale.letter.request_id)
        if request is None or not tx.letters.hold(stale.letter.id, why, _LEAVING):
            return
        about = f"letter {stale.letter.id} ({stale.letter.kind}): {why}"
        now = services.clock()
        changed, events = with_attention(request, [Attention.LETTER_WITHHELD], WORKER, now, about)
        tx.requests.save(changed)
        tx.requests.add_events(stale.letter.request_id, events)


def _find_replacing(waiting: LetterKind, newer: Sequence[LetterDraft]) -> str:
    return next((f"a newer letter ({draft.kind})" for draft in newer if replaces(draft.kind, waiting)), "")


def decision_event(letter: Letter, decided: LetterDecision, why: str) -> Event:
    """The event that tells a request of a decision about its letter; `why` follows the letter's number."""
    return Event(
        at=decided.at,
        who=decided.by,
        what="outbox",
        name=letter.kind,
        old=letter.state,
        new=decided.to,
        why=f"letter {letter.id} {why}",
    )
