"""How much words weigh that no rule explains: whether they may change what a letter says.

An address, a key, a number, a negation, a question, a correction, a condition or the name of a field may.
It judges words alone and knows nothing of where they stand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.forms.addresses import find_addresses
from worker.forms.concepts import Concept
from worker.forms.keys import find_keys, find_other_keys
from worker.forms.sheet import words
from worker.forms.unread.languages import Speech, heard, spoken_in
from worker.forms.wishing import asks_for_a_deed
from worker.forms.words.dates import MONTHS
from worker.forms.words.products import NAMES
from worker.forms.words.tellings import TIERS, USERS

_ENOUGH = 0.15  #: of a sentence's words that have to be known as its language's
_FEW = 3  #: words that say nothing by themselves, in whatever language
_LETTERS = 3  #: letters apart, of Chinese and Japanese, that make a word
_QUESTION_MARKS = ("?", "？", "؟")
#: Numbers that are no answer: dates, years, times, telephone numbers, tickets, versions, numbers of items.
_IDLE_NUMBER = re.compile(
    r"^\W{0,4}\d{1,2}[.)\]:]?(?=\s|$)|\+?\(?\d[\d ()/.-]{7,20}\d|\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})?"
    r"|\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|#\d{1,12}|\b\d{1,6}\.\d{1,6}(?:\.\d{1,6}){0,3}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)\b|\b\d{{1,2}}\.?\s(?:of\s|de\s)?(?:{MONTHS})\b|\b(?:{MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"|\b(?:{'|'.join(NAMES)})\s\d+|\b\d+-user\b|[$€£]\s?\d|\b\d[\d.,]{{0,12}}\s?(?:€|\$|£|eur|usd|chf)\b",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"\bno\.(?=\t|\s?\d|\sof\b)", re.IGNORECASE)  #: a number, and no denial
_COUNTED = re.compile(r"\d[\d.,]{0,9}[\s-]{0,2}([^\W\d_]{1,20})")
_USERS = Concept((*USERS, *TIERS))


class Weight(StrEnum):
    """Why unexplained words matter, in words for staff."""

    ADDRESS = "an e-mail address"
    KEY = "a license key"
    NUMBER = "a number"
    NEGATION = "a negation"
    QUESTION = "a question"
    CORRECTION = "a correction or a condition"
    FIELD = "the name of a field"
    WISH = "a wish"  #: a person should see it; it changes no letter
    LANGUAGE = "words of a language that is not known"  #: the same


#: With one of these a letter waits for a person.
HOLDING = frozenset(Weight) - {Weight.WISH, Weight.LANGUAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was understood already, so that it says nothing new."""

    words: frozenset[str]  #: folded: of values, of the sender's name, of products
    values: frozenset[str]  #: addresses and keys, case-folded
    counts_users: bool  #: whether a number of users is an answer
    speech: Speech | None = None  #: the language of the whole mail


def weigh(text: str, known: Known, *, told: bool) -> Weight | None:
    """What makes the words matter most; None for words that change nothing.

    `told` says that a value was read from the same sentence, so that it may name fields.
    """
    parts = words(text)
    if all(part in known.words for part in parts):
        return None
    weight = _by_shape(text, known)
    if weight is not None:
        return weight
    own = spoken_in(parts)
    speeches = list({one.code: one for one in (*heard(parts), known.speech) if one is not None}.values())
    bare = _without(speeches, words(_ABBREVIATED.sub(" ", text)))
    weight = _by_phrases(speeches, bare, told=told)
    if text.rstrip(" \t\"')”’»").endswith(_QUESTION_MARKS) and not _asks_for_nothing(parts, bare):
        return weight if weight in HOLDING else Weight.QUESTION
    if weight is Weight.WISH and len(bare) < len(parts):
        return None
    if weight is Weight.FIELD and _presents(speeches, parts):
        return None
    fresh = [part for part in bare if part not in known.words]
    return Weight.LANGUAGE if weight is None and not told and _unknown(own, fresh, parts) else weight


def _by_shape(text: str, known: Known) -> Weight | None:
    """By an address, a key or a number that is not known."""
    addresses = {found.text.casefold() for found in find_addresses(text)}
    if addresses - known.values or ("@" in text and not addresses):
        return Weight.ADDRESS
    if any(found.text.casefold() not in known.values for found in find_keys(text)):
        return Weight.KEY
    for value in (*addresses, *(found.text for found in find_keys(text))):
        text = re.sub(re.escape(value), " ", text, flags=re.IGNORECASE)
    return Weight.NUMBER if counts(text, known) or find_other_keys(text) else None


def counts(text: str, known: Known) -> bool:
    """Whether a number stands there that could be an answer or a part of one."""
    left = _IDLE_NUMBER.sub(" ", text)
    if not known.counts_users:
        left = _COUNTED.sub(lambda match: " " if _USERS.among(words(match[1])) else match[0], left)
    return any(any(map(str.isdigit, part)) and part not in known.words for part in words(left))


def _by_phrases(speeches: Sequence[Speech], parts: Sequence[str], *, told: bool) -> Weight | None:
    if any(speech.negations.among(parts) for speech in speeches):
        return Weight.NEGATION
    if any(one.among(parts) for speech in speeches for one in (speech.turns, speech.withdraws)):
        return Weight.CORRECTION
    if not told and any(speech.fields.among(parts) for speech in speeches):
        return Weight.FIELD
    if not told and any(speech.wishes.among(parts) for speech in speeches):
        return Weight.WISH
    return None


def _asks_for_nothing(parts: Sequence[str], bare: Sequence[str]) -> bool:
    """A question that is none, or one that changes nothing: "What do you need from us?"."""
    return asks_for_a_deed(parts) or len(bare) <= min(_FEW + 1, len(parts) - 1)


def _presents(speeches: Sequence[Speech], parts: Sequence[str]) -> bool:
    """Whether a sentence begins by handing something over: "Here is the key of our account."."""
    return any(place < _FEW for speech in speeches for place in speech.harmless.places(parts[: 2 * _FEW]))


def _unknown(speech: Speech | None, fresh: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether more is said than a word or two, and in no language that is known."""
    if sum(1 / _LETTERS if len(part) == 1 else 1 for part in fresh if part.isalpha()) <= _FEW:
        return False
    return speech is None or speech.hits(parts) < _ENOUGH * sum(len(part) > 1 for part in parts)


def _without(speeches: Sequence[Speech], parts: Sequence[str]) -> list[str]:
    """The words without the phrases that change nothing."""
    left = list(parts)
    for speech in speeches:
        left = speech.harmless.without(left)
    return left
