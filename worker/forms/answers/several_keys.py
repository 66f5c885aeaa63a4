"""License keys beside others: a further one that a sentence tells, and one that a sentence leaves out.

It must not know which answer counts; `form_values` does.
"""

import re
from collections.abc import Mapping, Sequence

from worker.forms.extraction import Span
from worker.forms.fields.license_keys import find_keys
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.language_data import heard
from worker.forms.text.sentences import Sentence
from worker.forms.words.addition_words import ADDED, ONLY
from worker.forms.words.correction_words import CORRECTIONS
from worker.forms.words.value_words import LICENSE

_ADDED = KeywordSet(ADDED)
_ONLY = KeywordSet(ONLY)
_CORRECTION = KeywordSet(CORRECTIONS)
_LICENSE = KeywordSet(LICENSE)
_BEHIND = 2  #: sentences behind "we have a second license" in which its key may stand
_LABEL = 60  #: characters in front of a key that may say what it is for
_BRACKETS = re.compile(r"[ \t]{0,4}[(\[]([^()\[\]\n]{1,40})[)\]]")
_PRODUCT = re.compile(r"confluence|jira", re.IGNORECASE)


def adds_a_license(sentence: Sentence) -> bool:
    """Whether a sentence tells of a further license, and corrects nothing."""
    return (
        not sentence.question
        and _ADDED.among(sentence.words)
        and _LICENSE.among(sentence.words)
        and not _CORRECTION.among(sentence.words)
    )


def further_keys(prose: Sequence[Sentence], current: str) -> list[tuple[str, tuple[Span, ...]]]:
    """The keys that sentences tell beside the current ones, each with its place."""
    found: dict[str, tuple[Span, ...]] = {}
    for at, sentence in enumerate(prose):
        for near in prose[at : at + 1 + _BEHIND] if adds_a_license(sentence) else ():
            for key in find_keys(near.text):
                if key.text not in current:
                    spans = (span for one in key.spans for span in near.spans(one.start, one.end))
                    found.setdefault(key.text, tuple(spans))
    return list(found.items())


def left_out(text: str, keys: Sequence[str], prose: Sequence[Sentence]) -> frozenset[str]:
    """The keys whose product a sentence takes back, or names not where it says which one alone is meant."""
    products = _products(text, keys)
    if len(set(products.values())) < len(keys):
        return frozenset()
    out = {product for sentence in prose for product in _taken_back(sentence, {*products.values()})}
    return frozenset(key for key, product in products.items() if product in out)


def _taken_back(sentence: Sentence, products: set[str]) -> set[str]:
    named = products & {match[0].casefold() for match in _PRODUCT.finditer(sentence.text)}
    of_license = _LICENSE.among(sentence.words)
    spoken = heard(sentence.words)
    wished = any(one.wishes.among(sentence.words) for one in spoken)
    if sentence.question or len(named) != 1 or not (of_license or wished):
        return set()
    denied = any(one.withdraws.among(sentence.words) or one.negations.among(sentence.words) for one in spoken)
    if denied:
        return named if of_license else set()
    return products - named if _ONLY.among(sentence.words) else set()


def _products(text: str, keys: Sequence[str]) -> Mapping[str, str]:
    """The product that stands in front of each key, or in brackets behind it."""
    found: dict[str, str] = {}
    for key in find_keys(text):
        start = key.spans[0].start
        before = text[max(start - _LABEL, 0) : start].rstrip()
        label = before.rpartition("\n")[2]
        behind = _BRACKETS.match(text, key.spans[-1].end)
        named = {match[0].casefold() for match in _PRODUCT.finditer(behind[1] if behind else label)}
        if key.text in keys and len(named) == 1:
            found.setdefault(key.text, named.pop())
    return found
