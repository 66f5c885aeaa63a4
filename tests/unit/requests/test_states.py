"""The table of states."""

from itertools import product

import pytest

from tests.unit.requests.made import request
from worker.errors import RefusedError
from worker.requests import states
from worker.requests.request_model import State

#: Written out a second time, so that a change of the table is a change of mind.
POSSIBLE = {
    "needs_info": "ready_for_review interested rejected withdrawn expired",
    "ready_for_review": "needs_info awaiting_upgrade approved rejected withdrawn",
    "awaiting_upgrade": "ready_for_review approved rejected withdrawn",
    "approved": "completed ready_for_review awaiting_upgrade rejected withdrawn",
    "completed": "",
    "rejected": "needs_info ready_for_review",
    "withdrawn": "needs_info ready_for_review interested",
    "expired": "needs_info ready_for_review interested withdrawn",
    "interested": "needs_info withdrawn",
}
POSSIBLE_PAIRS = [(State(old), State(new)) for old, news in POSSIBLE.items() for new in news.split()]
IMPOSSIBLE_PAIRS = [pair for pair in product(State, State) if pair not in POSSIBLE_PAIRS]


@pytest.mark.parametrize(("old", "new"), POSSIBLE_PAIRS)
def test_a_change_in_the_table_is_possible(old: State, new: State) -> None:
    states.require_edge("SW-7K3QXD", old, new)


@pytest.mark.parametrize(("old", "new"), IMPOSSIBLE_PAIRS)
def test_a_change_outside_the_table_is_refused_and_says_what_is_possible(old: State, new: State) -> None:
    with pytest.raises(RefusedError) as refused:
        states.require_edge("SW-7K3QXD", old, new)
    text = str(refused.value)
    assert f"SW-7K3QXD is {old} and can't become {new}".replace("_", " ") in text
    assert all(name.replace("_", " ") in text for name in POSSIBLE[old].split() or ["nothing else"])


def test_completed_is_reached_through_approved_alone() -> None:
    assert [old for old, following in states.NEXT.items() if State.COMPLETED in following] == [State.APPROVED]


@pytest.mark.parametrize(
    ("form", "ask", "home"),
    [
        ("marketplace-migration", ("organization",), State.NEEDS_INFO),
        ("marketplace-migration", (), State.READY_FOR_REVIEW),
        ("cloud-interest", ("users",), State.NEEDS_INFO),
        ("cloud-interest", (), State.INTERESTED),
    ],
)
def test_an_undecided_request_belongs_where_its_answers_put_it(
    form: str, ask: tuple[str, ...], home: State
) -> None:
    assert states.home(request(form=form, ask=ask)) is home
