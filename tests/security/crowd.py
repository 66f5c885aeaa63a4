"""Many connections to one server that do what no browser does."""

import select
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from time import monotonic
from urllib.parse import urlsplit

_PATIENCE = 20.0  # seconds


def knock(url: str, said: bytes = b"", *, receive_buffer: int = 0) -> socket.socket:
    """A connection on which `said` was sent."""
    parts = urlsplit(url)
    found = socket.socket()
    if receive_buffer:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    found.settimeout(_PATIENCE)
    found.connect((parts.hostname, parts.port))
    found.sendall(said)
    return found


@contextmanager
def crowd(url: str, count: int, said: bytes) -> Iterator[list[socket.socket]]:
    """So many connections that say the same and stay, as far as they are let."""
    sockets: list[socket.socket] = []
    try:
        while len(sockets) < count:
            sockets.append(knock(url, said))
        yield sockets
    finally:
        for each in sockets:
            each.close()


def wait_for_room(sockets: list[socket.socket], most: int) -> None:
    """Until the server has closed all of them but `most`."""
    end, left = monotonic() + _PATIENCE, sockets
    while len(left := [each for each in left if not _closed(each)]) > most:
        assert monotonic() < end, f"{len(left)} are still open"
        select.select([], [], [], 0.05)


def dripped_until_closed(connection: socket.socket, drop: bytes) -> bytes:
    """Send `drop` again and again until the server closes the connection; what it said until then."""
    told, end = b"", monotonic() + _PATIENCE
    with closing(connection):
        while monotonic() < end:
            readable, _, _ = select.select([connection], [], [], 0.03)
            try:
                if readable:
                    if not (more := connection.recv(65_536)):
                        return told
                    told += more
                connection.sendall(drop)
            except OSError:
                return told
    raise AssertionError(f"still open after {_PATIENCE} s")


def pushed_until_closed(connection: socket.socket, request: bytes) -> None:
    """Send `request` again and again and read nothing, until the server closes the connection."""
    connection.settimeout(0.05)
    end = monotonic() + _PATIENCE
    with closing(connection):
        while monotonic() < end:
            try:
                connection.send(request)
            except TimeoutError:
                continue
            except OSError:
                return
    raise AssertionError(f"still open after {_PATIENCE} s")


def _closed(connection: socket.socket) -> bool:
    while select.select([connection], [], [], 0)[0]:
        try:
            if connection.recv(65_536) == b"":
                return True
        except OSError:
            return True
    return False
