"""Who is told when somebody wants the license to go to another myAtlassian account.

The requester always is, at the address that the request came from. Whoever had the account that was on
record gets a copy once it is changed, for a thief may have got hold of the requester's mail. The question
that a change waits for has no copies: its answer proves who wrote it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker.reading.message import DeliveryReport
from worker.requests.message_rights import ACCOUNT, usable_account
from worker.requests.request_model import (
    CUSTOMER,
    Attention,
    Event,
    LetterDraft,
    LetterKind,
    Request,
    SentLetter,
)


def wish(request: Request, wanted: str, now: datetime) -> Event:
    """The event that tells staff which account is wanted in place of which."""
    why = "waits for a person: nothing proves that the requester wrote it"
    return Event(
        at=now,
        who=CUSTOMER,
        what="wish",
        name=ACCOUNT,
        old=usable_account(request) or None,
        new=wanted,
        why=why,
    )


def ask(request: Request, held: str) -> tuple[LetterDraft, ...]:
    """The letter that has the requester confirm a change; one, however many mails ask for it."""
    if Attention.ACCOUNT_CHANGED in request.attention or not usable_account(request):
        return ()
    return (
        LetterDraft(
            kind=LetterKind.ACCOUNT_CHANGE_ASKED,
            to=request.requester.addr,
            round=request.version + 1,
            held=held,
        ),
    )


def was_told(letters: Sequence[SentLetter]) -> bool:
    """Whether the customer has a letter that tells to which account the license goes."""
    return any(letter.kind in {LetterKind.RECEIVED, LetterKind.BATCH} for letter in letters)


def confirm(
    former: str, request: Request, events: tuple[Event, ...], letters: tuple[LetterDraft, ...]
) -> tuple[tuple[Event, ...], tuple[LetterDraft, ...]]:
    """What is written once an account that the customer was told of is another one: to both, and once.

    Takes the place of `received`, which repeats to nobody but the requester what was recorded.
    """
    account = usable_account(request)
    if not former or not account or former.lower() == account.lower():
        return events, letters
    told = tuple(
        replace(letter, kind=LetterKind.ACCOUNT_CHANGED, cc=_copies(request, former, account))
        if letter.kind is LetterKind.RECEIVED
        else letter
        for letter in letters
    )
    named = tuple(
        replace(event, name=LetterKind.ACCOUNT_CHANGED)
        if (event.what, event.name) == ("letter", LetterKind.RECEIVED)
        else event
        for event in events
    )
    return named, told


def tell_of_change(
    former: str, request: Request, sent: Sequence[SentLetter], who: str, now: datetime
) -> tuple[tuple[Event, ...], tuple[LetterDraft, ...]]:
    """What is written once staff have given a request another account than the customer was told of."""
    account = usable_account(request)
    if not was_told(sent) or not former or not account or former.lower() == account.lower():
        return (), ()
    letter = LetterDraft(
        kind=LetterKind.ACCOUNT_CHANGED,
        to=request.requester.addr,
        cc=_copies(request, former, account),
        round=request.version + 1,
    )
    return (Event(at=now, who=who, what="letter", name=letter.kind),), (letter,)


def is_copy(letter: SentLetter, report: DeliveryReport | None) -> bool:
    """Whether a report is about a copy alone: an account that is given up may well take no mail."""
    kinds = {LetterKind.ACCOUNT_CHANGED, LetterKind.ACCOUNT_CHANGE_ASKED}
    failed = report.recipients if report is not None else ()
    return letter.kind in kinds and bool(failed) and letter.to not in failed


def _copies(request: Request, *addresses: str) -> tuple[str, ...]:
    unique = {address.lower(): address for address in addresses}
    return tuple(address for lower, address in unique.items() if lower != request.requester.addr)
