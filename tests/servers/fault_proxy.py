"""A TCP proxy in front of a real server that cuts, stalls, garbles, throttles and rewrites what passes."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from types import TracebackType
from typing import Self

Rewrite = Callable[[bytes], bytes]

_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close with RST, as a router does that forgot us


class Cut(Exception):  # noqa: N818 - an instruction, raised by a Rewrite
    """Close the connection instead of passing this on."""


class Fault(StrEnum):
    """What happens at one byte of a connection."""

    CUT = "cut"  #: both ends find the connection closed
    RESET = "reset"  #: both ends find it reset
    STALL = "stall"  #: nothing more passes, and nobody is told
    GARBLE = "garble"  #: this byte arrives as another one


class FaultProxy:
    """Listens on a free port of `host` and passes everything to `port` on 127.0.0.1.

    `to_server` and `to_client` see each piece on its way and return what goes on instead, or raise Cut.
    They may be changed at any time.
    """

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.to_server: Rewrite = bytes
        self.to_client: Rewrite = bytes
        self.injected = 0  #: how many of the faults that were asked for have happened
        self.passed = 0  #: bytes of all connections so far, both ways
        self._upstream = port
        self._listener = socket.create_server((host, 0))
        self.host = host
        self.port: int = self._listener.getsockname()[1]
        self._links: set[_Link] = set()  # from two threads, by single operations
        self._fault: tuple[Fault, int] | None = None
        self._pace: tuple[int, float] | None = None
        self._stalled = threading.Event()
        self._refusing = threading.Event()
        self._accepting = threading.Thread(target=self._accept)

    def __enter__(self) -> Self:
        self._accepting.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join(10)
        for link in list(self._links):
            link.close()
            link.join()

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._links)

    def cut(self) -> None:
        """Close every connection, as a server does that goes down."""
        for link in list(self._links):
            link.close()

    def stall(self) -> None:
        """Swallow everything from now on, and close nothing."""
        self._stalled.set()

    def refuse(self) -> None:
        """Close each new connection at once, until `relent`."""
        self._refusing.set()

    def relent(self) -> None:
        """Pass everything on again: neither stall nor refuse, no fault, no pace."""
        self._stalled.clear()
        self._refusing.clear()
        self._fault = self._pace = None

    def inject(self, fault: Fault, at: int) -> None:
        """Let `fault` happen once: at byte `at`, counted both ways, of the next connection to get there."""
        self._fault = (fault, at)

    def throttle(self, size: int, seconds: float = 0.0) -> None:
        """Pass on at most `size` bytes at a time, each after a pause."""
        self._pace = (size, seconds)

    def hide(self, *words: str) -> None:
        """Leave these words out of what the server says, such as capabilities that it has."""

        def without(data: bytes) -> bytes:
            for word in words:
                data = data.replace(word.encode(), b"")
            return data

        self.to_client = without

    def _take(self, start: int, end: int) -> tuple[Fault, int] | None:
        """The fault that is due between two bytes; it happens once."""
        wanted = self._fault
        if wanted is None or not start <= wanted[1] < end:
            return None
        self._fault = None
        self.injected += 1
        return wanted

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._refusing.is_set():
                client.close()
                continue
            link = _Link(self, client, socket.create_connection(("127.0.0.1", self._upstream)))
            self._links.add(link)
            link.start()


class _Link:
    """One connection: a thread for each way, and a count of what has passed."""

    def __init__(self, proxy: FaultProxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy = proxy
        self._ends = (client, server)
        self._lock = threading.Lock()
        self._count = 0
        self._swallowing = self._reset = False
        self._running = 2
        self._threads = [
            threading.Thread(target=self._pass_on, args=(client, server, "to_server")),
            threading.Thread(target=self._pass_on, args=(server, client, "to_client")),
        ]
        for end in self._ends:
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join(10)

    def close(self) -> None:
        # A reset is what the kernel sends for a socket that is closed without a shutdown of this way.
        how = socket.SHUT_RD if self._reset else socket.SHUT_RDWR
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(how)

    def _pass_on(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        try:
            with suppress(OSError, Cut):
                while data := source.recv(65536):
                    rewrite: Rewrite = getattr(self._proxy, way)
                    self._send(sink, self._faulty(rewrite(data)))
        finally:
            self.close()
            self._leave()

    def _leave(self) -> None:
        with self._lock:
            self._running -= 1
            if self._running:
                return
        for end in self._ends:
            if self._reset:
                with suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            end.close()
        self._proxy._links.discard(self)

    def _faulty(self, data: bytes) -> Iterator[bytes]:
        """The data with what was asked for happening in it."""
        with self._lock:
            start, self._count = self._count, self._count + len(data)
            self._proxy.passed += len(data)
            if self._swallowing:
                return
            found = self._proxy._take(start, self._count)
        if found is None:
            yield data
            return
        fault, at = found[0], found[1] - start
        if fault is Fault.GARBLE:
            yield data[:at] + bytes([data[at] ^ (1 + found[1] % 255)]) + data[at + 1 :]
            return
        yield data[:at]
        self._swallowing = fault is Fault.STALL
        self._reset = fault is Fault.RESET
        if fault is not Fault.STALL:
            raise Cut

    def _send(self, sink: socket.socket, pieces: Iterable[bytes]) -> None:
        for data in pieces:
            if self._proxy._stalled.is_set():
                continue
            size, seconds = self._proxy._pace or (len(data) or 1, 0.0)
            for start in range(0, len(data), size):
                if seconds:
                    time.sleep(seconds)
                sink.sendall(data[start : start + size])


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
