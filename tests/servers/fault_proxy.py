"""A TCP proxy in front of a real server that cuts, stalls and rewrites what passes through it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Self

Rewrite = Callable[[bytes], bytes]


class Cut(Exception):  # noqa: N818 - an instruction, raised by a Rewrite
    """Close the connection instead of passing this on."""


class FaultProxy:
    """Listens on a free port of `host` and passes everything to `port` on 127.0.0.1.

    `to_server` and `to_client` see each piece on its way and return what goes on instead, or raise Cut.
    They may be changed at any time.
    """

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.to_server: Rewrite = bytes
        self.to_client: Rewrite = bytes
        self._upstream = port
        self._listener = socket.create_server((host, 0))
        self.host = host
        self.port: int = self._listener.getsockname()[1]
        self._links: list[socket.socket] = []
        self._stalled = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(10)

    def cut(self) -> None:
        """Close every connection, as a server does that goes down."""
        while self._links:
            link = self._links.pop()
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            link.close()

    def stall(self) -> None:
        """Swallow everything from now on, and close nothing."""
        self._stalled.set()

    def hide(self, *words: str) -> None:
        """Leave these words out of what the server says, such as capabilities that it has."""

        def without(data: bytes) -> bytes:
            for word in words:
                data = data.replace(word.encode(), b"")
            return data

        self.to_client = without

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._upstream))
            for link in (client, server):
                link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._links += [client, server]
            for source, sink, way in ((client, server, "to_server"), (server, client, "to_client")):
                thread = threading.Thread(target=self._pass_on, args=(source, sink, way))
                self._threads.append(thread)
                thread.start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        with _closed_together(source, sink):
            while data := source.recv(65536):
                if not self._stalled.is_set():
                    rewrite: Rewrite = getattr(self, way)
                    sink.sendall(rewrite(data))


@contextmanager
def _closed_together(*links: socket.socket) -> Iterator[None]:
    try:
        with suppress(OSError, Cut):
            yield
    finally:
        for link in links:
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)


def cut_at(word: bytes) -> Rewrite:
    """A rewrite that closes the connection where `word` comes, in whatever case."""

    def watch(data: bytes) -> bytes:
        if word.lower() in data.lower():
            raise Cut
        return data

    return watch


def call_at(word: bytes, action: Callable[[], object]) -> Rewrite:
    """A rewrite that changes nothing and calls `action` where `word` comes, in whatever case."""

    def watch(data: bytes) -> bytes:
        if word.lower() in data.lower():
            action()
        return data

    return watch


def replace(old: bytes, new: bytes) -> Rewrite:
    """A rewrite of one word by another."""
    return lambda data: data.replace(old, new)


def record(seen: list[bytes]) -> Rewrite:
    """A rewrite that changes nothing and keeps what passes in `seen`."""

    def watch(data: bytes) -> bytes:
        seen.append(data)
        return data

    return watch
