"""Whether a sentence speaks of something: word beginnings of many languages, looked up in its folded words.

An entry "a|b" is either word, "a b" is both next to each other; a short entry is a whole word. In scripts
without spaces, and in those that join prefixes to a word, an entry is looked for anywhere.
"""

from collections.abc import Iterable, Sequence

from worker.forms.text.text_folding import fold_words

_MAX_KNOWN = 10_000
_WHOLE = 3  #: letters up to which a word has to be whole: "si", "ja"


class KeywordSet:
    """Words that mean the same thing."""

    __slots__ = ("_anywhere", "_beginnings", "_longest", "_others", "_phrases", "_telling", "_whole")

    def __init__(self, entries: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._beginnings: set[str] = set()
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        self._anywhere: list[str] = []
        for entry in entries:
            for alternative in entry.split("|"):
                self._add(alternative)
        self._longest = max(map(len, self._beginnings), default=0)
        self._telling: set[str] = set()  # words recur: most are looked up once
        self._others: set[str] = set()

    def _add(self, text: str) -> None:
        parts = fold_words(text)
        if _unspaced(text):
            self._anywhere.append("".join(parts))
        elif len(parts) > 1:
            self._phrases.setdefault(parts[0], []).append(tuple(parts))
        elif len(parts[0]) <= _WHOLE:
            self._whole.add(parts[0])
        else:
            self._beginnings.add(parts[0])

    def among(self, parts: Sequence[str]) -> bool:
        """Whether the folded words speak of it."""
        if not self._telling.isdisjoint(parts) or any(map(self._starts, set(parts) - self._others)):
            return True
        if not self._phrases.keys().isdisjoint(parts) and any(
            part in self._phrases and self._goes_on(parts, at) for at, part in enumerate(parts)
        ):
            return True
        joined = "".join(parts) if self._anywhere else ""
        return not joined.isascii() and any(run in joined for run in self._anywhere)

    def places(self, parts: Sequence[str]) -> list[int]:
        """The words at which it begins; scripts without spaces have none."""
        return [
            at
            for at, part in enumerate(parts)
            if self._starts(part) or (part in self._phrases and self._goes_on(parts, at))
        ]

    def without(self, parts: Sequence[str]) -> list[str]:
        """The words that are not of it; in scripts without spaces the longest of its entries go first."""
        left: list[str] = []
        at = 0
        while at < len(parts):
            size = self._size(parts, at)
            if not size:
                left.append(parts[at])
            at += size or 1
        return _cut(left, self._anywhere) if self._anywhere else left

    def _size(self, parts: Sequence[str], at: int) -> int:
        """How many words, from this one, are an entry."""
        phrases = self._phrases.get(parts[at], ())
        long = [len(one) for one in phrases if tuple(parts[at : at + len(one)]) == one]
        return max(long, default=int(self._starts(parts[at])))

    def _starts(self, part: str) -> bool:
        if part in self._telling or part in self._others:
            return part in self._telling
        if len(self._telling) + len(self._others) >= _MAX_KNOWN:
            self._telling.clear()
            self._others.clear()
        sizes = range(_WHOLE + 1, min(len(part), self._longest) + 1)
        telling = part in self._whole or any(part[:size] in self._beginnings for size in sizes)
        (self._telling if telling else self._others).add(part)
        return telling

    def _goes_on(self, parts: Sequence[str], index: int) -> bool:
        phrases = self._phrases.get(parts[index], ())
        return any(tuple(parts[index : index + len(phrase)]) == phrase for phrase in phrases)


class KeywordCombinations:
    """Combinations of words, each of which means the same thing when all of it is said, in any order."""

    __slots__ = ("_combinations", "_first")

    def __init__(self, entries: Iterable[Sequence[str]]) -> None:
        found = tuple(entries)
        self._combinations = tuple(tuple(KeywordSet((one,)) for one in combination) for combination in found)
        #: Without the beginning of any combination there is none: most sentences are done with it.
        self._first = KeywordSet(combination[0] for combination in found)

    def among(self, parts: Sequence[str]) -> bool:
        """Whether the folded words speak of everything in one of them."""
        return self._first.among(parts) and any(
            all(concept.among(parts) for concept in combination) for combination in self._combinations
        )


def _cut(parts: Sequence[str], runs: Sequence[str]) -> list[str]:
    """The words without the letters that make up one of the runs, however words divide them."""
    joined = "".join(parts)
    if joined.isascii():
        return list(parts)
    kept = [True] * len(joined)
    for run in runs:
        at = joined.find(run)
        while at >= 0:
            kept[at : at + len(run)] = [False] * len(run)
            at = joined.find(run, at + len(run))
    left, at = [], 0
    for part in parts:
        left.append("".join(char for char, keep in zip(part, kept[at:], strict=False) if keep))
        at += len(part)
    return [part for part in left if part]


def _unspaced(text: str) -> bool:
    """Whether its words may stand within others: East Asian ones; behind prefixes, Hebrew and Arabic."""
    if any("\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in text):
        return True
    return len(text) > _WHOLE and any("\u0590" <= char <= "\u06ff" for char in text)
