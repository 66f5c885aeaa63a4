"""One message of a mailbox, fetched and read."""

from dataclasses import dataclass
from datetime import datetime

from worker.forms.extraction import Extraction
from worker.reader_process.mail_reader import MailReading
from worker.reading.message import Message
from worker.requests.senders.own_accounts import without_own_account
from worker.services.contexts import ReadingContext
from worker.services.outbox.queue_letters import WrittenLetter
from worker.store.records import MessagePlace


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivedMessage:
    """One message: its place in the mailbox, its bytes, and what was read from them."""

    place: MessagePlace
    received_at: datetime  #: INTERNALDATE
    raw: bytes
    message: Message
    extraction: Extraction
    reference: str = ""  #: for the request that it may open, where one was made up beforehand
    letters: tuple[WrittenLetter, ...] = ()  #: that it may cause, written beforehand


def read_arrival(
    services: ReadingContext, place: MessagePlace, received_at: datetime, raw: bytes
) -> ArrivedMessage:
    """Read a message; no database is needed for it. Raises ReadingFailedError, UnavailableError."""
    return make_arrival(services, place, received_at, raw, services.readings.reader.read_mail(raw))


def make_arrival(
    services: ReadingContext, place: MessagePlace, received_at: datetime, raw: bytes, reading: MailReading
) -> ArrivedMessage:
    """The same from a reading that is at hand."""
    extraction = without_own_account(reading.extraction, services.own_addresses)
    return ArrivedMessage(
        place=place, received_at=received_at, raw=raw, message=reading.message, extraction=extraction
    )
