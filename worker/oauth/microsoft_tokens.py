"""msal with types. No other module imports it. An extra: `sen-worker[microsoft]`.

It finds the tenant's token endpoint and makes the request up; the request itself is made by `token_http`,
and its answer is read by `token_endpoint`, so that a failure is told like all others and leaks nothing.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import urlencode, urlsplit

from worker.oauth import token_endpoint
from worker.oauth.errors import TokenRefused, TokenUnreachable
from worker.oauth.settings import TokenSettings
from worker.oauth.token_endpoint import Grant
from worker.oauth.token_http import HttpAnswer, TokenHttp

_SUFFIX = "/oauth2/v2.0/token"


def can_ask(settings: TokenSettings) -> bool:
    """Whether msal is installed, and the endpoint is one that it would find by itself."""
    fitting = settings.token_endpoint.startswith("https://") and settings.token_endpoint.endswith(_SUFFIX)
    return fitting and find_spec("msal") is not None


def request_token(http: TokenHttp, settings: TokenSettings) -> Grant:
    """A token for the application itself. Raises TokenError and ConfigError."""
    import msal
    from msal.exceptions import MsalError

    client = _HttpClient(http)
    authority = settings.token_endpoint.removesuffix(_SUFFIX)
    # Our own parser has read the grant by then; a discovery that failed is noticed below.
    with suppress(MsalError, ValueError, RuntimeError, KeyError, TypeError, AttributeError):
        # A new one each time: what it would remember, our source of tokens remembers.
        application = msal.ConfidentialClientApplication(
            settings.client_id,
            client_credential=settings.client_secret,
            authority=authority,
            http_client=client,
            instance_discovery=False,
        )
        application.acquire_token_for_client([*settings.scopes])
    if client.grant is None:
        raise TokenRefused(f"{authority} is no tenant of Microsoft's; check tenant and token_endpoint")
    return client.grant


@dataclass(frozen=True, slots=True)
class _Response:
    """An HTTP response as msal wants it."""

    status_code: int
    text: str
    headers: Mapping[str, str]


class _HttpClient:
    """The HTTP client that msal makes its requests by."""

    def __init__(self, http: TokenHttp) -> None:
        self._http = http
        self.grant: Grant | None = None

    def get(self, url: str, headers: Mapping[str, str] | None = None, **_: object) -> _Response:
        """The discovery of the tenant's endpoints."""
        answer = self._http.ask(url, headers={"Accept": "application/json", **(headers or {})})
        if answer.status in (408, 429) or answer.status >= 500:
            raise TokenUnreachable(f"{urlsplit(url).netloc} has no time to find the tenant ({answer.status})")
        return _to_response(answer)

    def post(self, url: str, data: Mapping[str, str], headers: Mapping[str, str], **_: object) -> _Response:
        """POST the token request. Raises TokenError here already when it is refused."""
        answer, self.grant = token_endpoint.post_form(
            self._http, url, urlencode(data).encode("ascii"), headers
        )
        return _to_response(answer)


def _to_response(answer: HttpAnswer) -> _Response:
    return _Response(answer.status, answer.body.decode("utf-8", "replace"), {})
