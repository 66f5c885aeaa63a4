"""What a mail says that says one thing and no more: its words without greeting, closing and name.

Nobody looks at a mail that is taken for a plain answer, so whatever is not plain about it counts: another
body that says something else, a signature that does, a question mark.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from worker.forms.intent.message_intent import beyond_greeting, is_greeting, is_thanks
from worker.forms.intent.plain_wishes import ADDRESSED, means_something
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.language_data import SPEECHES
from worker.forms.text.mail_closings import beyond_closing, is_closing
from worker.forms.text.negation import is_negated
from worker.forms.text.text_folding import fold_words
from worker.forms.words.correction_words import CORRECTIONS
from worker.reading.message import Body, LineRole, Message

_PIECES = re.compile(r"[.!,;:。！、，；：\n]+")
_ASKING = ("?", "？", "؟")
_CORRECTION = KeywordSet(CORRECTIONS)
_NAME_WORDS = 4  #: of a name below a closing


def says_only(message: Message, said: Callable[[Sequence[str]], bool]) -> bool:
    """Whether each of its bodies says it, beside greetings, closings and the author's name, and no more."""
    bodies = [body for body in message.bodies if body.text.strip()]
    if not bodies or message.forwarded or message.unreadable:
        return False
    names = frozenset(fold_words(message.from_.name))
    return all(_says(body, names, said) for body in bodies)


def has_own_words(message: Message) -> bool:
    """Whether its author wrote anything, as far as the text can tell."""
    return any(True for body in message.bodies for _ in _lines(body, LineRole.OWN))


def _says(body: Body, names: frozenset[str], said: Callable[[Sequence[str]], bool]) -> bool:
    signed = _lines(body, LineRole.SIGNATURE)
    if any(means_something(fold_words(line)) for line in signed):
        return False
    lines = [*_lines(body, LineRole.OWN)]
    if any(mark in line for line in lines for mark in _ASKING):
        return False
    return said([word for piece in _telling(lines, names) for word in fold_words(piece)])


def _lines(body: Body, role: LineRole) -> Iterator[str]:
    return (line.text for line in body.lines if line.role is role and line.text.strip())


def _telling(lines: Sequence[str], names: frozenset[str]) -> Iterator[str]:
    """The pieces of the lines that are more than courtesy."""
    closed = False
    for piece in (piece for line in lines for piece in _PIECES.split(line[:1000])):
        parts = fold_words(piece)
        if not parts or names.issuperset(parts):
            continue
        if means_something(parts):
            closed = False
            yield piece
        elif _is_courtesy(piece, parts):
            closed = is_closing(piece)
        elif not (closed and _is_name(piece, parts)):
            yield piece


def _is_courtesy(piece: str, parts: Sequence[str]) -> bool:
    """Whether it greets or closes, and holds nothing beside but names."""
    if is_negated(parts) or _tells_more(parts):
        return False
    if is_thanks(piece):
        return True
    if is_greeting(piece):
        beside = beyond_greeting(piece)
    elif is_closing(piece):
        beside = beyond_closing(parts)
    else:
        return False
    return set(beside) <= ADDRESSED | set(_capitalised(piece))


def _is_name(piece: str, parts: Sequence[str]) -> bool:
    """Whether what stands below a closing can only be a name."""
    plain = not is_negated(parts) and not _tells_more(parts)
    return plain and len(parts) <= _NAME_WORDS and set(parts) == set(_capitalised(piece))


def _capitalised(piece: str) -> list[str]:
    return [word for token in piece.split() if token[0].isupper() for word in fold_words(token)]


def _tells_more(parts: Sequence[str]) -> bool:
    """Whether they correct, set a condition or ask for something, in any language."""
    asks = parts[0].isascii()  # "よろしくお願い" asks for nothing
    return _CORRECTION.among(parts) or any(
        speech.turns.among(parts) or (asks and speech.wishes.among(parts)) for speech in SPEECHES.values()
    )
