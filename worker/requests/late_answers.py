"""Answers that came when a request was approved already: applied where a person says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from worker.errors import RefusedError
from worker.forms.extraction import ReplyReading
from worker.requests import account_letters, states
from worker.requests.apply_reply import collect_answers, withhold_account
from worker.requests.merge_answers import change_state, merge_answers, with_attention
from worker.requests.message_rights import ACCOUNT, MessageRight, usable_account
from worker.requests.request_model import Attention, Event, Request, SentLetter, State
from worker.requests.review_rules import RequestStep

_OPEN = frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW})
#: An approval, which is given for what a request is.
DECIDED = frozenset({State.AWAITING_UPGRADE, State.APPROVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReply:
    """A mail that came too late."""

    reading: ReplyReading
    ledger_id: int
    right: MessageRight  #: what it might have done, had it come in time


@dataclass(frozen=True, slots=True, kw_only=True)
class LateChange:
    """What one of them changes."""

    reply: LateReply
    events: tuple[Event, ...]  #: of fields; a `wish` is an account that it has no right to


def find_late_changes(
    request: Request, late: Sequence[LateReply], required: Sequence[str], who: str, now: datetime
) -> tuple[Request, tuple[LateChange, ...]]:
    """The request with all that the mails may change, and which mail changes what.

    A mail whose author is forged changes nothing; an account that another one may not name is left out.
    """
    changed, found = request, []
    for one in late:
        if one.right is MessageRight.NOTHING:
            continue
        reading, withheld = withhold_account(one.reading, changed, one.right)
        before = changed
        merged = merge_answers(changed, collect_answers(reading, one.ledger_id), required, now)
        changed = merged.request
        events = [replace(event, who=who, why="the customer wrote so") for event in merged.events]
        if withheld:
            events.append(account_letters.wish(before, str(one.reading.fields[ACCOUNT]), now))
        if events:
            found.append(LateChange(reply=one, events=tuple(events)))
    return changed, tuple(found)


def apply_late_answers(
    request: Request,
    late: Sequence[LateReply],
    required: Sequence[str],
    who: str,
    now: datetime,
    letters: Sequence[SentLetter] = (),
) -> RequestStep:
    """The answers count; an approval is taken back where they change one, as it was given for other ones.

    Writes to nobody but where the account of a customer who was told of it is another one now. An account
    without proof enough waits for a person, who sees which mail wants it. RefusedError where the request is
    closed, and where the answers change nothing.
    """
    if request.state not in DECIDED | _OPEN:
        raise RefusedError(f"{request.reference} is {request.state}; its fields can't be changed any more")
    changed, found = find_late_changes(request, late, required, who, now)
    events = [event for one in found for event in one.events]
    if not events:
        raise RefusedError(f"what came too late changes nothing on {request.reference}")
    if any(event.what != "wish" for event in events):
        changed, moved = take_back_approval(changed, who, now)
        events += moved
    left = tuple(one for one in changed.attention if one is not Attention.CHANGED_AFTER_APPROVAL)
    wishes = [Attention.ACCOUNT_CHANGED] if any(event.what == "wish" for event in events) else []
    changed, noticed = with_attention(replace(changed, attention=left, updated_at=now), wishes, who, now)
    told, drafts = account_letters.tell_of_change(usable_account(request), changed, letters, who, now)
    return RequestStep(request=changed, events=(*events, *noticed, *told), letters=drafts)


def take_back_approval(request: Request, who: str, now: datetime) -> tuple[Request, tuple[Event, ...]]:
    """The request where it belongs now that a correction counts: what was approved is another one."""
    if request.state is (home := states.home(request)):
        return request, ()
    changed, moved = change_state(request, home, who, "the customer's correction was applied", now)
    return changed, (moved,)
