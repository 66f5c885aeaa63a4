"""Labels among other text: before a colon within a line."""

import re
from collections.abc import Sequence

from worker.forms.alignment.candidate import Candidates
from worker.forms.alignment.labels import counted
from worker.forms.alignment.likeness import key_words, likeness
from worker.forms.heads import Head
from worker.forms.numbering import with_number
from worker.forms.prompt import Strength
from worker.forms.sheet import Sheet, Voice

_MAX_INLINE = 60  #: colons of a line that are looked at
_MAX_WORDS = 12  #: before a colon
_COLON = re.compile(r"[ \t]?[:：=](?!//)")
_BREAKS = re.compile(r"[.;,!?|()/\t]|[ ]{2,}")
_INNER_BREAKS = re.compile(r"[.;!?|\t]|[ ]{2,}")


def within_lines(found: Candidates, voice: Voice) -> None:
    """Add the labels before each colon within a line: "… License key: eJ…"."""
    for index, line in enumerate(found.sheet.lines):
        if found.sheet.voices[index] is not voice or not any(colon in line.text for colon in ":：="):
            continue
        for count, match in enumerate(_COLON.finditer(line.text)):
            if count >= _MAX_INLINE:
                break
            _before_colon(found, index, line.start + match.start())


def _before_colon(found: Candidates, line: int, colon: int) -> None:
    sheet = found.sheet
    before = sheet.words_before(line, colon)[-_MAX_WORDS:]
    behind = sheet.text[sheet.ends[before[-1]] : colon] if before else ""
    if not before or behind.strip(" *_)）\"'"):
        return
    opened = _remark(sheet, before) if behind.strip(" *_").startswith((")", "）")) else len(sheet.text)
    for offset, first in enumerate(before):
        span = (sheet.starts[first], sheet.ends[before[-1]])
        wording = found.lex.labels.get(sheet.stream[sheet.at[first] : sheet.at[before[-1] + 1]])
        if wording is None or span[0] > opened or _INNER_BREAKS.search(sheet.text[span[0] : span[1]]):
            continue
        apart = offset == 0 or _BREAKS.search(sheet.text[sheet.ends[first - 1] : span[0]]) is not None
        sure = apart or with_number(sheet, line, span[0])[1] is not None
        strength = Strength.LABEL if sure else Strength.WEAK
        found.add(wording.field, span, strength, ("label" if sure else "unmarked", 1.0))
        return
    _worded_item(found, line, before[0], before[-1])


def _worded_item(found: Candidates, line: int, first: int, last: int) -> None:
    """A label of own words among others on a line: "…, Email for myAtlassian: jane@…"."""
    sheet = found.sheet
    for index in range(last, first, -1):
        gap = sheet.text[sheet.ends[index - 1] : sheet.starts[index]]
        if _INNER_BREAKS.search(gap):
            return
        if set(gap) & set(",;/"):
            start, end = sheet.starts[index], sheet.ends[last]
            head = Head(line, start, sheet.text[start:end], None, separated=True, whole=False)
            like, told = likeness(found.lex, head), key_words(found.lex, head)
            if like.field:
                found.add(like.field, head.span, Strength.LABEL, ("label", 1.0))
            elif told.field and not counted(sheet, found.lex, head, told.field):
                more = ("more_key_words", told.score - 1)
                found.add(told.field, head.span, Strength.KEYWORDS, ("key_words", 1.0), more)
            return


def _remark(sheet: Sheet, before: Sequence[int]) -> int:
    """Where a bracket opens whose words only explain a label and are none: "Our account (email):"."""
    start = sheet.starts[before[0]]
    opened = max(map(sheet.text[start : sheet.starts[before[-1]]].rfind, "(（"))
    return start + opened if opened > 0 else len(sheet.text)
