"""Threads of many mails, each with an aim, as careful people would write them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail, quoted
from worker.requests.request_model import Attention, LetterKind, State
from worker.services.intake.ingest_message import IngestOutcome
from worker.services.review import review_actions
from worker.store.transactions import Store


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    store = Store(f"sqlite:///{tmp_path / 'worker.db'}")
    store.upgrade()
    yield LocalWorker(store)
    store.close()


class Thread:
    """A customer who answers our last letter, mail after mail."""

    def __init__(self, worker: LocalWorker, first: str) -> None:
        self.worker = worker
        self.opened = worker.receive(mail(first, Message_ID="<0@engines.test>"))
        self.letter = worker.send()[-1]
        self._number = 0

    def says(self, words: str) -> IngestOutcome:
        self._number += 1
        about = {
            "In_Reply_To": str(self.letter["Message-ID"]),
            "Message_ID": f"<{self._number}@engines.test>",
        }
        subject = str(self.letter["Subject"])
        outcome = self.worker.receive(mail(f"{words}\n\n{quoted(self.letter)}", subject=subject, **about))
        self.letter = (self.worker.send() or [self.letter])[-1]
        return outcome

    @property
    def reference(self) -> str:
        return self.worker.request(self.opened).reference

    @property
    def attention(self) -> tuple[Attention, ...]:
        return self.worker.request(self.opened).attention


def test_who_runs_data_center_insists_and_is_told_the_truth_by_their_own_people(worker: LocalWorker) -> None:
    thread = Thread(worker, "Please move our license.\n\n" + form().split("below:\n\n")[1])
    told = thread.says("Yes. We use Jira Data Center with 500 users.")
    assert [letter.kind for letter in told.letters] == [LetterKind.MISSING_FIELDS]
    thread.says("But your page says I can move it. Why not?")
    assert thread.attention == (Attention.CUSTOMER_WROTE,)
    review_actions.answer(worker.services, thread.reference, "Atlassian alone sells those.", "olga")
    thread.letter = worker.send()[-1]
    thread.says("Our IT says it is Jira Server. I confirm, and we agree to match the level.")
    assert worker.request(thread.opened).state is State.READY_FOR_REVIEW
    refused = thread.says("We do not want to upgrade after all, please keep it at 25 users.")
    assert "takes the request back" not in refused.reason
    assert Attention.CUSTOMER_WROTE in thread.attention
    taken = thread.says("Then please cancel the request.")
    assert "takes the request back" in taken.reason


def test_a_second_license_is_added_to_the_first(worker: LocalWorker) -> None:
    thread = Thread(worker, form())
    thread.says(f"We have a second license: {OTHER_KEY}. Same data.")
    assert str(worker.request(thread.opened).fields["license_key"].value).split() == [KEY, OTHER_KEY]
    assert thread.attention == ()
    thread.says("Forget the second one, we only need the first.")
    assert Attention.CUSTOMER_WROTE in thread.attention


def test_an_answer_that_comes_twice_is_heard_once_and_nobody_is_called(worker: LocalWorker) -> None:
    thread = Thread(worker, form(organization="", address=""))
    words = "Analytical Engines Ltd\n12 St James's Square, London SW1Y 4JH, United Kingdom\n\nThanks!"
    assert [letter.kind for letter in thread.says(words).letters] == [LetterKind.RECEIVED]
    assert thread.says(words).letters == ()
    assert thread.attention == ()
