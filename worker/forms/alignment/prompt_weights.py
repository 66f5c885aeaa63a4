"""What speaks for a prompt, and how much: `data/weights.toml`, tried by `tests/samples/weights.py`."""

import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files

Traits = Mapping[str, float]  #: names of weights, and how much of each a candidate has


def _load() -> dict[str, float]:
    data = tomllib.loads((files("worker.forms") / "data" / "weights.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in data.items()}


WEIGHTS = _load()


def weigh_candidate(traits: Iterable[tuple[str, float]]) -> float:
    """The sum of what speaks for and against a candidate."""
    return sum(WEIGHTS[name] * amount for name, amount in traits)
