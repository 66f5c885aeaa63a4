"""The list is joined and left by nobody but its customer, and by no words that could mean something else."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.integration.local_worker import LocalWorker, form, mail, quoted
from tests.servers.databases import new_sqlite
from worker.requests.request_model import CLOUD_INTEREST_FORM, Attention, Request, State
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.outbox import interest_list
from worker.store.transactions import Store

SUBJECT = "Atlassian Cloud user interested in migrating to Marketplace"
WISH = "Please add us to the list and tell us when Cloud users can migrate."
FORGED = "mx.vendor.test; dmarc=fail header.from=engines.test; spf=fail smtp.mailfrom=evil.test"
ALIGNED = "mx.vendor.test; dmarc=pass header.from=engines.test"


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(new_sqlite(tmp_path / "worker.db"))
    worker = LocalWorker(store)
    worker.policy = replace(worker.policy, trusted_authserv_ids=frozenset({"mx.vendor.test"}))
    yield worker
    store.close()


def judged(verdict: str, raw: bytes) -> bytes:
    return f"Authentication-Results: {verdict}\r\n".encode() + raw


def answer(letter: EmailMessage, words: str, sender: str = "Ada Byron <ada@engines.test>") -> bytes:
    about = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": f"<{abs(hash(words))}@engines.test>"}
    return mail(f"{words}\n\n{quoted(letter)}", sender, str(letter["Subject"]), **about)


def asked_whether_cloud(worker: LocalWorker) -> tuple[IngestOutcome, EmailMessage]:
    """A migration request of somebody who speaks of Cloud, and our question, which offers the list."""
    text = "We are on Atlassian Cloud. Please move our license.\n\n" + form().split("below:\n\n")[1]
    outcome = worker.receive(mail(text, Message_ID="<1@engines.test>"))
    (letter,) = worker.send()
    assert "put me on the list" in str(letter.get_body(("plain",)))
    return outcome, letter


def entries(worker: LocalWorker) -> list[Request]:
    with worker.store.read() as tx:
        return [one for one in tx.requests.listed() if one.form == CLOUD_INTEREST_FORM]


def on_list(worker: LocalWorker) -> list[str]:
    return [str(row["email"]) for row in interest_list.listed(worker.services)]


def test_who_asks_for_the_list_gives_the_move_up(worker: LocalWorker) -> None:
    outcome, letter = asked_whether_cloud(worker)
    worker.receive(answer(letter, "Please put me on the list."))
    assert worker.request(outcome).state is State.WITHDRAWN
    assert on_list(worker) == ["ada@engines.test"]


def test_a_forged_wish_changes_nothing_and_a_person_is_told(worker: LocalWorker) -> None:
    outcome, letter = asked_whether_cloud(worker)
    worker.receive(judged(FORGED, answer(letter, "Please put me on the list.")))
    assert worker.request(outcome).state is State.NEEDS_INFO
    assert Attention.AUTHENTICATION_FAILED in worker.request(outcome).attention
    assert entries(worker) == []
    cloud = mail("Please put me on the list.", subject=SUBJECT, Message_ID="<2@engines.test>")
    worker.receive(judged(FORGED, cloud))
    assert worker.request(outcome).state is State.NEEDS_INFO
    assert on_list(worker) == []


@pytest.mark.parametrize(
    "words",
    [
        "Please find the list attached.",
        "Here is our price list.",
        "We are listed as Acme GmbH",
        "List of users: 50",
        "Die Liste der Benutzer finden Sie anbei.",
    ],
)
def test_another_list_is_no_wish_and_a_person_is_told(worker: LocalWorker, words: str) -> None:
    outcome, letter = asked_whether_cloud(worker)
    worker.receive(answer(letter, words))
    assert worker.request(outcome).state is State.NEEDS_INFO
    assert worker.request(outcome).attention
    assert entries(worker) == []


def test_a_colleague_does_not_give_it_up(worker: LocalWorker) -> None:
    outcome, letter = asked_whether_cloud(worker)
    worker.receive(answer(letter, "Please put me on the list.", "Bo <bo@engines.test>"))
    assert worker.request(outcome).state is State.NEEDS_INFO
    assert Attention.OTHER_ADDRESS in worker.request(outcome).attention


def joined(worker: LocalWorker) -> tuple[IngestOutcome, EmailMessage]:
    outcome = worker.receive(mail(WISH, subject=SUBJECT, Message_ID="<1@engines.test>"))
    (letter,) = worker.send()
    assert on_list(worker) == ["ada@engines.test"]
    return outcome, letter


@pytest.mark.parametrize(
    "words",
    [
        "Please ask before you remove me from the list.",
        "Please remove my colleague Bob from the list.",
        "I unsubscribed by mistake, please keep me.",
        "If you can't do that, take me off the list.",
    ],
)
def test_who_hedges_stays_on_the_list_and_a_person_is_told(worker: LocalWorker, words: str) -> None:
    outcome, letter = joined(worker)
    worker.receive(answer(letter, words))
    assert on_list(worker) == ["ada@engines.test"]
    assert worker.request(outcome).attention


def test_nobody_takes_somebody_else_off_the_list(worker: LocalWorker) -> None:
    outcome, letter = joined(worker)
    worker.receive(answer(letter, "unsubscribe", "Bo <bo@engines.test>"))
    assert on_list(worker) == ["ada@engines.test"]
    assert Attention.OTHER_ADDRESS in worker.request(outcome).attention
    worker.receive(judged(FORGED, answer(letter, "Please unsubscribe me")))
    assert worker.request(outcome).state in {State.NEEDS_INFO, State.INTERESTED}
    assert Attention.AUTHENTICATION_FAILED in worker.request(outcome).attention


def two_entries(worker: LocalWorker) -> tuple[IngestOutcome, IngestOutcome, EmailMessage]:
    tagged = mail(WISH, "ada+cloud@engines.test", SUBJECT, Message_ID="<0@engines.test>")
    other = worker.receive(tagged)
    worker.send()
    own = worker.receive(mail(WISH, subject=f"{SUBJECT} 2", Message_ID="<1@engines.test>"))
    return other, own, worker.send()[-1]


def test_without_proof_one_entry_is_left_and_the_others_wait_for_a_person(worker: LocalWorker) -> None:
    other, own, _ = two_entries(worker)
    worker.receive(mail("unsubscribe", subject="unsubscribe", Message_ID="<2@engines.test>"))
    assert worker.request(own).state is State.WITHDRAWN
    assert worker.request(other).state is not State.WITHDRAWN
    assert Attention.UNSURE in worker.request(other).attention
    assert on_list(worker) == [], "nobody is written to before a person has looked"


@pytest.mark.parametrize("by_letter", [True, False])
def test_with_proof_all_entries_of_the_mailbox_are_left(worker: LocalWorker, *, by_letter: bool) -> None:
    other, own, letter = two_entries(worker)
    loose = mail("unsubscribe", subject="unsubscribe", Message_ID="<2@engines.test>")
    worker.receive(answer(letter, "unsubscribe") if by_letter else judged(ALIGNED, loose))
    assert worker.request(own).state is State.WITHDRAWN
    assert worker.request(other).state is State.WITHDRAWN
