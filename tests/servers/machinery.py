"""What every real server of the tests needs: ports, certificates, a place for its files, patience.

Knows no protocol. A server that cannot run here raises `UnavailableError`, whose text says how to get it.
"""

import os
import random
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from string import Template

import trustme

_CONF = Path(__file__).with_name("conf")
_RANDOM = random.SystemRandom()


class UnavailableError(Exception):
    """This server cannot run on this machine; the text says what would make it run."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificates:
    """A server's key and certificate for localhost and 127.0.0.1, and the CA that vouches for it."""

    ca: Path
    certificate: Path
    key: Path


def certificates(folder: Path) -> Certificates:
    """Make a CA and a certificate signed by it in `folder`."""
    authority = trustme.CA()
    issued = authority.issue_cert("localhost", "127.0.0.1")
    made = Certificates(ca=folder / "ca.pem", certificate=folder / "cert.pem", key=folder / "key.pem")
    authority.cert_pem.write_to_path(made.ca)
    issued.private_key_pem.write_to_path(made.key)
    for position, blob in enumerate(issued.cert_chain_pems):
        blob.write_to_path(made.certificate, append=position > 0)
    return made


def free_ports(count: int) -> list[int]:
    """Distinct ports that nothing listens on now, below those that outgoing connections are given."""
    found: list[int] = []
    while len(found) < count:
        port = _RANDOM.randrange(20000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in found:
            found.append(port)
    return found


def wait_until(check: Callable[[], object], what: str, seconds: float = 20) -> None:
    """Return as soon as `check` is true; an `AssertionError` that names `what` after `seconds`."""
    end = time.monotonic() + seconds
    while not check():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.02)


def greets(port: int, greeting: bytes) -> bool:
    """Whether a server on `port` opens with `greeting`."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as link:
            return link.recv(256).startswith(greeting)
    except OSError:
        return False


def program(name: str, *, get: str) -> str:
    """Where the program `name` is; system programs may be outside an ordinary user's PATH."""
    path = os.environ.get("PATH", os.defpath) + ":/usr/sbin:/usr/local/sbin:/sbin"
    if found := shutil.which(name, path=path):
        return found
    raise UnavailableError(f"{name} is not installed: {get}")


def output(*command: str) -> str:
    """What a short command says."""
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.strip()


class Guard:
    """Stops a server should this process be killed before it can do so itself.

    It waits at the end of a pipe that nobody writes to, which closes when we end, however we end.
    """

    def __init__(self, *stop: str) -> None:
        script = 'cd /; read -r word; [ "$word" = stopped ] || "$@"'
        self._process = subprocess.Popen(
            ["sh", "-c", script, "guard", *stop],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def release(self) -> None:
        """The server has been stopped in good order."""
        self._process.communicate(b"stopped\n", timeout=10)


def is_root() -> bool:
    """Whether servers have to be told to drop to another user."""
    return os.geteuid() == 0


def fill(name: str, target: Path, **values: object) -> Path:
    """Write the configuration template `conf/NAME` to `target`; `@{word}` stands for a value."""
    target.write_text(_Filled((_CONF / name).read_text("utf-8")).substitute(values), "utf-8")
    return target


class _Filled(Template):
    # The servers' own variables begin with "$" and must be left alone.
    delimiter = "@"
