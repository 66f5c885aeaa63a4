"""Prompts with their answers: behind the prompts, or in front of them where that reads better.

It must not know which of several answers counts; `values` does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.forms.addresses import find_addresses
from worker.forms.answers import answer
from worker.forms.checks import Checked, check, spans_of_halves
from worker.forms.definition import CONFIRMATION, Check, Form, FormField
from worker.forms.extraction import Evidence, Problem, Span
from worker.forms.keys import find_keys, keys_in, spans_of
from worker.forms.pieces import Answer, Piece, Region
from worker.forms.prompt import Prompt, Strength
from worker.forms.regions import Regions
from worker.forms.sheet import Sheet, Voice
from worker.forms.statement import is_yes

#: Kinds of fields whose answers show by their shape that they are right.
TELLING = (Check.LICENSE_KEY, Check.EMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One prompt and what was answered to it."""

    prompt: Prompt
    answer: Answer
    checked: Checked
    open: bool  #: the last prompt: the rest of the mail lies behind it
    above: bool = False  #: the answer stands above the prompt


def entries_of(
    sheet: Sheet, form: Form, regions: Regions, prompts: Sequence[Prompt], *, above: bool = False
) -> list[Entry]:
    """Each prompt with the answer behind it, or above it."""
    return [_entry(sheet, form, regions, prompt, above=above) for prompt in prompts]


def _entry(sheet: Sheet, form: Form, regions: Regions, prompt: Prompt, *, above: bool) -> Entry:
    region = regions.above(prompt) if above else regions.behind(prompt)
    if prompt.field == CONFIRMATION:
        given = answer(sheet, region, Check.ORGANIZATION)
        given = given if given.text else _yes_alone(sheet, region)
        checked = Checked(given.text or None)
    else:
        field = form.field(prompt.field)
        given = answer(sheet, region, field.check)
        checked = check(field, given.text)
    return Entry(prompt=prompt, answer=given, checked=checked, open=region.open, above=above)


def _yes_alone(sheet: Sheet, region: Region) -> Answer:
    """A yes that would close a mail elsewhere: amid a quotation "Tak" is Polish, and no Danish thanks."""
    text = sheet.text[region.start : region.end]
    if region.voice is not Voice.QUOTED or region.end == len(sheet.text) or not is_yes(text):
        return Answer()
    start = region.start + len(text) - len(text.lstrip())
    return Answer((Piece(text.strip().split("\n")[0], start, sheet.line_at(start)),))


def best_entries(sheet: Sheet, form: Form, regions: Regions, prompts: Sequence[Prompt]) -> list[Entry]:
    """The answers behind the prompts, or above where that reads well and behind does not."""
    behind = entries_of(sheet, form, regions, prompts)
    if not prompts or any(entry.prompt.last_line == _first_line(entry) for entry in behind):
        return behind
    above = entries_of(sheet, form, regions, prompts, above=True)
    good, bad = _telling(form, above)
    other, misfits = _telling(form, behind)
    plainly = good > 1 and other == 0 and misfits > 0
    better = good - bad > other - misfits + 2
    return above if plainly or (better and bad < misfits) else behind


def _first_line(entry: Entry) -> int:
    """The line on which the answer starts; -1 when there is none."""
    return next((piece.line for piece in entry.answer.pieces if piece.text.strip()), -1)


def _telling(form: Form, entries: Sequence[Entry]) -> tuple[int, int]:
    """How many answers are plainly right and plainly wrong: keys and addresses show it by their shape."""
    shapes = {field.name: field.check for field in form.fields}
    plain = [e for e in entries if shapes.get(e.prompt.field) in (*TELLING, Check.ADDRESS)]
    good = sum(1 for entry in plain if entry.checked.value is not None and entry.checked.problem is None)
    wrong = [e for e in entries if e.checked.problem in (Problem.INVALID, Problem.NO_COUNTRY)]
    wrong += [e for e in entries if e not in plain and find_keys(e.answer.text)]
    return good, len(wrong)


_RULES = {
    Strength.WORDING: "its full wording",
    Strength.LIKE: "words like it",
    Strength.LABEL: "a label",
    Strength.WEAK: "a short label",
    Strength.KEYWORDS: "its key words",
    Strength.NUMBER: "its number",
}


def evidence_of(sheet: Sheet, field: FormField, entry: Entry) -> Evidence:
    """Where an answer's value stands, and how it was found."""
    spans = value_spans(field, entry.answer) or entry.answer.spans
    place = "above the prompt" if entry.above else "behind the prompt"
    place = "below the quoted prompt" if entry.answer.own else place
    return Evidence(part=sheet.part, spans=spans, rule=f"{place} ({_RULES[entry.prompt.strength]})")


def span_of(entry: Entry) -> Iterator[tuple[int, int]]:
    """What the prompt and its answer take of the text."""
    yield entry.prompt.start, entry.prompt.end
    for span in entry.answer.spans:
        yield span.start, span.end


def value_spans(field: FormField, given: Answer) -> tuple[Span, ...]:
    """The exact place of a key, an address or a labelled name in its answer; else the answer's lines."""
    if field.check is Check.LICENSE_KEY:
        found = list(spans_of(keys_in(given.text)))
    elif field.check is Check.EMAIL:
        found = [address.span for address in find_addresses(given.text)]
    elif field.check is Check.PERSON:
        found = spans_of_halves(given.text)
    else:
        return ()
    return tuple(part for span in found for part in _in_body(given, span))


def _in_body(given: Answer, span: Span) -> Iterator[Span]:
    """A span of the answer's text in terms of the body's."""
    begin = 0
    for piece in given.pieces:
        end = begin + len(piece.text)
        low, high = max(span.start, begin), min(span.end, end)
        if low < high:
            yield Span(piece.start + low - begin, piece.start + high - begin)
        begin = end + 1
