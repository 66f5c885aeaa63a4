"""A stored request whose mail is read again: what today's reader would make of it, and what may be written.

The mail's whole history is gone through as it came in: the opening mail, then each reply, and between them
what staff asked for and corrected. What a person set or decided stays as it is. Nobody is written to.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from worker.forms.extraction import Extraction, FieldProblem, ReplyReading
from worker.requests import states
from worker.requests.apply_reply import collect_answers, withhold_account
from worker.requests.merge_answers import change_state, merge_answers, show_value, still_open, with_attention
from worker.requests.message_rights import OPEN_TO_ANSWERS, MessageRight
from worker.requests.open_request import first_answers, told_facts
from worker.requests.request_model import CUSTOMER, WORKER, Attention, Event, FieldValue, Request, State
from worker.requests.review_rules import RequestStep, why_asked

#: States in which nobody has decided about the request yet; in every other one it is only reported.
_UNDECIDED = frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW, State.INTERESTED})
_WHY = "its mail was read again"


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadReply:
    """One reply to a request."""

    ledger_id: int
    at: datetime  #: when it was taken in
    right: MessageRight  #: what it may do to the request
    #: What it says where those fields are asked for and those values are known.
    read: Callable[[Sequence[str], Mapping[str, str | int | None]], ReplyReading]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHistory:
    """A request as it is stored, and all that came in on it."""

    request: Request
    events: tuple[Event, ...]  #: oldest first
    opening_id: int  #: ledger id of the mail that opened it
    extraction: Extraction  #: what that mail says
    replies: tuple[RereadReply, ...]  #: oldest first
    required: tuple[str, ...]  #: of the request's form, in its order


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field that would be different."""

    name: str
    was: FieldValue | None
    would_be: FieldValue


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadingResult:
    """What would be different about a request, and the step that makes it so."""

    changes: tuple[FieldChange, ...]
    was_asked: Mapping[str, FieldProblem]
    would_ask: Mapping[str, FieldProblem]
    state: State  #: where it would stand
    only_reported: str  #: why nothing is written, in words; empty when it may be
    step: RequestStep | None  #: None where nothing changes or nothing may be written

    @property
    def differs(self) -> bool:
        """Whether today's reader sees anything else."""
        return bool(self.changes) or self.was_asked != self.would_ask


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadRequest:
    """A request as today's reader reads its mail."""

    request: Request
    attention: tuple[Attention, ...]  #: what a reply has a person look at


def read_again(history: RequestHistory) -> RereadRequest:
    """The fields as they would be had today's reader read all of the request's mail."""
    request = _opened(history)
    attention: list[Attention] = []
    for heard_or_done in _in_order(history):
        if isinstance(heard_or_done, Event):
            request = _done_by_staff(request, heard_or_done, history)
        elif _state_at(history.events, heard_or_done.at) in OPEN_TO_ANSWERS:
            request, noticed = _answered(request, heard_or_done, history)
            attention += noticed
    return RereadRequest(request=request, attention=tuple(attention))


def reread_request(
    history: RequestHistory, again: RereadRequest, same_key: Sequence[str], now: datetime
) -> RereadingResult:
    """What changes. `same_key` names other requests with one of the license keys that were read."""
    stored = history.request
    changes = _changes(stored, again.request)
    fields = {**stored.fields, **{change.name: change.would_be for change in changes}}
    by_staff = {name for name, field in stored.fields.items() if field.set_by != CUSTOMER}
    problems = _unconfirmed(stored, fields) | {
        name: why for name, why in again.request.problems.items() if name not in by_staff
    }
    ask = still_open(fields, problems, history.required)
    problems = {name: problems.get(name, FieldProblem.MISSING) for name in ask}
    facts = {**stored.facts, **again.request.facts}
    read = replace(stored, fields=fields, facts=facts, problems=problems, ask=ask)
    state = states.home(read) if stored.state in _UNDECIDED else stored.state
    found = RereadingResult(
        changes=changes,
        was_asked={name: stored.problems.get(name, FieldProblem.MISSING) for name in stored.ask},
        would_ask=problems,
        state=state,
        only_reported=_only_reported(history, state),
        step=None,
    )
    if not found.differs or found.only_reported:
        return found
    reasons = _reasons(history, again, found, same_key)
    return replace(found, step=_step(read, found, reasons, now))


def _unconfirmed(stored: Request, fields: Mapping[str, FieldValue]) -> dict[str, FieldProblem]:
    """The answers that somebody unknown gave and that no reading makes better known."""
    return {
        name: why
        for name, why in stored.problems.items()
        if why is FieldProblem.UNCONFIRMED and fields.get(name) == stored.fields.get(name)
    }


def _opened(history: RequestHistory) -> Request:
    fields, problems = first_answers(history.extraction, history.opening_id, history.required)
    ask = still_open(fields, problems, history.required)
    asked = {name: problems.get(name, FieldProblem.MISSING) for name in ask}
    facts = told_facts(history.extraction.facts, history.opening_id)
    return replace(history.request, fields=fields, facts=facts, problems=asked, ask=ask)


def _in_order(history: RequestHistory) -> list[RereadReply | Event]:
    return sorted((*history.replies, *_standing(history.events)), key=lambda one: one.at)


def _standing(events: Sequence[Event]) -> list[Event]:
    """What staff asked for and set, less the questions that they took back."""
    found: list[Event] = []
    for event in events:
        if event.what in {"ask", "field"} and _is_staff(event.who):
            found.append(event)
        elif event.what == "undo" and event.name == "ask":
            undone = max((one.at for one in found if one.what == "ask"), default=None)
            found = [one for one in found if one.what != "ask" or one.at != undone]
    return found


def _done_by_staff(request: Request, event: Event, history: RequestHistory) -> Request:
    """A field that staff asked for is open again; one that they set, and that is theirs still, is settled."""
    problems, fields = dict(request.problems), dict(request.fields)
    if event.what == "ask":
        problems.setdefault(event.name, _why_asked(request, event.name, history.request))
    elif (field := history.request.fields.get(event.name)) is not None and field.set_by == event.who:
        fields[event.name] = field
        problems.pop(event.name, None)
    ask = still_open(fields, problems, history.required)
    return replace(request, fields=fields, ask=ask, problems=problems)


def _why_asked(request: Request, name: str, stored: Request) -> FieldProblem:
    """As it was told to the customer; what older versions told stands."""
    told = stored.problems.get(name)
    return told if told in {FieldProblem.MISSING, FieldProblem.DOUBTED} else why_asked(request, name)


def _answered(
    request: Request, heard: RereadReply, history: RequestHistory
) -> tuple[Request, list[Attention]]:
    known = {name: field.value for name, field in request.fields.items()}
    reading = heard.read(_asked(request, heard, history), known)
    if heard.right is MessageRight.NOTHING:
        return request, []
    reading, noticed = withhold_account(reading, request, heard.right)
    merged = merge_answers(request, collect_answers(reading, heard.ledger_id), history.required, heard.at)
    return merged.request, noticed


def _asked(request: Request, heard: RereadReply, history: RequestHistory) -> tuple[str, ...]:
    """What the customer was asked for, as our letters went by what was read then."""
    stored = history.request
    then = {name for name, field in stored.fields.items() if field.message == heard.ledger_id}
    return tuple(name for name in history.required if name in {*request.ask, *stored.ask, *then})


def _state_at(events: Sequence[Event], at: datetime) -> State:
    """Where the request stood when a message came in; what the message itself brought about is later."""
    before = [event for event in events if event.what == "state" and event.at < at]
    return State(before[-1].new or State.NEEDS_INFO) if before else State.NEEDS_INFO


def _changes(stored: Request, read: Request) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name=name, was=was, would_be=would_be)
        for name, would_be in read.fields.items()
        if _value(was := stored.fields.get(name)) != would_be.value and not _theirs(was)
    )


def _theirs(field: FieldValue | None) -> bool:
    return field is not None and field.set_by != CUSTOMER


def _value(field: FieldValue | None) -> str | int | None:
    return field.value if field is not None else None


def _only_reported(history: RequestHistory, state: State) -> str:
    stored, form = history.request, history.extraction.form
    if stored.state not in _UNDECIDED:
        return f"it is {stored.state}"
    opened = any(field.message == history.opening_id for field in stored.fields.values())
    if form != stored.form and (form is not None or opened):
        return f"its first mail would be taken for {form or history.extraction.kind}"
    moved = [event.who for event in history.events if event.what == "state"]
    if state is not stored.state and moved and _is_staff(moved[-1]):
        return f"{moved[-1]} made it {stored.state}, and it would become {state}"
    return ""


def _reasons(
    history: RequestHistory, again: RereadRequest, found: RereadingResult, same_key: Sequence[str]
) -> list[Attention]:
    """What a person has to look at because of the change; what they were told before is not repeated."""
    told = {event.name for event in history.events if event.what == "attention"}
    reasons = [reason for reason in again.attention if reason not in told]
    unread = Attention.UNREAD_WORDS if history.extraction.unread else Attention.UNSURE
    if (history.extraction.hold or history.extraction.unread) and unread not in told:
        reasons.append(unread)
    if same_key and "license_key" in {change.name for change in found.changes}:
        reasons.append(Attention.DUPLICATE_KEY)
    if found.would_ask.keys() - found.was_asked.keys():
        reasons.append(Attention.READ_AGAIN)
    return reasons


def _step(read: Request, found: RereadingResult, reasons: Sequence[Attention], now: datetime) -> RequestStep:
    events = [_field_event(change, now) for change in found.changes]
    for name in dict.fromkeys((*found.was_asked, *found.would_ask)):
        old, new = found.was_asked.get(name), found.would_ask.get(name)
        if old != new:
            events.append(Event(at=now, who=WORKER, what="ask", name=name, old=old, new=new, why=_WHY))
    request = read
    if found.state is not read.state:
        ends = f"open: {', '.join(read.ask)}" if read.ask else "all answers are there"
        request, moved = change_state(read, found.state, WORKER, f"{_WHY}; {ends}", now)
        events.append(moved)
    request, noticed = with_attention(request, reasons, WORKER, now, _WHY)
    return RequestStep(request=replace(request, updated_at=now), events=(*events, *noticed))


def _field_event(change: FieldChange, now: datetime) -> Event:
    rule = change.would_be.evidence.rule if change.would_be.evidence else ""
    return Event(
        at=now,
        who=WORKER,
        what="field",
        name=change.name,
        old=show_value(change.name, _value(change.was)),
        new=show_value(change.name, change.would_be.value),
        why=f"{_WHY}: {rule}" if rule else _WHY,
    )


def _is_staff(who: str) -> bool:
    return who not in {CUSTOMER, WORKER}
