"""Where an answer ends: the text behind a prompt, cut to what its field can be.

An answer goes up to the next prompt or other text of the template. What follows the last answer is the
rest of the mail (closing, signature, disclaimer), so there it also ends where such things start.
It must not know whether a value is good; `checks` does.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from worker.forms.addresses import find_addresses
from worker.forms.countries import country, is_only_country
from worker.forms.definition import Check
from worker.forms.extraction import Span
from worker.forms.keys import find_keys
from worker.forms.placeholders import is_placeholder
from worker.forms.sheet import Sheet, Voice, run, words
from worker.forms.words.closings import CLOSINGS
from worker.reading.message import Role

MAX_ANSWER_LINES = 60
_CLOSING_WORDS = 6  #: that a closing may have beside it; a longer line is a sentence
_SENTENCE_WORDS = 8  #: that no line of an address has before a full stop
_NAME_WORDS = 5  #: that may stand before an address: "Louis Tremblay <louis@…"
_PAUSES = frozenset(("", ",", "!", ".", "-", "–", "*", ";"))
_TELLING = 6  #: letters of a closing that is told within a line
_CLOSING_RUNS = frozenset(map(run, CLOSINGS))
_LONGEST_CLOSING = max(len(words(closing)) for closing in CLOSINGS)
_RULE = re.compile(r"[-_=*~#·—–.\s]{4,}|--|—")
_DIVIDER = re.compile(r"[ \t]+(?:[|;,/•·]|[-–—]{1,2})?[ \t]*$")
_CONTACT = re.compile(
    r"(?:tel|telefon|telephone|téléphone|teléfono|phone|ph|mobile|mobil|cell|fax|vat|ust|tva|iva|p\.? ?iva|"
    r"partita iva|nip|nif|cif|siret|cnpj|abn|uid|e-?mail|mail|web|www|https?|skype|电话|電話|传真|тел|факс)\b"
    r"(?:[\w .-]{0,16}[:+(/]|[ .-]{0,3}\d|[ .-]{0,2}(?:no|nr|id|number)\b|\.)|www\.|https?://",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or the part of it that belongs to an answer."""

    text: str
    start: int  #: in the body's text
    line: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer and where it stands; empty when there is none."""

    pieces: tuple[Piece, ...] = ()
    own: bool = False  #: written by the sender below a prompt that is quoted

    @property
    def text(self) -> str:
        """Its lines as they stand."""
        return "\n".join(piece.text for piece in self.pieces)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its filled lines stand in the body's text."""
        return tuple(
            Span(piece.start + lead, piece.start + len(piece.text.rstrip()))
            for piece in self.pieces
            for lead in [len(piece.text) - len(piece.text.lstrip())]
            if piece.text.strip()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The text between a prompt and what comes next."""

    start: int
    end: int
    voice: Voice  #: of the prompt
    depth: int
    open: bool  #: no prompt follows: the rest of the mail lies in it


def answer(sheet: Sheet, region: Region, check: Check) -> Answer:
    """The answer in a region to a prompt for a field of that kind."""
    pieces, own = _said(sheet, region)
    pieces = _without_label(_until_closing(sheet, pieces, region))
    return Answer(tuple(_CUTS[check](sheet, pieces, region)), own)


def is_closing(text: str) -> bool:
    """Whether a line ends a mail: "Thanks, Carol", "Mit freundlichen Grüßen"."""
    parts = words(text[:200])
    size = _closing_words(parts)
    if not size or "@" in text or text.rstrip().endswith((":", "：")):
        return False
    if size == 1 and parts[0].isascii():
        # "Best, Jane" closes, "Best Wilkinson" is a name and "2 Best Road" an address.
        behind = text.strip().removeprefix("*")[len(parts[0]) :].strip()
        if any(char.isdigit() for char in text) or not (_is_telling(parts[0]) or behind[:1] in _PAUSES):
            return False
    room = _CLOSING_WORDS if parts[0].isascii() else _CLOSING_WORDS * 2
    return len(parts) <= size + room


def _closing_words(parts: Sequence[str]) -> int:
    """How many of the words, from the first, are a closing."""
    for size in range(min(len(parts), _LONGEST_CLOSING), 0, -1):
        if "".join(parts[:size]) in _CLOSING_RUNS:
            return size
    return 0


def is_rule(text: str) -> bool:
    """Whether a line only divides: "-----", "____", "-- "."""
    return bool(_RULE.fullmatch(text.strip()))


def _said(sheet: Sheet, region: Region) -> tuple[list[Piece], bool]:
    """The lines of the region in one voice: the sender's where they wrote below a quoted prompt."""
    pieces = _lines(sheet, region)
    if region.voice is not Voice.OWN or region.depth:
        own = [
            piece
            for piece in pieces
            if sheet.voices[piece.line] is Voice.OWN
            and sheet.lines[piece.line].role is Role.OWN
            and sheet.lines[piece.line].depth < max(region.depth, 1)
        ]
        if any(piece.text.strip() for piece in own):
            return own, True
    return _same_voice(sheet, pieces, region), False


def _lines(sheet: Sheet, region: Region) -> list[Piece]:
    pieces = []
    first = sheet.line_at(region.start)
    for index in range(first, min(first + MAX_ANSWER_LINES, len(sheet.lines))):
        line = sheet.lines[index]
        start = max(line.start, region.start)
        end = min(line.start + len(line.text), region.end)
        if line.start >= region.end:
            break
        text = sheet.text[start:end] if start < end else ""
        if end == region.end < line.start + len(line.text):  # the next prompt stands on the same line
            text = _DIVIDER.sub("", text)
        pieces.append(Piece(text, start, index))
    return pieces


def _same_voice(sheet: Sheet, pieces: Sequence[Piece], region: Region) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        voice = sheet.voices[piece.line]
        other = voice is not region.voice or sheet.lines[piece.line].depth != region.depth
        if other and piece.text.strip():
            break
        kept.append(piece)
    return kept


def _until_closing(sheet: Sheet, pieces: Sequence[Piece], region: Region) -> list[Piece]:
    kept: list[Piece] = []
    said = False
    for index, piece in enumerate(pieces):
        role = sheet.lines[piece.line].role
        if region.open and index and role in (Role.SIGNATURE, Role.NOTICE) and piece.text.strip():
            break
        beside = index == 0 and piece.start > sheet.lines[piece.line].start
        if not beside and (said or region.open) and (is_closing(piece.text) or is_rule(piece.text)):
            break
        said = said or bool(piece.text.strip())
        kept.append(piece)
    return _trimmed(kept)


#: What some write before each answer.
_ANSWER_LABEL = re.compile(
    r"[ \t*_]*(?:answer|ans|a|antwort|réponse|reponse|respuesta|resposta|risposta|antwoord|odpowiedź|ответ|"
    r"回答|答)[ \t*_]*[:：][ \t*_]*",
    re.IGNORECASE,
)


def _without_label(pieces: Sequence[Piece]) -> list[Piece]:
    match = _ANSWER_LABEL.match(pieces[0].text) if pieces else None
    if match is None:
        return list(pieces)
    first = pieces[0]
    return [replace(first, text=first.text[match.end() :], start=first.start + match.end()), *pieces[1:]]


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    filled = [index for index, piece in enumerate(pieces) if piece.text.strip()]
    return list(pieces[filled[0] : filled[-1] + 1]) if filled else []


def _paragraph(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces up to the first empty line."""
    for index, piece in enumerate(pieces):
        if not piece.text.strip():
            return list(pieces[:index])
    return list(pieces)


# --- what each kind of field can be -----------------------------------------------------------------

Cut = Callable[[Sheet, list[Piece], Region], list[Piece]]


def _cut_key(_sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    """Lines up to the last one with a key in it; what follows an open end may be anything."""
    if not region.open:
        return pieces
    paragraph = _paragraph(pieces)
    return pieces if find_keys("\n".join(piece.text for piece in pieces)) else paragraph


def _cut_email(sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    """At an open end only an address that stands first is an answer; one below it is a signature's."""
    if not region.open or not pieces:
        return pieces
    if _said_apart(sheet, pieces[0]) and not find_addresses(pieces[0].text):
        return []
    first = _cut_closing_behind(pieces[0])
    found = find_addresses(first.text)
    if found:
        return [first] if len(words(first.text[: found[0].span.start])) <= _NAME_WORDS else []
    if first.text.strip() and is_placeholder(first.text.strip()):
        return [first]
    beside = pieces[0].start > sheet.lines[pieces[0].line].start
    name_above = len(pieces) > 1 and _is_bare_address(pieces[1].text) and (beside or not first.text.strip())
    return [first, pieces[1]] if name_above else [first]


def _said_apart(sheet: Sheet, piece: Piece) -> bool:
    """Whether a sentence of its own paragraph stands where an answer might."""
    line = piece.line
    apart = piece.start == sheet.lines[line].start and line > 0 and not sheet.lines[line - 1].text
    return apart and len(words(piece.text)) > _NAME_WORDS and not is_placeholder(piece.text)


def _is_bare_address(text: str) -> bool:
    found = find_addresses(text)
    return len(found) == 1 and len(text.strip()) <= len(found[0].text) * 2 + 16


def _cut_line(sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    """One line, and the next one only where a client broke it."""
    paragraph = _paragraph(pieces)
    kept = paragraph[:1]
    for piece in paragraph[1:]:
        if not sheet.wraps_into(piece.line - 1):
            break
        kept.append(piece)
    if region.open and kept:
        kept[-1] = _cut_closing_behind(kept[-1])
    return kept


def _cut_name(sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    kept = _cut_line(sheet, pieces, region)
    second = pieces[len(kept) : len(kept) + 1]
    two_lines = (
        len(kept) == 1 and len(kept[0].text.split()) == 1 and second and len(second[0].text.split()) == 1
    )
    # First and last name on a line each.
    if two_lines and not region.open and second[0].text.strip().isalpha():
        kept.append(second[0])
    return kept


def _cut_organization(sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    return _cut_line(sheet, pieces, region) if region.open else _paragraph(pieces)


def _cut_address(sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    """All lines; at an open end up to the country, or to what is no address."""
    kept: list[Piece] = []
    gap = _spaced_out(sheet, pieces)
    for index, piece in enumerate(pieces):
        text = piece.text.strip()
        if text and index and _CONTACT.match(text):
            if region.open:
                break
            continue
        if region.open:
            if not text and kept and not gap:
                break
            if text and kept and (find_addresses(text) or _ended(kept, text) or _is_sentence(text)):
                break
        kept.append(_cut_closing_behind(piece) if region.open else piece)
    return _trimmed(kept)


def _is_sentence(text: str) -> bool:
    return len(words(text)) > _SENTENCE_WORDS and text.endswith((".", "!", "?")) and country(text) is None


def _ended(kept: Sequence[Piece], text: str) -> bool:
    """Whether an address had its country already, and the next line is not that."""
    return country("\n".join(piece.text for piece in kept)) is not None and not is_only_country(
        text.strip(" .,")
    )


def _spaced_out(sheet: Sheet, pieces: Sequence[Piece]) -> bool:
    """Whether an empty line stands between any two lines, as in a plain text made from Word's paragraphs."""
    filled = sum(1 for line in sheet.lines if line.text)
    pairs = sum(1 for one, two in zip(sheet.lines, sheet.lines[1:], strict=False) if one.text and two.text)
    return bool(pieces) and pairs * 5 <= filled


def _cut_closing_behind(piece: Piece) -> Piece:
    """Without a closing on the same line: a client that loses newlines puts it there."""
    if is_closing(piece.text):
        return replace(piece, text="")
    for match in re.finditer(r"[\s.,;!]+", piece.text[:600]):
        parts = words(piece.text[match.end() : match.end() + 60])
        size = _closing_words(parts)
        if match.start() and size and _is_telling("".join(parts[:size])):
            return replace(piece, text=piece.text[: match.start()])
    return piece


def _is_telling(closing_run: str) -> bool:
    """Whether the closing is none of the short words that names and streets are made of: "Best", "Tak"."""
    return len(closing_run) >= _TELLING or not closing_run.isascii()


def _cut_number(_sheet: Sheet, pieces: list[Piece], _region: Region) -> list[Piece]:
    return _paragraph(pieces)[:1]


_CUTS: Mapping[Check, Cut] = {
    Check.LICENSE_KEY: _cut_key,
    Check.EMAIL: _cut_email,
    Check.PERSON: _cut_name,
    Check.ORGANIZATION: _cut_organization,
    Check.ADDRESS: _cut_address,
    Check.INTEGER: _cut_number,
}
