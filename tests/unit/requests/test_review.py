"""What staff do with a request."""

from dataclasses import replace

import pytest

from tests.unit.requests.made import CUSTOMER, KEY, NOW, OTHER_KEY, REQUIRED, VALUES, request
from worker.errors import RefusedError, UsageError
from worker.forms.extraction import FieldProblem
from worker.requests import review_rules
from worker.requests.request_model import Attention, FieldValue, LetterKind, Request, State

READY = request(State.READY_FOR_REVIEW, attention=(Attention.UNSURE,))
APPROVED = request(State.APPROVED)
TWO_KEYS = replace(
    APPROVED, fields={**APPROVED.fields, "license_key": FieldValue(value=f"{KEY}\n{OTHER_KEY}")}
)


def test_approving_writes_to_nobody_and_settles_what_asked_for_attention() -> None:
    step = review_rules.approve(READY, "olga", NOW)
    assert (step.request.state, step.request.attention, step.letters) == (State.APPROVED, (), ())
    assert [(event.who, event.old, event.new) for event in step.events] == [
        ("olga", "ready_for_review", "approved")
    ]


def test_completing_records_the_sens_and_confirms_them() -> None:
    step = review_rules.complete(TWO_KEYS, [" sen-123 ", "SEN-L456"], "olga", NOW)
    assert (step.request.state, step.request.sens) == (State.COMPLETED, ("SEN-123", "SEN-L456"))
    [letter] = step.letters
    assert (letter.kind, letter.to, letter.cc) == (
        LetterKind.SEN_CONFIRMATION,
        CUSTOMER.addr,
        ("licenses@fjordwerk.example",),
    )


@pytest.mark.parametrize("sens", [[], ["SEN-1"], ["SEN-1", "SEN-2", "SEN-3"], ["SEN-1", "sen-1"]])
def test_each_license_key_has_exactly_one_sen_of_its_own(sens: list[str]) -> None:
    with pytest.raises(RefusedError):
        review_rules.complete(TWO_KEYS, sens, "olga", NOW)


@pytest.mark.parametrize("sen", ["", "123", "SEN-", "SEN-LL1", "SEN-1 2", "SEN-١٢٣", "XSEN-1"])
def test_what_has_not_the_shape_of_a_sen_is_refused(sen: str) -> None:
    with pytest.raises(UsageError, match="must look like SEN-1234567"):
        review_rules.complete(APPROVED, [sen], "olga", NOW)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9000002", "SEN-9000002"),
        ("sen 9000002", "SEN-9000002"),
        ("SEN\u20139000003", "SEN-9000003"),
        ("Sen: L9000004 ", "SEN-L9000004"),
    ],
)
def test_a_sen_is_taken_as_people_type_it(typed: str, kept: str) -> None:
    assert review_rules.complete(APPROVED, [typed], "olga", NOW).request.sens == (kept,)


def test_a_request_without_a_license_key_is_not_completed() -> None:
    with pytest.raises(RefusedError, match="no license key"):
        review_rules.complete(replace(APPROVED, fields={}), [], "olga", NOW)


@pytest.mark.parametrize("state", [state for state in State if state is not State.APPROVED])
def test_only_an_approved_request_is_completed(state: State) -> None:
    with pytest.raises(RefusedError, match="can't become completed"):
        review_rules.complete(request(state), ["SEN-1"], "olga", NOW)


@pytest.mark.parametrize("reason", list(review_rules.RejectReason))
def test_a_rejection_tells_its_reason(reason: review_rules.RejectReason) -> None:
    step = review_rules.reject(READY, reason, " See our page. ", "olga", NOW)
    assert step.request.state is State.REJECTED
    assert [(one.kind, one.reason, one.note) for one in step.letters] == [
        (LetterKind.REJECTED, reason, "See our page.")
    ]


@pytest.mark.parametrize(("reason", "words"), [("because", "must be one of"), ("other", "needs --note")])
def test_a_rejection_without_a_reason_is_refused(reason: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        review_rules.reject(READY, reason, "  ", "olga", NOW)


def test_asking_again_opens_the_field_and_starts_the_next_round() -> None:
    step = review_rules.ask(READY, ["organization"], "Which one?", REQUIRED, "olga", NOW)
    assert (step.request.state, step.request.ask, step.request.round) == (
        State.NEEDS_INFO,
        ("organization",),
        1,
    )
    assert [(one.kind, one.round, one.note) for one in step.letters] == [
        (LetterKind.MISSING_FIELDS, 1, "Which one?")
    ]


@pytest.mark.parametrize("names", [[], ["phone"]])
def test_only_fields_of_the_form_are_asked_for_and_at_least_one(names: list[str]) -> None:
    with pytest.raises(UsageError, match="license_key, account_email, organization, confirmation"):
        review_rules.ask(READY, names, "", REQUIRED, "olga", NOW)


def test_a_value_set_by_hand_completes_the_request_and_names_who_set_it() -> None:
    step = review_rules.set_values(request(), {"organization": "Fjordwerk AS"}, {}, REQUIRED, "olga", NOW)
    assert (step.request.state, step.request.ask) == (State.READY_FOR_REVIEW, ())
    assert step.request.fields["organization"] == FieldValue(value="Fjordwerk AS", set_by="olga")
    assert step.letters == ()


def test_a_required_value_cleared_by_hand_is_to_be_asked_again() -> None:
    step = review_rules.set_values(READY, {"organization": None}, {}, REQUIRED, "olga", NOW)
    assert (step.request.state, step.request.ask) == (State.NEEDS_INFO, ("organization",))
    assert step.request.problems == {"organization": FieldProblem.MISSING}
    assert (step.events[0].old, step.events[0].new) == (VALUES["organization"], None)


@pytest.mark.parametrize("state", [State.APPROVED, State.COMPLETED, State.REJECTED, State.EXPIRED])
def test_values_of_a_decided_request_cant_be_changed(state: State) -> None:
    with pytest.raises(RefusedError, match="can't be changed any more"):
        review_rules.set_values(request(state), {"organization": "X"}, {}, REQUIRED, "olga", NOW)


@pytest.mark.parametrize(
    ("taken_back", "home"),
    [(request(), State.NEEDS_INFO), (READY, State.READY_FOR_REVIEW)],
)
def test_a_withdrawn_request_comes_back_to_where_its_answers_put_it(taken_back: Request, home: State) -> None:
    withdrawn = review_rules.withdraw(taken_back, "olga", NOW)
    back = review_rules.reopen(withdrawn.request, REQUIRED, "olga", NOW)
    assert (withdrawn.request.state, back.request.state) == (State.WITHDRAWN, home)
    assert withdrawn.letters == back.letters == ()


def test_what_is_completed_stays_completed() -> None:
    with pytest.raises(RefusedError):
        review_rules.reopen(request(State.COMPLETED), REQUIRED, "olga", NOW)
    with pytest.raises(RefusedError):
        review_rules.withdraw(request(State.COMPLETED), "olga", NOW)
