"""A mail that became a request of its own by caution, put where a person says that it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from worker.errors import RefusedError
from worker.forms.extraction import ReplyReading
from worker.requests import states
from worker.requests.merge import change_state, merge, with_attention
from worker.requests.replying import answers, withhold_account
from worker.requests.review import Step
from worker.requests.rights import OPEN_TO_ANSWERS, Right
from worker.requests.values import CUSTOMER, SETTLED, Attention, Event, Request, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Both requests as they are afterwards."""

    to: Step  #: the one that the mail belongs to
    own: Step  #: the one that it had opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The mail that is attached, read as an answer to the request that it belongs to."""

    reading: ReplyReading
    ledger_id: int
    same_sender: bool
    right: Right  #: what it may do to that request, now that a person says that it belongs there


def attach(
    own: Request, to: Request, heard: Sequence[Heard], required: Sequence[str], who: str, now: datetime
) -> Attached:
    """The mail of `own` counts as answers on `to`; `own` is withdrawn. Writes to nobody."""
    if own.id == to.id or own.form != to.form:
        raise RefusedError(f"{own.reference} can't be attached to {to.reference}")
    put = put_to(to, heard, required, who, now)
    changed, events = put.request, put.events
    linked = Event(at=now, who=who, what="link", name=own.reference, why="its mail was attached here")
    states.require(own.reference, own.state, State.WITHDRAWN)
    closed, ended = change_state(own, State.WITHDRAWN, who, f"attached to {to.reference}", now)
    link = Event(at=now, who=who, what="link", name=to.reference, why="its mail is there now")
    return Attached(
        to=Step(request=replace(changed, updated_at=now), events=(linked, *events)),
        own=Step(request=replace(closed, attention=(), updated_at=now), events=(ended, link)),
    )


def put_to(to: Request, heard: Sequence[Heard], required: Sequence[str], who: str, now: datetime) -> Step:
    """Mails that a person has put to `to` count as answers on it. Writes to nobody."""
    changed, events = _heard(to, heard, required, who, now)
    if to.state in OPEN_TO_ANSWERS and changed.state is not (home := states.home(changed)):
        changed, moved = change_state(changed, home, who, "answers of a mail that was put here", now)
        events = (*events, moved)
    return Step(request=replace(changed, updated_at=now), events=events)


def settle_doubt(request: Request, who: str, now: datetime, why: str) -> Step:
    """A mail that may have belonged here is put where it belongs."""
    step = keep_apart(request, who, now)
    return replace(step, events=(*step.events, Event(at=now, who=who, what="message", name=SETTLED, why=why)))


def keep_apart(request: Request, who: str, now: datetime) -> Step:
    """It is a request of its own; nothing about it is doubtful for being like another one."""
    left = tuple(reason for reason in request.attention if reason is not Attention.POSSIBLE_MATCH)
    event = Event(at=now, who=who, what="attention", name=Attention.POSSIBLE_MATCH, old="possible_match")
    return Step(request=replace(request, attention=left, updated_at=now), events=(event,))


def without_held(step: Step) -> Step:
    """The same, and no letter waits for a person any more."""
    left = tuple(reason for reason in step.request.attention if reason is not Attention.LETTER_WITHHELD)
    return replace(step, request=replace(step.request, attention=left))


def _heard(
    to: Request, heard: Sequence[Heard], required: Sequence[str], who: str, now: datetime
) -> tuple[Request, tuple[Event, ...]]:
    changed, events = to, []
    for one in heard:
        event = Event(at=now, who=CUSTOMER, what="message", name="reply", why=f"attached by {who}")
        events.append(event)
        if one.right is Right.NOTHING:
            reasons = [Attention.AUTHENTICATION_FAILED]
        elif to.state not in OPEN_TO_ANSWERS:
            reasons = [Attention.CHANGED_AFTER_APPROVAL]
        else:
            reading, reasons = withhold_account(one.reading, changed, one.right)
            merged = merge(changed, answers(reading, one.ledger_id), required, now)
            changed, events = merged.request, [*events, *merged.events]
        if not one.same_sender:
            reasons = [*reasons, Attention.OTHER_ADDRESS]
        changed, noticed = with_attention(changed, reasons, CUSTOMER, now)
        events += noticed
    return changed, tuple(events)
