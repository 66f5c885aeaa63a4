"""Whether a sentence speaks of something: word beginnings of many languages, looked up in its folded words.

An entry "a|b" is either word; in scripts without spaces the word is looked for anywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from worker.forms.sheet import words

_WHOLE = 3  #: letters up to which a word has to be whole: "si", "ja"


def speaks_of(parts: Sequence[str], beginnings: Iterable[str]) -> bool:
    """Whether one of the beginnings stands among the words."""
    joined = "".join(parts)
    return any(_stands(parts, joined, entry) for entry in beginnings)


def speaks_of_all(parts: Sequence[str], concept: Iterable[str]) -> bool:
    """Whether each entry of the concept stands among the words, in any order."""
    joined = "".join(parts)
    return all(_stands(parts, joined, entry) for entry in concept)


@dataclass(frozen=True, slots=True)
class _Form:
    """One way an entry may stand in a sentence."""

    run: str
    words: tuple[str, ...]
    anywhere: bool  #: of a script without spaces

    def stands(self, parts: Sequence[str], joined: str) -> bool:
        if self.anywhere:
            return self.run in joined
        if len(self.words) > 1:
            return any(tuple(parts[i : i + len(self.words)]) == self.words for i in range(len(parts)))
        if len(self.run) <= _WHOLE:
            return self.run in parts
        return any(part.startswith(self.run) for part in parts)


def _stands(parts: Sequence[str], joined: str, entry: str) -> bool:
    return any(form.stands(parts, joined) for form in _forms(entry))


@lru_cache(maxsize=5000)
def _forms(entry: str) -> tuple[_Form, ...]:
    return tuple(
        _Form("".join(parts), tuple(parts), _unspaced(alternative))
        for alternative in entry.split("|")
        for parts in [words(alternative)]
    )


def _unspaced(text: str) -> bool:
    return any("\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in text)
