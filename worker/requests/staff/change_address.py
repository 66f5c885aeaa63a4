"""Another address of a requester's, after a letter came back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker.errors import UsageError
from worker.requests.request_model import Attention, Event, LetterDraft, LetterKind, Request
from worker.requests.review_rules import RequestStep

#: Letters that are written anew from the request as it is; any other one held words of its own.
_AGAIN = frozenset({LetterKind.MISSING_FIELDS, LetterKind.RECEIVED, LetterKind.SEN_CONFIRMATION})


def change_address(
    request: Request, address: str, why: str, bounced: Sequence[LetterKind], who: str, now: datetime
) -> RequestStep:
    """Letters go to `address` from now on; those of the `bounced` kinds that can be are written anew.

    `why` says how somebody knows that it is the requester's. Raises UsageError without it, and where the
    address is theirs already.
    """
    if not why.strip():
        raise UsageError("say how you know that it is their address; it goes on record")
    old = request.requester.addr
    if address.lower() == old:
        raise UsageError(f"{request.reference} has that address already")
    event = Event(
        at=now, who=who, what="field", name="requester", old=old, new=address.lower(), why=why.strip()
    )
    left = tuple(reason for reason in request.attention if reason is not Attention.LETTER_BOUNCED)
    asked = LetterKind.MISSING_FIELDS in bounced and bool(request.ask)
    changed = replace(
        request,
        requester=replace(request.requester, addr=address.lower()),
        attention=left,
        round=request.round + asked,
        updated_at=now,
    )
    return RequestStep(
        request=changed, events=(event,), letters=tuple(_letters(changed, bounced, asked=asked))
    )


def _letters(request: Request, bounced: Sequence[LetterKind], *, asked: bool) -> list[LetterDraft]:
    drafts = []
    for kind in bounced:
        if kind not in _AGAIN or (kind is LetterKind.MISSING_FIELDS and not asked):
            continue
        number = request.round if kind is LetterKind.MISSING_FIELDS else request.version + 1
        copy = _account(request) if kind is LetterKind.SEN_CONFIRMATION else ()
        drafts.append(LetterDraft(kind=kind, to=request.requester.addr, cc=copy, round=number))
    return drafts


def _account(request: Request) -> tuple[str, ...]:
    field = request.fields.get("account_email")
    account = str(field.value).lower() if field is not None and field.value else ""
    return (account,) if account and account != request.requester.addr else ()
