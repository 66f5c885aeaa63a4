"""Mailboxes in memory, served by IMAP: pymap, wrapped.

The only module that knows pymap, whose parts are put together here without its command line. All of it
belongs to one event loop and is called there. Passwords and mail are held and sent in clear: this is for
the loopback interface only.
"""

import asyncio
import socket
import ssl
from argparse import Namespace
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import FetchRequirement, ObjectId
from pymap.parsing.specials.flag import Flag
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

#: pymap offers no `\*` among its PERMANENTFLAGS and drops every keyword that is not named there.
KEYWORDS = frozenset(map(Flag, (b"$SenWorker", b"$Forwarded", b"$Junk", b"$NotJunk")))

_LONGEST_LINE = 1 << 20  # bytes; a client may name thousands of UIDs in one command


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMessage:
    """One message as it lies in a mailbox."""

    uid: int
    flags: frozenset[str]  #: as on the wire: "\\Seen", "$SenWorker"
    arrived: datetime  #: INTERNALDATE
    raw: bytes


class DemoMailboxes:
    """Every address's mailboxes, and the IMAP service over them."""

    def __init__(self) -> None:
        self._config = _Config()
        self._config.apply_context()
        self._login = Login(self._config)
        self._sets = self._config.set_cache
        self._serve = IMAPServer(self._login, self._config)
        self._connections: set[asyncio.StreamWriter] = set()

    def add(self, address: str, password: str) -> None:
        """Open an empty mailbox for `address`; one that is there stays as it is."""
        name = address.lower()
        if name not in self._login.users_dict:
            self._login.users_dict[name] = UserMetadata(self._config, name, password=password)
            self._sets[name] = (_MailboxSet(), FilterSet())

    def addresses(self) -> list[str]:
        """Whoever has a mailbox, in the order in which they got it."""
        return list(self._sets)

    async def put(self, address: str, raw: bytes, flags: Iterable[str] = ()) -> int:
        """Store a message in the INBOX of `address`, and tell its UID."""
        inbox = await self._mailbox(address, "INBOX")
        given = frozenset(Flag(flag.encode("ascii")) for flag in flags)
        message = await inbox.append(AppendMessage(raw, datetime.now(UTC), given), recent=True)
        return message.uid

    async def stored(self, address: str, folder: str) -> list[StoredMessage]:
        """What lies in one folder, oldest first; nothing where there is no such folder."""
        if address.lower() not in self._sets:
            return []
        try:
            mailbox = await self._mailbox(address, folder)
        except KeyError:
            return []
        return [
            StoredMessage(
                uid=message.uid,
                flags=frozenset(str(flag) for flag in message.permanent_flags),
                arrived=message.internal_date,
                raw=bytes(await message.load_content(FetchRequirement.CONTENT)),
            )
            async for message in mailbox.messages()
        ]

    async def listen(self, bound: socket.socket) -> asyncio.Server:
        """Answer IMAP on a bound socket."""
        return await asyncio.start_server(self._connected, sock=bound, limit=_LONGEST_LINE)

    def disconnect(self) -> None:
        """Drop every client, at once."""
        for writer in list(self._connections):
            writer.transport.abort()

    async def _mailbox(self, address: str, folder: str) -> MailboxData:
        return await self._sets[address.lower()][0].get_mailbox(folder)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            await self._serve(reader, writer, SocketInfo.get(writer, None))
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            self._connections.discard(writer)


class _Config(Config):
    """pymap's settings: everything in this loop, no TLS, no look at the network or the environment."""

    def __init__(self) -> None:
        super().__init__(
            Namespace(proxy_protocol=None),
            demo_data=False,
            demo_user="",
            demo_password="",
            host=None,
            port=0,
            ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),
            tls_enabled=False,
            hash_context=Cleartext(),
            cpu_subsystem=Subsystem.for_asyncio(),
            reject_dnsbl=False,
        )

    @property
    def greeting(self) -> bytes:
        return b"sen-worker demo"  # pymap's own asks the DNS for this machine's name


class _Mailbox(MailboxData):
    """A mailbox that keeps our keywords."""

    @property
    def permanent_flags(self) -> frozenset[Flag]:
        return super().permanent_flags | KEYWORDS


class _MailboxSet(MailboxSet):
    """Mailboxes of that kind; "Sent" is there from the start, as mail programs expect."""

    def __init__(self) -> None:
        super().__init__()
        self._inbox = self._new()
        self._set["Sent"] = self._new()

    async def add_mailbox(self, name: str) -> ObjectId:
        await super().add_mailbox(name)
        self._set[name] = mailbox = self._new()
        return mailbox.mailbox_id

    def _new(self) -> _Mailbox:
        return _Mailbox(self._content_cache, self._thread_cache)
