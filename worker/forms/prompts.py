"""Where a prompt is recognised: the places of a body that ask for a field of the form.

In this order, each only where nothing better was found:
1. the template's own prompt, whole, wherever it stands (it survives wrapping, lost newlines and quoting);
2. a label at the start of a line: "Company:", "4) Firma", a table cell;
3. words at the start of a line that are like a wording: typing errors, small changes;
4. words at the start of a line that speak of one field only (its keywords);
5. another long wording of the form, wherever it stands;
6. a label within a line, before a colon: "… License key: eJ…";
7. a label with its answer behind it and nothing between: "1. Key eJ…";
8. the template's number alone, where the prompt behind it was overwritten.
It must not know what an answer looks like beyond its first character.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import islice, pairwise

from rapidfuzz import fuzz, process

from worker.forms.definition import Check
from worker.forms.lexicon import Lexicon, Wording
from worker.forms.sheet import Sheet, Voice, run, words

MAX_PROMPTS = 200  #: of one body
_MAX_PROMPT_WORDS = 30
_MAX_HEADS = 120  #: lines that are measured for likeness
_MAX_HEAD = 140  #: characters of a label
_MAX_INNER = 30  #: numbers within one line
_MAX_INLINE = 60  #: colons of a line that are looked at
#: Likeness (0 to 100) that makes a prompt, by the letters of the label: a short one is soon like another.
_LIKE = ((30, 76.0), (18, 80.0), (0, 86.0))
_LIKE_NUMBERED = 70.0  #: the same when the template's number stands before it
_SAME = 95.0  #: a wording with a typing error at most
_LIKE_START = 88.0  #: the same for the start of a line
_MARGIN = 6.0  #: by how much the best field has to beat the second


class Strength(IntEnum):
    """How sure it is that a prompt is one."""

    NUMBER = 0  #: only its number was left
    KEYWORDS = 1
    WEAK = 2  #: a short label without a colon, or in the middle of a line
    LABEL = 3  #: a short label
    LIKE = 4
    WORDING = 5  #: a long wording, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One place that asks for a field. `start` to `end` is what is no answer: number, words, separator."""

    field: str
    start: int
    end: int
    line: int
    strength: Strength
    voice: Voice
    depth: int
    number: int | None = None
    inline: bool = False  #: it does not start its line
    last_line: int = 0  #: where `end` is


def find_prompts(sheet: Sheet, lex: Lexicon, taken: Sequence[tuple[int, int]] = ()) -> list[Prompt]:
    """The prompts of the form in the body outside the spans `taken`, in order, not overlapping."""
    found = _Found(sheet, taken)
    for wording in lex.prompts:
        _add_runs(sheet, wording, found)
        _add_glued(sheet, wording, found)
    heads = [head for head in _heads(sheet) if not found.covers(head.at)]
    heads = _numbered_answers(sheet, lex, heads, found)
    _labels(sheet, lex, heads, found)
    every = {field.name for field in lex.form.fields}
    if found.fields(Strength.LIKE, Voice.OWN) != every:
        whole = {voice for voice in Voice if found.fields(Strength.LIKE, voice) == every}
        _search(sheet, lex, [head for head in heads if sheet.voices[head.line] not in whole], found)
    return found.in_order()


def _search(sheet: Sheet, lex: Lexicon, heads: Sequence["_Head"], found: "_Found") -> None:
    """The ways that take longer, for a form that is not whole yet."""
    heads = [head for head in heads if not found.covers(head.at)]
    for head in heads:
        _two_in_one(lex, head, found)
    _alike(sheet, lex, [head for head in heads if not found.covers(head.at)], found)
    for head in heads:
        if not found.covers(head.at):
            _by_keywords(sheet, lex, head, found)
    _long_wordings(sheet, lex, found)
    _inline_labels(sheet, lex, found)
    for head in heads:
        if not found.covers(head.at):
            _leading_label(sheet, lex, head, found)
    for voice in Voice:
        open_heads = [h for h in heads if sheet.voices[h.line] is voice and not found.covers(h.at)]
        _bare_numbers(sheet, lex, open_heads, [p for p in found.in_order() if p.voice is voice], found)


class _Found:
    """The prompts found so far; a later one never overlaps an earlier one."""

    def __init__(self, sheet: Sheet, taken: Sequence[tuple[int, int]]) -> None:
        self._sheet = sheet
        self._prompts: list[Prompt] = []
        self._taken = list(taken)

    def covers(self, position: int) -> bool:
        return any(start <= position < end for start, end in self._taken)

    def add(
        self, wording_field: str, span: tuple[int, int], strength: Strength, number: int | None = None
    ) -> bool:
        """Add a prompt whose words lie at `span` of the text; False when something else lies there."""
        start, end = span
        overlaps = any(low < end and start < high for low, high in self._taken)
        if overlaps or len(self._prompts) >= MAX_PROMPTS:
            return False
        line = self._sheet.line_at(start)
        end = separated(self._sheet, end) if start < end else end
        start, before, inline = _with_number(self._sheet, line, start)
        self._taken.append((start, end))
        self._prompts.append(
            Prompt(
                field=wording_field,
                start=start,
                end=end,
                line=line,
                strength=strength,
                voice=self._sheet.voices[line],
                depth=self._sheet.lines[line].depth,
                number=number if number is not None else before,
                inline=inline,
                last_line=self._sheet.line_at(end),
            )
        )
        return True

    def fields(self, at_least: Strength = Strength.NUMBER, voice: Voice | None = None) -> set[str]:
        return {
            prompt.field
            for prompt in self._prompts
            if prompt.strength >= at_least and voice in (None, prompt.voice)
        }

    def in_order(self) -> list[Prompt]:
        return sorted(self._prompts, key=lambda prompt: prompt.start)


# --- separators and numbers -------------------------------------------------------------------------

_CLOSING = re.compile(r"[)\]\"'”’»*_）】]*")
_SEPARATOR = re.compile(r"[ \t]*(?:[:：=]|\?|\.(?=\s|$)|[-–—]{1,2}>?(?=\s|$)|[→⇒|\t])?[ \t*_]*")
_BRACKETED_TAIL = re.compile(r"[ \t]*[(（\[][^()（）\[\]\n]{0,80}[)）\]][ \t*_]*[:：]")
_WORDY_TAIL = re.compile(r" +(?![/&|+])([^\n:：@\d,;]{1,50})[:：](?!//)")
_TAIL_WORDS = 5

_NUMBER_BEFORE = re.compile(
    r"(?:^|(?<=[\s*_|>]))[(\[#*]*(\d{1,2}|[\u2460-\u2468]|[a-h](?=[.)]))"
    r"[ \t]{0,3}\\?[.)\]:/*]*[ \t]*[-–—]?[ \t*_|]*$"
)
_BULLET_BEFORE = re.compile(r"[ \t][-–—*•]{1,2}[ \t]+\*?$")
_MARKS_BEFORE = re.compile(r"[\s*_•·●○■□▪►▶➢✓+>|#o–—\-\"'“‘«(\[]*$")
_NUMBER_AHEAD = re.compile(
    r"[(\[#]?(?:(\d{1,2}|[\u2460-\u2468])(?:[ \t]{0,2}\\?[.)\]:/]+|[ \t]*[-–—](?=\s)|(?=[ \t]))"
    r"|([a-h])[.)]+(?=[ \t]))[ \t]*"
)
_BULLETS = " \t*_•·●○■□▪►▶➢✓+>|#–—-\"'“‘«"


def separated(sheet: Sheet, end: int) -> int:
    """Where the answer may begin: behind the closing marks, an added remark, and the separator."""
    text = sheet.text
    end = _CLOSING.match(text, end).end()  # type: ignore[union-attr]  # matches the empty text
    tail = _BRACKETED_TAIL.match(text, end)
    if tail is None and text[end : end + 1] not in {":", "："}:
        tail = _WORDY_TAIL.match(text, end)
        if tail is not None and len(tail[1].split()) > _TAIL_WORDS:
            tail = None
    if tail is not None:
        end = tail.end() - 1
    return _SEPARATOR.match(text, end).end()  # type: ignore[union-attr]  # matches the empty text


def _with_number(sheet: Sheet, line: int, start: int) -> tuple[int, int | None, bool]:
    """Where the prompt starts with its number and bullet, the number, and whether text stands before it."""
    line_start = sheet.lines[line].start
    before = sheet.text[max(line_start, start - 40) : start]
    match = _NUMBER_BEFORE.search(before)
    number = None
    if match is not None:
        number = _digit(match[1])
        start -= len(before) - match.start()
        before = before[: match.start()]
    marks = _MARKS_BEFORE.search(before)
    bare = before if marks is None else before[: marks.start()]
    if bare.strip() or start - len(before) > line_start:
        bullet = None if number is not None else _BULLET_BEFORE.search(before)
        return (start if bullet is None else start - len(before) + bullet.start()), number, True
    return start - len(before), number, False


def _digit(text: str) -> int:
    """The number that "3", "③" or "c" stand for."""
    if text.isdecimal():
        return int(text)
    return ord(text) - (0x245F if "\u2460" <= text <= "\u2468" else 0x60)


# --- 1. and 5. whole wordings -----------------------------------------------------------------------


def _long_wordings(sheet: Sheet, lex: Lexicon, found: _Found) -> None:
    for wording in lex.long:
        if wording.run in sheet.stream:
            _add_runs(sheet, wording, found)


def _add_runs(sheet: Sheet, wording: Wording, found: _Found) -> None:
    for first, behind in sheet.find(wording.run):
        if wording.long or _starts_item(sheet, first):
            found.add(wording.field, (sheet.starts[first], sheet.ends[behind - 1]), Strength.WORDING)


def _add_glued(sheet: Sheet, wording: Wording, found: _Found) -> None:
    """A prompt without a colon with its answer right behind it, and no space: "… accountJane Doe"."""
    where = sheet.stream.find(wording.run)
    if where < 0:
        return
    first = bisect_left(sheet.at, where)
    last = bisect_right(sheet.at, where + len(wording.run)) - 1
    if sheet.at[first] != where or last >= len(sheet.starts):
        return
    end = sheet.starts[last] + where + len(wording.run) - sheet.at[last]
    if sheet.text[end - 1 : end].islower() and sheet.text[end : end + 1].isupper():
        found.add(wording.field, (sheet.starts[first], end), Strength.WORDING)


def _starts_item(sheet: Sheet, first: int) -> bool:
    """Whether a shorter prompt stands where an item starts: at a line's start or behind a number."""
    start = sheet.starts[first]
    _, number, inline = _with_number(sheet, sheet.line_at(start), start)
    return number is not None or not inline


# --- 2. labels at the start of a line ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Head:
    """The start of a line, where a label may stand: its words up to a separator."""

    line: int
    at: int  #: where its words begin
    text: str
    number: int | None
    separated: bool  #: a colon or the like follows
    whole: bool  #: nothing follows on its line


_HEAD_END = re.compile(r"[:：=?？\t|]|[ ][-–—]+>?[ ]|[ ]{3,}|[→⇒]")


_INNER_ITEM = re.compile(r"(?<=\s)(?=[(\[*]{0,2}(?:\d{1,2}|[a-h])\\?[.)\]]\*?\s|[*•]\s)")


def _heads(sheet: Sheet) -> Iterator[_Head]:
    for index, line in enumerate(sheet.lines):
        if line.text and sheet.voices[index] is not Voice.HEAD:
            heads = _head(index, line.text, line.start)
            yield from (
                head for head in heads if head.number is not None or not _continues_label(sheet, index)
            )
            inner = _inner_heads(index, line.text, line.start)
            whole = len(line.text) > _MAX_HEAD
            yield from (head for head in inner if whole or (head.number and head.separated))


def _inner_heads(index: int, text: str, start: int) -> Iterator[_Head]:
    """The items within one long line: a client that loses newlines leaves their numbers and bullets."""
    items = [match.end() for match in islice(_INNER_ITEM.finditer(text), _MAX_INNER)]
    for item, after in pairwise([*items, len(text)]):
        yield from _head(index, text[item:after], start + item)


def _continues_label(sheet: Sheet, index: int) -> bool:
    """Whether the line is the end of a label that a client broke: "… my Atlassian" / "Expert: …"."""
    return index > 0 and sheet.wraps_into(index - 1) and not _HEAD_END.search(sheet.lines[index - 1].text)


def _head(index: int, text: str, start: int) -> Iterator[_Head]:
    bare = text.lstrip(_BULLETS)
    match = _NUMBER_AHEAD.match(bare)
    number = _digit(match[1] or match[2]) if match else None
    if match:
        bare = bare[match.end() :].lstrip(_BULLETS)
    if not bare:
        return
    at = start + len(text) - len(bare)
    end = _HEAD_END.search(bare, 0, _MAX_HEAD)
    words_end = end.start() if end else min(len(bare), _MAX_HEAD)
    whole = not bare[words_end:].strip(" \t:：=*_|?-–—.")
    yield _Head(index, at, bare[:words_end].rstrip(" *_"), number, end is not None, whole)


_NO_LABEL_WORDS = frozenset(
    ("my", "our", "the", "your", "please", "a", "an", "is", "for", "here", "and", "also")
)


def _labels(sheet: Sheet, lex: Lexicon, heads: Sequence[_Head], found: _Found) -> None:
    for head in heads:
        wording = _label(lex, head.text) if head.separated or head.whole else None
        if wording is not None and not _counted(sheet, lex, head, wording.field):
            strength = Strength.LABEL if head.separated or head.number is not None else Strength.WEAK
            strength = Strength.WORDING if wording.long else strength
            found.add(wording.field, (head.at, head.at + len(head.text)), strength, head.number)


def _two_in_one(lex: Lexicon, head: _Head, found: _Found) -> None:
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


def _field_of(lex: Lexicon, head: _Head) -> str:
    wording = _label(lex, head.text)
    return wording.field if wording is not None else _likeness(lex, head).field


def _counted(sheet: Sheet, lex: Lexicon, head: _Head, field: str) -> bool:
    """ "45 users": the number is no item's but the answer."""
    bare = sheet.text[: head.at].rstrip(" \t*_")[-1:].isdigit()
    return head.number is not None and bare and lex.form.field(field).check is Check.INTEGER


def _label(lex: Lexicon, text: str) -> Wording | None:
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


# --- 6. labels within a line ------------------------------------------------------------------------

_COLON = re.compile(r"[ \t]?[:：=](?!//)")
_BREAKS = re.compile(r"[.;,!?|()/\t]|[ ]{2,}")
_INNER_BREAKS = re.compile(r"[.;!?|\t]|[ ]{2,}")


def _inline_labels(sheet: Sheet, lex: Lexicon, found: _Found) -> None:
    for index, line in enumerate(sheet.lines):
        if sheet.voices[index] is Voice.HEAD:
            continue
        for count, match in enumerate(_COLON.finditer(line.text)):
            if count >= _MAX_INLINE:
                break
            _inline_label(sheet, lex, found, index, line.start + match.start())


def _inline_label(sheet: Sheet, lex: Lexicon, found: _Found, line: int, colon: int) -> None:
    before = [i for i in sheet.words_of(line) if sheet.ends[i] <= colon][-12:]
    behind = sheet.text[sheet.ends[before[-1]] : colon] if before else ""
    if not before or behind.strip(" *_)）\"'"):
        return
    if behind.strip(" *_").startswith((")", "）")) and _is_remark(sheet, before):
        return
    for offset, first in enumerate(before):
        span = (sheet.starts[first], sheet.ends[before[-1]])
        wording = lex.labels.get(sheet.stream[sheet.at[first] : sheet.at[before[-1] + 1]])
        if wording is None or _INNER_BREAKS.search(sheet.text[span[0] : span[1]]):
            continue
        behind_break = offset == 0 or _BREAKS.search(sheet.text[sheet.ends[first - 1] : span[0]]) is not None
        numbered = _with_number(sheet, line, span[0])[1] is not None
        strength = Strength.LABEL if behind_break or numbered else Strength.WEAK
        found.add(wording.field, span, strength)
        return
    _worded_item(sheet, lex, found, line, (before[0], before[-1]))


def _worded_item(sheet: Sheet, lex: Lexicon, found: _Found, line: int, between: tuple[int, int]) -> None:
    """A label of own words among others on a line: "…, Email for myAtlassian: jane@…"."""
    first, last = between
    for index in range(last, first, -1):
        gap = sheet.text[sheet.ends[index - 1] : sheet.starts[index]]
        if _INNER_BREAKS.search(gap):
            return
        if set(gap) & set(",;/"):
            start, end = sheet.starts[index], sheet.ends[last]
            head = _Head(line, start, sheet.text[start:end], None, separated=True, whole=False)
            like = _likeness(lex, head)
            if like.field:
                found.add(like.field, (start, end), Strength.LABEL)
            else:
                _by_keywords(sheet, lex, head, found)
            return


def _is_remark(sheet: Sheet, before: Sequence[int]) -> bool:
    """Whether the last words in front of a colon only explain a label: "Our account (email):"."""
    text = sheet.text[sheet.starts[before[0]] : sheet.starts[before[-1]]]
    return max(map(text.rfind, "(（")) > 0


# --- 7. labels with nothing between them and the answer --------------------------------------------


def _leading_label(sheet: Sheet, lex: Lexicon, head: _Head, found: _Found) -> bool:
    """A label with its answer behind it and nothing between: "1. Key eJ…", "Account email jane@…"."""
    line_words = [index for index in sheet.words_of(head.line) if sheet.starts[index] >= head.at]
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


# --- 3. and 4. words like a wording -----------------------------------------------------------------


def _alike(sheet: Sheet, lex: Lexicon, heads: Sequence[_Head], found: _Found) -> None:
    for head in heads[:_MAX_HEADS]:
        if "@" in head.text:
            continue  # an answer
        whole = max(_with_next_lines(sheet, head), key=lambda longer: _likeness(lex, longer).score)
        like = _likeness(lex, whole)
        if like.score < _SAME and not head.separated and _like_the_start(sheet, lex, head, found):
            continue
        marked = whole.number is not None or whole.separated or whole.whole
        if like.field and marked and not _counted(sheet, lex, head, like.field):
            found.add(like.field, (whole.at, whole.at + len(whole.text)), Strength.LIKE, whole.number)


def _with_next_lines(sheet: Sheet, head: _Head) -> list[_Head]:
    """A head as its line has it, and with the next line or two, over which a client may have broken it."""
    heads = [head]
    while not heads[-1].separated and len(heads) < 3:  # lines of a label
        index = head.line + len(heads)
        line = sheet.lines[index] if index < len(sheet.lines) else None
        if line is None or not line.text or _NUMBER_AHEAD.match(line.text):
            break
        if head.number is None and not sheet.wraps_into(index - 1):
            break
        end = _HEAD_END.search(line.text)
        stop = line.start + (end.start() if end else len(line.text))
        whole = not line.text[end.end() :].strip() if end else True
        heads.append(replace(head, text=sheet.text[head.at : stop], separated=end is not None, whole=whole))
    return heads


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How like a label is to the wordings of the field it is likest to."""

    score: float = 0.0
    field: str = ""  #: empty when it is not like enough, or like two fields


def _likeness(lex: Lexicon, head: _Head) -> _Likeness:
    spaced = " ".join(words(head.text))
    if not 5 <= len(spaced) <= _MAX_HEAD:  # shorter ones are like anything
        return _Likeness()
    best = dict(_scores(lex, spaced))
    if not best:
        return _Likeness()
    first, second = [*best, ""][:2]
    numbered = head.number is not None and lex.numbers.get(head.number) == first
    needed = next(likeness for letters, likeness in _LIKE if len(spaced) >= letters)
    enough = best[first] >= (_LIKE_NUMBERED if numbered else needed)
    return _Likeness(best[first], first if enough and best[first] - best.get(second, 0.0) >= _MARGIN else "")


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


def _like_the_start(sheet: Sheet, lex: Lexicon, head: _Head, found: _Found) -> bool:
    """A changed template prompt with its answer behind it and no colon between."""
    indices = [i for i in sheet.words_of(head.line) if sheet.starts[i] >= head.at][:_MAX_PROMPT_WORDS]
    parts = [sheet.stream[sheet.at[i] : sheet.at[i + 1]] for i in indices]
    best: tuple[float, int, str] = (_LIKE_START, 0, "")
    for wording in lex.prompts:
        for count in range(max(wording.count - 2, 4), min(wording.count + 2, len(parts) + 1)):
            likeness = fuzz.ratio(" ".join(parts[:count]), wording.spaced)
            best = max(best, (likeness, count, wording.field))
    _, count, field = best
    if not field:
        return False
    return found.add(field, (head.at, sheet.ends[indices[count - 1]]), Strength.LIKE, head.number)


@lru_cache(maxsize=1024)
def _keyword(keyword: str) -> tuple[str, ...]:
    return tuple(words(keyword))


def _by_keywords(sheet: Sheet, lex: Lexicon, head: _Head, found: _Found) -> None:
    labelled = head.separated or head.number is not None
    parts = words(head.text) if (labelled or head.whole) and "@" not in head.text else []
    if not parts or len(parts) > 14:  # a sentence, not a label
        return
    best: dict[str, int] = {}
    for field in lex.form.fields:
        for keyword in field.keywords:
            needed = _keyword(keyword)
            if all(any(part.startswith(need) for part in parts) for need in needed):
                best[field.name] = max(best.get(field.name, 0), len(needed))
    ranked = sorted(best, key=best.__getitem__, reverse=True)
    if ranked and not labelled and best[ranked[0]] == 1:
        return  # a lone word of an unmarked line
    only = ranked and (len(ranked) == 1 or best[ranked[0]] > best[ranked[1]])
    if only and not _counted(sheet, lex, head, ranked[0]):
        found.add(ranked[0], (head.at, head.at + len(head.text)), Strength.KEYWORDS, head.number)


# --- 8. numbers whose prompts were overwritten ------------------------------------------------------


def _bare_numbers(
    sheet: Sheet, lex: Lexicon, heads: Sequence[_Head], prompts: Sequence[Prompt], found: _Found
) -> None:
    """ "1. eJ…", "2. jane@…", "3. Jane Doe": a run of the template's numbers, at least three of them."""
    asked = {prompt.field for prompt in prompts}
    order = [(prompt.number, prompt.start) for prompt in prompts if prompt.number is not None]
    bare = {head: lex.numbers.get(head.number or 0, "") for head in heads}
    bare = {head: field for head, field in bare.items() if field and field not in asked}
    order += [(head.number, head.at) for head in bare if head.number is not None]
    order.sort(key=lambda pair: pair[1])
    numbers = [number for number, _ in order]
    if len(numbers) < 3 or numbers != sorted(set(numbers)) or numbers[-1] - numbers[0] >= len(numbers):
        return
    told = [
        head
        for head, field in bare.items()
        if (telling := _TELLING.get(lex.form.field(field).check)) and telling.search(_two_lines(sheet, head))
    ]
    if len(bare) > 1 and not told:
        return
    for head, field in bare.items():
        found.add(field, (head.at, head.at), Strength.NUMBER, head.number)


def _numbered_answers(sheet: Sheet, lex: Lexicon, heads: list[_Head], found: _Found) -> list[_Head]:
    """The heads that may still be labels, when those of a list of answers are taken out.

    A list is one of answers alone when it has a key and an address where the template's numbers have them:
    then "4. The Address Company" is no label either.
    """
    for voice in Voice:
        items = [h for h in heads if sheet.voices[h.line] is voice and h.number in lex.numbers]
        numbers = [head.number for head in items]
        if len(items) < 3 or numbers != sorted(set(numbers), key=numbers.index) or numbers[0] != 1:
            continue
        told = {lex.form.field(lex.numbers[h.number or 0]).check for h in items if _is_answer(sheet, lex, h)}
        if told == set(_TELLING):
            for head in items:
                found.add(lex.numbers[head.number or 0], (head.at, head.at), Strength.NUMBER, head.number)
            heads = [head for head in heads if head not in items]
    return heads


def _is_answer(sheet: Sheet, lex: Lexicon, head: _Head) -> bool:
    """Whether what the number's field is answered with follows it at once."""
    telling = _TELLING.get(lex.form.field(lex.numbers[head.number or 0]).check)
    return telling is not None and telling.match(sheet.text[head.at : head.at + 200]) is not None


#: How the answer to such a field begins, so that a list of anything else is no form.
_TELLING = {
    Check.LICENSE_KEY: re.compile(r"e[JN][A-Za-z0-9+/]{6}"),
    Check.EMAIL: re.compile(r"[^\s@:]{1,64}@"),
}


def _two_lines(sheet: Sheet, head: _Head) -> str:
    line = sheet.lines[head.line]
    return line.text + (sheet.lines[head.line + 1].text if head.line + 1 < len(sheet.lines) else "")
