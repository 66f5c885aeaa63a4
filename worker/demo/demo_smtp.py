"""The SMTP side of the embedded mail server: aiosmtpd, wrapped.

Takes mail from anybody for any address, as no server on a network may.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

#: Domains whose mailboxes are refused, and at which the line breaks down after the mail was taken.
REFUSES, HANGS_UP = "songhong-it.example", "atlas-cartes.example"

#: Puts one message into the mailbox of one recipient.
Deliver = Callable[[str, bytes], Awaitable[object]]


class DemoSmtp:
    """The service; each message is stored before it is acknowledged."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._connections: set[_Connection] = set()

    async def listen(self, bound: socket.socket) -> asyncio.Server:
        """Answer SMTP on a bound socket."""
        loop = asyncio.get_running_loop()

        def connected() -> _Connection:
            return _Connection(
                self, self._connections, enable_SMTPUTF8=True, hostname="mail.demo.example", loop=loop
            )

        return await loop.create_server(connected, sock=bound)

    def disconnect(self) -> None:
        """Drop every client, at once."""
        for connection in list(self._connections):
            if isinstance(connection.transport, asyncio.WriteTransport):
                connection.transport.abort()

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take a recipient, unless there is no such mailbox; the name is one of aiosmtpd's hooks."""
        if address.lower().endswith(f"@{REFUSES}"):
            return "550 5.1.1 There is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Store the message for each recipient; the name is one of aiosmtpd's hooks."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        for recipient in dict.fromkeys(address.lower() for address in envelope.rcpt_tos):
            await self._deliver(recipient, _trace(envelope.mail_from, recipient) + content)
        if any(address.lower().endswith(f"@{HANGS_UP}") for address in envelope.rcpt_tos):
            if isinstance(server.transport, asyncio.WriteTransport):
                server.transport.abort()
            raise ConnectionResetError
        return "250 2.0.0 Stored"


class _Connection(SMTP):
    """One client, on record from its first byte to its last."""

    def __init__(self, intake: DemoSmtp, connections: "set[_Connection]", **options: Any) -> None:  # noqa: ANN401
        super().__init__(intake, **options)
        self._connections = connections

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._connections.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._connections.discard(self)
        super().connection_lost(error)


def _trace(sender: str | None, recipient: str) -> bytes:
    """What a mail server writes above a message it delivers (RFC 5321, 4.4)."""
    sender = (sender or "").strip("<>")  # aiosmtpd has the null sender in its brackets, and no other
    received = f"by mail.demo.example for <{recipient}>; {format_datetime(datetime.now(UTC))}"
    return f"Return-Path: <{sender}>\r\nReceived: {received}\r\n".encode()
