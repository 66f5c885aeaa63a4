"""Labels at the start of a line or an item: "Company:", "4) Firma", a table cell."""

import re
from collections.abc import Sequence

from worker.forms.definition import Check
from worker.forms.heads import Head
from worker.forms.lexicon import Lexicon, Wording
from worker.forms.prompt import Found, Strength
from worker.forms.sheet import Sheet, run, words

_NO_LABEL_WORDS = frozenset(
    ("my", "our", "the", "your", "please", "a", "an", "is", "for", "here", "and", "also")
)


def labels(sheet: Sheet, lex: Lexicon, heads: Sequence[Head], found: Found) -> None:
    """Add the heads that are a wording of the form, as they stand or nearly so."""
    for head in heads:
        wording = label_of(lex, head.text) if head.separated or head.whole else None
        if wording is not None and not counted(sheet, lex, head, wording.field):
            strength = Strength.LABEL if head.separated or head.number is not None else Strength.WEAK
            strength = Strength.WORDING if wording.long else strength
            found.add(wording.field, (head.at, head.at + len(head.text)), strength, head.number)


def label_of(lex: Lexicon, text: str) -> Wording | None:
    """The wording that a head is: as it stands, without a remark in brackets, or without "our"."""
    wording = lex.labels.get(run(text))
    if wording is None and ("(" in text or "[" in text):
        wording = lex.labels.get(run(re.sub(r"[(\[][^()\[\]]*[)\]]?", " ", text)))
    if wording is None:
        parts = words(text)
        while parts and parts[0] in _NO_LABEL_WORDS:
            parts = parts[1:]
            wording = wording or lex.labels.get("".join(parts))
    return wording


def counted(sheet: Sheet, lex: Lexicon, head: Head, field: str) -> bool:
    """ "45 users", "we have 45 users in Cloud": the number is no item's but the answer."""
    if lex.form.field(field).check is not Check.INTEGER:
        return False
    bare = sheet.text[: head.at].rstrip(" \t*_")[-1:].isdigit()
    return (head.number is not None and bare) or any(map(str.isdigit, head.text))


def leading_label(sheet: Sheet, lex: Lexicon, head: Head, found: Found) -> bool:
    """A label with its answer behind it and nothing between: "1. Key eJ…", "Account email jane@…"."""
    line_words = sheet.words_from(head.line, head.at)
    if not _may_begin(sheet, lex, line_words):
        return False
    for count in range(min(len(line_words) - 1, 12), 0, -1):
        last = line_words[count - 1]
        wording = lex.labels.get(sheet.stream[sheet.at[line_words[0]] : sheet.at[last + 1]])
        if wording is None:
            continue
        agreed = head.number is not None and lex.numbers.get(head.number) == wording.field
        behind = sheet.text[sheet.ends[last] : sheet.ends[last] + 400]
        if behind.startswith(("@", ".", "-", "_", "+")):
            continue  # the beginning of an e-mail address
        after = behind.split(maxsplit=1)[:1]
        telling = wording.count > 1 and bool(after) and ("@" in after[0] or after[0].startswith(("eJ", "eN")))
        if agreed or telling:
            return found.add(wording.field, (head.at, sheet.ends[last]), Strength.LABEL, head.number)
    return False


def _may_begin(sheet: Sheet, lex: Lexicon, line_words: range) -> bool:
    """Whether a label of the form begins as these words do."""
    if not line_words:
        return False
    at = sheet.at[line_words[0]]
    return sheet.stream[at : at + 2] in lex.label_starts or sheet.stream[at : at + 1] in lex.label_starts


_LISTED = 3  #: items of a list that begin with labels of different fields make it one of answers
_ITEM = re.compile(r"[ \t]*[-–—*•·o+][ \t]+$")


def listed_labels(sheet: Sheet, lex: Lexicon, heads: Sequence[Head], found: Found) -> None:
    """Labels without colons in a list of items: "- Key eJ…", "- Account holder Jane Doe"."""
    items = []
    for head in heads:
        line = sheet.lines[head.line]
        only_label = head.separated and not any(char.isdigit() or char == "@" for char in head.text)
        if not only_label and _ITEM.fullmatch(sheet.text[line.start : head.at]):
            wording, end = _longest_label(sheet, lex, head)
            if wording is not None:
                items.append((wording.field, head.at, end))
    if len({field for field, _, _ in items} | found.fields(Strength.LABEL)) >= _LISTED:
        for field, start, end in items:
            found.add(field, (start, end), Strength.LABEL)


def _longest_label(sheet: Sheet, lex: Lexicon, head: Head) -> tuple[Wording | None, int]:
    line_words = sheet.words_from(head.line, head.at)
    for count in range(min(len(line_words) - 1, 12), 0, -1):
        last = line_words[count - 1]
        wording = lex.labels.get(sheet.stream[sheet.at[line_words[0]] : sheet.at[last + 1]])
        if wording is not None and sheet.text[sheet.ends[last] : sheet.ends[last] + 1].isspace():
            return wording, sheet.ends[last]
    return None, 0
