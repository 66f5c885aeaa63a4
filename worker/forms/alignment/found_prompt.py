"""A prompt that was found."""

from dataclasses import dataclass
from enum import IntEnum

from worker.forms.text.text_folding import Authorship

MAX_PROMPTS = 200  #: of one body


class PromptStrength(IntEnum):
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
    strength: PromptStrength
    authorship: Authorship
    depth: int
    number: int | None = None
    inline: bool = False  #: it does not start its line
    last_line: int = 0  #: where `end` is
