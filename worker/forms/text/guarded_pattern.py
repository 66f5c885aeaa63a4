"""A pattern that holds one of many phrases, looked for only in sentences that hold one of them.

Nearly no sentence does, and it takes much longer to try a pattern at each of its letters than to see that.
"""

import re
from collections.abc import Iterable, Iterator

from worker.forms.text.sentences import Sentence
from worker.reading.phrase_search import EvenText, PhraseSet


class GuardedPattern:
    """A regular expression that can't match without one of its phrases, whatever their case."""

    __slots__ = ("_pattern", "_phrases")

    def __init__(self, pattern: re.Pattern[str], phrases: Iterable[str]) -> None:
        self._pattern = pattern
        self._phrases = PhraseSet(EvenText(phrase).text for phrase in phrases)

    def search(self, sentence: Sentence) -> re.Match[str] | None:
        """The first match in the sentence."""
        return self._pattern.search(sentence.text) if self._phrases.within(sentence.even) else None

    def finditer(self, sentence: Sentence) -> Iterator[re.Match[str]]:
        """Every match in the sentence, in order."""
        if self._phrases.within(sentence.even):
            yield from self._pattern.finditer(sentence.text)
