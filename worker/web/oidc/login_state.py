"""A sign-in that was begun here, as the browser keeps it while somebody is at the provider.

It is signed, ends after a while, and is good once: whoever did not begin here can't make us ask the provider.
"""

import hmac
import json
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from worker.services.accounts.staff_accounts import sign_text

LASTS = timedelta(minutes=10)
_MOST = 20_000  # states that are remembered
_PURPOSE = "oidc"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginState:
    """What our side has to know when somebody comes back."""

    state: str
    nonce: str
    verifier: str
    back: str = ""  #: the path that was asked for

    def sealed(self, secret: bytes, now: datetime) -> str:
        """The text that a browser keeps; nobody else can make one."""
        until = int((now + LASTS).timestamp())
        told = json.dumps([self.state, self.nonce, self.verifier, self.back, until])
        text = urlsafe_b64encode(told.encode()).decode()
        return f"{text}.{sign_text(secret, f'{_PURPOSE} {text}')}"


def open_state(secret: bytes, cookie: str, now: datetime) -> LoginState | None:
    """What was sealed; None where it was not us, or too long ago."""
    text, _, proof = cookie.partition(".")
    if not hmac.compare_digest(proof.encode(), sign_text(secret, f"{_PURPOSE} {text}").encode()):
        return None
    state, nonce, verifier, back, until = json.loads(urlsafe_b64decode(text))
    if now > datetime.fromtimestamp(until, UTC):
        return None
    return LoginState(state=state, nonce=nonce, verifier=verifier, back=back)


class UsedStates:
    """Which sign-ins came to their end. Threads share it."""

    def __init__(self) -> None:
        self._used: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, begun: LoginState) -> bool:
        """Whether it is the first time."""
        with self._lock:
            first = begun.state not in self._used
            self._used[begun.state] = None
            while len(self._used) > _MOST:
                self._used.popitem(last=False)
            return first
