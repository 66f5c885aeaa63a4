"""The keys that the database is encrypted with, as a deployer writes them: Base64, newest first."""

from base64 import b64decode
from binascii import Error as Base64Error

KEY_BYTES = 32
_WANTED = f"must be keys of {KEY_BYTES} bytes in Base64, as `openssl rand -base64 32` makes them"


def parse_keys(text: str) -> tuple[bytes, ...]:
    """The keys, newest first. Raises ValueError with the end of a sentence, which repeats no key."""
    keys = [_key(word) for word in text.split()]
    if not keys:
        raise ValueError(_WANTED)
    if len({*keys}) < len(keys):
        raise ValueError("must not name a key twice")
    return tuple(keys)


def _key(word: str) -> bytes:
    try:
        key = b64decode(word, validate=True)
    except (Base64Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(_WANTED)
    return key
