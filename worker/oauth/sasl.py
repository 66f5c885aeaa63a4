"""What a client says to sign in by an access token. Pure.

OAUTHBEARER is the standard (RFC 7628); XOAUTH2 came before it, and is all that Microsoft 365 knows.
"""

import json
import re
from base64 import b64encode
from collections.abc import Collection
from enum import StrEnum

_SHORT_WORD = re.compile(r"[A-Za-z0-9_.-]{1,40}")
#: What may be a piece of a token: nothing else that servers say has such long words.
_LONG_WORD = re.compile(r"[A-Za-z0-9+/=_~-]{24,}")


class Mechanism(StrEnum):
    """The name of a SASL mechanism, as servers list it."""

    OAUTHBEARER = "OAUTHBEARER"
    XOAUTH2 = "XOAUTH2"


def choose_mechanism(wanted: Mechanism | None, offered: Collection[str]) -> Mechanism | None:
    """The mechanism to use: the wanted one, else the standard one, as far as the server has it."""
    known = [each for each in Mechanism if each.value in {word.upper() for word in offered}]
    return next((each for each in known if wanted in (None, each)), None)


def initial_response(mechanism: Mechanism, *, username: str, token: str, host: str, port: int) -> bytes:
    """The client's initial response (RFC 4422, 3), before base64.

    >>> initial_response(Mechanism.XOAUTH2, username="ann", token="t", host="imap.example", port=993)
    b'user=ann\\x01auth=Bearer t\\x01\\x01'
    """
    if mechanism is Mechanism.XOAUTH2:
        return f"user={username}\x01auth=Bearer {token}\x01\x01".encode()
    # The name is a saslname (RFC 5801, 4), in which comma and equals sign are spelled out.
    name = username.replace("=", "=3D").replace(",", "=2C")
    return f"n,a={name},\x01host={host}\x01port={port}\x01auth=Bearer {token}\x01\x01".encode()


class SaslExchange:
    """One sign-in: answers the server's challenges, and keeps the reason that it gave for a refusal."""

    def __init__(self, mechanism: Mechanism, first: bytes) -> None:
        self._mechanism = mechanism
        self._first: bytes | None = first
        self.complaint = ""  #: the `status` that the server gave for its refusal, if any

    def answer(self, challenge: bytes) -> bytes:
        """What to say next, before base64: the first message, then the consent to be refused.

        A refusal comes as a challenge with JSON in it, and the server waits for one more message before
        it says no: an empty one (XOAUTH2), or a single 0x01 (RFC 7628, 3.2.3). Never the token again.
        """
        first, self._first = self._first, None
        if first is not None:
            return first
        self.complaint = _status(challenge)
        return b"" if self._mechanism is Mechanism.XOAUTH2 else b"\x01"


def _status(challenge: bytes) -> str:
    try:
        details = json.loads(challenge[:4096])
    except (ValueError, RecursionError):
        return ""
    status = details.get("status") if isinstance(details, dict) else None
    return status if isinstance(status, str) and _SHORT_WORD.fullmatch(status) else ""


def hide_secrets(text: str, first: bytes, token: str) -> str:
    """The server's text without the token and the initial response, parts of which it may repeat."""
    for secret in (token, b64encode(first).decode("ascii")):
        text = text.replace(secret, "…")
    return _LONG_WORD.sub("…", text)
