"""A mail's text with the words marked that values were read from; signatures and quotations folded.

License keys are masked wherever they stand.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from worker.forms.fields.license_keys import find_keys
from worker.reading.message import Body, Line, LineRole, Message
from worker.requests.merge_answers import SECRET_FIELDS, mask_key
from worker.services.review.request_detail import ValueSource
from worker.store.records import UnreadPlace

_MOST = 100_000  # characters of a mail that a page shows
_RUN = re.compile(r"[A-Za-z0-9+/=_-]+")
_LONG = 16  # a shorter run outside of a mark may be a word of its own that a key happens to hold
_UNREAD = "*unread"  # no field has such a name
_FOLDS = {
    LineRole.QUOTED: "Quoted",
    LineRole.HEAD: "Quoted",
    LineRole.SIGNATURE: "Signature",
    LineRole.NOTICE: "Notice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPiece:
    """Text that is all of one field's source, or of none."""

    text: str
    field: str = ""
    current: bool = True
    first: bool = False  #: where the link from the field leads to
    unread: bool = False  #: words that no rule explains


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Lines that are shown, or folded under a few words."""

    pieces: tuple[MarkedPiece, ...]
    fold: str = ""  #: "Signature, 6 lines"; empty for what is shown
    open: bool = False  #: it is folded, and a source is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlace:
    """Where a source lies, in words of a person."""

    first_line: int
    last_line: int


def body_of(message: Message, sources: Sequence[ValueSource]) -> Body | None:
    """The body that most values were read from, else the first that says anything."""

    def rank(body: Body) -> tuple[int, bool]:
        return sum(source.evidence.part == body.part for source in sources), bool(body.text.strip())

    return max(message.bodies, key=rank, default=None)


def place(body: Body, source: ValueSource) -> SourcePlace | None:
    """The lines of a source, counted from 1; None where it lies elsewhere."""
    spans = source.evidence.spans
    if source.evidence.part != body.part or not spans:
        return None
    first = body.text.count("\n", 0, spans[0].start) + 1
    last = body.text.count("\n", 0, max(spans[-1].end - 1, 0)) + 1
    return SourcePlace(first_line=first, last_line=last)


def blocks(
    body: Body, sources: Sequence[ValueSource], unread: Sequence[UnreadPlace], keys: Collection[str]
) -> tuple[TextBlock, ...]:
    """The body's text in order, at most 100,000 characters of it."""
    text = body.text[:_MOST]
    secrets = {*keys, *(found.text for found in find_keys(text))}
    spans = sorted([*_spans(body.part, sources, len(text)), *_unread(body.part, unread, len(text))])
    seen: set[str] = set()
    found = []
    for fold, start, end, count in _groups(text, body.lines):
        pieces = tuple(_pieces(text, start, end, spans, secrets, seen))
        marked = any(piece.field or piece.unread for piece in pieces)
        words = f"{fold}, {count} line{'' if count == 1 else 's'}" if fold else ""
        found.append(TextBlock(pieces=pieces, fold=words, open=bool(fold) and marked))
    return tuple(found)


def marked_line(
    text: str, part: str, sources: Sequence[ValueSource], keys: Collection[str]
) -> tuple[MarkedPiece, ...]:
    """A header's text, marked in the same way; `part` is what evidence calls it."""
    return tuple(_pieces(text, 0, len(text), sorted(_spans(part, sources, len(text))), {*keys}, set()))


def hide_keys(text: str, keys: Collection[str], *, marked: bool = False) -> str:
    """The text with every piece of a key masked; all runs are looked at in a `marked` key's place."""
    least = 1 if marked else _LONG

    def veil(match: re.Match[str]) -> str:
        run = match[0]
        whole = next((key for key in keys if run in key), None) if len(run) >= least else None
        if whole is None:
            # What a secret was read from is none of ours to show, even where it was no use.
            return mask_key(run) if marked and len(run) >= _LONG // 2 else run
        return mask_key(whole) if whole.endswith(run) else "…"

    return _RUN.sub(veil, text)


_Span = tuple[int, int, str, bool]


def _spans(part: str, sources: Sequence[ValueSource], length: int) -> Iterator[_Span]:
    for source in sources:
        if source.evidence.part == part:
            for span in source.evidence.spans:
                if span.start < min(span.end, length):
                    yield span.start, min(span.end, length), source.field, source.current


def _unread(part: str, unread: Sequence[UnreadPlace], length: int) -> Iterator[_Span]:
    for place in unread:
        if place.part == part and place.start < min(place.end, length):
            yield place.start, min(place.end, length), _UNREAD, True


def _groups(text: str, lines: Sequence[Line]) -> Iterator[tuple[str, int, int, int]]:
    """Fold, start, end and number of lines of each stretch of lines that belong together."""
    inside = [line for line in lines if line.start < len(text)]
    stretches = [(fold, list(those)) for fold, those in groupby(_folded(inside), key=lambda one: one[0])]
    starts = [text.rfind("\n", 0, those[0][1].start) + 1 for _, those in stretches]
    for index, (fold, those) in enumerate(stretches):
        start = starts[index] if index else 0
        yield fold, start, starts[index + 1] if index + 1 < len(starts) else len(text), len(those)
    if not stretches and text:
        yield "", 0, len(text), text.count("\n") + 1


def _folded(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """Each line with what it is folded under; the head of a forwarded message is shown as that is."""
    found: list[tuple[str, Line]] = []
    below = LineRole.OWN
    for line in reversed(lines):
        role = below if line.role is LineRole.HEAD and below is LineRole.FORWARDED else line.role
        # An empty line between two stretches of one kind belongs to them, whoever it is put down to.
        joins = (
            not line.text.strip()
            and role is LineRole.OWN
            and found
            and found[-1][0] == _FOLDS[LineRole.QUOTED]
        )
        found.append((_FOLDS[LineRole.QUOTED] if joins else _FOLDS.get(role, ""), line))
        below = role
    return found[::-1]


def _pieces(
    text: str, start: int, end: int, spans: Sequence[_Span], keys: Collection[str], seen: set[str]
) -> Iterator[MarkedPiece]:
    at = start
    for begin, stop, field, current in spans:
        begin, stop = max(begin, at), min(stop, end)  # noqa: PLW2901 -- within this stretch, behind the last
        if begin >= stop:
            continue
        if at < begin:
            yield MarkedPiece(text=hide_keys(text[at:begin], keys))
        shown = hide_keys(text[begin:stop], keys, marked=field in SECRET_FIELDS)
        first = current and field not in seen
        seen |= {field} if first else set()
        unread = field == _UNREAD
        yield MarkedPiece(
            text=shown, field="" if unread else field, current=current, first=first, unread=unread
        )
        at = stop
    if at < end:
        yield MarkedPiece(text=hide_keys(text[at:end], keys))
