"""Signing in by an OpenID Connect provider: authlib and joserfc, wrapped. Nothing else here knows them.

The authorization code flow of OpenID Connect Core 1.0 with PKCE (RFC 7636), state and nonce. Who may come
in is decided by the provider's claims, after the ID token's signature, issuer, audience and times were
checked.
"""

import hmac
import json
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from worker import tls
from worker.errors import RefusedError, UnavailableError
from worker.services.staff import Role

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_TIMEOUT = 10.0  # seconds, for each wait on the provider
_FRESH = 3600.0  # seconds, for which the provider's own description is kept
_LEEWAY = 60  # seconds that clocks may differ
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Whom the deployer lets in, and as what. Values are compared without case."""

    domains: frozenset[str] = frozenset()  #: of verified addresses; whoever has one is a reviewer
    claim: str = ""  #: which claim holds groups or roles
    reviewers: frozenset[str] = frozenset()  #: values of that claim, or verified addresses
    admins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What our side keeps while somebody is at the provider."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whom the provider signed in, and what they may do here."""

    subject: str  #: who it is for ever: issuer and subject
    name: str
    role: Role


@dataclass(slots=True)
class _Known:
    """What the provider says of itself."""

    metadata: Mapping[str, Any]
    keys: KeySet
    at: float


@dataclass(slots=True, kw_only=True)
class Provider:
    """One OpenID Connect provider. Threads share it."""

    issuer: str
    client_id: str
    client_secret: str
    redirect: str  #: where the provider sends people back to
    terms: Terms
    scopes: str = "openid email profile"
    label: str = "single sign-on"
    ca_file: Path | None = None
    _known: _Known | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> tuple[str, Kept]:
        """Where to send somebody, and what to keep until they are back."""
        kept = Kept(
            state=secrets.token_urlsafe(24),
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
        )
        with self._client() as client:
            endpoint = self._endpoint(self._metadata(client), "authorization_endpoint")
            url, _ = client.create_authorization_url(
                endpoint, state=kept.state, nonce=kept.nonce, code_verifier=kept.verifier
            )
        return str(url), kept

    def finish(self, answer: Mapping[str, str], kept: Kept) -> Identity:
        """Who came back with `answer`, the query of the redirect; RefusedError when it is not believed."""
        if not hmac.compare_digest(answer.get("state", "").encode(), kept.state.encode()):
            raise RefusedError("this sign-in was not begun in this browser; begin again")
        if answer.get("iss", self.issuer) != self.issuer:  # RFC 9207
            raise RefusedError("another provider answered; begin again")
        if "code" not in answer:
            raise RefusedError(f"{self.label} did not sign you in; begin again or ask whoever runs it")
        with self._client() as client:
            claims = self._claims(client, answer["code"], kept)
        role = role_of(claims, self.terms)
        if role is None:
            raise RefusedError("you are known there, but may not come in here; ask whoever runs sen-worker")
        return Identity(subject=f"{self.issuer} {claims['sub']}", name=name_of(claims), role=role)

    def _claims(self, client: OAuth2Client, code: str, kept: Kept) -> Mapping[str, Any]:
        metadata = self._metadata(client)
        token = client.fetch_token(
            self._endpoint(metadata, "token_endpoint"),
            code=code,
            code_verifier=kept.verifier,
            grant_type="authorization_code",
        )
        claims = self._verified(client, token, kept.nonce)
        wanted = {"email"} | ({self.terms.claim} if self.terms.claim else set())
        if wanted <= set(claims) or "userinfo_endpoint" not in metadata:
            return claims
        told = client.get(self._endpoint(metadata, "userinfo_endpoint")).raise_for_status().json()
        if told.get("sub") != claims["sub"]:  # OpenID Connect Core 1.0, 5.3.2
            raise RefusedError("the provider speaks of two people; begin again")
        return {**told, **claims}

    def _verified(self, client: OAuth2Client, token: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        try:
            signed = jwt.decode(str(token.get("id_token", "")), self._keys(client), registry=_registry())
        except InvalidKeyIdError:  # it has new keys
            keys = self._keys(client, again=True)
            signed = jwt.decode(str(token.get("id_token", "")), keys, registry=_registry())
        options = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
            "nonce": {"essential": True, "value": nonce},
        }
        params = {"nonce": nonce, "client_id": self.client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(signed.claims, signed.header, options, params)
        claims.validate(leeway=_LEEWAY)
        return dict(claims)

    @contextmanager
    def _client(self) -> Iterator[OAuth2Client]:
        """A client for this provider; what goes wrong within is told in our terms."""
        try:
            with OAuth2Client(
                client_id=self.client_id,
                client_secret=self.client_secret or None,
                scope=self.scopes,
                redirect_uri=self.redirect,
                code_challenge_method="S256",
                token_endpoint_auth_method=self._method(),
                leeway=0,  # the token is used at once, however short its life
                timeout=_TIMEOUT,
                verify=tls.context(self.ca_file),
            ) as client:
                yield client
        except (httpx2.HTTPError, httpx2.InvalidURL, json.JSONDecodeError) as error:
            kind = type(error).__name__
            raise UnavailableError(
                f"the OIDC provider {self.issuer} does not answer as it should ({kind})"
            ) from None
        except (AuthlibBaseError, JoseError, KeyError) as error:
            kind = getattr(error, "error", "") or type(error).__name__
            raise RefusedError(f"what the OIDC provider sent is not believed ({kind}); begin again") from None

    def _method(self) -> str:
        """How we prove who we are; what the provider does not tell is "client_secret_basic"."""
        if not self.client_secret:
            return "none"
        metadata = self._known.metadata if self._known else {}
        known = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return "client_secret_basic" if "client_secret_basic" in known else "client_secret_post"

    def _metadata(self, client: OAuth2Client) -> Mapping[str, Any]:
        return self._description(client, again=False).metadata

    def _keys(self, client: OAuth2Client, *, again: bool = False) -> KeySet:
        return self._description(client, again=again).keys

    def _description(self, client: OAuth2Client, *, again: bool) -> _Known:
        """Kept for a while; an unknown key makes us ask `again`, but not more than once a minute."""
        with self._lock:
            known, age = self._known, 60.0 if again else _FRESH
            if known is None or monotonic() - known.at > age:
                known = self._known = self._asked(client)
            return known

    def _asked(self, client: OAuth2Client) -> _Known:
        """What OpenID Connect Discovery 1.0 promises, 4."""
        metadata = _json(client, f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if metadata.get("issuer") != self.issuer:
            raise UnavailableError(f"the OIDC provider {self.issuer} names another issuer; check oidc.issuer")
        told: Any = _json(client, self._endpoint(metadata, "jwks_uri"))
        keys = KeySet.import_key_set(told)
        return _Known(metadata, keys, monotonic())

    def _endpoint(self, metadata: Mapping[str, Any], name: str) -> str:
        url = str(metadata[name])
        parts = urlsplit(url)
        if parts.scheme != "https" and not tls.is_loopback(parts.hostname or ""):
            raise UnavailableError(f"the OIDC provider {self.issuer} has its {name} without TLS")
        return url


def role_of(claims: Mapping[str, Any], terms: Terms) -> Role | None:
    """What somebody with these claims may do; None when they may not come in."""
    email = _verified_email(claims)
    values = {value.casefold() for value in _listed(claims.get(terms.claim))} | ({email} if email else set())
    if values & terms.admins:
        return Role.ADMIN
    if values & terms.reviewers or (email and email.rpartition("@")[2] in terms.domains):
        return Role.REVIEWER
    return None


def name_of(claims: Mapping[str, Any]) -> str:
    """What somebody is called in the records."""
    told = (_verified_email(claims), claims.get("preferred_username"), claims.get("email"), claims.get("sub"))
    return next(str(name)[:_LONGEST_NAME] for name in told if name)


def _verified_email(claims: Mapping[str, Any]) -> str:
    verified = claims.get("email_verified") in (True, "true")
    return str(claims.get("email") or "").casefold() if verified else ""


def _listed(value: object) -> list[str]:
    return (
        [str(one) for one in value] if isinstance(value, list) else [value] if isinstance(value, str) else []
    )


def _json(client: OAuth2Client, url: str) -> dict[str, Any]:
    found = client.request("GET", url, withhold_token=True).raise_for_status().json()
    if not isinstance(found, dict):
        raise UnavailableError(f"{url} does not answer as an OIDC provider does")
    return found


def _registry() -> JWSRegistry:
    return JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
