"""What a reply to our letters says: answers to what was asked, corrections, a yes, or something for a person.

Our own words, quoted or not, never answer. An answer stands below or behind the line that asks, behind a
label, in a sentence, or bare above the quotation where only one field can be meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from worker.forms.answers.numbered_answers import numbered_answers
from worker.forms.answers.own_corrections import put_right, says_right_key
from worker.forms.answers.partial_answers import Known, complete_answer, labels_a_part, parts_told
from worker.forms.answers.prompt_answers import PromptAnswer, evidence_of
from worker.forms.answers.prose_values import find_sentence_value
from worker.forms.answers.unlabelled_answers import bare_answers, turns_elsewhere
from worker.forms.extraction import (
    DENYING,
    Evidence,
    Fact,
    FactKind,
    FieldProblem,
    ReplyIntent,
    ReplyReading,
    Span,
    UnreadWords,
)
from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.field_checks import CheckedAnswer, check_answer
from worker.forms.fields.license_keys import find_keys
from worker.forms.form_definition import CONFIRMATION, AnswerCheck, Form, FormField
from worker.forms.form_reader import FormReader
from worker.forms.form_values import BARE, COMPLETED, PUT_RIGHT
from worker.forms.intent.confirmation_statement import find_confirmation, is_yes
from worker.forms.intent.deployment_facts import find_facts
from worker.forms.intent.message_intent import corrects_answer, is_small_talk, takes_request_back
from worker.forms.intent.statement_reading import StatementReading
from worker.forms.interview_answers import answers_in_words
from worker.forms.own_letter_text import OwnLetterText, collect_letter_text, questions_in, spans_in
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.language_data import heard
from worker.forms.text.sentences import Sentence, split_sentences
from worker.forms.text.text_folding import Authorship, FoldedText, fold_words
from worker.forms.unread.unread_words import ExplainedText, unread_words, why_held
from worker.forms.words.addition_words import ADDED
from worker.reading.message import Address, Automation, Body, Message

_NOTHING_KNOWN: Known = {}
_BELOW = "below a question"  #: the rule of what answers a question in words of somebody's own
_ADDED = KeywordSet(ADDED)


def read_reply(
    message: Message, form: Form, asked: Sequence[str], letters: Sequence[str], known: Known = _NOTHING_KNOWN
) -> ReplyReading:
    """What the reply says. `asked` names the fields that are open, `letters` are the texts of our letters.

    `known` are the values so far: an answer may be no more than the rest of one, such as its country.
    A value beside a problem can't be used as it is. Never raises.
    """
    machine = message.automation is Automation.AUTO_REPLY and not message.automation_doubt
    if machine or message.automation is Automation.BOUNCE:
        return ReplyReading(intent=ReplyIntent.NOTHING)
    if message.unreadable:
        return ReplyReading(intent=ReplyIntent.QUESTION)
    of_ours = collect_letter_text(letters, form)
    readings = [_Reply(body, form, asked, of_ours, known, message.from_).reading() for body in message.bodies]
    best = max(reversed(readings), key=_rank, default=ReplyReading(intent=ReplyIntent.NOTHING))
    return _agreed(best, readings)


def _rank(reading: ReplyReading) -> tuple[int, int, bool]:
    usable = len(set(reading.fields) - set(reading.problems))
    return usable, len(reading.fields), reading.intent is not ReplyIntent.NOTHING


def _agreed(best: ReplyReading, readings: Sequence[ReplyReading]) -> ReplyReading:
    """The reading without what another body of the mail says otherwise: nobody can tell which is meant."""
    differing = [
        name
        for name, value in best.fields.items()
        if name != CONFIRMATION and any(_differs(value, other.fields.get(name)) for other in readings)
    ]
    if not differing:
        return best
    why = f"plain text and HTML differ in {', '.join(differing)}"
    return replace(
        best,
        problems={**best.problems, **dict.fromkeys(differing, FieldProblem.AMBIGUOUS)},
        hold_reason="; ".join(filter(None, [best.hold_reason, why])),
    )


def _differs(value: str | int | None, other: str | int | None) -> bool:
    """Whether they are two answers, and not one with more or less around it."""
    one, two = ("".join(fold_words(str(each or ""))) for each in (value, other))
    return bool(one and two) and one not in two and two not in one


@dataclass
class _Findings:
    """The answers found so far; the first one to a field stands."""

    checked: dict[str, CheckedAnswer] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)

    def add(self, name: str, checked: CheckedAnswer, evidence: Evidence | None) -> None:
        if name in self.checked or (
            checked.value is None and checked.problem in (None, FieldProblem.MISSING)
        ):
            return
        self.checked[name] = checked
        if evidence is not None:
            self.evidence[name] = evidence


class _Reply:
    """One body of a reply."""

    def __init__(
        self,
        body: Body,
        form: Form,
        asked: Sequence[str],
        of_ours: OwnLetterText,
        known: Known,
        author: Address,
    ) -> None:
        self._form = form
        self._asked = asked
        self._known = {name: known.get(name) for name in asked}
        self._settled = known
        self._author = author
        self._sheet = FoldedText(body)
        self._questions = questions_in(self._sheet, of_ours)
        self._ours = spans_in(self._sheet, of_ours)
        _tell_voices(self._sheet, self._ours, [(p.start, p.end) for p in self._questions])
        self._reader = FormReader(self._sheet, form, questions=self._questions, taken=self._ours)
        self._found = _Findings()
        self._said: list[Sentence] = []

    def reading(self) -> ReplyReading:
        """The body's answers and what else it is."""
        entries = list(self._answered())
        prose = self._said = self._prose(entries)
        for entry in entries:
            if entry.prompt.field != CONFIRMATION:
                evidence = evidence_of(self._sheet, self._form.field(entry.prompt.field), entry)
                self._add(entry.prompt.field, entry.checked, evidence)
        self._numbered(entries)
        self._in_words()
        self._parts(prose)
        self._sentences(prose)
        self._corrections(prose)
        self._bare(prose)
        self._added_keys()
        facts = find_facts(self._around_values(entries), self._sheet.part, self._form.confirmation)
        self._confirmation(entries, prose, facts)
        return self._result(prose, entries, facts)

    def _add(self, name: str, checked: CheckedAnswer, evidence: Evidence | None) -> None:
        if name == CONFIRMATION:
            self._found.add(name, checked, evidence)
            return
        known = None if self._denied(name) else self._known.get(name)
        whole = complete_answer(self._form.field(name), known, checked, self._author.name)
        self._found.add(name, whole, evidence)

    def _denied(self, name: str) -> tuple[Span, ...]:
        """Where a sentence says that the unfinished value so far is wrong: "It is not Birgit's at all"."""
        known = fold_words(str(self._known.get(name) or ""))
        for sentence in self._said if known else ():
            if set(known) <= set(sentence.words) and _denies(sentence):
                return sentence.spans(0, len(sentence.text))
        return ()

    def _answered(self) -> Iterator[PromptAnswer]:
        """The prompts that the customer answered; in what is quoted, only with words that are not ours."""
        ask = {prompt.start for prompt in self._questions}
        for entry in self._reader.all_entries():
            if not entry.answer.text.strip():
                continue
            if entry.prompt.authorship is Authorship.OWN or entry.answer.own or entry.prompt.start in ask:
                yield entry

    def _prose(self, entries: Sequence[PromptAnswer]) -> list[Sentence]:
        taken = [(span.start, span.end) for entry in entries for span in entry.answer.spans]
        taken += [(entry.prompt.start, entry.prompt.end) for entry in entries]
        taken += [(prompt.start, prompt.end) for prompt in self._questions]
        return split_sentences(self._sheet, Authorship.OWN, sorted([*taken, *self._ours]))

    def _around_values(self, entries: Sequence[PromptAnswer]) -> list[Sentence]:
        """The customer's sentences, with what they wrote below the question for the confirmation."""
        told = [entry for entry in entries if entry.prompt.field != CONFIRMATION]
        taken = [(span.start, span.end) for entry in told for span in entry.answer.spans]
        taken += [(entry.prompt.start, entry.prompt.end) for entry in entries]
        taken += [(prompt.start, prompt.end) for prompt in self._questions]
        return split_sentences(
            self._sheet, Authorship.OWN, sorted([*taken, *self._ours, *self._reader.template_spans])
        )

    def _numbered(self, entries: Sequence[PromptAnswer]) -> None:
        """Answers behind the numbers of our questions, or behind numbers of their own."""
        taken = [(span.start, span.end) for entry in entries for span in entry.answer.spans]
        taken += [(entry.prompt.start, entry.prompt.end) for entry in entries]
        for name, checked, spans in numbered_answers(self._sheet, self._form, self._asked, taken):
            self._add(name, checked, Evidence(part=self._sheet.part, spans=spans, rule="behind its number"))

    def _in_words(self) -> None:
        """Answers below questions that a person asked in words of their own."""
        for name, checked, spans in answers_in_words(self._sheet, self._form, self._author.name):
            if name in self._asked:
                self._add(name, checked, Evidence(part=self._sheet.part, spans=spans, rule=_BELOW))

    def _parts(self, prose: Sequence[Sentence]) -> None:
        """What completes a value that we have."""
        for name in self._open_fields():
            known = None if self._denied(name) else self._known.get(name)
            part = parts_told(self._form.field(name), known, prose)
            if part is not None:
                evidence = Evidence(part=self._sheet.part, spans=part.spans, rule=COMPLETED)
                self._found.add(name, part.checked, evidence)

    def _sentences(self, prose: Sequence[Sentence]) -> None:
        unasked = [one.name for one in self._form.fields if self._is_free(one)]
        for name in (*self._open_fields(), *unasked):
            found = find_sentence_value(
                self._form.field(name), [one for one in prose if not _points_elsewhere(one)]
            )
            if found is not None:
                evidence = Evidence(part=self._sheet.part, spans=found.spans, rule="told in a sentence")
                self._add(name, found.checked, evidence)

    def _is_free(self, field: FormField) -> bool:
        """Whether nobody has to answer the field and nobody has: it is not asked for, and may be told."""
        return not field.required and self._settled.get(field.name) is None

    def _corrections(self, prose: Sequence[Sentence]) -> None:
        """What a settled answer should be instead, where a sentence says so."""
        # Which of two addresses is the right one is for a person to tell.
        correcting = [
            one
            for one in prose
            if corrects_answer(one) and len(find_addresses(one.text)) < 2 and not _points_elsewhere(one)
        ]
        settled = [one for one in self._form.fields if one.name not in (*self._asked, *self._found.checked)]
        for one in settled:
            better = put_right(one, str(self._settled.get(one.name) or ""), self._to_us(prose))
            if better is not None and better.checked.value is not None:
                evidence = Evidence(part=self._sheet.part, spans=better.spans, rule=PUT_RIGHT)
                self._found.add(one.name, better.checked, evidence)
                continue
            found = find_sentence_value(one, correcting) if correcting else None
            if found is not None:
                evidence = Evidence(part=self._sheet.part, spans=found.spans, rule=PUT_RIGHT)
                self._found.add(one.name, found.checked, evidence)

    def _to_us(self, prose: Sequence[Sentence]) -> list[Sentence]:
        """Sentences that name nobody else to turn to."""
        return [one for one in prose if not _points_elsewhere(one)]

    def _added_keys(self) -> None:
        """A further license beside the one on record: "We have a second license: …"."""
        field = next((one for one in self._form.fields if one.check is AnswerCheck.LICENSE_KEY), None)
        known = None if field is None else self._settled.get(field.name)
        if field is None or not known or field.name in self._asked:
            return
        said = split_sentences(self._sheet, Authorship.OWN, self._ours)
        if any(map(says_right_key, said)):
            return
        adds = any(_ADDED.among(one.words) and not corrects_answer(one) for one in said)
        new = [
            key
            for key in find_keys(self._sheet.text)
            if self._sheet.voices[self._sheet.line_at(key.spans[0].start)] is Authorship.OWN
            and key.text not in str(known).split()
        ]
        if adds and new:
            checked = check_answer(field, "\n".join([str(known), *(key.text for key in new)]))
            spans = tuple(span for key in new for span in key.spans)
            self._found.checked[field.name] = checked
            self._found.evidence[field.name] = Evidence(
                part=self._sheet.part, spans=spans, rule="a further key"
            )

    def _bare(self, prose: Sequence[Sentence]) -> None:
        fields = [self._form.field(name) for name in self._open_fields()]
        lines = [one for one in prose if not is_yes(one.text) and not labels_a_part(one.text)]
        for name, checked, spans in bare_answers(fields, lines, self._author.name):
            self._add(name, checked, Evidence(part=self._sheet.part, spans=spans, rule=BARE))

    def _open_fields(self) -> list[str]:
        return [name for name in self._asked if name != CONFIRMATION and name not in self._found.checked]

    def _confirmation(
        self, entries: Sequence[PromptAnswer], prose: Sequence[Sentence], facts: Sequence[Fact]
    ) -> None:
        confirmation = self._form.confirmation
        if confirmation is None:
            return
        said, text, evidence = StatementReading(), "", None
        for entry in entries:
            if entry.prompt.field == CONFIRMATION:
                said, text = said.also(find_confirmation(entry.answer.text)), entry.answer.text
                evidence = Evidence(
                    part=self._sheet.part, spans=entry.answer.spans, rule="below the question"
                )
        own = self._reader.stated_by_sender(entries)
        only = set(self._asked) <= {CONFIRMATION, *self._found.checked}
        for sentence in prose if CONFIRMATION in self._asked else ():
            said_here = (
                find_confirmation(sentence.text) if only or len(sentence.words) > 1 else StatementReading()
            )
            if said_here != StatementReading():
                own = own.also(said_here)
                text = text or sentence.text
                evidence = evidence or Evidence(
                    part=self._sheet.part,
                    spans=sentence.spans(0, len(sentence.text)),
                    rule="a yes to the question",
                )
        said = said.also(own)
        if (sign := next((fact for fact in facts if fact.kind in DENYING), None)) is not None:
            self._found.add(
                CONFIRMATION, CheckedAnswer(str(sign.value), FieldProblem.CONTRADICTED), sign.evidence
            )
        if said.problem is FieldProblem.CONTRADICTED or (
            CONFIRMATION in self._asked and said.problem is None
        ):
            value = " ".join(text.split())[:200] or "the statement"
            self._found.add(CONFIRMATION, CheckedAnswer(value, said.problem), evidence or said.evidence)

    def _signs(self, sentence: Sentence) -> bool:
        """Whether it is the author's name and no more: "S. Reuter"."""
        names = fold_words(self._author.name)
        initials = {name[0] for name in names}
        parts = all(word in names or word in initials for word in sentence.words)
        return bool(sentence.run) and (parts or sentence.run in "".join(names))

    def _unread(self, entries: Sequence[PromptAnswer], facts: Sequence[Fact]) -> tuple[UnreadWords, ...]:
        """The customer's words that are neither an answer nor anything else that is known."""
        values = {**self._settled, **{name: one.value for name, one in self._found.checked.items()}}
        taken = ExplainedText(
            folded_text=self._sheet,
            form=self._form,
            voices=[Authorship.OWN],
            entries=entries,
            spans=[
                *self._reader.template_spans,
                *self._ours,
                *((p.start, p.end) for p in self._questions),
                *((one.start, one.end) for name in self._found.checked for one in self._denied(name)),
            ],
            evidence=self._found.evidence | {f"fact {fact.kind}": fact.evidence for fact in facts},
            values={field.name: values.get(field.name) for field in self._form.fields},
            ask=[name for name in self._asked if name not in self._found.checked],
            subject="",
            sender=self._author.name,
            address=self._author.addr,
        )
        return unread_words(taken)

    def _result(
        self, prose: Sequence[Sentence], entries: Sequence[PromptAnswer], facts: tuple[Fact, ...]
    ) -> ReplyReading:
        unread = self._unread(entries, facts)
        found = self._found
        level = [fact.evidence for fact in facts if fact.kind is FactKind.NOT_MATCHING]
        refused = any(takes_request_back(one) and not _is_told_in(one, level) for one in prose)
        if refused:
            found = _Findings()
        return ReplyReading(
            intent=_intent(found, [one for one in prose if not self._signs(one)], refused=refused),
            fields={name: checked.value for name, checked in found.checked.items()},
            problems={name: c.problem for name, c in found.checked.items() if c.problem is not None},
            evidence=found.evidence,
            unread=unread,
            facts=facts,
            withdraws=refused,
            hold_reason=why_held(unread),
            part=self._sheet.part,
            text=self._sheet.text,
        )


def _is_told_in(sentence: Sentence, told: Sequence[Evidence]) -> bool:
    """Whether that was read in the sentence: a level that is refused takes nothing back."""
    spans = sentence.spans(0, len(sentence.text))
    return any(span.start <= one.start < span.end for each in told for one in each.spans for span in spans)


def _denies(sentence: Sentence) -> bool:
    return any(one.negations.among(sentence.words) for one in heard(sentence.words))


def _points_elsewhere(sentence: Sentence) -> bool:
    """Whether the address in it is somebody's to turn to."""
    return bool(find_addresses(sentence.text)) and turns_elsewhere(sentence)


def _intent(found: _Findings, prose: Sequence[Sentence], *, refused: bool) -> ReplyIntent:
    asks = any(sentence.question for sentence in prose)
    if found.checked:
        return ReplyIntent.QUESTION if asks else ReplyIntent.ANSWERS
    if refused or asks:
        return ReplyIntent.QUESTION
    return ReplyIntent.NOTHING if all(map(is_small_talk, prose)) else ReplyIntent.QUESTION


def _tell_voices(
    folded_text: FoldedText, spans: Sequence[tuple[int, int]], questions: Sequence[tuple[int, int]]
) -> None:
    """Lines of ours become quoted ones, whatever the client made of them; what is beside a question stays."""
    for start, end in (*spans, *questions):
        for index in range(folded_text.line_at(start), folded_text.line_at(max(end - 1, start)) + 1):
            words = folded_text.words_of(index)
            all_ours = all(_inside(folded_text.starts[word], (*spans, *questions)) for word in words)
            if folded_text.voices[index] is Authorship.OWN and all_ours:
                folded_text.voices[index] = Authorship.QUOTED


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
