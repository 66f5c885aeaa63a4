"""A message made fit for a MIME parser: its line ends even, and no more of it than may be parsed.

A parser's time grows with lines times boundaries and with the parts, its memory is a multiple of the bytes.
What lies beyond is left out here, and said. Each step takes time that grows with the bytes and no faster.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from worker.reading import reading_limits

#: A line within a part's content that says how many encoded bytes were left out there.
LEFT_OUT = b"=sen-worker-left-out="
_LEFT_OUT = re.compile(re.escape(LEFT_OUT) + rb"(\d{1,12})")
_BASE64 = bytes(range(0x30, 0x3A)) + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)) + b"+/=\r\n"
_PIECE = 64 * 1024  # in which runs of base64 are looked for

_ODD_FOLD = re.compile(rb"\r\r\n(?=[ \t])")
_ODD_END_OF_FIELD = re.compile(rb"(?:\r{0,2}\n|\r)(?![ \t])")
_ODD_BLANK_LINE = re.compile(rb"(?:\r{0,2}\n|\r(?!\r?\n)){2}")
_BARE_CR = re.compile(rb"\r(?!\r{0,1}\n)")
_BLANK_LINE = re.compile(rb"\n\r?\n")
#: Fields that mail servers put on top (RFC 5321, 4.4; RFC 8601; RFC 6376), or none.
_BY_SERVERS = re.compile(
    rb"(?:(?i:Return-Path|Delivered-To|Received(?:-SPF)?|Authentication-Results|(?:ARC|DKIM|X)-[!-9;-~]+):"
    rb"[^\n]*\n(?:[ \t][^\n]*\n)*)*\Z"
)
_END_OF_FIELD = re.compile(rb"\n(?![ \t])|\Z")
_STRAY = re.compile(
    rb"^(?![!-9;-~]+[ \t]*:|[ \t]|From )[^\n]{1,998}\n"
    rb"(?=(?:content-|mime-version|subject|from|to|date|message-id|received|x-)[!-9;-~]*[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_PARTED_NAME = re.compile(rb"^([!-9;-~]{1,200})[ \t]+:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class BoundedMessage:
    """What may be parsed of a message."""

    data: bytes
    defects: tuple[str, ...]  #: what was cut, in words
    #: names, in lower case, of fields of its header that not every program finds; None: all of them
    doubtful: Collection[str] | None


def bounded(raw: bytes) -> BoundedMessage:
    """The message, or as much of it as may be parsed."""
    defects: list[str] = []
    if len(raw) > reading_limits.PARSED_BYTES:
        raw = b"".join(_without_long_runs(raw))
    whole, doubtful, raw = len(raw), _doubtful(raw), _even(raw[: reading_limits.PARSED_BYTES])
    lower = raw.lower()
    end = _end_of_lines(raw, lower)
    if end < len(raw) or whole > reading_limits.PARSED_BYTES:
        defects.append("the message is too long to be read to its end: cut")
    last = min(_end_of_parts(raw, lower, sign, mark) for sign, mark in _PARTED_BY)
    if last < end:
        defects.append(f"more than {reading_limits.PARTS} parts: the rest is not read")
    raw = _with_short_mime_fields(raw[: min(end, last)], lower)
    start = header_end(raw)
    header = raw[:start]
    if start > reading_limits.HEADER_BLOCK_BYTES:
        defects.append(f"a header is longer than {reading_limits.HEADER_BLOCK_BYTES // 1024} KB: cut")
        header = header[: reading_limits.HEADER_BLOCK_BYTES].rstrip(b"\r\n") + b"\n"
        doubtful = None
    return BoundedMessage(header + raw[start:], tuple(defects), doubtful)


def header_end(raw: bytes) -> int:
    """Where the header of a message with even line ends ends, its last line end included."""
    found = _BLANK_LINE.search(raw)
    return found.start() + 1 if found else len(raw)


def mended(raw: bytes) -> bytes:
    """The message without stray lines between its fields, and without blanks before colons."""
    end = header_end(raw)
    return _PARTED_NAME.sub(rb"\1:", _STRAY.sub(b"", raw[:end])) + raw[end:]


def left_out(content: bytes) -> int:
    """How many bytes of a part's content `bounded` left out."""
    if len(content) < reading_limits.ENCODED_BYTES:
        return 0
    return sum(int(found[1]) for found in _LEFT_OUT.finditer(content, reading_limits.ENCODED_BYTES - _PIECE))


def _without_long_runs(raw: bytes) -> Iterator[bytes]:
    """Long runs of base64 lose all but their beginning and end; how much was left out stands there."""
    run = omitted = 0
    for at in range(0, len(raw), _PIECE):
        piece = raw[at : at + _PIECE]
        run = 0 if piece.translate(None, _BASE64) else run + len(piece)
        if run > reading_limits.ENCODED_BYTES:
            omitted += len(piece)
            continue
        if omitted:
            yield b"\r\n" + LEFT_OUT + b"%d\r\n" % omitted
            omitted = 0
        yield piece


def _doubtful(raw: bytes) -> Collection[str] | None:
    """Fields that not every program finds, because some line of the header ends by CR alone; None: all.

    Where every line of the sender's does, nobody else finds another From. A mail server that does not know
    such ends takes none of these fields for what it is, and leaves the results of others in the header.
    """
    if raw.count(b"\r", 0, reading_limits.HEADER_BLOCK_BYTES) == raw.count(
        b"\r\n", 0, reading_limits.HEADER_BLOCK_BYTES
    ):
        return ()
    blank = _ODD_BLANK_LINE.search(raw, 0, reading_limits.HEADER_BLOCK_BYTES)
    header = raw[: blank.start() if blank else reading_limits.HEADER_BLOCK_BYTES].lstrip(b"\r\n")
    if not _BARE_CR.search(header):
        return ()
    added = header[: header.rfind(b"\n") + 1]  # by servers on the way, whose lines end as they should
    all_alike = _BY_SERVERS.match(added) and not _BARE_CR.search(added)
    return ("authentication-results",) if all_alike else None


def _even(raw: bytes) -> bytes:
    """From the first field on, with LF or CRLF at line ends."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if raw.count(b"\r") != raw.count(b"\r\n") or b"\r\r\n" in raw:
        raw = _with_even_ends(raw)
    return raw[1:] if raw.startswith(b">From ") else raw


def _with_even_ends(raw: bytes) -> bytes:
    """LF throughout, but where a field is folded in an odd way: of such a field nobody knows the author."""
    blank = _ODD_BLANK_LINE.search(raw, 0, reading_limits.HEADER_BLOCK_BYTES)
    start = blank.end() if blank else min(len(raw), reading_limits.HEADER_BLOCK_BYTES)
    header = _ODD_END_OF_FIELD.sub(b"\n", _ODD_FOLD.sub(b"\r", raw[:start]))
    return header + raw[start:].replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _end_of_lines(raw: bytes, lower: bytes) -> int:
    """A parser compares each line with every boundary of the multiparts around it."""
    most = min(
        reading_limits.PARSED_LINES, reading_limits.PARSED_COMPARISONS // (1 + lower.count(b"boundary"))
    )
    return len(raw) if raw.count(b"\n") <= most else _place_of(raw, b"\n", most)


#: Where a multipart, and a delivery report, may have another part.
_PARTED_BY = ((b"boundary", b"\n--"), (b"delivery-status", b"\n\n"), (b"delivery-status", b"\n\r\n"))


def _end_of_parts(raw: bytes, lower: bytes, sign: bytes, mark: bytes) -> int:
    if sign not in lower or raw.count(mark) <= reading_limits.PARSED_PARTS:
        return len(raw)
    return _place_of(raw, mark, reading_limits.PARSED_PARTS)


def _place_of(raw: bytes, mark: bytes, count: int) -> int:
    """Behind the line end with which the mark begins, where it occurs for the last time that counts."""
    at = -1
    for _ in range(count):
        at = raw.find(mark, at + 1)
    return at + 1


def _with_short_mime_fields(raw: bytes, lower: bytes) -> bytes:
    """Content-Type and the like cut to what is read of them, wherever they stand."""
    pieces = []
    done, at = 0, lower.find(b"content-")
    while 0 <= at < len(raw):
        end = _END_OF_FIELD.search(raw, at).start()  # type: ignore[union-attr] # \Z is always there
        if end - at > reading_limits.MIME_VALUE_CHARS and raw[at - 1 : at] in (b"", b"\n"):
            pieces.append(raw[done : at + reading_limits.MIME_VALUE_CHARS].rstrip(b"\r"))
            done = end
        at = lower.find(b"\ncontent-", end)
        at += at >= 0
    return b"".join([*pieces, raw[done:]]) if pieces else raw
