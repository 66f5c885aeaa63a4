"""Where a label may stand: the starts of lines, and of the items within a line.

It must not know which words are a label. (The heads of mails are in `reading.text.quote_headers`.)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from worker.forms.text.prompt_numbering import BULLETS, NUMBER_AHEAD, read_number
from worker.forms.text.text_folding import Authorship, FoldedText

MAX_HEAD = 140  #: characters of a label
_MAX_INNER = 30  #: numbers within one line
HEAD_END = re.compile(r"[:：=?？\t|]|[ ][-–—]+>?[ ]|[ ]{3,}|[→⇒]|[ ]?(?:[.]{3}|_{3})[._ ]{0,80}")
_INNER_ITEM = re.compile(r"(?<=\s)(?=[(\[*]{0,2}(?:\d{1,2}|[a-h])\\?[.)\]]\*?\s|[*•–-]\s)")


@dataclass(frozen=True, slots=True)
class LabelPosition:
    """The start of a line, where a label may stand: its words up to a separator."""

    line: int
    at: int  #: where its words begin
    text: str
    number: int | None
    separated: bool  #: a colon or the like follows
    whole: bool  #: nothing follows on its line

    @property
    def span(self) -> tuple[int, int]:
        """Where its words stand in the body."""
        return self.at, self.at + len(self.text)

    @property
    def marked(self) -> bool:
        """Whether anything but its words speaks for a label."""
        return self.number is not None or self.separated or self.whole


def find_label_positions(folded_text: FoldedText) -> Iterator[LabelPosition]:
    """Every start of a line, and of an item within one, that may be a label."""
    for index, line in enumerate(folded_text.lines):
        if line.text and folded_text.voices[index] is not Authorship.HEAD:
            heads = _head(index, line.text, line.start)
            yield from (
                head for head in heads if head.number is not None or not _continues_label(folded_text, index)
            )
            inner = _inner_heads(index, line.text, line.start)
            whole = len(line.text) > MAX_HEAD
            yield from (head for head in inner if whole or (head.number and head.separated))


def _inner_heads(index: int, text: str, start: int) -> Iterator[LabelPosition]:
    """The items within one long line: a client that loses newlines leaves their numbers and bullets."""
    items = [match.end() for match in islice(_INNER_ITEM.finditer(text), _MAX_INNER)]
    for item, after in pairwise([*items, len(text)]):
        yield from _head(index, text[item:after], start + item)


def _continues_label(folded_text: FoldedText, index: int) -> bool:
    """Whether the line is the end of a label that a client broke: "… my Atlassian" / "Expert: …"."""
    return (
        index > 0
        and folded_text.wraps_into(index - 1)
        and not HEAD_END.search(folded_text.lines[index - 1].text)
    )


def _head(index: int, text: str, start: int) -> Iterator[LabelPosition]:
    bare = text.lstrip(BULLETS)
    match = NUMBER_AHEAD.match(bare)
    number = read_number(match[1] or match[2]) if match else None
    if match:
        bare = bare[match.end() :].lstrip(BULLETS)
    if not bare:
        return
    at = start + len(text) - len(bare)
    end = HEAD_END.search(bare, 0, MAX_HEAD)
    words_end = end.start() if end else min(len(bare), MAX_HEAD)
    whole = not bare[words_end:].strip(" \t:：=*_|?-–—.")
    yield LabelPosition(index, at, bare[:words_end].rstrip(" *_"), number, end is not None, whole)
