"""A mail that became a request of its own by caution, put where a person says that it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from worker.errors import RefusedError
from worker.forms.extraction import ReplyReading
from worker.requests import states
from worker.requests.apply_reply import collect_answers, withhold_account
from worker.requests.merge_answers import change_state, merge_answers, with_attention
from worker.requests.message_rights import OPEN_TO_ANSWERS, MessageRight
from worker.requests.request_model import CUSTOMER, SETTLED, Attention, Event, Request, State
from worker.requests.review_rules import RequestStep


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedMail:
    """Both requests as they are afterwards."""

    to: RequestStep  #: the one that the mail belongs to
    own: RequestStep  #: the one that it had opened


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedReply:
    """The mail that is attached, read as an answer to the request that it belongs to."""

    reading: ReplyReading
    ledger_id: int
    same_sender: bool
    right: MessageRight  #: what it may do to that request, now that a person says that it belongs there


def attach(
    own: Request,
    to: Request,
    heard: Sequence[AttachedReply],
    required: Sequence[str],
    who: str,
    now: datetime,
) -> AttachedMail:
    """The mail of `own` counts as answers on `to`; `own` is withdrawn. Writes to nobody."""
    if own.id == to.id or own.form != to.form:
        raise RefusedError(f"{own.reference} can't be attached to {to.reference}")
    put = put_to(to, heard, required, who, now)
    changed, events = put.request, put.events
    linked = Event(at=now, who=who, what="link", name=own.reference, why="its mail was attached here")
    states.require_edge(own.reference, own.state, State.WITHDRAWN)
    closed, ended = change_state(own, State.WITHDRAWN, who, f"attached to {to.reference}", now)
    link = Event(at=now, who=who, what="link", name=to.reference, why="its mail is there now")
    return AttachedMail(
        to=RequestStep(request=replace(changed, updated_at=now), events=(linked, *events)),
        own=RequestStep(request=replace(closed, attention=(), updated_at=now), events=(ended, link)),
    )


def put_to(
    to: Request, heard: Sequence[AttachedReply], required: Sequence[str], who: str, now: datetime
) -> RequestStep:
    """Mails that a person has put to `to` count as answers on it. Writes to nobody."""
    changed, events = _heard(to, heard, required, who, now)
    if to.state in OPEN_TO_ANSWERS and changed.state is not (home := states.home(changed)):
        changed, moved = change_state(changed, home, who, "answers of a mail that was put here", now)
        events = (*events, moved)
    return RequestStep(request=replace(changed, updated_at=now), events=events)


def settle_doubt(request: Request, who: str, now: datetime, why: str) -> RequestStep:
    """A mail that may have belonged here is put where it belongs."""
    step = keep_apart(request, who, now)
    return replace(step, events=(*step.events, Event(at=now, who=who, what="message", name=SETTLED, why=why)))


def keep_apart(request: Request, who: str, now: datetime) -> RequestStep:
    """It is a request of its own; nothing about it is doubtful for being like another one."""
    left = tuple(reason for reason in request.attention if reason is not Attention.POSSIBLE_MATCH)
    event = Event(at=now, who=who, what="attention", name=Attention.POSSIBLE_MATCH, old="possible_match")
    return RequestStep(request=replace(request, attention=left, updated_at=now), events=(event,))


def without_held(step: RequestStep) -> RequestStep:
    """The same, and no letter waits for a person any more."""
    left = tuple(reason for reason in step.request.attention if reason is not Attention.LETTER_WITHHELD)
    return replace(step, request=replace(step.request, attention=left))


def _heard(
    to: Request, heard: Sequence[AttachedReply], required: Sequence[str], who: str, now: datetime
) -> tuple[Request, tuple[Event, ...]]:
    changed, events = to, []
    for one in heard:
        event = Event(at=now, who=CUSTOMER, what="message", name="reply", why=f"attached by {who}")
        events.append(event)
        if one.right is MessageRight.NOTHING:
            reasons = [Attention.AUTHENTICATION_FAILED]
        elif to.state not in OPEN_TO_ANSWERS:
            reasons = [Attention.CHANGED_AFTER_APPROVAL]
        else:
            reading, reasons = withhold_account(one.reading, changed, one.right)
            merged = merge_answers(changed, collect_answers(reading, one.ledger_id), required, now)
            changed, events = merged.request, [*events, *merged.events]
        if not one.same_sender:
            reasons = [*reasons, Attention.OTHER_ADDRESS]
        changed, noticed = with_attention(changed, reasons, CUSTOMER, now)
        events += noticed
    return changed, tuple(events)
