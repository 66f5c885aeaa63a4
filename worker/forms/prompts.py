"""Where a prompt is recognised: the places of a body that ask for a field of the form.

In this order, each only where nothing better was found; each way has a module of its own:
1. the template's own prompt, whole, wherever it stands (`wordings`; it survives wrapping and lost newlines);
2. the template's numbers before answers alone (`numbered`);
3. a label at the start of a line: "Company:", "4) Firma", a table cell (`labels`);
4. labels without a colon in a list: "- Company Acme" (`labels`), two labels before one (`inline`);
5. words at the start of a line that are like a wording: typing errors, small changes (`likeness`);
6. words at the start of a line that speak of one field only, its keywords (`likeness`);
7. another long wording of the form, wherever it stands (`wordings`);
8. a label within a line, before a colon: "… License key: eJ…" (`inline`);
9. a label with its answer behind it and nothing between: "1. Key eJ…" (`labels`);
10. the template's number alone, where the prompt behind it was overwritten (`numbered`).
Answers without even numbers are in `unprompted`.
It must not know what an answer looks like beyond its first characters.
"""

from collections.abc import Sequence

from worker.forms.heads import Head, heads_of
from worker.forms.inline import inline_labels, two_in_one
from worker.forms.labels import labels, leading_label, listed_labels
from worker.forms.lexicon import Lexicon
from worker.forms.likeness import alike, by_keywords
from worker.forms.numbered import bare_numbers, numbered_answers
from worker.forms.prompt import Found, Prompt, Strength
from worker.forms.sheet import Sheet, Voice
from worker.forms.wordings import glued_wording, long_wordings, whole_wording


def find_prompts(sheet: Sheet, lex: Lexicon, taken: Sequence[tuple[int, int]] = ()) -> list[Prompt]:
    """The prompts of the form in the body outside the spans `taken`, in order, not overlapping."""
    found = Found(sheet, taken)
    for wording in lex.prompts:
        whole_wording(sheet, lex, wording, found)
        glued_wording(sheet, wording, found)
    heads = [head for head in heads_of(sheet) if not found.covers(head.at)]
    heads = numbered_answers(sheet, lex, heads, found)
    labels(sheet, lex, heads, found)
    every = {field.name for field in lex.form.fields}
    if found.fields(Strength.LIKE, Voice.OWN) != every:
        whole = {voice for voice in Voice if found.fields(Strength.LIKE, voice) == every}
        _search(sheet, lex, [head for head in heads if sheet.voices[head.line] not in whole], found)
    return found.in_order()


def _search(sheet: Sheet, lex: Lexicon, heads: Sequence[Head], found: Found) -> None:
    """The ways that take longer, for a form that is not whole yet."""
    listed_labels(sheet, lex, [head for head in heads if not found.covers(head.at)], found)
    heads = [head for head in heads if not found.covers(head.at)]
    for head in heads:
        two_in_one(lex, head, found)
    alike(sheet, lex, [head for head in heads if not found.covers(head.at)], found)
    for head in heads:
        if not found.covers(head.at):
            by_keywords(sheet, lex, head, found)
    long_wordings(sheet, lex, found)
    inline_labels(sheet, lex, found)
    for head in heads:
        if not found.covers(head.at):
            leading_label(sheet, lex, head, found)
    for voice in Voice:
        open_heads = [h for h in heads if sheet.voices[h.line] is voice and not found.covers(h.at)]
        bare_numbers(sheet, lex, open_heads, [p for p in found.in_order() if p.voice is voice], found)
