"""Plain text for letters: values made harmless, long lines wrapped. Knows no template and no MIME."""

import re
import unicodedata
from textwrap import TextWrapper

WIDTH = 72  # leaves room for the "> " of some quotations within the 78 columns of RFC 5322, 2.1.1
KEPT = "\0"  # marks a line that must not be wrapped; no value can hold it

_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, lone surrogates, line and paragraph separators
_TURNING = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # would turn what follows around
_LINK = re.compile(r"://|\bwww\.|@", re.IGNORECASE)


def one_line(value: str, limit: int) -> str:
    """`value` in one printable line of at most `limit` characters."""
    return _shortened(_printable(value[: 4 * limit]), limit)


def joined_lines(value: str, limit: int) -> str:
    """Like `one_line`, with ", " where a new line began: an address reads on."""
    lines = (_printable(line).rstrip(" ,") for line in value[: 4 * limit].splitlines())
    return _shortened(", ".join(line for line in lines if line), limit)


def paragraphs(value: str, limit: int) -> str:
    r"""The lines of `value` between "\n", nothing unprintable, at most one empty line in a row."""
    lines = "\n".join(_printable(line) for line in value[:limit].splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def salutation(name: str) -> str:
    """`name` for a greeting; empty for a link or address, so that nobody can have us advertise them."""
    name = one_line(name, 80)
    return "" if _LINK.search(name) else name


def keep(value: str) -> str:
    """The template filter that marks the line it stands in: license keys, addresses, questions."""
    return KEPT + value


def wrapped(text: str) -> str:
    """Rendered text with long lines wrapped at spaces and indented alike, marked ones as they are."""
    lines = "\n".join(_wrapped_line(line.rstrip()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def _wrapped_line(line: str) -> str:
    if KEPT in line:
        return line.replace(KEPT, "")
    if len(line) <= WIDTH:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    wrapper = TextWrapper(WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return wrapper.fill(line)


def _printable(line: str) -> str:
    if not line.isprintable():
        line = "".join(_printed(char) for char in line)
    return " ".join(line.split())


def _printed(char: str) -> str:
    return " " if char in _TURNING or unicodedata.category(char) in _UNPRINTABLE else char


def _shortened(value: str, limit: int) -> str:
    return value if len(value) <= limit else value[: limit - 1].rstrip() + "…"
