"""What staff do with a request: each verb yields the changed request, its events and its letters."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from worker.errors import RefusedError, UsageError
from worker.forms.extraction import FieldProblem
from worker.requests import states
from worker.requests.merge_answers import (
    CONFIRMATION,
    RequestAnswers,
    change_state,
    merge_answers,
    still_open,
)
from worker.requests.request_model import (
    Attention,
    Event,
    FieldValue,
    LetterDraft,
    LetterKind,
    Request,
    State,
)
from worker.requests.sen_rules import require_sens

#: Reasons for attention that whoever decides about the request, with its page before them, has judged.
_JUDGED = frozenset(
    {
        Attention.UNREAD_WORDS,
        Attention.UNSURE,
        Attention.READ_AGAIN,
        Attention.DUPLICATE_KEY,
        Attention.DUPLICATE_ACCOUNT,
        Attention.AUTHENTICATION_FAILED,
        Attention.POSSIBLE_MATCH,
        Attention.OTHER_ADDRESS,
        Attention.TOO_MANY_ROUNDS,
        Attention.LETTER_WITHHELD,  # the step overtakes what the letter says
    }
)
#: Those that a letter by which staff write to the customer answers.
_ANSWERED = frozenset(
    {
        Attention.UNREAD_WORDS,
        Attention.UNSURE,
        Attention.READ_AGAIN,
        Attention.CUSTOMER_WROTE,
        Attention.TOO_MANY_ROUNDS,
        Attention.LETTER_WITHHELD,
    }
)
#: Those that don't matter any more on a request that is given up.
_MOOT = _JUDGED | {Attention.CUSTOMER_WROTE, Attention.CHANGED_AFTER_APPROVAL, Attention.ACCOUNT_CHANGED}


#: The `reason` of a letter that confirms for the first time, so that its note corrects nothing.
FIRST = "first"
#: Why a request is approved that awaited an upgrade.
UPGRADED = "the upgrade is bought"


class RejectReason(StrEnum):
    """Why a request is not eligible; each has its own words in the letter."""

    CLOUD = "cloud"  #: the customer uses Atlassian Cloud
    DATA_CENTER = "data_center"  #: Data Center licenses come from Atlassian
    NOT_MATCHING = "not_matching"  #: the license does not match the server level and no upgrade is wanted
    NOT_FOUND = "not_found"  #: there is no such license
    OTHER = "other"  #: in the reviewer's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestStep:
    """What a verb brings about, to be stored in one transaction."""

    request: Request
    events: tuple[Event, ...]
    letters: tuple[LetterDraft, ...] = ()
    insisted: bool = False  #: a person gives a SEN that another request has


def approve(request: Request, who: str, now: datetime) -> RequestStep:
    """Eligible: the license may be issued. Writes to nobody."""
    return _move(request, State.APPROVED, who, "found eligible", now)


def await_upgrade(request: Request, note: str, who: str, now: datetime) -> RequestStep:
    """Eligible but for the level: the customer, who agreed to match it, is told what is needed."""
    step = _move(request, State.AWAITING_UPGRADE, who, "the level has to be matched first", now)
    letter = LetterDraft(
        kind=LetterKind.UPGRADE_NEEDED,
        to=request.requester.addr,
        round=request.version + 1,
        note=note.strip(),
    )
    return replace(step, letters=(letter,))


def mark_upgraded(request: Request, who: str, now: datetime) -> RequestStep:
    """The upgrade is bought, so nothing stands against the license being issued. Writes to nobody."""
    if request.state is not State.AWAITING_UPGRADE:
        raise RefusedError(f"{request.reference} is {request.state.replace('_', ' ')} and awaits no upgrade")
    return _move(request, State.APPROVED, who, UPGRADED, now)


def complete(request: Request, sens: Sequence[str], who: str, now: datetime, note: str = "") -> RequestStep:
    """The licenses are issued: record one SEN per license key and confirm them, with a line of staff's own.

    Whether another request has one of them is for whoever calls this to find out.
    """
    states.require_edge(request.reference, request.state, State.COMPLETED)
    checked = require_sens(sens, {})
    keys = license_keys(request)
    if not keys:
        raise RefusedError(f"{request.reference} has no license key; re-open it and set one")
    account = request.fields.get("account_email")
    copy = str(account.value).lower() if account and account.value else ""
    if not copy:
        raise RefusedError(f"{request.reference} names no myAtlassian account; set one first")
    if len(checked) != len(keys):
        raise RefusedError(
            f"{request.reference} has {len(keys)} license key(s) and needs as many SENs, not {len(checked)}"
        )
    step = _move(replace(request, sens=checked), State.COMPLETED, who, ", ".join(checked), now)
    letter = LetterDraft(
        kind=LetterKind.SEN_CONFIRMATION,
        to=request.requester.addr,
        cc=(copy,) if copy != request.requester.addr else (),
        round=request.version + 1,
        reason=FIRST,
        note=note.strip(),
    )
    return replace(step, letters=(letter,))


def reject(request: Request, reason: str, note: str, who: str, now: datetime) -> RequestStep:
    """Not eligible, for one of `RejectReason`; the customer is told. `other` needs the reviewer's words."""
    if reason not in set(RejectReason):
        raise UsageError(f"--reason must be one of {', '.join(RejectReason)}, not {reason}")
    if reason == RejectReason.OTHER and not note.strip():
        raise UsageError("--reason other needs --note: the words that the customer is to read")
    step = _move(request, State.REJECTED, who, reason, now)
    letter = LetterDraft(
        kind=LetterKind.REJECTED,
        to=request.requester.addr,
        round=request.version + 1,
        reason=reason,
        note=note.strip(),
    )
    return replace(step, letters=(letter,))


def ask(
    request: Request, names: Sequence[str], note: str, required: Sequence[str], who: str, now: datetime
) -> RequestStep:
    """Ask the customer for `names` (again), with the reviewer's words beside them."""
    if not names:
        raise UsageError(f"name a field to ask for; it may be {', '.join(required)}")
    if unknown := [name for name in names if name not in required]:
        raise UsageError(f"{', '.join(unknown)}: not a field to ask for; it may be {', '.join(required)}")
    if request.state is not State.NEEDS_INFO:
        states.require_edge(request.reference, request.state, State.NEEDS_INFO)
    problems = {**{name: why_asked(request, name) for name in names}, **request.problems}
    wanted = tuple(name for name in required if name in problems)
    changed = replace(request, ask=wanted, problems=problems, round=request.round + 1)
    events = [Event(at=now, who=who, what="ask", name=name, why=note) for name in names]
    if changed.state is not State.NEEDS_INFO:
        changed, moved = change_state(changed, State.NEEDS_INFO, who, f"asked for {', '.join(names)}", now)
        events.append(moved)
    letter = LetterDraft(
        kind=LetterKind.MISSING_FIELDS, to=request.requester.addr, round=changed.round, note=note.strip()
    )
    changed = replace(_without(changed, _ANSWERED), updated_at=now)
    return RequestStep(request=changed, events=tuple(events), letters=(letter,))


def why_asked(request: Request, name: str) -> FieldProblem:
    """Why staff ask: for what is there they doubt it, and nobody is told that it is missing."""
    field = request.fields.get(name)
    given = name == CONFIRMATION or (field is not None and field.value is not None)
    return FieldProblem.DOUBTED if given and name not in request.ask else FieldProblem.MISSING


def answer(request: Request, words: str, who: str, now: datetime, to: str = "") -> RequestStep:
    """Write to the customer in the reviewer's own words, `to` another address where that is given."""
    if not words.strip():
        raise UsageError("--text is empty; it holds the words that the customer is to read")
    event = Event(at=now, who=who, what="letter", name=LetterKind.ANSWER)
    letter = LetterDraft(
        kind=LetterKind.ANSWER,
        to=to or request.requester.addr,
        round=request.version + 1,
        note=words.strip(),
    )
    changed = replace(_without(request, _ANSWERED), updated_at=now)
    return RequestStep(request=changed, events=(event,), letters=(letter,))


def settle(request: Request, reason: str, who: str, now: datetime) -> RequestStep:
    """One reason for attention has had it; RefusedError where the request has no such reason (any more)."""
    if reason not in set(request.attention):
        raise RefusedError(f"{request.reference} does not ask for attention for {reason.replace('_', ' ')}")
    event = Event(at=now, who=who, what="attention", name=reason, old=reason)
    changed = replace(_without(request, {Attention(reason)}), updated_at=now)
    return RequestStep(request=changed, events=(event,))


def set_values(
    request: Request,
    values: Mapping[str, str | int | None],
    problems: Mapping[str, FieldProblem],
    required: Sequence[str],
    who: str,
    now: datetime,
    why: str = "",
) -> RequestStep:
    """Correct fields by hand; a request that becomes complete by it is ready for review."""
    if request.state not in {State.NEEDS_INFO, State.READY_FOR_REVIEW, State.INTERESTED}:
        raise RefusedError(f"{request.reference} is {request.state}; its fields can't be changed any more")
    given = {name: FieldValue(value=value, set_by=who) for name, value in values.items()}
    cleared = {
        name: FieldProblem.MISSING for name, value in values.items() if value is None and name in required
    }
    # Asked for again: only so does an empty value replace one that could be used.
    emptied = replace(request, ask=(*request.ask, *cleared, *problems))
    merged = merge_answers(
        emptied, RequestAnswers(values=given, problems={**problems, **cleared}, by=who), required, now
    )
    changed, events = merged.request, [replace(event, why=why) for event in merged.events]
    wanted = states.home(changed)
    if changed.state is not wanted:
        changed, moved = change_state(changed, wanted, who, "fields corrected by hand", now)
        events.append(moved)
    return RequestStep(request=replace(changed, updated_at=now), events=tuple(events))


def withdraw(request: Request, who: str, now: datetime) -> RequestStep:
    """Taken back; writes to nobody."""
    return _move(request, State.WITHDRAWN, who, "withdrawn", now)


def reopen(request: Request, required: Sequence[str], who: str, now: datetime) -> RequestStep:
    """Back into the queue, to where its answers put it; writes to nobody."""
    open_fields = still_open(request.fields, request.problems, required)
    back = states.home(replace(request, ask=open_fields))
    return _move(replace(request, ask=open_fields), back, who, "re-opened", now)


def assign(request: Request, to: str | None, who: str, now: datetime) -> RequestStep:
    """Whose it is to look at; None for nobody's."""
    event = Event(at=now, who=who, what="assign", old=request.assigned_to, new=to)
    events = (event,) if to != request.assigned_to else ()
    return RequestStep(request=replace(request, assigned_to=to), events=events)


def snooze(request: Request, until: datetime | None, who: str, now: datetime) -> RequestStep:
    """Out of what waits for staff `until` then, or where that is None until the customer writes."""
    if until is not None and until <= now:
        raise UsageError("a request sleeps until a later day")
    told = "reply" if until is None else until.date().isoformat()
    event = Event(at=now, who=who, what="snooze", new=told)
    return RequestStep(request=replace(request, snoozed_at=now, wake_at=until), events=(event,))


def wake(request: Request, who: str, now: datetime) -> RequestStep:
    """Back to what waits for staff."""
    if request.snoozed_at is None:
        raise RefusedError(f"{request.reference} does not sleep")
    event = Event(at=now, who=who, what="snooze", old="asleep")
    return RequestStep(request=replace(request, snoozed_at=None, wake_at=None), events=(event,))


def is_woken(before: Request, after: Request) -> bool:
    """Whether a change wakes a request: its state is another, or something about it is odd that was not."""
    return before.state is not after.state or not {*after.attention} <= {*before.attention}


def license_keys(request: Request) -> tuple[str, ...]:
    """The license keys of a request, in the customer's order."""
    field = request.fields.get("license_key")
    return tuple(str(field.value).split()) if field is not None and field.value else ()


def _move(request: Request, to: State, who: str, why: str, now: datetime) -> RequestStep:
    states.require_edge(request.reference, request.state, to)
    changed, event = change_state(request, to, who, why, now)
    settled = _MOOT if to in {State.REJECTED, State.WITHDRAWN} else _JUDGED
    return RequestStep(request=replace(_without(changed, settled), updated_at=now), events=(event,))


def _without(request: Request, reasons: Collection[Attention]) -> Request:
    left = tuple(reason for reason in request.attention if reason not in reasons)
    return replace(request, attention=left)
