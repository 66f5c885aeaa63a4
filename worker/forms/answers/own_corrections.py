"""What the sender's own words around a form put right: which field they mean, and what it should be instead.

A field is meant by its number in the form or by its name. A correction needs exactly one new value; an answer
that is taken back without another is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from worker.forms.answers.named_values import NamedValue, find_named_value, only_one
from worker.forms.extraction import FieldProblem, Span
from worker.forms.fields.email_addresses import FoundAddress, find_addresses
from worker.forms.fields.field_checks import CheckedAnswer, check_answer
from worker.forms.fields.license_keys import find_keys
from worker.forms.fields.number_values import find_numbers
from worker.forms.form_definition import AnswerCheck, FormField
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.language_data import SPEECHES, LanguageData, heard
from worker.forms.text.sentences import Sentence
from worker.forms.text.signature_cards import speaks_to_somebody
from worker.forms.text.text_folding import fold_words
from worker.forms.words.addition_words import ADDED
from worker.forms.words.correction_words import RIGHT_ONE, SEND_TO
from worker.forms.words.part_words import TURN_TO
from worker.forms.words.statement_words import CLOUD
from worker.forms.words.value_words import ABOUT_EXPERT, KEYS, PEOPLE, USERS

_CLOUD = KeywordSet(CLOUD)
_SEND_TO = KeywordSet(SEND_TO)
_RIGHT_ONE = KeywordSet(RIGHT_ONE)
_ADDED = KeywordSet(ADDED)
_TURN_TO = KeywordSet(TURN_TO)
_EXPERT = KeywordSet(ABOUT_EXPERT)
_KEYS = KeywordSet(KEYS)
_USERS = KeywordSet((*USERS, *PEOPLE))
_SALUTATION = 3  #: words
_NOUNS = {
    AnswerCheck.PERSON: "holder",
    AnswerCheck.ORGANIZATION: "organization",
    AnswerCheck.ADDRESS: "address",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a field should be instead, and where that is said."""

    checked: CheckedAnswer
    spans: tuple[Span, ...]


def put_right(field: FormField, current: str, prose: Sequence[Sentence]) -> Correction | None:
    """What the sentences put in the place of the field's value `current`; None when they leave it."""
    look = _LOOKS.get(field.check)
    found = list(look(field, current, prose)) if look is not None else []
    if len({correction.checked.value for correction in found}) == 1:
        return found[0]
    return _taken_back(field, prose)


def _addresses(field: FormField, current: str, prose: Sequence[Sentence]) -> Iterator[Correction]:
    """New addresses in sentences that correct the field, or that follow one which does."""
    for before, sentence in _in_context(prose) if field.required else ():
        found = find_addresses(sentence.text)
        new = [one for one in found if one.text.casefold() != current.casefold()]
        parts = [*before.words, *sentence.words] if before is not None else sentence.words
        if len(new) != 1 or sentence.question or _EXPERT.among(parts):
            continue
        if _means_account(field, before, sentence, parts, old=len(found) > len(new)):
            yield _address(field, sentence, new[0])


def _means_account(
    field: FormField, before: Sentence | None, sentence: Sentence, parts: Sequence[str], *, old: bool
) -> bool:
    """Whether the one new address in the sentence is what the account should be."""
    numbered = _numbers(sentence.text) or (_numbers(before.text) if before is not None else frozenset())
    if numbered:
        return field.number in numbered
    if _TURN_TO.among(sentence.words) and not _SEND_TO.among(sentence.words):
        return False
    named_so = old or _names(field, parts) or _SEND_TO.among(sentence.words)
    return named_so and (_changes(sentence.words) or (before is not None and _changes(before.words)))


def _address(field: FormField, sentence: Sentence, new: FoundAddress) -> Correction:
    return Correction(check_answer(field, new.text), sentence.spans(new.span.start, new.span.end))


def _keys_told(field: FormField, current: str, prose: Sequence[Sentence]) -> Iterator[Correction]:
    """The one other key that is told where a sentence takes a key back or corrects it."""
    corrects = any(
        names(field, one, before) and _changes([*(before.words if before else ()), *one.words])
        for before, one in _in_context(prose)
    )
    for sentence in prose:
        found = find_keys(sentence.text)
        if not corrects and not says_right_key(sentence):
            continue
        if len(found) == 1 and found[0].text not in current:
            spans = [part for span in found[0].spans for part in sentence.spans(span.start, span.end)]
            yield Correction(check_answer(field, found[0].text), tuple(spans))


def says_right_key(sentence: Sentence) -> bool:
    """Whether it says that its key is the right one, and adds none: "The right one is eJ…"."""
    keys = find_keys(sentence.text)
    without = sentence.text
    for key in keys:
        without = without.replace(key.text, " ")
    words = fold_words(without)
    return bool(keys) and not sentence.question and _RIGHT_ONE.among(words) and not _ADDED.among(words)


def _values(field: FormField, current: str, prose: Sequence[Sentence]) -> Iterator[Correction]:
    """What a sentence that names the field by its number or its name says that it is."""
    for sentence in prose:
        if sentence.question or not names(field, sentence):
            continue
        changes = _changes(sentence.words)
        numbered = field.number in _numbers(sentence.text)
        found = find_named_value(field.check, sentence.text) if changes or numbered else None
        if found is None or _is_current(sentence, found, current):
            told = numbered or field.check is AnswerCheck.ADDRESS or _is_said(sentence.text)
            found = (
                only_one(field.check, sentence.text, current, numbered=numbered) if changes and told else None
            )
        if found is None:
            continue
        checked = check_answer(field, sentence.text[found.start : found.end])
        if not checked.problem and not _is_current(sentence, found, current):
            yield Correction(checked, sentence.spans(found.start, found.end))


def _is_said(text: str) -> bool:
    """Whether it is a sentence, and no line of a card: "Another Firm Ltd, 88 Elsewhere Street"."""
    return text.rstrip().endswith((".", "!", "。")) or speaks_to_somebody(text)


def _counts(field: FormField, current: str, prose: Sequence[Sentence]) -> Iterator[Correction]:
    """The one other number of users in a sentence that corrects it: "not 35 but 50 users"."""
    for sentence in prose:
        if sentence.question or not (_USERS.among(sentence.words) and _changes(sentence.words)):
            continue
        new = [one for one in find_numbers(sentence.text[:300]) if str(one.value) != current]
        if len(new) == 1:
            spans = sentence.spans(new[0].span.start, new[0].span.end)
            yield Correction(check_answer(field, str(new[0].value)), spans)


def _is_current(sentence: Sentence, found: NamedValue, current: str) -> bool:
    return sentence.text[found.start : found.end].casefold() in current.casefold()


_LOOKS = {
    AnswerCheck.EMAIL: _addresses,
    AnswerCheck.INTEGER: _counts,
    AnswerCheck.LICENSE_KEY: _keys_told,
    AnswerCheck.PERSON: _values,
    AnswerCheck.ORGANIZATION: _values,
    AnswerCheck.ADDRESS: _values,
}


def _taken_back(field: FormField, prose: Sequence[Sentence]) -> Correction | None:
    """An answer that must not be used, and no other in its place."""
    prose = [one for one in prose if one.words]  # and no colon that was left of the template
    for (before, sentence), after in zip_longest(_in_context(prose), prose[1:]):
        leads_on = any(one.text.rstrip().endswith((":", "：")) for one in (sentence, after) if one)
        if sentence.question or leads_on or not _withdraws(sentence.words):
            continue  # what is right stands below
        numbered = _numbers(sentence.text)
        if field.check is AnswerCheck.EMAIL and not numbered and _of_the_holder(sentence.words):
            continue
        context = before if before is not None and not numbered else None
        if names(field, sentence, context):
            return Correction(
                CheckedAnswer(None, FieldProblem.MISSING), sentence.spans(0, len(sentence.text))
            )
    return None


_NEAR_HOLDER = 3  #: words from the holder to what is held: "titulaire du compte", "účtu je majitelem"


def _of_the_holder(parts: Sequence[str]) -> bool:
    """Whether the account is named only to say whose holder is meant: "the holder of the account is"."""
    for speech in heard(parts):
        near = {
            at
            for place in speech.named["holder"].places(parts)
            for at in range(place - _NEAR_HOLDER, place + _NEAR_HOLDER + 1)
        }
        left = [part for at, part in enumerate(parts) if at not in near]
        if near and _of_mail(speech, parts) and not _of_mail(speech, left):
            return True
    return False


def _withdraws(parts: Sequence[str]) -> bool:
    """ "Please do not use it"; "we do not use it on Cloud" takes nothing back."""
    return not _CLOUD.among(parts) and any(one.withdraws.among(parts) for one in heard(parts))


def _changes(parts: Sequence[str]) -> bool:
    """Whether words put something right or take it back."""
    return any(concept.among(parts) for one in heard(parts) for concept in one.changing)


def _in_context(prose: Sequence[Sentence]) -> Iterator[tuple[Sentence | None, Sentence]]:
    """Each sentence with the one before, unless that is a salutation ("Bună ziua,")."""
    before: Sentence | None = None
    for sentence in prose:
        yield before, sentence
        salutes = len(sentence.words) <= _SALUTATION and sentence.text.rstrip().endswith((",", "!"))
        before = None if salutes else sentence


def names(field: FormField, sentence: Sentence, before: Sentence | None = None) -> bool:
    """Whether a sentence, or the one before it, names the field: by its number in the form or by its name."""
    numbered = _numbers(sentence.text) or (_numbers(before.text) if before is not None else frozenset())
    if numbered:
        return field.number in numbered
    return _names(field, [*(before.words if before is not None else ()), *sentence.words])


def _names(field: FormField, parts: Sequence[str]) -> bool:
    """Whether the words name the field by what it is called in their language."""
    if field.check is AnswerCheck.LICENSE_KEY:
        return _KEYS.among(parts)
    expert = _EXPERT.among(parts)
    if field.check is AnswerCheck.EMAIL:
        return any(_of_mail(one, parts) for one in heard(parts)) and field.required is not expert
    noun = _NOUNS.get(field.check)
    return noun is not None and any(
        one.named[noun].among(parts) and not (noun == "address" and _of_mail(one, parts))
        for one in heard(parts)
    )


def _of_mail(speech: LanguageData, parts: Sequence[str]) -> bool:
    return speech.named["account"].among(parts) or speech.mail.among(parts)


def _numbers(text: str) -> frozenset[int]:
    """The numbers of fields that a text names: "number 2", "2. pontban", "第2项"."""
    return _numbers_in(text[:300])


@lru_cache(maxsize=512)
def _numbers_in(text: str) -> frozenset[int]:
    return frozenset(int(match[1] or match[2]) for match in _ITEM.finditer(text))


def is_numbered(field: FormField, text: str) -> bool:
    """Whether a text names the field by its number in the form: "number 2"."""
    return field.number in _numbers(text)


def without_items(text: str) -> str:
    """The text without the numbers of fields."""
    return _ITEM.sub(" ", text)


def _items() -> str:
    items = {item for speech in SPEECHES.values() for item in speech.items}
    return "|".join(map(re.escape, sorted(items, key=len, reverse=True)))


_ITEM = re.compile(
    rf"(?:(?<!\w)|(?<=[\u0590-\u06ff\u3000-\u9fff\uac00-\ud7af]))(?:{_items()})\s?[.:#°º]{{0,2}}\s?(\d{{1,2}})(?!\d)"
    rf"|(?<![\d.,:/-])(\d{{1,2}})(?:[.)]|st|nd|rd|th|-[^\W\d_]{{1,3}})?\s?(?:{_items()})",
    re.IGNORECASE,
)
