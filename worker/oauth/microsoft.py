"""msal with types. No other module imports it. An extra: `sen-worker[microsoft]`.

It finds the tenant's token endpoint and makes the request up; the request itself is made by `http`,
and its answer is read by `endpoint`, so that a failure is told like all others and leaks nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import urlencode

from worker.oauth import endpoint
from worker.oauth.endpoint import Grant
from worker.oauth.errors import TokenRefused, TokenUnreachable
from worker.oauth.http import Http, HttpAnswer
from worker.oauth.settings import TokenSettings

SUFFIX = "/oauth2/v2.0/token"


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec("msal") is not None


def client_credentials(http: Http, settings: TokenSettings) -> Grant:
    """A token for the application itself. Raises TokenError and ConfigError."""
    import msal

    link = _Link(http)
    authority = settings.token_endpoint.removesuffix(SUFFIX)
    try:
        # A new one each time: what it would remember, our source of tokens remembers.
        application = msal.ConfidentialClientApplication(
            settings.client_id,
            client_credential=settings.client_secret,
            authority=authority,
            http_client=link,
            instance_discovery=False,
        )
        application.acquire_token_for_client([*settings.scopes])
    except (ValueError, RuntimeError, KeyError):
        raise TokenRefused(
            f"{authority} is no tenant of Microsoft's; check tenant and token_endpoint"
        ) from None
    if link.granted is None:
        raise TokenUnreachable(f"{authority} grants no token")
    return link.granted


@dataclass(frozen=True, slots=True)
class _Reply:
    """An answer as msal wants it."""

    status_code: int
    text: str
    headers: Mapping[str, str]

    def raise_for_status(self) -> None:
        """The discovery of a tenant relies on it."""
        if self.status_code >= 400:
            raise TokenUnreachable(f"the discovery of the tenant's endpoints failed ({self.status_code})")


class _Link:
    """What msal takes for an HTTP client."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self.granted: Grant | None = None

    def get(self, url: str, headers: Mapping[str, str] | None = None, **_: object) -> _Reply:
        """The discovery of the tenant's endpoints."""
        return _reply(self._http.ask(url, headers={"Accept": "application/json", **(headers or {})}))

    def post(self, url: str, data: Mapping[str, str], headers: Mapping[str, str], **_: object) -> _Reply:
        """The question for a token; what is wrong with its answer is raised here already."""
        answer, self.granted = endpoint.post(self._http, url, urlencode(data).encode("ascii"), headers)
        return _reply(answer)


def _reply(answer: HttpAnswer) -> _Reply:
    return _Reply(answer.status, answer.body.decode("utf-8", "replace"), {})
