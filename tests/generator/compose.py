"""One seed, one mail: the bytes, what they mean, and what was done to them."""

from dataclasses import dataclass

from tests.generator import around, characters
from tests.generator.chance import Chance
from tests.generator.clients import draft
from tests.generator.filling import fill
from tests.generator.passing import travel
from tests.generator.people import Truth, person


@dataclass(frozen=True, slots=True)
class Mail:
    """A generated mail."""

    raw: bytes
    truth: Truth
    marks: tuple[str, ...]  #: the transformations in it, each once, by name


def compose(seed: int) -> Mail:
    """The mail of that seed; always the same."""
    chance = Chance(seed)
    truth = person(chance)
    sheet = fill(chance, truth)
    around.surround(chance, truth, sheet)
    characters.alter(chance, truth, sheet)
    raw = travel(chance, truth, draft(chance, sheet))
    return Mail(raw, truth, tuple(dict.fromkeys(chance.marks)))
