"""A thief writes after the approval, in the customer's name, and a person applies what came too late."""

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from worker.errors import RefusedError
from worker.requests.request_model import Attention, LetterKind, Policy, State
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.review import attention_reasons, late_corrections, request_detail, staff_actions
from worker.services.review.page_actions import perform_action
from worker.store.transactions import Store

SERVER = "mx.vendor.test"
ADA = "Ada Byron <ada@engines.test>"
SUBJECT = "Re: I want to migrate my Server license to Atlassian Marketplace"
ACCOUNT = "2. The email address for the myAtlassian account for the license: {}\n"
NAME = "4. The organization (company) name for the License: Analytical Engines GmbH\n"
PASSES = f"{SERVER}; dmarc=pass header.from=engines.test"
FAILS = f"{SERVER}; dmarc=fail header.from=engines.test"
NOTHING = f"{SERVER}; dmarc=none header.from=engines.test"


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield LocalWorker(store, policy=Policy(trusted_authserv_ids=frozenset({SERVER})))
    store.close()


def approved(worker: LocalWorker) -> tuple[IngestOutcome, EmailMessage]:
    opened = worker.receive(mail(form(), ADA, Message_ID="<1@e>", Authentication_Results=PASSES))
    (received,) = worker.send()
    act(worker, opened, staff_actions.approve("olga"))
    return opened, received


def act(worker: LocalWorker, opened: IngestOutcome, action: staff_actions.StaffAction) -> None:
    request = worker.request(opened)
    perform_action(worker.services, request.reference, action, request.version, "olga")


def late(worker: LocalWorker, number: int, text: str, results: str, **headers: str) -> None:
    worker.now += timedelta(minutes=5)
    worker.receive(
        mail(text, ADA, SUBJECT, Message_ID=f"<{number}@e>", Authentication_Results=results, **headers)
    )


def shown(worker: LocalWorker, opened: IngestOutcome) -> list[attention_reasons.WantedChange]:
    """The changes in the strip of what came too late."""
    case = request_detail.load(worker.services, worker.request(opened).reference, "olga")
    assert case is not None
    found = attention_reasons.find_reasons(worker.services, case)
    return [
        change
        for reason in found
        if reason.code is Attention.CHANGED_AFTER_APPROVAL
        for change in reason.changes
    ]


def test_what_a_forged_mail_wants_is_not_applied_with_the_rest(worker: LocalWorker) -> None:
    opened, received = approved(worker)
    late(worker, 2, NAME, PASSES, In_Reply_To=received["Message-ID"])
    late(worker, 3, ACCOUNT.format("thief@evil.test"), FAILS)
    for number in (4, 5, 6):
        late(worker, number, "Thanks!\n", PASSES)
    (change,) = shown(worker, opened)
    assert (change.field, change.mail, change.sender) == ("organization", 2, "ada@engines.test")
    assert "engines.test, the author's own domain" in change.verdict
    act(worker, opened, late_corrections.apply_correction("olga"))
    request = worker.request(opened)
    assert request.fields["organization"].value == "Analytical Engines GmbH"
    assert request.fields["account_email"].value == "licenses@engines.test"
    assert request.state is State.READY_FOR_REVIEW


def test_forged_mail_alone_is_nothing_to_apply(worker: LocalWorker) -> None:
    opened, _ = approved(worker)
    late(worker, 2, "Thanks!\n" + NAME, NOTHING)
    late(worker, 3, ACCOUNT.format("thief@evil.test"), FAILS)
    act(worker, opened, late_corrections.apply_correction("olga"))
    late(worker, 4, ACCOUNT.format("thief@evil.test"), FAILS)
    with pytest.raises(RefusedError):
        act(worker, opened, late_corrections.apply_correction("olga"))
    assert worker.request(opened).fields["account_email"].value == "licenses@engines.test"


def test_an_account_without_proof_enough_is_asked_for_apart_and_told_once_applied(
    worker: LocalWorker,
) -> None:
    opened, _ = approved(worker)
    late(worker, 2, ACCOUNT.format("it@engines.test"), NOTHING)
    (change,) = shown(worker, opened)
    assert (change.field, change.new, change.unproven) == ("account_email", "it@engines.test", True)
    act(worker, opened, late_corrections.apply_correction("olga"))
    request = worker.request(opened)
    assert (request.fields["account_email"].value, request.attention) == (
        "licenses@engines.test",
        (Attention.ACCOUNT_CHANGED,),
    )
    assert request.state is State.APPROVED, "what was approved is as it was"
    act(worker, opened, late_corrections.apply_account("olga"))
    assert worker.request(opened).state is State.READY_FOR_REVIEW
    assert worker.request(opened).fields["account_email"].value == "it@engines.test"
    worker.now += timedelta(minutes=5)
    (told,) = worker.send()
    assert (told["To"], told["Cc"]) == ("ada@engines.test", "licenses@engines.test, it@engines.test")


def test_a_late_account_that_is_proven_is_told_to_the_one_before(worker: LocalWorker) -> None:
    opened, received = approved(worker)
    late(worker, 2, ACCOUNT.format("it@engines.test"), PASSES, In_Reply_To=received["Message-ID"])
    act(worker, opened, late_corrections.apply_correction("olga"))
    assert worker.request(opened).fields["account_email"].value == "it@engines.test"
    assert [one.kind for one in worker.letters(opened)][-1] is LetterKind.ACCOUNT_CHANGED
    worker.now += timedelta(minutes=5)
    (told,) = worker.send()
    assert "licenses@engines.test" in told["Cc"]
