"""Prompts with their answers: behind the prompts, or in front of them where that reads better.

It must not know which of several answers counts; `form_values` does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.forms.alignment.found_prompt import Prompt, PromptStrength
from worker.forms.answers.answer_end import cut_answer
from worker.forms.answers.answer_regions import AnswerRegions
from worker.forms.extraction import Evidence, FieldProblem, Span
from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.field_checks import CheckedAnswer, check_answer, spans_of_halves
from worker.forms.fields.license_keys import find_keys, keys_in, spans_of
from worker.forms.form_definition import CONFIRMATION, AnswerCheck, Form, FormField
from worker.forms.intent.confirmation_statement import is_yes
from worker.forms.text.answer_pieces import AnswerPiece, AnswerRegion, AnswerText
from worker.forms.text.text_folding import Authorship, FoldedText

#: Kinds of fields whose answers show by their shape that they are right.
TELLING = (AnswerCheck.LICENSE_KEY, AnswerCheck.EMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptAnswer:
    """One prompt and what was answered to it."""

    prompt: Prompt
    answer: AnswerText
    checked: CheckedAnswer
    open: bool  #: the last prompt: the rest of the mail lies behind it
    above: bool = False  #: the answer stands above the prompt


def entries_of(
    folded_text: FoldedText,
    form: Form,
    regions: AnswerRegions,
    prompts: Sequence[Prompt],
    *,
    above: bool = False,
) -> list[PromptAnswer]:
    """Each prompt with the answer behind it, or above it."""
    return [_entry(folded_text, form, regions, prompt, above=above) for prompt in prompts]


def _entry(
    folded_text: FoldedText, form: Form, regions: AnswerRegions, prompt: Prompt, *, above: bool
) -> PromptAnswer:
    region = regions.above(prompt) if above else regions.behind(prompt)
    if prompt.field == CONFIRMATION:
        given = cut_answer(folded_text, region, AnswerCheck.ORGANIZATION)
        given = given if given.text else _yes_alone(folded_text, region)
        checked = CheckedAnswer(given.text or None)
    else:
        field = form.field(prompt.field)
        given = cut_answer(folded_text, region, field.check)
        checked = check_answer(field, given.text)
    return PromptAnswer(prompt=prompt, answer=given, checked=checked, open=region.open, above=above)


def _yes_alone(folded_text: FoldedText, region: AnswerRegion) -> AnswerText:
    """A yes that would close a mail elsewhere: amid a quotation "Tak" is Polish, and no Danish thanks."""
    text = folded_text.text[region.start : region.end]
    if region.authorship is not Authorship.QUOTED or region.end == len(folded_text.text) or not is_yes(text):
        return AnswerText()
    start = region.start + len(text) - len(text.lstrip())
    return AnswerText((AnswerPiece(text.strip().split("\n")[0], start, folded_text.line_at(start)),))


def best_entries(
    folded_text: FoldedText, form: Form, regions: AnswerRegions, prompts: Sequence[Prompt]
) -> list[PromptAnswer]:
    """The answers behind the prompts, or above where that reads well and behind does not."""
    behind = entries_of(folded_text, form, regions, prompts)
    if not prompts or any(entry.prompt.last_line == _first_line(entry) for entry in behind):
        return behind
    above = entries_of(folded_text, form, regions, prompts, above=True)
    good, bad = _telling(form, above)
    other, misfits = _telling(form, behind)
    plainly = good > 1 and other == 0 and misfits > 0
    better = good - bad > other - misfits + 2
    return above if plainly or (better and bad < misfits) else behind


def _first_line(entry: PromptAnswer) -> int:
    """The line on which the answer starts; -1 when there is none."""
    return next((piece.line for piece in entry.answer.pieces if piece.text.strip()), -1)


def _telling(form: Form, entries: Sequence[PromptAnswer]) -> tuple[int, int]:
    """How many answers are plainly right and plainly wrong: keys and addresses show it by their shape."""
    shapes = {field.name: field.check for field in form.fields}
    plain = [e for e in entries if shapes.get(e.prompt.field) in (*TELLING, AnswerCheck.ADDRESS)]
    good = sum(1 for entry in plain if entry.checked.value is not None and entry.checked.problem is None)
    wrong = [e for e in entries if e.checked.problem in (FieldProblem.INVALID, FieldProblem.NO_COUNTRY)]
    wrong += [e for e in entries if e not in plain and find_keys(e.answer.text)]
    return good, len(wrong)


_RULES = {
    PromptStrength.WORDING: "its full wording",
    PromptStrength.LIKE: "words like it",
    PromptStrength.LABEL: "a label",
    PromptStrength.WEAK: "a short label",
    PromptStrength.KEYWORDS: "its key words",
    PromptStrength.NUMBER: "its number",
}


def evidence_of(folded_text: FoldedText, field: FormField, entry: PromptAnswer) -> Evidence:
    """Where an answer's value stands, and how it was found."""
    spans = value_spans(field, entry.answer) or entry.answer.spans
    place = "above the prompt" if entry.above else "behind the prompt"
    place = "below the quoted prompt" if entry.answer.own else place
    return Evidence(part=folded_text.part, spans=spans, rule=f"{place} ({_RULES[entry.prompt.strength]})")


def span_of(entry: PromptAnswer) -> Iterator[tuple[int, int]]:
    """What the prompt and its answer take of the text."""
    yield entry.prompt.start, entry.prompt.end
    for span in entry.answer.spans:
        yield span.start, span.end


def value_spans(field: FormField, given: AnswerText) -> tuple[Span, ...]:
    """The exact place of a key, an address or a labelled name in its answer; else the answer's lines."""
    if field.check is AnswerCheck.LICENSE_KEY:
        found = list(spans_of(keys_in(given.text)))
    elif field.check is AnswerCheck.EMAIL:
        found = [address.span for address in find_addresses(given.text)]
    elif field.check is AnswerCheck.PERSON:
        found = spans_of_halves(given.text)
    else:
        return ()
    return tuple(part for span in found for part in _in_body(given, span))


def _in_body(given: AnswerText, span: Span) -> Iterator[Span]:
    """A span of the answer's text in terms of the body's."""
    begin = 0
    for piece in given.pieces:
        end = begin + len(piece.text)
        low, high = max(span.start, begin), min(span.end, end)
        if low < high:
            yield Span(piece.start + low - begin, piece.start + high - begin)
        begin = end + 1
