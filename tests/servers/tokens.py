"""Access tokens that the tests' Dovecot takes: JSON Web Tokens (RFC 7519) with a shared secret."""

import hashlib
import hmac
import itertools
import json
import time
from base64 import urlsafe_b64encode

SECRET = b"a secret that Dovecot and the token endpoint share"
ISSUER = "https://tokens.vendor.test"
SCOPE = "mail"


_NUMBERS = itertools.count()


def issue(address: str, lifetime: float, *, scope: str = SCOPE, ballast: int = 0) -> str:
    """A token for the mailbox of `address`, good for so many seconds; `ballast` makes it longer."""
    claims = {
        "iss": ISSUER,
        "sub": address,
        "email": address,
        "exp": int(time.time() + lifetime),
        "scope": scope,
        "jti": str(next(_NUMBERS)),
        "ballast": "b" * ballast,
    }
    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
    signature = hmac.new(SECRET, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_encoded(signature)}"


def _part(value: object) -> str:
    return _encoded(json.dumps(value).encode())


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
