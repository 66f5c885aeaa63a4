"""What the few words of a whole mail ask for: a yes, a no, to join or to leave the list.

Each word must be one that is known in such a wish. "Please ask before you remove me" and "remove my
colleague" have others, and are no wish that could be granted without a person.
"""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from worker.forms.text.text_folding import fold_words
from worker.forms.words.statement_words import YES
from worker.word_files import load_words

_WORDS = load_words("list_words")
_MOST_WORDS = 30
#: Whom a greeting speaks to, where that is no name.
ADDRESSED = frozenset(word for entry in _WORDS.entries("addressed") for word in fold_words(entry))


class _Meaning(StrEnum):
    """What an entry says."""

    YES = "yes"
    NO = "no"
    LIST = "list"
    ON = "on"
    OFF = "off"
    FROM_IT = "from_it"
    HEAR = "hear"
    POLITE = "polite"
    AROUND = "around"


def _entries() -> dict[tuple[str, ...], set[_Meaning]]:
    found: dict[tuple[str, ...], set[_Meaning]] = {}
    for meaning in _Meaning:
        words = _plain_yes() if meaning is _Meaning.YES else _WORDS.entries(meaning)
        for entry in words:
            found.setdefault(tuple(fold_words(entry)), set()).add(meaning)
    return found


def _plain_yes() -> Iterable[str]:
    """Without "x" and "y", which tick a box."""
    return (entry for entry in YES if len(entry) > 1 or not entry.isascii())


_KNOWN = _entries()
_LONGEST = max(map(len, _KNOWN))
_BESIDE = frozenset({_Meaning.POLITE, _Meaning.AROUND})
_JOINING = frozenset({_Meaning.YES, _Meaning.ON, _Meaning.LIST, _Meaning.HEAR}) | _BESIDE
_LEAVING = frozenset({_Meaning.OFF, _Meaning.FROM_IT, _Meaning.LIST}) | _BESIDE


def is_plain_yes(parts: Sequence[str]) -> bool:
    """Whether the folded words agree, politely or not, and say nothing else."""
    return _Meaning.YES in _meanings(parts, {_Meaning.YES, _Meaning.POLITE})


def is_plain_no(parts: Sequence[str]) -> bool:
    """Whether the folded words refuse, politely or not, and say nothing else."""
    return _Meaning.NO in _meanings(parts, {_Meaning.NO, _Meaning.POLITE})


def asks_to_join(parts: Sequence[str]) -> bool:
    """Whether the folded words ask to be put on the list, and for nothing else."""
    return {_Meaning.ON, _Meaning.LIST} <= _meanings(parts, _JOINING)


def asks_to_hear(parts: Sequence[str]) -> bool:
    """Whether the folded words ask to be told, or to be put on the list, and for nothing else."""
    said = _meanings(parts, _JOINING)
    return _Meaning.HEAR in said or {_Meaning.ON, _Meaning.LIST} <= said


def asks_to_leave(parts: Sequence[str]) -> bool:
    """Whether the folded words ask to be taken off the list, and for nothing else."""
    said = _meanings(parts, _LEAVING)
    return _Meaning.OFF in said or {_Meaning.FROM_IT, _Meaning.LIST} <= said


def means_something(parts: Sequence[str]) -> bool:
    """Whether the folded words are such a wish or answer, or a part of one."""
    return bool(_meanings(parts, frozenset(_Meaning)) - _BESIDE)


def _meanings(parts: Sequence[str], allowed: Collection[_Meaning]) -> set[_Meaning]:
    """What the words say, of what is allowed; nothing where one of them is no part of an allowed entry."""
    found: set[_Meaning] = set()
    at = 0
    while at < len(parts) <= _MOST_WORDS:
        size = _size(parts, at, allowed)
        if not size:
            return set()
        found |= _KNOWN[tuple(parts[at : at + size])] & set(allowed)
        at += size
    return found


def _size(parts: Sequence[str], at: int, allowed: Collection[_Meaning]) -> int:
    """How many words, from this one, are an allowed entry: the longest there is."""
    sizes = range(min(_LONGEST, len(parts) - at), 0, -1)
    return next((n for n in sizes if _KNOWN.get(tuple(parts[at : at + n]), set()) & set(allowed)), 0)
