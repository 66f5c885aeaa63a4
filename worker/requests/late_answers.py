"""Answers that came when a request was approved already: applied where a person says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker.errors import RefusedError
from worker.requests import states
from worker.requests.merge import Answers, change_state, merge
from worker.requests.review import Step
from worker.requests.values import Attention, Event, Request, State

_OPEN = frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW})
_DECIDED = frozenset({State.AWAITING_UPGRADE, State.APPROVED})


def apply_late_answers(
    request: Request, late: Sequence[Answers], required: Sequence[str], who: str, now: datetime
) -> Step:
    """The answers count; an approval is taken back, as it was given for other ones. Writes to nobody.

    RefusedError where the request is closed, and where the answers change nothing.
    """
    if request.state not in _DECIDED | _OPEN:
        raise RefusedError(f"{request.reference} is {request.state}; its fields can't be changed any more")
    changed, events = request, list[Event]()
    for one in late:
        merged = merge(changed, one, required, now)
        changed = merged.request
        events += [replace(event, who=who, why="the customer wrote so") for event in merged.events]
    if not events:
        raise RefusedError(f"what came too late changes nothing on {request.reference}")
    if changed.state is not (home := states.home(changed)):
        changed, moved = change_state(changed, home, who, "the customer's correction was applied", now)
        events.append(moved)
    left = tuple(one for one in changed.attention if one is not Attention.CHANGED_AFTER_APPROVAL)
    return Step(request=replace(changed, attention=left, updated_at=now), events=tuple(events))
