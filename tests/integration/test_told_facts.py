"""What customers tell of Cloud, Data Center and levels: kept, shown with what follows, and answered."""

from collections.abc import Iterator

import pytest

from tests.integration.local_worker import LocalWorker, form, mail, quoted
from worker.requests.request_model import Attention, State
from worker.services import row_views
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.outbox import interest_list
from worker.services.review import review_actions
from worker.store.transactions import Store

UNSTATED = "Please move our license to the Marketplace.\n\n" + form().split("below:\n\n")[1]
ON_CLOUD = form() + "\nOur site is acme.atlassian.net.\n"


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    store.upgrade()
    yield LocalWorker(store)
    store.close()


def text(letter: object) -> str:
    body = letter.get_body(("plain",))  # type: ignore[attr-defined]
    return " ".join(str(body.get_content()).split())


def replied(worker: LocalWorker, words: str, number: int = 2) -> IngestOutcome:
    """The customer answers our last letter."""
    letter = worker.send()[-1]
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": f"<{number}@engines.test>"}
    return worker.receive(mail(f"{words}\n\n{quoted(letter)}", subject=str(letter["Subject"]), **about))


def point(worker: LocalWorker, outcome: IngestOutcome, name: str) -> dict[str, object]:
    shown = row_views.request(worker.services, worker.request(outcome).reference)["eligibility"]
    return next(one for one in shown if one["name"] == name)


@pytest.mark.parametrize(
    ("words", "fact", "way"),
    [
        ("Our site is acme.atlassian.net.", "cloud", "put me on the list"),
        ("We run Jira Data Center.", "data_center", "turn to Atlassian"),
        ("We do not want to match the level.", "not_matching", "help you with the upgrade"),
    ],
)
def test_the_letter_says_what_was_found_and_which_way_to_go(
    worker: LocalWorker, words: str, fact: str, way: str
) -> None:
    outcome = worker.receive(mail(form() + f"\n{words}\n", Message_ID="<1@engines.test>"))
    assert (worker.request(outcome).ask, worker.request(outcome).attention) == (("confirmation",), ())
    assert way in text(worker.send()[-1])
    row = row_views.request(worker.services, worker.request(outcome).reference)
    assert [(one["kind"], one["message"]) for one in row["facts"]] == [(fact, outcome.entry_id)]
    found = point(worker, outcome, fact)
    assert (found["verdict"], bool(found["follows"])) == ("bad", True)


def test_who_takes_up_the_list_is_on_it_and_asked_about_the_move_no_more(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(ON_CLOUD, Message_ID="<1@engines.test>"))
    replied(worker, "Please put me on the list.")
    assert worker.request(outcome).state is State.WITHDRAWN
    assert [row["email"] for row in interest_list.listed(worker.services)] == ["ada@engines.test"]


def test_what_was_confirmed_since_is_milder_and_what_was_told_since_is_not(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(ON_CLOUD, Message_ID="<1@engines.test>"))
    replied(worker, "That is our trial. I confirm that we use it on our own server and will match its level.")
    assert (worker.request(outcome).state, point(worker, outcome, "cloud")["verdict"]) == (
        State.READY_FOR_REVIEW,
        "check",
    )
    again = replied(worker, "We run Jira Data Center.", 3)
    assert Attention.CUSTOMER_WROTE in worker.request(again).attention
    assert point(worker, outcome, "data_center")["verdict"] == "bad"


def test_a_yes_that_names_data_center_is_none_and_is_answered_once(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(UNSTATED, Message_ID="<1@engines.test>"))
    replied(worker, "Yes, it runs on our Data Center cluster.")
    assert worker.request(outcome).ask == ("confirmation",)
    assert "turn to Atlassian" in " ".join(worker.letters(outcome)[-1].text.split())
    again = replied(worker, "Yes, Data Center.", 3)
    assert (worker.request(outcome).ask, again.letters) == (("confirmation",), ())
    assert worker.request(outcome).attention == (Attention.CUSTOMER_WROTE,)


@pytest.mark.parametrize("words", ["Does it have to be Server?", "Yes, but does it have to match exactly?"])
def test_a_question_is_no_yes_and_a_person_is_told_once(worker: LocalWorker, words: str) -> None:
    outcome = worker.receive(mail(UNSTATED, Message_ID="<1@engines.test>"))
    replied(worker, words)
    assert worker.request(outcome).ask == ("confirmation",)
    assert worker.request(outcome).attention == (Attention.CUSTOMER_WROTE,)


def test_a_level_that_does_not_match_is_told_in_the_letter_and_on_the_page(worker: LocalWorker) -> None:
    words = "The license is for 25 users and our Confluence server has 50 users."
    outcome = worker.receive(mail(form() + f"\n{words}\n", Message_ID="<1@engines.test>"))
    assert "for 25 users and your server for 50" in text(worker.send()[-1])
    assert point(worker, outcome, "levels")["verdict"] == "check"


def test_a_withdrawal_is_told_as_one(worker: LocalWorker) -> None:
    outcome = worker.receive(mail(form(organization=""), Message_ID="<1@engines.test>"))
    taken = replied(worker, "Please cancel our request, we changed our mind.")
    assert "takes the request back" in taken.reason
    assert worker.request(outcome).attention == (Attention.CUSTOMER_WROTE,)
    review_actions.withdraw(worker.services, worker.request(outcome).reference, "olga")
