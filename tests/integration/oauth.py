"""Settings that lead to the tests' token endpoint."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from tests.servers.token_endpoint import CLIENT_ID, CLIENT_SECRET, TokenEndpoint
from worker.oauth.grant_flows import choose_grant
from worker.oauth.sasl import Mechanism
from worker.oauth.settings import Flow, TokenProvider, TokenSettings
from worker.oauth.token_source import TokenLogin, TokenSource


@dataclass
class InMemory:
    """Refresh tokens of a test that is about something else."""

    token: str = ""
    kept: list[str] = field(default_factory=list)

    def use(self, settings: TokenSettings) -> AbstractContextManager["InMemory"]:
        self.token = self.token or settings.refresh_token
        return nullcontext(self)

    def keep(self, rotated: str) -> None:
        self.token = rotated
        self.kept.append(rotated)


def by_secret(endpoint: TokenEndpoint, provider: TokenProvider = TokenProvider.GENERIC) -> TokenSettings:
    """A token by client credentials."""
    return TokenSettings(
        provider=provider,
        flow=Flow.CLIENT_CREDENTIALS,
        token_endpoint=endpoint.url,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        scopes=("mail",),
        ca_file=endpoint.ca_file,
        timeout=10,
    )


def by_consent(endpoint: TokenEndpoint) -> TokenSettings:
    """A token by a new refresh token."""
    return TokenSettings(
        provider=TokenProvider.GENERIC,
        flow=Flow.REFRESH_TOKEN,
        token_endpoint=endpoint.url,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        refresh_token=endpoint.consent(),
        ca_file=endpoint.ca_file,
        timeout=10,
    )


def login(settings: TokenSettings, mechanism: Mechanism | None = None) -> TokenLogin:
    """Signing in by such tokens."""
    return TokenLogin(source=TokenSource(choose_grant(settings, InMemory())), mechanism=mechanism)
