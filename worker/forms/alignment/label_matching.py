"""Labels: the short wordings of a form, as the start of a line or of an item has them."""

import re

from worker.forms.form_definition import AnswerCheck
from worker.forms.form_lexicon import FieldWording, FormLexicon
from worker.forms.text.label_positions import LabelPosition
from worker.forms.text.text_folding import FoldedText, fold_phrase, fold_words

_LONGEST = 12  #: words of a label
_NO_LABEL_WORDS = frozenset(
    ("my", "our", "the", "your", "please", "a", "an", "is", "for", "here", "and", "also")
)
_ADDRESS_GOES_ON = ("@", ".", "-", "_", "+")


def label_of(lex: FormLexicon, text: str) -> FieldWording | None:
    """The wording that a head is: as it stands, without a remark in brackets, or without "our"."""
    wording = lex.labels.get(fold_phrase(text))
    if wording is None and ("(" in text or "[" in text):
        wording = lex.labels.get(fold_phrase(re.sub(r"[(\[][^()\[\]]*[)\]]?", " ", text)))
    if wording is None:
        parts = fold_words(text)
        while parts and parts[0] in _NO_LABEL_WORDS:
            parts = parts[1:]
            wording = wording or lex.labels.get("".join(parts))
    return wording


def is_count(folded_text: FoldedText, lex: FormLexicon, head: LabelPosition, field: str) -> bool:
    """ "45 users", "we have 45 users in Cloud": the number is no item's but the answer."""
    if lex.form.field(field).check is not AnswerCheck.INTEGER:
        return False
    bare = folded_text.text[: head.at].rstrip(" \t*_")[-1:].isdigit()
    return (head.number is not None and bare) or any(map(str.isdigit, head.text))


def begins_like_a_label(folded_text: FoldedText, lex: FormLexicon, head: LabelPosition) -> bool:
    """Whether a label of the form begins as these words do."""
    line_words = folded_text.words_from(head.line, head.at)
    if not line_words:
        return False
    at = folded_text.at[line_words[0]]
    return (
        folded_text.stream[at : at + 2] in lex.label_starts
        or folded_text.stream[at : at + 1] in lex.label_starts
    )


def longest_label(
    folded_text: FoldedText, lex: FormLexicon, head: LabelPosition
) -> tuple[FieldWording | None, int]:
    """The longest label with which the head begins and something behind it, and where it ends."""
    line_words = folded_text.words_from(head.line, head.at)
    for count in range(min(len(line_words) - 1, _LONGEST), 0, -1):
        last = line_words[count - 1]
        wording = lex.labels.get(folded_text.stream[folded_text.at[line_words[0]] : folded_text.at[last + 1]])
        if wording is not None and not folded_text.text.startswith(_ADDRESS_GOES_ON, folded_text.ends[last]):
            return wording, folded_text.ends[last]
    return None, 0
