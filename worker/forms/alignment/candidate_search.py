"""Where a mail's lines may hold the form's prompts.

Four ways lead to a candidate: a long wording stands there whole, wherever that is; the start of a line or of
an item is a wording, is like one, or holds its key words; a label stands before a colon within a line; only a
number was left. None of them decides: `prompt_chain` does.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from worker.forms.alignment.found_prompt import PromptStrength
from worker.forms.alignment.inline_labels import within_lines
from worker.forms.alignment.label_likeness import key_words, like_the_start, measure_likeness, with_next_lines
from worker.forms.alignment.label_matching import begins_like_a_label, is_count, label_of, longest_label
from worker.forms.alignment.prompt_candidate import FITS, PromptCandidate, PromptCandidates
from worker.forms.form_definition import AnswerCheck
from worker.forms.form_lexicon import FieldWording, FormLexicon
from worker.forms.text.label_positions import LabelPosition, find_label_positions
from worker.forms.text.prompt_numbering import with_number
from worker.forms.text.text_folding import Authorship, FoldedText

_MAX_LIKE = 120  #: heads that are measured for likeness
_ITEM = re.compile(r"[ \t]*[-–—*•·o+][ \t]+$")


def find_candidates(
    folded_text: FoldedText, lex: FormLexicon, taken: Sequence[tuple[int, int]]
) -> list[PromptCandidate]:
    """Every candidate of the body outside the text that is taken."""
    return _Finder(folded_text, lex, taken).candidates()


class _Finder:
    """Looks through one body."""

    def __init__(self, folded_text: FoldedText, lex: FormLexicon, taken: Sequence[tuple[int, int]]) -> None:
        self._sheet = folded_text
        self._lex = lex
        self._found = PromptCandidates(folded_text, lex, taken)
        self._heads = [
            head for head in find_label_positions(folded_text) if not self._found.is_taken(head.at)
        ]

    def candidates(self) -> list[PromptCandidate]:
        self._wordings()
        for head in self._heads:
            if head.span not in self._found.exact:
                self._label(head)
        for authorship in dict.fromkeys(self._sheet.voices):
            heads = [head for head in self._heads if self._sheet.voices[head.line] is authorship]
            self._numbers(heads)
            if not self._is_whole(authorship):
                self._by_likeness([head for head in heads if head.span not in self._found.exact])
                within_lines(self._found, authorship)
        return self._found.all()

    def _is_whole(self, authorship: Authorship) -> bool:
        """Whether every field is asked for in so many words, so that nothing like them need be looked for."""
        sure = {one.field for one in self._found.of_voice(authorship) if one.strength >= PromptStrength.LIKE}
        return len(sure) == len(self._lex.form.fields)

    # --- whole wordings -----------------------------------------------------------------------------

    def _wordings(self) -> None:
        folded_text, lex = self._sheet, self._lex
        labels = {head.line: head for head in self._heads if head.separated or head.whole}
        begun = folded_text.beginnings & lex.long_beginnings.keys()
        places = sorted(place for beginning in begun for place in lex.long_beginnings[beginning])
        for wording in (*lex.prompts, *(lex.long[place] for place in places)):
            for first, behind in folded_text.find(wording.run):
                start, end = folded_text.starts[first], folded_text.ends[behind - 1]
                if not self._is_counted(wording, start, end) and (wording.long or self._starts_item(start)):
                    if self._is_within_wording(start, end):
                        continue
                    self._found.exact.add((start, end))
                    trait = ("template" if wording in lex.prompts else "wording", 1.0)
                    part = _part_of(labels.get(folded_text.line_at(start)), start, end)
                    self._found.add(wording.field, (start, end), PromptStrength.WORDING, trait, part)
        for wording in lex.prompts:
            for start, end in folded_text.glued(wording.run):
                self._found.add(wording.field, (start, end), PromptStrength.WORDING, ("template", 1.0))

    def _is_within_wording(self, start: int, end: int) -> bool:
        """Whether a longer wording stands there; the longest are looked for first."""
        return any(low <= start and end <= high for low, high in self._found.exact)

    def _is_counted(self, wording: FieldWording, start: int, end: int) -> bool:
        """ "We have 80 users in our Cloud instance": the number before the words is the answer."""
        if self._lex.form.field(wording.field).check is not AnswerCheck.INTEGER:
            return False
        text = self._sheet.text
        asked = text[end : end + 4].lstrip(" \t*_")[:1] in (":", "：")
        return not asked and text[max(start - 4, 0) : start].rstrip(" \t*_")[-1:].isdigit()

    def _starts_item(self, start: int) -> bool:
        _, number, inline = with_number(self._sheet, self._sheet.line_at(start), start)
        return number is not None or not inline

    # --- starts of lines and items ------------------------------------------------------------------

    def _label(self, head: LabelPosition) -> None:
        """The head is a wording, as it stands or nearly so, or begins with one."""
        wording = label_of(self._lex, head.text) if head.separated or head.whole else None
        if wording is not None and not is_count(self._sheet, self._lex, head, wording.field):
            marked = head.separated or head.number is not None
            strength = PromptStrength.LABEL if marked else PromptStrength.WEAK
            strength = PromptStrength.WORDING if wording.long else strength
            name = "wording" if wording.long else "label" if marked else "unmarked"
            self._found.exact.add(head.span)
            self._head(head, wording.field, strength, (name, 1.0))
            return
        self._two_in_one(head)
        self._leading(head)

    def _leading(self, head: LabelPosition) -> None:
        """A label with its answer behind it and nothing between: "1. Key eJ…", "- Company Acme"."""
        if not begins_like_a_label(self._sheet, self._lex, head):
            return
        wording, end = longest_label(self._sheet, self._lex, head)
        if wording is None:
            return
        line = self._sheet.lines[head.line]
        only_label = head.separated and not any(char.isdigit() or char == "@" for char in head.text)
        item = not only_label and _ITEM.fullmatch(self._sheet.text[line.start : head.at]) is not None
        agreed = head.number is not None and self._lex.numbers.get(head.number) == wording.field
        after = self._sheet.text[end : end + 400].split(maxsplit=1)[:1]
        telling = wording.count > 1 and bool(after) and ("@" in after[0] or after[0].startswith(("eJ", "eN")))
        if item or agreed or telling:
            name = "leading" if agreed or telling else "listed"
            self._found.add(
                wording.field, (head.at, end), PromptStrength.LABEL, (name, 1.0), number=head.number
            )

    def _two_in_one(self, head: LabelPosition) -> None:
        """Two labels before one colon: "Account email / account holder: …"."""
        first, mark, second = head.text.partition(" / ")
        if not mark or not head.separated or "/" in second:
            return
        at = head.at + len(first) + len(mark)
        halves = [replace(head, text=first), replace(head, at=at, text=second, number=None)]
        fields = [self._field_of(half) for half in halves]
        if all(fields) and fields[0] != fields[1]:
            for half, field in zip(halves, fields, strict=True):
                self._head(half, field, PromptStrength.LIKE, ("wording", 1.0))

    def _field_of(self, head: LabelPosition) -> str:
        wording = label_of(self._lex, head.text)
        return wording.field if wording is not None else measure_likeness(self._lex, head).field

    def _numbers(self, heads: Sequence[LabelPosition]) -> None:
        """The template's number alone, where the words behind it were overwritten or deleted."""
        items = [head for head in heads if head.number in self._lex.numbers]
        alone = _answers_alone(self._sheet, self._lex, items)
        for item in items:
            if item.span not in self._found.exact and not _asks_for_another(self._sheet, item):
                field = self._lex.numbers[item.number or 0]
                traits = ("number", 1.0), ("list_of_answers", float(item in alone))
                self._found.add(field, (item.at, item.at), PromptStrength.NUMBER, *traits, number=item.number)

    def _by_likeness(self, heads: Sequence[LabelPosition]) -> None:
        for head in heads[:_MAX_LIKE]:
            if "@" not in head.text:
                self._alike(head)
                told = key_words(self._lex, head)
                if told.field and not is_count(self._sheet, self._lex, head, told.field):
                    self._head(
                        head,
                        told.field,
                        PromptStrength.KEYWORDS,
                        ("key_words", 1.0),
                        ("more_key_words", told.score - 1),
                    )

    def _alike(self, head: LabelPosition) -> None:
        over_lines = with_next_lines(self._sheet, head)
        if any(one.marked for one in over_lines):
            whole = max(over_lines, key=lambda longer: measure_likeness(self._lex, longer).score)
            like = measure_likeness(self._lex, whole)
            if like.field and whole.marked and not is_count(self._sheet, self._lex, whole, like.field):
                self._head(
                    whole,
                    like.field,
                    PromptStrength.LIKE,
                    ("like", 1.0),
                    ("likeness", (like.score - 90) / 10),
                )
        start = like_the_start(self._sheet, self._lex, head)
        if start is not None:
            field, end, score = start
            traits = ("like", 1.0), ("likeness", (score - 90) / 10)
            self._found.add(field, (head.at, end), PromptStrength.LIKE, *traits, number=head.number)

    def _head(
        self, head: LabelPosition, field: str, strength: PromptStrength, *traits: tuple[str, float]
    ) -> None:
        self._found.add(field, (head.at, head.at + len(head.text)), strength, *traits, number=head.number)


def _part_of(label: LabelPosition | None, start: int, end: int) -> tuple[str, float]:
    """Whether the words are only a part of what stands before a line's separator, or alone on a line."""
    low, high = label.span if label is not None else (start, end)
    part = low <= start and end <= high and (start, end) != (low, high)
    return "part_of_label" if label is not None and label.separated else "part_of_line", float(part)


_LABEL_WORDS = 6  #: of a label of another form


def _asks_for_another(folded_text: FoldedText, head: LabelPosition) -> bool:
    """Whether a label follows the number that is none of the form's: "1. Domain: …"."""
    colon = folded_text.text[head.span[1] : head.span[1] + 4].lstrip(" *_")[:1] in (":", "：")
    plain = not any(char.isdigit() or char == "@" for char in head.text)
    return colon and plain and len(head.text.split()) <= _LABEL_WORDS


def _answers_alone(
    folded_text: FoldedText, lex: FormLexicon, items: Sequence[LabelPosition]
) -> Sequence[LabelPosition]:
    """The last list of answers alone behind the template's numbers, key and address where they belong."""
    lists: list[list[LabelPosition]] = []
    for item in items:
        if not lists or (item.number or 0) <= (lists[-1][-1].number or 0):
            lists.append([])
        lists[-1].append(item)
    for one in reversed(lists):
        checks = {item: lex.form.field(lex.numbers[item.number or 0]).check for item in one}
        told = {
            check
            for item, check in checks.items()
            if check in FITS and FITS[check].match(folded_text.text, item.at)
        }
        from_second = one[0].number == 2 and AnswerCheck.EMAIL in told  # the key broke off its "1."
        if len(one) > 2 and (told == set(FITS) or from_second):
            return one
    return ()
