"""Notices that no person wrote for this mail: gateways' warnings, disclaimers, scanners' footers."""

import re
from collections.abc import Iterator, MutableSequence, Sequence

from worker.reading.message import LineRole
from worker.reading.phrase_search import EvenText, PhraseSet
from worker.reading.text.text_lines import RawLine
from worker.reading.words import disclaimer_words as words

_WRAPPED = 55  # a line at least this long that ends within a sentence was wrapped
_SENTENCE_END = (".", "!", "?", ":", ";", "。", "！", "？", "：")
_CERTAIN = PhraseSet(words.CERTAIN)
_HOLDING = frozenset({LineRole.OWN, LineRole.FORWARDED, LineRole.SIGNATURE})  #: what may hold one
_RULE = re.compile(r"[\s\-_=*~—–―#]{4,}")


def mark(lines: Sequence[RawLine], found: MutableSequence[LineRole]) -> None:
    """Sets NOTICE on own, forwarded and signature lines that belong to a notice."""
    texts = [line.text for line, role in zip(lines, found, strict=True) if role in _HOLDING and line.text]
    if not _CERTAIN.within(EvenText(" ".join(texts))):
        return
    has_content = False
    for start, end in _paragraphs(lines, found):
        first, last = _notice(lines, start, end, at_top=not has_content)
        for index in range(first, last):
            found[index] = LineRole.NOTICE
        has_content = has_content or first > start or last < end
    _join(lines, found)


def _paragraphs(lines: Sequence[RawLine], found: Sequence[LineRole]) -> Iterator[tuple[int, int]]:
    """Ranges of lines without a blank one between, of one depth and role."""
    start = -1
    for index in range(len(lines) + 1):
        inside = index < len(lines) and bool(lines[index].text.strip()) and _may_hold(found[index])
        if start >= 0 and (not inside or found[index] is not found[start]):
            yield start, index
            start = -1
        if inside and start < 0:
            start = index


def _may_hold(role: LineRole) -> bool:
    return role in _HOLDING


def _notice(lines: Sequence[RawLine], start: int, end: int, *, at_top: bool) -> tuple[int, int]:
    """The range of the notice within a paragraph; an empty range at its end when there is none."""
    hits = [index for index in range(start, end) if _hit(lines, index, end)]
    if not hits:
        return end, end
    first = hits[0]
    while first > start and _runs_on(lines[first - 1].text):
        first -= 1
    if not at_top:
        return first, end
    last = hits[-1]
    while last + 1 < end and _runs_on(lines[last].text):
        last += 1
    return first, last + 1


def _hit(lines: Sequence[RawLine], index: int, end: int) -> bool:
    """A phrase begins on this line, even if it goes on over the next."""
    own = EvenText(lines[index].text).text
    after = lines[index + 1].text if index + 1 < end else ""
    return _CERTAIN.begins_before(EvenText(f"{own} {after}"), len(own))


def _runs_on(text: str) -> bool:
    text = text.rstrip()
    return len(text) >= _WRAPPED and not text.endswith(_SENTENCE_END)


def _join(lines: Sequence[RawLine], found: MutableSequence[LineRole]) -> None:
    """Rules and blank lines between or around notices belong to them."""
    for index, line in enumerate(lines):
        if (
            found[index] is LineRole.NOTICE
            and index
            and _is_rule(lines[index - 1].text)
            and _may_hold(found[index - 1])
        ):
            found[index - 1] = LineRole.NOTICE
        if line.text.strip() and _is_rule(line.text) and index and found[index - 1] is LineRole.NOTICE:
            found[index] = LineRole.NOTICE


def _is_rule(text: str) -> bool:
    return bool(_RULE.fullmatch(text))
