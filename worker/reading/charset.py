"""Bytes to text, whatever the sender declared (RFC 2045, 2046, 2978; and what clients really send).

Knows nothing of headers or parts.
"""

import codecs
import re

from charset_normalizer import from_bytes

#: Codecs of Python that are no character set, or take more than linear time.
_NO_CHARSET = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "rot13", "mbcs", "oem"}
)

#: Declared names whose real-world use is a superset, or that Python does not know.
_REALLY = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "euc-cn": "gb18030",
    "hz": "hz-gb-2312",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "korean": "cp949",
    "euc-kr": "cp949",
    "x-windows-949": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "big5": "big5hkscs",
    "x-big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ansi": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "utf-8-mac": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "unicode": "utf-16",
    "tis-620": "cp874",
    "windows-874": "cp874",
}
_ASCII = frozenset(
    {"", "us-ascii", "ascii", "ansi_x3.4-1968", "x-unknown", "unknown-8bit", "default", "binary"}
)
_NAME = re.compile(r"[a-z0-9][a-z0-9_.:+-]*")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_JIS_ESCAPE = re.compile(rb"(\x1b(?:\$[@B]|\$\([BDOPQ]|\([BJI]))")
#: What statistics may choose from: the charsets of mail in which most bytes are above 127.
_FOREIGN = [
    "cp1251", "koi8_r", "iso8859_5", "cp1253", "cp1255", "cp1256",
    "gb18030", "big5hkscs", "cp949", "cp932", "euc_jp",
]  # fmt: skip
_SAMPLE = 2048  # enough for the detector, whose time grows with the length


def decode(data: bytes, declared: str, hint: str = "") -> tuple[str, str]:
    """The text of `data`, and what was wrong with its declared charset (empty when nothing was).

    `hint` is a charset to be tried when none is declared. Never raises; what can't be read becomes U+FFFD.
    """
    for mark, name in _BOMS:
        if data.startswith(mark) and (text := _strict(data, name)) is not None:
            return text, ""
    name = _clean(declared)
    if name in _ASCII:
        return _undeclared(data, name, _clean(hint))
    if name.startswith("iso-2022-jp"):
        return _iso_2022_jp(data), ""
    codec = _REALLY.get(name, name)
    if codec == "cp1252" and (text := _utf8_in_disguise(data)) is not None:
        return text, f"charset {name} declared, but it is utf-8"
    text = _strict(data, codec)
    if text is not None:
        return text, ""
    if _known(codec) and codec != "utf-8" and codec not in {"cp1252", "cp1254"}:
        return data.decode(codec, "replace"), f"not everything is valid {name}"
    if _known(codec):
        return _mended(data), f"not everything is valid {name}"
    return _undeclared(data, name, _clean(hint))[0], f"unknown charset {name[:40]}"


def _clean(declared: str) -> str:
    """A charset's name without what broken clients put around it."""
    match = _NAME.match(declared.strip(" \t\r\n'\"=;").lower()[:100])
    return match[0] if match else ""


def _known(codec: str) -> bool:
    try:
        info = codecs.lookup(codec)
    except (LookupError, ValueError):
        return False
    return info.name not in _NO_CHARSET and info._is_text_encoding  # noqa: SLF001 - the only way to ask


def _strict(data: bytes, codec: str) -> str | None:
    if not _known(codec):
        return None
    try:
        return data.decode(codec)
    except (LookupError, ValueError):
        return None


def _utf8_in_disguise(data: bytes) -> str | None:
    """Text declared as a single-byte charset that can only be UTF-8."""
    return None if data.isascii() else _strict(data, "utf-8")


def _undeclared(data: bytes, name: str, hint: str) -> tuple[str, str]:
    if b"\x1b$" in data:
        return _iso_2022_jp(data), f"iso-2022-jp declared as {name or 'nothing'}"
    if data.isascii():
        return data.decode("ascii"), ""
    if (text := _strict(data, "utf-8")) is not None:
        return text, "" if not name else f"8-bit text declared as {name}"
    if hint and hint not in _ASCII and hint != "utf-8":
        return decode(data, hint)[0], "8-bit text without a charset"
    return _mended(data), f"8-bit text declared as {name or 'nothing'}"


def _iso_2022_jp(data: bytes) -> str:
    """ISO-2022-JP with NEC's row 13 (circled digits, "kabushiki gaisha" in one sign) that clients add."""
    text = _strict(data, "iso2022_jp_ext")
    if text is not None:
        return text
    pieces: list[str] = []
    wide = kana = False
    for piece in _JIS_ESCAPE.split(data):
        if piece.startswith(b"\x1b"):
            wide, kana = piece.startswith(b"\x1b$"), piece == b"\x1b(I"
        elif wide:
            pieces.append(
                bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece).decode(
                    "euc_jis_2004", "replace"
                )
            )
        elif kana:
            pieces.append(
                bytes(byte | 0x80 if byte > 0x20 else byte for byte in piece).decode("cp932", "replace")
            )
        else:
            pieces.append(_mended(piece))
    return "".join(pieces)


def _mended(data: bytes) -> str:
    """Mostly UTF-8, or a legacy charset that nobody named: Western unless the bytes speak against it."""
    high = sum(1 for byte in data[:_SAMPLE] if byte > 0x7F)
    if high * 3 > min(len(data), _SAMPLE) and high >= 16 and (text := _detected(data)) is not None:
        return text
    return data.decode("utf-8", "worker-western")


def _detected(data: bytes) -> str | None:
    """A guess for long non-Latin text, which is all that statistics are good for."""
    if len(data.decode("utf-8", "ignore").encode()) * 10 > len(data) * 9:
        return None
    best = from_bytes(data[:_SAMPLE], cp_isolation=_FOREIGN, enable_fallback=False).best()
    return None if best is None else data.decode(best.encoding, "replace")


def _western(error: UnicodeError) -> tuple[str, int]:
    """Reads bytes that are no UTF-8 as windows-1252, which is what such bytes nearly always are."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    piece = error.object[error.start : error.end]
    return piece.decode("cp1252", "replace"), error.end


codecs.register_error("worker-western", _western)
