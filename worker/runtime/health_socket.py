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
_NAME_LENGTH = 24  # the name of a socket has to be short


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthAnswer:
    """What a worker answers about its health."""

    healthy: bool
    text: str


def make_socket_name(file: Path | None, environ: Mapping[str, str], cwd: Path) -> str:
    """The common name of the sockets of all workers that have this very configuration."""
    parts = [__version__, str(cwd), "" if file is None else str(file.resolve())]
    parts += [f"{name}={environ[name]}" for name in sorted(environ) if name.startswith(_PREFIX)]
    with suppress(OSError):
        parts.append(file.read_bytes().hex() if file is not None else "")
    return sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:_NAME_LENGTH]


def ask_health(name: str) -> HealthAnswer | None:
    """Ask a worker with that configuration; None where none answers in time."""
    folder = _folder()
    for path in sorted(folder.glob(f"{name}-*")) if folder is not None else ():
        with suppress(OSError, ValueError, KeyError):
            answer = json.loads(_read_answer(path))
            return HealthAnswer(healthy=bool(answer["healthy"]), text=str(answer["text"]))
    return None


@contextmanager
def answer_health(name: str, tell: Callable[[], str]) -> Iterator[None]:
    """Answer questions within the block: what `tell` returns, or the text of the WorkerError that it raises.

    Where no socket can be made, nobody is answered.
    """
    opened = _open_socket(name)
    if opened is None:
        yield
        return
    listener, path = opened
    threading.Thread(target=_serve, args=(listener, tell), name="health", daemon=True).start()
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _read_answer(path: Path) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_SECONDS)
        connection.connect(str(path))
        content = b""
        while part := connection.recv(65536):
            content += part
        return content


def _serve(listener: socket.socket, tell: Callable[[], str]) -> None:
    while True:
        try:
            connection = listener.accept()[0]
        except OSError:
            return  # it is closed
        with connection, suppress(OSError):
            connection.settimeout(_SECONDS)
            connection.sendall(_encode_answer(tell))


def _encode_answer(tell: Callable[[], str]) -> bytes:
    try:
        answer = {"healthy": True, "text": tell()}
    except WorkerError as error:
        answer = {"healthy": False, "text": str(error)}
    except Exception:  # noqa: BLE001 -- a defect: whoever asks looks for itself, and is told
        return b""
    return json.dumps(answer).encode()


def _open_socket(name: str) -> tuple[socket.socket, Path] | None:
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
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.settimeout(_SECONDS)
                connection.connect(str(path))
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
        status = path.lstat()
    except OSError:
        return None
    private = status.st_uid == os.getuid() and not status.st_mode & 0o077
    return path if private and stat.S_ISDIR(status.st_mode) else None
