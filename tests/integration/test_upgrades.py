"""Who agrees to match the level of their server first: told, reminded, and approved when it is bought."""

from collections.abc import Iterator

import pytest

from tests.integration.desk import Desk, form, mail
from worker.errors import RefusedError
from worker.requests.request_model import Attention, LetterKind, State
from worker.services.review import page_actions, review_actions, staff_actions
from worker.store.transactions import Store


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    store = Store(database_url)
    yield Desk(store)
    store.close()


def awaiting(desk: Desk) -> str:
    """A request that waits for an upgrade, whose customer was told so."""
    request = desk.receive(mail(form())).request
    assert request is not None
    desk.send()
    review_actions.await_upgrade(desk.services, request.reference, "It costs 300 USD.", "olga")
    return request.reference


def test_the_customer_is_told_what_is_needed_reminded_and_approved_when_it_is_bought(desk: Desk) -> None:
    reference = awaiting(desk)
    (told,) = desk.send()
    text = str(told.get_body(("plain",)))
    assert "upgraded to the number of users of your server" in " ".join(text.split())
    assert "It costs 300 USD." in text
    assert "ada@engines.test" in told["To"]
    reminders = desk.wait(days=40)
    assert len(reminders) == 2
    assert all(one["Auto-Submitted"] == "auto-generated" for one in reminders)
    assert review_actions.mark_upgraded(desk.services, reference, "olga").state is State.APPROVED
    assert desk.wait(days=10) == []


def test_whoever_writes_is_not_reminded_and_a_person_looks(desk: Desk) -> None:
    reference = awaiting(desk)
    (told,) = desk.send()
    reply = mail(
        "Which of the two editions is it?", In_Reply_To=told["Message-ID"], subject=f"Re: {told['Subject']}"
    )
    outcome = desk.receive(reply)
    assert outcome.request is not None
    assert outcome.request.reference == reference
    assert desk.request(outcome).state is State.AWAITING_UPGRADE
    assert Attention.CUSTOMER_WROTE in desk.request(outcome).attention
    kinds = {letter.kind for letter in desk.letters(outcome)}
    desk.wait(days=20)
    assert LetterKind.UPGRADE_REMINDER not in {letter.kind for letter in desk.letters(outcome)} - kinds


def test_an_upgrade_is_undone_before_the_letter_left_and_only_who_awaits_one_has_bought_it(
    desk: Desk,
) -> None:
    request = desk.receive(mail(form())).request
    assert request is not None
    desk.send()
    version = desk.request(request.id).version
    page_actions.perform_action(
        desk.services, request.reference, staff_actions.await_upgrade("", "olga"), version, "olga"
    )
    page_actions.take_back(desk.services, request.reference, "olga")
    assert desk.request(request.id).state is State.READY_FOR_REVIEW
    assert desk.wait(days=2) == []
    with pytest.raises(RefusedError, match="awaits no upgrade"):
        review_actions.mark_upgraded(desk.services, request.reference, "olga")


def test_no_sen_is_given_before_the_upgrade_is_bought(desk: Desk) -> None:
    reference = awaiting(desk)
    with pytest.raises(RefusedError, match="can't become completed"):
        review_actions.complete(desk.services, reference, ["SEN-1234567"], "olga")
    review_actions.reject(desk.services, reference, "not_matching", "", "olga")
    (rejection,) = desk.send()
    assert "level" in str(rejection.get_body(("plain",))) or rejection["Subject"]
