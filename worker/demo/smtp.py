"""The SMTP side of the embedded mail server: aiosmtpd, wrapped.

Takes mail from anybody for any address, as no server on a network may.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from aiosmtpd.smtp import SMTP, Envelope, Session

#: Puts one message into the mailbox of one recipient.
Deliver = Callable[[str, bytes], Awaitable[object]]


class Intake:
    """aiosmtpd's hooks: each message is stored before it is acknowledged."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Store the message for each recipient."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        for recipient in dict.fromkeys(address.lower() for address in envelope.rcpt_tos):
            await self._deliver(recipient, _trace(envelope.mail_from or "", recipient) + content)
        return "250 2.0.0 Stored"


async def listen(bound: socket.socket, deliver: Deliver) -> asyncio.Server:
    """Answer SMTP on a bound socket."""
    loop = asyncio.get_running_loop()

    def connected() -> SMTP:
        return SMTP(Intake(deliver), enable_SMTPUTF8=True, hostname="mail.demo.example", loop=loop)

    return await loop.create_server(connected, sock=bound)


def _trace(sender: str, recipient: str) -> bytes:
    """What a mail server writes above a message it delivers (RFC 5321, 4.4)."""
    received = f"by mail.demo.example for <{recipient}>; {format_datetime(datetime.now(UTC))}"
    return f"Return-Path: <{sender}>\r\nReceived: {received}\r\n".encode()
