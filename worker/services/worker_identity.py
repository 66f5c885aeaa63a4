"""Which worker this is, and whether another one still runs: a process of a host or a container.

Containers may share a host's name and have the same process numbers, so a name tells the place too.
"""

import os
import socket
from functools import cache
from hashlib import sha256
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_PROCESS_NUMBERS = Path("/proc/self/ns/pid")


def worker_name() -> str:
    """This process of this host, and among which process numbers: `host/12@3fa9c04e`."""
    return f"{socket.gethostname()}/{os.getpid()}@{_place()}"


def is_here(worker: str) -> bool:
    """Whether that worker is, or was, a process that can be seen from here."""
    host, _, process = worker.rpartition("/")
    place = process.partition("@")[2]
    # A name without a place was written by an earlier version.
    return host == socket.gethostname() and place in {"", _place()}


def is_running(worker: str) -> bool | None:
    """Whether that worker's process is there; None when it is elsewhere and can't be seen."""
    process = worker.rpartition("/")[2].partition("@")[0]
    if not is_here(worker) or not process.isdecimal():
        return None
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@cache
def _place() -> str:
    """The kernel as it was started, and whose process numbers ours is among; empty where nothing tells."""
    try:
        told = f"{_BOOT.read_text('ascii').strip()} {_PROCESS_NUMBERS.stat().st_ino}"
    except OSError:
        return ""
    return sha256(told.encode()).hexdigest()[:8]
