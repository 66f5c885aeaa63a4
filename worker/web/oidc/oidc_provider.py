"""The way to the provider and back."""

import hmac
import re
import secrets
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote_plus, urlencode

from worker.errors import RefusedError, UnavailableError
from worker.oauth.token_http import TokenHttp
from worker.web.oidc.id_token import UnknownKeyError, Wanted, explain_disbelief, read_id_token
from worker.web.oidc.identity_claims import AdmissionTerms, Identity, join_claims, name_of, role_of
from worker.web.oidc.login_state import LoginState
from worker.web.oidc.provider_metadata import DescriptionSource
from worker.web.oidc.provider_requests import JsonObject, ProviderPeer

_FORM = "application/x-www-form-urlencoded"
_CODE = re.compile(r"[a-z_]{1,40}")
_TOKEN = re.compile(r"[\x21-\x7e]{1,65536}")
_LONGEST_CODE = 4096


@dataclass(slots=True, kw_only=True)
class Provider:
    """One OpenID Connect provider. Threads share it."""

    issuer: str
    client_id: str
    client_secret: str
    redirect: str  #: where the provider sends people back to
    terms: AdmissionTerms
    scopes: str = "openid email profile"
    label: str = "single sign-on"
    ca_file: Path | None = None
    timeout: float = 10.0  #: seconds, for each whole answer of the provider
    clock: Callable[[], float] = monotonic
    _peer: ProviderPeer = field(init=False)
    _source: DescriptionSource = field(init=False)

    def __post_init__(self) -> None:
        http = TokenHttp(ca_file=self.ca_file, timeout=self.timeout, what="its server")
        self._peer = ProviderPeer(issuer=self.issuer, http=http)
        self._source = DescriptionSource(self._peer, self.clock)

    @property
    def ready(self) -> bool:
        """Whether `start` asks nobody."""
        return self._source.ready

    @property
    def problem(self) -> str:
        """Why nobody can sign in there at present; empty while nothing is known to be wrong."""
        return self._source.problem

    def look_soon(self) -> None:
        """Ask the provider what it says of itself, in a thread, unless that is known."""
        self._source.look_soon()

    def start(self, back: str = "") -> tuple[str, LoginState]:
        """Where to send somebody, and what to keep until they are back. Raises UnavailableError."""
        begun = LoginState(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            back=back,
        )
        endpoint = self._peer.endpoint(self._source.get().metadata, "authorization_endpoint")
        challenge = urlsafe_b64encode(sha256(begun.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect,
            "scope": self.scopes,
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}", begun

    def code_of(self, answer: Mapping[str, str], begun: LoginState) -> str:
        """The code in `answer`, the query of the redirect; RefusedError when it is not believed."""
        if not hmac.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise RefusedError("this sign-in was not begun in this browser; begin again")
        if answer.get("iss", self.issuer) != self.issuer:  # RFC 9207
            raise RefusedError("another provider answered; begin again")
        if not 0 < len(answer.get("code", "")) <= _LONGEST_CODE:
            raise RefusedError(f"{self.label} did not sign you in; begin again or ask whoever runs it")
        return answer["code"]

    def identify(self, code: str, begun: LoginState) -> Identity:
        """Who came back with `code`. Raises RefusedError and UnavailableError."""
        claims = self._claims(code, begun)
        role = role_of(claims, self.terms)
        if role is None:
            raise RefusedError("you are known there, but may not come in here; ask whoever runs sen-worker")
        name = name_of(claims, self.terms.name_claim)
        return Identity(subject=f"{self.issuer} {claims['sub']}", name=name, role=role)

    def _claims(self, code: str, begun: LoginState) -> Mapping[str, Any]:
        metadata = self._source.get().metadata
        granted = self._granted(metadata, code, begun)
        access = granted.get("access_token")
        if not isinstance(access, str) or not _TOKEN.fullmatch(access):
            raise RefusedError(explain_disbelief("no access token"))
        claims = self._verified(granted.get("id_token"), begun.nonce, access)
        wanted = {"email", *filter(None, [self.terms.claim, self.terms.name_claim])}
        if wanted <= set(claims) or "userinfo_endpoint" not in metadata:
            return claims
        url = self._peer.endpoint(metadata, "userinfo_endpoint")
        told = self._peer.fetch(url, "userinfo", {"Authorization": f"Bearer {access}"})
        if told.get("sub") != claims["sub"]:  # OpenID Connect Core 1.0, 5.3.2
            raise RefusedError("the provider speaks of two people; begin again")
        return join_claims(claims, told)

    def _verified(self, token: object, nonce: str, access: str) -> Mapping[str, Any]:
        wanted = Wanted(issuer=self.issuer, client_id=self.client_id, nonce=nonce, access_token=access)
        try:
            return read_id_token(token, self._source.get().keys, wanted)
        except UnknownKeyError:  # it may have new ones
            return read_id_token(token, self._source.get(unknown_key=True).keys, wanted)

    def _granted(self, metadata: Mapping[str, Any], code: str, begun: LoginState) -> JsonObject:
        """The answer to the code (RFC 6749, 4.1.3)."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect,
            "code_verifier": begun.verifier,
            "client_id": self.client_id,
        }
        headers = {"Content-Type": _FORM}
        if self.client_secret and self._by_basic(metadata):
            pair = f"{quote_plus(self.client_id)}:{quote_plus(self.client_secret)}"
            headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode('ascii')}"
        elif self.client_secret:
            form["client_secret"] = self.client_secret
        url = self._peer.endpoint(metadata, "token_endpoint")
        answer = self._peer.told(url, body=urlencode(form).encode(), headers=headers)
        if answer.status in (408, 429) or answer.status >= 500:
            raise self._peer.wrong(f"its token endpoint answers with status {answer.status}")
        told = self._peer.read(answer, "answer to a sign-in")
        if answer.status != 200:
            raise self._refusal(told.get("error"))
        return told

    def _refusal(self, error: object) -> RefusedError | UnavailableError:
        word = error if isinstance(error, str) and _CODE.fullmatch(error) else "no error code of OAuth2"
        if word in {"invalid_client", "unauthorized_client"}:
            return UnavailableError(
                f"the OIDC provider {self.issuer} refuses sen-worker itself ({word}); "
                "whoever runs sen-worker has to check oidc.client_id and oidc.client_secret"
            )
        return RefusedError(explain_disbelief(word))

    def _by_basic(self, metadata: Mapping[str, Any]) -> bool:
        """How we prove who we are; what the provider does not tell is "client_secret_basic"."""
        known = metadata.get("token_endpoint_auth_methods_supported")
        return not isinstance(known, list) or not known or "client_secret_basic" in known
