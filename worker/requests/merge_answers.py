"""Answers into a request: what changed, what is still to be asked, and what must wait for a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from worker.forms.extraction import FieldProblem
from worker.requests.request_model import CUSTOMER, Attention, Event, FieldValue, Request, State

#: The customer's consent; asked like a field, kept without a value of its own.
CONFIRMATION = "confirmation"
_SHOWN = 4  # how many characters of a license key stay readable
_SHORTEST = 9  # a key below this length would be given away by half

#: Not shown in an event: its old and new value are masked there.
SECRET_FIELDS = frozenset({"license_key", "license"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswers:
    """What one message or one member of staff says about a request's fields."""

    values: Mapping[str, FieldValue]
    problems: Mapping[str, FieldProblem]  #: of values that can't be used
    by: str
    facts: Mapping[str, FieldValue] = field(default_factory=dict)  #: by `FactKind`


@dataclass(frozen=True, slots=True)
class MergedAnswers:
    """The request after the answers, and the events that tell of it."""

    request: Request
    events: tuple[Event, ...]

    @property
    def changed(self) -> bool:
        """Whether anything about the fields is different now."""
        return any(event.what != "fact" for event in self.events)


def merge_answers(
    request: Request, answers: RequestAnswers, required: Sequence[str], now: datetime
) -> MergedAnswers:
    """Put `answers` into `request`. `required` names the form's required fields in its order.

    A value that can't be used replaces nothing that could be used before; an answer without a value
    replaces nothing at all.
    """
    fields = dict(request.fields)
    problems = dict(request.problems)
    events: list[Event] = []
    for name, given in answers.values.items():
        problem = answers.problems.get(name)
        settled = name not in request.ask and _has_value(name, fields, required)
        says_nothing = given.value is None and answers.by == CUSTOMER and not _empty(fields, name)
        if problem is not None and (settled or says_nothing):
            continue
        events += _set(fields, name, given, answers.by, now)
        events += _settle(problems, name, problem, answers.by, now)
    ask = still_open(fields, problems, required)
    problems = {name: problems.get(name, FieldProblem.MISSING) for name in ask}
    told, heard = with_facts(request, answers.facts, answers.by, now)
    return MergedAnswers(replace(told, fields=fields, problems=problems, ask=ask), (*events, *heard))


def with_facts(
    request: Request, facts: Mapping[str, FieldValue], by: str, now: datetime
) -> tuple[Request, tuple[Event, ...]]:
    """The request with what was told beside the form's answers; the newest word counts."""
    new = {name: fact for name, fact in facts.items() if _said(request.facts.get(name)) != _said(fact)}
    events = tuple(
        Event(at=now, who=by, what="fact", name=name, old=_said(request.facts.get(name)), new=str(fact.value))
        for name, fact in new.items()
    )
    return replace(request, facts={**request.facts, **new}) if new else request, events


def _said(fact: FieldValue | None) -> str | None:
    return None if fact is None else str(fact.value)


def still_open(
    fields: Mapping[str, FieldValue], problems: Mapping[str, FieldProblem], required: Sequence[str]
) -> tuple[str, ...]:
    """The required fields that are missing or can't be used, in the form's order."""
    return tuple(
        name for name in required if name in problems or (name != CONFIRMATION and _empty(fields, name))
    )


def change_state(request: Request, to: State, who: str, why: str, now: datetime) -> tuple[Request, Event]:
    """The request in state `to`, and the event that says so."""
    event = Event(at=now, who=who, what="state", old=request.state, new=to, why=why)
    return replace(request, state=to), event


def with_attention(
    request: Request, reasons: Sequence[Attention], who: str, now: datetime, why: str = ""
) -> tuple[Request, tuple[Event, ...]]:
    """The request with `reasons` added, and an event for each that is new."""
    new = tuple(reason for reason in dict.fromkeys(reasons) if reason not in request.attention)
    events = tuple(
        Event(at=now, who=who, what="attention", name=reason, new=reason, why=why) for reason in new
    )
    return replace(request, attention=request.attention + new), events


def show_value(name: str, value: str | int | None) -> str | None:
    """A field's value as events keep it: license keys masked but for their last four characters."""
    if value is None:
        return None
    return mask_key(str(value)) if name in SECRET_FIELDS else str(value)


def mask_key(key: str) -> str:
    """A license key as letters and events show it: `****` and its last four characters, if it is long."""
    bare = "".join(key.split())
    return "****" + (bare[-_SHOWN:] if len(bare) >= _SHORTEST else "")


def _set(fields: dict[str, FieldValue], name: str, given: FieldValue, by: str, now: datetime) -> list[Event]:
    old = fields.get(name)
    if name == CONFIRMATION or (old is not None and old.value == given.value):
        return []
    fields[name] = given
    before = show_value(name, old.value) if old else None
    return [Event(at=now, who=by, what="field", name=name, old=before, new=show_value(name, given.value))]


def _settle(
    problems: dict[str, FieldProblem], name: str, problem: FieldProblem | None, by: str, now: datetime
) -> list[Event]:
    before = problems.get(name)
    if problem is not None:
        problems[name] = problem
    else:
        problems.pop(name, None)
    if name != CONFIRMATION or before == problem:
        return []
    return [Event(at=now, who=by, what="field", name=name, old=before, new=problem or "confirmed")]


def _has_value(name: str, fields: Mapping[str, FieldValue], required: Sequence[str]) -> bool:
    return (name == CONFIRMATION and name in required) or not _empty(fields, name)


def _empty(fields: Mapping[str, FieldValue], name: str) -> bool:
    return name not in fields or fields[name].value is None
