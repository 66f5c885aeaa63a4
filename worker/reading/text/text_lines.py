"""Text to lines: characters made even, quote marks counted. Knows nothing of whose words they are."""

import re
from typing import NamedTuple

from worker.reading import reading_limits
from worker.reading.text import mailto_decoding

_MARKS = re.compile(r"[ \t]{0,3}(?:[>＞][ \t]?){1,50}")
_FIRST = frozenset(" \t>＞")  #: with one of these such a line begins
#: What stands for a character that is no plain text; a lone surrogate is none of them.
_CHARACTERS = {
    **dict.fromkeys(range(0x20), ""),
    **dict.fromkeys(range(0x7F, 0xA0), ""),
    **dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)), ""),
    **dict.fromkeys(range(0x2066, 0x206A), ""),
    **dict.fromkeys((0xA0, 0x2007, 0x202F, 0x0B, 0x0C), " "),
    0x09: "\t",
    0x0A: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0x85: "\n",
}
#: The same for the quick translation of ASCII, which nearly all text is.
_ASCII = {code: put or None for code, put in _CHARACTERS.items() if code < 0x80 and code not in {0x09, 0x0A}}
_UNEVEN = re.compile(f"[{re.escape(''.join(map(chr, _CHARACTERS.keys() - {0x09, 0x0A})))}\ud800-\udfff]")


class RawLine(NamedTuple):
    """A line before its role is known; `start` is where `text` begins in the body."""

    text: str
    start: int
    depth: int
    #: what the mail client's markup says of it: "signature", "head", "forwarded", "indented" (it may be a
    #: quotation or the writer's own), or nothing
    hint: str = ""


def normalise_lines(text: str) -> str:
    r"""The text with "\n" line ends and plain spaces, without control, invisible and surrogate characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_ASCII) if text.isascii() else _UNEVEN.sub(_evened, text)


def _evened(match: re.Match[str]) -> str:
    return _CHARACTERS.get(ord(match[0]), "\ufffd")


def split(text: str) -> list[RawLine]:
    """The lines of a plain text, without their quote marks and trailing white space."""
    lines: list[RawLine] = []
    start = 0
    for line in text.split("\n")[: reading_limits.LINES]:
        lines.append(read_quote_marks(line, start))
        start += len(line) + 1
    return lines


def read_quote_marks(line: str, start: int, depth: int = 0, hint: str = "") -> RawLine:
    """One line whose quote marks, if any, add to `depth`."""
    marks = _MARKS.match(line) if line[:1] in _FIRST else None
    if marks is None:
        return RawLine(line.rstrip(), start, depth, hint)
    depth += marks[0].count(">") + marks[0].count("＞")
    return RawLine(line[marks.end() :].rstrip(), start + marks.end(), depth, hint)


def decoded(text: str, lines: list[RawLine]) -> tuple[str, list[RawLine]]:
    """Text and lines without what a client left encoded of a link; most are returned as they are."""
    if mailto_decoding.decoded(text) == text:
        return text, lines
    found: list[RawLine] = []
    start = 0
    for line in lines:
        for piece in mailto_decoding.decoded_line(line.text).split("\n"):
            found.append(line._replace(text=piece, start=start))
            start += len(piece) + 1
    return "\n".join(line.text for line in found), found
