"""`python -m benchmarks.ingest`: how many messages per second go from a real Dovecot into the database.

Side by side in one run, each over the same freshly delivered mails in a mailbox of its own, in a process of
its own: the worker, a bare imapclient loop, the usual tutorial loop, and django-helpdesk where it can be
installed. Ratios within a run count; absolute figures move with the machine's load.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks import helpdesk
from benchmarks.mailboxes import KINDS, fill
from tests.servers import dovecot as dovecot_server
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.fault_proxy import FaultProxy

_ROOT = Path(__file__).resolve().parents[1]
_NAMES = {
    "ours": "sen-worker: ledger, requests, letters",
    "bare": "imapclient, bytes thrown away",
    "tutorial": "tutorial loop: UNSEEN, one by one",
    "helpdesk": "django-helpdesk get_email",
}


@dataclass(frozen=True, kw_only=True)
class Result:
    """One contestant's run."""

    count: int
    seconds: float
    cpu: float  #: seconds of the whole process, its imports included
    megabytes: float  #: of memory at most

    @property
    def rate(self) -> float:
        """Messages per second."""
        return self.count / self.seconds


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--mails", type=int, default=400)
    parser.add_argument("--kind", choices=KINDS, default="mixed")
    parser.add_argument("--without-helpdesk", action="store_true")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="sen-worker-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "dovecot").mkdir()
        dovecot = dovecot_server.start(folder / "dovecot")
        try:
            _compare(dovecot, folder, given.mails, given.kind, with_helpdesk=not given.without_helpdesk)
        finally:
            dovecot.stop()


def _compare(dovecot: Dovecot, folder: Path, count: int, kind: str, *, with_helpdesk: bool) -> None:
    python, why_not = helpdesk.environment() if with_helpdesk else (None, "left out")
    names = ["bare", "tutorial", *(["helpdesk"] if python else []), "ours"]
    size = fill(
        dovecot.folder / "mail", count, kind, (*(f"{name}@bench.test" for name in names), "wire@bench.test")
    )
    print(f"ingest, {count} {kind} mails of {size / 1e6:.0f} MB")
    results = {name: _run(dovecot, folder, name, python) for name in names}
    mine = results["ours"]
    for name, result in results.items():
        if result.count != count:
            print(f"  {_NAMES[name]:40} took {result.count} of {count} mails")
            continue
        print(
            f"  {_NAMES[name]:40} {result.rate:7.0f} mails/s   cpu {result.cpu:5.1f} s   "
            f"{result.megabytes:4.0f} MB of memory   ours is {mine.rate / result.rate:.2f} times as fast"
        )
    if not python:
        print(f"  {_NAMES['helpdesk']:40} not measured: {why_not}")
    print(f"  bytes on the wire / bytes in the mailbox: {100 * _wire(dovecot, folder) / size:.1f} %")


def _run(dovecot: Dovecot, folder: Path, name: str, python: Path | None, port: int | None = None) -> Result:
    place = folder / name
    place.mkdir()
    if name == "helpdesk" and python:
        helpdesk.prepare(python, place, dovecot, f"{name}@bench.test")
        command = helpdesk.command(python, place)
    else:
        contestant = "ours" if name == "wire" else name
        command = [sys.executable, "-m", "benchmarks.contestants", contestant]
        command += ["--port", str(port or dovecot.imap_port), "--address", f"{name}@bench.test"]
        command += ["--password", PASSWORD, "--folder", str(place)]
    with (place / "out").open("wb") as out, (place / "err").open("wb") as err:
        process = subprocess.Popen(command, cwd=place, env=_environ(place), stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    told = (place / "out").read_text("utf-8").splitlines()
    if process.returncode or not told:
        raise SystemExit(f"{name} failed:\n{(place / 'err').read_text('utf-8', 'replace')[-3000:]}")
    last = json.loads(told[-1])
    return Result(
        count=last["count"],
        seconds=last["seconds"],
        cpu=used.ru_utime + used.ru_stime,
        megabytes=last["kilobytes"] / 1024,
    )


def _environ(place: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": f"{_ROOT}",
        "DJANGO_SETTINGS_MODULE": "bench_settings",
        "BENCH": str(place),
    }


def _wire(dovecot: Dovecot, folder: Path) -> int:
    """How many bytes our own way costs, both ways, counted by a proxy in a run that is not timed."""
    with FaultProxy(dovecot.imap_port) as proxy:
        _run(dovecot, folder, "wire", None, proxy.port)
        return proxy.passed


if __name__ == "__main__":
    main()
