"""Access tokens, cached and renewed before they expire, by one thread at a time."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import TypeVar

from worker.errors import ConfigError
from worker.oauth.errors import TokenError, TokenRefused
from worker.oauth.sasl import Mechanism
from worker.oauth.token_endpoint import Grant

#: A token is renewed when a fifth of its life is left, or this many seconds.
_LEEWAY_SECONDS = 300.0
#: How long a refused request is not repeated; less than the pause of a mailbox whose sign-in was refused.
_REFUSED_SECONDS = 600.0
#: After a failed renewal, how long the old token is used before the next attempt.
_PAUSE_SECONDS = 15.0


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _CurrentToken:
    token: str = field(repr=False)
    renew_at: float
    ends_at: float


class TokenSource:
    """Access tokens by one set of settings; for many threads."""

    def __init__(self, request_grant: Callable[[], Grant], *, clock: Callable[[], float] = monotonic) -> None:
        self._request_grant = request_grant
        self._clock = clock
        self._lock = threading.Lock()
        self._current: _CurrentToken | None = None
        self._refused: TokenRefused | None = None
        self._quiet_until = 0.0
        self.renewal_problem = ""  #: why the token in use could not be renewed in time; empty when it could

    def token(self) -> str:
        """A token that is good now. Raises TokenError, or what keeps refresh tokens away."""
        with self._lock:
            current, now = self._current, self._clock()
            if current is not None and now < current.renew_at:
                return current.token
            return self._renew(current if current is not None and now < current.ends_at else None, now)

    def sign_in(self, attempt: Callable[[str], _T], rejected: type[Exception]) -> _T:
        """What `attempt` returns for a token; where it raises `rejected`, for another token, once.

        A token that a server rejects may have ended early. Raises as `token` does, and what `attempt` raises.
        """
        token = self.token()
        try:
            return attempt(token)
        except rejected:
            newer = self.replace_refused(token)
        return attempt(newer)

    @property
    def seconds_left(self) -> float | None:
        """How long the token at hand is still good; None when there is none."""
        current = self._current
        return None if current is None else max(0.0, current.ends_at - self._clock())

    def replace_refused(self, refused: str) -> str:
        """Another token than this one, which a mail server refused. Raises as `token` does."""
        with self._lock:
            if self._current is not None and self._current.token != refused:
                return self._current.token
            self._current = None
            return self._renew(None, self._clock())

    def _renew(self, usable: _CurrentToken | None, now: float) -> str:
        """A new token; the old one, where that is still `usable` and the endpoint is away for a while."""
        if self._quiet_until > now:
            if self._refused is not None:
                raise TokenRefused(str(self._refused))
            if usable is not None:
                return usable.token
        try:
            grant = self._request_grant()
        except (TokenRefused, ConfigError) as error:
            # What is wrong with the configuration shows here at last, and is a refusal to whoever signs in.
            self._refused, self._quiet_until = TokenRefused(str(error)), now + _REFUSED_SECONDS
            raise TokenRefused(str(error)) from None
        except TokenError as error:
            self._refused, self._quiet_until = None, now + _PAUSE_SECONDS
            self.renewal_problem = str(error)
            if usable is None:
                raise
            return usable.token
        self._refused, self._quiet_until, self.renewal_problem = None, 0.0, ""
        leeway = min(grant.lifetime / 5, _LEEWAY_SECONDS)
        self._current = _CurrentToken(
            grant.access_token, renew_at=now + grant.lifetime - leeway, ends_at=now + grant.lifetime
        )
        return grant.access_token


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLogin:
    """How a mail server is signed in to by tokens."""

    source: TokenSource
    mechanism: Mechanism | None = None  #: None takes the better one of those that the server offers
