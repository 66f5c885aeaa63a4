"""What is recorded of a body that was read as a form, and what has to be asked for.

It must not know how the kind of the message was decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from worker.forms.answers.own_corrections import put_right
from worker.forms.answers.prompt_answers import span_of
from worker.forms.answers.prose_values import find_sentence_value
from worker.forms.extraction import DENYING, Evidence, Extraction, Fact, FieldProblem, Kind, ReplyReading
from worker.forms.fields.field_checks import CheckedAnswer, check_answer
from worker.forms.fields.license_keys import find_keys, spans_of
from worker.forms.form_definition import CONFIRMATION, AnswerCheck, Form, FormField
from worker.forms.form_reader import FilledForm, FormSource
from worker.forms.form_readings import FormReading, FormReadings
from worker.forms.form_values import PUT_RIGHT, TOLD
from worker.forms.intent.deployment_facts import find_facts
from worker.forms.several_forms import parted
from worker.forms.text.sentences import Sentence
from worker.forms.text.text_folding import Authorship
from worker.forms.unread.unread_words import ExplainedText, unread_words, why_held
from worker.reading.message import Message


def is_held(kind: Kind, reason: str) -> Extraction:
    """A kind of which a person has to say whether it is that."""
    return Extraction(kind=kind, reason=reason, hold=True, hold_reason=reason)


def record_reading(
    message: Message,
    readings: FormReadings,
    reading: FormReading,
    reason: str,
    remarks: FilledForm | None = None,
) -> Extraction:
    """A request of the form that was read, held where a value is in doubt; `reason` is that of its kind.

    `remarks` are the sender's words in another body than the form: above a message that is attached. Several
    forms, one below the other, are several: the others go with the first.
    """
    if parts := parted(reading.filled):
        of_each = [replace(reading, filled=part) for part in parts]
        each = [_recorded_form(message, readings, one, reason, remarks) for one in of_each]
        return replace(each[0], others=tuple(each[1:]))
    return _recorded_form(message, readings, reading, reason, remarks)


def _recorded_form(
    message: Message, readings: FormReadings, reading: FormReading, reason: str, remarks: FilledForm | None
) -> Extraction:
    filled = reading.filled
    differing = _told_apart(readings, reading)
    doubts = [f"two answers for {name}" for name in filled.found.twice]
    doubts += [f"plain text and HTML differ in {name}" for name in differing]
    in_subject = _key_in_subject(message.subject, filled)
    checked = dict(filled.checked) | dict.fromkeys(differing, CheckedAnswer(None, FieldProblem.AMBIGUOUS))
    evidence = dict(filled.found.evidence)
    if in_subject is not None:
        checked[in_subject.field] = in_subject.checked
        evidence[in_subject.field] = in_subject.evidence
    if remarks is not None:
        _remarked(filled.form, remarks, checked, evidence)
    if filled.form.confirmation is not None and filled.said.evidence is not None:
        evidence[CONFIRMATION] = filled.said.evidence
    facts = find_facts(_told(filled), filled.folded_text.part, filled.form.confirmation)
    problems = _problems(filled, checked, facts)
    doubts += filter(None, [_mixed(filled, checked)])
    fields = {field.name: _recorded(field, checked[field.name]) for field in filled.form.fields}
    known = evidence | {f"fact {fact.kind}": fact.evidence for fact in facts}
    unread = unread_words(_taken(message, filled, known, fields, tuple(problems)))
    if remarks is not None:
        unread += unread_words(_taken(message, remarks, evidence, fields, tuple(problems)))
    doubts += filter(None, [why_held(unread)])
    return Extraction(
        kind=filled.form.kind,
        reason=reason,
        form=filled.form.name,
        fields=fields,
        ask=tuple(problems),
        problems=problems,
        evidence=evidence,
        hold=bool(doubts),
        hold_reason="; ".join(doubts),
        unread=unread,
        facts=facts,
        part=filled.folded_text.part,
        text=filled.folded_text.text,
    )


def _remarked(
    form: Form, remarks: FilledForm, checked: dict[str, CheckedAnswer], evidence: dict[str, Evidence]
) -> None:
    """What the sender's words put right or add in another body."""
    part = remarks.folded_text.part
    for field in form.fields:
        value = checked[field.name].value
        better = put_right(field, str(value), remarks.prose) if value is not None else None
        added = find_sentence_value(field, remarks.prose) if value is None else None
        if better is not None:
            checked[field.name] = better.checked
            evidence[field.name] = Evidence(part=part, spans=better.spans, rule=PUT_RIGHT)
        elif added is not None:
            checked[field.name] = added.checked
            evidence[field.name] = Evidence(part=part, spans=added.spans, rule=TOLD)


def record_reply(form: Form, reply: ReplyReading, *, sure: bool) -> Extraction:
    """A request that a reply to a letter of another thread tells; if not much, a person should look."""
    required = [field.name for field in form.fields if field.required]
    wanted = (*required, CONFIRMATION) if form.confirmation is not None else (*required,)
    missing = {name: FieldProblem.MISSING for name in wanted if name not in reply.fields}
    problems = {**missing, **{name: one for name, one in reply.problems.items() if name in wanted}}
    doubts = [] if sure else ["answers a letter of a thread that is not known"]
    doubts += filter(None, [reply.hold_reason])
    return Extraction(
        kind=form.kind,
        reason="answers a letter that asks for the form's fields",
        form=form.name,
        fields={field.name: reply.fields.get(field.name) for field in form.fields},
        ask=tuple(name for name in wanted if name in problems),
        problems=problems,
        evidence=reply.evidence,
        hold=bool(doubts),
        hold_reason="; ".join(doubts),
        unread=reply.unread,
        part=reply.part,
        text=reply.text,
    )


def _mixed(filled: FilledForm, checked: Mapping[str, CheckedAnswer]) -> str:
    """Why nobody can tell which of several licenses goes to which account; empty where one can."""
    keys = [
        str(checked[one.name].value).split()
        for one in filled.form.fields
        if one.check is AnswerCheck.LICENSE_KEY
    ]
    accounts = [one.name for one in filled.form.fields if one.check is AnswerCheck.EMAIL and one.required]
    several = any(len(found) > 1 for found in keys)
    unclear = any(checked[name].problem is FieldProblem.AMBIGUOUS for name in accounts)
    return "several licenses and several accounts, which can't be told apart" if several and unclear else ""


def _told(filled: FilledForm) -> list[Sentence]:
    """What is said around the form and beside its answers, and above a form that is passed on."""
    own = filled.prose if filled.source is FormSource.FORWARDED else ()
    return [*filled.reader.around_values(filled.source, (*filled.entries, *filled.others)), *own]


def _problems(
    filled: FilledForm, checked: Mapping[str, CheckedAnswer], facts: Sequence[Fact]
) -> dict[str, FieldProblem]:
    """Why each thing has to be asked for that has to be."""
    problems = {
        field.name: checked[field.name].problem or FieldProblem.MISSING
        for field in filled.form.fields
        if field.required and (checked[field.name].problem or checked[field.name].value is None)
    }
    denied = any(fact.kind in DENYING for fact in facts)
    if filled.form.confirmation is not None and (denied or filled.said.problem is not None):
        problems[CONFIRMATION] = (
            (denied and FieldProblem.CONTRADICTED) or filled.said.problem or FieldProblem.MISSING
        )
    return problems


def _taken(
    message: Message,
    filled: FilledForm,
    evidence: Mapping[str, Evidence],
    fields: Mapping[str, str | int | None],
    ask: tuple[str, ...],
) -> ExplainedText:
    """What of the sender's words is explained."""
    voices = (
        [Authorship.OWN, Authorship.FORWARDED] if filled.source is FormSource.FORWARDED else [Authorship.OWN]
    )
    return ExplainedText(
        folded_text=filled.folded_text,
        form=filled.form,
        voices=voices,
        entries=filled.entries,
        spans=[
            *((passage.start, passage.end) for passage in filled.passages),
            *(span for entry in filled.others for span in span_of(entry)),
        ],
        evidence=evidence,
        values=fields,
        ask=ask,
        subject=message.subject,
        sender=message.from_.name,
        address=message.from_.addr,
    )


@dataclass(frozen=True, slots=True)
class _InSubject:
    """A key that stands in the subject and nowhere else."""

    field: str
    checked: CheckedAnswer
    evidence: Evidence


def _key_in_subject(subject: str, filled: FilledForm) -> _InSubject | None:
    for field in filled.form.fields:
        if field.check is AnswerCheck.LICENSE_KEY and filled.checked[field.name].value is None:
            spans = tuple(spans_of(find_keys(subject)))
            if spans:
                evidence = Evidence(part="subject", spans=spans, rule="in the subject")
                return _InSubject(field.name, check_answer(field, subject), evidence)
    return None


def _recorded(field: FormField, checked: CheckedAnswer) -> str | int | None:
    """An optional answer that can't be used is none; of a required one what it says so far is kept."""
    return checked.value if field.required or checked.problem is None else None


def _told_apart(readings: FormReadings, reading: FormReading) -> list[str]:
    """Required addresses on which the plain text and the HTML of one message do not agree."""
    names = []
    for field in reading.filled.form.fields:
        if field.check is AnswerCheck.EMAIL and field.required:
            values = {
                str(other.filled.checked[field.name].value).casefold()
                for other in readings.alternatives(reading)
                if other.filled.checked[field.name].value is not None
            }
            if len(values) > 1:
                names.append(field.name)
    return names
