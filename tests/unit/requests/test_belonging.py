"""Which request a message belongs to."""

from dataclasses import replace

from tests.unit.requests.made import KNOWN, STRANGER, message, request
from worker.requests.belonging import Proof, belongs

SUBJECT = "License migration"
MINE = request()
OTHER = request(id=2, reference="SW-8M4RYE", thread=("<else@fjordwerk.example>",))


def test_one_of_our_message_ids_is_proof() -> None:
    found = belongs(message(), replace(KNOWN, request=MINE), "another subject")
    assert found is not None
    assert (found.request, found.proof, found.same_sender) == (MINE, Proof.MESSAGE_ID, True)


def test_our_message_id_from_another_address_is_proof_of_the_thread_not_of_the_person() -> None:
    found = belongs(message(from_=STRANGER), replace(KNOWN, request=MINE), SUBJECT)
    assert found is not None
    assert not found.same_sender


def test_the_requester_with_one_open_request_continues_it_by_its_subject() -> None:
    found = belongs(message(), replace(KNOWN, by_sender=(MINE,)), "license MIGRATION")
    assert found is not None
    assert found.proof is Proof.SENDER


def test_the_requester_continues_it_by_the_thread() -> None:
    mail = message(in_reply_to=("<first@fjordwerk.example>",))
    assert belongs(mail, replace(KNOWN, by_sender=(MINE,)), "Nochmals") is not None


def test_the_requester_continues_it_by_the_reference() -> None:
    known = replace(KNOWN, by_sender=(MINE,), mentioned=MINE)
    assert belongs(message(), known, "Something else") is not None


def test_what_else_the_requester_writes_stands_for_itself() -> None:
    assert belongs(message(), replace(KNOWN, by_sender=(MINE,)), "Invoice 12") is None


def test_two_open_requests_of_a_sender_leave_it_open_which_one_is_meant() -> None:
    assert belongs(message(), replace(KNOWN, by_sender=(MINE, OTHER)), SUBJECT) is None


def test_a_reference_alone_is_no_proof() -> None:
    assert belongs(message(from_=STRANGER), replace(KNOWN, mentioned=MINE), SUBJECT) is None


def test_the_reference_of_another_request_does_not_continue_the_senders_own() -> None:
    known = replace(KNOWN, by_sender=(MINE,), mentioned=OTHER)
    assert belongs(message(), known, "Something else") is None


def test_a_message_of_nobody_known_belongs_to_nothing() -> None:
    assert belongs(message(), KNOWN, SUBJECT) is None
