"""One body read as a filled-in form: each field's best answer, the statement, and the words around.

A body may hold several voices: the sender's own, quoted and forwarded ones. A form is read in one of them,
and which one counts is decided in `extract`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.forms.checks import Checked
from worker.forms.definition import CONFIRMATION, Form
from worker.forms.entries import TELLING, Entry, best_entries, entries_of, span_of, value_spans
from worker.forms.extraction import Evidence, Problem
from worker.forms.lexicon import Lexicon, lexicon
from worker.forms.prompt import Prompt
from worker.forms.prompts import find_prompts
from worker.forms.prose import Sentence, sentences
from worker.forms.regions import Regions
from worker.forms.sheet import Sheet, Voice
from worker.forms.statement import Passage, Said, passages, stated
from worker.forms.strays import without_strays
from worker.forms.unprompted import unprompted
from worker.forms.values import values_of


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
        self._regions = Regions(sheet, form, self._prompts, self._passages, taken)

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
        own = self._prose(Voice.OWN, entries)
        voices = [Voice.OWN, Voice.QUOTED] if source is Source.INLINE else [_VOICE[source]]
        told_in = own if source in (Source.OWN, Source.INLINE) else self._prose(_VOICE[source], entries)
        values = values_of(self.sheet, self.form, entries, [*told_in, *self._beside(entries)])
        taken = [span for entry in entries for span in self._value(entry)]
        return Filled(
            sheet=self.sheet,
            form=self.form,
            source=source,
            entries=tuple(entries),
            passages=tuple(p for p in self._passages if self.sheet.voices[p.line] in voices),
            checked=values.checked,
            evidence=values.evidence,
            said=self._said(source, taken, voices),
            prose=tuple(own),
            told_in=tuple(told_in),
            twice=tuple(values.twice),
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

    def _prose(self, voice: Voice, entries: Sequence[Entry]) -> list[Sentence]:
        taken = sorted(
            [
                *(span for entry in entries for span in span_of(entry)),
                *((p.start, p.end) for p in self._passages),
            ]
        )
        return sentences(self.sheet, voice, taken)

    def _beside(self, entries: Sequence[Entry]) -> list[Sentence]:
        """What stands in an answer beside its key or address: "eJ…, 30 users"."""
        found: list[Sentence] = []
        for voice in {self.sheet.voices[piece.line] for entry in entries for piece in entry.answer.pieces}:
            everything = sorted(span for entry in entries for span in self._value(entry))
            whole = sorted(span for entry in entries for span in span_of(entry))
            outside = {sentence.text for sentence in sentences(self.sheet, voice, whole)}
            found += [one for one in sentences(self.sheet, voice, everything) if one.text not in outside]
        return found

    def _value(self, entry: Entry) -> Iterator[tuple[int, int]]:
        """What the prompt and the value itself take of the text."""
        yield entry.prompt.start, entry.prompt.end
        field = None if entry.prompt.field == CONFIRMATION else self.form.field(entry.prompt.field)
        for span in (field and value_spans(field, entry.answer)) or entry.answer.spans:
            yield span.start, span.end
