"""What mail clients make of a plain text: hard wraps, format=flowed (RFC 3676), lost newlines."""

import textwrap
from collections.abc import Sequence

from tests.generator.chance import Chance


def wrapped(chance: Chance, lines: Sequence[str]) -> str:
    """Hard-wrapped at 72 to 78 columns, which may fall into a prompt; keys are broken by some clients."""
    width = chance.number(72, 78)
    broken = chance.happens(0.35, "key-broken")
    out: list[str] = []
    for line in lines:
        out += textwrap.wrap(line, width, break_long_words=broken, break_on_hyphens=False) or [""]
    return "\n".join(out)


def flowed(chance: Chance, lines: Sequence[str], *, delsp: bool) -> str:
    """Soft line breaks: a space at the end of a line, with DelSp one that is not part of the text."""
    width = chance.number(64, 76)
    out: list[str] = []
    for line in lines:
        out += [line] if line == "-- " else _soft(line.rstrip(), width, delsp=delsp)
    return "\n".join(out)


def _soft(line: str, width: int, *, delsp: bool) -> list[str]:
    if not line:
        return [""]
    if line.startswith((" ", ">", "From ")):
        line = f" {line}"
    if not delsp:
        pieces = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        return [*(f"{piece} " for piece in pieces[:-1]), pieces[-1]]
    pieces = [line[start : start + width] for start in range(0, len(line), width)]
    pieces = [f" {piece}" if piece.startswith((" ", ">")) else piece for piece in pieces]
    return [*(f"{piece} " for piece in pieces[:-1]), pieces[-1].rstrip()]


def one_line(lines: Sequence[str]) -> str:
    """All newlines lost, as Gmail on Android does with the body of a mailto: link."""
    return " ".join(line.strip() for line in lines if line.strip())


def double_spaced(lines: Sequence[str]) -> str:
    """The plain text that Outlook makes of Word's paragraphs: an empty line below each."""
    return "\n\n".join(line or "\u00a0" for line in lines)
