"""Taking back what staff just did, by edges of the state table that lead nowhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from worker.errors import RefusedError
from worker.forms.extraction import Problem
from worker.requests import states
from worker.requests.merge import change_state
from worker.requests.review import Step
from worker.requests.values import WORKER, Attention, Event, Request, State

#: Events after which what staff saw is still what there is.
QUIET = frozenset({"note", "assign", "reveal", "letter", "link", "outbox"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What an action of staff changed, as it was."""

    state: State
    ask: tuple[str, ...]
    problems: Mapping[str, Problem]
    round: int
    attention: tuple[Attention, ...]
    sens: tuple[str, ...]


def before(request: Request) -> Before:
    """What has to be kept of a request so that the next action can be taken back."""
    return Before(
        state=request.state,
        ask=request.ask,
        problems=request.problems,
        round=request.round,
        attention=request.attention,
        sens=request.sens,
    )


def undo(request: Request, deed: str, was: Before, since: Sequence[Event], who: str, now: datetime) -> Step:
    """The request as it was before `deed`. `since` tells what happened to it afterwards.

    Raises RefusedError where something happened that the way back would sweep away.
    """
    if loud := [event for event in since if event.what not in QUIET]:
        raise RefusedError(
            f"{request.reference} was changed since by {_named(loud[-1].who)}; look at it again"
        )
    states.require_back(request.reference, request.state, was.state)
    events = [Event(at=now, who=who, what="undo", name=deed)]
    changed = request
    if request.state is not was.state:
        changed, moved = change_state(request, was.state, who, f"{deed} undone", now)
        events.append(moved)
    changed = replace(
        changed,
        ask=was.ask,
        problems=was.problems,
        round=was.round,
        attention=tuple(dict.fromkeys((*was.attention, *request.attention))),
        sens=was.sens,
        updated_at=now,
    )
    return Step(request=changed, events=tuple(events))


def _named(who: str) -> str:
    return "the worker" if who == WORKER else f"the {who}" if who == "customer" else who
