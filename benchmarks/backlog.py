"""`python -m benchmarks.backlog`: a long backlog on a real Dovecot, stopped on the way and gone on with.

Small mails, of which every twentieth is a request. Prints messages per second, and the peak of memory beside
that of a backlog of a tenth; fails unless every message is in the ledger exactly once.
"""

import argparse
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.integration.installed import request, unrelated
from tests.servers import dovecot as dovecot_server
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.machinery import is_root

GOAL = 1.3  # times the memory of a tenth
_ROOT = Path(__file__).resolve().parents[1]
_EACH = 20
_STOP_AFTER = 0.3  # of all messages
_LONGEST_SECONDS = 6 * 3600


@dataclass(frozen=True, kw_only=True)
class Part:
    """One run of the worker, from its start to its end or to SIGTERM."""

    count: int  #: of messages that it took in
    seconds: float
    megabytes: float  #: of memory at most
    stopping: float  #: seconds from SIGTERM to its end


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; exits with 1 where a message is missing or twice in the ledger."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.backlog", description=__doc__)
    parser.add_argument("--mails", type=int, default=50_000)
    mails: int = parser.parse_args(arguments).mails
    with tempfile.TemporaryDirectory(prefix="sen-worker-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "dovecot").mkdir()
        dovecot = dovecot_server.start(folder / "dovecot")
        try:
            small = _whole(dovecot, folder / "tenth", max(1, mails // 10))
            large = _whole(dovecot, folder / "all", mails)
        finally:
            dovecot.stop()
    few, many = (max(part.megabytes for part in parts) for parts in (small, large))
    print(f"  memory of {mails} to that of {mails // 10}: {many / few:.2f}, goal at most {GOAL}")


def _whole(dovecot: Dovecot, folder: Path, mails: int) -> list[Part]:
    folder.mkdir()
    address = f"{folder.name}@bench.test"
    _fill(dovecot.folder / "mail" / address, mails)
    parts = [
        _run(dovecot, folder, address, stop_at=int(mails * _STOP_AFTER)),
        _run(dovecot, folder, address),
    ]
    print(f"backlog of {mails} mails, every {_EACH}th a request")
    for part in parts:
        stopped = f"   ended {part.stopping:.1f} s after SIGTERM" if part.stopping else ""
        rate, memory = part.count / part.seconds, f"{part.megabytes:.0f} MB of memory"
        print(f"  {part.count:6} mails, {rate:5.0f} mails/s, {memory}{stopped}", flush=True)
    _require_each_once(folder, mails)
    return parts


def _fill(home: Path, mails: int) -> None:
    new = home / "Maildir" / "new"
    for part in ("cur", "new", "tmp"):
        (home / "Maildir" / part).mkdir(parents=True)
    for number in range(mails):
        raw = request(number) if number % _EACH == 0 else unrelated(number)
        (new / f"{1_700_000_000 + number}.M{number}.bench").write_bytes(raw)
    if is_root():
        for path in (home, *home.rglob("*")):
            shutil.chown(path, "nobody", "nogroup")


def _run(dovecot: Dovecot, folder: Path, address: str, stop_at: int | None = None) -> Part:
    contestant = [sys.executable, "-m", "benchmarks.contestants"]
    options = ["--port", str(dovecot.imap_port), "--address", address]
    options += ["--password", PASSWORD, "--folder", str(folder)]
    environ = {**os.environ, "PYTHONPATH": str(_ROOT)}
    subprocess.run([*contestant, "prepare", *options], env=environ, check=True, capture_output=True)
    command, stopped = [*contestant, "ours", *options], 0.0
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as process:
        if stop_at is not None:
            _wait_for(folder, stop_at, process)
            stopped = time.monotonic()
            process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=_LONGEST_SECONDS)
        stopping = time.monotonic() - stopped if stopped else 0.0
    if process.returncode:
        raise SystemExit(f"the worker failed with {process.returncode}")
    told = json.loads(out.splitlines()[-1])
    megabytes = told["kilobytes"] / 1024
    return Part(count=told["count"], seconds=told["seconds"], megabytes=megabytes, stopping=stopping)


def _wait_for(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and sum(_asked(folder, "SELECT count(*) FROM ledger")) < count:
        time.sleep(0.5)


def _asked(folder: Path, query: str) -> list[int]:
    if not (folder / "worker.db").exists():
        return []
    with closing(sqlite3.connect(f"file:{folder}/worker.db?mode=ro", uri=True, timeout=60)) as base:
        try:
            return [number for (number,) in base.execute(query)]
        except sqlite3.OperationalError:
            return []  # its tables are being made


def _require_each_once(folder: Path, mails: int) -> None:
    found = Counter(_asked(folder, "SELECT uid FROM ledger"))
    if found != Counter(range(1, mails + 1)):
        raise SystemExit(f"{mails} mails, and {len(found)} of them {found.total()} times in the ledger")
    print(f"  each of {mails} messages is in the ledger exactly once")


if __name__ == "__main__":
    main()
