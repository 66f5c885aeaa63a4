"""Reads fetched messages, several at a time; one that can't be read does not stop the others."""

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
from worker.services.intake.request_from_mail import read_as_request

_log = log.get(__name__)
_HEADER = 65_536

Fetched = tuple[FoundMessage, bytes | UnreadableMessage]
ReadMessage = tuple[
    FoundMessage, ArrivedMessage | UnreadableMessage, bytes | None
]  # the bytes, where there are any


def read_batch(services: ReadingContext, batch: Sequence[Fetched]) -> list[ReadMessage]:
    """Read messages, in as many processes as run now; needs no database. Raises UnavailableError."""
    dated = [*_with_arrival_time(services, batch)]
    mails = [raw for _, raw in dated if isinstance(raw, bytes)]
    readings = iter(services.readings.reader.read_mails(mails))
    read: list[ReadMessage] = []
    for found, raw in dated:
        if isinstance(raw, bytes):
            read.append((found, _read(services, found, raw, next(readings)), raw))
        else:
            read.append((found, _read_header_only(services, found, raw.header) or raw, raw.header))
    return read


def _read(
    services: ReadingContext, found: FoundMessage, raw: bytes, reading: MailReading | ReadingFailedError
) -> ArrivedMessage | UnreadableMessage:
    try:
        if not isinstance(reading, ReadingFailedError):
            received_at = found.received_at or services.clock()
            return _as_wanted_form(
                services, found, make_arrival(services, found.place, received_at, raw, reading)
            )
        failed: Exception = reading
    except UnavailableError:
        raise
    except Exception as error:  # noqa: BLE001 -- a poison message is set aside, and the next one is read
        failed = error
    by_header = _read_header_only(services, found, raw[:_HEADER].partition(b"\r\n\r\n")[0])
    return by_header or quarantine(found, failed)


def _as_wanted_form(services: ReadingContext, found: FoundMessage, arrived: ArrivedMessage) -> ArrivedMessage:
    return read_as_request(services, arrived, found.wanted_form) if found.wanted_form else arrived


def _with_arrival_time(services: ClockContext, batch: Sequence[Fetched]) -> Iterator[Fetched]:
    """Each with a time of arrival: the server's, else that of its Date field, else now."""
    for found, raw in batch:
        if found.received_at is not None:
            yield found, raw
            continue
        now = services.clock()
        written = _read_date_header(raw if isinstance(raw, bytes) else raw.header or b"")
        yield replace(found, received_at=min(written or now, now)), raw


def _read_header_only(
    services: ReadingContext, found: FoundMessage, header: bytes | None
) -> ArrivedMessage | None:
    """The request that a person wants of a message, where only its header can be read; else None."""
    if not (found.wanted_form and header):
        return None
    try:
        received_at = found.received_at or services.clock()
        arrived = read_arrival(services, found.place, received_at, header + b"\r\n\r\n")
        return _as_wanted_form(services, found, arrived)
    except ReadingFailedError:
        return None


def quarantine(found: FoundMessage, error: Exception) -> UnreadableMessage:
    """Set a message aside that can't be read or stored, and log why."""
    unreadable = explain_failure(error)
    place, reason = found.place, unreadable.reason
    _log.error("message_quarantined", mailbox=place.mailbox, uid=place.uid, reason=reason)
    return unreadable


def explain_failure(error: Exception) -> UnreadableMessage:
    """A message that is set aside because of this error; of an error of ours only its place is told."""
    cause = str(error) if isinstance(error, ReadingFailedError) else error_place(error)
    return UnreadableMessage(disposition=Disposition.QUARANTINED, reason=f"could not be read: {cause}")


def _read_date_header(raw: bytes) -> datetime | None:
    """When the message says that it was sent; None where it says nothing sensible."""
    header = BytesHeaderParser(policy=compat32).parsebytes(raw[:_HEADER])
    return parse_date(str(header["Date"] or ""))
