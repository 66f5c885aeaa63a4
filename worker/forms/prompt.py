"""A prompt that was found, and the collection of those found so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from worker.forms.numbering import separated, with_number
from worker.forms.sheet import Sheet, Voice

MAX_PROMPTS = 200  #: of one body


class Strength(IntEnum):
    """How sure it is that a prompt is one."""

    NUMBER = 0  #: only its number was left
    KEYWORDS = 1
    WEAK = 2  #: a short label without a colon, or in the middle of a line
    LABEL = 3  #: a short label
    LIKE = 4
    WORDING = 5  #: a long wording, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One place that asks for a field. `start` to `end` is what is no answer: number, words, separator."""

    field: str
    start: int
    end: int
    line: int
    strength: Strength
    voice: Voice
    depth: int
    number: int | None = None
    inline: bool = False  #: it does not start its line
    last_line: int = 0  #: where `end` is


class Found:
    """The prompts found so far; a later one never overlaps an earlier one."""

    def __init__(self, sheet: Sheet, taken: Sequence[tuple[int, int]]) -> None:
        self._sheet = sheet
        self._prompts: list[Prompt] = []
        self._taken = list(taken)

    def covers(self, position: int) -> bool:
        """Whether a prompt or other text of the template lies there."""
        return any(start <= position < end for start, end in self._taken)

    def add(
        self, wording_field: str, span: tuple[int, int], strength: Strength, number: int | None = None
    ) -> bool:
        """Add a prompt whose words lie at `span` of the text; False when something else lies there."""
        start, end = span
        overlaps = any(low < end and start < high for low, high in self._taken)
        if overlaps or len(self._prompts) >= MAX_PROMPTS:
            return False
        line = self._sheet.line_at(start)
        end = separated(self._sheet, end) if start < end else end
        behind_other = max((high for _, high in self._taken if high <= start), default=0)
        start, before, inline = with_number(self._sheet, line, start)
        start = max(start, behind_other)  # a bullet belongs to one prompt only
        self._taken.append((start, end))
        self._prompts.append(
            Prompt(
                field=wording_field,
                start=start,
                end=end,
                line=line,
                strength=strength,
                voice=self._sheet.voices[line],
                depth=self._sheet.lines[line].depth,
                number=number if number is not None else before,
                inline=inline,
                last_line=self._sheet.line_at(end),
            )
        )
        return True

    def fields(self, at_least: Strength = Strength.NUMBER, voice: Voice | None = None) -> set[str]:
        """The fields that are asked for so surely, by that voice or any."""
        return {
            prompt.field
            for prompt in self._prompts
            if prompt.strength >= at_least and voice in (None, prompt.voice)
        }

    def in_order(self) -> list[Prompt]:
        """The prompts as they stand in the text."""
        return sorted(self._prompts, key=lambda prompt: prompt.start)
