"""From text to bytes: charsets declared rightly, wrongly or not at all, encodings, parts, headers."""

import base64
import quopri
from dataclasses import dataclass, field
from email.header import Header

from tests.generator.chance import Chance, data
from tests.generator.clients import Draft

#: Charsets that old clients use for their scripts, tried in this order.
_LOCAL = ("us-ascii", "iso-8859-1", "windows-1252", "iso-8859-2", "windows-1254", "koi8-r", "windows-1251",
          "iso-8859-7", "iso-2022-jp", "shift_jis", "euc-kr", "gb18030")  # fmt: skip
#: What some clients say of text in the first charset; a reader can tell better from the bytes.
_MISDECLARED = {
    "utf-8": ("us-ascii", "iso-8859-1", "utf8", "x-unknown", ""),
    "windows-1252": ("iso-8859-1", "us-ascii", "utf-8", ""),
    "gb18030": ("gb2312", "gbk"),
    "shift_jis": ("cp932", "windows-31j"),
    "euc-kr": ("ks_c_5601-1987",),
    "us-ascii": ("", "ansi_x3.4-1968", "unknown-8bit"),
    "iso-8859-1": ("latin1", "", "utf-8"),
}


@dataclass(slots=True)
class Envelope:
    """The header of a mail, beyond what its content decides."""

    sender: str
    sender_name: str
    subject: str
    more: list[str] = field(default_factory=list)  #: further header lines


def mail(chance: Chance, draft: Draft, envelope: Envelope, attached: bytes | None = None) -> bytes:
    """The draft as a mail server has it, with a message/rfc822 part if one is given."""
    if attached is not None:
        return _with_attached(chance, draft, envelope, attached)
    if draft.plain is not None and draft.html is not None:
        parts = [_part(chance, "plain", draft.plain, draft.parameters), _part(chance, "html", draft.html)]
        return _header(chance, envelope, ['Content-Type: multipart/alternative; boundary="=_alt"']) + _joined(
            parts, "=_alt"
        )
    subtype = "plain" if draft.plain is not None else "html"
    fields, content = _part(chance, subtype, draft.plain or draft.html or "", draft.parameters)
    return _header(chance, envelope, fields) + content


def _with_attached(chance: Chance, draft: Draft, envelope: Envelope, attached: bytes) -> bytes:
    parts = [_part(chance, "plain", draft.plain or ""), (["Content-Type: message/rfc822"], attached)]
    return _header(chance, envelope, ['Content-Type: multipart/mixed; boundary="=_mix"']) + _joined(
        parts, "=_mix"
    )


def _joined(parts: list[tuple[list[str], bytes]], boundary: str) -> bytes:
    out = b""
    for fields, content in parts:
        head = "".join(f"{line}\r\n" for line in (f"--{boundary}", *fields, ""))
        out += head.encode() + content + b"\r\n"
    return out + f"--{boundary}--\r\n".encode()


def _part(chance: Chance, subtype: str, text: str, parameters: str = "") -> tuple[list[str], bytes]:
    charset, declared = _charset(chance, text)
    content = text.replace("\n", "\r\n").encode(charset)
    encoding = chance.kind("encoding", {"8bit": 1, "quoted-printable": 1, "base64": 1})
    if encoding == "quoted-printable":
        content = quopri.encodestring(content.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    elif encoding == "base64":
        content = base64.encodebytes(content).replace(b"\n", b"\r\n")
    name = f"; charset={declared}" if declared else ""
    return [
        f"Content-Type: text/{subtype}{name}{parameters}",
        f"Content-Transfer-Encoding: {encoding}",
    ], content


def _charset(chance: Chance, text: str) -> tuple[str, str]:
    """The charset that the text is written in and the one that is declared."""
    charset = _local(text) if chance.happens(0.3) else "utf-8"
    if charset != "utf-8":
        chance.mark("charset:local")
    if charset in _MISDECLARED and chance.happens(0.2, "charset:misdeclared"):
        return charset, chance.one(_MISDECLARED[charset])
    return charset, charset


def _local(text: str) -> str:
    for charset in _LOCAL:
        try:
            text.encode(charset)
        except UnicodeError:
            continue
        return charset
    return "utf-8"


def _header(chance: Chance, envelope: Envelope, content: list[str]) -> bytes:
    name = Header(envelope.sender_name, "utf-8").encode()
    lines = [
        f"From: {name} <{envelope.sender}>",
        "To: sales@balsamiq.com",
        f"Subject: {envelope.subject}",
        "Date: Tue, 6 Jun 2017 15:14:00 +0200",
        f"Message-ID: <{chance.bytes(8).hex()}@example.com>",
        "MIME-Version: 1.0",
        *envelope.more,
        *content,
        "",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def subject() -> str:
    """The subject of the mailto: link."""
    return str(data("words")["subject"])
