"""What the sender's own words around a form put right: which field they mean, and what it should be instead.

A field is meant by its number in the form or by its name. A correction needs exactly one new value; an answer
that is taken back without another is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.forms.addresses import FoundAddress, find_addresses
from worker.forms.checks import Checked, check
from worker.forms.concepts import Concept
from worker.forms.countries import country
from worker.forms.definition import Check, FormField
from worker.forms.extraction import Problem, Span
from worker.forms.keys import find_keys
from worker.forms.named import named, only_person
from worker.forms.prose import Sentence
from worker.forms.sheet import words
from worker.forms.unread.languages import english, spoken_in
from worker.forms.words.corrections import CONTRAST, ITEM, ORGANIZATIONS, RIGHT_IS, SEND_TO, WITHDRAWN
from worker.forms.words.statement import CLOUD
from worker.forms.words.tellings import (
    ABOUT_ACCOUNT,
    ABOUT_EXPERT,
    ADDRESS_LISTED,
    HOLDER,
    LEGAL_FORMS,
    LICENSE,
    ORGANIZATION_LISTED,
)

_CLOUD = Concept(CLOUD)
_FIRST_PERSON = Concept(("i", "we", "ich", "wir", "je", "nous", "nosotros", "nós", "noi", "wij", "ik"))
_WITHDRAWN = Concept(WITHDRAWN)
_SEND_TO = Concept(SEND_TO)
_EXPERT = Concept(ABOUT_EXPERT)
_NAMES = {
    Check.LICENSE_KEY: Concept(LICENSE),
    Check.EMAIL: Concept(ABOUT_ACCOUNT),
    Check.PERSON: Concept(HOLDER),
    Check.ORGANIZATION: Concept((*ORGANIZATION_LISTED, *ORGANIZATIONS)),
    Check.ADDRESS: Concept(ADDRESS_LISTED),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a field should be instead, and where that is said."""

    checked: Checked
    spans: tuple[Span, ...]


def put_right(field: FormField, current: str, prose: Sequence[Sentence]) -> Correction | None:
    """What the sentences put in the place of the field's value `current`; None when they leave it."""
    if field.check is Check.EMAIL:
        found = list(_addresses(field, current, prose))
        if len({correction.checked.value for correction in found}) == 1:
            return found[0]
    elif field.check in (Check.ORGANIZATION, Check.ADDRESS, Check.PERSON, Check.LICENSE_KEY):
        look = _keys if field.check is Check.LICENSE_KEY else _values
        found = list(look(field, prose)) or list(_told_by_name(field, current, prose))
        if len(found) == 1:
            return found[0]
    return _taken_back(field, prose)


def _addresses(field: FormField, current: str, prose: Sequence[Sentence]) -> Iterator[Correction]:
    """New addresses in sentences that correct the field, or that follow one which does."""
    if not field.required:
        return
    for before, sentence in _in_context(prose):
        new = [one for one in find_addresses(sentence.text) if one.text.casefold() != current.casefold()]
        parts = [*before, *sentence.words]
        if len(new) != 1 or sentence.question or _EXPERT.among(parts) or not _turns(parts):
            continue
        if names(field, parts, sentence.text) or _SEND_TO.among(sentence.words):
            yield _address(field, sentence, new[0])


def _address(field: FormField, sentence: Sentence, new: FoundAddress) -> Correction:
    return Correction(check(field, new.text), sentence.spans(new.span.start, new.span.end))


def _values(field: FormField, prose: Sequence[Sentence]) -> Iterator[Correction]:
    """What stands behind "but" or "the right one is" in a sentence that names the field."""
    for sentence in prose:
        at = 0
        for match in () if sentence.question else _INSTEAD.finditer(sentence.text[:1000]):
            before, start = sentence.text[at : match.start()], match.end()
            end = _END.search(sentence.text, start)
            at = end.start() if end is not None else len(sentence.text)
            text = sentence.text[start:at].strip()
            text = text if field.check is Check.ADDRESS else _ASIDE.split(text)[0]
            text += "." if f"{text}.".endswith(LEGAL_FORMS) and not text.endswith(_UNDOTTED) else ""
            whole = check(field, text)
            place = field.check is Check.ADDRESS
            if names(field, words(before), before) and not whole.problem and place == bool(country(text)):
                yield Correction(whole, sentence.spans(start, start + len(text)))


def _keys(field: FormField, prose: Sequence[Sentence]) -> Iterator[Correction]:
    """The one other key that is told where a sentence takes a key back or corrects it."""
    corrects = [one for one in prose if names(field, one.words, one.text) and _withdraws(one.words)]
    for sentence in prose if corrects else ():
        found = find_keys(sentence.text)
        if len(found) == 1:
            spans = [part for span in found[0].spans for part in sentence.spans(span.start, span.end)]
            yield Correction(check(field, found[0].text), tuple(spans))


def _withdraws(parts: Sequence[str]) -> bool:
    return _must_not_be_used(parts) or _turns(parts)


def _told_by_name(field: FormField, current: str, prose: Sequence[Sentence]) -> Iterator[Correction]:
    """What a sentence that corrects a field by its number or its name says that it is."""
    for sentence in prose:
        if sentence.question or not (names(field, sentence.words, sentence.text) and _turns(sentence.words)):
            continue
        found = named(field.check, sentence.text) or only_person(field.check, sentence.text)
        value = sentence.text[found.start : found.end] if found is not None else ""
        whole = check(field, value)
        if found is not None and not whole.problem and value.casefold() not in current.casefold():
            yield Correction(whole, sentence.spans(found.start, found.end))


def _taken_back(field: FormField, prose: Sequence[Sentence]) -> Correction | None:
    """An answer that must not be used, and no other in its place."""
    for before, sentence in _in_context(prose):
        parts = [*before, *sentence.words]
        if _must_not_be_used(sentence.words) and names(field, parts, sentence.text):
            return Correction(Checked(None, Problem.MISSING), sentence.spans(0, len(sentence.text)))
    return None


def _must_not_be_used(parts: Sequence[str]) -> bool:
    """ "Please do not use it"; "we do not use it on Cloud" takes nothing back."""
    places = () if _CLOUD.among(parts) else _WITHDRAWN.places(parts)
    return any(not _FIRST_PERSON.among(parts[max(at - 2, 0) : at]) for at in places)


def _in_context(prose: Sequence[Sentence]) -> Iterator[tuple[list[str], Sentence]]:
    """Each sentence with the words of the one before."""
    before: list[str] = []
    for sentence in prose:
        yield before, sentence
        before = sentence.words


def _turns(parts: Sequence[str]) -> bool:
    own = spoken_in(parts)
    return any(one.turns.among(parts) for one in (own, english()) if one is not None)


def names(field: FormField, parts: Sequence[str], text: str) -> bool:
    """Whether the words of a text name the field, by its number in the form or by its name."""
    if is_numbered(field, text[:300]) or _ITEM.search(text[:300]) is not None:
        return is_numbered(field, text[:300])
    name = _EXPERT if field.check is Check.EMAIL and not field.required else _NAMES.get(field.check)
    if name is not None and name.among(parts):
        return True
    return is_numbered(field, f"{' '.join(parts)} {text[:300]}")


def is_numbered(field: FormField, text: str) -> bool:
    """Whether a text names the field by its number in the form: "number 2"."""
    return any(int(match[1]) == field.number for match in _ITEM.finditer(text))


def without_items(text: str) -> str:
    """The text without the numbers of fields."""
    return _ITEM.sub(" ", text)


_ASIDE = re.compile(r",\s+(?=[^\W\dA-Z_])")  #: "…, not the short name"
#: A full stop that ends what is right, and none of an abbreviation's that more of the name follows.
_END = re.compile(r"[.;](?=\s+[^\W\d_a-z]|\s{0,3}$)")
_ITEM = re.compile(rf"\b(?:{'|'.join(ITEM)})\s?\.?\s?(\d{{1,2}})\b", re.IGNORECASE)
#: Legal forms that are whole without a full stop.
_UNDOTTED = tuple(form for form in LEGAL_FORMS if not form.endswith("."))
_INSTEAD = re.compile(rf"(?:^|[\s,;:(])(?:{'|'.join((*RIGHT_IS, *CONTRAST))})\s{{0,2}}:?\s+", re.IGNORECASE)
