"""The values that reading yields."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One mailbox of an address header (RFC 5322, 3.4); `addr` is lower-cased and may be empty."""

    addr: str
    name: str = ""


class LineRole(StrEnum):
    """Whose words a line holds, as far as its shape tells."""

    OWN = "own"  #: written by the sender of this message
    QUOTED = "quoted"  #: of an earlier message, by `>` marks, a blockquote or an "Original Message" head
    FORWARDED = "forwarded"  #: of a message that the sender passes on
    HEAD = "head"  #: an attribution ("On … wrote:") or the header block of a quoted or forwarded message
    SIGNATURE = "signature"  #: below "-- ", or a client's "Sent from my …"
    NOTICE = "notice"  #: a disclaimer, banner or scanner footer


class Line(NamedTuple):
    """One line as its writer meant it: unfolded from format=flowed, without quote marks.

    A mail has hundreds of them: a tuple is made in a third of a dataclass's time.

    `body.text[line.start : line.start + len(line.text)] == line.text` for the body that holds it.
    """

    text: str
    start: int
    depth: int = 0  #: how many quotations deep, by marks or blockquotes; 0 is the sender's own level
    role: LineRole = LineRole.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One readable form of the message: a text/plain or a text/html part, decoded."""

    part: str  #: IMAP part number, "1" or "1.2"
    subtype: str  #: "plain" or "html"
    text: str  #: line ends are "\n"; quote marks kept, no NUL, no lone surrogates
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part that is not read: its name as sent (never to be used as a path), type and decoded size."""

    part: str
    filename: str
    content_type: str
    size: int


class Automation(StrEnum):
    """How a machine had a hand in a message."""

    NONE = "none"  #: a person wrote it, as far as can be told
    AUTO_REPLY = "auto_reply"  #: out of office, acknowledgement, challenge (RFC 3834)
    BOUNCE = "bounce"  #: a delivery report (RFC 3464 or a mailer's free text), delays included
    NOTIFICATION = "notification"  #: an issue tracker tells what was written there
    BULK = "bulk"  #: list, newsletter or other one-to-many mail
    GENERATED = "generated"  #: made by a program of its own accord: a calendar, an invoice run


class AutomationDoubt(StrEnum):
    """Why a person may have written what a machine is thought to have sent."""

    NONE = ""  #: no doubt
    WORDS = "words"  #: no more than an absent person's words tell, which a person may write too
    FILLED_IN = "filled_in"  #: answers are filled in, and a single sign tells of a machine


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What a bounce tells about the message that failed; each part may be unknown."""

    recipients: tuple[str, ...] = ()  #: bare addresses, lower-cased
    message_id: str | None = None  #: of the message that failed, with its angle brackets
    delayed: bool = False  #: a warning: the mailer goes on trying
    #: every Message-ID that the report names anywhere, the returned message's among them
    named: tuple[str, ...] = field(default=(), compare=False)
    delivered: bool = False  #: nothing failed: it was delivered, relayed or expanded (RFC 3464, 2.3.3)


class MethodResult(NamedTuple):
    """What one method of authentication found out; all in lower case (RFC 8601, 2.2)."""

    method: str  #: "spf", "dkim", "dmarc" …
    result: str  #: "pass", "fail", "none" …
    properties: tuple[tuple[str, str], ...] = ()  #: what was looked at: ("header.from", "example.org")

    def value(self, name: str) -> str:
        """The first property of that name, or an empty string."""
        return next((value for found, value in self.properties if found == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticationResult:
    """One Authentication-Results header (RFC 8601), top of the message first."""

    authserv_id: str  #: of the server that wrote it, in lower case; empty where it names none
    results: tuple[MethodResult, ...]
    hops: int = 0  #: how many Received headers stand above it


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail as it was meant. Every part is there; what a mail lacks is empty or None."""

    message_id: str | None  #: with its angle brackets
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    from_: Address  #: the author by the strict grammar; without an address where nobody can tell
    from_claimed: Address | None = None  #: whom a From that can't be read seems to name; proves nothing
    relayed_by: Address | None = None  #: our own address in From, where `from_` wrote: a list or form of ours
    from_count: int  #: how many authors the From headers name; anything but 1 is suspect
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    return_path: str | None  #: "" is the null sender, None is not told
    subject: str  #: decoded, white space collapsed
    date: datetime | None  #: aware, in the sender's own zone
    received: tuple[datetime, ...] = ()  #: what the Received fields say, the last server's first, aware
    bodies: tuple[Body, ...]  #: the readable forms of this message alone, plain ones first
    attachments: tuple[Attachment, ...]
    forwarded: tuple["Message", ...]  #: message/rfc822 parts
    unreadable: str = ""  #: why the sender's words can't be read, for staff; empty where they can
    automation: Automation
    automation_reason: str  #: in words for staff; empty for NONE
    automation_doubt: AutomationDoubt = AutomationDoubt.NONE
    report: DeliveryReport | None  #: set for a bounce
    authentication: tuple[AuthenticationResult, ...]
    lists: bool  #: came over a mailing list (RFC 2369, 2919) that is none of ours
    list_name: str = ""  #: of the list that it came over, ours or another; empty where none names itself
    suppresses_replies: bool  #: X-Auto-Response-Suppress asks for no automatic reply
    defects: tuple[str, ...]  #: what was broken and mended, in words
    digest: str  #: sha256 (hex) over what the sender wrote, without what mail servers add on the way


def bodies_of(message: Message) -> Iterator[Body]:
    """The bodies of the message and of those attached to it."""
    yield from message.bodies
    for inner in message.forwarded:
        yield from bodies_of(inner)
