"""How much words weigh that no rule explains: whether they may change what a letter says.

An address, a key, a number, a negation, a question, a correction, a condition or the name of a field may.
It judges words alone and knows nothing of where they stand.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.license_keys import find_keys, find_other_keys
from worker.forms.intent.sentence_intent import asks_for_action
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.language_data import LanguageData, heard, load_english, spoken_in
from worker.forms.text.text_folding import fold_words
from worker.forms.unread.month_names import MONTHS
from worker.forms.words.product_words import NAMES
from worker.forms.words.value_words import TIERS, USERS

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
#: "Our Jira: acme.example"
_SITE = re.compile(rf"\b(?:{'|'.join(NAMES)})\b[^\n:]{{0,20}}:\s{{0,4}}\S{{1,80}}\.\w", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\bno\.(?=\t|\s?\d|\sof\b)", re.IGNORECASE)  #: a number, and no denial
_COUNTED = re.compile(r"\d[\d.,]{0,9}[\s-]{0,2}([^\W\d_]{1,20})")
_USERS = KeywordSet((*USERS, *TIERS))


class WordWeight(StrEnum):
    """Why unexplained words matter, in words for staff."""

    ADDRESS = "an e-mail address"
    KEY = "a license key"
    NUMBER = "a number"
    NEGATION = "a negation"
    QUESTION = "a question"
    CORRECTION = "a correction or a condition"
    DOUBT = "a doubt about a value"
    FIELD = "the name of a field"
    WISH = "a wish"  #: a person should see it; it changes no letter
    LANGUAGE = "words of a language that is not known"  #: the same


#: With one of these a letter waits for a person.
HOLDING = frozenset(WordWeight) - {WordWeight.WISH, WordWeight.LANGUAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodWords:
    """What was understood already, so that it says nothing new."""

    words: frozenset[str]  #: folded: of values, of the sender's name, of products
    values: frozenset[str]  #: addresses and keys, case-folded
    counts_users: bool  #: whether a number of users is an answer
    speech: LanguageData | None = None  #: the language of the whole mail


def weigh_words(text: str, known: UnderstoodWords, *, told: bool) -> WordWeight | None:
    """What makes the words matter most; None for words that change nothing.

    `told` says that a value was read from the same sentence, so that it may name fields.
    """
    parts = fold_words(text)
    if all(part in known.words for part in parts):
        return None
    weight = _by_shape(text, known)
    if weight is not None:
        return weight
    own = spoken_in(parts)
    few = len(parts) < _FEW  # "Ted" is a name, and no Czech "now"
    spoken = (load_english(), known.speech) if few else (*heard(parts), known.speech)
    speeches = list({one.code: one for one in spoken if one is not None}.values())
    bare = _without(speeches, fold_words(_ABBREVIATED.sub(" ", text)))
    weight = _by_phrases(speeches, bare, told=told) or (WordWeight.WISH if _SITE.search(text) else None)
    if text.rstrip(" \t\"')”’»").endswith(_QUESTION_MARKS) and not _asks_for_nothing(parts, bare):
        return weight if weight in HOLDING else WordWeight.QUESTION
    if weight is WordWeight.WISH and len(bare) < len(parts):
        return None
    if weight is WordWeight.FIELD and _presents(speeches, parts):
        return None
    fresh = [part for part in bare if part not in known.words]
    return WordWeight.LANGUAGE if weight is None and not told and _unknown(own, fresh, parts) else weight


def _by_shape(text: str, known: UnderstoodWords) -> WordWeight | None:
    """By an address, a key or a number that is not known."""
    addresses = {found.text.casefold() for found in find_addresses(text)}
    if addresses - known.values or ("@" in text and not addresses):
        return WordWeight.ADDRESS
    if any(found.text.casefold() not in known.values for found in find_keys(text)):
        return WordWeight.KEY
    for value in (*addresses, *(found.text for found in find_keys(text))):
        text = re.sub(re.escape(value), " ", text, flags=re.IGNORECASE)
    return WordWeight.NUMBER if may_be_answer(text, known) or find_other_keys(text) else None


def may_be_answer(text: str, known: UnderstoodWords) -> bool:
    """Whether a number stands there that could be an answer or a part of one."""
    left = _IDLE_NUMBER.sub(" ", text)
    if not known.counts_users:
        left = _COUNTED.sub(lambda match: " " if _USERS.among(fold_words(match[1])) else match[0], left)
    return any(any(map(str.isdigit, part)) and part not in known.words for part in fold_words(left))


def _by_phrases(speeches: Sequence[LanguageData], parts: Sequence[str], *, told: bool) -> WordWeight | None:
    if any(speech.negations.among(parts) for speech in speeches):
        return WordWeight.NEGATION
    if told and leaves_open(speeches, parts):
        return WordWeight.DOUBT
    if any(one.among(parts) for speech in speeches for one in (speech.turns, speech.withdraws)):
        return WordWeight.CORRECTION
    if not told and any(speech.fields.among(parts) for speech in speeches):
        return WordWeight.FIELD
    if not told and any(speech.wishes.among(parts) for speech in speeches):
        return WordWeight.WISH
    return None


def leaves_open(speeches: Iterable[LanguageData], parts: Sequence[str]) -> bool:
    """Whether they leave open whether a value is right, or say until or from when it is."""
    return any(speech.doubts.among(parts) for speech in speeches)


def _asks_for_nothing(parts: Sequence[str], bare: Sequence[str]) -> bool:
    """A question that is none, or one that changes nothing: "What do you need from us?"."""
    return asks_for_action(parts) or len(bare) <= min(_FEW + 1, len(parts) - 1)


def _presents(speeches: Sequence[LanguageData], parts: Sequence[str]) -> bool:
    """Whether a sentence begins by handing something over: "Here is the key of our account."."""
    return any(place < _FEW for speech in speeches for place in speech.harmless.places(parts[: 2 * _FEW]))


def _unknown(speech: LanguageData | None, fresh: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether more is said than a word or two, and in no language that is known."""
    if sum(1 / _LETTERS if len(part) == 1 else 1 for part in fresh if part.isalpha()) <= _FEW:
        return False
    return speech is None or speech.hits(parts) < _ENOUGH * sum(len(part) > 1 for part in parts)


def _without(speeches: Sequence[LanguageData], parts: Sequence[str]) -> list[str]:
    """The words without the phrases that change nothing."""
    left = list(parts)
    for speech in speeches:
        left = speech.harmless.without(left)
    return left
