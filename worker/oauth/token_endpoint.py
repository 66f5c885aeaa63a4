"""Requests to a token endpoint, and what its answers mean (RFC 6749, 5)."""

import json
import math
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_plus, urlencode, urlsplit

from worker.oauth.errors import TokenRefused, TokenUnreachable
from worker.oauth.settings import ClientAuth, TokenSettings
from worker.oauth.token_http import HttpAnswer, TokenHttp

_FORM = "application/x-www-form-urlencoded"
#: In seconds, where the endpoint gives none; most grant an hour.
_DEFAULT_LIFETIME = 600.0
_LONGEST_LIFETIME = 86_400.0
_LONGEST_TOKEN = 65_536
#: RFC 6750, 2.1; above all no control characters, which separate the fields of SASL messages.
_TOKEN = re.compile(r"[\x21-\x7e]+")
#: Error codes are made of these; anything else is not repeated.
_CODE = re.compile(r"[A-Za-z_]{1,40}")
_MICROSOFT_CODE = re.compile(r"AADSTS[0-9]{4,9}")

_TRANSIENT = frozenset({"temporarily_unavailable", "server_error", "slow_down"})
_ASK_AGAIN = "get a new one by a new consent, and put it into refresh_token or refresh_token_file"
_ADVICE = {
    "invalid_grant": f"the refresh token has expired or was revoked: {_ASK_AGAIN}",
    "invalid_client": "check client_id, and client_secret or client_secret_file: it may have expired",
    "unauthorized_client": "the provider has to allow this application the flow and the scopes",
    "consent_required": "an administrator has to consent to the application's permissions",
    "interaction_required": f"a person has to sign in: {_ASK_AGAIN}",
    "invalid_scope": "check scopes, and the application's permissions",
    "access_denied": "the provider has to allow this application to read this mailbox",
    "unsupported_grant_type": "check flow and token_endpoint",
}
_SIGNED_BY_ACCOUNT = (
    "check the service account's key and this machine's clock, and that the account may sign in for this user"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What the endpoint granted."""

    access_token: str = field(repr=False)
    lifetime: float  #: seconds from now


def request_token(
    http: TokenHttp,
    settings: TokenSettings,
    form: Mapping[str, str],
    on_refresh_token: Callable[[str], None] = lambda _: None,
) -> Grant:
    """POST a token request as the client of `settings`. Raises TokenError and ConfigError.

    A new refresh token in the answer goes to `on_refresh_token` before the rest is looked at.
    """
    fields = {**form, "client_id": settings.client_id}
    headers: dict[str, str] = {}
    if settings.scopes:
        fields["scope"] = " ".join(settings.scopes)
    if settings.client_secret and settings.client_auth is ClientAuth.BASIC:
        pair = f"{quote_plus(settings.client_id)}:{quote_plus(settings.client_secret)}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode('ascii')}"
    elif settings.client_secret:
        fields["client_secret"] = settings.client_secret
    answer = _post(http, settings.token_endpoint, urlencode(fields).encode("ascii"), headers)
    refresh_token = _token(_json(answer.body).get("refresh_token"))
    if answer.status == 200 and refresh_token is not None:
        on_refresh_token(refresh_token)
    return read_grant(_endpoint_name(settings.token_endpoint), answer)


def post_form(
    http: TokenHttp, url: str, body: bytes, headers: Mapping[str, str], *, signed: bool = False
) -> tuple[HttpAnswer, Grant]:
    """POST a finished form, `signed` by a service account or not. Raises TokenError and ConfigError."""
    answer = _post(http, url, body, headers)
    return answer, read_grant(_endpoint_name(url), answer, signed=signed)


def _post(http: TokenHttp, url: str, body: bytes, headers: Mapping[str, str]) -> HttpAnswer:
    all_headers = {"Accept": "application/json", **headers, "Content-Type": _FORM}
    return http.ask(url, body=body, headers=all_headers)


def _endpoint_name(url: str) -> str:
    return f"the token endpoint at {urlsplit(url).netloc}"


def read_grant(where: str, answer: HttpAnswer, *, signed: bool = False) -> Grant:
    """The token in an answer; `where` names the endpoint in errors. Raises TokenError."""
    fields = _json(answer.body)
    if answer.status != 200:
        raise _refusal(where, answer.status, fields, signed=signed)
    token = _token(fields.get("access_token"))
    kind = fields.get("token_type", "Bearer")
    if token is None or not (isinstance(kind, str) and kind.lower() == "bearer"):
        raise TokenUnreachable(f"{where} answers without an access token; check its URL")
    return Grant(access_token=token, lifetime=_lifetime(fields.get("expires_in")))


def _json(body: bytes) -> Mapping[str, object]:
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _token(value: object) -> str | None:
    good = isinstance(value, str) and len(value) <= _LONGEST_TOKEN and _TOKEN.fullmatch(value)
    return value if good and isinstance(value, str) else None


def _lifetime(value: object) -> float:
    # Some endpoints send the number as text.
    try:
        seconds = float(value) if isinstance(value, int | float | str) else _DEFAULT_LIFETIME
    except (ValueError, OverflowError):
        return _DEFAULT_LIFETIME
    return min(max(seconds, 0.0), _LONGEST_LIFETIME) if math.isfinite(seconds) else _DEFAULT_LIFETIME


def _refusal(
    where: str, status: int, fields: Mapping[str, object], *, signed: bool
) -> TokenRefused | TokenUnreachable:
    code = fields.get("error")
    if isinstance(code, dict):  # as Google's other interfaces put it
        code = code.get("status")
    known = isinstance(code, str) and _CODE.fullmatch(code)
    if status in (408, 429) or status >= 500 or (known and str(code).lower() in _TRANSIENT):
        return TokenUnreachable(
            f"{where} has no time for us ({_error_words(status, code, fields) if known else status})"
        )
    if not known:
        return TokenRefused(
            f"{where} answers with status {status} and no error code of OAuth2; check its URL"
        )
    advice = (
        _SIGNED_BY_ACCOUNT if signed else _ADVICE.get(str(code).lower(), "check the keys of this section")
    )
    return TokenRefused(f"{where} refuses a token ({_error_words(status, code, fields)}): {advice}")


def _error_words(status: int, code: object, fields: Mapping[str, object]) -> str:
    # The description names tenants and users, and an endpoint could echo in it what we sent.
    text = fields.get("error_description")
    number = _MICROSOFT_CODE.search(text[:2000]) if isinstance(text, str) else None
    return f"{status} {code} {number.group()}" if number else f"{status} {code}"
