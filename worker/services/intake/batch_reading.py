"""Fetched messages read, several at a time; what is wrong with one of them is its own trouble."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from email.parser import BytesHeaderParser
from email.policy import compat32

from worker import log
from worker.errors import UnavailableError
from worker.reader_process.mail_reader import MailReading, ReadingFailedError, error_place
from worker.reading.headers.header_fields import parse_date
from worker.requests.request_model import Disposition
from worker.services.contexts import ClockContext, ReadingContext
from worker.services.intake.arrived_message import ArrivedMessage, make_arrival, read_arrival
from worker.services.intake.folder_sync import FoundMessage, UnreadableMessage
from worker.services.intake.request_from_mail import as_request

_log = log.get(__name__)
_HEADER = 65_536

Fetched = tuple[FoundMessage, bytes | UnreadableMessage]
ReadMessage = tuple[
    FoundMessage, ArrivedMessage | UnreadableMessage, bytes | None
]  # the bytes, where there are any


def read_batch(services: ReadingContext, batch: Sequence[Fetched]) -> list[ReadMessage]:
    """Read messages, by as many processes as read now; no database is needed. Raises UnavailableError."""
    dated = [*_dated(services, batch)]
    mails = [raw for _, raw in dated if isinstance(raw, bytes)]
    readings = iter(services.readings.reader.read_mails(mails))
    read: list[ReadMessage] = []
    for found, raw in dated:
        if isinstance(raw, bytes):
            read.append((found, _read(services, found, raw, next(readings)), raw))
        else:
            read.append((found, _by_header(services, found, raw.header) or raw, raw.header))
    return read


def _read(
    services: ReadingContext, found: FoundMessage, raw: bytes, reading: MailReading | ReadingFailedError
) -> ArrivedMessage | UnreadableMessage:
    try:
        if not isinstance(reading, ReadingFailedError):
            received_at = found.received_at or services.clock()
            return _wanted(services, found, make_arrival(services, found.place, received_at, raw, reading))
        failed: Exception = reading
    except UnavailableError:
        raise
    except Exception as error:  # noqa: BLE001 -- a poison message is set aside, and the next one is read
        failed = error
    by_header = _by_header(services, found, raw[:_HEADER].partition(b"\r\n\r\n")[0])
    return by_header or poison(found, failed)


def _wanted(services: ReadingContext, found: FoundMessage, arrived: ArrivedMessage) -> ArrivedMessage:
    return as_request(services, arrived, found.wanted_form) if found.wanted_form else arrived


def _dated(services: ClockContext, batch: Sequence[Fetched]) -> Iterator[Fetched]:
    """Each with a time at which it arrived: where the server tells none, the one in the message, or now."""
    for found, raw in batch:
        if found.received_at is not None:
            yield found, raw
            continue
        now = services.clock()
        written = _written_at(raw if isinstance(raw, bytes) else raw.header or b"")
        yield replace(found, received_at=min(written or now, now)), raw


def _by_header(services: ReadingContext, found: FoundMessage, header: bytes | None) -> ArrivedMessage | None:
    """A request that a person wants to be made of a message of which no more than its header can be read."""
    if not (found.wanted_form and header):
        return None
    try:
        received_at = found.received_at or services.clock()
        arrived = read_arrival(services, found.place, received_at, header + b"\r\n\r\n")
        return _wanted(services, found, arrived)
    except ReadingFailedError:
        return None


def poison(found: FoundMessage, error: Exception) -> UnreadableMessage:
    """What becomes of a message that can't be read, or be stored."""
    why = str(error) if isinstance(error, ReadingFailedError) else error_place(error)
    reason = f"could not be read: {why}"
    _log.error("message_quarantined", mailbox=found.place.mailbox, uid=found.place.uid, reason=reason)
    return UnreadableMessage(disposition=Disposition.QUARANTINED, reason=reason)


def _written_at(raw: bytes) -> datetime | None:
    """What the message says itself of when it was sent."""
    header = BytesHeaderParser(policy=compat32).parsebytes(raw[:_HEADER])
    return parse_date(str(header["Date"] or ""))
