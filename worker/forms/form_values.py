"""The values of a form's fields: which answer counts, and what sentences tell or put right."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from worker.forms.answers.own_corrections import put_right
from worker.forms.answers.partial_answers import parts_told, prose_about_country
from worker.forms.answers.prompt_answers import PromptAnswer, evidence_of
from worker.forms.answers.prose_values import (
    SentenceValue,
    find_corrected_value,
    find_sentence_value,
    name_and_address,
    puts_right,
    speaks_of_account,
)
from worker.forms.answers.several_keys import further_keys, left_out
from worker.forms.extraction import Evidence, FieldProblem
from worker.forms.fields.field_checks import CheckedAnswer, check_answer
from worker.forms.form_definition import AnswerCheck, Form, FormField
from worker.forms.text.language_data import names_both
from worker.forms.text.sentences import Sentence
from worker.forms.text.text_folding import FoldedText
from worker.forms.words.value_words import LEGAL_FORMS

PUT_RIGHT = "put right in a sentence"  #: the rule of a value that a sentence corrected
TOLD = "told in a sentence"  #: the rule of a value that running text tells
BARE = "the bare answer"  #: the rule of a value that stands there without a label
FURTHER = "a further key"  #: the rule of several keys, of which a sentence told the last
COMPLETED = "the rest of a known value"  #: the rule of a value that a sentence completed


@dataclass(slots=True)
class FormValues:
    """What is known of each field."""

    checked: dict[str, CheckedAnswer] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)  #: fields with two answers that exclude each other


def values_of(
    folded_text: FoldedText, form: Form, entries: Sequence[PromptAnswer], prose: Sequence[Sentence]
) -> FormValues:
    """The value of every field, from the answers and from the sentences around them."""
    values = FormValues()
    put_aside = any(map(puts_right, prose))
    for one in form.fields:
        found = _telling_of(folded_text, one, entries)
        best, clash = _best(found)
        if clash and put_aside:
            best, clash = _last(found), False
        values.checked[one.name] = best.checked if best else CheckedAnswer(None, FieldProblem.MISSING)
        if best is not None and best.answer.pieces:
            values.evidence[one.name] = evidence_of(folded_text, one, best)
        if clash:
            values.twice.append(one.name)
            values.checked[one.name] = CheckedAnswer(None, FieldProblem.AMBIGUOUS)
        elif values.checked[one.name].value is None:
            _tell(folded_text, one, prose, values)
        else:
            _correct(folded_text, one, prose, values)
    _part_address(folded_text, form, values)
    _both_keys(folded_text, form, entries, values)
    for one in form.fields:
        if one.check is AnswerCheck.LICENSE_KEY and values.checked[one.name].problem is None:
            _add_keys(folded_text, one, prose, values)
            _leave_out_keys(folded_text, one, prose, values)
    return values


def _last(entries: Sequence[PromptAnswer]) -> PromptAnswer:
    """Of two copies of a form, of which the first is put right further on, the answer of the last."""
    return [entry for entry in entries if entry.checked.value is not None][-1]


def _both_keys(
    folded_text: FoldedText, form: Form, entries: Sequence[PromptAnswer], values: FormValues
) -> None:
    """Two copies of a form that differ in nothing but the key ask for two licenses."""
    key = next((one for one in form.fields if one.check is AnswerCheck.LICENSE_KEY), None)
    if key is None or values.twice != [key.name]:
        return
    found = [entry for entry in entries if entry.prompt.field == key.name and entry.checked.value is not None]
    values.twice.clear()
    values.checked[key.name] = check_answer(key, "\n".join(str(entry.checked.value) for entry in found))
    spans = tuple(span for entry in found for span in evidence_of(folded_text, key, entry).spans)
    values.evidence[key.name] = Evidence(part=folded_text.part, spans=spans, rule="behind two prompts")


def _add_keys(
    folded_text: FoldedText, field: FormField, prose: Sequence[Sentence], values: FormValues
) -> None:
    """A further license that is told beside the form: "We have a second license as well: …"."""
    current = str(values.checked[field.name].value)
    told = values.evidence.get(field.name)
    if told is None or told.rule in (PUT_RIGHT, TOLD):
        return
    added = further_keys(prose, current)
    if added:
        values.checked[field.name] = check_answer(field, "\n".join([current, *(key for key, _ in added)]))
        spans = (*told.spans, *(span for _, places in added for span in places))
        values.evidence[field.name] = Evidence(part=folded_text.part, spans=spans, rule=FURTHER)


def _leave_out_keys(
    folded_text: FoldedText, field: FormField, prose: Sequence[Sentence], values: FormValues
) -> None:
    """Of several licenses those stay that the sentences do not take back by the product they are for."""
    keys = str(values.checked[field.name].value).split()
    out = left_out(folded_text.text, keys, prose) if len(keys) > 1 else frozenset()
    kept = [key for key in keys if key not in out]
    if out and kept:
        values.checked[field.name] = check_answer(field, "\n".join(kept))


def _part_address(folded_text: FoldedText, form: Form, values: FormValues) -> None:
    """An organization that was told together with its address: "Acme Ltd, 5 Elm St, Leeds, UK"."""
    by_check = {one.check: one for one in form.fields}
    name, address = by_check.get(AnswerCheck.ORGANIZATION), by_check.get(AnswerCheck.ADDRESS)
    if name is None or address is None:
        return
    if values.checked[name.name].problem is FieldProblem.MISSING:
        told = values.evidence.get(address.name)
        before = folded_text.text[: told.spans[0].start].rstrip() if told and told.spans else ""
        both = names_both(before.rpartition("\n")[2])
        _part_name(name, address, values, both=both)
    if values.checked[address.name].problem is not FieldProblem.MISSING:
        return
    parted = name_and_address(str(values.checked[name.name].value or ""))
    if parted is not None:
        values.checked[name.name] = check_answer(name, parted[0])
        values.checked[address.name] = check_answer(address, parted[1])
        values.evidence[address.name] = values.evidence[name.name]


def _part_name(name: FormField, address: FormField, values: FormValues, *, both: bool) -> None:
    """An address that begins with the organization: "Acme Ltd, 5 Elm St, Leeds, UK".

    `both` is whether its prompt asks for both.
    """
    parted = name_and_address(str(values.checked[address.name].value or "").replace("\n", ", "))
    if parted is not None and (both or parted[0].endswith(LEGAL_FORMS)):
        values.checked[name.name] = check_answer(name, parted[0])
        values.checked[address.name] = check_answer(address, parted[1])
        values.evidence[name.name] = values.evidence[address.name]


#: In the place of such an answer counts what a sentence tells: "ask Tom" is no key.
_NO_ANSWER = (FieldProblem.MISSING, FieldProblem.PLACEHOLDER, FieldProblem.INVALID)


def _tell(folded_text: FoldedText, one: FormField, prose: Sequence[Sentence], values: FormValues) -> None:
    """Take from running text what no prompt brought."""
    found = find_sentence_value(one, prose)
    if found is not None and values.checked[one.name].problem in _NO_ANSWER:
        values.checked[one.name] = found.checked
        values.evidence[one.name] = _evidence(folded_text, found, TOLD)


def _correct(folded_text: FoldedText, one: FormField, prose: Sequence[Sentence], values: FormValues) -> None:
    """A value that is put right further on; of two e-mail addresses none is taken."""
    part = parts_told(one, values.checked[one.name].value, prose_about_country(one, prose))
    if part is not None:
        values.checked[one.name] = part.checked
        values.evidence[one.name] = Evidence(part=folded_text.part, spans=part.spans, rule=COMPLETED)
        return
    better = put_right(one, str(values.checked[one.name].value), prose)
    if better is not None:
        values.checked[one.name] = better.checked
        values.evidence[one.name] = Evidence(part=folded_text.part, spans=better.spans, rule=PUT_RIGHT)
        return
    account = one.check is AnswerCheck.EMAIL and one.required
    found = find_sentence_value(one, prose) if account else find_corrected_value(one, prose)
    if found is None or _comparable(found.checked.value) == _comparable(values.checked[one.name].value):
        return
    two = one.check is AnswerCheck.EMAIL
    values.checked[one.name] = CheckedAnswer(None, FieldProblem.AMBIGUOUS) if two else found.checked
    values.evidence[one.name] = _evidence(folded_text, found, PUT_RIGHT)


def _evidence(folded_text: FoldedText, found: SentenceValue, rule: str) -> Evidence:
    return Evidence(part=folded_text.part, spans=found.spans, rule=rule)


def _telling_of(
    folded_text: FoldedText, one: FormField, entries: Sequence[PromptAnswer]
) -> list[PromptAnswer]:
    """The entries of a field; of two e-mail prompts those that name the account, not "E-mail:" alone."""
    found = [entry for entry in entries if entry.prompt.field == one.name]
    if one.check is not AnswerCheck.EMAIL or not one.required:
        return found
    named = [
        entry
        for entry in found
        if entry.checked.value is not None
        and speaks_of_account(folded_text.text[entry.prompt.start : entry.prompt.end])
    ]
    return named or found


def _best(entries: Sequence[PromptAnswer]) -> tuple[PromptAnswer | None, bool]:
    """The answer that counts among those to one field, and whether another excludes it."""
    given = [entry for entry in entries if entry.answer.text.strip()]
    if not given:
        return (entries[0] if entries else None), False
    best = max(given, key=_worth)
    values = {_comparable(entry.checked.value) for entry in given if _worth(entry)[:2] == _worth(best)[:2]}
    return best, len(values) > 1


def _worth(entry: PromptAnswer) -> tuple[int, bool, int]:
    usable = 2 if entry.checked.value is not None and entry.checked.problem is None else 0
    return usable + (entry.checked.value is not None), entry.answer.own, entry.prompt.strength


def _comparable(value: str | int | None) -> str:
    return "".join(char for char in str(value).casefold() if char.isalnum())
