"""Who asked to be told when Cloud opens is on the list, however they asked, and off it by one word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.local_worker import LocalWorker, form, mail, quoted
from worker.errors import UsageError
from worker.requests.request_model import Attention, Disposition, State
from worker.services.outbox import interest_list
from worker.services.review import review_actions
from worker.store.transactions import Store

SUBJECT = "Atlassian Cloud user interested in migrating to Marketplace"
WISH = "Please add us to the list and tell us when Cloud users can migrate."


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield LocalWorker(store)
    store.close()


def on_list(worker: LocalWorker) -> list[str]:
    return [str(row["email"]) for row in interest_list.listed(worker.services)]


def wishes(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(WISH, subject=SUBJECT, Message_ID="<1@engines.test>"))
    assert outcome.disposition is Disposition.REQUEST


def test_a_wish_without_data_is_on_the_list_and_stays_there(worker: LocalWorker) -> None:
    wishes(worker)
    assert on_list(worker) == ["ada@engines.test"]
    letters = worker.send() + worker.wait(60)
    assert not [one for one in letters if "closed your request" in str(one.get_body(("plain",)))]
    assert on_list(worker) == ["ada@engines.test"]
    interest_list.announce(worker.services, "announcement", 200, "olga")
    assert [letter["To"] for letter in worker.send()]


def test_an_announcement_has_a_subject_of_its_own_and_is_told_once(worker: LocalWorker) -> None:
    interest_list.add(worker.services, "Bo@Expert.test", "olga")
    interest_list.announce(worker.services, "announcement", 200, "olga")
    interest_list.announce(worker.services, "announcement", 200, "olga")
    (letter,) = worker.send()
    assert str(letter["Subject"]).startswith(
        "Atlassian Marketplace is open to Atlassian Cloud users now [SW-"
    )
    assert letter["In-Reply-To"] is None
    assert str(letter["To"]) == "bo@expert.test"


@pytest.mark.parametrize("words", ["Yes please", "Ja, bitte", "Oui"])
def test_a_yes_to_the_offer_of_the_rejection_is_on_the_list(worker: LocalWorker, words: str) -> None:
    outcome = worker.receive(mail(form(), Message_ID="<1@engines.test>"))
    review_actions.reject(worker.services, worker.request(outcome).reference, "cloud", "", "olga")
    letter = worker.send()[-1]
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": "<2@engines.test>"}
    taken = worker.receive(mail(f"{words}\n\n{quoted(letter)}", subject=str(letter["Subject"]), **about))
    assert worker.request(taken).form == "cloud-interest"
    assert set(worker.request(taken).ask) == {"users"}, "the license was told in the request"
    assert on_list(worker) == ["ada@engines.test"]
    assert worker.request(outcome).state is State.REJECTED


def test_the_form_for_interested_users_is_asked_for_its_own_things_beside_an_open_migration(
    worker: LocalWorker,
) -> None:
    worker.receive(mail(form(organization=""), Message_ID="<1@engines.test>"))
    outcome = worker.receive(mail(WISH, subject=SUBJECT, Message_ID="<2@engines.test>"))
    assert set(worker.request(outcome).ask) == {"license", "users"}


@pytest.mark.parametrize(
    "word", ["unsubscribe", "Abmelden.", "désinscription", "Baja", "afmelden", "配信停止"]
)
def test_one_word_takes_them_off_it(worker: LocalWorker, word: str) -> None:
    wishes(worker)
    interest_list.announce(worker.services, "announcement", 200, "olga")
    letter = worker.send()[-1]
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": "<2@engines.test>"}
    worker.receive(mail(f"{word}\n\nAda Byron\n\n{quoted(letter)}", subject=str(letter["Subject"]), **about))
    assert on_list(worker) == []


def test_so_does_a_new_mail_of_theirs_and_nobody_elses(worker: LocalWorker) -> None:
    wishes(worker)
    worker.receive(
        mail("unsubscribe", "Eve <eve@elsewhere.test>", "Unsubscribe", Message_ID="<2@elsewhere.test>")
    )
    assert on_list(worker) == ["ada@engines.test"]
    worker.receive(mail("", subject="Unsubscribe", Message_ID="<3@engines.test>"))
    assert on_list(worker) == []


def test_who_leaves_gets_no_announcement_that_waits(worker: LocalWorker) -> None:
    wishes(worker)
    worker.send()
    interest_list.announce(worker.services, "announcement", 200, "olga")
    worker.receive(mail("stop", subject="Stop", Message_ID="<3@engines.test>"))
    assert worker.send() == []


def test_a_word_of_leaving_in_a_sentence_is_for_a_person(worker: LocalWorker) -> None:
    wishes(worker)
    text = "Do not unsubscribe me, I only changed my mail program."
    outcome = worker.receive(mail(text, subject=SUBJECT, Message_ID="<3@engines.test>"))
    assert on_list(worker) == ["ada@engines.test"]
    assert {Attention.CUSTOMER_WROTE, Attention.UNREAD_WORDS} & {*worker.request(outcome).attention}


def test_by_hand_on_it_and_off_it(worker: LocalWorker) -> None:
    assert interest_list.add(worker.services, "bo@expert.test", "olga")[1]
    assert not interest_list.add(worker.services, "BO@expert.test", "olga")[1]
    assert on_list(worker) == ["bo@expert.test"]
    assert interest_list.remove(worker.services, "bo@expert.test", "olga") == 1
    assert interest_list.remove(worker.services, "bo@expert.test", "olga") == 0
    assert on_list(worker) == []
    for wrong in ("", "bo", "bo@expert.test, eve@elsewhere.test"):
        with pytest.raises(UsageError):
            interest_list.add(worker.services, wrong, "olga")


def test_who_leaves_the_list_leaves_with_every_address_of_the_mailbox(worker: LocalWorker) -> None:
    for number, sender in enumerate(("ada@engines.test", "ada+cloud@engines.test", "Ada+2@engines.test")):
        worker.receive(
            mail(WISH, sender, subject=f"{SUBJECT} {number}", Message_ID=f"<{number}@engines.test>")
        )
    interest_list.add(worker.services, "bo@engines.test", "olga")
    interest_list.announce(worker.services, "announcement", 200, "olga")
    worker.wait(1)
    told = [str(letter["To"]) for letter in worker.send() if "is open to" in str(letter["Subject"])]
    assert len(told) <= 2, "one for each mailbox"
    worker.receive(mail("unsubscribe", subject="unsubscribe", Message_ID="<9@engines.test>"))
    assert on_list(worker) == ["bo@engines.test"]
