"""The OAuth2 flows that get an access token, one function each."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from worker.errors import ConfigError
from worker.oauth import google_tokens, microsoft_tokens, token_endpoint
from worker.oauth.settings import Flow, TokenProvider, TokenSettings
from worker.oauth.token_endpoint import Grant
from worker.oauth.token_http import TokenHttp


class HeldToken(Protocol):
    """A refresh token that nobody else uses at the moment."""

    @property
    def token(self) -> str:
        """The newest one."""
        ...

    def keep(self, rotated: str) -> None:
        """Store the token that takes its place; returns when it is stored for good."""
        ...


class RefreshTokens(Protocol):
    """The store of refresh tokens that took the place of configured ones (rotation, RFC 6749, 6)."""

    def use(self, settings: TokenSettings) -> AbstractContextManager[HeldToken]:
        """The refresh token that descends from the configured one, for one use at a time."""
        ...


def choose_grant(settings: TokenSettings, tokens: RefreshTokens) -> Callable[[], Grant]:
    """The function that gets a new token each time it is called. It raises TokenError and ConfigError.

    Raises ConfigError where an extra is missing.
    """
    http = TokenHttp(ca_file=settings.ca_file, timeout=settings.timeout)
    match settings.flow:
        case Flow.REFRESH_TOKEN:
            return lambda: _refresh(http, settings, tokens)
        case Flow.CLIENT_CREDENTIALS:
            return lambda: _client_credentials(http, settings)
        case Flow.SERVICE_ACCOUNT:
            if not google_tokens.is_installed():
                wanted = "a Google service account needs the package google-auth: install sen-worker[google]"
                raise ConfigError(f"oauth2: {wanted}")
            return lambda: google_tokens.request_token(http, settings)


def _refresh(http: TokenHttp, settings: TokenSettings, tokens: RefreshTokens) -> Grant:
    with tokens.use(settings) as held:
        form = {"grant_type": "refresh_token", "refresh_token": held.token}

        def store_rotated(rotated: str) -> None:
            if rotated != held.token:
                held.keep(rotated)

        # The former one may be worth nothing from now on: nothing is done before the new one is stored.
        return token_endpoint.request_token(http, settings, form, store_rotated)


def _client_credentials(http: TokenHttp, settings: TokenSettings) -> Grant:
    if settings.provider is TokenProvider.MICROSOFT and microsoft_tokens.can_ask(settings):
        return microsoft_tokens.request_token(http, settings)
    return token_endpoint.request_token(http, settings, {"grant_type": "client_credentials"})
