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


def installed() -> bool:
    """Whether the extra is there."""
    try:
        return find_spec("google.auth") is not None
    except ModuleNotFoundError:
        return False


def service_account(http: TokenHttp, settings: TokenSettings) -> Grant:
    """A token for the mailbox of `settings.subject`. Raises TokenError and ConfigError."""
    from google.auth.exceptions import GoogleAuthError
    from google.oauth2.service_account import Credentials

    link = _Link(http)
    try:
        account = json.loads(settings.service_account) | {"token_uri": settings.token_endpoint}
        credentials = Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
            account, scopes=settings.scopes, subject=settings.subject
        )
    except (ValueError, TypeError, GoogleAuthError):
        # Its texts may hold parts of the key.
        raise ConfigError("service_account is no JSON key of a Google service account") from None
    # What it makes of a grant that we read before does not matter.
    with suppress(GoogleAuthError, ValueError, TypeError, KeyError):
        credentials.refresh(link)
    if link.granted is None:
        raise TokenUnreachable("google-auth asks for no token")
    return link.granted


class _Link:
    """What google-auth takes for a transport."""

    def __init__(self, http: TokenHttp) -> None:
        self._http = http
        self.granted: Grant | None = None

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], **_: object) -> "_Reply":
        """The question for a token; what is wrong with its answer is raised here already."""
        answer, self.granted = token_endpoint.post(self._http, url, body, headers, signed=True)
        return _Reply(answer.body)


class _Reply:
    """An answer as google-auth wants it."""

    status = 200

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.headers: Mapping[str, str] = {}
