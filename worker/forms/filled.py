"""One body read as a filled-in form: each field's best answer, the statement, and the words around.

A body may hold several voices: the sender's own, quoted and forwarded ones. A form is read in one of them,
and which one counts is decided in `extract`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.forms.addresses import find_addresses
from worker.forms.answers import Answer, Region, answer
from worker.forms.checks import Checked, check
from worker.forms.definition import CONFIRMATION, Check, Form, FormField
from worker.forms.extraction import Evidence, Problem, Span
from worker.forms.free import corrected, told
from worker.forms.keys import find_keys, spans_of
from worker.forms.lexicon import Lexicon, lexicon
from worker.forms.prompts import Prompt, Strength, find_prompts
from worker.forms.prose import Sentence, sentences
from worker.forms.sheet import Sheet, Voice
from worker.forms.statement import Passage, Said, passages, stated
from worker.forms.strays import without_strays
from worker.forms.unprompted import unprompted


class Source(StrEnum):
    """Whose form it is."""

    OWN = "own"  #: the sender's
    INLINE = "inline"  #: quoted, with the sender's answers inside
    FORWARDED = "forwarded"  #: passed on
    QUOTED = "quoted"  #: only quoted


_VOICE = {
    Source.OWN: Voice.OWN,
    Source.INLINE: Voice.QUOTED,
    Source.FORWARDED: Voice.FORWARDED,
    Source.QUOTED: Voice.QUOTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One prompt and what was answered to it."""

    prompt: Prompt
    answer: Answer
    checked: Checked
    open: bool  #: the last prompt: the rest of the mail lies behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as one body has it."""

    sheet: Sheet
    form: Form
    source: Source
    entries: tuple[Entry, ...]  #: of every prompt that counts
    passages: tuple[Passage, ...]  #: the template's other text, in this voice
    checked: Mapping[str, Checked]  #: for every field of the form
    evidence: Mapping[str, Evidence]
    said: Said
    prose: tuple[Sentence, ...]  #: the sender's own words around it
    told_in: tuple[Sentence, ...]  #: the words around it in its own voice
    twice: tuple[str, ...]  #: fields with two answers that exclude each other

    @property
    def values(self) -> int:
        """How many fields have a usable value."""
        return sum(1 for one in self.checked.values() if one.value is not None and one.problem is None)

    @property
    def asked(self) -> set[str]:
        """The fields that prompts ask for."""
        return {entry.prompt.field for entry in self.entries}


class Reader:
    """Reads one body in terms of one form."""

    def __init__(
        self,
        sheet: Sheet,
        form: Form,
        *,
        questions: Sequence[Prompt] = (),
        taken: Sequence[tuple[int, int]] = (),
    ) -> None:
        """`questions` are prompts known to be there, `taken` is text that holds no prompt or answer."""
        self.sheet = sheet
        self.form = form
        self._lex: Lexicon = lexicon(form)
        self._passages = passages(sheet, self._lex)
        bounds = [*taken, *((p.start, p.end) for p in self._passages), *((q.start, q.end) for q in questions)]
        found = without_strays(sheet, find_prompts(sheet, self._lex, bounds), form)
        for voice in () if questions else (Voice.OWN, Voice.FORWARDED):
            if not any(prompt.voice is voice for prompt in found):
                found += unprompted(sheet, form, bounds, voice)
        self._prompts = sorted([*questions, *found], key=lambda prompt: prompt.start)
        self._bounds = sorted([*(p.start for p in self._passages), *(start for start, _ in taken)])

    def sources(self) -> list[Source]:
        """Whose forms the body may hold, what counts most first."""
        voices = {prompt.voice for prompt in self._prompts}
        voices |= {self.sheet.voices[passage.line] for passage in self._passages}
        found = [Source.OWN]
        if Voice.QUOTED in voices and self._answered_inside():
            found.append(Source.INLINE)
        if Voice.FORWARDED in voices:
            found.append(Source.FORWARDED)
        if Voice.QUOTED in voices and Source.INLINE not in found:
            found.append(Source.QUOTED)
        return found

    def read(self, source: Source) -> Filled:
        """The form in that voice."""
        prompts = [prompt for prompt in self._prompts if prompt.voice is _VOICE[source]]
        entries = list(self._entries(prompts))
        entries = self._above(prompts, entries) or entries
        own = self._own_prose(entries)
        voices = [Voice.OWN, Voice.QUOTED] if source is Source.INLINE else [_VOICE[source]]
        told_in = own if source in (Source.OWN, Source.INLINE) else self._prose(_VOICE[source], entries)
        beside = self._beside(entries)
        checked, evidence, twice = self._values(entries, [*told_in, *beside])
        taken = [span for entry in entries for span in self._value(entry)]
        return Filled(
            sheet=self.sheet,
            form=self.form,
            source=source,
            entries=tuple(entries),
            passages=tuple(p for p in self._passages if self.sheet.voices[p.line] in voices),
            checked=checked,
            evidence=evidence,
            said=self._said(source, taken, voices),
            prose=tuple(own),
            told_in=tuple(told_in),
            twice=tuple(twice),
        )

    def _said(self, source: Source, taken: Sequence[tuple[int, int]], voices: Sequence[Voice]) -> Said:
        """What that voice says of the statement; a sender who denies it above a form passed on is heard."""
        said = stated(self.sheet, self._lex, self._passages, taken, voices)
        if source not in (Source.OWN, Source.INLINE):
            own = stated(self.sheet, self._lex, self._passages, taken, [Voice.OWN])
            said = said.also(own) if own.problem is Problem.CONTRADICTED else said
        return said

    def all_entries(self) -> list[Entry]:
        """Every prompt, in whichever voice, with what stands behind it."""
        return list(self._entries(self._prompts))

    def stated_by_sender(self, entries: Sequence[Entry]) -> Said:
        """What the sender's own words say of the statement."""
        taken = [span for entry in entries for span in _span(entry)]
        return stated(self.sheet, self._lex, self._passages, taken, [Voice.OWN])

    def _answered_inside(self) -> bool:
        """Whether the sender wrote an answer under a quoted prompt."""
        prompts = [prompt for prompt in self._prompts if prompt.voice is Voice.QUOTED]
        for entry in self._entries(prompts):
            kind = self.form.field(entry.prompt.field).check
            sure = entry.checked.value is not None and kind in _TELLING
            if entry.answer.own and entry.answer.pieces and (not entry.open or sure):
                return True
        return False

    def _entries(self, prompts: Sequence[Prompt], *, above: bool = False) -> Iterator[Entry]:
        for prompt in prompts:
            region = self._region_above(prompt) if above else self._region(prompt)
            if prompt.field == CONFIRMATION:
                given = answer(self.sheet, region, Check.ORGANIZATION)
                checked = Checked(given.text or None)
            else:
                field = self.form.field(prompt.field)
                given = answer(self.sheet, region, field.check)
                checked = check(field, given.text)
            yield Entry(prompt=prompt, answer=given, checked=checked, open=region.open)

    def _above(self, prompts: Sequence[Prompt], behind: Sequence[Entry]) -> list[Entry]:
        """The answers in front of their prompts, where that reads well and the other way does not."""
        if not prompts or any(entry.prompt.last_line == _first_line(entry) for entry in behind):
            return []
        entries = list(self._entries(prompts, above=True))
        good, bad = _telling(self.form, entries)
        other, misfits = _telling(self.form, behind)
        plainly = good > 1 and other == 0 and misfits > 0
        better = good - bad > other - misfits + 2
        return entries if plainly or (better and bad < misfits) else []

    def _region_above(self, prompt: Prompt) -> Region:
        """From the prompt before, or from the paragraph above the first one."""
        before = [other.end for other in self._prompts if other.end <= prompt.start]
        start = max([*before, *(p.end for p in self._passages if p.end <= prompt.start), 0])
        if not before:
            keys = self.form.field(prompt.field).check is Check.LICENSE_KEY
            start = max(start, self._keys_above(prompt.line) if keys else self._paragraph_above(prompt.line))
        return Region(start=start, end=prompt.start, voice=prompt.voice, depth=prompt.depth, open=False)

    def _keys_above(self, line: int) -> int:
        """Where the lines of one word each begin that stand above this one; keys may have gaps between."""
        lines = self.sheet.lines
        while line > 0 and len(lines[line - 1].text.split()) < 2:  # words
            line -= 1
        return lines[line].start

    def _paragraph_above(self, line: int) -> int:
        """Where the filled lines begin that stand above this one."""
        lines = self.sheet.lines
        while line > 0 and not lines[line - 1].text:
            line -= 1
        while line > 0 and lines[line - 1].text:
            line -= 1
        return lines[line].start

    def _region(self, prompt: Prompt) -> Region:
        """From the prompt to the next prompt or other text of the template."""
        after = [other for other in self._prompts if other.start >= prompt.end and other is not prompt]
        text = [start for start in self._bounds if start >= prompt.end]
        next_prompt = min(after, key=lambda other: other.start, default=None)
        end = min([*text, len(self.sheet.text)])
        if next_prompt is not None and self._answered_together(prompt, next_prompt):
            return self._region(next_prompt)
        closed = next_prompt is not None and next_prompt.start <= end
        if next_prompt is not None and closed:
            end = next_prompt.start
            closed = next_prompt.voice is prompt.voice and next_prompt.depth == prompt.depth
        return Region(start=prompt.end, end=end, voice=prompt.voice, depth=prompt.depth, open=not closed)

    def _answered_together(self, one: Prompt, two: Prompt) -> bool:
        """Two prompts at once, an e-mail address and a name: one answer holds both, "Jane Doe <jane@…>"."""
        between = self.sheet.text[one.end : two.start]
        if CONFIRMATION in (one.field, two.field) or not _TOGETHER.fullmatch(between):
            return False
        kinds = {self.form.field(prompt.field).check for prompt in (one, two)}
        return one.line == two.line and kinds == {Check.EMAIL, Check.PERSON}

    def _own_prose(self, entries: Sequence[Entry]) -> list[Sentence]:
        return self._prose(Voice.OWN, entries)

    def _prose(self, voice: Voice, entries: Sequence[Entry]) -> list[Sentence]:
        taken = sorted(
            [
                *(span for entry in entries for span in _span(entry)),
                *((p.start, p.end) for p in self._passages),
            ]
        )
        return sentences(self.sheet, voice, taken)

    def _beside(self, entries: Sequence[Entry]) -> list[Sentence]:
        """What stands in an answer beside its key or address: "eJ…, 30 users"."""
        found: list[Sentence] = []
        for voice in {self.sheet.voices[piece.line] for entry in entries for piece in entry.answer.pieces}:
            everything = sorted(span for entry in entries for span in self._value(entry))
            whole = sorted(span for entry in entries for span in _span(entry))
            outside = {sentence.text for sentence in sentences(self.sheet, voice, whole)}
            found += [one for one in sentences(self.sheet, voice, everything) if one.text not in outside]
        return found

    def _value(self, entry: Entry) -> Iterator[tuple[int, int]]:
        """What the prompt and the value itself take of the text."""
        yield entry.prompt.start, entry.prompt.end
        field = None if entry.prompt.field == CONFIRMATION else self.form.field(entry.prompt.field)
        for span in (field and _value_spans(field, entry.answer)) or entry.answer.spans:
            yield span.start, span.end

    def _values(
        self, entries: Sequence[Entry], prose: Sequence[Sentence]
    ) -> tuple[dict[str, Checked], dict[str, Evidence], list[str]]:
        checked: dict[str, Checked] = {}
        evidence: dict[str, Evidence] = {}
        twice: list[str] = []
        for field in self.form.fields:
            best, clash = _best([entry for entry in entries if entry.prompt.field == field.name])
            checked[field.name] = best.checked if best else Checked(None, Problem.MISSING)
            if best is not None and best.answer.pieces:
                evidence[field.name] = evidence_of(self.sheet, field, best)
            if clash:
                twice.append(field.name)
                checked[field.name] = Checked(None, Problem.AMBIGUOUS)
            elif checked[field.name].value is None:
                self._tell(field, prose, checked, evidence)
            else:
                self._correct(field, prose, checked, evidence)
        return checked, evidence, twice

    def _tell(
        self,
        field: FormField,
        prose: Sequence[Sentence],
        checked: dict[str, Checked],
        evidence: dict[str, Evidence],
    ) -> None:
        """Take from running text what no prompt brought."""
        found = told(field, prose)
        if found is not None and checked[field.name].problem in (Problem.MISSING, Problem.PLACEHOLDER):
            checked[field.name] = found.checked
            evidence[field.name] = Evidence(
                part=self.sheet.part, spans=found.spans, rule="told in a sentence"
            )

    def _correct(
        self,
        field: FormField,
        prose: Sequence[Sentence],
        checked: dict[str, Checked],
        evidence: dict[str, Evidence],
    ) -> None:
        """A value that is put right further on; of two e-mail addresses none is taken."""
        found = corrected(field, prose)
        if found is None or _comparable(found.checked.value) == _comparable(checked[field.name].value):
            return
        two = field.check is Check.EMAIL
        checked[field.name] = Checked(None, Problem.AMBIGUOUS) if two else found.checked
        evidence[field.name] = Evidence(
            part=self.sheet.part, spans=found.spans, rule="put right in a sentence"
        )


_TOGETHER = re.compile(r"[ \t]*(?:[/&+,|]|and|und|et|y|e|en|i|и)[ \t]*")


def _first_line(entry: Entry) -> int:
    """The line on which the answer starts; -1 when there is none."""
    return next((piece.line for piece in entry.answer.pieces if piece.text.strip()), -1)


def _telling(form: Form, entries: Sequence[Entry]) -> tuple[int, int]:
    """How many answers are plainly right and plainly wrong: keys and addresses show it by their shape."""
    shapes = {field.name: field.check for field in form.fields}
    plain = [e for e in entries if shapes.get(e.prompt.field) in (*_TELLING, Check.ADDRESS)]
    good = sum(1 for entry in plain if entry.checked.value is not None and entry.checked.problem is None)
    wrong = [e for e in entries if e.checked.problem in (Problem.INVALID, Problem.NO_COUNTRY)]
    wrong += [e for e in entries if e not in plain and find_keys(e.answer.text)]
    return good, len(wrong)


_TELLING = (Check.LICENSE_KEY, Check.EMAIL)

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
    spans = _value_spans(field, entry.answer) or entry.answer.spans
    place = "below the quoted prompt" if entry.answer.own else "behind the prompt"
    return Evidence(part=sheet.part, spans=spans, rule=f"{place} ({_RULES[entry.prompt.strength]})")


def _span(entry: Entry) -> Iterator[tuple[int, int]]:
    """What the prompt and its answer take of the text."""
    yield entry.prompt.start, entry.prompt.end
    for span in entry.answer.spans:
        yield span.start, span.end


def _value_spans(field: FormField, given: Answer) -> tuple[Span, ...]:
    """The exact place of a key or an address within its answer; other values are the answer's lines."""
    if field.check is Check.LICENSE_KEY:
        found = list(spans_of(find_keys(given.text)))
    elif field.check is Check.EMAIL:
        found = [address.span for address in find_addresses(given.text)]
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


def _best(entries: Sequence[Entry]) -> tuple[Entry | None, bool]:
    """The answer that counts among those to one field, and whether another excludes it."""
    given = [entry for entry in entries if entry.answer.text.strip()]
    if not given:
        return (entries[0] if entries else None), False
    best = max(given, key=_worth)
    values = {_comparable(entry.checked.value) for entry in given if _worth(entry)[:2] == _worth(best)[:2]}
    return best, len(values) > 1


def _worth(entry: Entry) -> tuple[int, bool, int]:
    usable = 2 if entry.checked.value is not None and entry.checked.problem is None else 0
    return usable + (entry.checked.value is not None), entry.answer.own, entry.prompt.strength


def _comparable(value: str | int | None) -> str:
    return "".join(char for char in str(value).casefold() if char.isalnum())
