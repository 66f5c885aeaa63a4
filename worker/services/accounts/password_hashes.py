"""Passwords as argon2 hashes (RFC 9106), with a bound on how many are worked on at the same time."""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from worker.errors import UnavailableError, UsageError

SHORTEST = 12
LONGEST = 500  # characters

_hasher = PasswordHasher()
#: Each takes 64 MiB and much of a second of a processor: at most two at a time, and eight that wait.
_at_work = threading.BoundedSemaphore(2)
_waiting = threading.BoundedSemaphore(8)


def hash_password(password: str) -> str:
    """The password's hash. Raises UsageError for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password must have {SHORTEST} to {LONGEST} characters")
    return _hasher.hash(_normalize(password))


def is_password(password: str, known: str) -> bool:
    """Whether it is the password of that hash; an empty hash takes as long and never fits.

    Raises UnavailableError when too many are asking.
    """
    if not _waiting.acquire(blocking=False):
        raise UnavailableError("many are signing in at this moment; try again in a few seconds")
    try:
        with _at_work:
            return _verify(known or _dummy_hash(), _normalize(password[:LONGEST])) and bool(known)
    finally:
        _waiting.release()


def rehash_if_needed(password: str, known: str) -> str:
    """A new hash of a right password, where `known` was made with outdated parameters; else empty."""
    return _hasher.hash(_normalize(password)) if _hasher.check_needs_rehash(known) else ""


def _normalize(password: str) -> str:
    """Normalized, so that it is the same from every keyboard (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _verify(known: str, password: str) -> bool:
    try:
        return _hasher.verify(known, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _dummy_hash() -> str:
    return _hasher.hash("nobody's")
