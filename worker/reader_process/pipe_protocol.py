"""Values over a pipe: each is its length and its pickle.

What comes from the process that meets hostile mail is held to values of ours: no other class is made of it.
"""

import io
import os
import pickle
import select
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, StrEnum
from time import monotonic
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">Q")
_CHUNK = 1 << 20
_OURS = ("worker.reading.", "worker.forms.", "worker.reader_process.")
_OTHERS = frozenset({("datetime", "datetime"), ("datetime", "timezone"), ("datetime", "timedelta")})


class MailQuestion(StrEnum):
    """What is asked about a mail whose bytes follow."""

    MAIL = "mail"  #: what it says
    SOURCE = "source"  #: as it was sent


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedMail:
    """A question about a mail that is sent next, so that room can be made for it."""

    what: MailQuestion
    size: int  #: of the mail, in bytes


class TooLargeError(Exception):
    """More was announced than is taken."""


def dump(value: object) -> bytes:
    """A value as it goes over the pipe, but for its length."""
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(value)
    return written.getvalue()


def load(data: bytes) -> Any:  # noqa: ANN401 -- who asked knows what the answer is
    """A value from the process at the other end. Raises UnpicklingError where it is none of ours."""
    return _Unpickler(io.BytesIO(data)).load()


class _Pickler(pickle.Pickler):
    """A member of an Enum goes by its value: Python 3.11.0 to 3.11.3 would have `getattr` find its name."""

    def reducer_override(self, obj: object) -> Any:  # noqa: ANN401 -- as in the standard library
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 -- as in the standard library
        found = super().find_class(module, name)
        ours = module.startswith(_OURS) and isinstance(found, type)
        if ours or (module, name) in _OTHERS:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next value's bytes, waited for without end; None when the other end is gone."""
    length = stream.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(length)[0]
    data = stream.read(size)
    return data if len(data) == size else None


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Hand a value's bytes over."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def send(descriptor: int, data: bytes, deadline: float) -> None:
    """Write to a pipe that does not block. Raises TimeoutError at the deadline, OSError when it is broken."""
    for piece in filter(None, (_LENGTH.pack(len(data)), data)):  # not put together: mails are large
        _write(descriptor, memoryview(piece), deadline)


def _write(descriptor: int, left: memoryview, deadline: float) -> None:
    for _ in _turns(descriptor, select.POLLOUT, deadline):
        left = left[os.write(descriptor, left[:_CHUNK]) :]
        if not left:
            return


def receive(descriptor: int, most: int, deadline: float) -> bytes:
    """Read from a pipe that does not block. Raises TimeoutError, TooLargeError, and EOFError at its end."""
    length = _exactly(descriptor, _LENGTH.size, deadline)
    if (size := _LENGTH.unpack(length)[0]) > most:
        raise TooLargeError
    return _exactly(descriptor, size, deadline)


def _exactly(descriptor: int, size: int, deadline: float) -> bytes:
    found = bytearray()
    if not size:
        return b""
    for _ in _turns(descriptor, select.POLLIN, deadline):
        piece = os.read(descriptor, min(size - len(found), _CHUNK))
        if not piece:
            raise EOFError
        found += piece
        if len(found) == size:
            break
    return bytes(found)


def _turns(descriptor: int, event: int, deadline: float) -> Iterator[None]:
    """Each time that the pipe has something, or room, until the deadline."""
    waiting = select.poll()
    waiting.register(descriptor, event)
    while (left := deadline - monotonic()) > 0:
        if waiting.poll(1000 * left):
            yield
    raise TimeoutError


@contextmanager
def standard_streams() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """This process's standard input and output, for values alone: what is printed goes to standard error."""
    with os.fdopen(os.dup(0), "rb") as incoming, os.fdopen(os.dup(1), "wb") as outgoing:
        os.dup2(2, 1)
        yield incoming, outgoing
