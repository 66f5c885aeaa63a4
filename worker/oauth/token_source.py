"""A source of access tokens that are good now: kept, renewed in time, by one thread at a time."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from worker.errors import ConfigError
from worker.oauth.errors import TokenError, TokenRefused
from worker.oauth.sasl import Mechanism
from worker.oauth.token_endpoint import Grant

#: A token is renewed when a fifth of its life is left, or this many seconds.
_LEEWAY_SECONDS = 300.0
#: So long a refused question is not asked again; less than a mailbox waits that was refused.
_REFUSED_SECONDS = 600.0
#: So long a token that is still good is used without trying to renew it again.
_PAUSE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class _Held:
    token: str = field(repr=False)
    renew_at: float
    ends_at: float


class TokenSource:
    """Tokens of one kind. Threads share it."""

    def __init__(self, way: Callable[[], Grant], *, clock: Callable[[], float] = monotonic) -> None:
        self._way = way
        self._clock = clock
        self._lock = threading.Lock()
        self._held: _Held | None = None
        self._refused: TokenRefused | None = None
        self._quiet_until = 0.0
        self.trouble = ""  #: why the token that is in use could not be renewed in time, if it could not

    def token(self) -> str:
        """A token that is good now. Raises TokenError, or what keeps refresh tokens away."""
        with self._lock:
            held, now = self._held, self._clock()
            if held is not None and now < held.renew_at:
                return held.token
            return self._renewed(held if held is not None and now < held.ends_at else None, now)

    @property
    def seconds_left(self) -> float | None:
        """How long the token at hand is still good; None when there is none."""
        held = self._held
        return None if held is None else max(0.0, held.ends_at - self._clock())

    def another(self, refused: str) -> str:
        """A token in place of one that a mail server refused. Raises as `token` does."""
        with self._lock:
            if self._held is not None and self._held.token != refused:
                return self._held.token
            self._held = None
            return self._renewed(None, self._clock())

    def _renewed(self, good: _Held | None, now: float) -> str:
        """A new token; the one that is still `good` where the endpoint is only away for a while."""
        if self._quiet_until > now:
            if self._refused is not None:
                raise TokenRefused(str(self._refused))
            if good is not None:
                return good.token
        try:
            grant = self._way()
        except (TokenRefused, ConfigError) as error:
            # What is wrong with the configuration shows here at last, and is a refusal to whoever signs in.
            self._refused, self._quiet_until = TokenRefused(str(error)), now + _REFUSED_SECONDS
            raise TokenRefused(str(error)) from None
        except TokenError as error:
            self._refused, self._quiet_until = None, now + _PAUSE_SECONDS
            self.trouble = str(error)
            if good is None:
                raise
            return good.token
        self._refused, self._quiet_until, self.trouble = None, 0.0, ""
        leeway = min(grant.lifetime / 5, _LEEWAY_SECONDS)
        self._held = _Held(
            grant.access_token, renew_at=now + grant.lifetime - leeway, ends_at=now + grant.lifetime
        )
        return grant.access_token


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLogin:
    """How a mail server is signed in to by tokens."""

    source: TokenSource
    mechanism: Mechanism | None = None  #: None takes the better one of those that the server offers
