"""Rows of a FETCH (RFC 3501, 7.4.2), as a server that is well makes them."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(slots=True, kw_only=True)
class Mail:
    """A message in a folder."""

    uid: int
    raw: bytes
    flags: set[str] = field(default_factory=set)
    date: datetime = field(default_factory=lambda: datetime.now(UTC))


def fetch_row(place: int, mail: Mail, items: str) -> bytes:
    """The row of a FETCH for one message."""
    words = [b"UID %d" % mail.uid]
    if "RFC822.SIZE" in items:
        words.append(b"RFC822.SIZE %d" % len(mail.raw))
    if "FLAGS" in items:
        words.append(b"FLAGS (%s)" % " ".join(sorted(mail.flags)).encode())
    if "INTERNALDATE" in items:
        words.append(b'INTERNALDATE "%s"' % internal_date(mail.date))
    if "BODYSTRUCTURE" in items:
        words.append(b"BODYSTRUCTURE " + structure(mail.raw))
    words += [_section(mail.raw, *each) for each in _SECTION.findall(items)]
    return b"* %d FETCH (%s)\r\n" % (place, b" ".join(words))


_SECTION = re.compile(r"BODY\.PEEK\[([\w.]*)\](?:<(\d+)\.(\d+)>)?")


def _section(raw: bytes, name: str, start: str, size: str) -> bytes:
    head, gap, body = raw.partition(b"\r\n\r\n")
    part = {"": raw, "HEADER": head + gap, "TEXT": body, "1": body}.get(name, b"")
    if start:
        part = part[int(start) : int(start) + int(size)]
    place = f"<{start}>" if start else ""
    return b"BODY[%s]%s {%d}\r\n%s" % (name.encode(), place.encode(), len(part), part)


def structure(raw: bytes) -> bytes:
    """BODYSTRUCTURE of a message that is one text."""
    body = raw.partition(b"\r\n\r\n")[2]
    lines = body.count(b"\n")
    return b'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "8BIT" %d %d NIL NIL NIL NIL)' % (len(body), lines)


def internal_date(when: datetime) -> bytes:
    """A date as INTERNALDATE has it."""
    return f"{when.day:2}-{MONTHS[when.month - 1]}-{when:%Y %H:%M:%S %z}".encode()
