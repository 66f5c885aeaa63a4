"""Which words of a reply are those of our own letters, however the customer's client quoted or broke them.

A letter is known to the letter, so what else stands in a reply is the customer's. It must not know what the
customer's words mean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.forms.alignment.chain import find_prompts
from worker.forms.definition import CONFIRMATION, Form
from worker.forms.lexicon import lexicon
from worker.forms.numbering import separated
from worker.forms.prompt import Prompt, Strength
from worker.forms.sheet import Sheet, Voice, run
from worker.reading.message import Body, Line

MAX_LETTERS = 20  #: of one request, the newest ones, that are looked at
_LONG_RUN = 12  #: letters of a line that can't be a customer's by chance
_PART = "letter"


_LABELLED = re.compile(r"[^\n:：]{1,80}[:：] {1,4}\S")


@dataclass(frozen=True, slots=True)
class Ours:
    """What our letters hold: their lines, and the lines that ask for a field."""

    lines: tuple[str, ...]  #: runs, the longest first
    values: frozenset[str]  #: those of them that tell a label with its value: "Organization: Acme"
    questions: tuple[tuple[str, str], ...]  #: (run of a line that asks, field)


def ours(letters: Sequence[str], form: Form) -> Ours:
    """The lines of these letters."""
    lines: dict[str, None] = {}
    questions: dict[str, str] = {}
    values: set[str] = set()
    for letter in letters[-MAX_LETTERS:]:
        sheet = Sheet(_body(letter))
        for line in sheet.lines:
            lines.setdefault(run(line.text))
            if _LABELLED.match(line.text):
                values.add(run(line.text))
        questions |= _questions(sheet, form)
    ordered = sorted(filter(None, lines), key=len, reverse=True)
    return Ours(
        tuple(ordered),
        frozenset(values),
        tuple(sorted(questions.items(), key=lambda pair: len(pair[0]), reverse=True)),
    )


def _body(text: str) -> Body:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Line(text=line, start=start))
        start += len(line) + 1
    return Body(part=_PART, subtype="plain", text=text, lines=tuple(lines))


def _questions(sheet: Sheet, form: Form) -> dict[str, str]:
    """The answer block's lines: they end with a colon and have nothing behind it. Wrapped ones are joined."""
    found: dict[str, str] = {}
    for prompt in find_prompts(sheet, lexicon(form)):
        for last in range(prompt.line, min(prompt.line + 3, len(sheet.lines))):
            text = sheet.text[
                sheet.lines[prompt.line].start : sheet.lines[last].start + len(sheet.lines[last].text)
            ]
            if text.rstrip().endswith((":", "：")):
                if not prompt.inline and prompt.number is not None:
                    found |= _with_and_without_number(text, prompt.field, prompt.number)
                break
    if form.confirmation is not None:
        asked = [
            run(form.confirmation.prompt),
            *(run(one.prompt) for one in form.confirmation.letters),
        ]
        for line in sheet.lines:
            if any(prompt in run(line.text) for prompt in asked):
                found |= {run(line.text): CONFIRMATION, run(line.text).lstrip("0123456789"): CONFIRMATION}
    return found


def _with_and_without_number(text: str, field: str, number: int) -> dict[str, str]:
    whole = run(text)
    return {whole: field, whole.removeprefix(str(number)): field}


def questions_in(sheet: Sheet, known: Ours) -> list[Prompt]:
    """Where the reply has our questions, whole, in order."""
    prompts: list[Prompt] = []
    for phrase, field in known.questions:
        for first, behind in sheet.find(phrase):
            start, end = sheet.starts[first], _behind(sheet, sheet.ends[behind - 1])
            if any(start < other.end and other.start < end for other in prompts):
                continue
            line = sheet.line_at(start)
            prompts.append(
                Prompt(
                    field=field,
                    start=start,
                    end=end,
                    line=line,
                    strength=Strength.WORDING,
                    voice=sheet.voices[line],
                    depth=sheet.lines[line].depth,
                    last_line=sheet.line_at(end),
                )
            )
    return sorted(prompts, key=lambda prompt: prompt.start)


#: What ends a question that has a question within: "(there are two; which one is right?):".
_END = re.compile(r"[?!.)\]]{1,4}[ \t]{0,4}[:：][ \t*_]{0,8}")


def _behind(sheet: Sheet, end: int) -> int:
    match = _END.match(sheet.text, end)
    return match.end() if match is not None else separated(sheet, end)


def spans_in(sheet: Sheet, known: Ours) -> list[tuple[int, int]]:
    """Where the reply has other lines of ours, in order, not overlapping."""
    spans = list(_spans(sheet, known))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged


def _spans(sheet: Sheet, known: Ours) -> Iterator[tuple[int, int]]:
    for phrase in known.lines:
        for first, behind in sheet.find(phrase):
            start, end = sheet.starts[first], sheet.ends[behind - 1]
            line = sheet.line_at(start)
            quoted = sheet.voices[line] is Voice.QUOTED
            whole = _is_whole_line(sheet, first, behind)
            of_a_form = phrase in known.values and not quoted and not whole and _follows_words(sheet, first)
            if (len(phrase) >= _LONG_RUN and not of_a_form) or quoted or whole:
                yield start, end


def _follows_words(sheet: Sheet, first: int) -> bool:
    """Whether words end right before, as in a customer's form: "… name of the | holder: Ada"."""
    return first > 0 and not sheet.text[sheet.ends[first - 1] : sheet.starts[first]].strip()


def _is_whole_line(sheet: Sheet, first: int, behind: int) -> bool:
    indices = sheet.words_of(sheet.line_at(sheet.starts[first]))
    return indices.start == first and indices.stop == behind
