"""Encoded words (RFC 2047) found and undone in one pass over a header's value.

The standard library's `decode_header` looks for the end of each word to the end of the line, again and
again where there is none: its time grows with the square of the length. What it finds, this finds too.
"""

import binascii
import re
from collections.abc import Iterator
from email.base64mime import decode as from_base64
from email.quoprimime import header_decode
from itertools import groupby
from typing import NamedTuple

_BEGIN = re.compile(r"=\?([^?]*)\?([qQbB])\?")
_END = "?="


class EncodedWord(NamedTuple):
    """A piece of a value: literal text, or neighbouring encoded words of one charset taken together."""

    text: str  #: literal; empty where it was encoded
    data: bytes  #: the words' bytes
    charset: str | None  #: as declared, in lower case, with what language follows it; None where literal


class _Piece(NamedTuple):
    text: str
    encoding: str  # "q", "b", or nothing where it is literal
    charset: str


def split(value: str) -> list[EncodedWord]:
    """The pieces of a value in their order, white space between encoded words left out.

    Words of one charset that stand together are one piece, as some clients part a character between two
    of them. Raises ValueError where a word's base64 can't be undone.
    """
    pieces = [piece for line in value.splitlines() for piece in _in_line(line)]
    return [_joined(charset, [*run]) for charset, run in groupby(_without_gaps(pieces), key=_charset)]


def _in_line(line: str) -> Iterator[_Piece]:
    line = line.lstrip()
    at = literal = 0
    while (begin := _BEGIN.search(line, at)) and (end := line.find(_END, begin.end())) >= 0:
        if literal < begin.start():
            yield _Piece(line[literal : begin.start()], "", "")
        yield _Piece(line[begin.end() : end], begin[2].lower(), begin[1].lower())
        at = literal = end + len(_END)
    if literal < len(line):
        yield _Piece(line[literal:], "", "")


def _without_gaps(pieces: list[_Piece]) -> list[_Piece]:
    """White space between two encoded words is not shown (RFC 2047, 6.2)."""
    last = len(pieces) - 1
    return [
        piece
        for at, piece in enumerate(pieces)
        if piece.encoding
        or not piece.text.isspace()
        or not (0 < at < last and pieces[at - 1].encoding and pieces[at + 1].encoding)
    ]


def _charset(piece: _Piece) -> str | None:
    return piece.charset if piece.encoding else None


def _joined(charset: str | None, run: list[_Piece]) -> EncodedWord:
    if charset is None:
        return EncodedWord(" ".join(piece.text for piece in run), b"", None)
    return EncodedWord("", b"".join(map(_undone, run)), charset)


def _undone(piece: _Piece) -> bytes:
    if piece.encoding == "q":
        return header_decode(piece.text).encode("raw-unicode-escape")
    try:
        return from_base64(piece.text + "==="[: -len(piece.text) % 4])
    except binascii.Error as error:
        raise ValueError("an encoded word's base64 is broken") from error
