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
#: Each takes 64 MiB and a good part of a second of a processor; a crowd at the door gets no more.
_at_work = threading.BoundedSemaphore(2)
_waiting = threading.BoundedSemaphore(8)


def hashed(password: str) -> str:
    """The password's hash; UsageError for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password must have {SHORTEST} to {LONGEST} characters")
    return _hasher.hash(_plain(password))


def fits(password: str, known: str) -> bool:
    """Whether it is the password of that hash; an empty hash takes as long and never fits.

    Raises UnavailableError when too many are asking.
    """
    if not _waiting.acquire(blocking=False):
        raise UnavailableError("many are signing in at this moment; try again in a few seconds")
    try:
        with _at_work:
            return _verified(known or _decoy(), _plain(password[:LONGEST])) and bool(known)
    finally:
        _waiting.release()


def rehashed(password: str, known: str) -> str:
    """A new hash of a password that fits, where the known one was made with other parameters than today's."""
    return _hasher.hash(_plain(password)) if _hasher.check_needs_rehash(known) else ""


def _plain(password: str) -> str:
    """The same for every keyboard that it is typed on (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _verified(known: str, password: str) -> bool:
    try:
        return _hasher.verify(known, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _decoy() -> str:
    return _hasher.hash("nobody's")
