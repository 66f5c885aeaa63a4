"""Mail as customers' programs write it: one function for each, from plain words to bytes.

Each has what is typical of a client: its headers, its parts, what it does to the text of a mailto: link.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes to whom about what, and when."""

    name: str
    address: str
    to: str
    subject: str
    now: datetime


def thunderbird(head: Letterhead, text: str) -> bytes:
    """Plain text as Thunderbird sends it: format=flowed, soft breaks before the 72nd column."""
    mail = _mail(head, agent="Mozilla Thunderbird")
    flowed = "\n".join(_flow(line) for line in text.split("\n"))
    mail.set_content(flowed, cte="8bit")
    mail.set_param("format", "flowed")
    return mail.as_bytes()


def apple_mail(head: Letterhead, text: str) -> bytes:
    """Plain text as Apple Mail sends it: quoted-printable, each paragraph one line."""
    mail = _mail(head, mailer="Apple Mail (2.3826.200)")
    mail.set_content(text, cte="quoted-printable")
    return mail.as_bytes()


def outlook(head: Letterhead, text: str) -> bytes:
    """Both forms as Outlook sends them: Word's paragraphs, and plain text with an empty line between each."""
    lines = [line for line in text.split("\n") if line.strip()]
    paragraphs = "".join(f"<p class=MsoNormal>{escape(line)}<o:p></o:p></p>\n" for line in lines)
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--\n'
        'p.MsoNormal {margin:0in; font-size:11.0pt; font-family:"Calibri",sans-serif;}\n'
        '--></style></head><body lang=EN-US link="#0563C1">'
        f"<div class=WordSection1>\n{paragraphs}</div></body></html>\n"
    )
    mail = _mail(head)
    mail["Thread-Topic"] = head.subject
    mail["Accept-Language"] = "en-US"
    mail["X-MS-Has-Attach"] = ""
    mail.set_content("\n\n".join(lines) + "\n", cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    return mail.as_bytes()


def webmail(head: Letterhead, text: str) -> bytes:
    """HTML alone, as some webmail sends it: a `div` for each line."""
    lines = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.split("\n"))
    mail = _mail(head, mailer="Webmail 6.4")
    mail.set_content(f'<div style="font-family:Verdana">{lines}</div>\n', subtype="html", cte="base64")
    return mail.as_bytes()


def gmail_on_android(head: Letterhead, text: str) -> bytes:
    """Both forms as Gmail on Android sends a mailto: body: its line breaks are gone."""
    line = " ".join(text.split())
    mail = _mail(head)
    mail.set_content(line + "\n", cte="quoted-printable")
    mail.add_alternative(f'<div dir="auto">{escape(line)}</div>\n', subtype="html", cte="quoted-printable")
    return mail.as_bytes()


def ticket_system(head: Letterhead, text: str) -> bytes:
    """A customer's own desk passes their words on by itself, and marks them as an automatic answer."""
    mail = _mail(head, mailer="Deskline 9")
    mail["Auto-Submitted"] = "auto-replied"
    mail.set_content(text, cte="quoted-printable")
    return mail.as_bytes()


def newsletter(head: Letterhead, text: str) -> bytes:
    """Bulk mail with the headers of a mailing list (RFC 2369, 2919, 8058)."""
    mail = _mail(head, mailer="Bulk Press 3")
    domain = head.address.partition("@")[2]
    mail["Precedence"] = "bulk"
    mail["List-Id"] = f"<weekly.{domain}>"
    mail["List-Unsubscribe"] = f"<https://{domain}/leave>, <mailto:leave@{domain}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(text, cte="quoted-printable")
    return mail.as_bytes()


def out_of_office(head: Letterhead, text: str) -> bytes:
    """An automatic answer, marked as one (RFC 3834, and Exchange's own header)."""
    mail = _mail(head)
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(text, cte="quoted-printable")
    return mail.as_bytes()


def reply(head: Letterhead, text: str, thread: Sequence[str]) -> bytes:
    """Plain text in a thread: `thread` holds the Message-IDs so far, the last one is answered."""
    mail = _mail(head, agent="Mozilla Thunderbird")
    mail["In-Reply-To"] = thread[-1]
    mail["References"] = " ".join(thread)
    mail.set_content(text, cte="8bit")
    return mail.as_bytes()


def bounce(letter: EmailMessage, recipient: str, to: str, now: datetime) -> bytes:
    """A delivery status notification (RFC 3464): `letter` could not be delivered to `recipient`."""
    host = f"mx.{recipient.rpartition('@')[2]}"
    head = [
        "Return-Path: <>",
        f"From: Mail Delivery System <mailer-daemon@{host}>",
        f"To: {to}",
        "Subject: Undelivered Mail Returned to Sender",
        f"Date: {format_datetime(now)}",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
    ]
    status = (
        f"Final-Recipient: rfc822; {recipient}\nAction: failed\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 <{recipient}>: user unknown"
    )
    parts = [
        "Content-Type: text/plain\n\nThe mail could not be delivered: there is no such mailbox.",
        f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; {host}\n\n{status}",
        f"Content-Type: text/rfc822-headers\n\nMessage-ID: {letter['Message-ID']}\nSubject: a letter",
    ]
    body = "".join(f"--report\n{part}\n\n" for part in parts)
    return ("\n".join(head) + f"\n\n{body}--report--\n").replace("\n", "\r\n").encode()


def _mail(head: Letterhead, *, mailer: str = "", agent: str = "") -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{head.name} <{head.address}>"
    mail["To"] = head.to
    mail["Subject"] = head.subject
    mail["Date"] = format_datetime(head.now)
    mail["Message-ID"] = _message_id(head)
    if mailer:
        mail["X-Mailer"] = mailer
    if agent:
        mail["User-Agent"] = agent
    return mail


def _message_id(head: Letterhead) -> str:
    seed = f"{head.address} {head.subject} {head.now.isoformat()}"
    return f"<{sha256(seed.encode()).hexdigest()[:24]}@{head.address.partition('@')[2]}>"


def _flow(line: str) -> str:
    """One paragraph in the soft lines of format=flowed (RFC 3676, 4.2)."""
    lines = [""]
    for word in line.rstrip().split(" "):
        if lines[-1] and len(lines[-1]) + len(word) > 71:
            lines.append("")
        lines[-1] += f"{word} "
    lines[-1] = lines[-1].rstrip()
    return "\n".join(lines)
