"""How a mail ends: "Kind regards", "Thanks, Carol", a line of dashes.

It must not know of forms.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from worker.forms.text.answer_pieces import AnswerPiece
from worker.forms.text.text_folding import fold_phrase, fold_words
from worker.forms.words.closing_words import CLOSINGS

_CLOSING_WORDS = 6  #: that a closing may have beside it; a longer line is a sentence
_PAUSES = frozenset(("", ",", "!", ".", "-", "–", "*", ";"))
_TELLING = 6  #: letters of a closing that is told within a line
_CLOSING_RUNS = frozenset(map(fold_phrase, CLOSINGS))
_LONGEST_CLOSING = max(len(fold_words(closing)) for closing in CLOSINGS)
_RULE = re.compile(r"[-_=*~#·—–.\s]{4,}|--|—")


def is_closing(text: str) -> bool:
    """Whether a line ends a mail: "Thanks, Carol", "Mit freundlichen Grüßen"."""
    parts = fold_words(text[:200])
    size = _closing_words(parts)
    if not size or "@" in text or text.rstrip().endswith((":", "：")):
        return False
    if size == 1 and parts[0].isascii():
        # "Best, Jane" closes, "Best Wilkinson" is a name and "2 Best Road" an address.
        behind = text.strip().removeprefix("*")[len(parts[0]) :].strip()
        if any(char.isdigit() for char in text) or not (_is_telling(parts[0]) or behind[:1] in _PAUSES):
            return False
    room = _CLOSING_WORDS if parts[0].isascii() else _CLOSING_WORDS * 2
    return len(parts) <= size + room


def _closing_words(parts: Sequence[str]) -> int:
    """How many of the words, from the first, are a closing."""
    for size in range(min(len(parts), _LONGEST_CLOSING), 0, -1):
        if "".join(parts[:size]) in _CLOSING_RUNS:
            return size
    return 0


def beyond_closing(parts: Sequence[str]) -> Sequence[str]:
    """The folded words of a closing that are none: "Carol" in "Thanks, Carol"."""
    return parts[_closing_words(parts) :]


def is_rule(text: str) -> bool:
    """Whether a line only divides: "-----", "____", "-- "."""
    return bool(_RULE.fullmatch(text.strip()))


def cut_closing_behind(piece: AnswerPiece) -> AnswerPiece:
    """The piece without a closing on the same line: a client that loses newlines puts it there."""
    if is_closing(piece.text):
        return replace(piece, text="")
    for match in re.finditer(r"[\s.,;!]+", piece.text[:600]):
        parts = fold_words(piece.text[match.end() : match.end() + 60])
        size = _closing_words(parts)
        if match.start() and size and _is_telling("".join(parts[:size])):
            return replace(piece, text=piece.text[: match.start()])
    return piece


def _is_telling(closing_run: str) -> bool:
    """Whether the closing is none of the short words that names and streets are made of: "Best", "Tak"."""
    return len(closing_run) >= _TELLING or not closing_run.isascii()
