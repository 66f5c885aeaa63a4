"""A body as the form's words are looked for in it: words without case, accents, punctuation and line breaks.

Every word knows where it stands in the body's text, so what is found has an exact span.
It must not know which words matter.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

from worker.reading.message import Body, Line, LineRole

MAX_LINES = 3000  #: of a body that are looked at
MAX_CHARS = 100_000
_MIN_WIDTH, _MAX_WIDTH = 60, 100  #: what clients wrap at, with some room
_MAX_BROKEN = 40  #: characters of a word that clients still wrap whole
MAX_PLACES = 50  #: of one wording in one body

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
_ASCII_WORD = re.compile("[A-Za-z0-9]+")  #: the same for most text, in half of the time
BEGINNING = 6  #: characters of a run by which most places are told at once


class Authorship(StrEnum):
    """Whose words a line holds."""

    OWN = "own"
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    HEAD = "head"  #: nobody's: the header block of a quoted or forwarded message


_VOICES = {
    LineRole.QUOTED: Authorship.QUOTED,
    LineRole.FORWARDED: Authorship.FORWARDED,
    LineRole.HEAD: Authorship.HEAD,
}


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """One word without case and accents, British spelling as American."""
    word = word.casefold()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        word = unicodedata.normalize("NFC", word)
    return word.replace("licence", "license").replace("organis", "organiz")


def fold_phrase(phrase: str) -> str:
    """A phrase as it stands in a text's `stream`: its folded words without anything between them."""
    return "".join(fold_words(phrase))


def fold_words(phrase: str) -> list[str]:
    """The folded words of a phrase."""
    return [fold_word(word) for word in _pattern(phrase).findall(phrase)]


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII_WORD if text.isascii() else _WORD


class FoldedText:
    """The folded words of one body; `stream` is all without spaces, `words[i]` starts in it at `at[i]`."""

    __slots__ = (
        "_widths", "at", "beginnings", "ends", "lines", "of_line", "part", "starts", "stream", "text",
        "voices", "words",
    )  # fmt: skip

    def __init__(self, body: Body) -> None:
        self.text = body.text
        self.part = body.part
        self.lines: tuple[Line, ...] = _capped(body.lines)
        self.voices = _voices(self.lines)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.of_line: list[int] = []  #: for each line the number of words before it
        found: list[str] = []
        for line in self.lines:
            self.of_line.append(len(found))
            matches = [*_pattern(line.text).finditer(line.text)]
            self.starts += [line.start + match.start() for match in matches]
            self.ends += [line.start + match.end() for match in matches]
            found += [match[0] for match in matches]
        self.words = list(map(fold_word, found))
        self.stream = "".join(self.words)
        self.at = [0, *accumulate(map(len, self.words))]
        #: How the stream goes on from each word.
        self.beginnings = frozenset(self.stream[at : at + BEGINNING] for at in self.at)
        self._widths = {
            authorship: _wrap_width(self.lines, self.voices, authorship) for authorship in set(self.voices)
        }

    def find(self, phrase_run: str) -> Iterator[tuple[int, int]]:
        """Each place where the run stands on word borders, as (first word, word behind it)."""
        where = self.stream.find(phrase_run) if self.may_hold(phrase_run) else -1
        for _ in range(MAX_PLACES):
            if where < 0:
                return
            first = bisect_left(self.at, where)
            behind = bisect_left(self.at, where + len(phrase_run))
            if self.at[first] == where and self.at[behind] == where + len(phrase_run):
                yield first, behind
            where = self.stream.find(phrase_run, where + 1)

    def glued(self, phrase_run: str) -> Iterator[tuple[int, int]]:
        """Where the run stands with a name right behind it, and no space: "… accountJane Doe"."""
        where = self.stream.find(phrase_run) if self.may_hold(phrase_run) else -1
        if where < 0:
            return
        first = bisect_left(self.at, where)
        last = bisect_right(self.at, where + len(phrase_run)) - 1
        if self.at[first] == where and last < len(self.starts):
            end = self.starts[last] + where + len(phrase_run) - self.at[last]
            if self.text[end - 1 : end].islower() and self.text[end : end + 1].isupper():
                yield self.starts[first], end

    def may_hold(self, phrase_run: str) -> bool:
        """Whether any word begins as the run does."""
        return len(phrase_run) < BEGINNING or phrase_run[:BEGINNING] in self.beginnings

    def line_at(self, position: int) -> int:
        """The index of the line that holds, or comes before, this position in the text."""
        return max(bisect_right(self.lines, position, key=lambda line: line.start) - 1, 0)

    def words_of(self, line: int) -> range:
        """The indices of a line's words."""
        last = self.of_line[line + 1] if line + 1 < len(self.lines) else len(self.starts)
        return range(self.of_line[line], last)

    def words_from(self, line: int, position: int) -> range:
        """The indices of a line's words from this position in the text on."""
        of_line = self.words_of(line)
        return range(bisect_left(self.starts, position, of_line.start, of_line.stop), of_line.stop)

    def words_before(self, line: int, position: int) -> range:
        """The indices of a line's words that end at this position in the text or before it."""
        of_line = self.words_of(line)
        return range(of_line.start, bisect_right(self.ends, position, of_line.start, of_line.stop))

    def wraps_into(self, line: int) -> bool:
        """Whether a client broke the line and the next one goes on: its first word had no room any more."""
        # A voice that a line was given later has no width of its own.
        width = self._widths.get(self.voices[line], 0) if line + 1 < len(self.lines) else 0
        if not width:
            return False
        after = self.lines[line + 1].text.split(maxsplit=1)
        length = len(self.lines[line].text)
        return bool(after) and length <= width < length + 1 + len(after[0])


def _capped(lines: Sequence[Line]) -> tuple[Line, ...]:
    kept: list[Line] = []
    chars = 0
    for line in lines[:MAX_LINES]:
        room = MAX_CHARS - chars
        if room <= 0:
            break
        kept.append(line if len(line.text) <= room else line._replace(text=line.text[:room]))
        chars += len(line.text)
    return tuple(kept)


def _voices(lines: Sequence[Line]) -> list[Authorship]:
    """A signature or notice within a quoted or forwarded message is that message's."""
    voices: list[Authorship] = []
    for line in lines:
        authorship = _VOICES.get(line.role, Authorship.OWN)
        if (
            line.role in (LineRole.SIGNATURE, LineRole.NOTICE)
            and voices
            and voices[-1] is not Authorship.HEAD
        ):
            authorship = voices[-1]
        voices.append(authorship)
    return voices


def _wrap_width(lines: Sequence[Line], voices: Sequence[Authorship], authorship: Authorship) -> int:
    """How many characters the lines of a hard-wrapped text have; 0 when they are not wrapped.

    Each voice has its own client. A line with a word too long to be broken, such as a key, tells nothing.
    """
    longest = 0
    for line, of_line in zip(lines, voices, strict=True):
        if (
            of_line is authorship
            and len(line.text) > longest
            and max(map(len, line.text.split()), default=0) <= _MAX_BROKEN
        ):
            longest = len(line.text)
    return longest if _MIN_WIDTH <= longest <= _MAX_WIDTH else 0
