"""Labels among other text: before a colon within a line, and two before the same colon."""

import re
from collections.abc import Sequence
from dataclasses import replace

from worker.forms.heads import Head
from worker.forms.labels import label_of
from worker.forms.lexicon import Lexicon
from worker.forms.likeness import by_keywords, likeness
from worker.forms.numbering import with_number
from worker.forms.prompt import Found, Strength
from worker.forms.sheet import Sheet, Voice

_MAX_INLINE = 60  #: colons of a line that are looked at
_COLON = re.compile(r"[ \t]?[:：=](?!//)")
_BREAKS = re.compile(r"[.;,!?|()/\t]|[ ]{2,}")
_INNER_BREAKS = re.compile(r"[.;!?|\t]|[ ]{2,}")


def inline_labels(sheet: Sheet, lex: Lexicon, found: Found) -> None:
    """Add the labels before each colon within a line: "… License key: eJ…"."""
    for index, line in enumerate(sheet.lines):
        if sheet.voices[index] is Voice.HEAD or not any(colon in line.text for colon in ":：="):
            continue
        for count, match in enumerate(_COLON.finditer(line.text)):
            if count >= _MAX_INLINE:
                break
            _inline_label(sheet, lex, found, index, line.start + match.start())


def _inline_label(sheet: Sheet, lex: Lexicon, found: Found, line: int, colon: int) -> None:
    before = sheet.words_before(line, colon)[-12:]
    behind = sheet.text[sheet.ends[before[-1]] : colon] if before else ""
    if not before or behind.strip(" *_)）\"'"):
        return
    opened = _remark(sheet, before) if behind.strip(" *_").startswith((")", "）")) else len(sheet.text)
    for offset, first in enumerate(before):
        span = (sheet.starts[first], sheet.ends[before[-1]])
        wording = lex.labels.get(sheet.stream[sheet.at[first] : sheet.at[before[-1] + 1]])
        if wording is None or span[0] > opened or _INNER_BREAKS.search(sheet.text[span[0] : span[1]]):
            continue
        behind_break = offset == 0 or _BREAKS.search(sheet.text[sheet.ends[first - 1] : span[0]]) is not None
        numbered = with_number(sheet, line, span[0])[1] is not None
        strength = Strength.LABEL if behind_break or numbered else Strength.WEAK
        found.add(wording.field, span, strength)
        return
    _worded_item(sheet, lex, found, line, (before[0], before[-1]))


def _worded_item(sheet: Sheet, lex: Lexicon, found: Found, line: int, between: tuple[int, int]) -> None:
    """A label of own words among others on a line: "…, Email for myAtlassian: jane@…"."""
    first, last = between
    for index in range(last, first, -1):
        gap = sheet.text[sheet.ends[index - 1] : sheet.starts[index]]
        if _INNER_BREAKS.search(gap):
            return
        if set(gap) & set(",;/"):
            start, end = sheet.starts[index], sheet.ends[last]
            head = Head(line, start, sheet.text[start:end], None, separated=True, whole=False)
            like = likeness(lex, head)
            if like.field:
                found.add(like.field, (start, end), Strength.LABEL)
            else:
                by_keywords(sheet, lex, head, found)
            return


def _remark(sheet: Sheet, before: Sequence[int]) -> int:
    """Where a bracket opens whose words only explain a label and are none: "Our account (email):"."""
    start = sheet.starts[before[0]]
    opened = max(map(sheet.text[start : sheet.starts[before[-1]]].rfind, "(（"))
    return start + opened if opened > 0 else len(sheet.text)


def two_in_one(lex: Lexicon, head: Head, found: Found) -> None:
    """Two labels before one colon: "Account email / account holder: …"."""
    first, mark, second = head.text.partition(" / ")
    if not mark or not head.separated or "/" in second:
        return
    at = head.at + len(first) + len(mark)
    halves = [replace(head, text=first), replace(head, at=at, text=second, number=None)]
    fields = [_field_of(lex, half) for half in halves]
    if all(fields) and fields[0] != fields[1]:
        for half, field in zip(halves, fields, strict=True):
            found.add(field, (half.at, half.at + len(half.text)), Strength.LIKE, half.number)


def _field_of(lex: Lexicon, head: Head) -> str:
    wording = label_of(lex, head.text)
    return wording.field if wording is not None else likeness(lex, head).field
