"""Whoever has a copy of one of our letters, and writes in the requester's name."""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.integration.desk import Desk, form, mail
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
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield Desk(store)
    store.close()


def says(desk: Desk, number: int, text: str, answers: EmailMessage | None, **headers: str) -> IngestOutcome:
    """A mail in Ada's name, which refers to all that the thread of our letter names."""
    if answers is not None:
        headers["In_Reply_To"] = answers["Message-ID"]
        headers["References"] = " ".join((answers["References"] or "", answers["Message-ID"])).strip()
    return desk.receive(mail(text, ADA, SUBJECT, Message_ID=f"<{number}@engines.test>", **headers))


def copied(desk: Desk) -> tuple[IngestOutcome, EmailMessage]:
    """A request, and the letter about its changed account that the thief has a copy of."""
    opened = desk.receive(mail(form(account_email=THIEF), ADA, Message_ID="<1@engines.test>", **UNKNOWN))
    (received,) = desk.send()
    says(desk, 2, ACCOUNT.format("licenses@engines.test"), received, **UNKNOWN)
    (letter,) = desk.send()
    assert THIEF in letter["Cc"]
    return opened, letter


@pytest.mark.parametrize("trusted", [frozenset[str](), frozenset({SERVER})])
def test_a_letter_with_copies_does_not_prove_who_is_the_customer(desk: Desk, trusted: frozenset[str]) -> None:
    desk.policy = Policy(trusted_authserv_ids=trusted)
    desk.reply_to = "licenses@vendor.test"
    opened, letter = copied(desk)
    assert letter["Reply-To"] is None
    says(desk, 3, ACCOUNT.format("thief2@evil.test"), letter, **UNKNOWN)
    request = desk.request(opened)
    assert request.fields["account_email"].value == "licenses@engines.test"
    assert Attention.ACCOUNT_CHANGED in request.attention
    (asked,) = desk.send()
    assert (asked["To"], asked["Cc"]) == ("ada@engines.test", None)
    says(desk, 4, ACCOUNT.format("it@engines.test"), asked, **UNKNOWN)
    assert desk.request(opened).fields["account_email"].value == "it@engines.test"


def test_the_customers_own_mail_server_vouches_for_an_answer_to_such_a_letter(desk: Desk) -> None:
    desk.policy = Policy(trusted_authserv_ids=frozenset({SERVER}))
    opened, letter = copied(desk)
    says(desk, 3, ACCOUNT.format("it@engines.test"), letter, **ALIGNED)
    assert desk.request(opened).fields["account_email"].value == "it@engines.test"


def test_the_forger_of_a_first_mail_is_sent_no_copy_to_pass_for_the_victim(desk: Desk) -> None:
    opened = desk.receive(mail(form(account_email=THIEF), ADA, Message_ID="<1@engines.test>"))
    says(desk, 2, ACCOUNT.format("other@corp.test"), None)
    sent = desk.send()
    assert [(letter["To"], letter["Cc"]) for letter in sent] == [("ada@engines.test", None)] * 2
    says(desk, 3, LURE, None)
    assert desk.request(opened).standing is SenderStanding.STRANGER
    assert not [letter for letter in desk.send() if "evil.test/login" in str(letter)]
