"""A real SMTP server on a free port that keeps what it accepts, and refuses what a test tells it to.

Needs no privileges. By default STARTTLS is offered, AUTH is offered after it, and neither is demanded.
"""

import asyncio
import ssl
import time
from base64 import b64decode
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.machinery import certificates, free_ports, wait_until

USERNAME = "sales@vendor.test"
PASSWORD = "s3cret"


class Tls(StrEnum):
    """How a client reaches the server."""

    NONE = "none"  #: no encryption is offered
    STARTTLS = "starttls"  #: offered on a plain connection
    IMPLICIT = "implicit"  #: from the first byte


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """One accepted transaction; `signed_in_as` is empty for a client that did not authenticate."""

    mail_from: str
    rcpt_tos: tuple[str, ...]
    raw: bytes
    signed_in_as: str
    encrypted: bool
    at: float = field(default_factory=time.time, compare=False)  #: when its last line was there
    connection: int = field(default=0, compare=False)  #: a number of its own for each


@dataclass(kw_only=True)
class SmtpSink:
    """The server, what it received, and its instructions.

    Refusals given with `times` are used up; without, they last until `relent()`.
    """

    ca_file: Path
    version: str = field(default_factory=lambda: installed_version("aiosmtpd"))
    host: str = "localhost"
    port: int
    username: str = USERNAME
    password: str = PASSWORD
    sign_in: bool = False
    received: list[Received] = field(default_factory=list)
    _refusals: dict[str, deque[str]] = field(default_factory=dict)
    _forever: dict[str, str] = field(default_factory=dict)
    _drops: deque[bool] = field(default_factory=deque)
    _controller: Any = None

    def refuse(self, recipient: str, reply: str = "550 5.1.1 No such user", times: int | None = None) -> None:
        """Answer RCPT TO `recipient` with `reply`: 4xx asks for patience, 5xx is final."""
        self._instruct(recipient.lower(), reply, times)

    def refuse_data(self, reply: str = "451 4.3.0 Try again later", times: int | None = None) -> None:
        """Answer the message itself with `reply`, after its last line."""
        self._instruct("DATA", reply, times)

    def drop_after_data(self, times: int = 1, *, keep: bool = True) -> None:
        """Cut the connection where the answer to the message was due; `keep` it all the same, or not."""
        self._drops.extend([keep] * times)

    def relent(self) -> None:
        """Forget all refusals."""
        self._refusals.clear()
        self._forever.clear()
        self._drops.clear()

    def messages(self, recipient: str) -> list[bytes]:
        """What was accepted for `recipient`, in order of arrival."""
        wanted = recipient.lower()
        return [each.raw for each in self.received if wanted in map(str.lower, each.rcpt_tos)]

    def wait_for(self, count: int, seconds: float = 20) -> list[Received]:
        """All that was received, as soon as there are `count`."""
        wait_until(lambda: len(self.received) >= count, f"{count} messages at the SMTP server", seconds)
        return list(self.received)

    def stop(self) -> None:
        """Close the port."""
        self._controller.stop()

    async def handle_RCPT(  # noqa: N802 - the names of hooks are aiosmtpd's
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Accept or refuse one recipient."""
        if self.sign_in and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if reply := self._reply(address.lower()):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep or refuse one message."""
        if reply := self._reply("DATA"):
            return reply
        dropped = bool(self._drops)
        if not dropped or self._drops.popleft():
            self.received.append(_received(server, session, envelope))
        if dropped:
            _abort(server)
        return "250 2.0.0 Kept"

    async def auth_XOAUTH2(self, server: SMTP, words: list[str]) -> AuthResult:  # noqa: N802
        """Take any access token; only STARTTLS sessions are offered this."""
        said = b64decode(words[1]) if len(words) > 1 else await server.challenge_auth("")
        good = isinstance(said, bytes) and b"\x01auth=Bearer " in said
        return AuthResult(success=good, handled=False, auth_data=self.username if good else None)

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        """Compare user name and password."""
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (
            self.username.encode(),
            self.password.encode(),
        )
        return AuthResult(success=good, handled=False, auth_data=self.username if good else None)

    def _instruct(self, what: str, reply: str, times: int | None) -> None:
        if times is None:
            self._forever[what] = reply
        else:
            self._refusals.setdefault(what, deque()).extend([reply] * times)

    def _reply(self, what: str) -> str | None:
        if waiting := self._refusals.get(what):
            return waiting.popleft()
        return self._forever.get(what)


def start(folder: Path, tls: Tls = Tls.STARTTLS, *, sign_in: bool = False) -> SmtpSink:
    """Start the server with its certificates in `folder`; `sign_in` refuses recipients without AUTH."""
    made = certificates(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(made.certificate, made.key)
    [port] = free_ports(1)
    sink = SmtpSink(ca_file=made.ca, port=port, sign_in=sign_in)
    controller = Controller(
        sink,
        hostname="127.0.0.1",
        port=port,
        ssl_context=context if tls is Tls.IMPLICIT else None,
        tls_context=context if tls is Tls.STARTTLS else None,
        authenticator=sink.authenticate,
        auth_require_tls=tls is Tls.STARTTLS,
        enable_SMTPUTF8=True,
        ready_timeout=20,
    )
    controller.start()
    sink._controller = controller
    return sink


def _abort(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


def _received(server: SMTP, session: Session, envelope: Envelope) -> Received:
    content = envelope.content
    # aiosmtpd's session knows of STARTTLS alone, the transport of implicit TLS too.
    encrypted = server.transport is not None and server.transport.get_extra_info("ssl_object") is not None
    return Received(
        mail_from=envelope.mail_from or "",
        rcpt_tos=tuple(envelope.rcpt_tos),
        raw=content if isinstance(content, bytes) else (content or "").encode(),
        signed_in_as=str(session.auth_data or ""),
        encrypted=encrypted,
        connection=id(server),
    )
