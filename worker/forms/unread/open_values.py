"""Values that say themselves that they may be none: "Jo Li (until May)", "Acme Ltd, if legal agrees".

It judges a value by its words alone and knows nothing of what stands around it.
"""

import re

from worker.forms.form_definition import AnswerCheck
from worker.forms.text.language_data import SPEECHES, is_known
from worker.forms.text.negation import is_negated
from worker.forms.text.text_folding import fold_words
from worker.forms.unread.word_weight import leaves_open
from worker.forms.words.value_words import LEGAL_FORMS

_IN_WORDS = frozenset({AnswerCheck.PERSON, AnswerCheck.ORGANIZATION, AnswerCheck.ADDRESS})
_LEAD = 60  #: characters within which a lead ends: "For Alder Foods:"
_FIRST = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"[(\[（]([^()\[\]（）]{1,200})[)\]）]")
#: "Acme Ltd or Acme Group", in small letters, for "Portland, OR" is a place; "Acme -> Acme Group".
_ALTERNATIVE = re.compile(
    r"(?:[\w.)],?\s{1,3}|\()(?:or|oder|ou|oppure|lub|albo|eller|nebo)\s{1,3}\w|\w(?:または|もしくは)"
    r"|\w\s{0,3}(?:[-=]>|→)"
)
_ASKS = re.compile(r"[?？؟][ \t\"'”’»]{0,4}(?:$|[)\]）])")
_BETWEEN = re.compile(r"\s[/|&+]\s|;\s|\s(?:and|und|et|y|e|i|en|og|och)\s")
_BETWEEN_COMPANIES = re.compile(r"\s[/|]\s|;\s")
#: What names begin with in small letters.
_OF_NAMES = re.compile(
    "af|al|am|an|av|bin|da|das|de|del|den|der|des|di|do|dos|du|e|el|ibn|in|la|le|les|lo|os|ten|ter|the"
    "|van|von|zu|zum|zur"
)


def is_left_open(check: AnswerCheck, text: str, *, bare: bool) -> bool:
    """Whether a value leaves open whether it is right, until when, or whose it is.

    A `bare` one stands behind no label, so that what leads up to it may be anything: "For Acme: 5 Quay St".
    """
    if check not in _IN_WORDS:
        return False
    if is_conditional(text) or _points_elsewhere(text) or any(map(_denies_name, _ASIDE.findall(text))):
        return True
    if (
        _ALTERNATIVE.search(text)
        or _ASKS.search(text)
        or _names_two(check, text)
        or _begins_a_sentence(check, text)
    ):
        return True
    led = check is AnswerCheck.ADDRESS and bare and ":" in text[:_LEAD]
    return led and len(fold_words(text.partition(":")[0])) > 1


def is_conditional(text: str) -> bool:
    """Whether words in or beside a value doubt it, or put a condition."""
    parts = fold_words(text)
    return leaves_open(SPEECHES.values(), parts) or any(
        speech.conditions.among(parts) for speech in SPEECHES.values()
    )


def _points_elsewhere(text: str) -> bool:
    """Whether it says where the value may be found: "as discussed on the phone"."""
    parts = fold_words(text)
    return any(speech.pointers.among(parts) for speech in SPEECHES.values())


def _names_two(check: AnswerCheck, text: str) -> bool:
    """Whether two persons or two companies are named: "Jo Li & Jane Roe", "Acme Ltd / Acme Group Ltd"."""
    if check is AnswerCheck.PERSON:
        return len([half for half in _BETWEEN.split(text) if len(half.split()) > 1]) > 1
    halves = [half.strip(" ,;.") for half in _BETWEEN_COMPANIES.split(text)]
    return check is AnswerCheck.ORGANIZATION and len([one for one in halves if one.endswith(LEGAL_FORMS)]) > 1


def _begins_a_sentence(check: AnswerCheck, text: str) -> bool:
    """Whether it begins in small letters with a word of a language: "my boss", "not Acme", "was Acme Ltd"."""
    first = _FIRST.match(text.strip())
    if first is None or (check is AnswerCheck.ADDRESS and any(map(str.isdigit, text))):
        return False
    if not first[0].islower() or _OF_NAMES.fullmatch(first[0]):
        return False
    return is_known(first[0]) or is_negated([first[0]])


def _denies_name(aside: str) -> bool:
    """Whether it names what is not meant: "not Acme Group" does, "non-profit" does not."""
    names = [word for word in aside.split() if word[0].isupper()]
    return bool(names) and is_negated(fold_words(aside[: aside.index(names[-1])]))
