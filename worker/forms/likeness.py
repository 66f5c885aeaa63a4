"""Labels that are like a wording: typing errors, small changes, words that speak of one field only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from worker.forms.concepts import Concept
from worker.forms.heads import HEAD_END, MAX_HEAD, Head
from worker.forms.labels import counted
from worker.forms.lexicon import Lexicon
from worker.forms.numbering import NUMBER_AHEAD
from worker.forms.prompt import Found, Strength
from worker.forms.sheet import Sheet, words
from worker.forms.words.wishes import POLITE

_MAX_PROMPT_WORDS = 30
_MAX_HEADS = 120  #: lines that are measured for likeness
#: Likeness (0 to 100) that makes a prompt, by the letters of the label: a short one is soon like another.
_LIKE = ((30, 76.0), (18, 80.0), (0, 86.0))
_LIKE_NUMBERED = 70.0  #: the same when the template's number stands before it
_SAME = 95.0  #: a wording with a typing error at most
_LIKE_START = 88.0  #: the same for the start of a line
_MARGIN = 6.0  #: by how much the best field has to beat the second
_POLITE = Concept(POLITE)


def alike(sheet: Sheet, lex: Lexicon, heads: Sequence[Head], found: Found) -> None:
    """Add the heads that are like a wording, over the lines that a client broke them into."""
    for head in heads[:_MAX_HEADS]:
        if "@" in head.text:
            continue  # an answer
        heads_over_lines = _with_next_lines(sheet, head)
        if not any(map(_is_marked, heads_over_lines)):  # running text, most often
            _like_the_start(sheet, lex, head, found)
            continue
        whole = max(heads_over_lines, key=lambda longer: likeness(lex, longer).score)
        like = likeness(lex, whole)
        if like.score < _SAME and not head.separated and _like_the_start(sheet, lex, head, found):
            continue
        if like.field and _is_marked(whole) and not counted(sheet, lex, whole, like.field):
            found.add(like.field, (whole.at, whole.at + len(whole.text)), Strength.LIKE, whole.number)


def _is_marked(head: Head) -> bool:
    """Whether anything but its words speaks for a label."""
    return head.number is not None or head.separated or head.whole


def _with_next_lines(sheet: Sheet, head: Head) -> list[Head]:
    """A head as its line has it, and with the next line or two, over which a client may have broken it."""
    heads = [head]
    while not heads[-1].separated and len(heads) < 3:  # lines of a label
        index = head.line + len(heads)
        line = sheet.lines[index] if index < len(sheet.lines) else None
        if line is None or not line.text or NUMBER_AHEAD.match(line.text):
            break
        if head.number is None and not sheet.wraps_into(index - 1):
            break
        end = HEAD_END.search(line.text)
        stop = line.start + (end.start() if end else len(line.text))
        whole = not line.text[end.end() :].strip() if end else True
        heads.append(replace(head, text=sheet.text[head.at : stop], separated=end is not None, whole=whole))
    return heads


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a label is to the wordings of the field it is likest to."""

    score: float = 0.0
    field: str = ""  #: empty when it is not like enough, or like two fields


def likeness(lex: Lexicon, head: Head) -> Likeness:
    """How like the head is to the form's wordings."""
    spaced = " ".join(words(head.text))
    if not 5 <= len(spaced) <= MAX_HEAD:  # shorter ones are like anything
        return Likeness()
    best = dict(_scores(lex, spaced))
    if not best:
        return Likeness()
    first, second = [*best, ""][:2]
    numbered = head.number is not None and lex.numbers.get(head.number) == first
    needed = next(likeness for letters, likeness in _LIKE if len(spaced) >= letters)
    enough = best[first] >= (_LIKE_NUMBERED if numbered else needed)
    return Likeness(best[first], first if enough and best[first] - best.get(second, 0.0) >= _MARGIN else "")


@lru_cache(maxsize=4096)  # both bodies of a mail hold the same lines, and each voice is searched
def _scores(lex: Lexicon, spaced: str) -> tuple[tuple[str, float], ...]:
    """The fields whose wordings are like these words, the likest first."""
    best: dict[str, float] = {}
    for choice, score, _ in process.extract(
        spaced, lex.spaced.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_NUMBERED - _MARGIN, limit=None
    ):
        field = lex.spaced[choice].field
        best[field] = max(best.get(field, 0.0), score)
    return tuple(sorted(best.items(), key=lambda pair: pair[1], reverse=True))


def _like_the_start(sheet: Sheet, lex: Lexicon, head: Head, found: Found) -> bool:
    """A changed template prompt with its answer behind it and no colon between."""
    indices = sheet.words_from(head.line, head.at)[:_MAX_PROMPT_WORDS]
    parts = [sheet.words[index] for index in indices]
    best: tuple[float, int, str] = (_LIKE_START, 0, "")
    for wording in lex.prompts:
        if len(wording.words.intersection(parts)) * 3 < len(wording.words):
            continue  # with so few words in common it can't be as like
        for count in range(max(wording.count - 2, 4), min(wording.count + 2, len(parts) + 1)):
            likeness = fuzz.ratio(" ".join(parts[:count]), wording.spaced, score_cutoff=best[0])
            best = max(best, (likeness, count, wording.field))
    _, count, field = best
    if not field:
        return False
    return found.add(field, (head.at, sheet.ends[indices[count - 1]]), Strength.LIKE, head.number)


def by_keywords(sheet: Sheet, lex: Lexicon, head: Head, found: Found) -> None:
    """Add the head if its words speak of one field only."""
    labelled = head.separated or head.number is not None
    parts = words(head.text) if (labelled or head.whole) and "@" not in head.text else []
    told = {beginning for part in parts for beginning in _begun(lex, part)} if len(parts) <= 14 else None
    if not told or (len(parts) > 8 and _POLITE.among(parts)):  # a sentence, not a label
        return
    best: dict[str, int] = {}
    for field, needed in lex.keywords:
        if needed <= told:
            best[field] = max(best.get(field, 0), len(needed))
    ranked = sorted(best, key=best.__getitem__, reverse=True)
    if ranked and not labelled and best[ranked[0]] == 1:
        return  # a lone word of an unmarked line
    only = ranked and (len(ranked) == 1 or best[ranked[0]] > best[ranked[1]])
    if only and not counted(sheet, lex, head, ranked[0]):
        found.add(ranked[0], (head.at, head.at + len(head.text)), Strength.KEYWORDS, head.number)


@lru_cache(maxsize=8192)
def _begun(lex: Lexicon, part: str) -> tuple[str, ...]:
    """The beginnings of keywords with which the word begins."""
    return tuple(beginning for beginning in lex.beginnings if part.startswith(beginning))
