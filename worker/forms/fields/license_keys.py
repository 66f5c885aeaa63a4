"""License keys in running text: found, put together again where a client wrapped them, kept in order.

A Balsamiq key is base64 over a zlib stream (RFC 1950), which knows its own end: that tells a key broken
over lines from two keys, and the last piece of a key from the word behind it. Keys of other makes are
known by their look alone: long runs of base64, of which Atlassian's end in "X02" and their length.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase, digits

from worker.forms.extraction import Span

MAX_KEYS = 50
_MAX_PIECES = 60  #: lines or words that one key may be broken into
_MAX_PLAIN = 65536  #: bytes a key may unpack to

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_RUN = re.compile(rf"[A-Za-z0-9+/{_INVISIBLE}]+={{0,3}}")
_ZLIB = ("eJ", "eN", "eA", "eF")  #: base64 of the zlib headers 78 9C, 78 DA, 78 01, 78 5E
_OTHER = re.compile(
    r"(?<![\w.@/+-])[A-Za-z0-9]+(?:[-_+/]{1,2}[A-Za-z0-9]+)*={0,2}(?![\w@/+=-])", re.ASCII
)  # letters of other scripts may stand right beside it
_GROUPS = re.compile(r"(?<!\S)[A-Za-z0-9]{4,8}(?: [A-Za-z0-9]{4,8}){3,9}(?!\S)")
_MIN_LENGTH = 16
_MIN_GROUPED = 10  #: the same in three groups or more: "MFC-DK-4409"
_MIN_DENSE = 32  #: longer than an identifier that somebody mentions
_MOST = 1000  #: characters of a key of no known make; more is a file that was not declared as one
_LONG_RUN = re.compile(rf"[A-Za-z0-9+/{_INVISIBLE}]{{{_MIN_DENSE}}}")
_ATLASSIAN = "AAA"  #: what its keys begin with
_END = re.compile(r"(?:=|X0[12][0-9a-u]{2,3})$")
#: In front of or behind a part of an address, a path or a header.
_PART_BEFORE = re.compile(r"[\w.@?=&%#~\\-]", re.ASCII)
_PART_BEHIND = re.compile(r"[\w@%&?~\\-]|[.:][\w/]", re.ASCII)
_ARMOR = "-----BEGIN "
_SHAPE = str.maketrans(ascii_uppercase + ascii_lowercase + digits, "A" * 26 + "a" * 26 + "0" * 10, "+/")


@dataclass(frozen=True, slots=True)
class FoundKey:
    """A key without white space, and the pieces of text that it was put together from."""

    text: str
    spans: tuple[Span, ...]


@lru_cache(maxsize=64)  # an answer is looked at more than once
def find_keys(text: str) -> tuple[FoundKey, ...]:
    """The Balsamiq keys in `text`, in order, each once."""
    if text.isascii() and not any(start in text for start in _ZLIB) and not _LONG_RUN.search(text):
        return ()
    runs = list(_RUN.finditer(_without_armor(text)))
    found: dict[str, FoundKey] = {}
    index = 0
    while index < len(runs) and len(found) < MAX_KEYS:
        count = _pieces(text, runs[index : index + _MAX_PIECES]) if _starts(text, runs[index]) else 0
        if count and not _is_a_file(runs[index : index + count]):
            key = _with_padding(text, _joined(runs[index : index + count]))
            found.setdefault(key.text, key)
        index += max(count, 1)
    return tuple(found.values())


def _is_a_file(runs: Sequence[re.Match[str]]) -> bool:
    known = runs[0][0].startswith((*_ZLIB, _ATLASSIAN))
    return not known and sum(len(run[0]) for run in runs) > _MOST


def find_other_keys(text: str) -> tuple[FoundKey, ...]:
    """Tokens that may be keys of another make: long, with letters and digits, or groups between dashes."""
    tokens = (match for match in _OTHER.finditer(text) if _looks_like_a_key(match[0]))
    found = [FoundKey(match[0], (Span(*match.span()),)) for match in tokens]
    return tuple(found or _in_groups(text))[:MAX_KEYS]


def _in_groups(text: str) -> Iterator[FoundKey]:
    """Groups of one length between spaces: "JZ8EA 8SQN8 83KQK 2AELC"."""
    for match in _GROUPS.finditer(text):
        groups = match[0].split()
        mixed = sum(not group.isalpha() for group in groups) * 2 > len(groups)
        if mixed and not match[0].replace(" ", "").isdigit() and len({*map(len, groups)}) == 1:
            yield FoundKey("".join(groups), (Span(*match.span()),))


def keys_in(answer: str) -> tuple[FoundKey, ...]:
    """The keys in an answer that is to be keys: where none is plain, whatever may be one."""
    return find_keys(answer) or find_other_keys(answer)


def is_complete(key: str) -> bool:
    """Whether the key unpacks to its end, checksum included."""
    try:
        packed = base64.b64decode(key.rstrip("=") + "=" * (-len(key.rstrip("=")) % 4), validate=True)
        stream = zlib.decompressobj()
        stream.decompress(packed, _MAX_PLAIN)
    except (binascii.Error, zlib.error):
        return False
    return stream.eof


def _without_armor(text: str) -> str:
    """The text with blanks where signatures and keys of OpenPGP and the like stand (RFC 9580, 6.2)."""
    start = text.find(_ARMOR)
    while start >= 0 and (end := text.find("-----END ", start)) >= 0:
        text = text[:start] + " " * (end - start) + text[end:]
        start = text.find(_ARMOR, end)
    return text


def _clean(run: str) -> str:
    return run if run.isascii() else "".join(char for char in run if char not in _INVISIBLE)


def _starts(text: str, match: re.Match[str]) -> bool:
    """Whether a key starts with this run; a wrapped one may have a short first piece."""
    run = _clean(match[0])
    if run.startswith(_ZLIB):
        return len(run) >= _MIN_LENGTH or (len(run) >= 6 and not run.isalpha())
    return _is_dense(run) and _stands_alone(text, match)


def _is_dense(run: str) -> bool:
    """Whether a long run changes between capitals, small letters and digits as only base64 does."""
    shape = run.translate(_SHAPE)  # without "/", of which a path has many
    changes = sum(one != other for one, other in pairwise(shape))
    mixed = {"A", "a", "0"} <= set(shape) or run.startswith(_ATLASSIAN)
    return len(run) >= _MIN_DENSE and changes >= len(shape) // 4 and mixed


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether the run is no part of an address, a path or a header."""
    before = text[match.start() - 1 : match.start()]
    of_an_address = _PART_BEFORE.match(before) or (before == ":" and match[0].startswith("//"))
    return not of_an_address and not _PART_BEHIND.match(text, match.end())


def _pieces(text: str, runs: Sequence[re.Match[str]]) -> int:
    """How many of the runs make up the key that starts with the first."""
    key = ""
    for count, run in enumerate(runs, start=1):
        if count > 1 and text[runs[count - 2].end() : run.start()].strip(" \t\r\n\u00a0>|*" + _INVISIBLE):
            break
        key += _clean(run[0])
        if _may_end(runs, count) and is_complete(key):
            return count
    return _pieces_by_shape(text, runs)


def _may_end(runs: Sequence[re.Match[str]], count: int) -> bool:
    """Unpacking is not tried before a key can be whole: that would cost one trial for each piece."""
    return count == 1 or len(runs[0][0]) + len(runs[count - 1][0]) >= _MIN_LENGTH


def _pieces_by_shape(text: str, runs: Sequence[re.Match[str]]) -> int:
    """The same for a key that does not unpack, copied badly or of another make: by how its lines look."""
    if len(_clean(runs[0][0])) < _MIN_LENGTH:
        return 0
    balsamiq = _clean(runs[0][0]).startswith(_ZLIB)
    count, apart = 1, 1
    while count < min(len(runs), _MAX_PIECES) and _goes_on(
        text, runs[count - 1], runs[count], balsamiq=balsamiq, apart=apart
    ):
        apart = text.count("\n", runs[count - 1].end(), runs[count].start())
        count += 1
    return count


def _goes_on(text: str, before: re.Match[str], run: re.Match[str], *, balsamiq: bool, apart: int) -> bool:
    """Whether `run` is the key's next line; so far they stood `apart` line breaks from each other."""
    gap = text[before.end() : run.start()]
    piece = _clean(run[0])
    line_end = text.find("\n", run.end())
    alone = not text[run.end() : line_end if line_end >= 0 else len(text)].strip()
    return (
        "\n" in gap
        and not gap.strip(" \t\r\n>")
        and alone
        and not _END.search(before[0])
        and not (balsamiq and piece.startswith(_ZLIB))
        and _fits(_clean(before[0]), piece, near=gap.count("\n") == apart)
    )


def _fits(before: str, piece: str, *, near: bool) -> bool:
    """Whether a line is as long as the one before, or the last of a key and no word."""
    a_word = piece.isalpha() and (piece.islower() or piece.isupper() or piece.istitle())
    ends = _END.search(before + piece) is not None
    return len(piece) == len(before) or ends or (near and not a_word)


def _joined(runs: Sequence[re.Match[str]]) -> FoundKey:
    return FoundKey("".join(_clean(run[0]) for run in runs), tuple(Span(*run.span()) for run in runs))


_PADDING = re.compile(rf"[\s>|*{_INVISIBLE}]{{1,12}}(={{1,2}})(?![\w=])")


def _with_padding(text: str, key: FoundKey) -> FoundKey:
    """The key with the "=" at its end that a client broke off: it unpacks without them."""
    missing = -len(key.text.rstrip("=")) % 4 - key.text.count("=")
    match = _PADDING.match(text, key.spans[-1].end) if missing > 0 else None
    if match is None or len(match[1]) != missing:
        return key
    return FoundKey(key.text + match[1], (*key.spans, Span(*match.span(1))))


def _looks_like_a_key(token: str) -> bool:
    letters = any(char.isalpha() for char in token)
    numbers = sum(char.isdigit() for char in token)
    groups = _groups(token)
    return (
        letters
        and numbers > 1
        and (len(token) >= _MIN_LENGTH or (len(token) >= _MIN_GROUPED and len(groups) > 2))
    )


def _groups(token: str) -> list[str]:
    return [group for group in re.split("[-_]", token) if group]


def spans_of(keys: Sequence[FoundKey]) -> Iterator[Span]:
    """All pieces of all keys, in order."""
    for key in keys:
        yield from key.spans
