"""A place that may be a prompt of the form, with what speaks for it; all those of one body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.forms.definition import Check
from worker.forms.lexicon import Lexicon
from worker.forms.numbering import separated, with_number
from worker.forms.prompt import Strength
from worker.forms.sheet import Sheet, Voice
from worker.forms.unread.languages import COPULAS

_LONG = 60  #: characters of a wording
#: How the answer to such a field begins.
FITS = {
    Check.LICENSE_KEY: re.compile(r"[ \t\n*_\"'“]{0,8}(?:e[JN][A-Za-z0-9+/]{4}|AAA[A-Za-z0-9+/]{9})"),
    Check.EMAIL: re.compile(r"[ \t\n*_<\"'“]{0,8}(?:mailto:)?[^\s@:<>]{1,64}@"),
}


_SMALL_WORD = re.compile(r"[ \t\n]{1,4}([^\W\d_]{1,12})(?=[ \t\n])")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may ask for a field."""

    field: str
    start: int  #: of its number and words
    words: int  #: where its words begin
    end: int  #: where an answer may begin
    line: int
    number: int | None
    inline: bool  #: something stands before it on its line
    strength: Strength
    traits: tuple[tuple[str, float], ...]

    @property
    def sure(self) -> bool:
        """Whether it may ask for a field again that was asked for: by a wording, or in a list of answers."""
        return self.strength >= Strength.LIKE or ("list_of_answers", 1.0) in self.traits


class Candidates:
    """The candidates of one body, outside the text that is taken."""

    def __init__(self, sheet: Sheet, lex: Lexicon, taken: Sequence[tuple[int, int]]) -> None:
        self.sheet = sheet
        self.lex = lex
        self._taken = taken
        self._found: dict[Candidate, None] = {}
        self.exact: set[tuple[int, int]] = set()  #: where wordings stand, whole: nothing there is likelier

    def all(self) -> list[Candidate]:
        """Each once, in the order in which they were found."""
        return list(self._found)

    def of_voice(self, voice: Voice) -> list[Candidate]:
        """Those in that voice."""
        return [one for one in self._found if self.sheet.voices[one.line] is voice]

    def is_taken(self, position: int) -> bool:
        """Whether other text is known to stand there."""
        return any(start <= position < end for start, end in self._taken)

    def _is_said(self, position: int) -> bool:
        """Whether what says "is" stands there, so that the words before are no label."""
        match = _SMALL_WORD.match(self.sheet.text, position)
        return match is not None and match[1] in COPULAS

    def add(
        self,
        field: str,
        span: tuple[int, int],
        strength: Strength,
        *traits: tuple[str, float],
        number: int | None = None,
    ) -> None:
        """Add a candidate whose words lie at `span`; what surrounds them is told here for all ways alike."""
        sheet = self.sheet
        low, high = span
        if any(start < high and low < end for start, end in self._taken) or (
            low == high and self.is_taken(low)
        ):
            return
        line = sheet.line_at(low)
        end = separated(sheet, high) if low < high else high
        start, before, inline = with_number(sheet, line, low)
        number = number if number is not None else before
        if number is None and low < high and not sheet.text[high:end].strip() and self._is_said(high):
            return  # "Inhaberin des Kontos ist …" is a sentence
        fits = FITS.get(self.lex.form.field(field).check)
        around = [
            ("separated", float(low < high and bool(sheet.text[high:end].strip(" \t*_)")))),
            ("agrees", float(number is not None and self.lex.numbers.get(number) == field)),
            ("fits", float(fits is not None and fits.match(sheet.text, end) is not None)),
            ("inline", float(inline)),
            ("covers", min(high - low, _LONG) / _LONG * (strength is not Strength.KEYWORDS)),
        ]
        one = Candidate(field, start, low, end, line, number, inline, strength, (*traits, *around))
        self._found.setdefault(one, None)
