"""In which language a customer writes, as far as their own words tell; the form's own words are English."""

from collections import Counter
from collections.abc import Iterator, Mapping

from worker.forms.text.text_folding import fold_words
from worker.forms.words.language_words import POLITE, SAID, WRITTEN
from worker.reading.message import LineRole, Message

_ENOUGH = 3  #: points that make it the writer's
_POLITE, _SAID = 2, 1  # points of one word
_MAX_CHARS = 20_000  #: of a mail that are looked at


def _weighed() -> Mapping[str, Mapping[str, int]]:
    """By folded word, how many points it gives to which language."""
    points: dict[str, dict[str, int]] = {}
    for told, weight in ((SAID, _SAID), (POLITE, _POLITE)):
        for code, entries in told.items():
            for part in (part for entry in entries for part in fold_words(entry)):
                points.setdefault(part, {})[code] = weight
    return points


_POINTS = _weighed()


def guess_language(message: Message, role: LineRole = LineRole.OWN) -> str:
    """The ISO 639-1 code of the language; empty where nothing tells enough.

    Where two languages are mixed, it is the one that was told first. `role` says whose words are looked at.
    """
    points: Counter[str] = Counter()
    heard: set[str] = set()
    for line in _lines(message, role):
        for told in _telling(line, heard):
            points.update(told)
            best, second = _two_best(points)
            if points[best] >= _ENOUGH and points[best] > points[second]:
                return best
    return ""


def _telling(line: str, heard: set[str]) -> Iterator[Mapping[str, int]]:
    """The points of each word of the line that was not heard before."""
    for part in fold_words(line):
        if part in _POINTS and part not in heard:
            heard.add(part)
            yield _POINTS[part]
    for code, entries in WRITTEN.items():
        for entry in entries:
            if entry in line and entry not in heard:
                heard.add(entry)
                yield {code: _POLITE}


def _two_best(points: Counter[str]) -> tuple[str, str]:
    first, second, *_ = [*(code for code, _ in points.most_common(2)), "", ""]
    return first, second


def _lines(message: Message, role: LineRole) -> Iterator[str]:
    """Lines of that role, signatures and quotations left out; the first readable form is enough."""
    left = _MAX_CHARS
    for body in message.bodies[:1]:
        for line in body.lines:
            if line.role is role and left > 0:
                left -= len(line.text)
                yield line.text
