"""The list that a rejection offers is joined by what the letter asks for, and left in a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail, quoted
from tests.servers.databases import new_sqlite
from worker.requests.request_model import CLOUD_INTEREST_FORM, Attention, State
from worker.services.review import review_actions
from worker.store.transactions import Store


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(new_sqlite(tmp_path / "worker.db"))
    yield LocalWorker(store)
    store.close()


def rejected(worker: LocalWorker, reason: str, words: str) -> list[tuple[str, State, object]]:
    """A request is rejected, and its customer answers; all requests then."""
    opened = worker.receive(mail(form(), Message_ID="<1@engines.test>"))
    worker.send()
    review_actions.reject(
        worker.services, opened.request.reference if opened.request else "", reason, "", "olga"
    )
    (letter,) = worker.send()
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": "<2@engines.test>"}
    worker.receive(mail(f"{words}\n\n{quoted(letter)}", subject=str(letter["Subject"]), **about))
    with worker.store.read() as tx:
        found = sorted(tx.requests.listed(), key=lambda one: one.id or 0)
    return [(one.form, one.state, {name: value.value for name, value in one.fields.items()}) for one in found]


@pytest.mark.parametrize("words", [f"License: {KEY}\nUsers: 100", "Yes please. We have 100 users."])
def test_who_answers_the_offer_with_what_it_asks_for_is_on_the_list(worker: LocalWorker, words: str) -> None:
    entry = rejected(worker, "cloud", words)[1]
    assert entry == (CLOUD_INTEREST_FORM, State.INTERESTED, {"license": KEY, "users": 100})


@pytest.mark.parametrize(
    "words",
    [
        "Oui, merci de nous prévenir.",
        "Está bem. Por favor avisem-me quando for possível.",
        "はい、お知らせください。",
    ],
)
def test_any_wish_to_be_told_is_enough(worker: LocalWorker, words: str) -> None:
    entry = rejected(worker, "cloud", words)[1]
    assert entry == (CLOUD_INTEREST_FORM, State.NEEDS_INFO, {"license": KEY})


@pytest.mark.parametrize(
    ("reason", "words"), [("not_matching", "Yes please."), ("cloud", "That is wrong: it is Server.")]
)
def test_nothing_else_joins_the_list(worker: LocalWorker, reason: str, words: str) -> None:
    assert len(rejected(worker, reason, words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Please remove me from the list.",
        "Bitte von der Liste nehmen.",
        "Toglietemi dalla lista.",
        "disiscrivimi",
    ],
)
def test_a_sentence_leaves_the_list_as_a_word_does(worker: LocalWorker, words: str) -> None:
    text = (
        f"We use Atlassian Cloud. Please tell us when we can move to Marketplace.\nLicense: {KEY}\nUsers: 30"
    )
    joined = worker.receive(
        mail(
            text,
            subject="Atlassian Cloud user interested in migrating to Marketplace",
            Message_ID="<1@engines.test>",
        )
    )
    (letter,) = worker.send()
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": "<2@engines.test>"}
    worker.receive(mail(words, subject=str(letter["Subject"]), **about))
    assert worker.request(joined).state is State.WITHDRAWN
    assert worker.request(joined).attention == ()


def test_the_end_of_a_key_tells_which_request_is_meant(worker: LocalWorker) -> None:
    first = worker.receive(mail(form(license_key=KEY, address=""), Message_ID="<1@engines.test>"))
    second = worker.receive(mail(form(license_key=OTHER_KEY, address=""), Message_ID="<2@engines.test>"))
    text = f"For the key ending in {OTHER_KEY[-6:]}: the address is 5 Quay Street, Galway, Ireland"
    worker.receive(mail(text, subject="Address", Message_ID="<3@engines.test>"))
    assert worker.request(second).state is State.READY_FOR_REVIEW
    assert worker.request(first).state is State.NEEDS_INFO
    assert Attention.POSSIBLE_MATCH not in worker.request(first).attention
