"""Looking for many phrases at once, in time that hardly grows with their number.

A phrase is only compared where the text holds its first word; scripts without spaces are compared throughout.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_NO_WORDS = {code: " " for code in range(0x80) if not _WORD.match(chr(code))}  #: of ASCII
_NO_SPACES = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class EvenText:
    """A text as phrases are written: case-folded, straight apostrophes, single spaces."""

    __slots__ = ("text", "words")

    def __init__(self, source: str) -> None:
        self.text = " ".join(source.casefold().replace("’", "'").split())
        apart = self.text.translate(_NO_WORDS).split() if self.text.isascii() else _WORD.findall(self.text)
        self.words = frozenset(apart)


class PhraseSet:
    """A set of phrases. One of a single word may stand within a word; others begin where a word begins."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._anywhere: list[str] = []
        for entry in dict.fromkeys(entries):
            first = _WORD.search(entry)
            if first is None or _NO_SPACES.search(entry) or first.end() == len(entry):
                self._anywhere.append(entry)
            else:
                self._by_word.setdefault(first[0], []).append(entry)
        self._plain = [entry for entry in self._anywhere if entry.isascii()]  # what a text in ASCII may hold

    def within(self, even: EvenText) -> bool:
        """Any of the phrases stands in the text."""
        alone = self._plain if even.text.isascii() else self._anywhere
        return any(map(even.text.__contains__, alone)) or any(
            phrase in even.text
            for word in self._by_word.keys() & even.words
            for phrase in self._by_word[word]
        )

    def first(self, even: EvenText) -> int | None:
        """Where the first of the phrases begins in the text."""
        return min(
            (at for phrase in self._candidates(even) if (at := even.text.find(phrase)) >= 0), default=None
        )

    def begins_before(self, even: EvenText, limit: int) -> bool:
        """Any of the phrases begins in the text at or before `limit`."""
        return any(0 <= even.text.find(phrase) <= limit for phrase in self._candidates(even))

    def _candidates(self, even: EvenText) -> list[str]:
        found = list(self._plain if even.text.isascii() else self._anywhere)
        for word in self._by_word.keys() & even.words:
            found += self._by_word[word]
        return found
