"""Labels: the short wordings of a form, as the start of a line or of an item has them."""

import re

from worker.forms.definition import Check
from worker.forms.heads import Head
from worker.forms.lexicon import Lexicon, Wording
from worker.forms.sheet import Sheet, run, words

_LONGEST = 12  #: words of a label
_NO_LABEL_WORDS = frozenset(
    ("my", "our", "the", "your", "please", "a", "an", "is", "for", "here", "and", "also")
)
_ADDRESS_GOES_ON = ("@", ".", "-", "_", "+")


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


def begins_like_a_label(sheet: Sheet, lex: Lexicon, head: Head) -> bool:
    """Whether a label of the form begins as these words do."""
    line_words = sheet.words_from(head.line, head.at)
    if not line_words:
        return False
    at = sheet.at[line_words[0]]
    return sheet.stream[at : at + 2] in lex.label_starts or sheet.stream[at : at + 1] in lex.label_starts


def longest_label(sheet: Sheet, lex: Lexicon, head: Head) -> tuple[Wording | None, int]:
    """The longest label with which the head begins and something behind it, and where it ends."""
    line_words = sheet.words_from(head.line, head.at)
    for count in range(min(len(line_words) - 1, _LONGEST), 0, -1):
        last = line_words[count - 1]
        wording = lex.labels.get(sheet.stream[sheet.at[line_words[0]] : sheet.at[last + 1]])
        if wording is not None and not sheet.text.startswith(_ADDRESS_GOES_ON, sheet.ends[last]):
            return wording, sheet.ends[last]
    return None, 0
