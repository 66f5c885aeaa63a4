"""The lines that introduce another message: attributions, header blocks, markers between dashes.

Knows their shapes in the clients and languages of `words.quoting_words`; what follows them is not its
concern.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from worker.reading.text.text_lines import RawLine
from worker.reading.words import quoting_words as words

_HEAD_CHARS = 500  # an attribution that is longer is none
_HEAD_LINES = 4  # over which an attribution wraps
_BLOCK_LINES = 16  # of a header block
_MARKER_CHARS = 160

_FRINGE = " \t-_*=~<>|.:：—–―#•[]()\"'"
_ADDRESS = re.compile(r"[^\s<>@]@[^\s<>@]")
_ITEM = re.compile(r"\d{1,2}[.)][ \t]")  # a list's number; German dates have it too
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[:.h]\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[年月日년월]"
)
_LABEL = re.compile(r"[*_ \t]{0,4}([^\W\d_][^:：\t]{0,24}?)[*_ \t]{0,4}[:：]")
_HEADER_NAME = re.compile(r"[A-Z][A-Za-z]{0,30}(?:-[A-Za-z]{1,30}){1,6}:[ \t]")
_RULE = re.compile(r"[-_=*~—–―]{4,}")
_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_MARKER_STARTS = "-_=—–~*> \t"
_COLONS = (":", "：")

_ORIGINAL = frozenset(words.ORIGINAL)
_FORWARDED = frozenset(words.FORWARDED)
_FORWARD_ENDS = frozenset(words.FORWARD_ENDS)
_FORWARD_PREFIXES = frozenset(words.FORWARD_PREFIXES)
_OPENINGS = frozenset(words.OPENINGS)
_KIND = (
    dict.fromkeys(words.OTHER_LABELS, "other")
    | dict.fromkeys(words.TO, "to")
    | dict.fromkeys(words.SUBJECT, "subject")
    | dict.fromkeys(words.SENT, "sent")
    | dict.fromkeys(words.FROM, "from")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteHeader:
    """Lines up to and with `last` introduce another message."""

    last: int
    forwarded: bool  #: in so many words
    marked: bool  #: by a header block or a marker, after which clients set no quote marks
    subject: str = ""  #: of the message introduced, where a header block tells it


def is_forward(subject: str) -> bool:
    """The subject's first prefix is that of a forward, in any language."""
    prefix, colon, _ = subject.replace("：", ":").partition(":")
    return bool(colon) and len(prefix) <= 20 and prefix.strip(" []*").casefold() in _FORWARD_PREFIXES


def is_forward_end(text: str) -> bool:
    """A line like "----- End forwarded message -----"."""
    return len(text) <= _MARKER_CHARS and _core(text) in _FORWARD_ENDS


def is_rule(text: str) -> bool:
    """A line of dashes or underscores."""
    return bool(_RULE.fullmatch(text.strip()))


def find(lines: Sequence[RawLine], index: int) -> QuoteHeader | None:
    """The head that starts at line `index`, if one does."""
    text = lines[index].text
    if not text or text.isspace():
        return None
    if marker := _marker(text):
        last, subject = _block(lines, _next_text(lines, index + 1))
        last = last if last >= 0 else index
        return QuoteHeader(last=last, forwarded=marker == "forwarded", marked=True, subject=subject)
    last, subject = _block(lines, index)
    if last >= 0:
        return QuoteHeader(last=last, forwarded=False, marked=True, subject=subject)
    last = _attribution(lines, index)
    return QuoteHeader(last=last, forwarded=False, marked=False) if last >= 0 else None


def _marker(text: str) -> str:
    """What a line like "-----Original Message-----" announces: "forwarded", "original" or nothing."""
    if len(text) > _MARKER_CHARS or (len(text) > 60 and text[0] not in _MARKER_STARTS):
        return ""
    core = _core(text)
    if core in _FORWARDED or (_is_ruled(text) and core.startswith(words.FORWARDED)):
        return "forwarded"
    if core in _ORIGINAL and (_is_ruled(text) or text.rstrip().endswith(_COLONS)):
        return "original"
    return ""


@lru_cache(maxsize=16)  # a line is asked for as one marker and another
def _core(text: str) -> str:
    return " ".join(text.strip(_FRINGE).casefold().split())


def _is_ruled(text: str) -> bool:
    """Dashes or the like stand before or after the words."""
    text = text.strip(" \t>*")
    return text.startswith(("--", "__", "==", "—", "–", "~~")) or text.endswith(("--", "__", "==", "——"))


def _next_text(lines: Sequence[RawLine], index: int) -> int:
    """The next line that is not blank, three ahead at most."""
    for at in range(index, min(index + 4, len(lines))):
        if lines[at].text.strip():
            return at
    return index


def _block(lines: Sequence[RawLine], index: int) -> tuple[int, str]:
    """Last line and subject of the header block (From, Sent, To, Subject …) at `index`; -1 for none."""
    if index >= len(lines) or not _label(lines[index].text):
        return -1, ""
    kinds: dict[str, int] = {}
    last = index
    strangers = 0
    for at in range(index, min(index + _BLOCK_LINES, len(lines))):
        text = lines[at].text
        kind = _label(text)
        if kind == "from" and kind in kinds:
            break  # the block of another message
        if kind:
            kinds.setdefault(kind, at)
            last, strangers = at, 0
        elif text.strip():
            strangers += 1  # a long list of recipients goes on
        elif not _goes_on(lines, at) or not kinds.keys() - {"other"}:
            break  # "Organization: Acme" above a blank line is no header of the block below
        if strangers > 2:
            break
    if "from" not in kinds or len(kinds.keys() & {"sent", "to", "subject"}) < 2:
        return -1, ""
    subject = lines[kinds["subject"]].text if "subject" in kinds else ""
    return _wrapped(lines, last), subject.replace("：", ":").partition(":")[2].strip(" *\t")


def _goes_on(lines: Sequence[RawLine], blank: int) -> bool:
    """After the blank line comes another label: Outlook writes its plain text with one between all lines."""
    after = _next_text(lines, blank)
    return bool(_label(lines[after].text))


def _wrapped(lines: Sequence[RawLine], last: int) -> int:
    """A last value that was wrapped goes on over the next line, up to the blank line after the block."""
    after = last + 1
    if after + 1 >= len(lines) or len(lines[last].text) < 60:
        return last
    return after if lines[after].text.strip() and not lines[after + 1].text.strip() else last


def _label(text: str) -> str:
    """The kind of header label that the line begins with, or an empty string."""
    match = _LABEL.match(text)
    if not match:
        return ""
    return _KIND.get(match[1].strip().casefold(), "") or ("other" if _HEADER_NAME.match(text) else "")


def _attribution(lines: Sequence[RawLine], index: int) -> int:
    """The last line of the attribution ("On … wrote:") that starts at `index`, or -1."""
    depth = lines[index].depth
    end = index
    while not lines[end].text.endswith(_COLONS):
        end += 1
        if end >= min(index + _HEAD_LINES, len(lines)) or not lines[end].text or lines[end].depth != depth:
            return -1
    if not _is_attribution(_joined(lines, index, end), set_off=is_set_off(lines, end)):
        return -1
    return end if _start(lines, index, end) == index else -1


def _joined(lines: Sequence[RawLine], first: int, end: int) -> str:
    return " ".join(line.text.strip() for line in lines[first : end + 1]).casefold()


def _start(lines: Sequence[RawLine], first: int, end: int) -> int:
    """Where, from `first` on, the attribution begins that ends with line `end`; -1 if there is none.

    Best is where a line opens like one; then where author's address and date are both in; then where a line
    holds the date; then the shortest.
    """
    set_off = is_set_off(lines, end)
    best, start = (False, False, False), -1
    for at in range(first, end + 1):
        text = _joined(lines, at, end)
        if _is_attribution(text, set_off=set_off):
            both = bool(_ADDRESS.search(text) and _DATE.search(text))
            rank = (_opens(text), both, bool(_DATE.search(lines[at].text)))
            if rank >= best:
                best, start = rank, at
    return start


def is_set_off(lines: Sequence[RawLine], index: int) -> bool:
    """The text after line `index` is quoted deeper than that line."""
    return depth_after(lines, index) > lines[index].depth


def depth_after(lines: Sequence[RawLine], index: int) -> int:
    """The depth of the text after line `index`, four lines ahead at most; -1 when there is none."""
    for line in lines[index + 1 : index + 5]:
        if line.text.strip():
            return line.depth
    return -1


def _is_attribution(text: str, *, set_off: bool) -> bool:
    if len(text) > _HEAD_CHARS:
        return False
    has_address = "@" in text and bool(_ADDRESS.search(text))
    has_date = bool(_DATE.search(_without_addresses(text) if "@" in text else text))
    if not has_address and not has_date and not (set_off and len(text) < 80):
        return False
    opens = _opens(text) or text[0].isdigit() or bool(_NO_SPACES.match(text))
    if has_address and has_date and ((opens and not _ITEM.match(text)) or set_off):
        return True
    if not _has_verb(text):
        return False
    return set_off or (has_date and (opens or has_address))


def _without_addresses(text: str) -> str:
    """An address may have a year in it."""
    return " ".join(word for word in text.split() if "@" not in word)


def _opens(text: str) -> bool:
    """It opens with one of the words that stand before the date."""
    first, _, rest = text.partition(" ")
    return first.rstrip(",") in _OPENINGS or f"{first} {rest.partition(' ')[0]}" in _OPENINGS


def _has_verb(text: str) -> bool:
    return any(_stands_alone(text, verb) for verb in filter(text.__contains__, words.WROTE))


def _stands_alone(text: str, verb: str) -> bool:
    at = text.find(verb)
    if at < 0 or _NO_SPACES.match(verb):
        return at >= 0
    end = at + len(verb)
    return not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
