"""One sender with several matters: an Atlassian Expert's day, answers in new mails, and what is in doubt."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail, quoted
from worker.requests.request_model import Attention, Disposition, LetterKind, LetterState, Policy, State
from worker.services import row_views
from worker.services.review import related_mail
from worker.store.transactions import Store

EXPERT = "Bo Ek <bo@expert.test>"
THANKS = "Thank you very much!"


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield LocalWorker(store, policy=Policy(letters_per_address_per_day=40))
    store.close()


def key(number: int) -> str:
    return KEY[:-8] + f"{number:07d}="


def client(number: int, **missing: str) -> str:
    told = {
        "license_key": key(number),
        "account_email": f"atlassian@client{number}.test",
        "organization": f"Client {number} Ltd",
    }
    return form(**{**told, **missing})


def test_ten_clients_of_an_expert_are_ten_requests_and_each_letter_names_its_own(worker: LocalWorker) -> None:
    for number in range(10):
        outcome = worker.receive(
            mail(client(number, address=""), EXPERT, Message_ID=f"<{number}@expert.test>")
        )
        assert outcome.disposition is Disposition.REQUEST
        assert worker.request(outcome).attention == ()
    letters = worker.send()
    assert len({str(letter["Subject"]) for letter in letters}) == 10
    for number, letter in enumerate(letters):
        answer = mail(
            f"12 Long Lane, Leeds LS{number + 1} 4QX, United Kingdom\n\n{quoted(letter)}",
            EXPERT,
            str(letter["Subject"]),
            Message_ID=f"<answer-{number}@expert.test>",
        )
        request = worker.request(worker.receive(answer))
        assert request.fields["license_key"].value == key(number)
        assert (request.state, request.attention) == (State.READY_FOR_REVIEW, ())


def test_several_forms_in_one_mail_are_a_request_each_with_that_mail_and_a_letter(database_url: str) -> None:
    store = Store(database_url)
    store.upgrade()
    worker = LocalWorker(store)
    text = f"{client(1)}\nAnd for our second client:\n\n{client(2, address='')}"
    first = worker.receive(mail(text, EXPERT, Message_ID="<1@expert.test>"))
    one, two = worker.request(1), worker.request(2)
    assert [each.fields["license_key"].value for each in (one, two)] == [key(1), key(2)]
    assert [each.fields["organization"].value for each in (one, two)] == ["Client 1 Ltd", "Client 2 Ltd"]
    assert (one.attention, two.attention) == ((), ())
    assert (one.state, two.state) == (State.READY_FOR_REVIEW, State.NEEDS_INFO)
    letters = worker.send()
    for each, letter in zip((one, two), letters, strict=True):
        assert f"[{each.reference}]" in str(letter["Subject"])
    shown = row_views.request(worker.services, two.reference)
    assert [each["id"] for each in shown["messages"]] == [first.entry_id]
    about = {"In_Reply_To": str(letters[1]["Message-ID"]), "Message_ID": "<2@expert.test>"}
    answer = f"12 Long Lane, Leeds LS1 4QX, United Kingdom\n\n{quoted(letters[1])}"
    worker.receive(mail(answer, EXPERT, str(letters[1]["Subject"]), **about))
    assert worker.request(two.id).state is State.READY_FOR_REVIEW
    store.close()


def test_licenses_and_accounts_that_cannot_be_told_apart_are_for_a_person(worker: LocalWorker) -> None:
    text = (
        "Hello, please migrate two licenses to the Atlassian Marketplace.\n\n"
        f"Client One Ltd has key {key(1)}, account a@client1.test.\n"
        f"Client Two Ltd has key {key(2)}, account b@client2.test.\n"
    )
    outcome = worker.receive(mail(text, EXPERT, Message_ID="<1@expert.test>"))
    assert worker.request(outcome).attention
    assert worker.send() == []


def test_of_several_open_requests_a_new_mail_finds_its_own_by_the_license_key(worker: LocalWorker) -> None:
    for number in range(2):
        worker.receive(mail(client(number, organization=""), EXPERT, Message_ID=f"<{number}@expert.test>"))
    worker.send()
    text = f"For the license {key(1)}:\n\nOrganization: Client One Ltd\n"
    request = worker.request(worker.receive(mail(text, EXPERT, "The company", Message_ID="<a@expert.test>")))
    assert request.fields["license_key"].value == key(1)
    assert request.fields["organization"].value == "Client One Ltd"


def doubtful(worker: LocalWorker) -> tuple[str, str]:
    """Two open requests, and a mail that may belong to either; their references."""
    names = []
    for number in range(2):
        raw = mail(client(number, organization=""), EXPERT, Message_ID=f"<{number}@expert.test>")
        names.append(worker.request(worker.receive(raw)).reference)
    worker.send()
    worker.now = worker.now.replace(minute=7)
    outcome = worker.receive(
        mail("Organization: Client One Ltd", EXPERT, "The company", Message_ID="<a@x.test>")
    )
    assert (outcome.disposition, len(outcome.letters)) == (Disposition.REPLY, 0)
    return names[0], names[1]


def shown(worker: LocalWorker, reference: str) -> list[str]:
    with worker.store.read() as tx:
        request = tx.requests.find(reference)
        assert request is not None
        return [one.reference for one in related_mail.find_candidates(worker.services, tx, request)]


def found(worker: LocalWorker, reference: str) -> tuple[object, tuple[Attention, ...], State]:
    with worker.store.read() as tx:
        request = tx.requests.find(reference)
        assert request is not None
        return request.fields["organization"].value, request.attention, request.state


def test_what_may_belong_to_either_changes_neither_and_is_shown_on_both(worker: LocalWorker) -> None:
    first, second = doubtful(worker)
    for name in (first, second):
        assert found(worker, name) == (None, (Attention.POSSIBLE_MATCH,), State.NEEDS_INFO)
    assert shown(worker, first) == [first, second]


@pytest.mark.parametrize("which", [0, 1])
def test_a_person_puts_it_to_one_and_the_other_is_done_with_it(worker: LocalWorker, which: int) -> None:
    names = doubtful(worker)
    related_mail.attach(worker.services, names[0], names[which], "olga")
    assert found(worker, names[which]) == ("Client One Ltd", (), State.READY_FOR_REVIEW)
    assert found(worker, names[1 - which]) == (None, (), State.NEEDS_INFO)
    assert shown(worker, names[0]) == []


def test_or_to_none(worker: LocalWorker) -> None:
    first, second = doubtful(worker)
    related_mail.keep_apart(worker.services, first, "olga")
    assert found(worker, first) == found(worker, second) == (None, (), State.NEEDS_INFO)


def test_thanks_raise_nothing_and_other_words_are_told(worker: LocalWorker) -> None:
    request = worker.receive(mail(form(organization=""), Message_ID="<1@engines.test>"))
    letter = worker.send()[0]
    about = {"In_Reply_To": str(letter["Message-ID"])}
    worker.receive(mail(THANKS, subject=str(letter["Subject"]), Message_ID="<2@engines.test>", **about))
    assert worker.request(request).attention == ()
    outcome = worker.receive(mail("How long does it take?", subject="Lunch", Message_ID="<3@engines.test>"))
    assert outcome.disposition is Disposition.REPLY
    assert Attention.CUSTOMER_WROTE in worker.request(request).attention


def test_a_newsletter_of_somebody_with_an_open_request_is_left_alone(worker: LocalWorker) -> None:
    worker.receive(mail(form(organization=""), Message_ID="<1@engines.test>"))
    raw = mail(
        "News", subject="News", Message_ID="<2@engines.test>", Precedence="bulk", List_Id="<n.engines.test>"
    )
    assert worker.receive(raw).disposition is Disposition.IGNORED


def test_one_license_key_of_two_customers_is_told_on_both(worker: LocalWorker) -> None:
    first = worker.receive(mail(form(), Message_ID="<1@engines.test>"))
    second = worker.receive(mail(form(), EXPERT, Message_ID="<2@expert.test>"))
    for outcome in (first, second):
        assert Attention.DUPLICATE_KEY in worker.request(outcome).attention
    assert [one.state for one in worker.letters(second)] == [LetterState.HELD]


def test_a_second_license_is_a_request_of_its_own_after_the_first_was_completed_too(
    worker: LocalWorker,
) -> None:
    first = worker.receive(mail(form(), Message_ID="<1@engines.test>"))
    second = worker.receive(mail(form(license_key=OTHER_KEY), Message_ID="<2@engines.test>"))
    assert worker.request(first).fields["license_key"].value == KEY
    assert worker.request(second).fields["license_key"].value == OTHER_KEY
    assert [letter["To"] for letter in worker.send()] == ["ada@engines.test"] * 2
    assert {one.kind for one in worker.letters(second)} == {LetterKind.RECEIVED}
