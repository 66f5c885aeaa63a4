"""`sen-worker health` asks the running worker by a Unix socket: that one has imported what the answer takes.

The socket's name is made of the configuration, so that whoever answers was asked about the same one. Where
nobody answers, the command looks for itself, as it does when the worker runs in another container. It must
import next to nothing: a container's health check runs it every few seconds.
"""

import json
import os
import socket
import stat
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from worker import __version__
from worker.errors import WorkerError

_SECONDS = 2.0  # then the worker is taken to be stuck
_PREFIX = "SEN_WORKER"  # of all variables that configure
_LENGTH = 24  # the name of a socket has to be short


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a worker says of its health."""

    healthy: bool
    text: str


def name_of(file: Path | None, environ: Mapping[str, str], cwd: Path) -> str:
    """Of the sockets of all workers that have this very configuration."""
    told = [__version__, str(cwd), "" if file is None else str(file.resolve())]
    told += [f"{name}={environ[name]}" for name in sorted(environ) if name.startswith(_PREFIX)]
    with suppress(OSError):
        told.append(file.read_bytes().hex() if file is not None else "")
    return sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()[:_LENGTH]


def ask_health(name: str) -> Answer | None:
    """What a worker of that configuration says; None where none answers in time."""
    folder = _folder()
    for path in sorted(folder.glob(f"{name}-*")) if folder is not None else ():
        with suppress(OSError, ValueError, KeyError):
            told = json.loads(_received(path))
            return Answer(healthy=bool(told["healthy"]), text=str(told["text"]))
    return None


@contextmanager
def answer_health(name: str, tell: Callable[[], str]) -> Iterator[None]:
    """Answer with what `tell` returns, or with the WorkerError that it raises, as long as this lasts.

    Where there can be no socket, nobody is answered.
    """
    found = _listening(name)
    if found is None:
        yield
        return
    listener, path = found
    threading.Thread(target=_serve, args=(listener, tell), name="health", daemon=True).start()
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _received(path: Path) -> bytes:
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(_SECONDS)
        link.connect(str(path))
        found = b""
        while part := link.recv(65536):
            found += part
        return found


def _serve(listener: socket.socket, tell: Callable[[], str]) -> None:
    while True:
        try:
            link = listener.accept()[0]
        except OSError:
            return  # it is closed
        with link, suppress(OSError):
            link.settimeout(_SECONDS)
            link.sendall(_told(tell))


def _told(tell: Callable[[], str]) -> bytes:
    try:
        answer = {"healthy": True, "text": tell()}
    except WorkerError as error:
        answer = {"healthy": False, "text": str(error)}
    except Exception:  # noqa: BLE001 -- a defect: whoever asks looks for itself, and is told
        return b""
    return json.dumps(answer).encode()


def _listening(name: str) -> tuple[socket.socket, Path] | None:
    with suppress(OSError):
        if (folder := _folder(make=True)) is not None:
            _remove_dead(folder)
            path = folder / f"{name}-{os.getpid()}"
            listener = socket.socket(socket.AF_UNIX)
            try:
                listener.bind(str(path))
                listener.listen()
            except OSError:
                listener.close()
                raise
            return listener, path
    return None


def _remove_dead(folder: Path) -> None:
    """Take away what workers left that were killed."""
    for path in folder.iterdir():
        with socket.socket(socket.AF_UNIX) as link:
            try:
                link.settimeout(_SECONDS)
                link.connect(str(path))
            except ConnectionRefusedError:
                path.unlink(missing_ok=True)
            except OSError:
                continue


def _folder(*, make: bool = False) -> Path | None:
    """Where the sockets of this user are; None where others could put theirs."""
    path = Path(os.environ.get("TMPDIR") or "/tmp") / f"sen-worker-{os.getuid()}"  # noqa: S108 -- looked at below
    if make:
        with suppress(FileExistsError):
            path.mkdir(mode=0o700)
    try:
        found = path.lstat()
    except OSError:
        return None
    private = found.st_uid == os.getuid() and not found.st_mode & 0o077
    return path if private and stat.S_ISDIR(found.st_mode) else None
