"""Values that say themselves that they may be none: "Jo Li (until May)", "Acme Ltd (not Acme Group)".

It judges a value by its words alone and knows nothing of what stands around it.
"""

import re

from worker.forms.form_definition import AnswerCheck
from worker.forms.text.language_data import SPEECHES
from worker.forms.text.negation import is_negated
from worker.forms.text.text_folding import fold_words
from worker.forms.unread.word_weight import leaves_open

_IN_WORDS = frozenset({AnswerCheck.PERSON, AnswerCheck.ORGANIZATION, AnswerCheck.ADDRESS})
_LEAD = 60  #: characters within which a lead ends: "For Alder Foods:"
_ASIDE = re.compile(r"[(\[]([^()\[\]]{1,200})[)\]]")


def is_left_open(check: AnswerCheck, text: str, *, bare: bool) -> bool:
    """Whether a value leaves open whether it is right, until when, or whose it is.

    A `bare` one stands behind no label, so that what leads up to it may be anything: "For Acme: 5 Quay St".
    """
    if check not in _IN_WORDS:
        return False
    if leaves_open(SPEECHES.values(), fold_words(text)) or any(map(_denies_name, _ASIDE.findall(text))):
        return True
    led = check is AnswerCheck.ADDRESS and bare and ":" in text[:_LEAD]
    return led and len(fold_words(text.partition(":")[0])) > 1


def _denies_name(aside: str) -> bool:
    """Whether it names what is not meant: "not Acme Group" does, "non-profit" does not."""
    names = [word for word in aside.split() if word[0].isupper()]
    return bool(names) and is_negated(fold_words(aside[: aside.index(names[-1])]))
