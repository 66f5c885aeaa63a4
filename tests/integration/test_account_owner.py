"""The owner of a myAtlassian account is asked whether the license is to go there, and answers."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from random import Random
from typing import Any

import pytest

from tests.integration.local_worker import ANSWERS, LocalWorker, form, mail, quoted
from worker.errors import RefusedError
from worker.requests.request_model import Attention, ConfirmAccount, Disposition, LetterState, State
from worker.services import row_views
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.outbox import outbox_decisions
from worker.services.outbox.outbox_decisions import LetterVerb
from worker.services.review import review_actions
from worker.store.transactions import Store

OWNER = ANSWERS["account_email"]


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    worker = LocalWorker(store)
    worker.policy = replace(worker.policy, confirm_account=ConfirmAccount.OTHER_ADDRESS)
    yield worker
    store.close()


def asked(worker: LocalWorker) -> tuple[IngestOutcome, EmailMessage]:
    """A request whose account's owner has our letter."""
    outcome = worker.receive(mail(form(), sender='"Win big at casino.test now" <ada@engines.test>'))
    receipt, question = worker.send()
    assert ("ada@engines.test" in receipt["To"], question["To"]) == (True, OWNER)
    return outcome, question


def answer(question: EmailMessage, words: str, sender: str = OWNER, **headers: str) -> bytes:
    said = f"{words}\n\n{quoted(question)}"
    return mail(said, sender, f"Re: {question['Subject']}", In_Reply_To=question["Message-ID"], **headers)


def key(number: int) -> str:
    return base64.b64encode(Random(number).randbytes(60)).decode()


def returned(letter: EmailMessage) -> bytes:
    said = f"Your message to {letter['To']} could not be delivered: 550 5.1.1 no such user."
    head = f"Message-ID: {letter['Message-ID']}\nSubject: {letter['Subject']}"
    report = f"Reporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; {OWNER}\nAction: failed\nStatus: 5.1.1"
    parts = (("text/plain", said), ("message/delivery-status", report), ("text/rfc822-headers", head))
    body = "".join(f"--b\nContent-Type: {kind}\n\n{text}\n\n" for kind, text in parts)
    return (
        (
            "From: MAILER-DAEMON@mx.test\nTo: sales@vendor.test\nSubject: Undelivered Mail\nReturn-Path: <>\n"
            "Date: Mon, 02 Mar 2026 09:05:00 +0000\nMIME-Version: 1.0\n"
            f"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n{body}--b--\n"
        )
        .replace("\n", "\r\n")
        .encode()
    )


def verdict(worker: LocalWorker, outcome: IngestOutcome) -> dict[str, Any]:
    assert outcome.request is not None
    (point,) = [
        one
        for one in row_views.request(worker.services, outcome.request.reference)["eligibility"]
        if one["name"] == "owner"
    ]
    found: dict[str, Any] = point
    return found


def test_the_letter_says_who_asks_and_nothing_in_the_words_of_the_requester(worker: LocalWorker) -> None:
    outcome, question = asked(worker)
    body = question.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert "ada@engines.test asks us to put a license" in text
    assert "License key: ****Yw==" in text
    for free in ("casino", *(value for name, value in ANSWERS.items() if value and name != "account_email")):
        assert free not in str(question)
    assert (question["References"], question["In-Reply-To"], question["Cc"]) == (None, None, None)
    assert question["Auto-Submitted"] == "auto-generated"
    assert verdict(worker, outcome)["verdict"] == "unknown"
    worker.now += timedelta(days=4)
    assert verdict(worker, outcome)["verdict"] == "check"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Yes", "ok"),
        ("Hello,\n\nja, gerne!\n\nKind regards", "ok"),
        ("はい", "ok"),
        ("No, thanks.", "bad"),
        ("nein", "bad"),
        ("Nie", "bad"),
        ("Who is that? Yes or no, it is the wrong address: use eve@else.test instead.", "check"),
        (form(account_email="eve@else.test"), "check"),
    ],
)
def test_a_plain_yes_or_no_is_a_verdict_and_changes_nothing(
    worker: LocalWorker, words: str, found: str
) -> None:
    outcome, question = asked(worker)
    before = worker.request(outcome)
    said = worker.receive(answer(question, words))
    assert said.disposition is Disposition.REPLY
    after = worker.request(outcome)
    assert (after.fields, after.state, after.requester) == (before.fields, before.state, before.requester)
    assert (after.standing, after.thread) == (before.standing, before.thread)
    assert verdict(worker, outcome)["verdict"] == found
    assert (Attention.CUSTOMER_WROTE in after.attention) == (found != "ok")
    assert worker.send() == []
    with worker.store.read() as tx:
        assert len([*tx.requests.listed()]) == 1


def test_nobody_else_answers_for_the_owner_and_a_forged_yes_is_none(worker: LocalWorker) -> None:
    outcome, question = asked(worker)
    worker.receive(answer(question, "Yes", "eve@else.test"))
    assert Attention.OTHER_ADDRESS in worker.request(outcome).attention
    worker.policy = replace(worker.policy, trusted_authserv_ids=frozenset({"mx.vendor.test"}))
    failed = "mx.vendor.test; dmarc=fail header.from=engines.test; spf=fail smtp.mailfrom=evil.test"
    worker.receive(
        f"Authentication-Results: {failed}\r\n".encode()
        + answer(question, "Yes", Message_ID="<forged@engines.test>")
    )
    assert Attention.AUTHENTICATION_FAILED in worker.request(outcome).attention
    assert verdict(worker, outcome)["verdict"] == "check"


def test_the_owners_letter_is_no_proof_of_the_requester(worker: LocalWorker) -> None:
    """Whoever has the account can forge the requester's mail, and must not get the license moved on by it."""
    outcome, question = asked(worker)
    forged = answer(question, "My myAtlassian address is eve@else.test", "Ada Byron <ada@engines.test>")
    worker.receive(forged)
    now = worker.request(outcome)
    assert now.fields["account_email"].value == OWNER
    assert Attention.ACCOUNT_CHANGED in now.attention or Attention.CUSTOMER_WROTE in now.attention


def test_what_comes_back_and_what_a_machine_answers_is_told(worker: LocalWorker) -> None:
    outcome, question = asked(worker)
    worker.receive(answer(question, "I am away until Monday.", Auto_Submitted="auto-replied"))
    assert verdict(worker, outcome)["verdict"] == "unknown"
    worker.receive(returned(question))
    assert verdict(worker, outcome)["verdict"] == "bad"
    assert Attention.LETTER_BOUNCED not in worker.request(outcome).attention


def test_by_default_nobody_is_asked_but_by_a_persons_word_and_once(worker: LocalWorker) -> None:
    worker.policy = replace(worker.policy, confirm_account=ConfirmAccount.NEVER)
    outcome = worker.receive(mail(form()))
    assert outcome.request is not None
    assert len(worker.send()) == 1
    review_actions.ask_owner(worker.services, outcome.request.reference, "olga")
    with pytest.raises(RefusedError, match="was asked already"):
        review_actions.ask_owner(worker.services, outcome.request.reference, "olga")
    (question,) = worker.send()
    assert question["To"] == OWNER
    worker.receive(answer(question, "yes"))
    assert verdict(worker, outcome)["verdict"] == "ok"


def test_strangers_are_written_to_no_more_than_the_caps_allow(worker: LocalWorker) -> None:
    """Many senders who name one address, and one sender who names many."""
    worker.policy = replace(worker.policy, letters_per_address_per_day=3)
    for n in range(5):
        text = form(license_key=key(n))
        worker.receive(mail(text, sender=f"u{n}@many{n}.test", Message_ID=f"<{n}@many.test>"))
    for n in range(5):
        text = form(account_email=f"victim{n}@town{n}.test", license_key=key(n + 5))
        worker.receive(mail(text, sender="eve@else.test", Message_ID=f"<{n}@eve.test>"))
    letters = [one for one in worker.send() if one["Auto-Submitted"] == "auto-generated"]
    assert len([one for one in letters if one["To"] == OWNER]) <= 3
    assert len([one for one in letters if "victim" in one["To"]]) <= 3
    with worker.store.read() as tx:
        held = [
            one for one in tx.letters.listed((LetterState.HELD,)) if "letters_per_address" in one.hold_reason
        ]
    assert len(held) >= 4


def test_an_account_that_is_corrected_has_its_own_owner_asked(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(account_email="wrong@engines.test")))
    assert outcome.request is not None
    review_actions.set_values(worker.services, outcome.request.reference, {"account_email": OWNER}, "olga")
    assert [one["To"] for one in worker.send()][1:] == []
    assert worker.request(outcome).state is State.READY_FOR_REVIEW
    assert verdict(worker, outcome)["words"] == "The account’s owner was not asked"


def test_a_letter_to_the_owner_that_was_held_leaves_once_a_person_lets_it(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(), List_Id="<all.engines.test>"))
    (question,) = [one for one in worker.letters(outcome) if one.to == OWNER]
    assert question.state is LetterState.HELD
    outbox_decisions.decide(worker.services, question.id, LetterVerb.RELEASE, "olga")
    assert OWNER in [str(letter["To"]) for letter in worker.send()]
