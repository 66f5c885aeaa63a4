"""The template's numbers alone, where the prompts behind them were overwritten or deleted."""

import re
from collections.abc import Sequence
from itertools import pairwise

from worker.forms.definition import Check
from worker.forms.heads import Head
from worker.forms.lexicon import Lexicon
from worker.forms.prompt import Found, Prompt, Strength
from worker.forms.sheet import Sheet, Voice

#: How the answer to such a field begins, so that a list of anything else is no form.
_TELLING = {
    Check.LICENSE_KEY: re.compile(r"e[JN][A-Za-z0-9+/]{6}"),
    Check.EMAIL: re.compile(r"[^\s@:]{1,64}@"),
}


def numbered_answers(sheet: Sheet, lex: Lexicon, heads: list[Head], found: Found) -> list[Head]:
    """The heads that may still be labels, when those of a list of answers are taken out.

    A list is one of answers alone when it has a key and an address where the template's numbers have them:
    then "4. The Address Company" is no label either.
    """
    for voice in Voice:
        items = [h for h in heads if sheet.voices[h.line] is voice and h.number in lex.numbers]
        numbers = [head.number or 0 for head in items]
        if len(items) < 3 or numbers[0] not in (1, 2) or any(a >= b for a, b in pairwise(numbers)):
            continue
        told = {lex.form.field(lex.numbers[h.number or 0]).check for h in items if _is_answer(sheet, lex, h)}
        if told == set(_TELLING) or (numbers[0] == 2 and Check.EMAIL in told):  # the key broken off its "1."
            for head in items:
                found.add(lex.numbers[head.number or 0], (head.at, head.at), Strength.NUMBER, head.number)
            heads = [head for head in heads if head not in items]
    return heads


def _is_answer(sheet: Sheet, lex: Lexicon, head: Head) -> bool:
    """Whether what the number's field is answered with follows it at once."""
    telling = _TELLING.get(lex.form.field(lex.numbers[head.number or 0]).check)
    return telling is not None and telling.match(sheet.text[head.at : head.at + 200]) is not None


def bare_numbers(
    sheet: Sheet, lex: Lexicon, heads: Sequence[Head], prompts: Sequence[Prompt], found: Found
) -> None:
    """ "1. eJ…", "2. jane@…", "3. Jane Doe": a run of the template's numbers, at least three of them."""
    asked = {prompt.field for prompt in prompts}
    order = [(prompt.number, prompt.start) for prompt in prompts if prompt.number is not None]
    bare = {head: lex.numbers.get(head.number or 0, "") for head in heads}
    bare = {head: field for head, field in bare.items() if field and field not in asked}
    order += [(head.number, head.at) for head in bare if head.number is not None]
    order.sort(key=lambda pair: pair[1])
    numbers = [number for number, _ in order]
    if len(numbers) < 3 or numbers != sorted(set(numbers)) or numbers[-1] - numbers[0] >= len(numbers):
        return
    told = [
        head
        for head, field in bare.items()
        if (telling := _TELLING.get(lex.form.field(field).check)) and telling.search(_two_lines(sheet, head))
    ]
    if len(bare) > 1 and not told:
        return
    for head, field in bare.items():
        found.add(field, (head.at, head.at), Strength.NUMBER, head.number)


def _two_lines(sheet: Sheet, head: Head) -> str:
    line = sheet.lines[head.line]
    return line.text + (sheet.lines[head.line + 1].text if head.line + 1 < len(sheet.lines) else "")
