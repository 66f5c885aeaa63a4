"""Answers that are none: "N/A", "see attached", "same as above" and their like, in many languages."""

import re
from collections.abc import Iterable

from worker.forms.fields.countries import fold_name
from worker.forms.words.placeholder_words import AS, PLACE, SAME, SEE, THING, WHOLE

MAX_CHARS = 200  #: a placeholder is short


def _any(phrases: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(fold_name(phrase)) for phrase in phrases) + ")"


_WHOLE = frozenset(fold_name(phrase) for phrase in WHOLE)
_PLEASE = r"(?:please |pls |bitte )?"
_THE = r"(?:the |in |my |our |this |den |der |dem |die |le |la |el |het |de )?"
_FILE = (
    r"(?: (?:file|files|pdf|document|documents|docx|image|screenshot|invoice|letter|email|mail|please|"
    r"for details))?"
)
_POINTER = re.compile(
    rf"{_PLEASE}(?:{_any(SEE)} )?{_THE}{_any(PLACE)}{_FILE}"
    rf"|{_PLEASE}{_any(SEE)} {_THE}{_any(THING)}(?: {_any(PLACE)})?"
    rf"|{_any(THING)} {_any(PLACE)}"
    rf"|(?:{_any(AS)}|{_any(SEE)}) {_THE}(?:\w+ ){{0,2}}{_any(THING)}"
)
_SAME = re.compile(
    rf"(?:it s |it is |is )?(?:the |le |el |lo |la )?{_any(SAME)}(?: \w+)? {_any(AS)}(?: \w+){{1,5}}"
)
#: "[your name]", "<insert key here>", "your company name"
_TO_FILL = re.compile(
    r"(?:please )?(?:insert|enter|add|fill in|type|put|paste)(?: \w+){0,5}"
    r"|your (?:\w+ ){0,3}(?:here|name|key|address|company|email)"
)


def is_placeholder(answer: str) -> bool:
    """Whether the text stands where an answer should without being one. Empty text is no placeholder."""
    if len(answer) > MAX_CHARS:
        return False
    words = fold_name(answer)
    if not words:
        return bool(answer.strip())  # "-", "?", "…"
    return words in _WHOLE or any(pattern.fullmatch(words) for pattern in (_POINTER, _SAME, _TO_FILL))
