"""What stands around a prompt's words: its number and bullets before them, its separator behind.

It must not know of fields.
"""

import re

from worker.forms.text.text_folding import FoldedText

_CLOSING = re.compile(r"[)\]\"'”’»*_）】]*")
_SEPARATOR = re.compile(
    r"[ \t]*(?:[:：=]|\?|\.(?=\s|$)|[-–—]{1,2}>?(?=\s|$)|[→⇒|\t]|\.{3,80}|_{3,80})?[ \t*_]*"
)
_BRACKETED_TAIL = re.compile(r"[ \t]*[(（\[][^()（）\[\]\n]{0,80}[)）\]][ \t*_]*[:：]")
_WORDY_TAIL = re.compile(r" +(?![/&|+])([^\n:：@\d,;]{1,50})[:：](?!//)")
_TAIL_WORDS = 5

_NUMBER_BEFORE = re.compile(
    r"(?:^|(?<=[\s*_|>]))[(\[#*]{0,8}(\d{1,2}|[\u2460-\u2468]|[a-h](?=[.)]))"
    r"[ \t]{0,3}\\?[.)\]:/*]{0,8}[ \t]{0,8}[-–—]?[ \t*_|]{0,8}$"
)
_BULLET_BEFORE = re.compile(r"[ \t][-–—*•]{1,2}[ \t]{1,8}\*?$")
_MARKS_BEFORE = re.compile(r"[\s*_•·●○■□▪►▶➢✓+>|#o–—\-\"'“‘«(\[]{0,40}$")
NUMBER_AHEAD = re.compile(
    r"[(\[#]?(?:(\d{1,2}|[\u2460-\u2468])(?:[ \t]{0,2}\\?[.)\]:/]+|[ \t]*[-–—](?=\s)|(?=[ \t]))"
    r"|([a-h])[.)]+(?=[ \t]))[ \t]*"
)
_NUMBER_ALONE = re.compile(r"[ \t]*(\d)[.)]?[ \t]*")
BULLETS = " \t*_•·●○■□▪►▶➢✓+>|#–—-\"'“‘«"


def skip_separator(folded_text: FoldedText, end: int) -> int:
    """Where the answer may begin: behind the closing marks, an added remark, and the separator."""
    text = folded_text.text
    end = _CLOSING.match(text, end).end()  # type: ignore[union-attr]  # matches the empty text
    tail = _BRACKETED_TAIL.match(text, end)
    if tail is None and text[end : end + 1] not in {":", "："}:
        tail = _WORDY_TAIL.match(text, end)
        if tail is not None and len(tail[1].split()) > _TAIL_WORDS:
            tail = None
    if tail is not None:
        end = tail.end() - 1
    return _SEPARATOR.match(text, end).end()  # type: ignore[union-attr]  # matches the empty text


def with_number(folded_text: FoldedText, line: int, start: int) -> tuple[int, int | None, bool]:
    """Where the prompt starts with its number and bullet, the number, and whether text stands before it."""
    line_start = folded_text.lines[line].start
    before = folded_text.text[max(line_start, start - 40) : start]
    match = _NUMBER_BEFORE.search(before)
    number = None
    if match is not None:
        number = read_number(match[1])
        start -= len(before) - match.start()
        before = before[: match.start()]
    marks = _MARKS_BEFORE.search(before)
    bare = before if marks is None else before[: marks.start()]
    if bare.strip() or start - len(before) > line_start:
        bullet = None if number is not None else _BULLET_BEFORE.search(before)
        return (start if bullet is None else start - len(before) + bullet.start()), number, True
    start -= len(before)
    return (
        (start, number, False)
        if number is not None
        else (*_with_number_above(folded_text, line, start), False)
    )


def _with_number_above(folded_text: FoldedText, line: int, start: int) -> tuple[int, int | None]:
    """A number alone on the line above, as where a table's row holds a cell of several lines."""
    above = folded_text.lines[line - 1] if line else None
    alone = _NUMBER_ALONE.fullmatch(above.text) if above else None
    return (above.start, int(alone[1])) if above and alone else (start, None)


def read_number(text: str) -> int:
    """The number that "3", "③" or "c" stand for."""
    if text.isdecimal():
        return int(text)
    return ord(text) - (0x245F if "\u2460" <= text <= "\u2468" else 0x60)
