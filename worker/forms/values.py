"""The values of a form's fields: which answer counts, and what sentences tell or put right."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from worker.forms.checks import Checked, check
from worker.forms.corrections import put_right
from worker.forms.definition import Check, Form, FormField
from worker.forms.entries import Entry, evidence_of
from worker.forms.extraction import Evidence, Problem
from worker.forms.free import Told, corrected, name_and_address, puts_right, speaks_of_account, told
from worker.forms.prose import Sentence
from worker.forms.sheet import Sheet
from worker.forms.words.tellings import LEGAL_FORMS

PUT_RIGHT = "put right in a sentence"  #: the rule of a value that a sentence corrected
TOLD = "told in a sentence"  #: the rule of a value that running text tells
BARE = "the bare answer"  #: the rule of a value that stands there without a label
COMPLETED = "the rest of a known value"  #: the rule of a value that a sentence completed


@dataclass(slots=True)
class Values:
    """What is known of each field."""

    checked: dict[str, Checked] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)  #: fields with two answers that exclude each other


def values_of(sheet: Sheet, form: Form, entries: Sequence[Entry], prose: Sequence[Sentence]) -> Values:
    """The value of every field, from the answers and from the sentences around them."""
    values = Values()
    put_aside = any(map(puts_right, prose))
    for one in form.fields:
        found = _telling_of(sheet, one, entries)
        best, clash = _best(found)
        if clash and put_aside:
            best, clash = _last(found), False
        values.checked[one.name] = best.checked if best else Checked(None, Problem.MISSING)
        if best is not None and best.answer.pieces:
            values.evidence[one.name] = evidence_of(sheet, one, best)
        if clash:
            values.twice.append(one.name)
            values.checked[one.name] = Checked(None, Problem.AMBIGUOUS)
        elif values.checked[one.name].value is None:
            _tell(sheet, one, prose, values)
        else:
            _correct(sheet, one, prose, values)
    _part_address(form, values)
    _both_keys(sheet, form, entries, values)
    return values


def _last(entries: Sequence[Entry]) -> Entry:
    """Of two copies of a form, of which the first is put right further on, the answer of the last."""
    return [entry for entry in entries if entry.checked.value is not None][-1]


def _both_keys(sheet: Sheet, form: Form, entries: Sequence[Entry], values: Values) -> None:
    """Two copies of a form that differ in nothing but the key ask for two licenses."""
    key = next((one for one in form.fields if one.check is Check.LICENSE_KEY), None)
    if key is None or values.twice != [key.name]:
        return
    found = [entry for entry in entries if entry.prompt.field == key.name and entry.checked.value is not None]
    values.twice.clear()
    values.checked[key.name] = check(key, "\n".join(str(entry.checked.value) for entry in found))
    spans = tuple(span for entry in found for span in evidence_of(sheet, key, entry).spans)
    values.evidence[key.name] = Evidence(part=sheet.part, spans=spans, rule="behind two prompts")


def _part_address(form: Form, values: Values) -> None:
    """An organization that was told together with its address: "Acme Ltd, 5 Elm St, Leeds, UK"."""
    by_check = {one.check: one for one in form.fields}
    name, address = by_check.get(Check.ORGANIZATION), by_check.get(Check.ADDRESS)
    if name is None or address is None:
        return
    if values.checked[name.name].problem is Problem.MISSING:
        _part_name(name, address, values)
    if values.checked[address.name].problem is not Problem.MISSING:
        return
    parted = name_and_address(str(values.checked[name.name].value or ""))
    if parted is not None:
        values.checked[name.name] = check(name, parted[0])
        values.checked[address.name] = check(address, parted[1])
        values.evidence[address.name] = values.evidence[name.name]


def _part_name(name: FormField, address: FormField, values: Values) -> None:
    """An address that begins with the organization: "Acme Ltd, 5 Elm St, Leeds, UK"."""
    parted = name_and_address(str(values.checked[address.name].value or "").replace("\n", ", "))
    if parted is not None and parted[0].endswith(LEGAL_FORMS):
        values.checked[name.name] = check(name, parted[0])
        values.checked[address.name] = check(address, parted[1])
        values.evidence[name.name] = values.evidence[address.name]


#: In the place of such an answer counts what a sentence tells: "ask Tom" is no key.
_NO_ANSWER = (Problem.MISSING, Problem.PLACEHOLDER, Problem.INVALID)


def _tell(sheet: Sheet, one: FormField, prose: Sequence[Sentence], values: Values) -> None:
    """Take from running text what no prompt brought."""
    found = told(one, prose)
    if found is not None and values.checked[one.name].problem in _NO_ANSWER:
        values.checked[one.name] = found.checked
        values.evidence[one.name] = _evidence(sheet, found, TOLD)


def _correct(sheet: Sheet, one: FormField, prose: Sequence[Sentence], values: Values) -> None:
    """A value that is put right further on; of two e-mail addresses none is taken."""
    better = put_right(one, str(values.checked[one.name].value), prose)
    if better is not None:
        values.checked[one.name] = better.checked
        values.evidence[one.name] = Evidence(part=sheet.part, spans=better.spans, rule=PUT_RIGHT)
        return
    found = corrected(one, prose)
    if found is None or _comparable(found.checked.value) == _comparable(values.checked[one.name].value):
        return
    two = one.check is Check.EMAIL
    values.checked[one.name] = Checked(None, Problem.AMBIGUOUS) if two else found.checked
    values.evidence[one.name] = _evidence(sheet, found, PUT_RIGHT)


def _evidence(sheet: Sheet, found: Told, rule: str) -> Evidence:
    return Evidence(part=sheet.part, spans=found.spans, rule=rule)


def _telling_of(sheet: Sheet, one: FormField, entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a field; of two e-mail prompts those that name the account, not "E-mail:" alone."""
    found = [entry for entry in entries if entry.prompt.field == one.name]
    if one.check is not Check.EMAIL or not one.required:
        return found
    named = [
        entry
        for entry in found
        if entry.checked.value is not None
        and speaks_of_account(sheet.text[entry.prompt.start : entry.prompt.end])
    ]
    return named or found


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
