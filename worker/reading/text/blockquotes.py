"""Whether an HTML blockquote holds somebody else's words, or its writer's own, only moved to the right. Pure.

Clients that quote say so by an attribute, a class or a line at the left. "Increase indent" in Gmail, Apple
Mail and Chrome leaves a wide margin and no line; what other clients leave may be either.
"""

import re
from collections.abc import Mapping
from enum import Enum

_BORDER = re.compile(r"border(?:-(?:left|style|width|left-style|left-width))?\s{0,9}:\s{0,9}([^;]{0,80})")
_NO_BORDER = re.compile(
    r"(?:none|0(?:px|pt|in|em)?|medium none|initial|hidden)\b(?!.*\b(?:solid|dotted|dashed|double))"
)
_WIDE = re.compile(
    r"margin(?:-left)?\s{0,9}:[^;]{0,60}(?<![\d.])(?:[3-9]\d|\d{3})(?:\.\d{1,5})?(?:px|pt)\s{0,9}(?:;|$|!)"
)
_NAMES = re.compile(r"cit|quot|reply|hist")


class Blockquote(Enum):
    """What the markup says."""

    QUOTATION = "quotation"
    INDENTATION = "indentation"
    UNSURE = "unsure"  #: a quotation where a line such as "Ada wrote:" stands above it


def judge_blockquote(attributes: Mapping[str, str | None]) -> Blockquote:
    """By the element's attributes alone."""
    told = " ".join(str(attributes.get(name) or "") for name in ("type", "class", "id", "name"))
    if attributes.get("cite") or _NAMES.search(told.lower()):
        return Blockquote.QUOTATION
    style = (attributes.get("style") or "").lower()
    borders = _BORDER.findall(style)
    if any(not _NO_BORDER.match(border) for border in borders):
        return Blockquote.QUOTATION
    return Blockquote.INDENTATION if borders or _WIDE.search(style) else Blockquote.UNSURE
