"""A message's parts (RFC 2045, 2046): where each lies in the raw bytes, and its content decoded.

The tree is found by looking for boundary lines, without copying: a mail of 50 MB costs one pass, and an
attachment is never decoded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import collapse_rfc2231_value

from worker.reading import headers, limits, transfer
from worker.reading.budget import HeaderBudget
from worker.reading.headers import Fields

#: The header of a part that says how many bytes were left out of it, still encoded, as nobody reads them.
OMITTED = "X-Sen-Worker-Omitted"
_BASE64_LINE = 78  # with its line end (RFC 2045, 6.8)

_LINE_END = rb"(?:\r{0,2}\n|\r(?!\r?\n))"
_BLANK_LINE = re.compile(_LINE_END + _LINE_END)
_FIRST_BLANK = re.compile(_LINE_END)
_LINE_ENDS = re.compile(rb"[\r\n]+")
_LOST_BOUNDARY = re.compile(rb"^--([^\s-][^\r\n]{0,100}?)[ \t]*\r?\n(?i:content-)", re.MULTILINE)
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,120}")


@dataclass(kw_only=True, slots=True)
class Part:
    """One node of the tree; its content is `raw[start:end]`."""

    number: str  #: IMAP part number (RFC 3501, 6.4.5); "" is a message's own multipart
    fields: Fields
    content_type: str
    start: int
    end: int
    children: list["Part"] = field(default_factory=list)

    @property
    def main(self) -> str:
        """The type before the slash."""
        return self.content_type.partition("/")[0]


@dataclass(kw_only=True, slots=True)
class Tree:
    """A whole message."""

    raw: bytes
    root: Part
    defects: list[str]

    def leaves(self) -> Iterator[Part]:
        """The parts that are no multipart, in their order."""
        stack = [self.root]
        while stack:
            part = stack.pop()
            if part.children:
                stack.extend(reversed(part.children))
            else:
                yield part

    def parts(self) -> Iterator[Part]:
        """All parts, outer ones first."""
        stack = [self.root]
        while stack:
            part = stack.pop()
            stack.extend(reversed(part.children))
            yield part


def split(
    raw: bytes,
    start: int = 0,
    end: int | None = None,
    prefix: str = "",
    budget: HeaderBudget | None = None,
) -> Tree:
    """The tree of the message in `raw[start:end]`; `prefix` is its part number if it lies within another.

    All its headers share the `budget`.
    """
    end = len(raw) if end is None else end
    defects: list[str] = []
    budget = budget or HeaderBudget()
    begin = _skip_blank(raw, start, end)
    fields, body = _header(raw, begin, end, limits.HEADER_BLOCK_BYTES, defects, budget)
    root = Part(number=prefix, fields=fields, content_type=_type(fields, "text/plain"), start=body, end=end)
    _grow(raw, root, defects)
    if not root.children:
        root.number = f"{prefix}.1" if prefix else "1"
    return Tree(raw=raw, root=root, defects=defects)


def _grow(raw: bytes, root: Part, defects: list[str]) -> None:
    """Splits multiparts, level by level, until there is none or a bound is met."""
    count = 1
    level = [root]
    for depth in range(limits.PART_DEPTH + 1):
        level = [part for part in level if part.main == "multipart"]
        if level and depth == limits.PART_DEPTH:
            defects.append(f"parts are nested deeper than {limits.PART_DEPTH}: the inner ones are not read")
            return
        below: list[Part] = []
        for part in level:
            part.children = _children(raw, part, limits.PARTS - count, defects)
            count += len(part.children)
            below.extend(part.children)
        level = below


def _children(raw: bytes, part: Part, room: int, defects: list[str]) -> list[Part]:
    boundary = _boundary(raw, part, defects)
    default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    if not boundary:
        part.content_type = "text/plain"
        return []
    children: list[Part] = []
    for start, end in _between(raw, part, boundary):
        if len(children) >= room:
            defects.append(f"more than {limits.PARTS} parts: the rest is not read")
            break
        fields, body = _header(raw, start, end, limits.PART_HEADER_BYTES, defects, part.fields.budget)
        number = f"{part.number}.{len(children) + 1}" if part.number else str(len(children) + 1)
        content_type = _type(fields, default)
        children.append(Part(number=number, fields=fields, content_type=content_type, start=body, end=end))
    if not children:
        defects.append("a multipart without parts: read as text")
        part.content_type = "text/plain"
    return children


def _boundary(raw: bytes, part: Part, defects: list[str]) -> bytes:
    """The declared boundary, or the one plainly in use where none was declared or it does not occur."""
    declared = part.fields.parameters("Content-Type").get("boundary", "")
    text = declared if isinstance(declared, str) else ""
    boundary = text.rstrip().encode("utf-8", "surrogateescape")[:200] if _encodable(text) else b""
    if boundary and raw.find(b"--" + boundary, part.start, part.end) >= 0:
        return boundary
    lost = _LOST_BOUNDARY.search(raw, part.start, min(part.end, part.start + 65536))
    defects.append("a multipart's boundary is missing")
    return lost[1] if lost else b""


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _between(raw: bytes, part: Part, boundary: bytes) -> Iterator[tuple[int, int]]:
    """The ranges between boundary lines; a missing last boundary ends with the multipart."""
    line = re.compile(rb"\n--" + re.escape(boundary) + rb"(--)?[ \t]*\r{0,2}(?:\n|\Z)")
    open_at = -1
    at = max(0, part.start - 1)  # the end of the empty line after the header
    while match := line.search(raw, at, part.end):
        if open_at >= 0:
            yield open_at, _before_line_end(raw, match.start(), open_at)
        if match[1]:
            return
        open_at = match.end()
        at = open_at - 1  # the line end may belong to the next boundary
    if open_at >= 0:
        yield open_at, part.end


def _before_line_end(raw: bytes, at: int, floor: int) -> int:
    """The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1)."""
    return max(floor, at - 1 if at > floor and raw[at - 1] == 13 else at)


def _skip_blank(raw: bytes, start: int, end: int) -> int:
    """Some servers put empty lines or a byte order mark before the header."""
    if raw.startswith(b"\xef\xbb\xbf", start):
        start += 3
    match = _LINE_ENDS.match(raw, start, end)
    return match.end() if match else start


def _header(
    raw: bytes, start: int, end: int, cap: int, defects: list[str], budget: HeaderBudget
) -> tuple[Fields, int]:
    """The fields at `start`, and where the body begins."""
    if first := _FIRST_BLANK.match(raw, start, end):
        return Fields(b"", budget), first.end()
    stop, body = _blank_line(raw, start, min(end, start + limits.HEADER_SEARCH_BYTES)) or (end, end)
    if stop - start > cap:
        defects.append(f"a header is longer than {cap // 1024} KB: cut")
    block = raw[start : min(stop, start + cap)]
    fields = Fields(block, budget, cut=stop - start > cap)
    if fields.left:
        defects.append("a header ends without an empty line")
        body = start + len(block) - fields.left
    return fields, body


def _blank_line(raw: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Where the first empty line and the line end before it lie; line ends may be CR, LF or both."""
    ends = [(at, at + len(mark)) for mark in (b"\n\n", b"\n\r\n") if (at := raw.find(mark, start, end)) >= 0]
    if ends:
        at, behind = min(ends)
        if raw.count(b"\r", start, at) == raw.count(b"\r\n", start, at + 1):  # as nearly always
            return at - (raw[at - 1 : at] == b"\r"), behind
    blank = _BLANK_LINE.search(raw, start, end)
    return blank.span() if blank else None


def _type(fields: Fields, default: str) -> str:
    """The media type in lower case; what can't be read as one is text (RFC 2045, 5.2)."""
    found = fields.get_all("Content-Type")
    if not found:
        return default
    match = _TYPE.match(found[0].strip().lower())
    return match[0] if match else "text/plain"


def declared_type(part: Part) -> str:
    """The media type that the sender declared, even where the part could not be read as one."""
    return _type(part.fields, part.content_type)


def encoding(part: Part) -> str:
    """The transfer encoding that the part declares, by its one name in `transfer`; empty for none."""
    return transfer.name_of(headers.first(part.fields, "Content-Transfer-Encoding"))


def content(tree: Tree, part: Part, cap: int) -> tuple[bytes, bool]:
    """The part's bytes with the transfer encoding undone, and whether they were cut at `cap`."""
    name = encoding(part)
    widest = int(transfer.WIDEST.get(name, 1) * cap)
    data = transfer.decoded(tree.raw[part.start : min(part.end, part.start + widest + 1024)], name)
    cut = len(data) > cap or part.end - part.start > widest + 1024
    return data[:cap], cut


def decoded_size(tree: Tree, part: Part) -> int:
    """The size of the part once decoded, near enough to be told to a person.

    Also of one whose content was left out when it was fetched, which then says how many bytes it had.
    """
    length, breaks = part.end - part.start, tree.raw.count(b"\n", part.start, part.end)
    omitted = headers.first(part.fields, OMITTED)
    if not length and omitted.isdecimal() and len(omitted) < 12:
        length, breaks = int(omitted), int(omitted) // _BASE64_LINE
    if encoding(part) == transfer.BASE64:
        return max(0, (length - 2 * breaks) * 3 // 4)
    return length


def filename(part: Part) -> str:
    """The name as sent (RFC 2183, 2231, and encoded words where they do not belong)."""
    found = part.fields.parameters("Content-Disposition").get("filename")
    if found is None:
        found = part.fields.parameters("Content-Type").get("name", "")
    if not found:
        return ""
    return headers.text(collapse_rfc2231_value(found).strip(), budget=part.fields.budget)[:255]


def disposition(part: Part) -> str:
    """ "attachment", "inline", or an empty string."""
    return headers.first(part.fields, "Content-Disposition").split(";")[0].strip().lower()


def parameter(part: Part, name: str) -> str:
    """A parameter of Content-Type in lower case, or an empty string."""
    found = part.fields.parameters("Content-Type").get(name, "")
    return headers.collapsed(found[2] if isinstance(found, tuple) else found).lower()
