"""The keys that values of the database are sealed with: the first one seals, each of them opens.

A sealed value is AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a nonce of its own, and names its key.
It is bound to the column that it stands in: elsewhere it does not open.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from worker.encryption_keys import parse_keys
from worker.errors import UnavailableError

NAME_BYTES = 6  #: of a key's name, which tells nothing of the key
_NONCE_BYTES = 12


class SealedValueError(UnavailableError):
    """A value that is stored can't be opened: its key is not here, or it was changed."""


class KeyRing:
    """One or more keys, newest first."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        # It takes a while to import, and most installations have no key.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._ciphers = {_name(key): AESGCM(key) for key in keys}
        self.newest = _name(keys[0])

    def seal(self, plain: bytes, place: str) -> bytes:
        """The value for `place`, sealed with the newest key."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return self.newest + nonce + self._ciphers[self.newest].encrypt(nonce, plain, place.encode())

    def unseal(self, sealed: bytes, place: str) -> bytes:
        """The value that was sealed for `place`. Raises SealedValueError."""
        from cryptography.exceptions import InvalidTag

        name, nonce = sealed[:NAME_BYTES], sealed[NAME_BYTES : NAME_BYTES + _NONCE_BYTES]
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise SealedValueError(
                f"{place} is encrypted with key {name.hex()}, which is none of database.encryption_keys "
                f"({self.names()}); add that key behind the others"
            )
        try:
            return cipher.decrypt(nonce, sealed[NAME_BYTES + _NONCE_BYTES :], place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealedValueError(
                f"a value of {place} was damaged: key {name.hex()} does not open it"
            ) from error

    def names(self) -> str:
        """What the keys are called, newest first, for people."""
        return ", ".join(name.hex() for name in self._ciphers)


def ring_of(text: str) -> KeyRing | None:
    """The keys of a configuration; None for an empty text. Raises ValueError."""
    return KeyRing(parse_keys(text)) if text else None


def _name(key: bytes) -> bytes:
    return hmac.digest(key, b"sen-worker name of a key", hashlib.sha256)[:NAME_BYTES]
