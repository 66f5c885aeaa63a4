"""Which worker this is, and whether another one still runs: a process on a host."""

import os
import socket


def worker_name() -> str:
    """This process on this host."""
    return f"{socket.gethostname()}/{os.getpid()}"


def is_here(worker: str) -> bool:
    """Whether that worker is, or was, a process of this host."""
    return worker.rpartition("/")[0] == socket.gethostname()


def is_running(worker: str) -> bool | None:
    """Whether that worker's process is there; None when it is on another host and can't be seen."""
    process = worker.rpartition("/")[2]
    if not is_here(worker) or not process.isdecimal():
        return None
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
