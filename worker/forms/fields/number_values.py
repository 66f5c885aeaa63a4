"""Numbers as people write them: "1,200", "1.500", "twenty-five", "fünfundzwanzig".

It must not know what is counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from worker.forms.extraction import Span
from worker.forms.text.text_folding import fold_word
from worker.forms.words.number_words import HUNDRED, ONES, TENS, UNITS_FIRST_AND

_DIGITS = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\w)|\d+")
_WORD = re.compile(r"[^\W\d_]+")
_MAX_WORD = 40


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number, and where it is written."""

    value: int
    span: Span


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """The numbers in `text` that are written in digits, in order."""
    for match in _DIGITS.finditer(text):
        yield FoundNumber(int("".join(filter(str.isdecimal, match[0]))), Span(*match.span()))


def find_number_words(text: str) -> Iterator[FoundNumber]:
    """The numbers in `text` that are written in words, in order."""
    value, start, end = 0, -1, -1
    for match in _WORD.finditer(text):
        word = fold_word(match[0])
        number = _of_word(word)
        joined = not text[max(end, 0) : match.start()].strip(" -")
        if number is None and not (word in HUNDRED and value and joined):
            continue
        if start >= 0 and not joined:
            yield FoundNumber(value, Span(start, end))
            value, start = 0, -1
        start = match.start() if start < 0 else start
        value = value * 100 if word in HUNDRED and value else value + (number or 0)
        end = match.end()
    if start >= 0:
        yield FoundNumber(value, Span(start, end))


def _of_word(word: str) -> int | None:
    """The value of one word, also of one put together: "fünfundzwanzig", "vijfentwintig"."""
    if len(word) > _MAX_WORD:
        return None
    value = ONES.get(word, TENS.get(word))
    if value is not None:
        return value
    if word in HUNDRED:
        return 100
    for tens, number in TENS.items():
        if word.endswith(tens):
            for joint in UNITS_FIRST_AND:
                ones = ONES.get(word[: -len(tens)].removesuffix(joint)) if joint in word else None
                if ones is not None and ones < 10:  # a single digit
                    return ones + number
    return None
