"""A body's running text as sentences: what people say around a form, or instead of one.

It must not know what a sentence means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from worker.forms.extraction import Span
from worker.forms.text.language_data import is_common, names_a_field
from worker.forms.text.mail_closings import is_closing
from worker.forms.text.text_folding import Authorship, FoldedText, fold_words
from worker.reading.message import LineRole
from worker.reading.phrase_search import EvenText

MAX_SENTENCES = 300
_MAX_CHARS = 1200  #: of one sentence; the rest is a new one

#: A full stop ends a sentence when the next word is no lower-case one; abbreviations are no ends.
_END = re.compile(
    r"[.!?…]{1,8}[\"'”’)\]]{0,8}\s+(?=[^a-z\s\d(])|[。！？]+\s*|[!?؟]{1,8}\s+"
    r"|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e]\s+"
)
#: How a question ends; a Greek one ends with what is a semicolon elsewhere.
_QUESTION = re.compile(r"(?:[?？؟\u037e]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)[\s\"')”’]*$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|z\.b|d\.h|bzw|ca|approx|inc|ltd|co|corp|llc|gmbh|st|str|no|nr|tel|mr|mrs|ms|dr|prof|"
    r"ing|jr|sr|dept|attn|vs|etc|av|ave|blvd|rd|bldg|fl|pty|pvt|ul|apt|ste|col|sq|cad|mah|spol|lda|ltda|p\.o|ул|кв|обл|стр|корп|пер|пр|просп|пл|наб|бул|вул|пос|tř|nám|os|al|utc|krt|sok|blv|km|calle|urb|[^\W\d_])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sentence:
    """One sentence as a person meant it, put together from the lines that a client broke it into."""

    text: str
    pieces: tuple[tuple[int, int], ...]  #: (where a piece begins in `text`, where it begins in the body)
    question: bool

    @cached_property
    def words(self) -> list[str]:
        """The folded words of the sentence."""
        return fold_words(self.text)

    @cached_property
    def even(self) -> EvenText:
        """The sentence as phrases are looked for in it."""
        return EvenText(self.text)

    @cached_property
    def run(self) -> str:
        """The folded words without spaces."""
        return "".join(self.words)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where `text[start:end]` stands in the body."""
        found = []
        for (begin, where), (stop, _) in zip(
            self.pieces, (*self.pieces[1:], (len(self.text) + 1, 0)), strict=True
        ):
            low, high = max(start, begin), min(end, stop - 1)
            if low < high:
                found.append(Span(where + low - begin, where + high - begin))
        return tuple(found)


def split_sentences(
    folded_text: FoldedText, authorship: Authorship, taken: Sequence[tuple[int, int]] = ()
) -> list[Sentence]:
    """The sentences in that voice, outside the spans `taken` (in order), signatures and notices."""
    found: list[Sentence] = []
    for paragraph in _paragraphs(folded_text, authorship, taken):
        found += _split(paragraph)
        if len(found) >= MAX_SENTENCES:
            break
    return found[:MAX_SENTENCES]


def _paragraphs(
    folded_text: FoldedText, authorship: Authorship, taken: Sequence[tuple[int, int]]
) -> Iterator[list[tuple[str, int]]]:
    """Lines that belong together, each with its place in the body."""
    paragraph: list[tuple[str, int]] = []
    for index, line in enumerate(folded_text.lines):
        fits = folded_text.voices[index] is authorship and line.role not in (
            LineRole.SIGNATURE,
            LineRole.NOTICE,
        )
        parts = _free(line.text, line.start, taken) if fits else []
        goes_on = paragraph and parts and _goes_on(folded_text, index)
        if paragraph and not goes_on:
            yield paragraph
            paragraph = []
        for number, part in enumerate(parts):
            if number:
                yield paragraph
                paragraph = []
            paragraph.append(part)
    if paragraph:
        yield paragraph


def _free(text: str, start: int, taken: Sequence[tuple[int, int]]) -> list[tuple[str, int]]:
    """The parts of a line outside the taken spans, which stand in order."""
    parts = []
    position, end = start, start + len(text)
    for low, high in taken:
        if low >= end:
            break
        if high <= position:
            continue
        if low > position:
            parts.append((text[position - start : low - start], position))
        position = max(position, high)
    if position < end:
        parts.append((text[position - start :], position))
    return [(part, where) for part, where in parts if part.strip()]


def _goes_on(folded_text: FoldedText, index: int) -> bool:
    """Whether this line continues the sentence of the one before."""
    if index == 0 or not folded_text.lines[index - 1].text:
        return False
    text = folded_text.lines[index].text.lstrip()
    anew = names_a_field(fold_words(text[:60])[:_LABEL]) or is_closing(text)
    begun = text[:1].islower() and not anew
    return begun or folded_text.wraps_into(index - 1)


_LABEL = 3  #: words with which a line begins that goes on about a field: "full address Elm St 5"


def _split(paragraph: Sequence[tuple[str, int]]) -> Iterator[Sentence]:
    text, pieces = "", []
    for part, where in paragraph:
        pieces.append((len(text), where))
        text += part + " "
    text = text[:-1]
    start = 0
    for end in (*_ends(text), len(text)):
        for begin in range(start, end, _MAX_CHARS):
            sentence = _sentence(text, pieces, begin, min(begin + _MAX_CHARS, end))
            if sentence.text.strip():
                yield sentence
        start = end


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        if not is_abbreviation(text, match.start()) or _begins_anew(text, match):
            yield match.end()


def is_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop at that place belongs to a short form, such as that of a street or a town."""
    return _ABBREVIATION.search(text, max(stop - 8, 0), stop + 1) is not None


#: A name may end with such a form, and a sentence with that name.
_COMPANY = re.compile(r"(?:inc|ltd|co|corp|llc|gmbh|pty|pvt|lda|ltda)$", re.IGNORECASE)


def _begins_anew(text: str, end: re.Match[str]) -> bool:
    """Whether a sentence ends behind a legal form: "… of Acme Ltd. Our address is …"."""
    following = re.match(r"[^\W\d_]+", text[end.end() : end.end() + 40])
    company = _COMPANY.search(text, max(end.start() - 6, 0), end.start()) is not None
    return company and following is not None and is_common(following[0])


def _sentence(text: str, pieces: Sequence[tuple[int, int]], start: int, end: int) -> Sentence:
    kept = []
    for begin, where in pieces:
        if begin < end:
            kept.append((max(begin - start, 0), where + max(start - begin, 0)))
    while len(kept) > 1 and kept[1][0] == 0:
        kept.pop(0)
    part = text[start:end]
    return Sentence(part, tuple(kept), _QUESTION.search(part) is not None)
