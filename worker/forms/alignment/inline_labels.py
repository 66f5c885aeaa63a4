"""Labels among other text: before a colon within a line."""

import re
from collections.abc import Sequence

from worker.forms.alignment.found_prompt import PromptStrength
from worker.forms.alignment.label_likeness import key_words, measure_likeness
from worker.forms.alignment.label_matching import is_count
from worker.forms.alignment.prompt_candidate import PromptCandidates
from worker.forms.text.label_positions import LabelPosition
from worker.forms.text.prompt_numbering import with_number
from worker.forms.text.text_folding import Authorship, FoldedText

_MAX_INLINE = 60  #: colons of a line that are looked at
_MAX_WORDS = 12  #: before a colon
_COLON = re.compile(r"[ \t]?[:：=](?!//)")
_BREAKS = re.compile(r"[.;,!?|()/\t]|[ ]{2,}")
_INNER_BREAKS = re.compile(r"[.;!?|\t]|[ ]{2,}")


def within_lines(found: PromptCandidates, authorship: Authorship) -> None:
    """Add the labels before each colon within a line: "… License key: eJ…"."""
    for index, line in enumerate(found.folded_text.lines):
        if found.folded_text.voices[index] is not authorship or not any(
            colon in line.text for colon in ":：="
        ):
            continue
        for count, match in enumerate(_COLON.finditer(line.text)):
            if count >= _MAX_INLINE:
                break
            _before_colon(found, index, line.start + match.start())


def _before_colon(found: PromptCandidates, line: int, colon: int) -> None:
    folded_text = found.folded_text
    before = folded_text.words_before(line, colon)[-_MAX_WORDS:]
    behind = folded_text.text[folded_text.ends[before[-1]] : colon] if before else ""
    if not before or behind.strip(" *_)）\"'"):
        return
    opened = (
        _remark(folded_text, before) if behind.strip(" *_").startswith((")", "）")) else len(folded_text.text)
    )
    for offset, first in enumerate(before):
        span = (folded_text.starts[first], folded_text.ends[before[-1]])
        wording = found.lex.labels.get(
            folded_text.stream[folded_text.at[first] : folded_text.at[before[-1] + 1]]
        )
        if wording is None or span[0] > opened or _INNER_BREAKS.search(folded_text.text[span[0] : span[1]]):
            continue
        apart = (
            offset == 0 or _BREAKS.search(folded_text.text[folded_text.ends[first - 1] : span[0]]) is not None
        )
        sure = apart or with_number(folded_text, line, span[0])[1] is not None
        strength = PromptStrength.LABEL if sure else PromptStrength.WEAK
        found.add(wording.field, span, strength, ("label" if sure else "unmarked", 1.0))
        return
    _worded_item(found, line, before[0], before[-1])


def _worded_item(found: PromptCandidates, line: int, first: int, last: int) -> None:
    """A label of own words among others on a line: "…, Email for myAtlassian: jane@…"."""
    folded_text = found.folded_text
    for index in range(last, first, -1):
        gap = folded_text.text[folded_text.ends[index - 1] : folded_text.starts[index]]
        if _INNER_BREAKS.search(gap):
            return
        if set(gap) & set(",;/"):
            start, end = folded_text.starts[index], folded_text.ends[last]
            head = LabelPosition(line, start, folded_text.text[start:end], None, separated=True, whole=False)
            like, told = measure_likeness(found.lex, head), key_words(found.lex, head)
            if like.field:
                found.add(like.field, head.span, PromptStrength.LABEL, ("label", 1.0))
            elif told.field and not is_count(folded_text, found.lex, head, told.field):
                more = ("more_key_words", told.score - 1)
                found.add(told.field, head.span, PromptStrength.KEYWORDS, ("key_words", 1.0), more)
            return


def _remark(folded_text: FoldedText, before: Sequence[int]) -> int:
    """Where a bracket opens whose words only explain a label and are none: "Our account (email):"."""
    start = folded_text.starts[before[0]]
    opened = max(map(folded_text.text[start : folded_text.starts[before[-1]]].rfind, "(（"))
    return start + opened if opened > 0 else len(folded_text.text)
