"""A real OpenID Connect provider on loopback: discovery, authorization code flow with PKCE, userinfo.

It signs in whoever a test says, without a page of its own, and keeps to OpenID Connect Core 1.0, RFC 6749
and RFC 7636: codes work once, for the client, redirect and verifier that they were asked with. A test may
make it lie about the ID token, hang, or answer anything.
"""

import asyncio
import base64
import hashlib
import secrets
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT = "sen-worker"
SECRET = "a secret between the two"

Claims = dict[str, Any]


@dataclass(slots=True)
class _Granted:
    """What a code was given out for."""

    redirect: str
    challenge: str
    nonce: str


@dataclass(slots=True, kw_only=True)
class OidcProvider:
    """The provider; its fields may be changed while it runs."""

    issuer: str
    redirects: frozenset[str]  #: where it sends people back to, and nowhere else
    user: Claims = field(default_factory=lambda: {"sub": "1001"})  #: who sits at the browser
    in_userinfo: Claims = field(default_factory=dict)  #: what only userinfo tells
    refuse: bool = False  #: the user says no
    lie: Callable[[Claims], Claims] = lambda claims: claims  #: what to do to the ID token's claims
    sign: Callable[["OidcProvider", Claims], str] | None = None  #: instead of the right key
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    asked: list[str] = field(default_factory=list)  #: paths, for tests that count
    hangs: set[str] = field(default_factory=set)  #: paths that are answered to nobody
    instead: dict[str, Response] = field(default_factory=dict)  #: what is answered at these paths
    _codes: dict[str, _Granted] = field(default_factory=dict)
    _tokens: set[str] = field(default_factory=set)

    def rotate(self) -> None:
        """A new key takes the old one's place."""
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4)})

    def app(self) -> Starlette:
        """Its endpoints."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._or_worse(self._configuration)),
                Route("/keys", self._or_worse(self._keys)),
                Route("/authorize", self._authorize),
                Route("/token", self._or_worse(self._token), methods=["POST"]),
                Route("/userinfo", self._or_worse(self._userinfo)),
            ]
        )

    def _or_worse(self, endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            path = request.url.path
            self.asked.append(path)
            while path in self.hangs and not await request.is_disconnected():
                await asyncio.sleep(0.05)
            return self.instead.get(path) or await endpoint(request)

        return answer

    async def _configuration(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _keys(self, _request: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def _authorize(self, request: Request) -> Response:
        told = request.query_params
        redirect = told.get("redirect_uri", "")
        if told.get("client_id") != CLIENT or redirect not in self.redirects:
            return JSONResponse({"error": "invalid_request"}, 400)
        answer = {"state": told.get("state", ""), "iss": self.issuer}
        wanted = {"response_type": "code", "code_challenge_method": "S256"}
        if any(told.get(name) != value for name, value in wanted.items()) or "openid" not in told.get(
            "scope", ""
        ):
            return _back(redirect, answer | {"error": "invalid_request"})
        if self.refuse:
            return _back(redirect, answer | {"error": "access_denied"})
        code = secrets.token_urlsafe(16)
        self._codes[code] = _Granted(redirect, told.get("code_challenge", ""), told.get("nonce", ""))
        return _back(redirect, answer | {"code": code})

    async def _token(self, request: Request) -> Response:
        form = await request.form()
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "+").encode()).decode()
        plain = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") not in {f"Basic {basic}", f"Basic {plain}"}:
            return JSONResponse({"error": "invalid_client"}, 401)
        granted = self._codes.pop(str(form.get("code")), None)
        digest = hashlib.sha256(str(form.get("code_verifier")).encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if granted is None or form.get("redirect_uri") != granted.redirect or proof != granted.challenge:
            return JSONResponse({"error": "invalid_grant"}, 400)
        token = secrets.token_urlsafe(16)
        self._tokens.add(token)
        return JSONResponse(
            {
                "access_token": token,
                "token_type": "Bearer",
                "expires_in": 60,
                "id_token": self._signed(granted),
            }
        )

    def _signed(self, granted: _Granted) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": granted.nonce}
        claims = self.lie(claims | self.user)
        if self.sign is not None:
            return self.sign(self, claims)
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    async def _userinfo(self, request: Request) -> Response:
        if request.headers.get("authorization", "").removeprefix("Bearer ") not in self._tokens:
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse({"sub": self.user["sub"]} | self.in_userinfo)


@contextmanager
def serving(redirect: str) -> Iterator[OidcProvider]:
    """The provider, answering; it knows one client, which it sends people back to at `redirect`."""
    listener = socket.create_server(("127.0.0.1", 0))
    issuer = f"http://127.0.0.1:{listener.getsockname()[1]}"
    provider = OidcProvider(issuer=issuer, redirects=frozenset({redirect}))
    server = uvicorn.Server(
        uvicorn.Config(provider.app(), ws="none", lifespan="off", log_config=None, access_log=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="oidc", daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


def _back(redirect: str, answer: dict[str, str]) -> Response:
    return RedirectResponse(f"{redirect}?{urlencode(answer)}", status_code=302)
