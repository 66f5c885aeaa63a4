"""Requests that may be about the same license."""

from dataclasses import replace

import pytest

from tests.unit.requests.made import (
    CUSTOMER,
    KEY,
    KNOWN,
    NOW,
    OTHER_KEY,
    POLICY,
    VALUES,
    incoming,
    reply,
    request,
)
from worker.requests.decide import decide
from worker.requests.request_model import Attention, Decision, RelatedRequest, SenderStanding, State

OTHER = RelatedRequest(
    id=9, reference="SW-OTHER2", state=State.READY_FOR_REVIEW, same_key=True, same_account=False, has_key=True
)
ACCOUNT = replace(OTHER, same_key=False, same_account=True, requester=CUSTOMER.addr)


def opened(other: RelatedRequest, key: str | None = KEY) -> Decision:
    said = incoming(fields={**VALUES, "license_key": key})
    return decide(said, replace(KNOWN, related=(other,)), POLICY, NOW)


def attention(decision: Decision) -> set[Attention]:
    assert decision.request is not None
    return set(decision.request.attention)


def test_the_same_key_holds_the_letter_and_shows_staff_both() -> None:
    decision = opened(OTHER)
    assert Attention.DUPLICATE_KEY in attention(decision)
    assert [letter.held for letter in decision.letters] == ["SW-OTHER2 has the same license key"]
    assert [event.name for event in decision.events if event.what == "link"] == ["SW-OTHER2"]
    assert decision.related == (OTHER,)


def test_two_licenses_for_one_account_are_two_requests_and_both_are_answered() -> None:
    decision = opened(ACCOUNT, OTHER_KEY)
    assert attention(decision) == set()
    assert [letter.held for letter in decision.letters] == [""]
    assert [event.why for event in decision.events if event.what == "link"] == [
        "the same myAtlassian account"
    ]


@pytest.mark.parametrize(
    ("other", "key"), [(ACCOUNT, None), (replace(ACCOUNT, has_key=False), KEY), (ACCOUNT, "")]
)
def test_one_account_may_be_one_matter_where_a_key_is_not_known(
    other: RelatedRequest, key: str | None
) -> None:
    decision = opened(other, key)
    assert Attention.DUPLICATE_ACCOUNT in attention(decision)
    assert [letter.held for letter in decision.letters] == ["SW-OTHER2 names the same myAtlassian account"]


@pytest.mark.parametrize(
    ("other", "holds"),
    [
        (replace(ACCOUNT, requester="it@mail.fjordwerk.example"), True),
        (replace(ACCOUNT, requester="thief@evil.example"), False),
        (replace(ACCOUNT, forged=True, standing=SenderStanding.UNVOUCHED), False),
        (replace(OTHER, requester="expert@partner.example"), True),
        (replace(OTHER, requester="thief@evil.example", standing=SenderStanding.UNVOUCHED), False),
    ],
)
def test_who_is_no_colleague_holds_no_letter_but_marks_the_request(
    other: RelatedRequest, *, holds: bool
) -> None:
    decision = opened(other, KEY if other.same_key else None)
    assert {Attention.DUPLICATE_KEY, Attention.DUPLICATE_ACCOUNT} & attention(decision)
    assert [bool(letter.held) for letter in decision.letters] == [holds]


def test_a_completed_request_of_the_account_does_not_hold_the_next_one_up() -> None:
    decision = opened(replace(ACCOUNT, state=State.COMPLETED), None)
    assert attention(decision) == set()
    assert [letter.held for letter in decision.letters] == [""]


def test_an_answer_that_brings_a_known_key_holds_the_next_letter() -> None:
    said = reply(request(), {"organization": "Fjordwerk AS", "license_key": OTHER_KEY})
    decision = decide(said, replace(KNOWN, related=(OTHER,)), POLICY, NOW)
    assert Attention.DUPLICATE_KEY in attention(decision)
    assert [letter.held for letter in decision.letters] == ["SW-OTHER2 has the same license key"]
