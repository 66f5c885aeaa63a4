"""The names that a template may use, from `LetterValues`: each value printable, in one line, bounded.

What a customer wrote comes back to the address that the mail gave as its sender, which may not be
the writer's. So nobody gets to fill our letters with text of their own.
"""

from collections.abc import Sequence
from dataclasses import replace

from worker.letters.plain_text import clean_paragraphs, join_lines, make_salutation, one_line
from worker.letters.values import LetterAnswer, LetterLicense, LetterQuestion, LetterRow, LetterValues

Context = dict[str, object]

_LABEL = 120  # characters
_VALUE = 300
_PROMPT = 400
_NOTE = 5000


def make_context(values: LetterValues) -> Context:
    """Every name that a template may use, with its value; `LetterValues` tells what each means.

    `others` is what was understood but for the account address and the users, which letters show apart.
    """
    understood = [_answer(answer) for answer in values.understood]
    account = one_line(values.account_email, _VALUE)
    return {
        "reference": one_line(values.reference, _LABEL),
        "form": values.form,
        "vendor": one_line(values.vendor, _LABEL),
        "name": make_salutation(values.name),
        "understood": understood,
        "others": _without(understood, account, "" if values.users is None else str(values.users)),
        "questions": [_question(question) for question in values.questions],
        "licenses": [_license(item) for item in values.licenses],
        "account_email": account,
        "reject_reason": values.reject_reason,
        "note": clean_paragraphs(values.note, _NOTE),
        "line": clean_paragraphs(values.line, _NOTE),
        "days_left": values.days_left,
        "users": values.users,
        "round": values.round,
        "answered": values.answered,
        "changed": [_answer(answer) for answer in values.changed],
        "asked_by": one_line(values.asked_by, _LABEL),
        "keys": [one_line(key, _LABEL) for key in values.keys],
        "unusable": [_answer(answer) for answer in values.unusable],
        "rows": [_row(row) for row in values.rows],
    }


def _answer(answer: LetterAnswer) -> LetterAnswer:
    return replace(answer, label=one_line(answer.label, _LABEL), value=join_lines(answer.value, _VALUE))


def _question(question: LetterQuestion) -> LetterQuestion:
    return replace(
        question, prompt=one_line(question.prompt, _PROMPT), reason=one_line(question.reason, _LABEL)
    )


def _license(item: LetterLicense) -> LetterLicense:
    return LetterLicense(sen=one_line(item.sen, _LABEL), line=one_line(item.line, _VALUE))


def _row(row: LetterRow) -> LetterRow:
    return replace(
        row,
        organization=one_line(row.organization, _LABEL),
        account_email=one_line(row.account_email, _VALUE),
        keys=tuple(one_line(key, _LABEL) for key in row.keys),
        sens=tuple(one_line(sen, _LABEL) for sen in row.sens),
        questions=tuple(_question(question) for question in row.questions),
    )


def _without(understood: Sequence[LetterAnswer], *shown: str) -> list[LetterAnswer]:
    """What was understood, less the first answer for each value that a letter shows by itself."""
    rest = list(understood)
    for value in filter(None, shown):
        found = next((answer for answer in rest if answer.value == value), None)
        if found is not None:
            rest.remove(found)
    return rest
