"""License keys as the register keeps and matches them: in one spelling, hashed with a secret."""

import hmac
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_SEPARATORS = str.maketrans("", "", "-_.\u2010\u2011\u2012\u2013\u2014")
_BASE64_STARTS = ("eJ", "eN", "eA", "eF")  # a zlib stream (RFC 1950) in base64
_DIGEST = 16  # bytes: two of a million keys share one by a chance of 1 in 10^27
_MARK = 8
#: Characters that are taken for each other when somebody copies a key by hand.
_LOOK_ALIKES = ("0Oo", "1lI", "5S", "8B", "2Z", "6G", "9g", "uv", "UV", "cC", "sS", "vV", "wW", "xX", "zZ")
_MOST_TRIED = 2_000  #: spellings of one key
_SHORTEST = 8
_LONGEST = 4_096


def unwrapped(text: str) -> str:
    """A key without the white space and the invisible characters that a client or a sheet put into it."""
    visible = text if text.isascii() else text.translate(_INVISIBLE)
    return "".join(visible.split())


def canonical_key(text: str) -> str:
    """The one spelling of a key: in groups or small letters, it is the same key.

    In base64 capitals and small letters differ; such a key loses the padding at its end and stays as it is.
    """
    return _canonical(unwrapped(text))


def _canonical(unwrapped_key: str) -> str:
    key = unwrapped_key.rstrip("=")
    if key.startswith(_BASE64_STARTS) or (len(key) >= 32 and key.lower() != key and key.upper() != key):
        return key
    return key.translate(_SEPARATORS).upper()


def is_plausible_key(unwrapped_key: str) -> bool:
    """Whether it is as long as a license key may be."""
    return _SHORTEST <= len(unwrapped_key) <= _LONGEST


def cut_ending(unwrapped_key: str) -> str:
    """The last four characters, by which people tell keys apart; none of a key that is hardly longer."""
    return unwrapped_key[-4:] if len(unwrapped_key) >= _SHORTEST else ""


def digest(secret: bytes, text: str) -> bytes:
    """What the register keeps of a key."""
    return _digest(secret, canonical_key(text))


def digest_unwrapped(secret: bytes, unwrapped_key: str) -> bytes:
    """The same of a key that `unwrapped` has been asked about."""
    return _digest(secret, _canonical(unwrapped_key))


def mark(secret: bytes) -> str:
    """Tells two secrets apart, and nothing of either."""
    return hmac.digest(secret, b"license register: which secret", sha256)[:_MARK].hex()


def nearly_digests(secret: bytes, text: str) -> dict[bytes, str]:
    """Of each spelling that is one slip away: two neighbours swapped, or one character for a look-alike."""
    return {_digest(secret, spelling): spelling for spelling in _one_slip_away(canonical_key(text))}


def _digest(secret: bytes, canonical: str) -> bytes:
    return hmac.digest(secret, b"license key\0" + canonical.encode("utf-8", "replace"), sha256)[:_DIGEST]


def _one_slip_away(key: str) -> Iterator[str]:
    tried = {key}
    for spelling in _slips(key):
        if spelling not in tried:
            if len(tried) > _MOST_TRIED:
                return
            tried.add(spelling)
            yield spelling


def _slips(key: str) -> Iterator[str]:
    for place, (one, other) in enumerate(pairwise(key)):
        if one != other:
            yield f"{key[:place]}{other}{one}{key[place + 2 :]}"
    for place, char in enumerate(key):
        for group in _LOOK_ALIKES:
            if char in group:
                yield from (f"{key[:place]}{other}{key[place + 1 :]}" for other in group if other != char)
