"""What a reply says is read before the transaction that stores it, and in it nothing is read."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from tests.integration.local_worker import FORMS, MONDAY, LocalWorker, form, mail
from worker.errors import UnavailableError
from worker.forms.extraction import ReplyReading
from worker.reader_process.mail_reader import DirectReader, MailReading, ReadingFailedError, ReplyQuestion
from worker.reader_process.parsed_mail_cache import ParsedMailCache
from worker.requests.request_model import Disposition
from worker.services.intake.batch_ingest import ingest_batch
from worker.services.intake.batch_reading import Fetched
from worker.services.intake.folder_sync import FoundMessage
from worker.services.intake.ingest_message import IngestOutcome
from worker.store.records import MessagePlace
from worker.store.transactions import Store


class WritingReader(DirectReader):
    """While it reads a reply somebody else writes into the database, as staff may at any time."""

    def __init__(self, store: Store) -> None:
        super().__init__(FORMS)
        self._store = store
        self.replies = 0

    def answer(self, question: ReplyQuestion) -> ReplyReading:
        self.replies += 1
        with self._store.write() as tx:
            tx.secret()
            tx.presence.forget(1, MONDAY)
        if any("endless" in body.text for body in question.message.bodies):
            raise ReadingFailedError("it takes more than reading.seconds_per_message (10 s)")
        return super().answer(question)


class UnstartableReader(DirectReader):
    """Stands for a process that the machine has no room for."""

    def read_mail(self, raw: bytes) -> MailReading:  # noqa: ARG002 -- as readers have it
        raise UnavailableError("the process that reads mail can't be started: Cannot allocate memory")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with closing(Store(database_url)) as found:
        yield found


def fetched(uid: int, raw: bytes) -> Fetched:
    return FoundMessage(
        place=MessagePlace(mailbox="sales", uid_validity=1, uid=uid), size=len(raw), received_at=MONDAY
    ), raw


def taken(worker: LocalWorker, *batch: Fetched) -> list[IngestOutcome]:
    return ingest_batch(worker.services, batch, lambda _: None)


def test_nobody_waits_for_the_reading_of_a_reply(store: Store) -> None:
    reader = WritingReader(store)
    worker = LocalWorker(store, readings=ParsedMailCache(reader))
    [opened] = taken(worker, fetched(1, mail(form(address="12 St James's Square, London"))))
    [letter] = worker.send()
    answer = mail("United Kingdom", subject="Re: it", In_Reply_To=str(letter["Message-ID"]))
    [answered] = taken(worker, fetched(2, answer))
    assert answered.disposition is Disposition.REPLY
    assert answered.request is not None
    assert opened.request is not None
    assert answered.request.id == opened.request.id
    assert not answered.request.ask
    assert reader.replies == 1


def test_a_reply_that_comes_together_with_its_request_is_read_too(store: Store) -> None:
    worker = LocalWorker(store, readings=ParsedMailCache(WritingReader(store)))
    opening = mail(form(address="12 St James's Square, London"), Message_ID="<1@engines.test>")
    subject = "Re: I want to migrate my Server license to Atlassian Marketplace"
    lunch = mail("Lunch?", sender="friend@difference.test", subject="Lunch", Message_ID="<2@engines.test>")
    answer = mail("United Kingdom", subject=subject, Message_ID="<3@engines.test>")
    outcomes = taken(worker, fetched(1, opening), fetched(2, lunch), fetched(3, answer))
    assert [one.disposition for one in outcomes] == ["request", "ignored", "reply"]


def test_a_reply_that_can_not_be_read_is_set_aside_alone(store: Store) -> None:
    worker = LocalWorker(store, readings=ParsedMailCache(WritingReader(store)))
    taken(worker, fetched(1, mail(form(address="12 St James's Square, London"))))
    [letter] = worker.send()
    endless = mail("endless", subject="Re: it", In_Reply_To=str(letter["Message-ID"]))
    other = mail(form(), sender="Eva <eva@other.test>", Message_ID="<3@other.test>")
    aside, read = taken(worker, fetched(2, endless), fetched(3, other))
    assert aside.disposition is Disposition.QUARANTINED
    assert "seconds_per_message" in aside.reason
    assert read.disposition is Disposition.REQUEST


def test_no_mail_is_set_aside_while_none_can_be_read(store: Store) -> None:
    worker = LocalWorker(store)
    gone = replace(worker.services, readings=ParsedMailCache(UnstartableReader(FORMS)))
    with pytest.raises(UnavailableError):
        ingest_batch(gone, [fetched(1, mail(form()))], lambda _: None)
    with store.read() as tx:
        assert not [*tx.ledger.listed()]
