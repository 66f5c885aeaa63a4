"""Answers that complete what we have: the country of a known address, the last name to a known first name.

What completes a value is never taken for a value of its own, and a value that is complete is left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worker.forms.checks import Checked, check, tidy
from worker.forms.classify import is_greeting
from worker.forms.closings import is_closing
from worker.forms.countries import country, is_only_country
from worker.forms.definition import Check, FormField
from worker.forms.extraction import Problem, Span
from worker.forms.prose import Sentence
from worker.forms.sheet import words
from worker.forms.words.parts import AROUND_COUNTRY, COUNTRY, FIRST_NAME, IS, IT_IS, LAST_NAME

Known = Mapping[str, str | int | None]  #: values of a request's fields

_GREETING = 3  #: words of a line that does no more than greet
_LONGEST_COUNTRY = 6  #: words of a country's name
_AROUND = frozenset(word for entry in AROUND_COUNTRY for word in words(entry))
_PARTS = re.compile(r"(?<![,;.:!()\n])[,;.:!()\n]++(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a value that a sentence names, and where."""

    checked: Checked
    spans: tuple[Span, ...]


def completed(field: FormField, known: str | int | None, given: Checked, author: str = "") -> Checked:
    """`given`, put together with the unfinished value that is known where it is only the rest of it.

    `author` is the display name of the writer, which tells the order of a first and a last name.
    """
    if not isinstance(known, str) or not isinstance(given.value, str):
        return given
    problem = check(field, known).problem
    if field.check is Check.ADDRESS and problem is Problem.NO_COUNTRY:
        return _with_country(field, known, given)
    if field.check is Check.PERSON and problem is given.problem is Problem.INCOMPLETE:
        return _whole_name(field, known, given, author)
    return given


def _with_country(field: FormField, known: str, given: Checked) -> Checked:
    text = str(given.value)
    if country(text) is None and not is_only_country(text):
        return given
    *places, last = (part.strip() for part in re.split(r"[,\n]+", text))
    again = all(place.casefold() in known.casefold() for place in places)
    if not is_only_country(last) or not again or any(char.isdigit() for char in text):
        return given
    between = "\n" if "\n" in known else ", "
    whole = check(field, f"{known.rstrip(' ,.')}{between}{last}")
    return whole if whole.problem is None else given


def _whole_name(field: FormField, known: str, given: Checked, author: str) -> Checked:
    text = str(given.value)
    if text.casefold() == known.casefold():
        return given
    last_first = f"{text} {known}"
    order = last_first if author.casefold() == last_first.casefold() else f"{known} {text}"
    return check(field, order)


def parts_told(field: FormField, known: str | int | None, prose: Sequence[Sentence]) -> Part | None:
    """What a sentence names as the rest: "my last name is Byron", "Country: Italy", "it's in Italy"."""
    so_far = known if isinstance(known, str) else ""
    problem = check(field, so_far).problem
    if field.check is Check.ADDRESS and problem is Problem.NO_COUNTRY:
        return _country_told(field, so_far, prose)
    if field.check is Check.PERSON and problem in (Problem.INCOMPLETE, Problem.MISSING):
        return _name_told(field, so_far, prose)
    return None


def _country_told(field: FormField, known: str, prose: Sequence[Sentence]) -> Part | None:
    """The one country that is named before the closing, where no other address is."""
    found: dict[str, Part] = {}
    for sentence in _before_closing(prose):
        if any(char.isdigit() for char in sentence.text):
            return None
        for name, start in () if sentence.question else _countries(sentence):
            whole = completed(field, known, Checked(name, Problem.INCOMPLETE))
            if whole.problem is None:
                spans = sentence.spans(start, start + len(name))
                found.setdefault(country(str(whole.value)) or "", Part(whole, spans))
    return next(iter(found.values())) if len(found) == 1 else None


def _before_closing(prose: Sequence[Sentence]) -> Iterator[Sentence]:
    said = False
    for sentence in prose:
        if is_closing(sentence.text):
            if said:
                return
        elif not is_greeting(sentence.text) or len(sentence.words) > _GREETING:
            said = True
            yield sentence


def _countries(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """The names of countries that end a part of a sentence that is about nothing else."""
    found = list(_at_the_end(sentence.text))
    rest = list(sentence.words)
    for name, _ in found:
        rest = [word for word in rest if word not in words(name)]
    if all(word in _AROUND for word in rest):
        yield from ((name, at) for name, at in found if not _denied(sentence.text[max(at - 12, 0) : at]))


def _at_the_end(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for end in (*(match.start() for match in _PARTS.finditer(text[:1000])), min(len(text), 1000)):
        begins = [match.start() + start for match in re.finditer(r"\S+", text[start:end])]
        for begin in begins[-_LONGEST_COUNTRY:]:
            name = text[begin:end].rstrip()
            if not name[:1].islower() and is_only_country(name):
                yield name, begin
                break
        start = end + 1


_DENIED = re.compile(r"\b(?:not|no|nicht|kein|keine|pas|non)\b", re.IGNORECASE)


def _denied(before: str) -> bool:
    return _DENIED.search(before) is not None


def _either(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,4}") for phrase in phrases)


_NAME = r"(?P<name>[^\W\d_a-z][\w'’-]{0,40}(?: [^\W\d_a-z][\w'’-]{0,40}){0,2})"
_TOLD = {
    last: re.compile(rf"\b(?i:{_either(labels)})(?i:\s{{1,4}}(?:{_either(IS)}))?[ \t:=–-]{{1,6}}{_NAME}")
    for last, labels in ((True, LAST_NAME), (False, FIRST_NAME))
}

_IT_IS = re.compile(rf"\s{{0,8}}(?i:{_either(IT_IS)}) {_NAME}(?=\s{{0,8}}(?:[.,!]|$))")


def _name_told(field: FormField, known: str, prose: Sequence[Sentence]) -> Part | None:
    said: dict[bool, str] = {}
    spans: list[Span] = []
    for sentence in prose:
        short = _IT_IS.match(sentence.text[:200]) if known and not sentence.question else None
        if short is not None:
            said[True] = tidy(short["name"]).rstrip(".")
            spans += sentence.spans(short.start("name"), short.end("name"))
        for last, pattern in _TOLD.items():
            match = None if sentence.question else pattern.search(sentence.text[:1000])
            if match is not None and last not in said:
                said[last] = tidy(match["name"]).rstrip(".")
                spans += sentence.spans(match.start("name"), match.end("name"))
    if not said or (len(said) == 1 and not known):
        return None
    if len(said) == 2:  # both parts
        return Part(check(field, f"{said[False]} {said[True]}"), tuple(spans))
    last, name = next(iter(said.items()))
    if known.casefold() in name.casefold().split():
        return Part(check(field, name), tuple(spans)) if " " in name else None
    return Part(check(field, f"{known} {name}" if last else f"{name} {known}"), tuple(spans))


_COUNTRY_LABEL = re.compile(rf"\s{{0,8}}(?i:{_either(COUNTRY)})\s{{0,8}}[:：=–-]")


def labels_a_part(text: str) -> bool:
    """Whether a line begins with the label of a part: "Last name:", "Country:"."""
    begins = any(re.match(rf"[\W_]{{0,8}}{pattern.pattern}", text[:200]) for pattern in _TOLD.values())
    return begins or _COUNTRY_LABEL.match(text) is not None
