"""What an answer to each kind of field can be: how many of its lines, and what ends it.

An answer that another prompt closes is taken as it is; one at the open end of a form has the rest of the mail
behind it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from worker.forms.addresses import find_addresses
from worker.forms.checks import without_halves
from worker.forms.closings import cut_closing_behind
from worker.forms.concepts import Concept
from worker.forms.countries import country, is_only_country
from worker.forms.definition import Check
from worker.forms.keys import find_keys
from worker.forms.pieces import Piece, Region, first_paragraph, trimmed
from worker.forms.placeholders import is_placeholder
from worker.forms.sheet import Sheet, words
from worker.forms.words.places import ADDRESS_PARTS

_NAME_WORDS = 5  #: that may stand before an address: "Louis Tremblay <louis@…"
_SENTENCE_WORDS = 8  #: that no line of an address has before a full stop
_ADDRESS_LINES = 10  #: above the one where its country may stand
_CONTACT = re.compile(
    r"(?:tel|telefon|telephone|téléphone|teléfono|phone|ph|mobile|mobil|cell|fax|vat|ust|tva|iva|p\.? ?iva|"
    r"partita iva|nip|nif|cif|siret|cnpj|abn|uid|e-?mail|mail|web|www|https?|skype|电话|電話|传真|тел|факс)\b"
    r"(?:[\w .-]{0,16}[:+(/]|[ .-]{0,3}\d|[ .-]{0,2}(?:no|nr|id|number)\b|\.)|www\.|https?://",
    re.IGNORECASE,
)
#: A line that answers something else: "Phone: …", "Message: …".
_LABELLED = re.compile(r"[ \t*_]*[^\W\d_][^\W\d_]{1,20}(?:[ -][^\W\d_]{1,20}){0,2}[ \t*_]*[:：](?!//)")
#: The rest of a name, on a line of its own: "Yılmaz", "O'Neill-Price", "van den Berg".
_LAST_NAME = re.compile(r"(?:[a-z]{1,4} ){0,2}[^\W\d_]+(?:['’-][^\W\d_]+){0,4}")
_PART = Concept(ADDRESS_PARTS)


Cut = Callable[[Sheet, list[Piece], Region], list[Piece]]


def _cut_key(_sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    """Lines up to the last one with a key in it; what follows an open end may be anything."""
    if not region.open:
        return pieces
    paragraph = first_paragraph(pieces)
    return pieces if find_keys("\n".join(piece.text for piece in pieces)) else paragraph


def _cut_email(sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    """At an open end only an address that stands first is an answer; one below it is a signature's."""
    if not region.open or not pieces:
        return pieces
    if _said_apart(sheet, pieces[0]):
        return []
    first = cut_closing_behind(pieces[0])
    found = find_addresses(first.text)
    if found and _is_card(first.text):
        return []
    if found:
        return [first] if len(words(first.text[: found[0].span.start])) <= _NAME_WORDS else []
    if first.text.strip() and is_placeholder(first.text.strip()):
        return [first]
    beside = pieces[0].start > sheet.lines[pieces[0].line].start
    name_above = len(pieces) > 1 and _is_bare_address(pieces[1].text) and (beside or not first.text.strip())
    return [first, pieces[1]] if name_above else [first]


#: "Jane Doe | CEO | jane@example.com | +1 555 010 0000", a signature in one line.
_CARD = re.compile(r"\s[|·•]\s[^|·•\n]{1,80}\s[|·•]\s")


def _is_card(text: str) -> bool:
    return _CARD.search(text) is not None


def _said_apart(sheet: Sheet, piece: Piece) -> bool:
    """Whether a sentence of its own paragraph stands where an answer might."""
    line = piece.line
    apart = piece.start == sheet.lines[line].start and line > 0 and not sheet.lines[line - 1].text
    rest = piece.text
    for found in find_addresses(rest):
        rest = rest.replace(found.text, " ")
    return apart and len(words(rest)) > _NAME_WORDS and not is_placeholder(piece.text)


def _is_bare_address(text: str) -> bool:
    found = find_addresses(text)
    return len(found) == 1 and len(text.strip()) <= len(found[0].text) * 2 + 16


def _cut_line(sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    """One line, and the next one only where a client broke it."""
    paragraph = first_paragraph(pieces)
    kept = paragraph[:1]
    for piece in paragraph[1:]:
        if not sheet.wraps_into(piece.line - 1) or _LABELLED.match(piece.text):
            break
        kept.append(piece)
    if region.open and kept:
        kept[-1] = cut_closing_behind(kept[-1])
    return kept


def _cut_name(sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    kept = _cut_line(sheet, pieces, region)
    below = [piece for piece in pieces[len(kept) : len(kept) + 2] if piece.text.strip()]
    if below and not region.open and _is_one_word(kept) and _is_last_name(below[0].text):
        kept.append(below[0])
    return kept


def _is_last_name(text: str) -> bool:
    """Whether a line below a first name may be the last one: "Doe", "Last name: Doe"."""
    return bool(_LAST_NAME.fullmatch(without_halves(text)))


def _is_one_word(pieces: Sequence[Piece]) -> bool:
    return len(pieces) == 1 and len(without_halves(pieces[0].text).split()) == 1


def _cut_organization(sheet: Sheet, pieces: list[Piece], region: Region) -> list[Piece]:
    if region.open:
        return _cut_line(sheet, pieces, region)
    paragraph = first_paragraph(pieces)
    labelled = next((i for i, piece in enumerate(paragraph) if i and _LABELLED.match(piece.text)), None)
    return paragraph[:labelled]


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
        if text and index and _is_other_label(text):
            break
        if region.open:
            if not text and kept and not gap:
                break
            if text and kept and (find_addresses(text) or _ended(kept, text) or _is_sentence(text)):
                break
        kept.append(_cut_sentence_behind(cut_closing_behind(piece)) if region.open else piece)
    return trimmed(kept)


def _cut_sentence_behind(piece: Piece) -> Piece:
    """The piece without a sentence behind the country on the same line: "…, Polska. Naszym …"."""
    for match in _STOP.finditer(piece.text[:600]):
        if country(piece.text[: match.start()]) is not None and len(words(piece.text[match.end() :])) > _FEW:
            return replace(piece, text=piece.text[: match.start()])
    return piece


_STOP = re.compile(r"\.\s+(?=[^\W\d_a-z])")
_FEW = 2  #: words behind a full stop that may be of an address


def _is_other_label(text: str) -> bool:
    """Whether a line answers something else: "Product: …"; "Street: …" is of the address."""
    match = _LABELLED.match(text)
    return match is not None and not _PART.among(words(match[0])) and country(match[0]) is None


def _is_sentence(text: str) -> bool:
    return len(words(text)) > _SENTENCE_WORDS and text.endswith((".", "!", "?")) and country(text) is None


def _ended(kept: Sequence[Piece], text: str) -> bool:
    """Whether an address had its country already, and the next line is not that."""
    address = "\n".join(piece.text for piece in kept[-_ADDRESS_LINES:])
    return country(address) is not None and not is_only_country(text.strip(" .,"))


def _spaced_out(sheet: Sheet, pieces: Sequence[Piece]) -> bool:
    """Whether an empty line stands between any two lines, as in a plain text made from Word's paragraphs."""
    filled = sum(1 for line in sheet.lines if line.text)
    pairs = sum(1 for one, two in zip(sheet.lines, sheet.lines[1:], strict=False) if one.text and two.text)
    return bool(pieces) and pairs * 5 <= filled


def _cut_number(_sheet: Sheet, pieces: list[Piece], _region: Region) -> list[Piece]:
    return first_paragraph(pieces)[:1]


CUTS: Mapping[Check, Cut] = {
    Check.LICENSE_KEY: _cut_key,
    Check.EMAIL: _cut_email,
    Check.PERSON: _cut_name,
    Check.ORGANIZATION: _cut_organization,
    Check.ADDRESS: _cut_address,
    Check.INTEGER: _cut_number,
}
