"""Whose words each line holds: the writer's own, quoted, passed on, a signature's, a notice's.

Works by shape and by the words of mail clients in many languages, on lines of plain text and of HTML alike.
Every line stays; a role is a hint, since customers do answer inside quotations and below signatures.
"""

from collections.abc import Iterator, Sequence

from worker.reading.message import LineRole
from worker.reading.text import disclaimers, quote_headers
from worker.reading.text.quote_headers import QuoteHeader
from worker.reading.text.text_lines import RawLine
from worker.reading.words import quoting_words as words

_FRINGE = " \t-_*=~<>|.:：—–―#•[]()\"'"
_FOOTER_CHARS = 200
_FOOTER_STARTS = frozenset(footer[:2] for footer in words.CLIENT_FOOTERS)
_HEAD_LINES = 16  #: of a head, at most
_SEPARATORS = frozenset({"--", "—", "– –", "-- --"})


def without_indentation(lines: Sequence[RawLine], subject: str) -> list[RawLine]:
    """The same, with lines that are only moved to the right as deep as those around them.

    What may be either is a quotation where a head stands above it or in it, and in a forward.
    """
    found = list(lines)
    if quote_headers.is_forward(subject):
        return found
    for start, end in _indented(lines):
        if not _is_introduced(lines, start):
            found[start:end] = [line._replace(depth=line.depth - 1, hint="") for line in lines[start:end]]
    return found


def _indented(lines: Sequence[RawLine]) -> Iterator[tuple[int, int]]:
    """Ranges of lines that may be either."""
    start = -1
    for index, line in enumerate(lines):
        if line.hint == "indented":
            start = index if start < 0 else start
        elif start >= 0:
            yield start, index
            start = -1
    if start >= 0:
        yield start, len(lines)


def _is_introduced(lines: Sequence[RawLine], start: int) -> bool:
    """Whether a head ends right above the line, or begins with it."""
    first = next((at for at in range(start, len(lines)) if lines[at].text.strip()), start)
    last = next((at for at in range(start - 1, -1, -1) if lines[at].text.strip()), -1)
    if quote_headers.find(lines, first) is not None:
        return True
    above = (quote_headers.find(lines, at) for at in range(max(0, last - _HEAD_LINES), last + 1))
    return any(head is not None and head.last == last for head in above)


def roles(lines: Sequence[RawLine], subject: str) -> list[LineRole]:
    """The role of each line; `subject` tells a forward from a reply where the body does not."""
    found = _Sections(lines, forwards=quote_headers.is_forward(subject)).found()
    _sign(lines, found)
    disclaimers.mark(lines, found)
    _fill_blanks(lines, found)
    return found


class _Sections:
    """Goes down the lines and tells own, quoted and forwarded stretches, and the heads between them."""

    def __init__(self, lines: Sequence[RawLine], *, forwards: bool) -> None:
        self.lines = lines
        self.forwards = forwards  # the next head introduces a message that is passed on
        self.section = LineRole.OWN
        self.base = 0  # depth of the forwarded message
        self.floor = 0  # depth of its head: less than that is the forwarder's own
        self.depth_before = 0  # of the last line that is not blank
        self.introduced = False  # a head has announced the quotation that comes next

    def found(self) -> list[LineRole]:
        """The role of each line."""
        found: list[LineRole] = []
        while len(found) < len(self.lines) and self.section is not LineRole.QUOTED:
            found.extend(self._next(len(found)))
        return found + [LineRole.QUOTED] * (len(self.lines) - len(found))

    def _next(self, index: int) -> list[LineRole]:
        """The roles of the line at `index` and of those that belong with it."""
        line = self.lines[index]
        if not line.text.strip():
            return [LineRole.QUOTED if line.depth > self.base else self.section]
        if line.depth < self.floor or quote_headers.is_forward_end(line.text):
            return [self._forward_ends(line)]
        self.base = min(self.base, line.depth)
        begins = line.depth > self.base >= self.depth_before
        head = quote_headers.find(self.lines, index)
        self.depth_before = line.depth
        if head:
            self._enter(head, line, begins=begins)
            return [LineRole.HEAD] * (head.last - index + 1)
        if line.depth <= self.base:
            self.introduced = False
            return [self.section]
        if begins and self.forwards and self.section is LineRole.OWN and not self.introduced:
            self._forward(line.depth, line.depth)
            return [LineRole.FORWARDED]
        return [LineRole.FORWARDED if line.hint == "forwarded" else LineRole.QUOTED]

    def _forward_ends(self, line: RawLine) -> LineRole:
        was_within = line.depth >= self.floor
        self.section, self.base, self.floor, self.depth_before = LineRole.OWN, 0, 0, line.depth
        return LineRole.HEAD if was_within else LineRole.OWN

    def _enter(self, head: QuoteHeader, line: RawLine, *, begins: bool) -> None:
        """What follows a head: a forwarded message, a quotation set off by marks, or one to the end."""
        self.introduced = True
        if line.depth > self.base and not begins:
            return  # within a quotation, whose marks tell where it ends
        after = quote_headers.depth_after(self.lines, head.last)
        set_off = after > line.depth
        if head.forwarded or (self.forwards and self.section is LineRole.OWN):
            self.forwards = quote_headers.is_forward(head.subject)
            self._forward(max(after, line.depth), self.lines[head.last].depth)
        elif self.forwards and head.marked:
            self.forwards = quote_headers.is_forward(head.subject)
        elif line.depth <= self.base and not set_off:
            self.section = LineRole.QUOTED

    def _forward(self, depth: int, floor: int) -> None:
        self.section, self.base, self.floor = LineRole.FORWARDED, depth, floor


def _sign(lines: Sequence[RawLine], found: list[LineRole]) -> None:
    """Signatures within the own and the forwarded stretches."""
    for start, end in _stretches(found):
        separator = _separator(lines, start, end)
        for index in range(start, end):
            line = lines[index]
            if line.hint == "signature" or index >= separator >= 0 or is_client_footer(line.text):
                found[index] = LineRole.SIGNATURE


def _stretches(found: Sequence[LineRole]) -> Iterator[tuple[int, int]]:
    """Ranges of one and the same role that is OWN or FORWARDED."""
    start = 0
    for index in range(1, len(found) + 1):
        if index == len(found) or found[index] is not found[start]:
            if found[start] in {LineRole.OWN, LineRole.FORWARDED}:
                yield start, index
            start = index


def _separator(lines: Sequence[RawLine], start: int, end: int) -> int:
    """The last signature separator of a stretch, or -1. Many clients drop its trailing space."""
    for index in range(end - 1, start - 1, -1):
        if lines[index].text.rstrip() in _SEPARATORS:
            return index
    return -1


def is_client_footer(text: str) -> bool:
    """A line that a mail program writes of its own accord: "Sent from my iPhone"."""
    core = text[:_FOOTER_CHARS].strip(_FRINGE).casefold()
    return core[:2] in _FOOTER_STARTS and len(text) <= _FOOTER_CHARS and core.startswith(words.CLIENT_FOOTERS)


def _fill_blanks(lines: Sequence[RawLine], found: list[LineRole]) -> None:
    """A blank line between two lines of one role has that role too."""
    before = -1
    for index, line in enumerate(lines):
        if not line.text.strip():
            continue
        if before >= 0 and found[before] is found[index]:
            found[before + 1 : index] = [found[index]] * (index - before - 1)
        before = index
