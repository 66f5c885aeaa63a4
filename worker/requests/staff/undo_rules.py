"""Taking back what staff just did, by edges of the state table that lead nowhere else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from worker.errors import RefusedError
from worker.forms.extraction import FieldProblem
from worker.requests import states
from worker.requests.merge_answers import change_state, show_value
from worker.requests.request_model import WORKER, Attention, Event, FieldValue, Request, State
from worker.requests.review_rules import RequestStep

#: Events after which what staff saw is still what there is.
QUIET = frozenset({"note", "assign", "reveal", "letter", "link", "outbox", "snooze"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StateBefore:
    """What an action of staff changed, as it was."""

    state: State
    ask: tuple[str, ...]
    problems: Mapping[str, FieldProblem]
    round: int
    attention: tuple[Attention, ...]
    sens: tuple[str, ...]
    #: Those that it changed; None for one that was not there.
    fields: Mapping[str, FieldValue | None] = field(default_factory=dict)


def keep_before(request: Request, fields: Collection[str] = ()) -> StateBefore:
    """What has to be kept of a request so that the next action, which changes `fields`, can be taken back."""
    return StateBefore(
        state=request.state,
        ask=request.ask,
        problems=request.problems,
        round=request.round,
        attention=request.attention,
        sens=request.sens,
        fields={name: request.fields.get(name) for name in fields},
    )


def undo_action(
    request: Request, staff_action: str, was: StateBefore, since: Sequence[Event], who: str, now: datetime
) -> RequestStep:
    """The request as it was before `deed`. `since` tells what happened to it afterwards.

    Raises RefusedError where something happened that the way back would sweep away.
    """
    if loud := [event for event in since if event.what not in QUIET]:
        raise RefusedError(
            f"{request.reference} was changed since by {_named(loud[-1].who)}; look at it again"
        )
    states.require_back(request.reference, request.state, was.state)
    events = [Event(at=now, who=who, what="undo", name=staff_action)]
    changed = request
    if request.state is not was.state:
        changed, moved = change_state(request, was.state, who, f"{staff_action} undone", now)
        events.append(moved)
    events += _restored(request, was, who, now)
    changed = replace(
        changed,
        fields={**request.fields, **_former(request, was)},
        ask=was.ask,
        problems=was.problems,
        round=was.round,
        attention=tuple(dict.fromkeys((*was.attention, *request.attention))),
        sens=was.sens,
        updated_at=now,
    )
    return RequestStep(request=changed, events=tuple(events))


def _former(request: Request, was: StateBefore) -> dict[str, FieldValue]:
    there = {name: value for name, value in was.fields.items() if value or name in request.fields}
    return {name: value or FieldValue(value=None) for name, value in there.items()}


def _restored(request: Request, was: StateBefore, who: str, now: datetime) -> list[Event]:
    """An event for each field that gets its former value back."""
    events = []
    for name, value in was.fields.items():
        current = request.fields.get(name)
        old, new = (show_value(name, one.value) if one else None for one in (current, value))
        if old != new:
            events.append(Event(at=now, who=who, what="field", name=name, old=old, new=new, why="undone"))
    return events


def _named(who: str) -> str:
    return "the worker" if who == WORKER else f"the {who}" if who == "customer" else who
