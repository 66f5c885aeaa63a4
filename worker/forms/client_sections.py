"""A mail about several clients, cut where its own lines part them: rules, headings, numbers that begin anew.

Each section is the mail with the lines of the others left out, and what stands above the first one belongs
to all. Nothing is cut where it is not plain between which lines. It must not know what a section says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from worker.forms.fields.license_keys import find_keys
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.mail_closings import is_rule
from worker.forms.text.text_folding import fold_words
from worker.forms.words.addition_words import CLIENTS, WHICH
from worker.reading.message import Body, Line, LineRole, Message

MOST = 10  #: sections of one mail
_HEADING = 7  #: words
_CLIENT = KeywordSet(CLIENTS)
_WHICH = KeywordSet(WHICH)
_NUMBER_ALONE = re.compile(r"\W{0,3}\d{1,2}[.):]?\W{0,3}")
_MARKED = re.compile(r"(?:#{1,4} |={2,6} ?|\*{2,6} ?)\S.{0,60}")
_NUMBERED = re.compile(r"\s{0,8}[(\[]?(\d{1,2})[.):\]]\s")

_Run = tuple[int, int]  #: the first line and the one behind the last


def cut_sections(message: Message) -> tuple[Message, ...]:
    """The message as each of its clients' sections; none where there is one client, or nothing parts them."""
    cut = {body.part: list(_sections(body)) for body in message.bodies}
    counts = {len(sections) for sections in cut.values() if sections}
    if len(counts) != 1:
        return ()
    bodies = [body.part for body in message.bodies if cut[body.part]]
    return tuple(
        replace(message, bodies=tuple(cut[part][number] for part in bodies)) for number in range(counts.pop())
    )


def _sections(body: Body) -> Iterator[Body]:
    keys = _lines_of_keys(body)
    if not 1 < len(keys) <= MOST:
        return
    marks = [_mark(body.lines, before, key) for (_, before), (key, _) in pairwise(keys)]
    starts = [mark for mark in marks if mark is not None]
    if len(starts) < len(marks):
        return
    first = _first(body.lines, keys[0][0])
    runs = [first, *starts]
    for number, (_, begin) in enumerate(runs):
        end = runs[number + 1][0] if number + 1 < len(runs) else len(body.lines)
        yield _only(body, first[0], begin, end, headed=runs[-1][1])


def _lines_of_keys(body: Body) -> list[_Run]:
    """The first and the last line of each key of the sender's own."""
    found = []
    for key in find_keys(body.text):
        first = _line_at(body.lines, key.spans[0].start)
        if body.lines[first].role is LineRole.OWN:
            found.append((first, _line_at(body.lines, key.spans[-1].start)))
    return found


def _line_at(lines: Sequence[Line], position: int) -> int:
    return max(index for index, line in enumerate(lines) if line.start <= position)


def _mark(lines: Sequence[Line], before: int, key: int) -> _Run | None:
    """Where the section of the key begins, behind the key before: at the one place that parts them."""
    between = range(before + 1, key + 1)
    if marks := _runs(lines, [index for index in between if _parts(lines[index].text)]):
        return marks[0] if len(marks) == 1 else None
    if anew := [index for index in between if _begins_anew(lines, before, index)]:
        return (anew[0], anew[0])
    blank = _runs(lines, [index for index in between if not lines[index].text.strip()])
    if len(blank) == 1:
        return blank[0]
    return (key, key) if key == before + 1 else None


def _first(lines: Sequence[Line], key: int) -> _Run:
    """The same of the first section: its heading, its first number, or its paragraph."""
    for index in range(key, -1, -1):
        number = _NUMBERED.match(lines[index].text)
        if _parts(lines[index].text):
            return (index, index + 1)
        if (number is not None and number[1] == "1") or not lines[index].text.strip():
            return (index, index)
    return (0, 0)


def _runs(lines: Sequence[Line], found: Sequence[int]) -> list[_Run]:
    """Lines that stand together, with nothing but blank ones between."""
    runs: list[_Run] = []
    for index in found:
        if runs and not any(line.text.strip() for line in lines[runs[-1][1] : index]):
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _parts(text: str) -> bool:
    """Whether a line only parts: "-----", "Client 2:", "2)", "## Acme"."""
    bare = text.strip()
    if not bare or "@" in bare:
        return False
    if is_rule(bare) or _NUMBER_ALONE.fullmatch(bare) or _MARKED.fullmatch(bare):
        return True
    words = fold_words(bare[:80])
    named = len(words) <= _HEADING and _CLIENT.among(words) and ":" not in bare.rstrip(":：")
    counted = any(len(word) == 1 or word.isdigit() for word in words[1:]) or _WHICH.among(words)
    return named and counted and not find_keys(bare)


def _begins_anew(lines: Sequence[Line], before: int, index: int) -> bool:
    """Whether the numbers of lines begin anew there."""
    number = _NUMBERED.match(lines[index].text)
    if number is None:
        return False
    last = next(
        (int(one[1]) for at in range(index - 1, before - 1, -1) if (one := _NUMBERED.match(lines[at].text))),
        0,
    )
    return int(number[1]) <= last or (index == before + 1 and int(number[1]) == last + 1)


def _only(body: Body, shared: int, begin: int, end: int, *, headed: int) -> Body:
    """The body with the lines above the first section and those of one; places in the text stay.

    What only parts is left out, as far as lines are `headed`.
    """
    lines = tuple(
        line
        if (index < shared or begin <= index < end) and not (index < headed and _parts(line.text))
        else line._replace(text="")
        for index, line in enumerate(body.lines)
    )
    text = list(body.text)
    for kept, line in zip(lines, body.lines, strict=True):
        if not kept.text:
            text[line.start : line.start + len(line.text)] = " " * len(line.text)
    return replace(body, lines=lines, text="".join(text))
