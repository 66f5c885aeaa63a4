"""What was read in a mail is kept for who looks again, and no more of it than is good for memory."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.integration.local_worker import ANSWERS, FORMS, LocalWorker, form, mail
from worker.forms.extraction import ReplyReading
from worker.reader_process.mail_reader import (
    DirectReader,
    MailReading,
    MailSource,
    ReadingFailedError,
    ReplyQuestion,
)
from worker.reader_process.parsed_mail_cache import ParsedMailCache
from worker.services.review import request_detail
from worker.store.transactions import Store


class CountingReader(DirectReader):
    """Counts what it is asked for."""

    def __init__(self) -> None:
        super().__init__(FORMS)
        self.asked = 0

    def read_mail(self, raw: bytes) -> MailReading:
        self.asked += 1
        if b"unreadable" in raw:
            raise ReadingFailedError("it takes more than 10 seconds")
        return super().read_mail(raw)

    def answer(self, question: ReplyQuestion) -> ReplyReading:
        self.asked += 1
        return super().answer(question)

    def read_source(self, raw: bytes) -> MailSource:
        self.asked += 1
        return super().read_source(raw)


@pytest.fixture
def counting() -> CountingReader:
    return CountingReader()


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with closing(Store(database_url)) as found:
        yield found


@pytest.fixture
def readings(counting: CountingReader) -> ParsedMailCache:
    return ParsedMailCache(counting)


def test_a_mail_that_was_looked_at_is_not_read_again(
    readings: ParsedMailCache, counting: CountingReader
) -> None:
    raw = mail(form())
    assert readings.message(raw) is readings.message(bytes(raw))
    assert readings.evidence(raw)["organization"].part
    assert counting.asked == 1
    assert readings.source(raw).header.startswith("From: ")
    assert readings.source(raw) is readings.source(raw)
    assert counting.asked == 2


def test_a_mail_that_can_not_be_read_is_tried_once(
    readings: ParsedMailCache, counting: CountingReader
) -> None:
    for _ in range(3):
        with pytest.raises(ReadingFailedError, match="10 seconds"):
            readings.message(mail("unreadable"))
    assert counting.asked == 1


def test_what_nobody_looked_at_for_long_makes_room(counting: CountingReader) -> None:
    readings, raw = ParsedMailCache(counting, most=2_000_000), mail(form())
    before = readings.message(raw)
    for number in range(9):
        readings.message(mail("x" * 1_000_000, Message_ID=f"<{number}@big.test>"))
    assert readings.message(raw) is not before


def test_even_a_mail_larger_than_all_that_is_kept_is_not_read_again_at_once(counting: CountingReader) -> None:
    readings, raw = ParsedMailCache(counting, most=100_000), mail("x" * 1_000_000)
    assert readings.message(raw) is readings.message(raw)


def test_a_reply_is_read_once_for_one_question(readings: ParsedMailCache, counting: CountingReader) -> None:
    message = readings.message(mail("Ada Byron"))

    def question(*asked: str) -> ReplyQuestion:
        return ReplyQuestion(
            message=message, form="marketplace-migration", ask=asked, texts=("What?",), values={**ANSWERS}
        )

    assert readings.known_reply(question("holder_name")) is None
    first = readings.reply(question("holder_name"))
    assert readings.known_reply(question("holder_name")) is first
    assert readings.reply(question("holder_name", "address")) is not first
    assert counting.asked == 3


def test_looking_at_a_request_reads_nothing_twice(store: Store, counting: CountingReader) -> None:
    worker = LocalWorker(store, readings=ParsedMailCache(counting))
    outcome = worker.receive(mail(form(address="12 St James's Square, London")))
    [letter] = worker.send()
    worker.receive(mail("United Kingdom", subject="Re: it", In_Reply_To=str(letter["Message-ID"])))
    reference = worker.request(outcome).reference
    taken = counting.asked
    assert request_detail.load(worker.services, reference, "ada")
    looked = counting.asked
    assert looked == taken + 2
    for _ in range(3):
        file = request_detail.load(worker.services, reference, "ada")
        assert file is not None
        assert all(one.message is not None for one in file.mails)
        request_detail.markup(worker.services, file.mails[0])
        request_detail.header(worker.services, file.mails[0])
    assert counting.asked == looked + 1
