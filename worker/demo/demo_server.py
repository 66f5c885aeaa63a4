"""The embedded mail server: IMAP and SMTP on loopback ports, in one thread with a loop of its own.

It knows mail and mailboxes, nothing of what the worker makes of them. Every method may be called from
any thread.
"""

import asyncio
import socket
import threading
from collections.abc import Coroutine, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

from worker.demo.demo_imap import DemoMailboxes, StoredMessage
from worker.demo.demo_smtp import DemoSmtp
from worker.errors import UnavailableError

HOST = "127.0.0.1"
IMAP_PORT = 8143  #: taken if it is free
SMTP_PORT = 8587  #: taken if it is free

_LONGEST_WAIT = 30.0  # seconds; everything here is in memory, so longer means that it hangs

T = TypeVar("T")


class MailServer:
    """A mail server for the users of a demonstration, and for whoever they write to.

    An address without a mailbox gets one with its first mail, so that one can see what customers got;
    its password is `password`. A port of 0, or one that is taken, becomes any free one.
    """

    def __init__(
        self,
        users: Mapping[str, str],
        *,
        password: str = "demo",  # noqa: S107 - no secret, on loopback only
        imap_port: int = IMAP_PORT,
        smtp_port: int = SMTP_PORT,
    ) -> None:
        self._users = dict(users)
        self._password = password
        self._wanted = (imap_port, smtp_port)
        self._bound: tuple[socket.socket, ...] = ()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._mailboxes: DemoMailboxes | None = None
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="demo mail server", daemon=True)

    def start(self) -> None:
        """Bind the ports and answer on them when this returns. Raises UnavailableError."""
        try:
            self._bound = tuple(_bind(port) for port in self._wanted)
        except OSError as error:
            raise UnavailableError(f"no free port on {HOST}: {error.strerror}") from error
        self._thread.start()
        if not self._ready.wait(_LONGEST_WAIT) or self._failure is not None:
            raise UnavailableError("the embedded mail server did not start") from self._failure

    def stop(self) -> None:
        """End at once, whoever is connected; a second time does nothing."""
        if self._loop is not None and not self._loop.is_closed() and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join(_LONGEST_WAIT)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def imap_port(self) -> int:
        """Where IMAP is answered, without TLS."""
        return self._port(0)

    @property
    def smtp_port(self) -> int:
        """Where SMTP is answered, without TLS or sign-in."""
        return self._port(1)

    def deliver(self, raw: bytes, to: str) -> int:
        """Put a message into the INBOX of `to`, as if it had arrived by SMTP; returns its UID."""
        return self._call(self._deliver(to, raw))

    def addresses(self) -> list[str]:
        """Everybody who has a mailbox, in the order in which they got it."""
        return self._call(self._addresses())

    def stored(self, address: str, folder: str = "INBOX") -> list[StoredMessage]:
        """The messages in one folder of an address with their flags, oldest first."""
        return self._call(self._open().stored(address, folder))

    def messages(self, address: str) -> list[bytes]:
        """The messages in the INBOX of an address, oldest first."""
        return [message.raw for message in self.stored(address)]

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits in start()
            self._failure = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._mailboxes = mailboxes = DemoMailboxes()
        for address, password in self._users.items():
            mailboxes.add(address, password)
        intake = DemoSmtp(self._deliver)
        servers = [await mailboxes.listen(self._bound[0]), await intake.listen(self._bound[1])]
        self._ready.set()
        await self._end.wait()
        await _settle()
        for server in servers:
            # Not waited for: since Python 3.12 that means until the last client has gone.
            server.close()
        mailboxes.disconnect()
        intake.disconnect()
        await _cancel_the_rest()

    async def _deliver(self, to: str, raw: bytes) -> int:
        mailboxes = self._open()
        mailboxes.add(to, self._password)
        return await mailboxes.put(to, raw)

    async def _addresses(self) -> list[str]:
        return self._open().addresses()

    def _open(self) -> DemoMailboxes:
        if self._mailboxes is None:
            raise RuntimeError("the mail server was not started")
        return self._mailboxes

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        if self._loop is None:
            raise RuntimeError("the mail server was not started")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_LONGEST_WAIT)

    def _port(self, which: int) -> int:
        port: int = self._bound[which].getsockname()[1]
        return port


async def _cancel_the_rest() -> None:
    everybody = asyncio.all_tasks() - {asyncio.current_task()}
    rest = everybody
    while rest:
        for task in rest:
            task.cancel()
        # A task of pymap that waits amid its own cleaning up takes more than one word.
        _, rest = await asyncio.wait(rest, timeout=0.5)
    await asyncio.gather(*everybody, return_exceptions=True)
    await _settle()


async def _settle() -> None:
    # A connection that was just accepted takes the loop four rounds until it is on record (and is lost to
    # it if the server closes in between), one that was aborted takes one until its socket is closed.
    for _ in range(8):
        await asyncio.sleep(0)


def _bind(port: int) -> socket.socket:
    # Only where the protocol is named does asyncio send small answers at once (TCP_NODELAY).
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
    except OSError:
        if port == 0:
            bound.close()
            raise
        bound.bind((HOST, 0))
    return bound
