"""Answers behind numbers and nothing else: "4. Analytical Engines Ltd".

The numbers are those of our questions, or run from one in the order in which we ask. A line with a label of
its own is not read here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from worker.forms.extraction import FieldProblem, Span
from worker.forms.fields.field_checks import CheckedAnswer, check_answer
from worker.forms.form_definition import CONFIRMATION, Form
from worker.forms.text.mail_closings import is_closing, is_rule
from worker.forms.text.text_folding import Authorship, FoldedText
from worker.reading.message import LineRole

_NUMBER = re.compile(
    r"[ \t]{0,8}[(\[#]{0,2}(\d{1,2})"
    r"(?:[ \t]{0,2}(?:[.):\]]{1,2}|[-=]{1,2}>|→)[ \t]{0,8}|[ \t]{1,2}[-–—][ \t]{1,2})(?=\S)"
)
_MAX_LINES = 8  #: of one item
_UNFIT = (FieldProblem.INVALID, FieldProblem.PLACEHOLDER, FieldProblem.MISSING)


@dataclass
class _Item:
    number: int
    lines: list[tuple[int, str]] = field(default_factory=list)  #: (where in the body, what)

    @property
    def text(self) -> str:
        return "\n".join(text for _, text in self.lines)

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(Span(start, start + len(text)) for start, text in self.lines)


def numbered_answers(
    folded_text: FoldedText, form: Form, asked: Sequence[str], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, CheckedAnswer, tuple[Span, ...]]]:
    """The asked fields that the sender's own numbered lines answer; `taken` was read already."""
    items = _items(folded_text, taken)
    names = _names([item.number for item in items], form, asked)
    answers = []
    for item in items if names else ():
        name = names[item.number]
        if name == CONFIRMATION:
            continue
        checked = check_answer(form.field(name), item.text)
        if checked.problem in _UNFIT:
            return
        answers.append((name, checked, item.spans))
    yield from answers


def _names(numbers: Sequence[int], form: Form, asked: Sequence[str]) -> dict[int, str]:
    """Which field each number means; none where they are neither ours nor count what we ask."""
    ours = {one.number: one.name for one in form.fields if one.name in asked}
    if form.confirmation is not None and CONFIRMATION in asked:
        ours[max(one.number for one in form.fields) + 1] = CONFIRMATION
    if not numbers or len(set(numbers)) != len(numbers):
        return {}
    if set(numbers) <= ours.keys():
        return ours
    counted = list(numbers) == list(range(1, len(asked) + 1))
    return dict(enumerate(asked, start=1)) if counted else {}


def _items(folded_text: FoldedText, taken: Sequence[tuple[int, int]]) -> list[_Item]:
    items: list[_Item] = []
    for index, line in enumerate(folded_text.lines):
        own = folded_text.voices[index] is Authorship.OWN and line.role is LineRole.OWN
        overlaps = any(start < line.start + len(line.text) and line.start < end for start, end in taken)
        match = _NUMBER.match(line.text) if own and not overlaps else None
        if match is not None:
            items.append(_Item(int(match[1]), [(line.start + match.end(), line.text[match.end() :])]))
        elif items and not (own and line.text.strip()) and not _goes_on(folded_text, index):
            break
        elif items and own and line.text.strip() and not overlaps and not _ends(line.text):
            if len(items[-1].lines) < _MAX_LINES:
                items[-1].lines.append((line.start, line.text))
        elif items and line.text.strip():
            break
    return items


def _ends(text: str) -> bool:
    return is_closing(text) or is_rule(text)


def _goes_on(folded_text: FoldedText, blank: int) -> bool:
    """Whether the next filled line is another item."""
    for line in folded_text.lines[blank + 1 : blank + 4]:
        if line.text.strip():
            return _NUMBER.match(line.text) is not None
    return False
