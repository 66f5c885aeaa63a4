"""Bytes to text, whatever the sender declared (RFC 2045, 2046, 2978; and what clients really send).

Knows nothing of headers or parts.
"""

import codecs
import re

from charset_normalizer import from_bytes

from worker.reading.parts import charset_names as names

_ASCII = frozenset(
    {"", "us-ascii", "ascii", "ansi_x3.4-1968", "x-unknown", "unknown-8bit", "default", "binary"}
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the next one does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEVERAL = 2  #: characters of UTF-8 that no other charset spells by chance
_WIDE_SAMPLE = 4096
_C1 = bytes(range(0x80, 0xA0))
_WITHIN_WORD = re.compile(rb"(?<=[A-Za-z])(?:[\xc3-\xc5][\x80-\xbf])+(?![\x80-\xff])")
_AFTER_SMALL_LETTER = re.compile(rb"[a-z][\xc3-\xc5][\x80-\xbf]")  # by other labels a capital within a word
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_JIS_START = re.compile(rb"\x1b(?:\$[@B]|\$\([BDOPQ]|\(I)")
_JIS_ESCAPE = re.compile(rb"(\x1b(?:\$[@B]|\$\([BDOPQ]|\([BJI]))")
#: What statistics may choose from: the charsets of mail in which most bytes are above 127.
_FOREIGN = [
    "cp1251", "koi8_r", "iso8859_5", "cp1253", "cp1255", "cp1256",
    "gb18030", "big5hkscs", "cp949", "cp932", "euc_jp",
]  # fmt: skip
_PROBE = b"Aa 0@"  #: of which EBCDIC makes something else; its blank is what is "@" elsewhere
_SAMPLE = 2048  # enough for the detector, whose time grows with the length


def decode(data: bytes, declared: str, hint: str = "") -> tuple[str, str]:
    """The text of `data`, and what was wrong with its declared charset (empty when nothing was).

    The bytes outweigh the label where they can't be what it says. `hint` is a charset to be tried when none
    is declared. Never raises; what can't be read becomes U+FFFD.
    """
    for mark, name in _BOMS:
        if data.startswith(mark) and (text := _strict(data, name)) is not None:
            return text, ""
    name = names.cleaned(declared)
    if b"\0" in data and (text := _wide(data)) is not None:
        defect = f"charset {name or 'nothing'} declared, but it is utf-16 or utf-32"
        return text, "" if names.is_wide(name) else defect
    if names.is_wide(name):
        return _under_wide_label(data, name, names.cleaned(hint))
    if name in _ASCII:
        return _undeclared(data, name, names.cleaned(hint))
    japanese = names.is_iso_2022_jp(name)
    if _JIS_START.search(data) and (japanese or data.isascii()):
        return _iso_2022_jp(data), "" if japanese else f"iso-2022-jp declared as {name[:40]}"
    if japanese and not data.isascii():
        return _labelled(data, name, "euc_jp" if _strict(data, "euc_jp") is not None else "cp932", "")
    return _labelled(data, name, names.codec_of(name), names.cleaned(hint))


def declared_in_html(data: bytes) -> str:
    """The charset that an HTML document declares itself."""
    head = data[:2048].lower()
    at = head.find(b"charset=")
    return head[at + 8 : at + 60].decode("ascii", "ignore").strip("\"' ") if at >= 0 else ""


def _labelled(data: bytes, name: str, codec: str, hint: str) -> tuple[str, str]:
    if _strict(_PROBE, codec) not in {None, _PROBE.decode("ascii")} and data.count(b" ") > data.count(b"@"):
        return _undeclared(data, "", hint)[0], f"charset {name} (EBCDIC) declared, but it is not"
    if codec != "utf-8" and (text := _utf8_in_disguise(data, codec)) is not None:
        return text, f"charset {name} declared, but it is utf-8"
    if (
        names.is_known(codec)
        and (wider := names.with_punctuation(codec))
        and data.translate(None, _C1) != data
    ):
        codec = wider
    text = _strict(data, codec)
    if text is not None:
        return text, ""
    if codec == "utf-7":  # a "+" of plain text, such as a license key's
        return _undeclared(data, "", hint)[0], f"not everything is valid {name}"
    if names.is_known(codec) and codec != "utf-8" and codec not in {"cp1252", "cp1254"}:
        return data.decode(codec, "replace"), f"not everything is valid {name}"
    if names.is_known(codec):
        return _mended(data), f"not everything is valid {name}"
    return _undeclared(data, name, hint)[0], f"unknown charset {name[:40]}"


def _under_wide_label(data: bytes, name: str, hint: str) -> tuple[str, str]:
    """Two or four bytes per character are declared, and there is no sign of it: HTML's rule is utf-8 then."""
    if b"\0" not in data:
        return _undeclared(data, "", hint)[0], f"charset {name} declared, but it has one byte per character"
    big = data[::2].count(0) > data[1::2].count(0)
    return data.decode("utf-16-be" if big else "utf-16-le", "replace"), ""


def _wide(data: bytes) -> str | None:
    """Text of two or four bytes per character, by where its zero bytes stand; None for any other."""
    head = data[:_WIDE_SAMPLE]
    zeros = [head[at::4].count(0) * 4 / len(head) for at in range(4)]  # of each place, how many are zero
    few, most = 0.1, 0.4
    if zeros[0] > most and zeros[1] > most and zeros[3] < few:
        codec, width = "utf-32-be", 4
    elif zeros[2] > most and zeros[3] > most and zeros[0] < few:
        codec, width = "utf-32-le", 4
    elif min(zeros[0], zeros[2]) > most and max(zeros[1], zeros[3]) < few:
        codec, width = "utf-16-be", 2
    elif min(zeros[1], zeros[3]) > most and max(zeros[0], zeros[2]) < few:
        codec, width = "utf-16-le", 2
    else:
        return None
    whole = data[: len(data) // width * width]
    return whole.decode(codec, "replace")


def _strict(data: bytes, codec: str) -> str | None:
    if not names.is_known(codec):
        return None
    try:
        return data.decode(codec)
    except (LookupError, ValueError):
        return None


def _utf8_in_disguise(data: bytes, codec: str) -> str | None:
    """Text declared as another charset that can only be UTF-8."""
    text = None if data.isascii() else _strict(data, "utf-8")
    if text is None or codec in {"cp1252", "latin-1"}:
        return text
    found = set(_MULTIBYTE.findall(data))
    if any(len(piece) > 2 for piece in found):  # which hardly come by chance
        return text
    if codec in names.MULTIBYTE:  # two bytes of which are a name's character as well
        inside = set(_WITHIN_WORD.findall(data))
        return text if _strict(data, codec) is None or len(inside) >= _SEVERAL else None
    if len(found) >= _SEVERAL or _AFTER_SMALL_LETTER.search(data):
        return text
    return text if all(_tears_a_letter(piece, codec) for piece in found) else None


def _tears_a_letter(piece: bytes, codec: str) -> bool:
    """In UTF-8 the bytes are one letter; by the label a letter and a sign that no word goes on with."""
    by_label = _strict(piece, codec)
    return piece.decode("utf-8").isalpha() and (by_label is None or not by_label.isalpha())


def _undeclared(data: bytes, name: str, hint: str) -> tuple[str, str]:
    if _JIS_START.search(data):
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
