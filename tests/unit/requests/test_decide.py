"""What becomes of one message."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.requests.made import (
    CUSTOMER,
    KEY,
    KNOWN,
    NOW,
    OTHER_KEY,
    OWN,
    POLICY,
    STRANGER,
    VALUES,
    incoming,
    message,
    reply,
    request,
    sent_letter,
)
from worker.forms.extraction import Evidence, FieldProblem, Kind, ReplyIntent, Span, UnreadWords
from worker.forms.form_definition import AnswerCheck
from worker.forms.form_values import BARE
from worker.reading.message import Address, DeliveryReport
from worker.requests.decide import decide
from worker.requests.incoming_message import IncomingMessage
from worker.requests.request_model import (
    Attention,
    Decision,
    Disposition,
    KnownFacts,
    LetterKind,
    LetterPool,
    Request,
    State,
)
from worker.requests.threading.request_threading import Proof


def decided(mail: IncomingMessage, known: KnownFacts = KNOWN) -> Decision:
    return decide(mail, known, POLICY, NOW)


def after(decision: Decision) -> Request:
    assert decision.request is not None
    return decision.request


def before_values(request: Request) -> dict[str, str | int | None]:
    return {name: field.value for name, field in request.fields.items()}


def bounce(*, delayed: bool = False) -> IncomingMessage:
    return incoming(Kind.BOUNCE, message=message(report=DeliveryReport(delayed=delayed)))


def test_a_mail_seen_before_is_a_duplicate_of_its_first_entry() -> None:
    decision = decided(incoming(), replace(KNOWN, duplicate_of=7))
    assert (decision.disposition, decision.request, decision.letters) == (Disposition.DUPLICATE, None, ())
    assert "ledger entry 7" in decision.reason


def test_our_own_mail_is_left_alone() -> None:
    decision = decided(incoming(message=message(from_=Address(addr=OWN))))
    assert (decision.disposition, decision.request, decision.letters) == (Disposition.OWN, None, ())


def test_a_mail_with_a_message_id_of_ours_is_ours_whoever_it_says_it_is_from() -> None:
    for mail in (incoming(), bounce()):
        decision = decided(mail, replace(KNOWN, from_us=True))
        assert (decision.disposition, decision.request, decision.letters) == (Disposition.OWN, None, ())


def test_an_answer_to_a_notice_opens_nothing() -> None:
    decision = decided(incoming(), replace(KNOWN, notice=3))
    assert (decision.disposition, decision.request, decision.letters) == (Disposition.IGNORED, None, ())


@pytest.mark.parametrize(("delayed", "marked"), [(False, 3), (True, None)])
def test_a_notice_that_comes_back_is_marked_and_causes_nothing(*, delayed: bool, marked: int | None) -> None:
    decision = decided(bounce(delayed=delayed), replace(KNOWN, notice=3))
    assert (decision.disposition, decision.bounced_notice) == (Disposition.BOUNCE, marked)
    assert (decision.request, decision.letters, decision.events) == (None, (), ())


def test_a_request_is_as_old_as_its_mail() -> None:
    then = NOW - timedelta(days=25)
    old = replace(incoming(), message=message(date=then, received=(then,)))
    assert after(decided(old, KNOWN)).created_at == then


def test_a_mail_that_asks_for_nothing_of_ours_is_ignored() -> None:
    decision = decided(incoming(Kind.OTHER))
    assert (decision.disposition, decision.request, decision.letters) == (Disposition.IGNORED, None, ())


def test_a_returned_letter_is_marked_and_shown_to_staff() -> None:
    decision = decided(bounce(), replace(KNOWN, request=request(), failed_letter=sent_letter()))
    assert (decision.disposition, decision.bounced_letter, decision.letters) == (Disposition.BOUNCE, 5, ())
    assert after(decision).attention == (Attention.LETTER_BOUNCED,)
    assert after(decision).state is State.NEEDS_INFO


def test_a_delivery_report_for_no_letter_of_ours_changes_nothing() -> None:
    decision = decided(bounce())
    assert (decision.disposition, decision.request, decision.bounced_letter) == (
        Disposition.BOUNCE,
        None,
        None,
    )


def test_a_report_of_delivery_is_no_return() -> None:
    report = incoming(Kind.BOUNCE, message=message(report=DeliveryReport(delivered=True)))
    decision = decided(report, replace(KNOWN, request=request(), failed_letter=sent_letter()))
    assert decision.disposition is Disposition.BOUNCE
    assert decision.bounced_letter is None
    assert decision.request == request()


def test_a_delayed_letter_is_not_taken_as_returned() -> None:
    decision = decided(bounce(delayed=True), replace(KNOWN, request=request(), failed_letter=sent_letter()))
    assert decision.bounced_letter is None
    assert after(decision).attention == ()
    assert "delayed" in decision.reason


def test_an_auto_reply_is_on_record_and_never_answered() -> None:
    decision = decided(incoming(Kind.AUTO_REPLY), replace(KNOWN, request=request()))
    assert (decision.disposition, decision.letters) == (Disposition.AUTO_REPLY, ())
    assert after(decision) == request()
    assert [event.name for event in decision.events] == ["auto_reply"]
    assert decided(incoming(Kind.AUTO_REPLY)).request is None


def test_a_complete_request_is_ready_and_its_receipt_goes_out() -> None:
    decision = decided(incoming())
    made = after(decision)
    assert (made.id, made.reference, made.state, made.ask) == (
        None,
        "SW-7K3QXD",
        State.READY_FOR_REVIEW,
        (),
    )
    assert [(one.kind, one.to, one.held) for one in decision.letters] == [
        (LetterKind.RECEIVED, CUSTOMER.addr, "")
    ]


def test_a_complete_cloud_interest_needs_no_review() -> None:
    decision = decided(incoming(Kind.CLOUD_INTEREST, required=("organization",)))
    assert after(decision).state is State.INTERESTED
    assert [one.kind for one in decision.letters] == [LetterKind.CLOUD_INTEREST]


def test_an_incomplete_request_asks_once_for_all_that_is_missing_in_the_forms_order() -> None:
    fields: dict[str, str | int | None] = {"license_key": KEY, "organization": None}
    decision = decided(incoming(fields=fields, problems={"confirmation": FieldProblem.CONTRADICTED}))
    made = after(decision)
    assert (made.state, made.round) == (State.NEEDS_INFO, 1)
    assert made.ask == ("account_email", "organization", "confirmation")
    assert made.problems == {
        "account_email": FieldProblem.MISSING,
        "organization": FieldProblem.MISSING,
        "confirmation": FieldProblem.CONTRADICTED,
    }
    assert [(one.kind, one.round) for one in decision.letters] == [(LetterKind.MISSING_FIELDS, 1)]


def test_a_letter_that_the_gate_stops_is_held_with_its_reason() -> None:
    decision = decided(incoming(message=message(lists=True)))
    assert "mailing list" in decision.letters[0].held
    assert Attention.LETTER_WITHHELD in after(decision).attention


def test_a_reader_that_is_not_sure_lets_a_person_look_first() -> None:
    decision = decided(incoming(hold=True, hold_reason="two keys in one line"))
    assert decision.letters[0].held == "two keys in one line"
    assert {Attention.UNSURE, Attention.LETTER_WITHHELD} <= {*after(decision).attention}


def test_what_is_perhaps_a_request_is_shown_to_a_person_and_answered_by_nobody_else() -> None:
    decision = decided(incoming(Kind.OTHER, fields={}, hold=True, hold_reason="asks something about a form"))
    assert decision.disposition is Disposition.REQUEST
    assert {Attention.UNSURE, Attention.LETTER_WITHHELD} <= {*after(decision).attention}
    assert [one.held for one in decision.letters] == ["asks something about a form"]


def test_a_reference_without_proof_opens_a_new_item_and_tells_its_sender_nothing() -> None:
    known = replace(KNOWN, mentioned=request())
    decision = decided(incoming(Kind.OTHER, fields={}, message=message(from_=STRANGER)), known)
    assert after(decision).id is None
    assert Attention.POSSIBLE_MATCH in after(decision).attention
    assert all(one.held for one in decision.letters)


def test_a_reply_with_the_last_answer_makes_the_request_ready() -> None:
    decision = decided(reply(request(), {"organization": "Fjordwerk AS"}))
    assert decision.disposition is Disposition.REPLY
    assert (after(decision).state, after(decision).ask) == (State.READY_FOR_REVIEW, ())
    assert after(decision).fields["organization"].message == 12
    assert [one.kind for one in decision.letters] == [LetterKind.RECEIVED]


def test_a_reply_that_answers_partly_is_asked_again_in_the_next_round() -> None:
    waiting = request(
        ask=("organization", "confirmation"), problems={"confirmation": FieldProblem.MISSING}, round=1
    )
    decision = decided(reply(waiting, {"organization": "Fjordwerk AS"}))
    assert (after(decision).ask, after(decision).round) == (("confirmation",), 2)
    assert [(one.kind, one.round) for one in decision.letters] == [(LetterKind.MISSING_FIELDS, 2)]


def test_after_the_last_question_a_person_takes_over() -> None:
    waiting = request(
        ask=("organization", "confirmation"), problems={"confirmation": FieldProblem.MISSING}, round=3
    )
    decision = decided(reply(waiting, {"organization": "Fjordwerk AS"}))
    assert decision.letters == ()
    assert after(decision).state is State.NEEDS_INFO
    assert Attention.TOO_MANY_ROUNDS in after(decision).attention


@pytest.mark.parametrize("state", [State.APPROVED, State.COMPLETED, State.REJECTED, State.WITHDRAWN])
def test_a_reply_after_the_decision_changes_nothing_but_is_shown(state: State) -> None:
    before = request(state)
    decision = decided(reply(before, {"organization": "Other Inc."}))
    assert (after(decision).state, after(decision).fields, decision.letters) == (state, before.fields, ())
    assert after(decision).attention == (Attention.CHANGED_AFTER_APPROVAL,)


def test_another_address_never_changes_the_account() -> None:
    before = request(State.READY_FOR_REVIEW)
    decision = decided(reply(before, {"account_email": "eve@elsewhere.example"}, sender=STRANGER))
    assert after(decision).fields["account_email"] == before.fields["account_email"]
    assert {Attention.ACCOUNT_CHANGED, Attention.OTHER_ADDRESS} == {*after(decision).attention}
    assert decision.letters == ()


def test_the_requester_may_correct_the_account() -> None:
    decision = decided(reply(request(State.READY_FOR_REVIEW), {"account_email": "it@fjordwerk.example"}))
    assert after(decision).fields["account_email"].value == "it@fjordwerk.example"


def test_a_colleagues_answer_is_taken_and_shown_and_answered_to_the_requester_alone() -> None:
    decision = decided(reply(request(), {"organization": "Fjordwerk AS"}, sender=STRANGER))
    assert after(decision).state is State.READY_FOR_REVIEW
    assert after(decision).attention == (Attention.OTHER_ADDRESS,)
    assert {one.to for one in decision.letters} == {CUSTOMER.addr}


def test_a_thank_you_at_the_end_bothers_nobody() -> None:
    decision = decided(reply(request(State.COMPLETED), {}, ReplyIntent.NOTHING))
    assert (after(decision).attention, decision.letters) == ((), ())
    assert decision.disposition is Disposition.REPLY


def test_words_without_an_answer_are_for_a_person() -> None:
    decision = decided(reply(request(), {}, ReplyIntent.QUESTION))
    assert after(decision).attention == (Attention.CUSTOMER_WROTE,)
    assert decision.letters == ()


def test_a_question_beside_the_answers_is_not_lost() -> None:
    decision = decided(reply(request(), {"organization": "Fjordwerk AS"}, ReplyIntent.QUESTION))
    assert after(decision).fields["organization"].value == "Fjordwerk AS"
    assert Attention.CUSTOMER_WROTE in after(decision).attention


def test_a_correction_that_cant_be_used_keeps_the_old_value_and_is_shown() -> None:
    before = request(State.READY_FOR_REVIEW)
    decision = decided(reply(before, {"license_key": "none"}, problems={"license_key": FieldProblem.INVALID}))
    assert after(decision).fields["license_key"].value == KEY
    assert Attention.CUSTOMER_WROTE in after(decision).attention


def test_a_consent_that_is_taken_back_is_shown() -> None:
    denied = {"confirmation": FieldProblem.CONTRADICTED}
    decision = decided(reply(request(State.READY_FOR_REVIEW), {"confirmation": None}, problems=denied))
    assert Attention.CUSTOMER_WROTE in after(decision).attention


def test_a_correction_keeps_its_history_with_masked_license_keys() -> None:
    decision = decided(reply(request(State.READY_FOR_REVIEW), {"license_key": OTHER_KEY}))
    assert after(decision).fields["license_key"].value == OTHER_KEY
    [event] = [one for one in decision.events if one.what == "field"]
    assert (event.old, event.new) == (f"****{KEY[-4:]}", f"****{OTHER_KEY[-4:]}")


def test_the_whole_form_for_another_license_is_another_request() -> None:
    before = request(State.READY_FOR_REVIEW)
    whole: dict[str, str | int | None] = {**before_values(before), "license_key": OTHER_KEY}
    mail = replace(reply(before, whole, proof=Proof.SENDER), extraction=incoming(fields=whole).extraction)
    made = decided(mail)
    assert (after(made).id, after(made).attention) == (None, ())
    assert [one.held for one in made.letters] == [""]


def test_it_is_one_too_where_half_of_the_form_is_empty() -> None:
    half: dict[str, str | int | None] = {"license_key": OTHER_KEY, "organization": None}
    mail = replace(reply(request(), half, proof=Proof.SENDER), extraction=incoming(fields=half).extraction)
    assert after(decided(mail)).fields["license_key"].value == OTHER_KEY
    assert after(decided(mail)).id is None


def test_a_form_of_another_license_that_answers_our_letter_waits_for_a_person() -> None:
    whole: dict[str, str | int | None] = {
        **before_values(request()),
        "organization": "A",
        "license_key": OTHER_KEY,
    }
    mail = replace(reply(request(), whole), extraction=incoming(fields=whole).extraction)
    made = decided(mail)
    assert (after(made).id, after(made).attention[:1]) == (None, (Attention.POSSIBLE_MATCH,))
    assert all(one.held for one in made.letters)


def test_a_form_without_a_key_and_of_another_organization_is_not_put_into_the_request() -> None:
    other: dict[str, str | int | None] = {"organization": "Another Client Inc.", "license_key": None}
    before = request(State.READY_FOR_REVIEW)
    mail = replace(reply(before, other, proof=Proof.SENDER), extraction=incoming(fields=other).extraction)
    made = decided(mail)
    assert after(made).id is None
    assert Attention.POSSIBLE_MATCH in after(made).attention


def test_a_mail_that_may_belong_to_several_changes_none_and_is_shown_on_each() -> None:
    other = request(id=2, reference="SW-8M4RYE")
    mail = reply(request(), {"organization": "Fjordwerk AS"}, proof=Proof.SEVERAL)
    assert mail.belonging is not None
    made = decided(replace(mail, belonging=replace(mail.belonging, others=(other,))))
    told = [after(made), *(one.request for one in made.beside)]
    assert [one.id for one in told] == [1, 2]
    assert {one.attention for one in told} == {(Attention.POSSIBLE_MATCH,)}
    assert all(one.fields["organization"].value is None for one in told)
    assert made.letters == ()


def test_words_under_another_subject_answer_only_where_they_say_what() -> None:
    mail = reply(request(), {"organization": "Are you free at noon?"}, proof=Proof.SENDER)
    assert mail.belonging is not None
    assert mail.reply is not None
    guess = Evidence(part="1", spans=(Span(0, 5),), rule=BARE)
    mail = replace(
        mail,
        belonging=replace(mail.belonging, continues=False),
        reply=replace(mail.reply, evidence={"organization": guess}),
    )
    made = decided(mail)
    assert after(made).fields["organization"].value is None
    assert after(made).attention == (Attention.CUSTOMER_WROTE,)


def test_the_same_again_is_nothing_new() -> None:
    ready = request(State.READY_FOR_REVIEW)
    made = decided(reply(ready, before_values(ready)))
    assert (after(made).attention, made.letters) == ((), ())


def test_an_answer_after_expiry_takes_the_request_up_again() -> None:
    before = replace(request(), state=State.EXPIRED, updated_at=NOW - timedelta(days=40))
    assert after(decided(reply(before, {"organization": "Fjordwerk AS"}))).state is State.READY_FOR_REVIEW


UNREAD = UnreadWords(part="1", start=4, end=20, text="not that account")


def test_words_that_nothing_explains_are_on_record_and_a_person_is_told() -> None:
    decision = decided(incoming(unread=(UNREAD,)))
    assert decision.unread == (UNREAD,)
    assert after(decision).attention == (Attention.UNREAD_WORDS,)
    assert [one.held for one in decision.letters] == [""]


def test_where_they_may_change_the_letter_it_waits() -> None:
    decision = decided(incoming(unread=(UNREAD,), hold=True, hold_reason="unexplained words"))
    assert after(decision).attention == (Attention.UNREAD_WORDS, Attention.LETTER_WITHHELD)
    assert [one.held for one in decision.letters] == ["unexplained words"]


def test_what_a_reply_says_beside_its_answer_is_told_and_holds_the_next_letter() -> None:
    answer = reply(request(), {"organization": "Fjordwerk AS"})
    assert answer.reply is not None
    said = replace(answer.reply, unread=(UNREAD,), hold_reason="unexplained words")
    decision = decided(replace(answer, reply=said), replace(KNOWN, letters=(sent_letter(),)))
    assert decision.unread == (UNREAD,)
    assert Attention.UNREAD_WORDS in after(decision).attention
    assert [one.held for one in decision.letters] == ["unexplained words"]


CHECKS = {"organization": AnswerCheck.ORGANIZATION, "account_email": AnswerCheck.EMAIL}
ADVERTISING: dict[str, str | int | None] = {**VALUES, "organization": "Cheap Pills, pills.example"}
ANSWER: dict[str, str | int | None] = {"organization": "Cheap Pills, pills.example"}


def test_an_answer_of_a_stranger_that_no_letter_repeats_is_asked_for_again() -> None:
    mail = incoming(fields=ADVERTISING, checks=CHECKS)
    made = after(decided(mail))
    assert (made.state, made.ask) == (State.NEEDS_INFO, ("organization",))
    assert made.problems == {"organization": FieldProblem.UNCONFIRMED}
    assert made.fields["organization"].value == ANSWER["organization"]
    for pool in (LetterPool.CUSTOMERS, LetterPool.RETURNING):
        assert after(decided(mail, replace(KNOWN, pool=pool))).state is State.READY_FOR_REVIEW


@pytest.mark.parametrize(
    ("said", "attention"),
    [
        (ANSWER, ()),
        ({"license_key": OTHER_KEY}, ()),
        ({"organization": "As I wrote before"}, (Attention.CUSTOMER_WROTE,)),
    ],
)
def test_whoever_proves_to_be_the_customer_settles_it_by_any_answer(
    said: dict[str, str | int | None], attention: tuple[Attention, ...]
) -> None:
    asked = after(decided(incoming(fields=ADVERTISING, checks=CHECKS)))
    mail = replace(reply(replace(asked, id=1), said), checks=CHECKS)
    decision = decided(mail, replace(KNOWN, pool=LetterPool.CUSTOMERS))
    assert after(decision).state is State.READY_FOR_REVIEW
    assert after(decision).attention == attention
    assert after(decision).fields["organization"].value == ANSWER["organization"]
    assert [letter.kind for letter in decision.letters] == [LetterKind.RECEIVED]


def test_a_stranger_who_gives_it_again_settles_nothing_and_changes_nothing() -> None:
    asked = replace(after(decided(incoming(fields=ADVERTISING, checks=CHECKS))), id=1)
    again = replace(reply(asked, ANSWER, proof=Proof.SENDER), checks=CHECKS)
    assert after(decided(again)).ask == ("organization",)
    complete = request(State.READY_FOR_REVIEW)
    decision = decided(replace(reply(complete, ANSWER, proof=Proof.SENDER), checks=CHECKS))
    assert after(decision).fields == complete.fields
    assert Attention.CUSTOMER_WROTE in after(decision).attention
