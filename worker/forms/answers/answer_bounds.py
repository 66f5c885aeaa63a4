"""What an answer to each kind of field can be: how many of its lines, and what ends it.

An answer that another prompt closes is taken as it is; one at the open end of a form has the rest of the mail
behind it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from worker.forms.fields.countries import find_country, is_only_country
from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.field_checks import without_halves
from worker.forms.fields.license_keys import find_keys
from worker.forms.fields.place_words import ADDRESS_PARTS
from worker.forms.fields.placeholder_answers import is_placeholder
from worker.forms.form_definition import AnswerCheck
from worker.forms.text.answer_pieces import AnswerPiece, AnswerRegion, first_paragraph, trim_pieces
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.mail_closings import cut_closing_behind
from worker.forms.text.sentences import is_abbreviation
from worker.forms.text.text_folding import FoldedText, fold_words

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
_PART = KeywordSet(ADDRESS_PARTS)


Cut = Callable[[FoldedText, list[AnswerPiece], AnswerRegion], list[AnswerPiece]]


def _cut_key(_sheet: FoldedText, pieces: list[AnswerPiece], region: AnswerRegion) -> list[AnswerPiece]:
    """Lines up to the last one with a key in it; what follows an open end may be anything."""
    if not region.open:
        return pieces
    paragraph = first_paragraph(pieces)
    return pieces if find_keys("\n".join(piece.text for piece in pieces)) else paragraph


def _cut_email(folded_text: FoldedText, pieces: list[AnswerPiece], region: AnswerRegion) -> list[AnswerPiece]:
    """At an open end only an address that stands first is an answer; one below it is a signature's."""
    if not region.open or not pieces:
        return pieces
    if _said_apart(folded_text, pieces[0]):
        return []
    first = cut_closing_behind(pieces[0])
    if _apart(folded_text, first) and "@" not in first.text and first.text.strip():
        return [first] if is_placeholder(first.text.strip()) else []
    found = find_addresses(first.text)
    if found and _is_card(first.text):
        return []
    if found:
        return [first] if len(fold_words(first.text[: found[0].span.start])) <= _NAME_WORDS else []
    if first.text.strip() and is_placeholder(first.text.strip()):
        return [first]
    beside = pieces[0].start > folded_text.lines[pieces[0].line].start
    name_above = len(pieces) > 1 and _is_bare_address(pieces[1].text) and (beside or not first.text.strip())
    return [first, pieces[1]] if name_above else [first]


#: "Jane Doe | CEO | jane@example.com | +1 555 010 0000", a signature in one line.
_CARD = re.compile(r"\s[|·•]\s[^|·•\n]{1,80}\s[|·•]\s")


def _is_card(text: str) -> bool:
    return _CARD.search(text) is not None


def _said_apart(folded_text: FoldedText, piece: AnswerPiece) -> bool:
    """Whether a sentence of its own paragraph stands where an answer might."""
    rest = piece.text
    for found in find_addresses(rest):
        rest = rest.replace(found.text, " ")
    return (
        _apart(folded_text, piece) and len(fold_words(rest)) > _NAME_WORDS and not is_placeholder(piece.text)
    )


def _apart(folded_text: FoldedText, piece: AnswerPiece) -> bool:
    """Whether a paragraph begins there."""
    line = piece.line
    return piece.start == folded_text.lines[line].start and line > 0 and not folded_text.lines[line - 1].text


def _is_bare_address(text: str) -> bool:
    found = find_addresses(text)
    return len(found) == 1 and len(text.strip()) <= len(found[0].text) * 2 + 16


def _cut_line(folded_text: FoldedText, pieces: list[AnswerPiece], region: AnswerRegion) -> list[AnswerPiece]:
    """One line, and the next one only where a client broke it."""
    paragraph = first_paragraph(pieces)
    kept = paragraph[:1]
    for piece in paragraph[1:]:
        if not folded_text.wraps_into(piece.line - 1) or _LABELLED.match(piece.text):
            break
        kept.append(piece)
    if region.open and kept:
        kept[-1] = cut_closing_behind(kept[-1])
    return kept


def _cut_name(folded_text: FoldedText, pieces: list[AnswerPiece], region: AnswerRegion) -> list[AnswerPiece]:
    kept = _cut_line(folded_text, pieces, region)
    below = [piece for piece in pieces[len(kept) : len(kept) + 2] if piece.text.strip()]
    if below and not region.open and _is_one_word(kept) and _is_last_name(below[0].text):
        kept.append(below[0])
    return kept


def _is_last_name(text: str) -> bool:
    """Whether a line below a first name may be the last one: "Doe", "Last name: Doe"."""
    return bool(_LAST_NAME.fullmatch(without_halves(text)))


def _is_one_word(pieces: Sequence[AnswerPiece]) -> bool:
    return len(pieces) == 1 and len(without_halves(pieces[0].text).split()) == 1


def _cut_organization(
    folded_text: FoldedText, pieces: list[AnswerPiece], region: AnswerRegion
) -> list[AnswerPiece]:
    if region.open:
        return _cut_line(folded_text, pieces, region)
    paragraph = first_paragraph(pieces)
    labelled = next((i for i, piece in enumerate(paragraph) if i and _LABELLED.match(piece.text)), None)
    return paragraph[:labelled]


def _cut_address(
    folded_text: FoldedText, pieces: list[AnswerPiece], region: AnswerRegion
) -> list[AnswerPiece]:
    """All lines; at an open end up to the country, or to what is no address."""
    kept: list[AnswerPiece] = []
    gap = _spaced_out(folded_text, pieces)
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
    return trim_pieces(kept)


def _cut_sentence_behind(piece: AnswerPiece) -> AnswerPiece:
    """The piece without a sentence behind the country on the same line: "…, Polska. Naszym …"."""
    for match in _STOP.finditer(piece.text[:600]):
        before, behind = piece.text[: match.start()], piece.text[match.end() :]
        if is_abbreviation(piece.text, match.start()) and not is_only_country(_last_part(before)):
            continue
        if find_country(before) is not None and len(fold_words(behind)) > _FEW:
            return replace(piece, text=before)
    return piece


def _last_part(text: str) -> str:
    return re.split(r"[,;\n]", text)[-1].strip()


_STOP = re.compile(r"\.\s+(?=[^\W\d_a-z])")
_FEW = 2  #: words behind a full stop that may be of an address


def _is_other_label(text: str) -> bool:
    """Whether a line answers something else: "Product: …"; "Street: …" is of the address."""
    match = _LABELLED.match(text)
    return match is not None and not _PART.among(fold_words(match[0])) and find_country(match[0]) is None


def _is_sentence(text: str) -> bool:
    return (
        len(fold_words(text)) > _SENTENCE_WORDS
        and text.endswith((".", "!", "?"))
        and find_country(text) is None
    )


def _ended(kept: Sequence[AnswerPiece], text: str) -> bool:
    """Whether an address had its country already, and the next line is not that."""
    address = "\n".join(piece.text for piece in kept[-_ADDRESS_LINES:])
    return find_country(address) is not None and not is_only_country(text.strip(" .,"))


def _spaced_out(folded_text: FoldedText, pieces: Sequence[AnswerPiece]) -> bool:
    """Whether an empty line stands between any two lines, as in a plain text made from Word's paragraphs."""
    filled = sum(1 for line in folded_text.lines if line.text)
    pairs = sum(
        1 for one, two in zip(folded_text.lines, folded_text.lines[1:], strict=False) if one.text and two.text
    )
    return bool(pieces) and pairs * 5 <= filled


def _cut_number(_sheet: FoldedText, pieces: list[AnswerPiece], _region: AnswerRegion) -> list[AnswerPiece]:
    return first_paragraph(pieces)[:1]


CUTS: Mapping[AnswerCheck, Cut] = {
    AnswerCheck.LICENSE_KEY: _cut_key,
    AnswerCheck.EMAIL: _cut_email,
    AnswerCheck.PERSON: _cut_name,
    AnswerCheck.ORGANIZATION: _cut_organization,
    AnswerCheck.ADDRESS: _cut_address,
    AnswerCheck.INTEGER: _cut_number,
}
