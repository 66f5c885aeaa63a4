"""One body read as a filled-in form: each field's best answer, the statement, and the words around.

A body may hold several voices: the sender's own, quoted and forwarded ones. A form is read in one of them,
and which one counts is decided in `extract`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from worker.forms.alignment.chain import find_prompts
from worker.forms.checks import Checked
from worker.forms.definition import CONFIRMATION, Form
from worker.forms.entries import TELLING, Entry, best_entries, entries_of, span_of, value_spans
from worker.forms.extraction import Problem
from worker.forms.lexicon import Lexicon, lexicon
from worker.forms.prompt import Prompt
from worker.forms.prose import Sentence, sentences
from worker.forms.regions import Regions
from worker.forms.sheet import Sheet, Voice
from worker.forms.statement import Passage, Said, passages, stated
from worker.forms.unprompted import unprompted
from worker.forms.values import Values, values_of


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


def may_hold(sheet: Sheet, sources: Sequence[Source]) -> bool:
    """Whether the body has a line in the voice of one of them; the sender's own is always looked at."""
    return Source.OWN in sources or any(_VOICE[source] in sheet.voices for source in sources)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A form as one body has it. Its prompts are found; the rest is read when it is asked for."""

    reader: "Reader"
    source: Source
    entries: tuple[Entry, ...]  #: of every prompt that counts
    passages: tuple[Passage, ...]  #: the template's other text, in this voice
    others: tuple[Entry, ...] = ()  #: of the other forms in the same body, which say nothing of this one

    @property
    def sheet(self) -> Sheet:
        """The body."""
        return self.reader.sheet

    @property
    def form(self) -> Form:
        """The form that it was read as."""
        return self.reader.form

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """The sender's own words around it."""
        return tuple(self.reader.prose(Voice.OWN, (*self.entries, *self.others)))

    @cached_property
    def told_in(self) -> tuple[Sentence, ...]:
        """The words around it in its own voice."""
        if self.source in (Source.OWN, Source.INLINE):
            return self.prose
        return tuple(self.reader.prose(_VOICE[self.source], (*self.entries, *self.others)))

    @cached_property
    def found(self) -> Values:
        """What is known of every field of the form."""
        beside = self.reader.beside(self.entries)
        passing = self.prose if self.source is Source.FORWARDED else ()
        return values_of(self.sheet, self.form, self.entries, [*self.told_in, *beside, *passing])

    @cached_property
    def said(self) -> Said:
        """What is said of the statement."""
        return self.reader.said(self.source, (*self.entries, *self.others))

    @property
    def checked(self) -> Mapping[str, Checked]:
        """The value of every field, or its problem."""
        return self.found.checked

    @cached_property
    def values(self) -> int:
        """How many fields have a usable value."""
        return sum(1 for one in self.checked.values() if one.value is not None and one.problem is None)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The fields that prompts ask for."""
        return frozenset(entry.prompt.field for entry in self.entries)


def _voices(source: Source) -> list[Voice]:
    """Whose words make the form."""
    return [Voice.OWN, Voice.QUOTED] if source is Source.INLINE else [_VOICE[source]]


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
        found = find_prompts(sheet, self._lex, bounds)
        for voice in () if questions else (Voice.OWN, Voice.FORWARDED):
            if not any(prompt.voice is voice for prompt in found):
                found += unprompted(sheet, form, bounds, voice)
        self._prompts = sorted([*questions, *found], key=lambda prompt: prompt.start)
        self._regions = Regions(sheet, form, self._prompts, self._passages, taken)

    @property
    def template_spans(self) -> list[tuple[int, int]]:
        """Where the template's text stands, other than its prompts."""
        return [(passage.start, passage.end) for passage in self._passages]

    def sources(self) -> list[Source]:
        """Whose forms the body may hold, what counts most first."""
        voices = {prompt.voice for prompt in self._prompts}
        voices |= {self.sheet.voices[passage.line] for passage in self._passages}
        found = [Source.OWN]
        if Voice.QUOTED in voices and self._answered_inside():
            found.append(Source.INLINE)
        if Voice.FORWARDED in self.sheet.voices:
            found.append(Source.FORWARDED)
        if Voice.QUOTED in voices and Source.INLINE not in found:
            found.append(Source.QUOTED)
        return found

    def read(self, source: Source) -> Filled:
        """The form in that voice."""
        prompts = [prompt for prompt in self._prompts if prompt.voice is _VOICE[source]]
        entries = best_entries(self.sheet, self.form, self._regions, prompts)
        voices = _voices(source)
        return Filled(
            reader=self,
            source=source,
            entries=tuple(entries),
            passages=tuple(p for p in self._passages if self.sheet.voices[p.line] in voices),
        )

    def said(self, source: Source, entries: Sequence[Entry]) -> Said:
        """What that voice says of the statement; a sender who denies it above a form passed on is heard."""
        taken = [span for entry in entries for span in self._value(entry)]
        said = stated(self.sheet, self._lex, self._passages, taken, _voices(source))
        if source not in (Source.OWN, Source.INLINE):
            own = stated(self.sheet, self._lex, self._passages, taken, [Voice.OWN])
            said = said.also(own) if own.problem is Problem.CONTRADICTED else said
        return said

    def all_entries(self) -> list[Entry]:
        """Every prompt, in whichever voice, with what stands behind it."""
        return entries_of(self.sheet, self.form, self._regions, self._prompts)

    def stated_by_sender(self, entries: Sequence[Entry]) -> Said:
        """What the sender's own words say of the statement."""
        taken = [span for entry in entries for span in span_of(entry)]
        return stated(self.sheet, self._lex, self._passages, taken, [Voice.OWN])

    def _answered_inside(self) -> bool:
        """Whether the sender wrote an answer under a quoted prompt."""
        prompts = [prompt for prompt in self._prompts if prompt.voice is Voice.QUOTED]
        for entry in entries_of(self.sheet, self.form, self._regions, prompts):
            kind = self.form.field(entry.prompt.field).check
            sure = entry.checked.value is not None and kind in TELLING
            if entry.answer.own and entry.answer.pieces and (not entry.open or sure):
                return True
        return False

    def prose(self, voice: Voice, entries: Sequence[Entry]) -> list[Sentence]:
        """The sentences in that voice around the form."""
        taken = sorted(
            [
                *(span for entry in entries for span in span_of(entry)),
                *((p.start, p.end) for p in self._passages),
            ]
        )
        return sentences(self.sheet, voice, taken)

    def beside(self, entries: Sequence[Entry]) -> list[Sentence]:
        """What stands in an answer beside its key or address: "eJ…, 30 users"."""
        everything = sorted(span for entry in entries for span in self._value(entry))
        whole = sorted(span for entry in entries for span in span_of(entry))
        if everything == whole:  # the values are all there is
            return []
        found: list[Sentence] = []
        for voice in {self.sheet.voices[piece.line] for entry in entries for piece in entry.answer.pieces}:
            outside = {sentence.text for sentence in sentences(self.sheet, voice, whole)}
            found += [one for one in sentences(self.sheet, voice, everything) if one.text not in outside]
        return found

    def around_values(self, source: Source, entries: Sequence[Entry]) -> list[Sentence]:
        """All sentences in that voice but for the template's text and what was read as a value."""
        taken = [(entry.prompt.start, entry.prompt.end) for entry in entries]
        for entry in entries:
            if entry.prompt.field != CONFIRMATION and entry.checked.problem is None:
                taken += self._value(entry)
        taken += [(passage.start, passage.end) for passage in self._passages]
        return [one for voice in _voices(source) for one in sentences(self.sheet, voice, sorted(taken))]

    def _value(self, entry: Entry) -> Iterator[tuple[int, int]]:
        """What the prompt and the value itself take of the text."""
        yield entry.prompt.start, entry.prompt.end
        field = None if entry.prompt.field == CONFIRMATION else self.form.field(entry.prompt.field)
        for span in (field and value_spans(field, entry.answer)) or entry.answer.spans:
            yield span.start, span.end
