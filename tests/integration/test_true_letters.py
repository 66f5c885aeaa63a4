"""A letter says what is the case when it leaves; what was overtaken does not leave."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.integration.local_worker import LocalWorker, form, mail, quoted
from worker.errors import RefusedError
from worker.requests.request_model import Attention, LetterKind, LetterState
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.outbox import outbox_decisions
from worker.services.outbox.outbox_decisions import LetterVerb
from worker.services.review import page_actions, review_actions, staff_actions
from worker.store.transactions import Store

LISTS = {"List_Id": "<all.engines.test>"}  #: what comes by a list is answered once a person has looked
SURE = {"Message_ID": "<1@engines.test>"}


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield LocalWorker(store)
    store.close()


def text(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def answer(letter: EmailMessage, words: str, number: int = 2) -> bytes:
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": f"<{number}@engines.test>"}
    return mail(f"{words}\n\n{quoted(letter)}", subject=str(letter["Subject"]), **about)


def name_of(worker: LocalWorker, outcome: IngestOutcome) -> str:
    return worker.request(outcome).reference


def states(worker: LocalWorker, outcome: IngestOutcome) -> list[tuple[LetterKind, LetterState]]:
    return [(one.kind, one.state) for one in worker.letters(outcome)]


def test_a_held_receipt_does_not_outlive_the_approval(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(), **SURE, **LISTS))
    name = name_of(worker, outcome)
    review_actions.approve(worker.services, name, "olga")
    (letter,) = worker.letters(outcome)
    assert (letter.state, letter.last_error) == (LetterState.CANCELLED, "overtaken by the approval")
    assert Attention.LETTER_WITHHELD not in worker.request(outcome).attention
    review_actions.complete(worker.services, name, ["SEN-1"], "olga")
    with pytest.raises(RefusedError, match="cancelled"):
        outbox_decisions.decide(worker.services, letter.id, LetterVerb.RELEASE, "olga")
    assert [one["To"] for one in worker.send()] == ["Ada Byron <ada@engines.test>"]


def test_an_approval_that_is_taken_back_lets_it_wait_again(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(), **SURE, **LISTS))
    request = worker.request(outcome)
    page_actions.perform_action(
        worker.services, request.reference, staff_actions.approve("olga"), request.version, "olga"
    )
    page_actions.take_back(worker.services, request.reference, "olga")
    assert states(worker, outcome) == [(LetterKind.RECEIVED, LetterState.HELD)]
    assert Attention.LETTER_WITHHELD in worker.request(outcome).attention


def test_a_receipt_on_its_way_goes_out_after_the_approval_and_not_after_the_completion(
    worker: LocalWorker,
) -> None:
    outcome = worker.receive(mail(form(), **SURE))
    review_actions.approve(worker.services, name_of(worker, outcome), "olga")
    assert states(worker, outcome) == [(LetterKind.RECEIVED, LetterState.QUEUED)]
    review_actions.complete(worker.services, name_of(worker, outcome), ["SEN-1"], "olga")
    assert states(worker, outcome)[0] == (LetterKind.RECEIVED, LetterState.CANCELLED)
    assert "SEN-1" in text(*worker.send())


def test_a_question_does_not_outlive_the_withdrawal(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(organization=""), **SURE))
    review_actions.withdraw(worker.services, name_of(worker, outcome), "olga")
    assert worker.send() == []
    assert worker.letters(outcome)[0].last_error == "overtaken by the withdrawal"


def test_an_answer_overtakes_the_question_that_waits(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(organization=""), **SURE))
    worker.receive(mail("Organization: Babbage Ltd", subject="The company", Message_ID="<2@engines.test>"))
    assert states(worker, outcome) == [
        (LetterKind.MISSING_FIELDS, LetterState.CANCELLED),
        (LetterKind.RECEIVED, LetterState.QUEUED),
    ]


def test_a_question_asks_for_what_is_open_when_it_leaves(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(organization="", address=""), **SURE, **LISTS))
    review_actions.set_values(
        worker.services, name_of(worker, outcome), {"organization": "Babbage Ltd"}, "olga"
    )
    outbox_decisions.decide(worker.services, worker.letters(outcome)[0].id, LetterVerb.RELEASE, "olga")
    (letter,) = worker.send()
    assert "Organization: Babbage Ltd" in text(letter)
    assert "The organization (company) name" not in text(letter)
    assert "one thing is still open" in text(letter)


def test_staff_who_doubt_an_answer_say_so_and_thank_for_nothing(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(), **SURE))
    worker.send()
    review_actions.ask(
        worker.services, name_of(worker, outcome), ["organization"], "Is it the one in Leeds?", "olga"
    )
    (letter,) = worker.send()
    assert "name for the License (please check whether this is right):" in text(letter)
    assert "Organization: Analytical Engines Ltd" in text(letter)
    assert "Is it the one in Leeds?" in text(letter)
    assert "no answer" not in text(letter)
    assert "Thank you for your answer" not in text(letter)


def test_only_who_answered_is_thanked_for_it(worker: LocalWorker) -> None:
    worker.receive(mail(form(organization="", address=""), **SURE))
    (first,) = worker.send()
    assert "Thank you for your answer" not in text(first)
    worker.receive(answer(first, "Organization: Babbage Ltd"))
    (second,) = worker.send()
    assert "Thank you for your answer" in text(second)


def test_the_statement_is_asked_for_without_a_number_that_the_template_lacks(worker: LocalWorker) -> None:
    statement = form().partition("The information")[0]
    worker.receive(mail(form().replace(statement, ""), **SURE))
    (letter,) = worker.send()
    assert "\nPlease confirm that you use the license on your own server" in text(letter)
    outcome = worker.receive(answer(letter, "Yes, I confirm."))
    assert worker.request(outcome).ask == ()


def test_a_receipt_after_a_correction_says_what_changed(worker: LocalWorker) -> None:
    worker.receive(mail(form(), **SURE))
    (receipt,) = worker.send()
    worker.receive(answer(receipt, "Organization: Babbage Ltd"))
    (again,) = worker.send()
    assert "we have changed this:\n\n  Organization: Babbage Ltd\n" in text(again)
    assert "changed" not in text(receipt)


def test_whose_account_it_was_hears_of_the_change_although_the_license_has_gone(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(account_email="owner@elsewhere.test"), **SURE))
    (received,) = worker.send()
    worker.receive(answer(received, "Sorry, the account is thief@elsewhere.test"))
    name = name_of(worker, outcome)
    review_actions.approve(worker.services, name, "olga")
    review_actions.complete(worker.services, name, ["SEN-1"], "olga")
    told = [letter for letter in worker.send() if "owner@elsewhere.test" in str(letter["Cc"])]
    assert ["thief@elsewhere.test" in text(letter) for letter in told] == [True]
