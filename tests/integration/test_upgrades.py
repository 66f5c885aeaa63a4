"""Who agrees to match the level of their server first: told, reminded, and approved when it is bought."""

from collections.abc import Iterator

import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from worker.errors import RefusedError
from worker.requests.request_model import Attention, LetterKind, State
from worker.services.review import page_actions, review_actions, staff_actions
from worker.store.transactions import Store


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def awaiting(worker: LocalWorker) -> str:
    """A request that waits for an upgrade, whose customer was told so."""
    request = worker.receive(mail(form())).request
    assert request is not None
    worker.send()
    review_actions.await_upgrade(worker.services, request.reference, "It costs 300 USD.", "olga")
    return request.reference


def test_the_customer_is_told_what_is_needed_reminded_and_approved_when_it_is_bought(
    worker: LocalWorker,
) -> None:
    reference = awaiting(worker)
    (told,) = worker.send()
    text = str(told.get_body(("plain",)))
    assert "upgraded to the number of users of your server" in " ".join(text.split())
    assert "It costs 300 USD." in text
    assert "ada@engines.test" in told["To"]
    reminders = worker.wait(days=40)
    assert len(reminders) == 2
    assert all(one["Auto-Submitted"] == "auto-generated" for one in reminders)
    assert review_actions.mark_upgraded(worker.services, reference, "olga").state is State.APPROVED
    assert worker.wait(days=10) == []


def test_whoever_writes_is_not_reminded_and_a_person_looks(worker: LocalWorker) -> None:
    reference = awaiting(worker)
    (told,) = worker.send()
    reply = mail(
        "Which of the two editions is it?", In_Reply_To=told["Message-ID"], subject=f"Re: {told['Subject']}"
    )
    outcome = worker.receive(reply)
    assert outcome.request is not None
    assert outcome.request.reference == reference
    assert worker.request(outcome).state is State.AWAITING_UPGRADE
    assert Attention.CUSTOMER_WROTE in worker.request(outcome).attention
    kinds = {letter.kind for letter in worker.letters(outcome)}
    worker.wait(days=20)
    assert LetterKind.UPGRADE_REMINDER not in {letter.kind for letter in worker.letters(outcome)} - kinds


def test_an_upgrade_is_undone_before_the_letter_left_and_only_who_awaits_one_has_bought_it(
    worker: LocalWorker,
) -> None:
    request = worker.receive(mail(form())).request
    assert request is not None
    worker.send()
    version = worker.request(request.id).version
    page_actions.perform_action(
        worker.services, request.reference, staff_actions.await_upgrade("", "olga"), version, "olga"
    )
    page_actions.take_back(worker.services, request.reference, "olga")
    assert worker.request(request.id).state is State.READY_FOR_REVIEW
    assert worker.wait(days=2) == []
    with pytest.raises(RefusedError, match="awaits no upgrade"):
        review_actions.mark_upgraded(worker.services, request.reference, "olga")


def test_no_sen_is_given_before_the_upgrade_is_bought(worker: LocalWorker) -> None:
    reference = awaiting(worker)
    with pytest.raises(RefusedError, match="can't become completed"):
        review_actions.complete(worker.services, reference, ["SEN-1234567"], "olga")
    review_actions.reject(worker.services, reference, "not_matching", "", "olga")
    (rejection,) = worker.send()
    assert "level" in str(rejection.get_body(("plain",))) or rejection["Subject"]
