"""Any order of answers, verbs and time keeps the installation's promises."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.requests.made import (
    CUSTOMER,
    KNOWN,
    NOW,
    OTHER_KEY,
    POLICY,
    REQUIRED,
    STRANGER,
    VALUES,
    incoming,
    reply,
)
from worker.errors import WorkerError
from worker.forms.extraction import FieldProblem, ReplyIntent
from worker.requests import review_rules, states
from worker.requests.decide import decide
from worker.requests.request_model import CUSTOMER as BY_CUSTOMER
from worker.requests.request_model import WORKER, Request, State
from worker.requests.review_rules import RequestStep
from worker.requests.sending.reminder_rules import CustomerSilence, find_due

Happening = Callable[[Request], RequestStep | None]

GIVEN = {**VALUES, "license_key": OTHER_KEY, "confirmation": None}


def _mail(names: set[str], bad: set[str], intent: ReplyIntent, *, foreign: bool) -> Happening:
    def happen(request: Request) -> RequestStep:
        fields = {name: GIVEN[name] for name in names}
        problems = dict.fromkeys(names & bad, FieldProblem.INVALID)
        sender = STRANGER if foreign else CUSTOMER
        decision = decide(reply(request, fields, intent, problems, sender), KNOWN, POLICY, NOW)
        assert decision.request is not None
        return RequestStep(request=decision.request, events=decision.events, letters=decision.letters)

    return happen


def _set(names: set[str], *, clear: bool) -> Happening:
    values = {name: None if clear else VALUES[name] for name in names if name in VALUES}
    return lambda request: review_rules.set_values(request, values, {}, REQUIRED, "olga", NOW)


NAMES = st.sets(st.sampled_from(REQUIRED))
VERBS: list[Happening] = [
    lambda request: review_rules.approve(request, "olga", NOW),
    lambda request: review_rules.complete(request, ["SEN-1"], "olga", NOW),
    lambda request: review_rules.reject(request, "cloud", "", "olga", NOW),
    lambda request: review_rules.withdraw(request, "olga", NOW),
    lambda request: review_rules.reopen(request, REQUIRED, "olga", NOW),
    lambda request: find_due(request, CustomerSilence(asked_at=NOW - timedelta(days=40)), POLICY, NOW),
    lambda request: find_due(request, CustomerSilence(asked_at=NOW - timedelta(days=4)), POLICY, NOW),
]
HAPPENINGS: st.SearchStrategy[Happening] = st.one_of(
    st.sampled_from(VERBS),
    st.builds(_mail, NAMES, NAMES, st.sampled_from(ReplyIntent), foreign=st.booleans()),
    st.builds(_set, NAMES, clear=st.booleans()),
    st.just(lambda request: review_rules.answer(request, "We will see.", "olga", NOW)),
    NAMES.map(lambda names: lambda request: review_rules.ask(request, [*names], "", REQUIRED, "olga", NOW)),
)


@given(first=NAMES, happenings=st.lists(HAPPENINGS, max_size=12))
def test_a_request_keeps_its_promises_whatever_happens(first: set[str], happenings: list[Happening]) -> None:
    fields = {name: value for name, value in VALUES.items() if name in first}
    opened = decide(incoming(fields=fields), KNOWN, POLICY, NOW).request
    assert opened is not None
    before = replace(opened, id=1, version=1)
    letters: set[tuple[str, int]] = {("missing_fields", before.round)}
    for happen in happenings:
        step = None
        with suppress(WorkerError):
            step = happen(before)
        if step is not None:
            _holds(before, step, letters)
            before = replace(step.request, version=before.version + 1)


def _holds(before: Request, step: RequestStep, letters: set[tuple[str, int]]) -> None:
    after = step.request
    changes = [(event.old, event.new) for event in step.events if event.what == "state"]
    assert changes == ([] if after.state is before.state else [(before.state, after.state)])
    assert after.state is before.state or after.state in states.NEXT[before.state]
    assert after.state is not State.COMPLETED or before.state in {State.APPROVED, State.COMPLETED}
    if after.state is State.APPROVED is not before.state:
        assert {event.who for event in step.events}.isdisjoint({BY_CUSTOMER, WORKER})
    assert after.state is not State.READY_FOR_REVIEW or not after.ask
    assert set(after.problems) == set(after.ask)
    for letter in step.letters:
        assert letter.to == CUSTOMER.addr
        assert (letter.kind, letter.round) not in letters
        letters.add((letter.kind, letter.round))
