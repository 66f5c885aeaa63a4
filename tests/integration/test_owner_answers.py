"""The answer of a myAtlassian account's owner counts while it stands, and for what they were asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.local_worker import OTHER_KEY, LocalWorker, mail
from tests.integration.test_account_owner import OWNER, answer, asked, verdict
from tests.servers.databases import new_sqlite
from worker.requests.request_model import Attention, ConfirmAccount
from worker.services import row_views
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.review import review_actions
from worker.store.transactions import Store


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(new_sqlite(tmp_path / "worker.db"))
    worker = LocalWorker(store)
    worker.policy = replace(worker.policy, confirm_account=ConfirmAccount.OTHER_ADDRESS)
    yield worker
    store.close()


def change(worker: LocalWorker, outcome: IngestOutcome, **values: str) -> None:
    assert outcome.request is not None
    worker.now += timedelta(minutes=5)
    review_actions.set_values(worker.services, outcome.request.reference, values, "olga")


def one_sender(worker: LocalWorker, outcome: IngestOutcome) -> str:
    assert outcome.request is not None
    points = row_views.request(worker.services, outcome.request.reference)["eligibility"]
    return str(next(one["verdict"] for one in points if one["name"] == "one_sender"))


@pytest.mark.parametrize(
    ("later", "found"), [("No, sorry.", "bad"), ("That was wrong, sorry.", "check"), ("Wait.", "check")]
)
def test_what_the_owner_says_after_a_yes_counts(worker: LocalWorker, later: str, found: str) -> None:
    outcome, question = asked(worker)
    worker.receive(answer(question, "Yes", Message_ID="<y@engines.test>"))
    assert verdict(worker, outcome)["verdict"] == "ok"
    worker.receive(answer(question, later, Message_ID="<n@engines.test>"))
    assert verdict(worker, outcome)["verdict"] == found
    assert Attention.CUSTOMER_WROTE in worker.request(outcome).attention


def test_a_yes_is_about_the_license_that_the_letter_named(worker: LocalWorker) -> None:
    outcome, question = asked(worker)
    worker.receive(answer(question, "Yes", Message_ID="<y@engines.test>"))
    change(worker, outcome, license_key=OTHER_KEY)
    assert verdict(worker, outcome)["words"] == "The account’s owner was not asked"
    worker.receive(answer(question, "Yes", Message_ID="<late@engines.test>"))
    assert verdict(worker, outcome)["verdict"] == "check"
    assert outcome.request is not None
    review_actions.ask_owner(worker.services, outcome.request.reference, "olga")
    (again,) = [letter for letter in worker.send() if letter["To"] == OWNER]
    worker.receive(answer(again, "Yes", Message_ID="<again@engines.test>"))
    assert verdict(worker, outcome)["verdict"] == "ok"


def test_a_yes_does_not_outlive_the_account(worker: LocalWorker) -> None:
    outcome, question = asked(worker)
    worker.receive(answer(question, "Yes", Message_ID="<y@engines.test>"))
    change(worker, outcome, account_email="else@engines.test")
    change(worker, outcome, account_email=OWNER)
    assert verdict(worker, outcome)["verdict"] != "ok"


def test_the_owners_other_mail_is_not_the_requesters(worker: LocalWorker) -> None:
    outcome, question = asked(worker)
    worker.receive(answer(question, "Yes", Message_ID="<y@engines.test>"))
    assert one_sender(worker, outcome) == "ok"
    (receipt,) = [one for one in worker.letters(outcome) if one.to != OWNER]
    about = {"In_Reply_To": receipt.message_id, "Message_ID": "<2@engines.test>"}
    worker.receive(mail("The holder is Bo Li", OWNER, receipt.subject, **about))
    assert one_sender(worker, outcome) == "check"
