"""Answers that complete what we have: the country of a known address, the last name to a known first name.

What completes a value is never taken for a value of its own, and a value that is complete is left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from worker.forms.answers.own_corrections import without_items
from worker.forms.extraction import FieldProblem, Span
from worker.forms.fields.countries import find_country, is_only_country
from worker.forms.fields.field_checks import CheckedAnswer, check_answer, tidy_answer
from worker.forms.form_definition import AnswerCheck, FormField
from worker.forms.intent.message_intent import is_greeting
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.mail_closings import is_closing
from worker.forms.text.sentences import Sentence
from worker.forms.text.text_folding import fold_words
from worker.forms.words.part_words import (
    AROUND_COUNTRY,
    COUNTRY,
    COUNTRY_NAMED,
    FIRST_NAME,
    IS,
    IT_IS,
    LAST_NAME,
)

Known = Mapping[str, str | int | None]  #: values of a request's fields

_GREETING = 3  #: words of a line that does no more than greet
_LONGEST_COUNTRY = 6  #: words of a country's name
_AROUND = frozenset(word for entry in AROUND_COUNTRY for word in fold_words(entry))
_COUNTRY = KeywordSet(COUNTRY_NAMED)
_PARTS = re.compile(r"(?<![,;.:!()\n])[,;.:!()\n]++(?=\s|$)")


@dataclass(frozen=True, slots=True)
class ValuePart:
    """A part of a value that a sentence names, and where."""

    checked: CheckedAnswer
    spans: tuple[Span, ...]


def complete_answer(
    field: FormField, known: str | int | None, given: CheckedAnswer, author: str = ""
) -> CheckedAnswer:
    """`given`, put together with the unfinished value that is known where it is only the rest of it.

    `author` is the display name of the writer, which tells the order of a first and a last name.
    """
    if not isinstance(known, str) or not isinstance(given.value, str):
        return given
    problem = check_answer(field, known).problem
    if field.check is AnswerCheck.ADDRESS and problem is FieldProblem.NO_COUNTRY:
        return _with_country(field, known, given)
    if field.check is AnswerCheck.PERSON and problem is given.problem is FieldProblem.INCOMPLETE:
        return _whole_name(field, known, given, author)
    return given


def _with_country(field: FormField, known: str, given: CheckedAnswer) -> CheckedAnswer:
    text = str(given.value)
    if find_country(text) is None and not is_only_country(text):
        return given
    *places, last = (part.strip() for part in re.split(r"[,\n]+", text))
    again = all(place.casefold() in known.casefold() for place in places)
    if not is_only_country(last) or not again or any(char.isdigit() for char in text):
        return given
    between = "\n" if "\n" in known else ", "
    whole = check_answer(field, f"{known.rstrip(' ,.')}{between}{last}")
    return whole if whole.problem is None else given


def _whole_name(field: FormField, known: str, given: CheckedAnswer, author: str) -> CheckedAnswer:
    text = str(given.value)
    if text.casefold() == known.casefold():
        return given
    last_first = f"{text} {known}"
    order = last_first if author.casefold() == last_first.casefold() else f"{known} {text}"
    return check_answer(field, order)


def parts_told(field: FormField, known: str | int | None, prose: Sequence[Sentence]) -> ValuePart | None:
    """What a sentence names as the rest: "my last name is Byron", "Country: Italy", "it's in Italy"."""
    so_far = known if isinstance(known, str) else ""
    problem = check_answer(field, so_far).problem
    if field.check is AnswerCheck.ADDRESS and problem is FieldProblem.NO_COUNTRY:
        return _country_told(field, so_far, prose)
    if field.check is AnswerCheck.PERSON and problem in (FieldProblem.INCOMPLETE, FieldProblem.MISSING):
        return _name_told(field, so_far, prose)
    return None


def _country_told(field: FormField, known: str, prose: Sequence[Sentence]) -> ValuePart | None:
    """The one country that is named before the closing, where no other address is."""
    found: dict[str, ValuePart] = {}
    for sentence in _before_closing(prose):
        if any(char.isdigit() for char in without_items(sentence.text)):
            return None
        for name, start in () if sentence.question else _countries(sentence):
            whole = complete_answer(field, known, CheckedAnswer(name, FieldProblem.INCOMPLETE))
            if whole.problem is None:
                spans = sentence.spans(start, start + len(name))
                found.setdefault(find_country(str(whole.value)) or "", ValuePart(whole, spans))
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
        rest = [word for word in rest if word not in fold_words(name)]
    if _COUNTRY.among(rest) or all(word in _AROUND for word in rest):
        yield from ((name, at) for name, at in found if not _denied(sentence.text[max(at - 12, 0) : at]))


def prose_about_country(field: FormField, prose: Sequence[Sentence]) -> list[Sentence]:
    """The sentences around a form that speak of the country of its address."""
    about = [one for one in prose if not one.question and _COUNTRY.among(one.words)]
    return about if field.check is AnswerCheck.ADDRESS else []


_BEGINS = re.compile(r"(?:^|(?<=[\s'’]))[^\s'’]")


def _at_the_end(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for end in (*(match.start() for match in _PARTS.finditer(text[:1000])), min(len(text), 1000)):
        begins = [match.start() + start for match in _BEGINS.finditer(text[start:end])]
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


def _name_told(field: FormField, known: str, prose: Sequence[Sentence]) -> ValuePart | None:
    said: dict[bool, str] = {}
    spans: list[Span] = []
    for sentence in prose:
        short = _IT_IS.match(sentence.text[:200]) if known and not sentence.question else None
        if short is not None:
            said[True] = tidy_answer(short["name"]).rstrip(".")
            spans += sentence.spans(short.start("name"), short.end("name"))
        for last, pattern in _TOLD.items():
            match = None if sentence.question else pattern.search(sentence.text[:1000])
            if match is not None and last not in said:
                said[last] = tidy_answer(match["name"]).rstrip(".")
                spans += sentence.spans(match.start("name"), match.end("name"))
    if not said or (len(said) == 1 and not known):
        return None
    if len(said) == 2:  # both parts
        return ValuePart(check_answer(field, f"{said[False]} {said[True]}"), tuple(spans))
    last, name = next(iter(said.items()))
    if known.casefold() in name.casefold().split():
        return ValuePart(check_answer(field, name), tuple(spans)) if " " in name else None
    return ValuePart(check_answer(field, f"{known} {name}" if last else f"{name} {known}"), tuple(spans))


_COUNTRY_LABEL = re.compile(rf"\s{{0,8}}(?i:{_either(COUNTRY)})\s{{0,8}}[:：=–-]")


def labels_a_part(text: str) -> bool:
    """Whether a line begins with the label of a part: "Last name:", "Country:"."""
    begins = any(re.match(rf"[\W_]{{0,8}}{pattern.pattern}", text[:200]) for pattern in _TOLD.values())
    return begins or _COUNTRY_LABEL.match(text) is not None
