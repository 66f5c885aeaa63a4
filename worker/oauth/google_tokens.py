"""google-auth with types. No other module imports it. An extra: `sen-worker[google]`.

It signs for the service account; the request is made by `token_http` and its answer read by `token_endpoint`.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec

from worker.errors import ConfigError
from worker.oauth import token_endpoint
from worker.oauth.errors import TokenUnreachable
from worker.oauth.settings import TokenSettings
from worker.oauth.token_endpoint import Grant
from worker.oauth.token_http import TokenHttp


def is_installed() -> bool:
    """Whether the extra is there."""
    try:
        return find_spec("google.auth") is not None
    except ModuleNotFoundError:
        return False


def request_token(http: TokenHttp, settings: TokenSettings) -> Grant:
    """A token for the mailbox of `settings.subject`. Raises TokenError and ConfigError."""
    from google.auth.exceptions import GoogleAuthError
    from google.oauth2.service_account import Credentials

    transport = _Transport(http)
    try:
        account = json.loads(settings.service_account) | {"token_uri": settings.token_endpoint}
        credentials = Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            account, scopes=settings.scopes, subject=settings.subject
        )
    except (ValueError, TypeError, GoogleAuthError):
        # Its texts may hold parts of the key.
        raise ConfigError("service_account is no JSON key of a Google service account") from None
    # Our own parser has read the grant by then; what google-auth makes of it does not matter.
    with suppress(GoogleAuthError, ValueError, TypeError, KeyError):
        credentials.refresh(transport)
    if transport.grant is None:
        raise TokenUnreachable("google-auth asks for no token")
    return transport.grant


class _Transport:
    """The transport that google-auth makes its request by."""

    def __init__(self, http: TokenHttp) -> None:
        self._http = http
        self.grant: Grant | None = None

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], **_: object) -> "_Response":
        """POST the token request. Raises TokenError here already when it is refused."""
        answer, self.grant = token_endpoint.post_form(self._http, url, body, headers, signed=True)
        return _Response(answer.body)


class _Response:
    """An HTTP response as google-auth wants it."""

    status = 200

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.headers: Mapping[str, str] = {}
