"""One body read as a filled-in form: each field's best answer, the statement, and the words around.

A body may hold several voices: the sender's own, quoted and forwarded ones. A form is read in one of them,
and which one counts is decided in `extract_form`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from worker.forms.alignment.found_prompt import Prompt
from worker.forms.alignment.prompt_chain import find_prompts
from worker.forms.answers.answer_regions import AnswerRegions
from worker.forms.answers.ordered_answers import find_ordered_answers
from worker.forms.answers.prompt_answers import (
    TELLING,
    PromptAnswer,
    best_entries,
    entries_of,
    span_of,
    value_spans,
)
from worker.forms.extraction import FieldProblem
from worker.forms.fields.field_checks import CheckedAnswer
from worker.forms.form_definition import CONFIRMATION, Form
from worker.forms.form_lexicon import FormLexicon, make_lexicon
from worker.forms.form_values import FormValues, values_of
from worker.forms.intent.confirmation_statement import (
    StatementPassage,
    find_passages,
    find_statement,
)
from worker.forms.intent.statement_reading import StatementReading
from worker.forms.text.sentences import Sentence, split_sentences
from worker.forms.text.text_folding import Authorship, FoldedText


class FormSource(StrEnum):
    """Whose form it is."""

    OWN = "own"  #: the sender's
    INLINE = "inline"  #: quoted, with the sender's answers inside
    FORWARDED = "forwarded"  #: passed on
    QUOTED = "quoted"  #: only quoted


_VOICE = {
    FormSource.OWN: Authorship.OWN,
    FormSource.INLINE: Authorship.QUOTED,
    FormSource.FORWARDED: Authorship.FORWARDED,
    FormSource.QUOTED: Authorship.QUOTED,
}


def may_hold(folded_text: FoldedText, sources: Sequence[FormSource]) -> bool:
    """Whether the body has a line in the voice of one of them; the sender's own is always looked at."""
    return FormSource.OWN in sources or any(_VOICE[source] in folded_text.voices for source in sources)


@dataclass(frozen=True, kw_only=True)
class FilledForm:
    """A form as one body has it. Its prompts are found; the rest is read when it is asked for."""

    reader: "FormReader"
    source: FormSource
    entries: tuple[PromptAnswer, ...]  #: of every prompt that counts
    passages: tuple[StatementPassage, ...]  #: the template's other text, in this voice
    others: tuple[
        PromptAnswer, ...
    ] = ()  #: of the other forms in the same body, which say nothing of this one

    @property
    def folded_text(self) -> FoldedText:
        """The body."""
        return self.reader.folded_text

    @property
    def form(self) -> Form:
        """The form that it was read as."""
        return self.reader.form

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """The sender's own words around it."""
        return tuple(self.reader.prose(Authorship.OWN, (*self.entries, *self.others)))

    @cached_property
    def told_in(self) -> tuple[Sentence, ...]:
        """The words around it in its own voice."""
        if self.source in (FormSource.OWN, FormSource.INLINE):
            return self.prose
        return tuple(self.reader.prose(_VOICE[self.source], (*self.entries, *self.others)))

    @cached_property
    def found(self) -> FormValues:
        """What is known of every field of the form."""
        beside = self.reader.beside(self.entries)
        passing = self.prose if self.source is FormSource.FORWARDED else ()
        return values_of(self.folded_text, self.form, self.entries, [*self.told_in, *beside, *passing])

    @cached_property
    def said(self) -> StatementReading:
        """What is said of the statement."""
        return self.reader.said(self.source, (*self.entries, *self.others))

    @property
    def checked(self) -> Mapping[str, CheckedAnswer]:
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


def _voices(source: FormSource) -> list[Authorship]:
    """Whose words make the form."""
    return [Authorship.OWN, Authorship.QUOTED] if source is FormSource.INLINE else [_VOICE[source]]


class FormReader:
    """Reads one body in terms of one form."""

    def __init__(
        self,
        folded_text: FoldedText,
        form: Form,
        *,
        questions: Sequence[Prompt] = (),
        taken: Sequence[tuple[int, int]] = (),
    ) -> None:
        """`questions` are prompts known to be there, `taken` is text that holds no prompt or answer."""
        self.folded_text = folded_text
        self.form = form
        self._lex: FormLexicon = make_lexicon(form)
        self._passages = find_passages(folded_text, self._lex)
        bounds = [*taken, *((p.start, p.end) for p in self._passages), *((q.start, q.end) for q in questions)]
        found = find_prompts(folded_text, self._lex, bounds)
        for authorship in () if questions else (Authorship.OWN, Authorship.FORWARDED):
            if not any(prompt.authorship is authorship for prompt in found):
                found += find_ordered_answers(folded_text, form, bounds, authorship)
        self._prompts = sorted([*questions, *found], key=lambda prompt: prompt.start)
        self._regions = AnswerRegions(folded_text, form, self._prompts, self._passages, taken)

    @property
    def template_spans(self) -> list[tuple[int, int]]:
        """Where the template's text stands, other than its prompts."""
        return [(passage.start, passage.end) for passage in self._passages]

    def sources(self) -> list[FormSource]:
        """Whose forms the body may hold, what counts most first."""
        voices = {prompt.authorship for prompt in self._prompts}
        voices |= {self.folded_text.voices[passage.line] for passage in self._passages}
        found = [FormSource.OWN]
        if Authorship.QUOTED in voices and self._answered_inside():
            found.append(FormSource.INLINE)
        if Authorship.FORWARDED in self.folded_text.voices:
            found.append(FormSource.FORWARDED)
        if Authorship.QUOTED in voices and FormSource.INLINE not in found:
            found.append(FormSource.QUOTED)
        return found

    def read(self, source: FormSource) -> FilledForm:
        """The form in that voice."""
        prompts = [prompt for prompt in self._prompts if prompt.authorship is _VOICE[source]]
        entries = best_entries(self.folded_text, self.form, self._regions, prompts)
        voices = _voices(source)
        return FilledForm(
            reader=self,
            source=source,
            entries=tuple(entries),
            passages=tuple(p for p in self._passages if self.folded_text.voices[p.line] in voices),
        )

    def said(self, source: FormSource, entries: Sequence[PromptAnswer]) -> StatementReading:
        """What that voice says of the statement; a sender who denies it above a form passed on is heard."""
        taken = [span for entry in entries for span in self._value(entry)]
        said = find_statement(self.folded_text, self._lex, self._passages, taken, _voices(source))
        if source not in (FormSource.OWN, FormSource.INLINE):
            own = find_statement(self.folded_text, self._lex, self._passages, taken, [Authorship.OWN])
            said = said.also(own) if own.problem is FieldProblem.CONTRADICTED else said
        return said

    def all_entries(self) -> list[PromptAnswer]:
        """Every prompt, in whichever voice, with what stands behind it."""
        return entries_of(self.folded_text, self.form, self._regions, self._prompts)

    def stated_by_sender(self, entries: Sequence[PromptAnswer]) -> StatementReading:
        """What the sender's own words say of the statement."""
        taken = [span for entry in entries for span in span_of(entry)]
        return find_statement(self.folded_text, self._lex, self._passages, taken, [Authorship.OWN])

    def _answered_inside(self) -> bool:
        """Whether the sender wrote an answer under a quoted prompt."""
        prompts = [prompt for prompt in self._prompts if prompt.authorship is Authorship.QUOTED]
        for entry in entries_of(self.folded_text, self.form, self._regions, prompts):
            kind = self.form.field(entry.prompt.field).check
            sure = entry.checked.value is not None and kind in TELLING
            if entry.answer.own and entry.answer.pieces and (not entry.open or sure):
                return True
        return False

    def prose(self, authorship: Authorship, entries: Sequence[PromptAnswer]) -> list[Sentence]:
        """The sentences in that voice around the form."""
        taken = sorted(
            [
                *(span for entry in entries for span in span_of(entry)),
                *((p.start, p.end) for p in self._passages),
            ]
        )
        return split_sentences(self.folded_text, authorship, taken)

    def beside(self, entries: Sequence[PromptAnswer]) -> list[Sentence]:
        """What stands in an answer beside its key or address: "eJ…, 30 users"."""
        everything = sorted(span for entry in entries for span in self._value(entry))
        whole = sorted(span for entry in entries for span in span_of(entry))
        if everything == whole:  # the values are all there is
            return []
        found: list[Sentence] = []
        for authorship in {
            self.folded_text.voices[piece.line] for entry in entries for piece in entry.answer.pieces
        }:
            outside = {sentence.text for sentence in split_sentences(self.folded_text, authorship, whole)}
            found += [
                one
                for one in split_sentences(self.folded_text, authorship, everything)
                if one.text not in outside
            ]
        return found

    def around_values(self, source: FormSource, entries: Sequence[PromptAnswer]) -> list[Sentence]:
        """All sentences in that voice but for the template's text and what was read as a value."""
        taken = [(entry.prompt.start, entry.prompt.end) for entry in entries]
        for entry in entries:
            if entry.prompt.field != CONFIRMATION and entry.checked.problem is None:
                taken += self._value(entry)
        taken += [(passage.start, passage.end) for passage in self._passages]
        return [
            one
            for authorship in _voices(source)
            for one in split_sentences(self.folded_text, authorship, sorted(taken))
        ]

    def _value(self, entry: PromptAnswer) -> Iterator[tuple[int, int]]:
        """What the prompt and the value itself take of the text."""
        yield entry.prompt.start, entry.prompt.end
        field = None if entry.prompt.field == CONFIRMATION else self.form.field(entry.prompt.field)
        for span in (field and value_spans(field, entry.answer)) or entry.answer.spans:
            yield span.start, span.end
