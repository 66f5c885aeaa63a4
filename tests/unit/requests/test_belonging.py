"""Which request a message belongs to."""

from dataclasses import replace

import pytest

from tests.unit.requests.made import KNOWN, OTHER_KEY, STRANGER, message, request
from worker.reading.message import Automation, Body
from worker.requests.request_model import FieldValue, State
from worker.requests.threading.request_threading import Proof, find_request

SUBJECT = "License migration"
MINE = request()
OTHER = request(id=2, reference="SW-8M4RYE", thread=("<else@fjordwerk.example>",))


def body(text: str) -> Body:
    return Body(part="1", subtype="plain", text=text, lines=())


def test_one_of_our_message_ids_is_proof() -> None:
    found = find_request(message(), replace(KNOWN, request=MINE), "another subject")
    assert found is not None
    assert (found.request, found.proof, found.same_sender) == (MINE, Proof.MESSAGE_ID, True)


def test_our_message_id_from_another_address_is_proof_of_the_thread_not_of_the_person() -> None:
    found = find_request(message(from_=STRANGER), replace(KNOWN, request=MINE), SUBJECT)
    assert found is not None
    assert not found.same_sender


def test_the_requester_with_one_open_request_continues_it_by_its_subject() -> None:
    found = find_request(message(), replace(KNOWN, by_sender=(MINE,)), "license MIGRATION")
    assert found is not None
    assert found.proof is Proof.SENDER


def test_the_requester_continues_it_by_the_thread() -> None:
    mail = message(in_reply_to=("<first@fjordwerk.example>",))
    assert find_request(mail, replace(KNOWN, by_sender=(MINE,)), "Nochmals") is not None


def test_the_requester_continues_it_by_the_reference() -> None:
    known = replace(KNOWN, by_sender=(MINE,), mentioned=MINE)
    assert find_request(message(), known, "Something else") is not None


def test_what_else_the_requester_writes_is_about_their_open_request() -> None:
    found = find_request(message(), replace(KNOWN, by_sender=(MINE,)), "Invoice 12")
    assert found is not None
    assert (found.proof, found.continues) == (Proof.SENDER, False)
    machine = message(automation=Automation.BULK)
    assert find_request(machine, replace(KNOWN, by_sender=(MINE,)), "Invoice 12") is None


@pytest.mark.parametrize("state", [State.REJECTED, State.WITHDRAWN, State.COMPLETED, State.INTERESTED])
def test_what_they_write_after_its_end_is_not(state: State) -> None:
    over = replace(MINE, state=state)
    assert find_request(message(), replace(KNOWN, by_sender=(over,)), "Invoice 12") is None


def test_an_answer_to_the_subject_of_a_completed_request_is_about_it() -> None:
    over = replace(MINE, state=State.COMPLETED)
    known = replace(KNOWN, by_sender=(over,))
    assert find_request(message(subject=f"AW: {SUBJECT}"), known, SUBJECT) is not None
    assert find_request(message(subject=SUBJECT), known, SUBJECT) is None


def test_two_open_requests_of_a_sender_leave_it_open_which_one_is_meant() -> None:
    found = find_request(message(), replace(KNOWN, by_sender=(MINE, OTHER)), SUBJECT)
    assert found is not None
    assert (found.proof, found.request, found.others) == (Proof.SEVERAL, MINE, (OTHER,))


def test_of_two_the_thread_the_reference_or_the_license_key_tells_which_one() -> None:
    known = replace(KNOWN, by_sender=(MINE, OTHER))
    keyed = replace(OTHER, fields={"license_key": FieldValue(value=OTHER_KEY)})
    ways = [
        (message(references=("<else@fjordwerk.example>",)), known, Proof.THREAD),
        (message(), replace(known, named=(OTHER.reference,)), Proof.THREAD),
        (message(bodies=(body(f"Reference: {OTHER.reference}"),)), known, Proof.THREAD),
        (
            message(bodies=(body(f"For {OTHER_KEY[:12]}\n> {OTHER_KEY[12:]}"),)),
            replace(known, by_sender=(MINE, keyed)),
            Proof.KEY,
        ),
    ]
    for mail, about, proof in ways:
        found = find_request(mail, about, "Something else")
        assert found is not None
        assert (found.request.id, found.proof, found.others) == (2, proof, ())


def test_the_newest_mail_of_a_thread_tells_which_of_the_requests_that_grew_out_of_it() -> None:
    later = replace(OTHER, thread=(*MINE.thread, "<second@fjordwerk.example>"))
    known = replace(KNOWN, by_sender=(MINE, later))
    for referred, wanted in ((later.thread, 2), (MINE.thread, 1)):
        found = find_request(message(references=referred), known, SUBJECT)
        assert found is not None
        assert (found.request.id, found.others) == (wanted, ())


def test_a_reference_alone_is_no_proof() -> None:
    assert find_request(message(from_=STRANGER), replace(KNOWN, mentioned=MINE), SUBJECT) is None


def test_the_reference_of_another_request_does_not_continue_the_senders_own() -> None:
    known = replace(KNOWN, by_sender=(MINE,), mentioned=OTHER)
    assert find_request(message(), known, "Something else") is None


def test_a_message_of_nobody_known_belongs_to_nothing() -> None:
    assert find_request(message(), KNOWN, SUBJECT) is None
