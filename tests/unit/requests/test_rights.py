"""What a reply may do, by its proof and by who wrote it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.unit.requests.made import (
    CUSTOMER,
    KNOWN,
    LETTER_ID,
    NOW,
    STRANGER,
    reply,
    request,
    sent_letter,
)
from worker.forms.extraction import FieldProblem, ReplyIntent
from worker.reading.message import Address, AuthenticationResult, DeliveryReport, MethodResult
from worker.requests.account_letters import is_copy
from worker.requests.decide import decide
from worker.requests.message_rights import MessageRight, right_of
from worker.requests.request_model import (
    Attention,
    Decision,
    Disposition,
    FieldValue,
    LetterKind,
    Policy,
    Request,
    State,
)
from worker.requests.senders.sender_authenticity import Authenticity
from worker.requests.threading.request_threading import Proof

OURS = "mx.vendor.example"
TRUSTING = Policy(trusted_authserv_ids=frozenset({OURS}))
READY = request(State.READY_FOR_REVIEW)
ACCOUNT = READY.fields["account_email"].value
ALIGNED = MethodResult("dmarc", "pass", (("header.from", "fjordwerk.example"),))
FORGED = MethodResult("dmarc", "fail", (("header.from", "fjordwerk.example"),))
#: What ties a mail to one request; to several it can only be shown.
TIED = [Proof.MESSAGE_ID, Proof.COPY, Proof.TAG, Proof.THREAD, Proof.KEY, Proof.SENDER]
WANTED = "it@fjordwerk.example"
RECEIVED = replace(sent_letter(), kind=LetterKind.RECEIVED)


def after(
    fields: Mapping[str, str | int | None],
    *results: MethodResult,
    to: Request = READY,
    policy: Policy = TRUSTING,
    letters: Any = (),
    **about: Any,
) -> Decision:
    """What becomes of a reply with these results of a trusted server."""
    mail = reply(to, {**fields}, **about)
    said = (AuthenticationResult(authserv_id=OURS, results=results),) if results else ()
    mail = replace(mail, message=replace(mail.message, authentication=said))
    return decide(mail, replace(KNOWN, letters=letters), policy, NOW)


def stored(decision: Decision) -> Request:
    assert decision.request is not None
    return decision.request


@pytest.mark.parametrize("proof", list(Proof))
@pytest.mark.parametrize("same_sender", [True, False])
def test_failed_authentication_may_do_nothing(proof: Proof, *, same_sender: bool) -> None:
    assert right_of(proof, Authenticity.FAILED, same_sender=same_sender) is MessageRight.NOTHING


@pytest.mark.parametrize("proof", TIED)
@pytest.mark.parametrize("state", [state for state in State if state is not State.INTERESTED])
@pytest.mark.parametrize("intent", list(ReplyIntent))
def test_a_forged_reply_changes_nothing_and_is_always_shown(
    proof: Proof, state: State, intent: ReplyIntent
) -> None:
    before = request(state)
    said: dict[str, str | int | None] = {"organization": "Thief AS", "account_email": "thief@evil.example"}
    decision = after(said, FORGED, to=before, proof=proof, intent=intent)
    assert decision.disposition is Disposition.REPLY
    assert stored(decision) == replace(before, attention=(Attention.AUTHENTICATION_FAILED,))
    assert decision.letters == ()


@pytest.mark.parametrize(
    ("proof", "results", "policy", "applied"),
    [
        (Proof.MESSAGE_ID, (), Policy(), True),
        (Proof.MESSAGE_ID, (), TRUSTING, True),
        (Proof.MESSAGE_ID, (ALIGNED,), TRUSTING, True),
        (Proof.COPY, (), TRUSTING, False),
        (Proof.COPY, (ALIGNED,), TRUSTING, True),
        (Proof.SENDER, (), Policy(), False),
        (Proof.SENDER, (), TRUSTING, False),
        (Proof.SENDER, (ALIGNED,), Policy(), False),
        (Proof.SENDER, (ALIGNED,), TRUSTING, True),
    ],
)
def test_a_change_of_the_account_needs_a_letter_to_the_requester_alone_or_an_aligned_pass(
    proof: Proof, results: tuple[MethodResult, ...], policy: Policy, *, applied: bool
) -> None:
    decision = after({"account_email": WANTED}, *results, proof=proof, policy=policy)
    assert stored(decision).fields["account_email"].value == (WANTED if applied else ACCOUNT)
    assert (Attention.ACCOUNT_CHANGED in stored(decision).attention) is not applied


def test_other_answers_by_the_senders_address_count_beside_a_change_that_waits() -> None:
    fields = {"organization": "Fjordwerk AS", "account_email": WANTED}
    decision = after(fields, to=request(), proof=Proof.SENDER)
    assert stored(decision).fields["organization"].value == "Fjordwerk AS"
    assert stored(decision).fields["account_email"].value == ACCOUNT


def test_an_account_that_was_asked_for_is_taken_from_the_senders_address() -> None:
    lacking = replace(
        request(),
        ask=("account_email",),
        problems={"account_email": FieldProblem.MISSING},
        fields={**READY.fields, "account_email": FieldValue(value=None)},
    )
    decision = after({"account_email": WANTED}, to=lacking, proof=Proof.SENDER)
    assert stored(decision).fields["account_email"].value == WANTED
    assert [letter.kind for letter in decision.letters] == [LetterKind.RECEIVED]


def test_a_change_that_waits_is_told_to_the_requester_once_and_shown_with_old_and_new() -> None:
    decision = after({"account_email": WANTED}, proof=Proof.SENDER)
    (letter,) = decision.letters
    # Nobody else has it, so that who answers it is the requester.
    assert (letter.kind, letter.to, letter.cc) == (LetterKind.ACCOUNT_CHANGE_ASKED, CUSTOMER.addr, ())
    (wish,) = [event for event in decision.events if event.what == "wish"]
    assert (wish.old, wish.new) == (ACCOUNT, WANTED)
    again = after({"account_email": "other@fjordwerk.example"}, to=stored(decision), proof=Proof.SENDER)
    assert again.letters == ()
    assert [event.new for event in again.events if event.what == "wish"] == ["other@fjordwerk.example"]


def test_a_change_after_the_letter_received_is_told_to_the_old_and_the_new_account() -> None:
    (letter,) = after({"account_email": WANTED}, letters=(RECEIVED,)).letters
    assert (letter.kind, letter.to, letter.cc) == (
        LetterKind.ACCOUNT_CHANGED,
        CUSTOMER.addr,
        (ACCOUNT, WANTED),
    )
    (mine,) = after({"account_email": CUSTOMER.addr}, letters=(RECEIVED,)).letters
    assert mine.cc == (ACCOUNT,)


def test_a_change_before_it_is_told_by_it() -> None:
    fields = {"organization": "Fjordwerk AS", "account_email": WANTED}
    (letter,) = after(fields, to=request(), letters=(sent_letter(),)).letters
    assert (letter.kind, letter.cc) == (LetterKind.RECEIVED, ())


def test_a_correction_of_something_else_is_told_as_before() -> None:
    (letter,) = after({"organization": "Other AS"}, letters=(RECEIVED,)).letters
    assert letter.kind is LetterKind.RECEIVED


def test_an_author_whom_nobody_can_read_is_another_address() -> None:
    nobody = Address(addr="", name=f'"{CUSTOMER.addr}" <thief@evil.example> x')
    decision = after({"account_email": "thief@evil.example"}, sender=nobody)
    assert {Attention.ACCOUNT_CHANGED, Attention.OTHER_ADDRESS} <= {*stored(decision).attention}
    assert decision.letters == ()
    stranger = after({"account_email": "thief@evil.example"}, sender=STRANGER)
    assert stranger.letters == ()


def test_a_copy_that_comes_back_from_a_former_account_bothers_nobody() -> None:
    letter = replace(RECEIVED, kind=LetterKind.ACCOUNT_CHANGED)
    assert is_copy(letter, DeliveryReport(recipients=("old@gone.example",), message_id=LETTER_ID))
    assert not is_copy(letter, DeliveryReport(recipients=(CUSTOMER.addr,), message_id=LETTER_ID))
    assert not is_copy(letter, DeliveryReport(message_id=LETTER_ID))
    assert not is_copy(RECEIVED, DeliveryReport(recipients=("old@gone.example",)))
