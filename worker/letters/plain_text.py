"""Plain text for letters: values made harmless, long lines wrapped. Knows no template and no MIME."""

import re
import unicodedata
from textwrap import TextWrapper
from unicodedata import east_asian_width

WIDTH = 72  # leaves room for the "> " of some quotations within the 78 columns of RFC 5322, 2.1.1
KEPT = "\0"  # marks a line that must not be wrapped; no value can hold it

_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, lone surrogates, line and paragraph separators
_DIRECTION_MARKS = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # would turn what follows around
_WIDE_CHARS = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_WIDE = re.compile(f"[{_WIDE_CHARS}]")
_OPENING, _CLOSING = "（「『【〈《［｛", "、。，．・：；？！）」』】〉》］｝ー々〜"
#: What stays in one line: a word or a wide character, with the marks that belong to it.
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[^\s{_WIDE_CHARS}{_OPENING}]+|\S)(?:[{_CLOSING}]|(?<=[{_WIDE_CHARS}])[:;,.)])*\s*"
)
_LINK = re.compile(r"://|\bwww\.|@", re.IGNORECASE)


def one_line(value: str, limit: int) -> str:
    """`value` in one printable line of at most `limit` characters."""
    return _shorten(_printable(value[: 4 * limit]), limit)


def join_lines(value: str, limit: int) -> str:
    """Like `one_line`, with ", " where a new line began: an address reads on."""
    lines = (_printable(line).rstrip(" ,") for line in value[: 4 * limit].splitlines())
    return _shorten(", ".join(line for line in lines if line), limit)


def clean_paragraphs(value: str, limit: int) -> str:
    r"""The lines of `value` between "\n", nothing unprintable, at most one empty line in a row."""
    lines = "\n".join(_printable(line) for line in value[:limit].splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def make_salutation(name: str) -> str:
    """`name` for a greeting; empty for a link or address, so that nobody can have us advertise them."""
    name = one_line(name, 80)
    return "" if _LINK.search(name) else name


def keep_line(value: str) -> str:
    """The template filter that marks the line it stands in: license keys, addresses, questions."""
    return KEPT + value


def wrap_text(text: str) -> str:
    """Rendered text with long lines wrapped at spaces and indented alike, marked ones as they are."""
    lines = "\n".join(_wrap_line(line.rstrip()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def _wrap_line(line: str) -> str:
    if KEPT in line:
        return line.replace(KEPT, "")
    if _width(line) <= WIDTH:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    if _WIDE.search(line):
        return _wrap_wide(line.strip(), indent)
    wrapper = TextWrapper(WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return wrapper.fill(line)


def _wrap_wide(line: str, indent: str) -> str:
    """Where there are no spaces: broken between wide characters, but not before or behind certain marks."""
    lines = [""]
    for piece in _PIECE.findall(line):
        if _width(indent + lines[-1] + piece.rstrip()) <= WIDTH or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece)
    return "\n".join(indent + each.rstrip() for each in lines)


def _width(line: str) -> int:
    """Columns: a Chinese or Japanese character takes two (UAX 11)."""
    return len(line) if line.isascii() else sum(1 + (east_asian_width(char) in "WF") for char in line)


def _printable(line: str) -> str:
    if not line.isprintable():
        line = "".join(_to_printable(char) for char in line)
    return " ".join(line.split())


def _to_printable(char: str) -> str:
    return " " if char in _DIRECTION_MARKS or unicodedata.category(char) in _UNPRINTABLE else char


def _shorten(value: str, limit: int) -> str:
    return value if len(value) <= limit else value[: limit - 1].rstrip() + "…"
