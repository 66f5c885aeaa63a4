"""Answers that came when a request was approved already: applied where a person says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from worker.errors import RefusedError
from worker.requests import states
from worker.requests.merge_answers import RequestAnswers, change_state, merge_answers
from worker.requests.request_model import Attention, Event, Request, State
from worker.requests.review_rules import RequestStep

_OPEN = frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW})
_DECIDED = frozenset({State.AWAITING_UPGRADE, State.APPROVED})


def apply_late_answers(
    request: Request, late: Sequence[RequestAnswers], required: Sequence[str], who: str, now: datetime
) -> RequestStep:
    """The answers count; an approval is taken back, as it was given for other ones. Writes to nobody.

    RefusedError where the request is closed, and where the answers change nothing.
    """
    if request.state not in _DECIDED | _OPEN:
        raise RefusedError(f"{request.reference} is {request.state}; its fields can't be changed any more")
    changed, events = request, list[Event]()
    for one in late:
        merged = merge_answers(changed, one, required, now)
        changed = merged.request
        events += [replace(event, who=who, why="the customer wrote so") for event in merged.events]
    if not events:
        raise RefusedError(f"what came too late changes nothing on {request.reference}")
    if changed.state is not (home := states.home(changed)):
        changed, moved = change_state(changed, home, who, "the customer's correction was applied", now)
        events.append(moved)
    left = tuple(one for one in changed.attention if one is not Attention.CHANGED_AFTER_APPROVAL)
    return RequestStep(request=replace(changed, attention=left, updated_at=now), events=tuple(events))
