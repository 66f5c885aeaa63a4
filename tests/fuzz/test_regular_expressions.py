"""No regular expression takes more than linear time, whatever the text.

What is judged is growth: eight times the text may take eight times as long, and never near sixty-four times.
"""

import re
import time
from collections.abc import Callable

import pytest

from tests.fuzz.patterns import Use, uses
from tests.fuzz.pumps import pumps

_SHORT = 2048  #: characters up to which every pattern is tried
_LONG = 32768  #: characters up to which a suspect goes on
_NOISE = 2e-5  #: seconds below which a clock tells nothing
_ENOUGH = 0.1  #: seconds after which longer texts would tell nothing more
_SUSPECT = 16  #: eightfold growth that is looked at more closely
_EIGHTFOLD = 24  #: between the 8 of linear and the 64 of quadratic growth
_TWOFOLD = 16  #: between the 4 of quadratic and the more than 100 of exponential growth

USES = sorted(uses(), key=lambda use: (use.where, use.method))  # the same order in every process


def _fastest(search: Callable[[str], object], text: str, tries: int) -> float:
    """Seconds of processor time, the least of several tries: a busy machine makes it longer, never less."""
    best = float("inf")
    for _ in range(tries):
        start = time.process_time()
        search(text)
        best = min(best, time.process_time() - start)
    return max(best, _NOISE)


def _grows_too_fast(search: Callable[[str], object], make: Callable[[int], str]) -> bool:
    """Whether the time grows faster than the text does, measured again before it is believed."""
    size = 8
    times = [_fastest(search, make(size), tries=2)]
    while size < (_LONG if times[-1] > _SUSPECT * times[max(-4, -len(times))] else _SHORT):
        size *= 2
        times.append(_fastest(search, make(size), tries=2))
        if times[-1] > _TWOFOLD * times[-2] and _ratio(search, make, size, 2) > _TWOFOLD:
            return True
        if times[-1] > _ENOUGH:
            break
    return times[-1] > _SUSPECT * times[-4] and _ratio(search, make, size, 8) > _EIGHTFOLD


def _ratio(search: Callable[[str], object], make: Callable[[int], str], size: int, parts: int) -> float:
    return _fastest(search, make(size), tries=3) / _fastest(search, make(size // parts), tries=6)


def _applied(use: Use) -> Callable[[str], object]:
    apply = getattr(use.pattern, use.method)
    if isinstance(use.pattern.pattern, bytes):
        return lambda text: apply(text.encode("utf-8"))
    if use.method != "search":
        return apply  # type: ignore[no-any-return]
    # All matches and not just the first, as in `finditer`; a single `search` does not take longer.
    return use.pattern.findall


def _worst(use: Use) -> str:
    """The first text that makes the pattern slow, told by what is repeated; empty when there is none."""
    search = _applied(use)
    for lead, unit, end in pumps(use.pattern):

        def make(size: int, lead: str = lead, unit: str = unit, end: str = end) -> str:
            return lead + unit * (size // len(unit)) + end

        if _grows_too_fast(search, make):
            return f"{lead!r} + {unit!r} * n + {end!r}"
    return ""


def test_every_room_that_reads_mail_is_looked_through() -> None:
    rooms = {use.where.split(".")[1].split(":")[0] for use in USES}
    assert rooms == {"reading", "forms", "requests"}


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.where} {use.method}")
def test_a_regular_expression_takes_linear_time(use: Use) -> None:
    assert not _worst(use), f"{use.where} backtracks: {use.pattern.pattern!r}"


@pytest.mark.parametrize(
    "pattern", [r"(a+)+b", r"\s+x", r"<[^>]*>", r"(?:a|a)*b", r"a*a*b", r"[\w.]+@", r"(?:\w+ ?)*:"]
)
def test_a_backtracking_expression_is_found_out(pattern: str) -> None:
    assert _worst(Use("here", re.compile(pattern), "search"))
