"""What it takes to be granted access tokens."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class TokenProvider(StrEnum):
    """The provider, for what is peculiar about its token requests."""

    MICROSOFT = "microsoft"
    GOOGLE = "google"
    GENERIC = "generic"


class Flow(StrEnum):
    """By which grant of OAuth2 a token is requested."""

    CLIENT_CREDENTIALS = "client_credentials"  #: by an application's own secret (RFC 6749, 4.4)
    REFRESH_TOKEN = "refresh_token"  # noqa: S105 #: by what a person's consent left us (RFC 6749, 6)
    SERVICE_ACCOUNT = "service_account"  #: by a signature of Google's service account (RFC 7523)


class ClientAuth(StrEnum):
    """Where the client's secret is put (RFC 6749, 2.3.1)."""

    BODY = "body"
    BASIC = "basic"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSettings:
    """One kind of token from one endpoint. Equal settings can share their tokens."""

    provider: TokenProvider
    flow: Flow
    token_endpoint: str
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    client_auth: ClientAuth = ClientAuth.BODY
    refresh_token: str = field(default="", repr=False)
    service_account: str = field(default="", repr=False)  #: Google's JSON key
    subject: str = ""  #: whose mailbox a service account signs in to
    scopes: tuple[str, ...] = ()
    ca_file: Path | None = None
    timeout: float = 30.0  #: seconds for one request altogether
