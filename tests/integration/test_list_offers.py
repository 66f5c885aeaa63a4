"""The list that a rejection offers is joined by what the letter asks for, and left in a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.desk import KEY, OTHER_KEY, Desk, form, mail, quoted
from tests.servers.databases import new_sqlite
from worker.requests.request_model import CLOUD_INTEREST_FORM, Attention, State
from worker.services.review import review_actions
from worker.store.transactions import Store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(new_sqlite(tmp_path / "worker.db"))
    yield Desk(store)
    store.close()


def rejected(desk: Desk, reason: str, words: str) -> list[tuple[str, State, object]]:
    """A request is rejected, and its customer answers; all requests then."""
    opened = desk.receive(mail(form(), Message_ID="<1@engines.test>"))
    desk.send()
    review_actions.reject(
        desk.services, opened.request.reference if opened.request else "", reason, "", "olga"
    )
    (letter,) = desk.send()
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": "<2@engines.test>"}
    desk.receive(mail(f"{words}\n\n{quoted(letter)}", subject=str(letter["Subject"]), **about))
    with desk.store.read() as tx:
        found = sorted(tx.requests.listed(), key=lambda one: one.id or 0)
    return [(one.form, one.state, {name: value.value for name, value in one.fields.items()}) for one in found]


@pytest.mark.parametrize("words", [f"License: {KEY}\nUsers: 100", "Yes please. We have 100 users."])
def test_who_answers_the_offer_with_what_it_asks_for_is_on_the_list(desk: Desk, words: str) -> None:
    entry = rejected(desk, "cloud", words)[1]
    assert entry == (CLOUD_INTEREST_FORM, State.INTERESTED, {"license": KEY, "users": 100})


@pytest.mark.parametrize(
    "words",
    [
        "Oui, merci de nous prévenir.",
        "Está bem. Por favor avisem-me quando for possível.",
        "はい、お知らせください。",
    ],
)
def test_any_wish_to_be_told_is_enough(desk: Desk, words: str) -> None:
    entry = rejected(desk, "cloud", words)[1]
    assert entry == (CLOUD_INTEREST_FORM, State.NEEDS_INFO, {"license": KEY})


@pytest.mark.parametrize(
    ("reason", "words"), [("not_matching", "Yes please."), ("cloud", "That is wrong: it is Server.")]
)
def test_nothing_else_joins_the_list(desk: Desk, reason: str, words: str) -> None:
    assert len(rejected(desk, reason, words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Please remove me from the list.",
        "Bitte von der Liste nehmen.",
        "Toglietemi dalla lista.",
        "disiscrivimi",
    ],
)
def test_a_sentence_leaves_the_list_as_a_word_does(desk: Desk, words: str) -> None:
    text = (
        f"We use Atlassian Cloud. Please tell us when we can move to Marketplace.\nLicense: {KEY}\nUsers: 30"
    )
    joined = desk.receive(
        mail(
            text,
            subject="Atlassian Cloud user interested in migrating to Marketplace",
            Message_ID="<1@engines.test>",
        )
    )
    (letter,) = desk.send()
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": "<2@engines.test>"}
    desk.receive(mail(words, subject=str(letter["Subject"]), **about))
    assert desk.request(joined).state is State.WITHDRAWN
    assert desk.request(joined).attention == ()


def test_the_end_of_a_key_tells_which_request_is_meant(desk: Desk) -> None:
    first = desk.receive(mail(form(license_key=KEY, address=""), Message_ID="<1@engines.test>"))
    second = desk.receive(mail(form(license_key=OTHER_KEY, address=""), Message_ID="<2@engines.test>"))
    text = f"For the key ending in {OTHER_KEY[-6:]}: the address is 5 Quay Street, Galway, Ireland"
    desk.receive(mail(text, subject="Address", Message_ID="<3@engines.test>"))
    assert desk.request(second).state is State.READY_FOR_REVIEW
    assert desk.request(first).state is State.NEEDS_INFO
    assert Attention.POSSIBLE_MATCH not in desk.request(first).attention
