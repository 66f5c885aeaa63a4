"""Answers below questions that somebody asked in words of their own: "> Which address does the account use?".

A question asks for the fields that it names, in any language. It must not know who asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.forms.addresses import find_addresses
from worker.forms.bare import bare_answers
from worker.forms.checks import Checked, check
from worker.forms.closings import is_closing, is_rule
from worker.forms.concepts import Concept
from worker.forms.definition import CONFIRMATION, Check, Form, FormField
from worker.forms.extraction import Span
from worker.forms.prose import Sentence, sentences
from worker.forms.sheet import Sheet, Voice, words
from worker.forms.statement import asks_to_confirm, confirms
from worker.forms.unread.languages import heard
from worker.forms.words.tellings import ABOUT_EXPERT, KEYS, WHERE, WHO

_MAX_WORDS = 60  #: of a question
_KEYS = Concept(KEYS)
_EXPERT = Concept(ABOUT_EXPERT)

Answered = tuple[str, Checked, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A question, and the sender's lines below it."""

    question: str
    first: int  #: the lines of the answer
    behind: int


def answers_in_words(sheet: Sheet, form: Form, author: str) -> Iterator[Answered]:
    """What the sender answered below quoted questions for fields of the form."""
    for pair in _pairs(sheet):
        asked = fields_asked(form, pair.question)
        if CONFIRMATION in asked:
            yield from _confirmed(sheet, form, pair)
        fields = [form.field(name) for name in asked if name != CONFIRMATION]
        if fields:
            yield from _values(sheet, fields, pair, author)


def fields_asked(form: Form, question: str) -> list[str]:
    """The fields that a question names, in the form's order; the confirmation alone where it asks for it."""
    parts = words(question[:1000])[:_MAX_WORDS]
    if form.confirmation is not None and asks_to_confirm(parts):
        return [CONFIRMATION]
    return [field.name for field in form.fields if _asks_for(field, parts)]


def _asks_for(field: FormField, parts: Sequence[str]) -> bool:
    speeches = heard(parts)
    mail = any(one.mail.among(parts) for one in speeches)
    account = any(one.named["account"].among(parts) for one in speeches)
    address = any(one.named["address"].among(parts) for one in speeches)
    holder = any(one.named["holder"].among(parts) for one in speeches)
    expert = _EXPERT.among(parts)
    if field.check is Check.EMAIL:
        return (mail or (account and address)) and field.required is not expert
    return not expert and {
        Check.LICENSE_KEY: _KEYS.among(parts),
        Check.PERSON: (holder or _WHO.among(parts)) and not mail,
        Check.ORGANIZATION: any(one.named["organization"].among(parts) for one in speeches),
        Check.ADDRESS: (address and not account and not mail) or _WHERE.among(parts),
        Check.INTEGER: False,
    }.get(field.check, False)


_WHO = Concept(WHO)
_WHERE = Concept(WHERE)


def _pairs(sheet: Sheet) -> Iterator[_Pair]:
    """Each quoted paragraph with the sender's lines right below it."""
    index, count = 0, len(sheet.lines)
    question: list[str] = []
    while index < count:
        text = sheet.lines[index].text.strip()
        if sheet.voices[index] is Voice.QUOTED:
            question = [*question, text] if text else question
            if not text and index + 1 < count and sheet.voices[index + 1] is Voice.QUOTED:
                question = []
            index += 1
        elif text and question and sheet.voices[index] is Voice.OWN:
            first = index
            while index < count and (sheet.voices[index] is Voice.OWN or not sheet.lines[index].text.strip()):
                index += 1
            yield _Pair(" ".join(question), first, index)
            question = []
        else:
            index += 1


def _said(sheet: Sheet, pair: _Pair) -> list[Sentence]:
    low = sheet.lines[pair.first].start
    high = sheet.lines[pair.behind - 1].start + len(sheet.lines[pair.behind - 1].text)
    said = sentences(sheet, Voice.OWN, [(0, low), (high, len(sheet.text) + 1)])
    ends = next((at for at, one in enumerate(said) if is_closing(one.text) or is_rule(one.text)), len(said))
    return said[:ends]


def _confirmed(sheet: Sheet, form: Form, pair: _Pair) -> Iterator[Answered]:
    for sentence in _said(sheet, pair):
        said = confirms(sentence.text, form.confirmation) if form.confirmation is not None else None
        if said is not None and said.problem is None:
            yield CONFIRMATION, Checked(sentence.text.strip()), sentence.spans(0, len(sentence.text))
            return


def _values(sheet: Sheet, fields: Sequence[FormField], pair: _Pair, author: str) -> Iterator[Answered]:
    said = _said(sheet, pair)
    if len(fields) == 1 and fields[0].check in (Check.LICENSE_KEY, Check.EMAIL, Check.ADDRESS):
        field = fields[0]
        text = "\n".join(one.text.strip() for one in said)
        checked = check(field, text)
        addresses = find_addresses(text)
        if checked.value is not None and (field.check is not Check.ADDRESS or not addresses):
            yield field.name, checked, tuple(span for one in said for span in one.spans(0, len(one.text)))
        return
    yield from bare_answers(fields, said, author)
