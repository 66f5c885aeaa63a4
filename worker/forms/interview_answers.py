"""Answers below questions that somebody asked in words of their own: "> Which address does the account use?".

A question asks for the fields that it names, in any language. It must not know who asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.forms.answers.unlabelled_answers import bare_answers
from worker.forms.extraction import Span
from worker.forms.fields.email_addresses import find_addresses
from worker.forms.fields.field_checks import CheckedAnswer, check_answer
from worker.forms.form_definition import CONFIRMATION, AnswerCheck, Form, FormField
from worker.forms.intent.confirmation_statement import find_confirmation
from worker.forms.intent.statement_meaning import asks_to_confirm
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.language_data import heard
from worker.forms.text.mail_closings import is_closing, is_rule
from worker.forms.text.sentences import Sentence, split_sentences
from worker.forms.text.text_folding import Authorship, FoldedText, fold_words
from worker.forms.words.value_words import ABOUT_EXPERT, KEYS, WHERE, WHO

_MAX_WORDS = 60  #: of a question
_KEYS = KeywordSet(KEYS)
_EXPERT = KeywordSet(ABOUT_EXPERT)

Answered = tuple[str, CheckedAnswer, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A question, and the sender's lines below it."""

    question: str
    first: int  #: the lines of the answer
    behind: int


def answers_in_words(folded_text: FoldedText, form: Form, author: str) -> Iterator[Answered]:
    """What the sender answered below quoted questions for fields of the form."""
    for pair in _pairs(folded_text):
        asked = fields_asked(form, pair.question)
        if CONFIRMATION in asked:
            yield from _confirmed(folded_text, form, pair)
        fields = [form.field(name) for name in asked if name != CONFIRMATION]
        if fields:
            yield from _values(folded_text, fields, pair, author)


def fields_asked(form: Form, question: str) -> list[str]:
    """The fields that a question names, in the form's order; the confirmation alone where it asks for it."""
    parts = fold_words(question[:1000])[:_MAX_WORDS]
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
    if field.check is AnswerCheck.EMAIL:
        return (mail or (account and address)) and field.required is not expert
    return not expert and {
        AnswerCheck.LICENSE_KEY: _KEYS.among(parts),
        AnswerCheck.PERSON: (holder or _WHO.among(parts)) and not mail,
        AnswerCheck.ORGANIZATION: any(one.named["organization"].among(parts) for one in speeches),
        AnswerCheck.ADDRESS: (address and not account and not mail) or _WHERE.among(parts),
        AnswerCheck.INTEGER: False,
    }.get(field.check, False)


_WHO = KeywordSet(WHO)
_WHERE = KeywordSet(WHERE)


def _pairs(folded_text: FoldedText) -> Iterator[_Pair]:
    """Each quoted paragraph with the sender's lines right below it."""
    index, count = 0, len(folded_text.lines)
    question: list[str] = []
    while index < count:
        text = folded_text.lines[index].text.strip()
        if folded_text.voices[index] is Authorship.QUOTED:
            question = [*question, text] if text else question
            if not text and index + 1 < count and folded_text.voices[index + 1] is Authorship.QUOTED:
                question = []
            index += 1
        elif text and question and folded_text.voices[index] is Authorship.OWN:
            first = index
            while index < count and (
                folded_text.voices[index] is Authorship.OWN or not folded_text.lines[index].text.strip()
            ):
                index += 1
            yield _Pair(" ".join(question), first, index)
            question = []
        else:
            index += 1


def _said(folded_text: FoldedText, pair: _Pair) -> list[Sentence]:
    low = folded_text.lines[pair.first].start
    high = folded_text.lines[pair.behind - 1].start + len(folded_text.lines[pair.behind - 1].text)
    said = split_sentences(folded_text, Authorship.OWN, [(0, low), (high, len(folded_text.text) + 1)])
    ends = next((at for at, one in enumerate(said) if is_closing(one.text) or is_rule(one.text)), len(said))
    return said[:ends]


def _confirmed(folded_text: FoldedText, form: Form, pair: _Pair) -> Iterator[Answered]:
    for sentence in _said(folded_text, pair):
        said = find_confirmation(sentence.text) if form.confirmation is not None else None
        if said is not None and said.problem is None:
            yield CONFIRMATION, CheckedAnswer(sentence.text.strip()), sentence.spans(0, len(sentence.text))
            return


def _values(
    folded_text: FoldedText, fields: Sequence[FormField], pair: _Pair, author: str
) -> Iterator[Answered]:
    said = _said(folded_text, pair)
    if len(fields) == 1 and fields[0].check in (
        AnswerCheck.LICENSE_KEY,
        AnswerCheck.EMAIL,
        AnswerCheck.ADDRESS,
    ):
        field = fields[0]
        text = "\n".join(one.text.strip() for one in said)
        checked = check_answer(field, text)
        addresses = find_addresses(text)
        if checked.value is not None and (field.check is not AnswerCheck.ADDRESS or not addresses):
            yield field.name, checked, tuple(span for one in said for span in one.spans(0, len(one.text)))
        return
    yield from bare_answers(fields, said, author)
