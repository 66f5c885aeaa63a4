"""A filled form as its writer sees it, before a client sends it: paragraphs around, items in the middle."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Place(StrEnum):
    """Where an answer stands, seen from its prompt."""

    BESIDE = "beside"
    BELOW = "below"
    GAP = "gap"  #: below, with empty lines around
    ABOVE = "above"


@dataclass(slots=True)
class Item:
    """One prompt with its answer. Either may be empty."""

    number: str
    prompt: str
    answer: list[str]
    place: Place
    bold: bool = False
    spaced: bool = False  #: an empty line follows

    @property
    def head(self) -> str:
        return self.number + (f"*{self.prompt}*" if self.bold and self.prompt else self.prompt)

    def lines(self) -> list[str]:
        """The item in plain text."""
        answer = [line for line in self.answer if line]
        if not self.head.strip():
            return answer
        if self.place is Place.ABOVE:
            return [*answer, self.head, ""]
        if self.place is Place.BESIDE:
            first = f"{self.head.rstrip()} {answer[0]}" if answer else self.head
            return [first, *answer[1:], *([""] if self.spaced else [])]
        gap = [""] if self.place is Place.GAP else []
        return [self.head, *gap, *answer, *gap, *([""] if self.spaced and not gap else [])]


@dataclass(slots=True)
class Sheet:
    """The whole mail's own text."""

    above: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """All of it in plain text."""
        return [*self.above, *(line for item in self.items for line in item.lines()), *self.below]

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Change each text in place."""
        self.above = [change(line) for line in self.above]
        self.below = [change(line) for line in self.below]
        for item in self.items:
            item.number, item.prompt = change(item.number), change(item.prompt)
            item.answer = [change(line) for line in item.answer]
