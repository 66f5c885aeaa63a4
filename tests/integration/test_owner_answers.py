"""The answer of a myAtlassian account's owner counts while it stands, and for what they were asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.desk import OTHER_KEY, Desk, mail
from tests.integration.test_account_owner import OWNER, answer, asked, verdict
from tests.servers.databases import new_sqlite
from worker.requests.request_model import Attention, ConfirmAccount
from worker.services import row_views
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.review import review_actions
from worker.store.transactions import Store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(new_sqlite(tmp_path / "worker.db"))
    desk = Desk(store)
    desk.policy = replace(desk.policy, confirm_account=ConfirmAccount.OTHER_ADDRESS)
    yield desk
    store.close()


def change(desk: Desk, outcome: IngestOutcome, **values: str) -> None:
    assert outcome.request is not None
    desk.now += timedelta(minutes=5)
    review_actions.set_values(desk.services, outcome.request.reference, values, "olga")


def one_sender(desk: Desk, outcome: IngestOutcome) -> str:
    assert outcome.request is not None
    points = row_views.request(desk.services, outcome.request.reference)["eligibility"]
    return str(next(one["verdict"] for one in points if one["name"] == "one_sender"))


@pytest.mark.parametrize(
    ("later", "found"), [("No, sorry.", "bad"), ("That was wrong, sorry.", "check"), ("Wait.", "check")]
)
def test_what_the_owner_says_after_a_yes_counts(desk: Desk, later: str, found: str) -> None:
    outcome, question = asked(desk)
    desk.receive(answer(question, "Yes", Message_ID="<y@engines.test>"))
    assert verdict(desk, outcome)["verdict"] == "ok"
    desk.receive(answer(question, later, Message_ID="<n@engines.test>"))
    assert verdict(desk, outcome)["verdict"] == found
    assert Attention.CUSTOMER_WROTE in desk.request(outcome).attention


def test_a_yes_is_about_the_license_that_the_letter_named(desk: Desk) -> None:
    outcome, question = asked(desk)
    desk.receive(answer(question, "Yes", Message_ID="<y@engines.test>"))
    change(desk, outcome, license_key=OTHER_KEY)
    assert verdict(desk, outcome)["words"] == "The account’s owner was not asked"
    desk.receive(answer(question, "Yes", Message_ID="<late@engines.test>"))
    assert verdict(desk, outcome)["verdict"] == "check"
    assert outcome.request is not None
    review_actions.ask_owner(desk.services, outcome.request.reference, "olga")
    (again,) = [letter for letter in desk.send() if letter["To"] == OWNER]
    desk.receive(answer(again, "Yes", Message_ID="<again@engines.test>"))
    assert verdict(desk, outcome)["verdict"] == "ok"


def test_a_yes_does_not_outlive_the_account(desk: Desk) -> None:
    outcome, question = asked(desk)
    desk.receive(answer(question, "Yes", Message_ID="<y@engines.test>"))
    change(desk, outcome, account_email="else@engines.test")
    change(desk, outcome, account_email=OWNER)
    assert verdict(desk, outcome)["verdict"] != "ok"


def test_the_owners_other_mail_is_not_the_requesters(desk: Desk) -> None:
    outcome, question = asked(desk)
    desk.receive(answer(question, "Yes", Message_ID="<y@engines.test>"))
    assert one_sender(desk, outcome) == "ok"
    (receipt,) = [one for one in desk.letters(outcome) if one.to != OWNER]
    about = {"In_Reply_To": receipt.message_id, "Message_ID": "<2@engines.test>"}
    desk.receive(mail("The holder is Bo Li", OWNER, receipt.subject, **about))
    assert one_sender(desk, outcome) == "check"
