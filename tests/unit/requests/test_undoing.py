"""Taking back what staff did."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.requests.made import NOW, REQUIRED, request
from worker.errors import RefusedError
from worker.requests import review_rules, states
from worker.requests.request_model import WORKER, Attention, Event, Request, State
from worker.requests.review_rules import RequestStep
from worker.requests.staff.undo_rules import keep_before, undo_action

READY = request(State.READY_FOR_REVIEW, attention=(Attention.UNSURE,))

DEEDS = {
    "approve": lambda one: review_rules.approve(one, "olga", NOW),
    "complete": lambda one: review_rules.complete(one, ["SEN-1"], "olga", NOW),
    "reject": lambda one: review_rules.reject(one, "cloud", "", "olga", NOW),
    "ask": lambda one: review_rules.ask(one, ["organization"], "", REQUIRED, "olga", NOW),
    "answer": lambda one: review_rules.answer(one, "Hello.", "olga", NOW),
    "withdraw": lambda one: review_rules.withdraw(one, "olga", NOW),
}


def possible(state: State, name: str) -> RequestStep | None:
    """What the deed does to a request in that state; None where it is refused."""
    try:
        step: RequestStep = DEEDS[name](request(state, attention=(Attention.UNSURE,)))
    except RefusedError:
        return None
    return step


@given(st.sampled_from(State), st.sampled_from(sorted(DEEDS)))
def test_whatever_staff_may_do_may_be_taken_back(state: State, name: str) -> None:
    was = request(state, attention=(Attention.UNSURE,))
    step = possible(state, name)
    if step is None:
        return
    back = undo_action(step.request, name, keep_before(was), (), "maya", NOW)
    assert replace(back.request, updated_at=was.updated_at) == was
    assert ("undo", "maya", name) in [(event.what, event.who, event.name) for event in back.events]
    assert ("state" in [event.what for event in back.events]) is (step.request.state is not state)


def test_taking_back_leaves_what_staff_saw_since() -> None:
    approved = review_rules.approve(READY, "olga", NOW).request
    note = Event(at=NOW, who="maya", what="note", why="called them")
    assert (
        undo_action(approved, "approve", keep_before(READY), [note], "olga", NOW).request.state is READY.state
    )
    wrote = Event(at=NOW, who=WORKER, what="attention", name=Attention.LETTER_BOUNCED)
    with pytest.raises(RefusedError, match="changed since by the worker"):
        undo_action(approved, "approve", keep_before(READY), [note, wrote], "olga", NOW)


@pytest.mark.parametrize("state", list(State))
def test_nothing_goes_back_to_completed_and_only_a_decision_back_to_approved(state: State) -> None:
    for back in states.BACK.get(state, ()):
        assert back is not State.COMPLETED
        if back is State.APPROVED:
            assert state in {State.AWAITING_UPGRADE, State.COMPLETED, State.REJECTED, State.WITHDRAWN}


def test_a_way_back_that_the_table_does_not_know_is_refused() -> None:
    done: Request = request(State.COMPLETED)
    with pytest.raises(RefusedError, match="can't go back to ready_for_review"):
        undo_action(done, "complete", keep_before(READY), (), "olga", NOW)
