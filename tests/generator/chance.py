"""The dice: one seeded source of chance, which remembers by name each transformation that was chosen."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")


class Chance:
    """All choices of one mail."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.marks: list[str] = []

    def mark(self, name: str) -> None:
        """Note that this was done to the mail."""
        self.marks.append(name)

    def forget(self, *groups: str) -> None:
        """What was noted in these groups was not done after all."""
        self.marks = [mark for mark in self.marks if mark.partition(":")[0] not in groups]

    def marked(self, name: str) -> bool:
        return name in self.marks

    def happens(self, probability: float, name: str = "") -> bool:
        """True with that probability, noted under `name` if it has one."""
        yes = self._random.random() < probability
        if yes and name:
            self.mark(name)
        return yes

    def one(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    def kind(self, group: str, weights: Mapping[str, int]) -> str:
        """One of several ways, noted as "group:way"."""
        name = self._random.choices(list(weights), list(weights.values()))[0]
        self.mark(f"{group}:{name}")
        return name

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return self._random.sample(items, len(items))

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


@cache
def data(name: str) -> Mapping[str, Any]:
    """The word list of that name."""
    path = Path(__file__).parent / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))
