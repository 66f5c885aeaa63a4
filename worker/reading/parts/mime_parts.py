"""A message's parts (RFC 2045, 2046), as mail-parser finds them, and their contents decoded.

The tree is mail-parser's. What it can't take, such as a thousand multiparts in each other, is read as one
text. A message within the message is a leaf here, and a tree of its own for whoever reads it.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MisplacedEnvelopeHeaderDefect, MissingHeaderBodySeparatorDefect
from email.message import Message as ParsedMessage
from email.utils import collapse_rfc2231_value

import mailparser
from mailparser.exceptions import MailParserRecursionError

from worker.reading import reading_limits
from worker.reading.headers import header_fields
from worker.reading.headers.header_budget import HeaderBudget
from worker.reading.headers.header_fields import HeaderFields
from worker.reading.parts import mime_bounds, transfer_encoding

# mail-parser logs what it can't decode: words of customers, which have no place in a log.
logging.getLogger("mailparser").addHandler(logging.NullHandler())
logging.getLogger("mailparser").propagate = False

#: The header of a part that says how many bytes were left out of it, still encoded, as nobody reads them.
OMITTED = "X-Sen-Worker-Omitted"
_BASE64_LINE = 78  # with its line end (RFC 2045, 6.8)
_LOST_BOUNDARY = re.compile(rb"^--([^\s-][^\r\n]{0,100}?)[ \t]*\r?\n(?i:content-)", re.MULTILINE)
_LOST_BYTES = 64 * 1024  # in which a boundary that nobody declared is looked for
_LOST = 10  # multiparts whose boundary is looked for so
_BROKEN_HEADER = (MissingHeaderBodySeparatorDefect, MisplacedEnvelopeHeaderDefect)
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,120}")


@dataclass(kw_only=True, slots=True)
class MimePart:
    """One node of the tree."""

    number: str  #: IMAP part number (RFC 3501, 6.4.5); "" is a message's own multipart
    fields: HeaderFields
    content_type: str
    parsed: ParsedMessage
    children: list["MimePart"] = field(default_factory=list)

    @property
    def main(self) -> str:
        """The type before the slash."""
        return self.content_type.partition("/")[0]


@dataclass(kw_only=True, slots=True)
class MimeTree:
    """A whole message."""

    root: MimePart
    defects: list[str]

    def leaves(self) -> Iterator[MimePart]:
        """The parts that are no multipart, in their order."""
        return (part for part in self.parts() if not part.children)

    def parts(self) -> Iterator[MimePart]:
        """All parts, outer ones first."""
        stack = [self.root]
        while stack:
            part = stack.pop()
            stack.extend(reversed(part.children))
            yield part


def parse(raw: bytes, prefix: str = "", budget: HeaderBudget | None = None) -> MimeTree:
    """The tree of the message in these bytes; `prefix` is its part number if it lies within another.

    All its headers share the `budget`. Never raises, but for want of memory.
    """
    budget = budget or HeaderBudget()
    found = mime_bounds.bounded(raw)
    defects = list(found.defects)
    parsed = _parsed(found.data)
    if parsed is None:
        defects.append("its parts are nested too deep: read as one text")
        parsed = _as_one_text(found.data)
    doubtful: frozenset[str] = frozenset()
    if _is_broken(parsed):
        whole = _parsed(mime_bounds.mended(found.data)) or parsed
        doubtful = _found_by_mending(parsed, whole)
        parsed = whole
        if _is_broken(parsed):
            defects.append("a header ends without an empty line")
    fields = HeaderFields(parsed, budget, None if found.doubtful is None else {*found.doubtful, *doubtful})
    return _grown(parsed, fields, prefix, defects)


def within(part: MimePart, budget: HeaderBudget) -> MimeTree:
    """The tree of the message that a part holds, however it is packed."""
    payload = part.parsed.get_payload()
    if isinstance(payload, list) and payload and not encoding(part):
        inner = payload[0]
        if isinstance(inner, ParsedMessage) and inner.keys():
            return _grown(inner, HeaderFields(inner, budget), part.number, [])
    return parse(content(part, 4 * reading_limits.HTML_BYTES)[0], part.number, budget)


def headers_within(part: MimePart) -> list[HeaderFields] | None:
    """The headers that mail-parser found within a message or report that is not encoded; None for others."""
    payload = part.parsed.get_payload()
    if not isinstance(payload, list) or encoding(part):
        return None
    return [
        HeaderFields(each, part.fields.budget)
        for each in payload
        if isinstance(each, ParsedMessage) and each.keys()
    ]


def _found_by_mending(parsed: ParsedMessage, mended: ParsedMessage) -> frozenset[str]:
    """The names of fields of which others come to light where the header is mended, in lower case."""
    before, after = (Counter(name.lower() for name in each) for each in (parsed, mended))
    return frozenset(name for name in after if after[name] != before[name])


class _TreeParser(mailparser.MailParser):  # type: ignore[misc] # untyped
    """mail-parser up to the tree: see docs/decisions/0024 for what it would do on top, and at which price."""

    def parse(self) -> "_TreeParser":
        """Decodes no header and no text: each is decoded when it is read, bounded, from its bytes."""
        return self


def _parsed(data: bytes) -> ParsedMessage | None:
    """What mail-parser makes of it; None where it is nested too deep for it."""
    try:
        message: ParsedMessage = _TreeParser.from_bytes(data).message
    except MailParserRecursionError:
        return None
    return message


def _as_one_text(data: bytes) -> ParsedMessage:
    """The header as far as it can be read, and all else as text."""
    end = mime_bounds.header_end(data)
    message = _parsed(data[:end]) or ParsedMessage()
    for name in ("Content-Type", "Content-Transfer-Encoding"):
        del message[name]
    message.set_payload(data[end : end + reading_limits.PLAIN_BYTES].decode("ascii", "surrogateescape"))
    return message


def _is_broken(parsed: ParsedMessage) -> bool:
    return any(isinstance(defect, _BROKEN_HEADER) for defect in parsed.defects)


def _grown(parsed: ParsedMessage, fields: HeaderFields, prefix: str, defects: list[str]) -> MimeTree:
    """Our parts for those of mail-parser, level by level, until there is none or a bound is met."""
    root = _part(parsed, fields, prefix)
    count, level = 1, [root]
    for depth in range(reading_limits.PART_DEPTH + 1):
        level = [part for part in level if part.main == "multipart"]
        if level and depth == reading_limits.PART_DEPTH:
            defects.append(
                f"parts are nested deeper than {reading_limits.PART_DEPTH}: the inner ones are not read"
            )
            break
        for part in level:
            part.children = _children(part, reading_limits.PARTS - count, defects)
            count += len(part.children)
        level = [child for part in level for child in part.children]
    if not root.children:
        root.number = f"{prefix}.1" if prefix else "1"
    return MimeTree(root=root, defects=defects)


def _part(parsed: ParsedMessage, fields: HeaderFields, number: str) -> MimePart:
    return MimePart(
        number=number, fields=fields, content_type=_type(fields, parsed.get_default_type()), parsed=parsed
    )


def _children(part: MimePart, room: int, defects: list[str]) -> list[MimePart]:
    found = _multipart_of(part, defects)
    if not found:
        part.content_type = "text/plain"
    if len(found) > room:
        defects.append(f"more than {reading_limits.PARTS} parts: the rest is not read")
    return [
        _part(
            parsed,
            HeaderFields(parsed, part.fields.budget),
            f"{part.number}.{number}" if part.number else str(number),
        )
        for number, parsed in enumerate(found[: max(0, room)], 1)
    ]


def _multipart_of(part: MimePart, defects: list[str]) -> list[ParsedMessage]:
    """The parts between its boundaries, or between the ones plainly in use where none fits."""
    if unwrapped := _unwrapped(part):
        defects.append("a multipart is encoded as a whole: decoded")
        return unwrapped
    payload = part.parsed.get_payload()
    if isinstance(payload, list):
        if not payload:
            defects.append("a multipart without parts: read as text")
        return [each for each in payload if isinstance(each, ParsedMessage)]
    defects.append("a multipart's boundary is missing")
    return [] if defects.count(defects[-1]) > _LOST else _between_lost(part, _as_sent(part.parsed))


def _unwrapped(part: MimePart) -> list[ParsedMessage]:
    """The parts of a multipart that is encoded as a whole, against RFC 2045, 6.4; none of any other."""
    name, payload = encoding(part), part.parsed.get_payload()
    if not name:
        return []
    if not isinstance(payload, list):
        sent = _as_sent(part.parsed)
        plain = _LOST_BOUNDARY.search(sent[:_LOST_BYTES])
        hidden = plain is None or b"=3D" in sent[plain.end() : plain.end() + 200].partition(b"\n")[0]
        return _between_lost(part, transfer_encoding.decoded(sent, name)) if hidden else []
    # Quoted-printable leaves boundaries as they are.
    inner = [each for each in payload if isinstance(each, ParsedMessage)]
    if not any("=3D" in str(each.get("Content-Type", "")) for each in inner):
        return []
    sent = b"".join(b"--parts\n" + _whole(each) + b"\n" for each in inner)
    return _between_lost(part, transfer_encoding.decoded(sent + b"--parts--\n", name))


def _between_lost(part: MimePart, data: bytes) -> list[ParsedMessage]:
    """The parts between boundaries that nobody declared."""
    lost = _LOST_BOUNDARY.search(data[:_LOST_BYTES])
    if lost is None or b'"' in lost[1]:
        return []
    head = f"Content-Type: {part.content_type}; boundary=".encode() + b'"%s"' % lost[1]
    again = _parsed(head + b"\n\n" + data)
    found = again.get_payload() if again is not None else []
    return [each for each in found if isinstance(each, ParsedMessage)] if isinstance(found, list) else []


def _as_sent(parsed: ParsedMessage) -> bytes:
    """The content without its transfer encoding undone; of messages within, their headers and contents."""
    payload = parsed.get_payload() if parsed.is_multipart() else None
    if isinstance(payload, list):
        return b"\n".join(_whole(each) for each in payload if isinstance(each, ParsedMessage))
    return _undone(parsed, "")


def _undone(parsed: ParsedMessage, encoding: str) -> bytes:
    """The content with that transfer encoding undone by the library; `HeaderFields` keeps what was
    declared."""
    del parsed["Content-Transfer-Encoding"]
    if encoding:
        parsed["Content-Transfer-Encoding"] = encoding
    data = parsed.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _whole(parsed: ParsedMessage) -> bytes:
    head = "".join(f"{name}: {value}\n" for name, value in parsed.raw_items())
    return head.encode("ascii", "surrogateescape") + b"\n" * bool(head) + _as_sent(parsed)


def _type(fields: HeaderFields, default: str) -> str:
    """The media type in lower case; what can't be read as one is text (RFC 2045, 5.2)."""
    found = fields.get_all("Content-Type")
    if not found:
        return default
    match = _TYPE.match(found[0].strip().lower())
    return match[0] if match else "text/plain"


def declared_type(part: MimePart) -> str:
    """The media type that the sender declared, even where the part could not be read as one."""
    return _type(part.fields, part.content_type)


def encoding(part: MimePart) -> str:
    """The transfer encoding that the part declares, by its one name in `transfer_encoding`; empty for
    none."""
    return transfer_encoding.name_of(header_fields.first(part.fields, "Content-Transfer-Encoding"))


def content(part: MimePart, cap: int) -> tuple[bytes, bool]:
    """The part's bytes with the transfer encoding undone, and whether they were cut at `cap`."""
    name = encoding(part)
    widest = int(transfer_encoding.WIDEST.get(name, 1) * cap) + 1024
    if name == transfer_encoding.UUENCODE:
        data = _undone(part.parsed, name)
        return data[:cap], len(data) > cap
    sent = _as_sent(part.parsed)
    data = transfer_encoding.decoded(sent[:widest], name)
    return data[:cap], len(data) > cap or len(sent) > widest


def decoded_size(part: MimePart) -> int:
    """The size of the part once decoded, near enough to be told to a person.

    Also of one whose content was left out when it was fetched, which then says how many bytes it had.
    """
    sent = _as_sent(part.parsed)
    length, breaks = len(sent), sent.count(b"\n")
    omitted = header_fields.first(part.fields, OMITTED)
    if not length and omitted.isdecimal() and len(omitted) < 12:
        length, breaks = int(omitted), int(omitted) // _BASE64_LINE
    left_out = mime_bounds.left_out(sent)
    length, breaks = length + left_out, breaks + left_out // _BASE64_LINE
    if encoding(part) == transfer_encoding.BASE64:
        return max(0, (length - 2 * breaks) * 3 // 4)
    return length


def filename(part: MimePart) -> str:
    """The name as sent (RFC 2183, 2231, and encoded words where they do not belong)."""
    found = part.fields.parameters("Content-Disposition").get("filename")
    if found is None:
        found = part.fields.parameters("Content-Type").get("name", "")
    if not found:
        return ""
    return header_fields.text(collapse_rfc2231_value(found).strip(), budget=part.fields.budget)[:255]


def disposition(part: MimePart) -> str:
    """ "attachment", "inline", or an empty string."""
    return header_fields.first(part.fields, "Content-Disposition").split(";")[0].strip().lower()


def parameter(part: MimePart, name: str) -> str:
    """A parameter of Content-Type in lower case, or an empty string."""
    found = part.fields.parameters("Content-Type").get(name, "")
    return header_fields.collapsed(found[2] if isinstance(found, tuple) else found).lower()
