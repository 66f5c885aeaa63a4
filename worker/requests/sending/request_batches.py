"""Requests that came in one mail: whether one letter answers all of them, and which it takes the place of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker.requests.merge_answers import with_attention
from worker.requests.request_model import (
    PROVEN_POOLS,
    WORKER,
    Attention,
    BatchLetters,
    Decision,
    Event,
    LetterDraft,
    LetterKind,
    LetterPool,
    Policy,
    Request,
)

#: What the one letter tells of each request.
_TOLD = frozenset({LetterKind.MISSING_FIELDS, LetterKind.RECEIVED})


def is_answered_together(decision: Decision, policy: Policy) -> bool:
    """Whether the requests of a mail, of which this is the first, get one letter.

    Nobody gets it whose mail anybody can have written: the letter repeats what the mail says.
    """
    pools = {letter.pool for letter in decision.letters if letter.kind in _TOLD}
    match policy.batch_letters:
        case BatchLetters.ALWAYS:
            return bool(pools) and pools <= PROVEN_POOLS
        case BatchLetters.EXPERTS:
            return pools == {LetterPool.EXPERTS}
        case BatchLetters.OFF:
            return False


def take_letters(decision: Decision) -> tuple[Decision, tuple[LetterDraft, ...]]:
    """The decision without its letter to the requester, and that letter; others, as to the owner, stay."""
    taken = tuple(letter for letter in decision.letters if letter.kind in _TOLD)
    left = tuple(letter for letter in decision.letters if letter.kind not in _TOLD)
    request, events = decision.request, tuple(_renamed(event) for event in decision.events)
    if request is not None and not any(letter.held for letter in left):
        attention = tuple(one for one in request.attention if one is not Attention.LETTER_WITHHELD)
        request = replace(request, attention=attention)
        events = tuple(event for event in events if event.name != Attention.LETTER_WITHHELD)
    return replace(decision, request=request, events=events, letters=left), taken


def one_letter(
    first: Request, taken: Sequence[LetterDraft], now: datetime
) -> tuple[Request, tuple[Event, ...], LetterDraft]:
    """The letter in place of those, held by whatever held one of them; it is the first request's."""
    held = "; ".join(dict.fromkeys(why for letter in taken for why in letter.held.split("; ") if why))
    letter = LetterDraft(
        kind=LetterKind.BATCH, to=first.requester.addr, round=first.version + 1, held=held, pool=taken[0].pool
    )
    reasons = [Attention.LETTER_WITHHELD] if held else []
    changed, events = with_attention(first, reasons, WORKER, now, held)
    return changed, events, letter


def _renamed(event: Event) -> Event:
    """That a letter was written is told by the name of the one letter."""
    told = event.what == "letter" and event.name in _TOLD
    return replace(event, name=LetterKind.BATCH, why="") if told else event
