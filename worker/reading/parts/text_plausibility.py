"""Whether what a text part holds is text by any label: a file, packed data and garbage are none."""

import binascii
import re

#: How files and packed data begin that programs have put where a text belongs.
_FILES = (
    b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"bplist0",
)  # fmt: skip
_LOOKED_AT = 4_000  #: characters
_FEW = 4  #: odd characters, which a damaged text may have
#: Controls and what no charset knows; garbage is full of them, and of signs that hardly any text has.
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
_SIGN = re.compile("[\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u02c6\u02dc\u2010-\u2140]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/\s]{40,}(?:={1,2}\s*)?")
_BLOB = 2_000  #: characters of base64, more than any license key has
_WRAPPED = re.compile(rb"\s*(?:begin [0-7]{3,4} \S|=ybegin |\(This file must be converted with BinHex)")


def is_text(data: bytes, text: str) -> bool:
    """Whether these bytes, which were decoded to `text`, are something to be read."""
    if data.startswith(_FILES) or _WRAPPED.match(data) or _is_encoded_file(data):
        return False
    sample = text[:_LOOKED_AT]
    odd = len(_ODD.findall(sample))
    if odd < _FEW:
        return True
    looked_at = len("".join(sample.split()))
    return odd * 20 < looked_at and len(_SIGN.findall(sample)) * 4 < looked_at


def _is_encoded_file(data: bytes) -> bool:
    """All of it is base64, which nobody declared, and no text comes out; short ones are license keys."""
    if not _BASE64.fullmatch(data):
        return False
    head = b"".join(data[:100].split())
    begins = binascii.a2b_base64(head[: len(head) // 4 * 4])
    return begins.startswith(_FILES) or len(data) > _BLOB
