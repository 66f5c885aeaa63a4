"""Whoever has a copy of one of our letters, and writes in the requester's name."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from worker.requests.request_model import Attention, Policy, SenderStanding
from worker.services.intake.ingest_message import IngestOutcome
from worker.store.transactions import Store

SERVER = "mx.vendor.test"
ADA = "Ada Byron <ada@engines.test>"
THIEF = "thief@evil.test"
SUBJECT = "Re: I want to migrate my Server license to Atlassian Marketplace"
ACCOUNT = "2. The email address for the myAtlassian account for the license: {}\n"
LURE = "4. The organization (company) name for the License: Log in at http://evil.test/login\n"
#: Nobody vouches for mail of Ada's domain.
UNKNOWN = {"Authentication_Results": f"{SERVER}; dmarc=none header.from=engines.test"}
ALIGNED = {"Authentication_Results": f"{SERVER}; dmarc=pass header.from=engines.test"}


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield LocalWorker(store)
    store.close()


def says(
    worker: LocalWorker, number: int, text: str, answers: EmailMessage | None, **headers: str
) -> IngestOutcome:
    """A mail in Ada's name, which refers to all that the thread of our letter names."""
    if answers is not None:
        headers["In_Reply_To"] = answers["Message-ID"]
        headers["References"] = " ".join((answers["References"] or "", answers["Message-ID"])).strip()
    return worker.receive(mail(text, ADA, SUBJECT, Message_ID=f"<{number}@engines.test>", **headers))


def copied(worker: LocalWorker) -> tuple[IngestOutcome, EmailMessage]:
    """A request, and the letter about its changed account that the thief has a copy of."""
    opened = worker.receive(mail(form(account_email=THIEF), ADA, Message_ID="<1@engines.test>", **UNKNOWN))
    (received,) = worker.send()
    says(worker, 2, ACCOUNT.format("licenses@engines.test"), received, **UNKNOWN)
    (letter,) = worker.send()
    assert THIEF in letter["Cc"]
    return opened, letter


@pytest.mark.parametrize("trusted", [frozenset[str](), frozenset({SERVER})])
def test_a_letter_with_copies_does_not_prove_who_is_the_customer(
    worker: LocalWorker, trusted: frozenset[str]
) -> None:
    worker.policy = Policy(trusted_authserv_ids=trusted)
    worker.reply_to = "licenses@vendor.test"
    opened, letter = copied(worker)
    assert letter["Reply-To"] is None
    says(worker, 3, ACCOUNT.format("thief2@evil.test"), letter, **UNKNOWN)
    request = worker.request(opened)
    assert request.fields["account_email"].value == "licenses@engines.test"
    assert Attention.ACCOUNT_CHANGED in request.attention
    (asked,) = worker.send()
    assert (asked["To"], asked["Cc"]) == ("ada@engines.test", None)
    says(worker, 4, ACCOUNT.format("it@engines.test"), asked, **UNKNOWN)
    assert worker.request(opened).fields["account_email"].value == "it@engines.test"


def test_the_customers_own_mail_server_vouches_for_an_answer_to_such_a_letter(worker: LocalWorker) -> None:
    worker.policy = Policy(trusted_authserv_ids=frozenset({SERVER}))
    opened, letter = copied(worker)
    says(worker, 3, ACCOUNT.format("it@engines.test"), letter, **ALIGNED)
    assert worker.request(opened).fields["account_email"].value == "it@engines.test"


def test_the_forger_of_a_first_mail_is_sent_no_copy_to_pass_for_the_victim(worker: LocalWorker) -> None:
    opened = worker.receive(mail(form(account_email=THIEF), ADA, Message_ID="<1@engines.test>"))
    says(worker, 2, ACCOUNT.format("other@corp.test"), None)
    sent = worker.send()
    assert [(letter["To"], letter["Cc"]) for letter in sent] == [("ada@engines.test", None)] * 2
    says(worker, 3, LURE, None)
    assert worker.request(opened).standing is SenderStanding.STRANGER
    assert not [letter for letter in worker.send() if "evil.test/login" in str(letter)]
