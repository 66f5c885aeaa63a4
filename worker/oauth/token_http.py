"""One HTTP request to a token endpoint. Knows nothing of OAuth2.

Certificates are verified, redirects are not followed, and answers are limited in size and time.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import AbstractHTTPHandler, OpenerDirector, ProxyHandler, Request

from worker import tls
from worker.errors import ConfigError
from worker.oauth.errors import TokenUnreachable

#: Answers of token endpoints take a few thousand bytes.
MAX_ANSWER = 262_144


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """What the endpoint said."""

    status: int
    body: bytes
    retry_after: str = ""  #: as the header says it


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenHttp:
    """How endpoints are reached: by which CA certificates, and within how many seconds altogether."""

    ca_file: Path | None = None
    timeout: float = 30.0
    what: str = "the token endpoint"  #: as errors call it
    most_bytes: int = MAX_ANSWER

    def ask(self, url: str, *, body: bytes | None = None, headers: Mapping[str, str]) -> HttpAnswer:
        """POST `body`, or GET without one. Raises TokenUnreachable and ConfigError."""
        host = require_encryption(url)
        request = Request(url, data=body, headers={"User-Agent": "sen-worker", **headers})  # noqa: S310 - https, or loopback
        handler = _TimedHandler(tls.context(self.ca_file), self.timeout)
        opener = OpenerDirector()
        # http:// is for this machine only, and must not go through a proxy on another one.
        opener.add_handler(ProxyHandler(None if url.startswith("https:") else {}))
        opener.add_handler(handler)
        with _explain_errors(f"{self.what} at {host}", handler), handler.limit_time():
            with opener.open(request) as response:
                content, status = response.read(self.most_bytes + 1), response.status
                retry_after = response.headers.get("Retry-After", "")
            if handler.late:
                raise TimeoutError
        if len(content) > self.most_bytes:
            raise TokenUnreachable(f"{self.what} at {host} sends more than an answer; check its URL")
        return HttpAnswer(status=status, body=content, retry_after=retry_after)


def require_encryption(url: str) -> str:
    """The host in `url`, with its port; ConfigError unless the way there is encrypted or stays here."""
    parts = urlsplit(url)
    if "@" in parts.netloc:
        raise ConfigError("the URL of a token endpoint must not hold a user or password")
    if parts.scheme == "https" or (parts.scheme == "http" and tls.is_loopback(parts.hostname or "")):
        return parts.netloc
    raise ConfigError("a token endpoint must begin with https://; http:// is for loopback hosts only")


class _TimedHandler(AbstractHTTPHandler):
    """Makes the connection, and cuts it when its time is over."""

    def __init__(self, context: ssl.SSLContext, timeout: float) -> None:
        super().__init__()
        self._timeout = timeout
        self._context = context
        self._connection: _Connection | None = None
        self.late = False  #: whether the connection was cut

    https_request = http_request = AbstractHTTPHandler.do_request_

    def http_open(self, request: Request) -> http.client.HTTPResponse:
        """For urllib."""
        return self.do_open(self._connect_plain, request)

    def https_open(self, request: Request) -> http.client.HTTPResponse:
        """For urllib."""
        return self.do_open(self._connect_tls, request)

    @contextmanager
    def limit_time(self) -> Iterator[None]:
        """Cut the connection when the time is over: a socket's timeout begins anew with each byte."""
        timer = threading.Timer(self._timeout, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _connect_plain(self, host: str, **_: object) -> "_Connection":
        self._connection = _Connection(host, timeout=self._timeout)
        return self._connection

    def _connect_tls(self, host: str, **_: object) -> "_Connection":
        self._connection = _TlsConnection(host, timeout=self._timeout, context=self._context)
        return self._connection

    def _cut(self) -> None:
        self.late = True
        if self._connection is not None and self._connection.socket_kept is not None:
            with suppress(OSError):
                self._connection.socket_kept.shutdown(socket.SHUT_RDWR)


class _Connection(http.client.HTTPConnection):
    socket_kept: socket.socket | None = None

    def connect(self) -> None:
        """Connect, and keep the socket, which urllib forgets while the answer is read."""
        super().connect()
        self.socket_kept = self.sock


class _TlsConnection(_Connection, http.client.HTTPSConnection):
    pass


@contextmanager
def _explain_errors(where: str, handler: _TimedHandler) -> Iterator[None]:
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as error:
        # urllib wraps what happened while connecting; no text of theirs is told, it may hold the URL.
        cause = TimeoutError() if handler.late else getattr(error, "reason", error)
        raise TokenUnreachable(f"{where} {_describe_cause(cause)}") from None


def _describe_cause(cause: object) -> str:
    match cause:
        case ssl.SSLCertVerificationError():
            return f"has a certificate that is not trusted ({tls.distrust(cause)}); check its URL and ca_file"
        case socket.gaierror():
            return f"can't be found ({cause.strerror}); check its URL"
        case ConnectionRefusedError():
            return "refuses connections; check its URL"
        case TimeoutError():
            return "does not answer in time"
        case ssl.SSLError():
            return "does not speak TLS as expected; check its URL"
    return "ends the connection before its answer"
