"""A token endpoint (RFC 6749, 3.2) on a free port: strict with whoever asks, and wrong where told to be.

It grants by refresh token, client credentials and signed assertion (RFC 7523), over TLS or in clear. A
refresh token that was replaced and is used again withdraws all that descend from the same consent.
"""

import json
import secrets
import ssl
import threading
import time
from base64 import b64decode
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote_plus

import jwt

from tests.servers import tokens
from tests.servers.machinery import certificates

CLIENT_ID = "sen-worker"
CLIENT_SECRET = "cl13nt-s3cret"
PATH = "/vendor/oauth2/v2.0/token"
#: What google-auth writes into an assertion, whatever endpoint it goes to.
GOOGLE = "https://oauth2.googleapis.com/token"

Misbehave = Callable[["_Handler"], object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question, with what it was granted; empty when it was refused."""

    form: dict[str, str]
    by_basic: bool
    library: str = ""  #: what msal calls itself
    granted: str = ""


@dataclass(kw_only=True)
class TokenEndpoint:
    """The endpoint, what it was asked, and its instructions."""

    address: str = "sales@vendor.test"  #: whose mailbox the tokens open
    ca_file: Path | None = None
    url: str = ""
    lifetime: float = 3600  #: of the tokens, in truth
    told_lifetime: object = None  #: as it is told, where that is something else
    scope: str = tokens.SCOPE
    ballast: int = 0  #: bytes that make the tokens as long as large providers' are
    rotates: bool = False
    forgives: bool = False  #: whether a replaced refresh token is good until the next one was used
    discovery: tuple[int, bytes] | None = None  #: in place of the discovery document
    account_key: str = ""  #: the public key of a service account, PEM
    asked: list[Asked] = field(default_factory=list)
    _families: dict[str, int] = field(default_factory=dict)
    _spent: dict[str, str] = field(default_factory=dict)
    _withdrawn: set[int] = field(default_factory=set)
    _instructions: deque[Misbehave] = field(default_factory=deque)
    _released: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _server: ThreadingHTTPServer | None = None

    def consent(self) -> str:
        """A new refresh token, as a person's consent yields it."""
        token = f"refresh-{secrets.token_urlsafe(24)}"
        self._families[token] = len(self._families)
        return token

    def revoke(self) -> None:
        """Withdraw all refresh tokens that were handed out so far."""
        self._withdrawn.update(self._families.values())

    def answer(self, status: int, body: object, *, times: int = 1) -> None:
        """Give this answer, whatever is asked; what is not bytes is sent as JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self._instructions.extend([lambda handler: handler.reply(status, raw)] * times)

    def redirect(self, url: str) -> None:
        """Point elsewhere."""
        self._instructions.append(lambda handler: handler.reply(307, b"", {"Location": url}))

    def hang_up(self) -> None:
        """Close the connection in place of an answer."""
        self._instructions.append(lambda handler: handler.connection.close())

    def stall(self) -> None:
        """Say nothing until the end of the test."""
        self._instructions.append(lambda _: self._wait(60))

    def drip(self) -> None:
        """Send the answer byte by byte, each before anybody's patience is over."""
        self._instructions.append(lambda handler: handler.drip(lambda: self._wait(0.1)))

    def forms(self, key: str) -> list[str]:
        """What was given for one field, question by question."""
        return [each.form.get(key, "") for each in self.asked]

    @property
    def granted(self) -> list[str]:
        """All access tokens that were handed out."""
        return [each.granted for each in self.asked if each.granted]

    def stop(self) -> None:
        """Close the port."""
        self._released.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def _wait(self, seconds: float) -> bool:
        return self._released.wait(seconds)

    def instruction(self) -> Misbehave | None:
        """What to do in place of the right thing, this time."""
        with self._lock:
            return self._instructions.popleft() if self._instructions else None

    def decide(
        self, form: dict[str, str], basic: tuple[str, str] | None, library: str
    ) -> tuple[int, dict[str, object]]:
        """The right answer."""
        with self._lock:
            status, body = self._decide(form, basic)
            granted = str(body.get("access_token", ""))
            asked = Asked(form=form, by_basic=basic is not None, library=library, granted=granted)
            self.asked.append(asked)
        return status, body

    def _decide(self, form: dict[str, str], basic: tuple[str, str] | None) -> tuple[int, dict[str, object]]:
        grant = form.get("grant_type", "")
        client = basic or (form.get("client_id", ""), form.get("client_secret", ""))
        if grant == "urn:ietf:params:oauth:grant-type:jwt-bearer":
            return self._by_assertion(form.get("assertion", ""))
        if client != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client", "error_description": f"no such client: {client}"}
        if grant == "client_credentials":
            return 200, self._token()
        if grant == "refresh_token":
            return self._by_refresh_token(form.get("refresh_token", ""))
        return 400, {"error": "unsupported_grant_type"}

    def _by_refresh_token(self, token: str) -> tuple[int, dict[str, object]]:
        family = self._families.get(token)
        forgiven = self.forgives and self._spent.get(token) not in self._spent
        if family is not None and token in self._spent and not forgiven:
            self._withdrawn.add(family)
        if family is None or family in self._withdrawn:
            text = f"AADSTS700082: The refresh token {token} has expired."
            return 400, {"error": "invalid_grant", "error_description": text}
        answer = self._token()
        if self.rotates:
            following = f"refresh-{secrets.token_urlsafe(24)}"
            self._spent[token] = following
            self._families[following] = family
            answer["refresh_token"] = following
        return 200, answer

    def _by_assertion(self, assertion: str) -> tuple[int, dict[str, object]]:
        try:
            claims = jwt.decode(assertion, self.account_key, algorithms=["RS256"], audience=GOOGLE)
        except jwt.InvalidTokenError:
            return 400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}
        if claims.get("sub") != self.address:
            return 401, {"error": "unauthorized_client"}
        return 200, self._token()

    def _token(self) -> dict[str, object]:
        token = tokens.issue(self.address, self.lifetime, scope=self.scope, ballast=self.ballast)
        told = self.lifetime if self.told_lifetime is None else self.told_lifetime
        return {"access_token": token, "token_type": "Bearer", "expires_in": told}


def start(folder: Path, *, tls: bool = True) -> TokenEndpoint:
    """Start the endpoint with its certificates in `folder`."""
    endpoint = TokenEndpoint()
    handler = type("Handler", (_Handler,), {"endpoint": endpoint})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that leave are what is tested
    if tls:
        made = certificates(folder)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(made.certificate, made.key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        endpoint.ca_file = made.ca
    endpoint._server = server
    endpoint.url = f"{'https' if tls else 'http'}://localhost:{server.server_address[1]}{PATH}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return endpoint


class _Handler(BaseHTTPRequestHandler):
    endpoint: TokenEndpoint

    def do_GET(self) -> None:
        """The tenant's discovery document (OpenID Connect Discovery 1.0, 4), as msal wants it."""
        url = self.endpoint.url
        told = {"issuer": url, "authorization_endpoint": f"{url}/authorize", "token_endpoint": url}
        self.reply(*(self.endpoint.discovery or (200, json.dumps(told).encode())))

    def do_POST(self) -> None:
        """The token endpoint."""
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {key: values[0] for key, values in parse_qs(raw).items()}
        if (misbehave := self.endpoint.instruction()) is not None:
            self.endpoint.asked.append(Asked(form=form, by_basic=False))
            misbehave(self)
            return
        status, body = self.endpoint.decide(form, self._basic(), self.headers.get("x-client-sku", ""))
        self.reply(status, json.dumps(body).encode())

    def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, pause: Callable[[], bool]) -> None:
        """Send a header that does not end."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        end = time.monotonic() + 60
        while time.monotonic() < end and not pause():
            self.wfile.write(b"a")
            self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Not to standard error."""

    def _basic(self) -> tuple[str, str] | None:
        kind, _, words = self.headers.get("Authorization", "").partition(" ")
        if kind != "Basic":
            return None
        name, _, secret = b64decode(words).decode().partition(":")
        return unquote_plus(name), unquote_plus(secret)
