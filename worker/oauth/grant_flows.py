"""The ways to a token, one function each."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from worker.errors import ConfigError
from worker.oauth import google_tokens, microsoft_tokens, token_endpoint
from worker.oauth.settings import Flow, TokenProvider, TokenSettings
from worker.oauth.token_endpoint import Grant
from worker.oauth.token_http import TokenHttp


class HeldToken(Protocol):
    """A refresh token while nobody else uses it."""

    @property
    def token(self) -> str:
        """The newest one."""
        ...

    def keep(self, rotated: str) -> None:
        """Store the one that takes its place; returns when it is safe."""
        ...


class RefreshTokens(Protocol):
    """Where refresh tokens are kept that took the place of configured ones."""

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
            if not google_tokens.installed():
                wanted = "a Google service account needs the package google-auth: install sen-worker[google]"
                raise ConfigError(f"oauth2: {wanted}")
            return lambda: google_tokens.service_account(http, settings)


def _refresh(http: TokenHttp, settings: TokenSettings, tokens: RefreshTokens) -> Grant:
    with tokens.use(settings) as held:
        form = {"grant_type": "refresh_token", "refresh_token": held.token}

        def replaced(following: str) -> None:
            if following != held.token:
                held.keep(following)

        # The former one may be worth nothing from now on: nothing is done before the new one is stored.
        return token_endpoint.ask(http, settings, form, replaced)


def _client_credentials(http: TokenHttp, settings: TokenSettings) -> Grant:
    if settings.provider is TokenProvider.MICROSOFT and microsoft_tokens.can_ask(settings):
        return microsoft_tokens.client_credentials(http, settings)
    return token_endpoint.ask(http, settings, {"grant_type": "client_credentials"})
