"""The names of charsets as mail carries them, and the codecs that clients mean by them (RFC 2978)."""

import codecs
import re

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
    "tis-620": "cp874",
    "windows-874": "cp874",
}
#: The windows charset that has signs where the ISO one it grew out of has control characters.
_WITH_PUNCTUATION = {
    "iso8859-2": "cp1250",
    "iso8859-4": "cp1257",
    "iso8859-5": "cp1251",
    "iso8859-6": "cp1256",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
}
_FRINGE = " \t\r\n'\"=;:<"
_NAME = re.compile(r"[a-z0-9][a-z0-9_.:+-]*")
#: Labels of two or four bytes per character: .NET and Java put them on text that has one.
_WIDE = re.compile(
    r"(?:x-)?(?:utf[-_]?(?:16|32)|(?:iso-10646-)?ucs-?[24]|unicode$|unicodefffe|csunicode|iso-10646$)"
)
_ISO_2022_JP = re.compile(r"(?:cs)?iso-?2022-?jp|jis$|(?:cp|x-windows-iso2022jp|x-windows-)?5022[0-9]")
#: "windows1250", "win-1251", "cp-1252", "ms949", "x-cp1250": one name for one code page.
_CODE_PAGE = re.compile(r"(?:x-)?(?:windows|win|cp|ms|ibm|dos)[-_ ]?(\d{3,5})")
#: Codecs in which two bytes may be one character.
MULTIBYTE = frozenset(
    {
        "gb18030",
        "gbk",
        "gb2312",
        "big5",
        "big5hkscs",
        "cp949",
        "cp932",
        "cp950",
        "euc_jp",
        "euc-jp",
        "hz-gb-2312",
    }
)


def cleaned(declared: str) -> str:
    """A charset's name without what broken clients put around it."""
    bare = declared.lower().strip(_FRINGE).removeprefix("charset").strip(_FRINGE)
    match = _NAME.match(bare[:100])
    return match[0] if match else ""


def codec_of(name: str) -> str:
    """The codec that clients mean by a name."""
    if name in _REALLY:
        return _REALLY[name]
    if found := _CODE_PAGE.fullmatch(name):
        page = f"cp{found[1]}"
        return {"cp936": "gb18030", "cp54936": "gb18030", "cp65001": "utf-8"}.get(page, page)
    if name.startswith(("utf8", "utf-8")):
        return "utf-8"
    bare = name.removeprefix("x-").removeprefix("cs")
    return name if is_known(name) or not is_known(bare) else _REALLY.get(bare, bare)


def is_known(codec: str) -> bool:
    """Whether it is a charset that Python decodes in time that grows with the text alone."""
    try:
        info = codecs.lookup(codec)
    except (LookupError, ValueError):
        return False
    return info.name not in _NO_CHARSET and info._is_text_encoding  # noqa: SLF001 - the only way to ask


def is_wide(name: str) -> bool:
    """Whether the name promises two or four bytes per character."""
    return bool(_WIDE.match(name))


def is_iso_2022_jp(name: str) -> bool:
    """Whether the name is one of the variants of ISO-2022-JP."""
    return bool(_ISO_2022_JP.match(name))


def with_punctuation(codec: str) -> str | None:
    """The windows charset that is sent under this ISO one where text holds its control characters."""
    return _WITH_PUNCTUATION.get(codecs.lookup(codec).name)
