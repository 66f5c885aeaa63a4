"""A rendered letter and its envelope to the bytes that go to the mail server (RFC 5322, 2045, 3834, 8058).

The same letter gives the same bytes each time, so that a repeat after a crash is the same mail.
Knows no template and no SMTP.
"""

import re
from binascii import b2a_qp
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from hashlib import sha256
from typing import Literal

from worker.letters.letter_address import ascii_address, format_address
from worker.letters.letter_renderer import RenderedLetter
from worker.letters.plain_text import one_line

REFERENCES = 20  #: ids that References holds at most: the first of the thread and its last ones
_SUBJECT = 500  # characters at most; `reply_subject` stays below
_TOKEN = 60  # a longer word can't be folded as it is and goes out as encoded words

# The skeleton is always the same, so it stands here as it goes out. The email package takes many times as
# long to build it, and its bytes could change with a new Python between a try and a retry.
_MAIL = """\
{headers}
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="{boundary}"

--{boundary}
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

{text}
--{boundary}
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

{html}
--{boundary}--
"""

_DATE = re.compile(
    rb"(\r\nDate: )[^\r\n]*"
)  # its first match is the header: no value before it can break a line
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,500}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What the headers tell. Addresses are bare or in header form: `Example Sales <sales@example.com>`."""

    from_: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    subject: str
    message_id: str  #: with its angle brackets, fixed when the letter was queued
    in_reply_to: str | None = None  #: of the customer's last message; left out when it is no Message-ID
    references: tuple[str, ...] = ()  #: oldest first
    reply_to: str | None = None  #: where answers go; None: to From
    unsubscribe: tuple[str, ...] = ()  #: links for List-Unsubscribe (RFC 2369), the best one first
    auto_submitted: Literal["auto-replied", "auto-generated"] | None  #: None for what a person wrote
    list_id: str = ""  #: of mail that goes to a list of people (RFC 2919): "notices.example.com"
    date: datetime  #: aware

    def recipients(self) -> tuple[str, ...]:
        """Every address once, in the form for RCPT TO; raises AddressError."""
        addresses = [ascii_address(value, "To") for value in self.to]
        addresses += [ascii_address(value, "Cc") for value in self.cc]
        return tuple(dict.fromkeys(addresses))


def compose_mail(rendered: RenderedLetter, envelope: Envelope) -> bytes:
    """The whole mail: CRLF line ends, multipart/alternative, no line beyond 998 octets.

    What customers bring (subject, names, Message-IDs) is made harmless; an address that can't be
    written raises AddressError. A naive date, a malformed Message-ID of ours or an empty To is a
    defect: ValueError.
    """
    mail = _MAIL.format(
        headers="\n".join(f"{name}: {value}" for name, value in _headers(envelope)),
        # "=_" can't stand in quoted-printable text (RFC 2045, 6.7), so no part holds the boundary.
        boundary="=_" + sha256(envelope.message_id.encode()).hexdigest()[:24],
        text=_quoted_printable(rendered.text),
        html=_quoted_printable(rendered.html),
    )
    return mail.replace("\n", "\r\n").encode("ascii")


def redate_mail(mail: bytes, date: datetime) -> bytes:
    """A composed mail as if it had been composed with this (aware) date."""
    return _DATE.sub(b"\\1" + format_datetime(date).encode("ascii"), mail, count=1)


def _quoted_printable(content: str) -> str:
    """Lines of at most 76 characters, whatever a template holds; line ends are "\\n"."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n")
    return b2a_qp(lines.encode("utf-8", "replace"), istext=True).decode("ascii")


def _headers(envelope: Envelope) -> Iterator[tuple[str, str]]:
    _check(envelope)
    yield "From", format_address(envelope.from_, "From")
    yield "To", ",\n ".join(format_address(value, "To") for value in envelope.to)
    if envelope.cc:
        yield "Cc", ",\n ".join(format_address(value, "Cc") for value in envelope.cc)
    if envelope.reply_to:
        yield "Reply-To", format_address(envelope.reply_to, "Reply-To")
    yield "Subject", _subject(envelope.subject)
    yield "Date", format_datetime(envelope.date)
    yield "Message-ID", envelope.message_id
    replied_to = _usable([envelope.in_reply_to or ""])
    if replied_to:
        yield "In-Reply-To", replied_to[0]
    thread = _thread(_usable([*envelope.references, *replied_to]))
    if thread:
        yield "References", "\n ".join(thread)
    if envelope.unsubscribe:
        yield "List-Unsubscribe", ",\n ".join(f"<{link}>" for link in envelope.unsubscribe)
    if any(link.startswith("https:") for link in envelope.unsubscribe):
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    if envelope.list_id:
        yield "List-Id", f"<{envelope.list_id}>"
        yield "Precedence", "bulk"
    if envelope.auto_submitted:
        yield "Auto-Submitted", envelope.auto_submitted
    yield "X-Auto-Response-Suppress", "All"


def _check(envelope: Envelope) -> None:
    if not envelope.to:
        raise ValueError("a letter needs a recipient")
    if envelope.date.utcoffset() is None:
        raise ValueError("a letter's date must be aware")
    if not _MESSAGE_ID.fullmatch(envelope.message_id):
        raise ValueError("a letter's Message-ID must be of the form <left@right>")


def _subject(subject: str) -> str:
    text = one_line(subject, _SUBJECT)
    plain = text.isascii() and "=?" not in text and all(len(word) <= _TOKEN for word in text.split())
    return Header(text, "us-ascii" if plain else "utf-8", header_name="Subject").encode()


def _usable(ids: list[str]) -> list[str]:
    """Those that are Message-IDs, each once at its last place: customers' clients put anything there."""
    last_first = dict.fromkeys(candidate for candidate in reversed(ids) if _MESSAGE_ID.fullmatch(candidate))
    return list(last_first)[::-1]


def _thread(ids: list[str]) -> list[str]:
    return ids if len(ids) <= REFERENCES else [ids[0], *ids[1 - REFERENCES :]]
