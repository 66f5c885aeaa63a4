"""Unfolding of format=flowed and DelSp (RFC 3676)."""

import re

_MARKS = re.compile(r">(?: ?>)*")  # "> >" is against the RFC, and common
_SEPARATOR = "-- "


def unfold(text: str, *, delsp: bool) -> str:
    """The text with its soft line breaks taken out; quote marks stay, with one space after them.

    A line of another depth and the signature separator end a paragraph even after a soft break.
    """
    paragraphs: list[tuple[int, list[str]]] = []
    soft = False
    for line in text.split("\n"):
        depth, rest = _unstuffed(line)
        if soft and depth == paragraphs[-1][0] and rest != _SEPARATOR:
            paragraphs[-1][1].append(rest)
        else:
            paragraphs.append((depth, [rest]))
        soft = rest.endswith(" ") and rest != _SEPARATOR
    return "\n".join(_marked(depth, _joined(pieces, delsp=delsp)) for depth, pieces in paragraphs)


def _unstuffed(line: str) -> tuple[int, str]:
    """The depth of a line and its text without marks and without the stuffed space (4.4)."""
    marks = _MARKS.match(line)
    depth = marks[0].count(">") if marks else 0
    rest = line[marks.end() :] if marks else line
    return depth, rest.removeprefix(" ")


def _joined(pieces: list[str], *, delsp: bool) -> str:
    return "".join(piece[:-1] for piece in pieces[:-1]) + pieces[-1] if delsp else "".join(pieces)


def _marked(depth: int, text: str) -> str:
    return ">" * depth + " " + text if depth else text
