"""A place that may be a prompt of the form, with what speaks for it; all those of one body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.forms.alignment.found_prompt import PromptStrength
from worker.forms.form_definition import AnswerCheck
from worker.forms.form_lexicon import FormLexicon
from worker.forms.text.language_data import COPULAS, is_known
from worker.forms.text.prompt_numbering import skip_separator, with_number
from worker.forms.text.text_folding import Authorship, FoldedText

_LONG = 60  #: characters of a wording
#: How the answer to such a field begins.
FITS = {
    AnswerCheck.LICENSE_KEY: re.compile(r"[ \t\n*_\"'“]{0,8}(?:e[JN][A-Za-z0-9+/]{4}|AAA[A-Za-z0-9+/]{9})"),
    AnswerCheck.EMAIL: re.compile(r"[ \t\n*_<\"'“]{0,8}(?:mailto:)?[^\s@:<>]{1,64}@"),
}


_ADVERBS = 2  #: before what says "is"
_SMALL_WORD = re.compile(r"[ \t\n]{1,4}([^\W\d_]{1,12})(?=[ \t\n])")


@dataclass(frozen=True, slots=True)
class PromptCandidate:
    """A place that may ask for a field."""

    field: str
    start: int  #: of its number and words
    words: int  #: where its words begin
    end: int  #: where an answer may begin
    line: int
    number: int | None
    inline: bool  #: something stands before it on its line
    strength: PromptStrength
    traits: tuple[tuple[str, float], ...]

    @property
    def sure(self) -> bool:
        """Whether it may ask for a field again that was asked for: by a wording, or in a list of answers."""
        return self.strength >= PromptStrength.LIKE or ("list_of_answers", 1.0) in self.traits


class PromptCandidates:
    """The candidates of one body, outside the text that is taken."""

    def __init__(self, folded_text: FoldedText, lex: FormLexicon, taken: Sequence[tuple[int, int]]) -> None:
        self.folded_text = folded_text
        self.lex = lex
        self._taken = taken
        self._found: dict[PromptCandidate, None] = {}
        self.exact: set[tuple[int, int]] = set()  #: where wordings stand, whole: nothing there is likelier

    def all(self) -> list[PromptCandidate]:
        """Each once, in the order in which they were found."""
        return list(self._found)

    def of_voice(self, authorship: Authorship) -> list[PromptCandidate]:
        """Those in that voice."""
        return [one for one in self._found if self.folded_text.voices[one.line] is authorship]

    def is_taken(self, position: int) -> bool:
        """Whether other text is known to stand there."""
        return any(start <= position < end for start, end in self._taken)

    def _is_said(self, position: int) -> bool:
        """Whether what says "is" stands there, so that the words before are no label."""
        for _ in range(_ADVERBS + 1):  # "… ya no es", "… ist nicht mehr", "… n'est plus"
            match = _SMALL_WORD.match(self.folded_text.text, position)
            if match is None or not (match[1] in COPULAS or is_known(match[1])):
                return False
            if match[1] in COPULAS:
                return True
            position = match.end()
        return False

    def add(
        self,
        field: str,
        span: tuple[int, int],
        strength: PromptStrength,
        *traits: tuple[str, float],
        number: int | None = None,
    ) -> None:
        """Add a candidate whose words lie at `span`; what surrounds them is told here for all ways alike."""
        folded_text = self.folded_text
        low, high = span
        if any(start < high and low < end for start, end in self._taken) or (
            low == high and self.is_taken(low)
        ):
            return
        line = folded_text.line_at(low)
        end = skip_separator(folded_text, high) if low < high else high
        start, before, inline = with_number(folded_text, line, low)
        number = number if number is not None else before
        if number is None and low < high and not folded_text.text[high:end].strip() and self._is_said(high):
            return  # "Inhaberin des Kontos ist …" is a sentence
        fits = FITS.get(self.lex.form.field(field).check)
        around = [
            ("separated", float(low < high and bool(folded_text.text[high:end].strip(" \t*_)")))),
            ("agrees", float(number is not None and self.lex.numbers.get(number) == field)),
            ("fits", float(fits is not None and fits.match(folded_text.text, end) is not None)),
            ("inline", float(inline)),
            ("covers", min(high - low, _LONG) / _LONG * (strength is not PromptStrength.KEYWORDS)),
        ]
        one = PromptCandidate(field, start, low, end, line, number, inline, strength, (*traits, *around))
        self._found.setdefault(one, None)
