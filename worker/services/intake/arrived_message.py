"""One message as a mailbox holds it, read."""

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
    """One message as the mailbox holds it, and what was read from it."""

    place: MessagePlace
    received_at: datetime  #: INTERNALDATE
    raw: bytes
    message: Message
    extraction: Extraction
    reference: str = ""  #: of the request that it may open, where one was thought of by then
    letters: tuple[WrittenLetter, ...] = ()  #: that it may cause, written beforehand


def read_arrival(
    services: ReadingContext, place: MessagePlace, received_at: datetime, raw: bytes
) -> ArrivedMessage:
    """Read a message; no database is needed for it. Raises ReadingFailedError, UnavailableError."""
    return make_arrival(services, place, received_at, raw, services.readings.reader.read_mail(raw))


def make_arrival(
    services: ReadingContext, place: MessagePlace, received_at: datetime, raw: bytes, found: MailReading
) -> ArrivedMessage:
    """The same where it was read before."""
    extraction = without_own_account(found.extraction, services.own_addresses)
    return ArrivedMessage(
        place=place, received_at=received_at, raw=raw, message=found.message, extraction=extraction
    )
