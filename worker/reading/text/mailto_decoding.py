"""Text of a mailto: link that a client showed without decoding it (RFC 6068, 2; RFC 3986, 2.1).

"%0A" and "%20" stand in it, "+" for blanks, or the same encoded twice; what somebody typed into it does not.
Knows nothing of forms: words joined by "+" are told from a license key by their looks.
"""

import re
from itertools import pairwise

_LEVELS = 3  #: times that a link was encoded
_BREAKS_ALONE = 2  #: escaped line ends within lines, from which on a text is such a one
_BLANKS_ALONE = 3  #: escaped blanks
_JOINED = 3  #: runs of words joined by "+", or so many words in one run …
_JOINED_WORDS = 5

_ESCAPED_ESCAPE = re.compile(r"%25(?=(?:25)*[0-9A-Fa-f]{2})")
_LINK = r"https?://(?:(?!%(?:25)*(?:20|0[AaDd]))\S)+"
_ESCAPES = re.compile(rf"({_LINK})|((?:%[0-9A-Fa-f]{{2}})+)")
_BREAK = re.compile(r"%(?:25)*0[AaDd]")
_BREAK_AT_END = re.compile(r"%(?:25)*0[AaDd][ \t]*$", re.MULTILINE)
_BLANK = re.compile(r"%(?:25)*20")
_LINKS = re.compile(r"https?://\S+")
_QUOTED_BREAK = re.compile(r"(?:=0[Dd])?=0[Aa]")
_QUOTED = {"=20": " ", "=3D": "=", "=3d": "=", "=09": " "}
_QUOTED_REST = re.compile("|".join(_QUOTED))

_CHUNK = re.compile(r"(?<!\S)[^\s+]*\+\S*")
_WORD = re.compile(
    r"[(\"'*]{0,2}(?:[A-Za-z]{1,2}|[A-Za-z]?[a-z]{2,18}|[A-Z]{2,6}|[a-z]{1,4}[A-Z][a-z]{2,14}|\d{1,2}[.)])(?:['’]s)?"
    r"[)\"'*.,:;?!]{0,3}"
)


def decoded(text: str) -> str:
    """The text as it was meant; the same text where nothing in it is encoded."""
    if "%" in text and _is_escaped(text):
        text = _without_escapes(text)
    if "=0" in text and len(_QUOTED_BREAK.findall(text)) >= _BREAKS_ALONE:
        text = _QUOTED_REST.sub(lambda match: _QUOTED[match[0]], _QUOTED_BREAK.sub("\n", text))
    return _without_pluses(text) if "+" in text else text


def decoded_line(line: str) -> str:
    """One line of a text of which it is known that something in it is encoded."""
    line = _QUOTED_BREAK.sub("\n", _without_escapes(line))
    return _CHUNK.sub(lambda match: _parted(match[0]), line)


def _is_escaped(text: str) -> bool:
    bare = _LINKS.sub("", text)
    return (
        bool(_BREAK_AT_END.search(bare))
        or len(_BREAK.findall(bare)) >= _BREAKS_ALONE
        or len(_BLANK.findall(bare)) >= _BLANKS_ALONE
    )


def _without_escapes(text: str) -> str:
    for _ in range(_LEVELS):
        text, count = _ESCAPED_ESCAPE.subn("%", text)
        if not count:
            break
    return _ESCAPES.sub(_unescaped, text).replace("\r\n", "\n").replace("\r", "\n")


def _unescaped(match: re.Match[str]) -> str:
    """Bytes of UTF-8 to text; links and what is no text are left alone."""
    if match[1]:
        return match[1]
    try:
        return bytes.fromhex(match[2].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return match[2]


def _without_pluses(text: str) -> str:
    runs = [_words_in(chunk) for chunk in _CHUNK.findall(text) if "://" not in chunk]
    joined = [count for count in runs if count > 2]
    if len(joined) < _JOINED and max(joined, default=0) < _JOINED_WORDS:
        return text
    return _CHUNK.sub(lambda match: _parted(match[0]), text)


def _words_in(chunk: str) -> int:
    """How many words are joined in it: a key or an address has hardly any."""
    return sum(1 for part in chunk.split("+") if _WORD.fullmatch(part))


def _parted(chunk: str) -> str:
    """A blank for each "+" between words, behind a colon and at the end of words; others are typed."""
    parts = chunk.split("+")
    found = parts[0]
    for before, part in pairwise(parts):
        blank = before.endswith(":") or (
            (not before or bool(_WORD.fullmatch(before))) and (not part or bool(_WORD.fullmatch(part)))
        )
        found += (" " if blank else "+") + part
    return found
