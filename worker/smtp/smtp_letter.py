"""Fitting a letter to what a relay is able to take. Pure."""

import email
import email.policy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from worker.smtp.delivery_outcomes import Permanent

_DOT = re.compile(rb"^\.", re.MULTILINE)
_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpLetter:
    """What goes over the wire."""

    sender: str
    recipients: Mapping[str, str]  #: as given, and as the relay is told
    options: tuple[str, ...]  #: of MAIL FROM
    content: bytes  #: to be sent after the relay's consent to DATA

    def masked(self, reply: bytes) -> str:
        """The relay's words without the recipients' addresses, which many replies repeat."""
        return shorten_reply(reply, hide={*self.recipients, *self.recipients.values()})


def fit_letter(
    sender: str, recipients: Sequence[str], raw: bytes, extensions: Mapping[str, str]
) -> SmtpLetter | Permanent:
    """The letter for a relay with these extensions, by their names in lower case (RFC 5321, 4.1.1.1)."""
    if not all(each.isprintable() for each in (sender, *recipients)):
        return Permanent(reply="an address holds control characters")
    encoded = {each: _ascii_domain(each) for each in recipients}
    sender, options = _ascii_domain(sender), []
    header = raw.partition(b"\r\n\r\n")[0]
    if not (header.isascii() and all(each.isascii() for each in (sender, *encoded.values()))):
        if "smtputf8" not in extensions:
            return Permanent(reply="the relay takes no addresses beyond ASCII (SMTPUTF8, RFC 6531)")
        options.append("SMTPUTF8")
    if not raw.isascii():
        if "8bitmime" in extensions:
            options.append("BODY=8BITMIME")
        else:
            raw = _to_seven_bits(raw)
    if "size" in extensions:
        limit = extensions["size"]
        if limit.isdecimal() and 0 < int(limit) < len(raw):
            return Permanent(reply=f"the letter has {len(raw)} bytes, and the relay takes {limit}")
        options.append(f"SIZE={len(raw)}")
    return SmtpLetter(sender=sender, recipients=encoded, options=tuple(options), content=dot_stuff(raw))


def dot_stuff(raw: bytes) -> bytes:
    """The text as it follows DATA, with its last line (RFC 5321, 4.5.2).

    Every line end becomes CRLF: one that only some servers take for one could smuggle in a second letter.
    """
    text = _LINE_END.sub(b"\r\n", raw)
    ending = b".\r\n" if text.endswith(b"\r\n") else b"\r\n.\r\n"
    return _DOT.sub(b"..", text) + ending


def shorten_reply(reply: bytes, hide: Iterable[str] = ()) -> str:
    """At most 300 printable characters of what a relay said, in one line, without what is to be hidden."""
    words = reply[:3000].decode("utf-8", "replace")
    for each in hide:
        words = re.sub(re.escape(each), "(recipient)", words, flags=re.IGNORECASE)
    return "".join(each if each.isprintable() else " " for each in words[:300]).strip()


def _ascii_domain(address: str) -> str:
    """The address with its domain in A-labels (RFC 5890), which every relay understands."""
    if address.isascii():
        return address
    try:
        return validate_email(address, check_deliverability=False).ascii_email or address
    except EmailNotValidError:
        return address


def _to_seven_bits(raw: bytes) -> bytes:
    policy = email.policy.SMTP.clone(cte_type="7bit")
    return email.message_from_bytes(raw, policy=policy).as_bytes()
