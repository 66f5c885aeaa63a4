"""What comes of forms and answers that a ticket desk sends for a person."""

from collections.abc import Iterator

import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from worker.requests.request_model import Disposition, LetterState
from worker.store.transactions import Store

FORM_SUBJECT = "I want to migrate my Server license to Atlassian Marketplace"


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def test_a_form_out_of_a_ticket_desk_is_in_the_queue_and_its_letter_waits(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(address="12 Pall Mall"), Auto_Submitted="auto-generated"))
    assert outcome.disposition is Disposition.REQUEST
    assert [letter.state for letter in worker.letters(outcome)] == [LetterState.HELD]


def test_answers_out_of_a_ticket_desk_are_taken_and_not_answered_by_themselves(worker: LocalWorker) -> None:
    worker.receive(mail(form(address=""), Message_ID="<1@engines.test>"))
    (letter,) = worker.send()
    said = "5. The organization's full address (including country): 12 Pall Mall, London, United Kingdom\n"
    said += "4. The organization (company) name for the License: Analytical Engines Ltd\n"
    answer = mail(
        said, subject=f"Re: {FORM_SUBJECT}", Auto_Submitted="auto-generated", In_Reply_To=letter["Message-ID"]
    )
    outcome = worker.receive(answer)
    assert outcome.disposition is Disposition.REPLY, outcome.reason
    assert worker.request(outcome).ask == ()
