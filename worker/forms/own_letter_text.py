"""Which words of a reply are those of our own letters, however the customer's client quoted or broke them.

A letter is known to the letter, so what else stands in a reply is the customer's. It must not know what the
customer's words mean.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.forms.alignment.found_prompt import Prompt, PromptStrength
from worker.forms.alignment.prompt_chain import find_prompts
from worker.forms.form_definition import CONFIRMATION, Form
from worker.forms.form_lexicon import make_lexicon
from worker.forms.text.prompt_numbering import skip_separator
from worker.forms.text.text_folding import Authorship, FoldedText, fold_phrase
from worker.reading.message import Body, Line

MAX_LETTERS = 20  #: of one request, the newest ones, that are looked at
_LONG_RUN = 12  #: letters of a line that can't be a customer's by chance
_PART = "letter"


_LABELLED = re.compile(r"[^\n:：]{1,80}[:：] {1,4}\S")


@dataclass(frozen=True, slots=True)
class OwnLetterText:
    """What our letters hold: their lines, and the lines that ask for a field."""

    lines: tuple[str, ...]  #: runs, the longest first
    values: frozenset[str]  #: those of them that tell a label with its value: "Organization: Acme"
    questions: tuple[tuple[str, str], ...]  #: (run of a line that asks, field)


def collect_letter_text(letters: Sequence[str], form: Form) -> OwnLetterText:
    """The lines of these letters."""
    lines: dict[str, None] = {}
    questions: dict[str, str] = {}
    values: set[str] = set()
    for letter in letters[-MAX_LETTERS:]:
        folded_text = FoldedText(_body(letter))
        for line in folded_text.lines:
            lines.setdefault(fold_phrase(line.text))
            if _LABELLED.match(line.text):
                values.add(fold_phrase(line.text))
        questions |= _questions(folded_text, form)
    ordered = sorted(filter(None, lines), key=len, reverse=True)
    return OwnLetterText(
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


def _questions(folded_text: FoldedText, form: Form) -> dict[str, str]:
    """The answer block's lines: they end with a colon and have nothing behind it. Wrapped ones are joined."""
    found: dict[str, str] = {}
    for prompt in find_prompts(folded_text, make_lexicon(form)):
        for last in range(prompt.line, min(prompt.line + 3, len(folded_text.lines))):
            text = folded_text.text[
                folded_text.lines[prompt.line].start : folded_text.lines[last].start
                + len(folded_text.lines[last].text)
            ]
            if text.rstrip().endswith((":", "：")):
                if not prompt.inline and prompt.number is not None:
                    found |= _with_and_without_number(text, prompt.field, prompt.number)
                break
    if form.confirmation is not None:
        asked = [
            fold_phrase(form.confirmation.prompt),
            *(fold_phrase(one.prompt) for one in form.confirmation.letters),
        ]
        for line in folded_text.lines:
            if any(prompt in fold_phrase(line.text) for prompt in asked):
                found |= {
                    fold_phrase(line.text): CONFIRMATION,
                    fold_phrase(line.text).lstrip("0123456789"): CONFIRMATION,
                }
    return found


def _with_and_without_number(text: str, field: str, number: int) -> dict[str, str]:
    whole = fold_phrase(text)
    return {whole: field, whole.removeprefix(str(number)): field}


def questions_in(folded_text: FoldedText, known: OwnLetterText) -> list[Prompt]:
    """Where the reply has our questions, whole, in order."""
    prompts: list[Prompt] = []
    for phrase, field in known.questions:
        for first, behind in folded_text.find(phrase):
            start, end = folded_text.starts[first], _behind(folded_text, folded_text.ends[behind - 1])
            if any(start < other.end and other.start < end for other in prompts):
                continue
            line = folded_text.line_at(start)
            prompts.append(
                Prompt(
                    field=field,
                    start=start,
                    end=end,
                    line=line,
                    strength=PromptStrength.WORDING,
                    authorship=folded_text.voices[line],
                    depth=folded_text.lines[line].depth,
                    last_line=folded_text.line_at(end),
                )
            )
    return sorted(prompts, key=lambda prompt: prompt.start)


#: What ends a question that has a question within: "(there are two; which one is right?):".
_END = re.compile(r"[?!.)\]]{1,4}[ \t]{0,4}[:：][ \t*_]{0,8}")


def _behind(folded_text: FoldedText, end: int) -> int:
    match = _END.match(folded_text.text, end)
    return match.end() if match is not None else skip_separator(folded_text, end)


def spans_in(folded_text: FoldedText, known: OwnLetterText) -> list[tuple[int, int]]:
    """Where the reply has other lines of ours, in order, not overlapping."""
    spans = list(_spans(folded_text, known))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged


def _spans(folded_text: FoldedText, known: OwnLetterText) -> Iterator[tuple[int, int]]:
    for phrase in known.lines:
        for first, behind in folded_text.find(phrase):
            start, end = folded_text.starts[first], folded_text.ends[behind - 1]
            line = folded_text.line_at(start)
            quoted = folded_text.voices[line] is Authorship.QUOTED
            whole = _is_whole_line(folded_text, first, behind)
            of_a_form = (
                phrase in known.values and not quoted and not whole and _follows_words(folded_text, first)
            )
            if (len(phrase) >= _LONG_RUN and not of_a_form) or quoted or whole:
                yield start, end


def _follows_words(folded_text: FoldedText, first: int) -> bool:
    """Whether words end right before, as in a customer's form: "… name of the | holder: Ada"."""
    return first > 0 and not folded_text.text[folded_text.ends[first - 1] : folded_text.starts[first]].strip()


def _is_whole_line(folded_text: FoldedText, first: int, behind: int) -> bool:
    indices = folded_text.words_of(folded_text.line_at(folded_text.starts[first]))
    return indices.start == first and indices.stop == behind
