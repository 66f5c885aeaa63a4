"""Letters that come back in words that nobody foresaw, and mail that only names them."""

import base64
from collections.abc import Iterator
from random import Random

import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from worker.requests.request_model import Disposition, LetterState
from worker.store.transactions import Store


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


REPORTS = (
    ("MAILER-DAEMON@far.test", "it goes back to you", "nobody took it: {to}\n\nMessage-Id: {id}\n"),
    ("MAILER-DAEMON <>", "Re: {subject}", "1. My License Key: 550 5.1.1\n\nMessage-Id: {id}\nTo: {to}\n"),
    ("post_master@far.test", "Re: {subject}", "550 no {to} here, your id was {id}"),
    ("Router <router@far.test>", "Rückläufer", "Den gibt es nicht.\n\nTo: {to}\nMessage-ID: {id}\n\n{form}"),
)


def test_a_letter_that_comes_back_is_returned_whatever_the_words(worker: LocalWorker) -> None:
    for at, (sender, subject, text) in enumerate(REPORTS):
        customer = f"ada{at}@engines{at}.test"
        key = base64.b64encode(Random(at).randbytes(60)).decode()
        said = form(address="", license_key=key, account_email=customer)
        opened = worker.receive(mail(said, sender=customer, Message_ID=f"<{at}@engines.test>"))
        letter = worker.send()[-1]
        words = {"to": customer, "id": letter["Message-ID"], "form": form()}
        back = mail(
            text.format(**words),
            sender,
            subject.format(subject=letter["Subject"]),
            Return_Path="<>",
            X_No=str(at),
        )
        outcome = worker.receive(back)
        assert outcome.disposition is Disposition.BOUNCE, outcome.reason
        assert "was returned" in outcome.reason
        assert [one.state for one in worker.letters(opened)] == [LetterState.BOUNCED]
        assert worker.request(opened).ask == ("address",)


def test_a_delay_leaves_the_letter_as_it_is(worker: LocalWorker) -> None:
    opened = worker.receive(mail(form(address=""), Message_ID="<1@engines.test>"))
    (letter,) = worker.send()
    text = f"451 4.7.1 come back later\n\nTo: ada@engines.test\nMessage-ID: {letter['Message-ID']}\n"
    outcome = worker.receive(mail(text, "MAILER-DAEMON@far.test", "slow", Return_Path="<>"))
    assert outcome.disposition is Disposition.BOUNCE
    assert "delayed" in outcome.reason
    assert [one.state for one in worker.letters(opened)] == [LetterState.SENT]
