"""Whose words each line holds: the writer's own, quoted, passed on, a signature's, a notice's.

Works by shape and by the words of mail clients in many languages, on lines of plain text and of HTML alike.
Every line stays; a role is a hint, since customers do answer inside quotations and below signatures.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from worker.reading import notices
from worker.reading.lines import Raw
from worker.reading.message import Role
from worker.reading.words import quoting as words

_HEAD_CHARS = 500  # an attribution that is longer is none
_HEAD_LINES = 4  # over which an attribution wraps
_BLOCK_LINES = 14  # of a header block

_FRINGE = " \t-_*=~<>|.:：—–―#•[]()\"'"
_WORD_EDGE = re.compile(r"[^\w]")
_ADDRESS = re.compile(r"[^\s<>@]@[^\s<>@]")
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[:.h]\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[年月日년월]")
_LABEL = re.compile(r"[*_ \t]{0,4}([^\W\d_][^:：\t]{0,24}?)[*_ \t]{0,4}[:：][*_ \t]{0,4}")
_RULE = re.compile(r"[-_=*~—–―]{4,}")

_OPENINGS = frozenset(words.OPENINGS)
_WROTE = tuple(sorted(words.WROTE, key=len, reverse=True))
_ORIGINAL = frozenset(words.ORIGINAL)
_FORWARDED = frozenset(words.FORWARDED)
_FORWARD_ENDS = frozenset(words.FORWARD_ENDS)
_KIND = (
    dict.fromkeys(words.OTHER_LABELS, "other")
    | dict.fromkeys(words.TO, "to")
    | dict.fromkeys(words.SUBJECT, "subject")
    | dict.fromkeys(words.SENT, "sent")
    | dict.fromkeys(words.FROM, "from")
)
_FORWARD_PREFIXES = frozenset(words.FORWARD_PREFIXES)
_FOOTERS = tuple(words.CLIENT_FOOTERS)
_SCRIPTS_WITHOUT_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class _Head:
    """Lines that introduce another message: `first` to `last`, and what follows them."""

    first: int
    last: int
    follows: Role  #: QUOTED or FORWARDED
    bounded: bool  #: what follows is set off by quote marks, and ends with them


def roles(lines: Sequence[Raw], subject: str) -> list[Role]:
    """The role of each line; `subject` tells a forward from a reply where the body does not."""
    found = _sections(lines, forwards=is_forward(subject))
    _sign(lines, found)
    notices.mark(lines, found)
    _fill_blanks(lines, found)
    return found


def is_forward(subject: str) -> bool:
    """The subject's first prefix is that of a forward, in any language."""
    prefix, colon, _ = subject.replace("：", ":").partition(":")
    return bool(colon) and len(prefix) <= 20 and prefix.strip(" []").casefold() in _FORWARD_PREFIXES


def _sections(lines: Sequence[Raw], *, forwards: bool) -> list[Role]:
    """Own, quoted and forwarded stretches, and the heads between them."""
    found: list[Role] = []
    section = Role.OWN
    index = 0
    while index < len(lines):
        if section is not Role.QUOTED and (head := _head_at(lines, index, forwards=forwards)):
            found.extend([Role.HEAD] * (head.last - index + 1))
            section = section if head.bounded else head.follows
            index = head.last + 1
            continue
        line = lines[index]
        if section is Role.FORWARDED and _core(line.text) in _FORWARD_ENDS:
            found.append(Role.HEAD)
            section = Role.OWN
        elif section is Role.OWN and line.depth:
            found.append(Role.FORWARDED if line.hint == "forwarded" else Role.QUOTED)
        else:
            found.append(section)
        index += 1
    return found


def _head_at(lines: Sequence[Raw], index: int, *, forwards: bool) -> _Head | None:
    line = lines[index]
    if not line.text.strip():
        return None
    if role := _marker(line.text):
        follows = Role.FORWARDED if role is Role.FORWARDED or forwards else Role.QUOTED
        last = _block_end(lines, _next_text(lines, index + 1))
        return _Head(index, last if last >= 0 else index, follows, bounded=False)
    last = _block_end(lines, index)
    if last >= 0:
        return _Head(index, last, Role.FORWARDED if forwards else Role.QUOTED, bounded=False)
    last = _attribution_end(lines, index)
    if last >= 0:
        return _Head(index, last, Role.QUOTED, bounded=_is_set_off(lines, last, line.depth))
    return None


def _marker(text: str) -> Role | None:
    """What a line like "-----Original Message-----" announces."""
    if len(text) > 160:
        return None
    core = _core(text)
    if core in _FORWARDED or (_is_ruled(text) and core.startswith(words.FORWARDED)):
        return Role.FORWARDED
    if core in _ORIGINAL and (_is_ruled(text) or text.rstrip().endswith((":", "："))):
        return Role.QUOTED
    return None


def _core(text: str) -> str:
    return text.strip(_FRINGE).casefold()


def _is_ruled(text: str) -> bool:
    """Dashes or the like stand before or after the words."""
    text = text.strip(" \t>*")
    return text.startswith(("--", "__", "==", "—", "–", "~~", "**")) or text.endswith(("--", "__", "==", "——"))


def _next_text(lines: Sequence[Raw], index: int) -> int:
    """The next line that is not blank; two lines ahead at most."""
    for at in range(index, min(index + 3, len(lines))):
        if lines[at].text.strip():
            return at
    return index


def _block_end(lines: Sequence[Raw], index: int) -> int:
    """The last line of the header block (From, Sent, To, Subject …) that starts at `index`, or -1."""
    if index >= len(lines) or not _label(lines[index].text):
        return -1
    kinds: set[str] = set()
    last = -1
    plain = 0
    for at in range(index, min(index + _BLOCK_LINES, len(lines))):
        text = lines[at].text
        kind = _label(text)
        if kind:
            kinds.add(kind)
            last, plain = at, 0
        elif not text.strip():
            if len(kinds) >= 3:
                break
            plain += 1
        else:
            plain += 1  # a long list of recipients goes on
        if plain > 2:
            break
    whole = "from" in kinds and len(kinds & {"sent", "to", "subject"}) >= 2
    return _wrapped_subject(lines, last) if whole else -1


def _wrapped_subject(lines: Sequence[Raw], last: int) -> int:
    """A subject that was wrapped goes on over the next line, up to the blank line after the block."""
    after = last + 1
    if after + 1 < len(lines) and lines[after].text.strip() and not lines[after + 1].text.strip():
        if len(lines[last].text) >= 60:
            return after
    return last


def _label(text: str) -> str:
    """The kind of header label that the line begins with, or an empty string."""
    match = _LABEL.match(text)
    return _KIND.get(match[1].strip().casefold(), "") if match else ""


def _attribution_end(lines: Sequence[Raw], index: int) -> int:
    """The last line of the attribution ("On … wrote:") that starts at `index`, or -1."""
    depth = lines[index].depth
    joined = ""
    for at in range(index, min(index + _HEAD_LINES, len(lines))):
        text = lines[at].text.strip()
        if not text or lines[at].depth != depth:
            return -1
        joined = f"{joined} {text}".strip()
        if len(joined) > _HEAD_CHARS:
            return -1
        if text.endswith((":", "：")) and _is_attribution(joined, set_off=_is_set_off(lines, at, depth)):
            return at
    return -1


def _is_attribution(text: str, *, set_off: bool) -> bool:
    text = text.casefold()
    has_address = bool(_ADDRESS.search(text))
    has_date = bool(_DATE.search(text))
    if has_address and has_date and (text[0].isdigit() or _opens(text) or _has_verb(text)):
        return True
    if not _has_verb(text):
        return has_address and has_date and set_off
    return (has_date and _opens(text)) or ((has_date or has_address or len(text) < 80) and set_off)


def _opens(text: str) -> bool:
    """The first word, or the first two, are those of an attribution."""
    if text[0].isdigit() or _SCRIPTS_WITHOUT_SPACES.match(text):
        return True
    first, _, rest = text.partition(" ")
    second = rest.partition(" ")[0]
    return first.strip(",") in _OPENINGS or f"{first} {second}" in _OPENINGS or text.startswith(("ב-", "בתאריך"))


def _has_verb(text: str) -> bool:
    for verb in _WROTE:
        at = text.find(verb)
        if at >= 0 and (_SCRIPTS_WITHOUT_SPACES.match(verb) or _stands_alone(text, at, at + len(verb))):
            return True
    return False


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start == 0 or bool(_WORD_EDGE.match(text[start - 1]))
    return before and (end >= len(text) or bool(_WORD_EDGE.match(text[end])))


def _is_set_off(lines: Sequence[Raw], index: int, depth: int) -> bool:
    """The text after line `index` is quoted deeper than `depth`."""
    for line in lines[index + 1 : index + 5]:
        if line.text.strip():
            return line.depth > depth
    return False


def _sign(lines: Sequence[Raw], found: list[Role]) -> None:
    """Signatures within the own and the forwarded stretches."""
    for start, end in _stretches(found):
        separator = _separator(lines, start, end)
        for index in range(start, end):
            line = lines[index]
            if line.hint == "signature" or index >= separator >= 0 or is_client_footer(line.text):
                found[index] = Role.SIGNATURE


def _stretches(found: Sequence[Role]) -> Iterator[tuple[int, int]]:
    """Ranges of one and the same role that is OWN or FORWARDED."""
    start = 0
    for index in range(1, len(found) + 1):
        if index == len(found) or found[index] is not found[start]:
            if found[start] in {Role.OWN, Role.FORWARDED}:
                yield start, index
            start = index


def _separator(lines: Sequence[Raw], start: int, end: int) -> int:
    """The last signature separator of a stretch, or -1. Many clients drop its trailing space."""
    for index in range(end - 1, start - 1, -1):
        if lines[index].text.rstrip() in {"--", "—", "– –", "-- --"}:
            return index
    return -1


def is_client_footer(text: str) -> bool:
    """A line that a mail program writes of its own accord: "Sent from my iPhone"."""
    core = text.strip(_FRINGE).casefold()
    return len(core) <= 200 and core.startswith(_FOOTERS)


def _fill_blanks(lines: Sequence[Raw], found: list[Role]) -> None:
    """A blank line between two lines of one role has that role too."""
    before = -1
    for index, line in enumerate(lines):
        if not line.text.strip():
            continue
        if before >= 0 and found[before] is found[index]:
            found[before + 1 : index] = [found[index]] * (index - before - 1)
        before = index
