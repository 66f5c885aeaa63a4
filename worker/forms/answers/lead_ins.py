"""An answer without what leads up to it: "Oh, it's Per Ek." tells "Per Ek".

It must not know of fields: whether what is left is an answer, the caller says.
"""

import re
from collections.abc import Iterable

from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.license_keys import find_keys
from worker.forms.text.language_data import is_known
from worker.forms.text.sentences import Sentence
from worker.forms.text.text_folding import fold_words
from worker.forms.words.lead_words import ARTICLES, ENDS, INTERJECTIONS, LEADS, NAME_LEADS
from worker.forms.words.product_words import PRODUCTS
from worker.forms.words.value_words import LEGAL_FORMS

_WHOLE = 300  #: characters of a line that may be led up to


def _either(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(one).replace(r"\ ", r"\s{1,4}").replace("'", "['’]") for one in longest_first)


_BEHIND = r"(?:(?<=[\u3040-\u30ff\u4e00-\u9fff])|(?!\w)|(?<=['’]))"  #: a word ends there
_INTERJECTION = re.compile(
    rf"[\s¡]*(?:{_either(INTERJECTIONS)}){_BEHIND}\s*(?:[.,!:;…。、]|\s[–-]\s)[\s.!…]*", re.IGNORECASE
)
_LEAD = re.compile(rf"\s*(?:{_either(LEADS)}){_BEHIND}\s*[:：]?\s*", re.IGNORECASE)
_NAME_LEAD = re.compile(rf"\s*(?:{_either(NAME_LEADS)}){_BEHIND}", re.IGNORECASE)
_ARTICLE = re.compile(rf"(?:{_either(ARTICLES)}){_BEHIND}\s*", re.IGNORECASE)
_END = re.compile(rf"(?:{_either(ENDS)})\s*(?:[.!。]\s*)?$", re.IGNORECASE)
_PRODUCT_WORDS = frozenset(part for phrase in PRODUCTS for part in fold_words(phrase))


def without_lead_in(line: Sentence) -> Sentence:
    """The line from where its answer begins to where that ends; itself where nothing leads up to one."""
    text = line.text[:_WHOLE]
    start = _behind_interjections(text)
    end = len(line.text)
    lead = _LEAD.match(text, start)
    if lead is not None and _is_doubtful(lead[0], text):
        lead = None
    if lead is not None and _may_begin(behind := _behind_article(text, lead.end()), text):
        start = behind
    closes = _END.search(text)
    if closes is not None and closes.start() > start and (lead is not None or not text.isascii()):
        end = len(text[: closes.start()].rstrip())
    if (start, end) == (0, len(line.text)) or not _tells(line.text[start:end]):
        return line
    return part_of(line, start, end)


def _is_doubtful(lead: str, text: str) -> bool:
    """Whether a name may begin with it: "To Kalon Ltd", in Polish "To Ewa Nowak."."""
    ends = text.rstrip().endswith(".") and not text.rstrip().endswith(LEGAL_FORMS)
    return lead.strip().casefold() == "to" and not ends and not any(map(str.isdigit, text))


def names_somebody(line: Sentence) -> bool:
    """Whether it says what a person is called: "The name is Per Ek"."""
    return _NAME_LEAD.match(line.text, _behind_interjections(line.text[:_WHOLE])) is not None


def is_interjection(line: Sentence) -> bool:
    """Whether a line is no more than that: "Oops!"."""
    return _INTERJECTION.fullmatch(f"{line.text.strip()}.") is not None


def _behind_interjections(text: str) -> int:
    start = 0
    while (match := _INTERJECTION.match(text, start)) is not None:
        start = match.end()
    return start


def _behind_article(text: str, start: int) -> int:
    match = _ARTICLE.match(text, start)
    behind = match.end() if match is not None else start
    return behind if _begins_a_name(text[behind : behind + 1]) else start


def _may_begin(start: int, text: str) -> bool:
    """Whether an answer may begin there: a name, a number, an address that is written small."""
    rest = text[start : start + 80]
    return _begins_a_name(rest[:1]) or "@" in rest.split(" ", 1)[0] or rest[:3] in ("ul.", "al.", "c/ ")


def _begins_a_name(char: str) -> bool:
    return bool(char) and not char.islower() and (char.isalnum() or char in '«"“„〒(¡')


def _tells(text: str) -> bool:
    """Whether something is left that is no word of everybody's and no product."""
    if find_addresses(text) or find_keys(text) or any(map(str.isdigit, text)):
        return True
    words = [word.strip(".,;:!?\"'“”„»«()") for word in text.split()]
    return any(
        word and not is_known(word) and not _PRODUCT_WORDS.issuperset(fold_words(word)) for word in words
    )


def part_of(line: Sentence, start: int, end: int) -> Sentence:
    """A part of a line, as a line of its own."""
    pieces = [(max(begin - start, 0), where + max(start - begin, 0)) for begin, where in line.pieces]
    pieces = [one for one in pieces if one[0] < end - start]
    while len(pieces) > 1 and pieces[1][0] == 0:
        pieces.pop(0)
    return Sentence(line.text[start:end], tuple(pieces), line.question)
