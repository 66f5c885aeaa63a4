"""Values in running text: "Our key is eJ…, the account is under jane@…, the company is called …".

Only what a sentence ties to a field in so many words; a value that is merely there is no answer.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from worker.forms.addresses import find_addresses
from worker.forms.checks import Checked, check
from worker.forms.concepts import Concept
from worker.forms.countries import country
from worker.forms.definition import Check, FormField
from worker.forms.extraction import Problem, Span
from worker.forms.keys import find_keys
from worker.forms.prose import Sentence
from worker.forms.sheet import words
from worker.forms.words.tellings import (
    ABOUT_ACCOUNT,
    ABOUT_EXPERT,
    ADDRESS_BEFORE,
    HOLDER_BEFORE,
    ORGANIZATION_BEFORE,
    USERS,
)

_ACCOUNT = Concept(ABOUT_ACCOUNT)
_EXPERT = Concept(ABOUT_EXPERT)
_NONE = Concept(())


@dataclass(frozen=True, slots=True)
class Told:
    """A value that a sentence tells, and where."""

    checked: Checked
    spans: tuple[Span, ...]


def told(field: FormField, sentences: Sequence[Sentence]) -> Told | None:
    """What the sentences tell of the field; None when they don't speak of it."""
    if field.check is Check.EMAIL:
        expert = _EXPERT.among(words(field.label))
        return _email(field, sentences, _EXPERT if expert else _ACCOUNT)
    return _TELLERS[field.check](field, sentences)


def _key(field: FormField, sentences: Sequence[Sentence]) -> Told | None:
    keys, spans = [], []
    for sentence in sentences:
        for key in find_keys(sentence.text):
            if key.text not in keys:
                keys.append(key.text)
                spans += [part for span in key.spans for part in sentence.spans(span.start, span.end)]
    return Told(check(field, "\n".join(keys)), tuple(spans)) if keys else None


def _email(field: FormField, sentences: Sequence[Sentence], about: Concept) -> Told | None:
    """The address that is nearest to words that speak of the field."""
    found: dict[str, Told] = {}
    for sentence in sentences:
        for text, span in _spoken_of(sentence, about):
            found.setdefault(text.casefold(), Told(check(field, text), sentence.spans(span.start, span.end)))
    if len(found) > 1:
        spans = tuple(span for one in found.values() for span in one.spans)
        return Told(Checked(None, Problem.AMBIGUOUS), spans)
    return next(iter(found.values()), None)


def _spoken_of(sentence: Sentence, about: Concept) -> Iterator[tuple[str, Span]]:
    """The addresses of a sentence whose own words, those since the last address, speak of the field."""
    addresses = find_addresses(sentence.text)
    other = _EXPERT if about is _ACCOUNT else _NONE
    start = 0
    for number, address in enumerate(addresses):
        last = number + 1 == len(addresses)
        stop = len(sentence.text) if last else address.span.end
        before = words(sentence.text[start : address.span.start])
        behind = words(sentence.text[address.span.end : stop])
        mine = about.among(before) or (not other.among(before) and about.among(behind))
        if mine and not other.among(before):
            yield address.text, address.span
        start = address.span.end


_PARTICLE = "van|von|de|der|den|da|do|dos|di|del|la|le|el|bin|al|y|e|zu|ter|ten|af|av"
_NAME = rf"(?P<value>[^\W\d_a-z][\w'’.-]*(?: (?:[^\W\d_a-z][\w'’.-]*|{_PARTICLE})){{0,4}})"


def _either(phrases: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases) + ")"


_HOLDER = re.compile(
    rf"\b(?i:{_either(HOLDER_BEFORE)})[\s:,]*(?:(?i:me|myself|mir|moi|mí|mim)\s*[,(–-]+\s*)?(?i:mr\.?|mrs\.?|ms\.?|dr\.?|herr|frau|m\.|mme)?\s*{_NAME}"
)
_ORGANIZATION = re.compile(
    rf"\b(?i:{_either(ORGANIZATION_BEFORE)})[\s:,]*[\"'“‘„«]?(?P<value>[^\W_a-z][^,;:\"”«»()\n]{{1,80}}?)[\"'”’“»]?"
    r"(?=\s*[,;:()]|\s+(?i:and|und|et|y|e|en|i)\s+(?i:we|our|the|is|are|wir|unsere|nous|notre|estamos|nuestra|siamo)\b"
    r"|\s+(?i:in|at|located|based|with|whose|which|where)\s|[.!?]?\s*$)"
)
_ADDRESS = re.compile(rf"\b(?i:{_either(ADDRESS_BEFORE)})[\s:,]*(?P<value>\S[^\n]{{5,300}})")
_ABBREVIATED = re.compile(
    r"(?:\b(?i:co|inc|ltd|corp|llc|bros|cie|intl|assoc|dept|srl|ges|gmbh|e\.v|s\.a|sp)|\.\w{1,2})\.$"
)


def _holder(field: FormField, sentences: Sequence[Sentence]) -> Told | None:
    return _by_pattern(field, sentences, _HOLDER, lambda name: name.rstrip(" ."))


def _organization(field: FormField, sentences: Sequence[Sentence]) -> Told | None:
    return _by_pattern(field, sentences, _ORGANIZATION, _without_full_stop)


def _without_full_stop(name: str) -> str:
    return name if _ABBREVIATED.search(name) else name.rstrip(" .!")


def _address(field: FormField, sentences: Sequence[Sentence]) -> Told | None:
    found = _by_pattern(field, sentences, _ADDRESS, lambda text: text.rstrip(" .!"))
    if found is None or not isinstance(found.checked.value, str):
        return None
    place = any(char.isdigit() for char in found.checked.value) or country(found.checked.value) is not None
    return found if place and "@" not in found.checked.value else None


def _by_pattern(
    field: FormField, sentences: Sequence[Sentence], pattern: re.Pattern[str], trim: Callable[[str], str]
) -> Told | None:
    for sentence in sentences:
        match = None if sentence.question else pattern.search(sentence.text)
        if match is not None:
            value = trim(match["value"])
            checked = check(field, value)
            if checked.value is not None:
                start = match.start("value")
                return Told(checked, sentence.spans(start, start + len(value)))
    return None


_COUNT = r"\d{1,3}(?:[.,' ]\d{3})+|\d+"
_USERS = re.compile(
    rf"(?<![\w.,])(?P<before>{_COUNT})[ -]?(?:\w+ ){{0,3}}?(?i:{_either(USERS)})"
    rf"|(?i:{_either(USERS)})\D{{0,40}}?(?P<behind>{_COUNT})(?!\w)"
)


def _users(field: FormField, sentences: Sequence[Sentence]) -> Told | None:
    found: dict[str, Told] = {}
    for sentence in sentences:
        for match in _USERS.finditer(sentence.text[:1000]):
            group = "before" if match["before"] else "behind"
            value = match[group]
            found.setdefault(value, Told(check(field, value), sentence.spans(*match.span(group))))
    if len(found) > 1:
        return Told(Checked(None, Problem.AMBIGUOUS), tuple(s for one in found.values() for s in one.spans))
    return next(iter(found.values()), None)


_TELLERS: Mapping[Check, Callable[[FormField, Sequence[Sentence]], Told | None]] = {
    Check.LICENSE_KEY: _key,
    Check.PERSON: _holder,
    Check.ORGANIZATION: _organization,
    Check.ADDRESS: _address,
    Check.INTEGER: _users,
}
