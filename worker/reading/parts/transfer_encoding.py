"""Base64 and quoted-printable undone as mail clients do it (RFC 2045, 6), broken ones too.

Bytes in, bytes out: which part they are of, and what they say, is for others.
"""

import binascii
import re

BASE64, QUOTED_PRINTABLE, UUENCODE = "base64", "quoted-printable", "uuencode"

#: How many bytes of the encoded form make up one decoded byte, at most, but for odd line breaks.
WIDEST = {BASE64: 1.5, QUOTED_PRINTABLE: 3.0, UUENCODE: 1.5}

_NAMES = {
    "base64": BASE64,
    "xbase64": BASE64,
    "b64": BASE64,
    "quotedprintable": QUOTED_PRINTABLE,
    "xquotedprintable": QUOTED_PRINTABLE,
    "qp": QUOTED_PRINTABLE,
    "uuencode": UUENCODE,
    "xuuencode": UUENCODE,
    "uue": UUENCODE,
    "xuue": UUENCODE,
    "uu": UUENCODE,
}
_COMMENT = re.compile(r"\([^()]{0,200}\)")
_TOKEN = re.compile(r"[\w.-]{1,40}")

_ALPHABET = bytes(range(0x30, 0x3A)) + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)) + b"+/="
_JUNK = bytes(code for code in range(256) if code not in _ALPHABET)
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r\x0b\x0c\x1b")
_PADDED = re.compile(rb"([^=]*)(=*)")
_LINE = re.compile(rb"[^\r\n]+")
_RULE = re.compile(rb"[ \t]*[-_*=~#]{4,}[ \t]*")
_TEXT_WORD = re.compile(
    rb"[\"'(<*]?(?:[A-Za-z][a-z']{0,20}|[\d.,:/-]{1,20}|[^\s@]{1,64}@[^\s@]{1,64})[\"').,:;!?>*]{0,3}"
)
_LOW = bytes(range(0x80))
_HIGH_BYTES = 6  #: in one line, from which on it is text in another script; a byte order mark has three
_ENCODED_AGAIN = 4  #: times that an encoding is undone which nobody declared
_SHORTEST = 16  #: characters of base64 from which on a text may be base64 that nobody declared

_ESCAPE = re.compile(rb"=(?:([0-9A-Fa-f]{2})|[ \t]*(?:\r{0,2}\n|\r|\Z))")
_HEX = re.compile(rb"=[0-9A-Fa-f]{2}")
_SOFT_BREAK = re.compile(rb"=[ \t]*\r?\n")
#: Escapes that encoders write: of "=", of blanks at line ends, of line ends, of letters in UTF-8.
_TELLING = re.compile(
    rb"=(?:3D|20|09|0D|0A|A0|[CD][0-9A-F]=[89AB][0-9A-F]|E[0-9A-F]=[89AB][0-9A-F]=)", re.IGNORECASE
)
#: A line that was broken at the very place where encoders break one, with words in it.
_FULL_LINE = re.compile(rb"^(?=[^\r\n]*\w [\w(])[^\r\n]{74,75}=\r?$", re.MULTILINE)
_LONGEST_LINE = 80  #: of quoted-printable, with some room (RFC 2045, 6.7)


def name_of(value: str) -> str:
    """Which encoding a Content-Transfer-Encoding field means; empty for one that leaves the bytes alone.

    Comments, quotes, parameters, odd case and hyphens do not count (RFC 2045, 6.1; RFC 822).
    """
    token = _TOKEN.search(_COMMENT.sub(" ", value).lower())
    return _NAMES.get(token[0].replace("-", "").replace("_", "").replace(".", ""), "") if token else ""


def decoded(data: bytes, encoding: str) -> bytes:
    """The bytes with that encoding undone; never raises, and what can't be decoded is left as it stands."""
    if encoding == BASE64:
        return _from_base64(data)
    if encoding == QUOTED_PRINTABLE:
        return _from_quoted_printable(data)
    return data


def undeclared(data: bytes) -> str:
    """The encoding that a text plainly still has, undeclared or put on twice; empty when it has none."""
    if data.isascii() and _is_base64_of_text(data):
        return BASE64
    return QUOTED_PRINTABLE if _is_quoted_printable(data) else ""


def further_decoded(data: bytes) -> tuple[bytes, list[str]]:
    """A text without the encodings that it plainly still has, and which those were."""
    found: list[str] = []
    while len(found) < _ENCODED_AGAIN and (name := undeclared(data)):
        found.append(name)
        data = decoded(data, name)
    return data, found


# --- base64 -----------------------------------------------------------------------------------------


def _from_base64(data: bytes) -> bytes:
    """To the end, also over padding in the middle; text that a list or a scanner put below stays text."""
    if _is_plain(data):
        return data
    encoded, below = _parted(data)
    return _joined(encoded.replace(b"=3D", b"=")) + below


def _is_plain(data: bytes) -> bool:
    """It was never encoded, whatever the header says: it begins with words, or a short line above them."""
    for line in _LINE.findall(data[:4096]):
        if _says_words(line):
            return True
        if len(line.strip()) > _SHORTEST:
            return False
    return False


def _parted(data: bytes) -> tuple[bytes, bytes]:
    """The encoded lines, and what follows them from the first line on that is plainly no such line."""
    for line in _LINE.finditer(data):
        if _RULE.fullmatch(line[0]) or _says_words(line[0]):
            return data[: line.start()], b"\n" + data[line.start() :]
    return data, b""


def _says_words(line: bytes) -> bool:
    """Most of what stands between its blanks are words; of base64 with blanks in it hardly anything is."""
    if len(line.translate(None, _LOW)) > _HIGH_BYTES:
        return True
    parts = line.split()
    return len(parts) > 1 and sum(1 for part in parts if _TEXT_WORD.fullmatch(part)) * 5 >= 3 * len(parts)


def _joined(data: bytes) -> bytes:
    """All of it as one, unless each line was encoded for itself and its padding left out."""
    whole = _pieces(data)
    lines = [line.translate(None, _JUNK) for line in _LINE.findall(data)]
    if not any(len(line) % 4 for line in lines[:-1]) or not _controls(whole):
        return whole
    by_line = b"".join(map(_pieces, lines))
    return by_line if not _controls(by_line) else whole


def _controls(text: bytes) -> int:
    """How many bytes there are that no text has, in whatever charset of one byte or of UTF-8."""
    return len(text) - len(text.translate(None, _CONTROLS))


def _pieces(data: bytes) -> bytes:
    """Every piece up to its padding, and whatever is no base64 left out."""
    data = data.translate(None, _JUNK)
    found = []
    for match in _PADDED.finditer(data):
        piece = match[1]
        if len(piece) % 4 == 1:  # one character too many: six bits make no byte
            piece = piece[:-1]
        found.append(binascii.a2b_base64(piece + b"=" * (-len(piece) % 4)))
    return b"".join(found)


def _is_base64_of_text(data: bytes) -> bool:
    """All of it is base64, and what comes out is words: a license key alone is not."""
    bare = b"".join(data.split())
    if len(bare) < _SHORTEST or bare.translate(None, _ALPHABET) or len(bare.rstrip(b"=")) % 4 == 1:
        return False
    try:
        text = _pieces(bare).decode("utf-8")
    except UnicodeDecodeError:
        return False
    odd = sum(1 for char in text if not char.isprintable() and char not in "\r\n\t\xa0")
    return not odd and len(text.split()) > 1


# --- quoted-printable -------------------------------------------------------------------------------


def _from_quoted_printable(data: bytes) -> bytes:
    """Soft breaks with blanks behind them, small hexadecimal digits and stray signs do no harm."""
    return data if _never_encoded(data) else _ESCAPE.sub(_unescaped, data)


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes.fromhex(match[1].decode("ascii")) if match[1] else b""


def _never_encoded(data: bytes) -> bool:
    """No escape in it, and a line end behind "=" where no encoder would have let the line grow so long."""
    if b"=" not in data:
        return True
    if _HEX.search(data):
        return False
    return any(len(line) > _LONGEST_LINE and line.rstrip().endswith(b"=") for line in _LINE.findall(data))


def _is_quoted_printable(data: bytes) -> bool:
    """Every "=" is an escape or a soft break, and some are what every encoder writes."""
    telling = len(_TELLING.findall(data)) + len(_FULL_LINE.findall(data))
    if telling < 2:
        return False
    return data.count(b"=") == len(_HEX.findall(data)) + len(_SOFT_BREAK.findall(data)) + data.endswith(b"=")
