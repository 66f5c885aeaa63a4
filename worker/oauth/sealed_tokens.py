"""Refresh tokens for a place that others may read, encrypted by a key that only the configuration holds.

The key comes from the configured refresh token, which a provider makes long and random. Whoever has the
database alone has nothing to sign in with, and a token that descends from another one does not open.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from worker.oauth.settings import TokenSettings


def token_name(settings: TokenSettings) -> str:
    """64 hexadecimal digits, the same for all settings with this refresh token, client and endpoint."""
    place = f"sen-worker refresh token\0{settings.token_endpoint}\0{settings.client_id}"
    return hmac.new(settings.refresh_token.encode(), place.encode(), hashlib.sha256).hexdigest()


def seal(settings: TokenSettings, token: str) -> bytes:
    """`token`, encrypted and signed."""
    from cryptography.fernet import Fernet

    return Fernet(_key(settings)).encrypt(token.encode())


def unseal(settings: TokenSettings, sealed: bytes) -> str | None:
    """The token; None when it was not sealed for these settings, or was damaged."""
    from cryptography.fernet import Fernet, InvalidToken

    try:
        return Fernet(_key(settings)).decrypt(sealed).decode()
    except InvalidToken:
        return None


def _key(settings: TokenSettings) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sen-worker refresh token key")
    return urlsafe_b64encode(derived.derive(settings.refresh_token.encode()))
