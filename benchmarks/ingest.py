"""`python -m benchmarks.ingest`: how many messages per second go from a real Dovecot into the database.

Side by side in one run, each over the same freshly delivered mails in a mailbox of its own, in a process of
its own: the worker on SQLite and on PostgreSQL, a bare imapclient loop, the usual tutorial loop, and where
they can be installed django-helpdesk and imapflow on Node. PostgreSQL writes through to the disk.
Each of them is run on an empty mailbox, too, and the CPU time of that is taken off: start-up is told apart.
Ratios within a run count; absolute figures move with the machine's load.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks import helpdesk, imapflow
from benchmarks.mailboxes import KINDS, fill
from tests.servers import dovecot as dovecot_server
from tests.servers import postgres as postgres_server
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.fault_proxy import FaultProxy

_ROOT = Path(__file__).resolve().parents[1]
_NAMES = {
    "ours": "sen-worker: ledger, requests, letters",
    "bare": "imapclient, bytes thrown away",
    "tutorial": "tutorial loop: UNSEEN, one by one",
    "helpdesk": "django-helpdesk get_email",
    "imapflow": "imapflow, mailparser, better-sqlite3",
    "postgres": "sen-worker on PostgreSQL",
}


_PEERS = {"helpdesk": helpdesk.environment, "imapflow": imapflow.environment}


@dataclass(frozen=True, kw_only=True)
class _Arena:
    """Where the contestants meet."""

    dovecot: Dovecot
    folder: Path
    peers: dict[str, Path] = field(default_factory=dict)  #: the programs of those that are not of this tree


@dataclass(frozen=True, kw_only=True)
class Result:
    """One contestant's run."""

    count: int
    seconds: float
    cpu: float  #: seconds of the process and those that it started, but for what an empty mailbox takes
    start: float  #: seconds of CPU for an empty mailbox
    megabytes: float  #: of memory at most

    @property
    def rate(self) -> float:
        """Messages per second."""
        return self.count / self.seconds


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__)
    parser.add_argument("--mails", type=int, default=400)
    parser.add_argument("--kind", choices=KINDS, default="tenth")
    parser.add_argument("--without", nargs="*", default=[], choices=[*_PEERS, "postgres"])
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="sen-worker-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "dovecot").mkdir()
        dovecot = dovecot_server.start(folder / "dovecot")
        try:
            _compare(_Arena(dovecot=dovecot, folder=folder), given.mails, given.kind, given.without)
        finally:
            dovecot.stop()


def _compare(arena: "_Arena", count: int, kind: str, without: Sequence[str]) -> None:
    absent = _invite(arena, without)
    names = ["bare", "tutorial", *arena.peers, "ours", *([] if "postgres" in absent else ["postgres"])]
    addresses = (*(f"{name}@bench.test" for name in names), "wire@bench.test")
    size = fill(arena.dovecot.folder / "mail", count, kind, addresses)
    fill(arena.dovecot.folder / "mail", 0, kind, tuple(f"{name}.empty@bench.test" for name in names))
    print(f"ingest, {count} {kind} mails of {size / 1e6:.0f} MB")
    results = _all(arena, names)
    mine = results["ours"]
    for name, result in results.items():
        if result.count != count:
            print(f"  {_NAMES[name]:40} took {result.count} of {count} mails")
            continue
        each, ratio = 1000 * result.cpu / count, result.cpu / mine.cpu
        print(
            f"  {_NAMES[name]:40} {result.rate:6.0f} mails/s, {each:6.2f} ms of CPU a mail (start "
            f"{result.start:4.1f} s), {result.megabytes:4.0f} MB; ours to this: {ratio:.2f} times the mails "
            f"per CPU second, {mine.rate / result.rate:.2f} by the clock",
            flush=True,
        )
    for name, why_not in absent.items():
        print(f"  {_NAMES[name]:40} not measured: {why_not}")
    print(f"  bytes on the wire / bytes in the mailbox: {100 * _wire(arena) / size:.1f} %")


def _invite(arena: "_Arena", without: Sequence[str]) -> dict[str, str]:
    """Get the peers that can be had; the names of the others, and why they can't."""
    absent = dict.fromkeys(without, "left out")
    for name, environment in _PEERS.items():
        if name not in absent:
            program, why_not = environment()
            if program is None:
                absent[name] = why_not
            else:
                arena.peers[name] = program
    return absent


def _all(arena: "_Arena", names: Sequence[str]) -> dict[str, Result]:
    results = {name: _beside_empty(arena, name) for name in names if name != "postgres"}
    if "postgres" in names:
        (arena.folder / "cluster").mkdir()
        postgres = postgres_server.start(arena.folder / "cluster", durable=True)
        try:
            results["postgres"] = _beside_empty(arena, "postgres", new_url=postgres.new_database)
        finally:
            postgres.stop()
    return results


def _beside_empty(arena: "_Arena", name: str, new_url: Callable[[], str] = str) -> Result:
    """A run over the mailbox, and one over an empty one, whose CPU time is taken off."""
    empty = _run(arena, name, f"{name}.empty", url=new_url())
    whole = _run(arena, name, name, url=new_url())
    return replace(whole, cpu=whole.cpu - empty.cpu, start=empty.cpu)


def _run(arena: "_Arena", name: str, mailbox: str = "", *, port: int | None = None, url: str = "") -> Result:
    mailbox = mailbox or name
    dovecot, place = arena.dovecot, arena.folder / mailbox
    place.mkdir()
    if name == "helpdesk":
        helpdesk.prepare(arena.peers[name], place, dovecot, f"{mailbox}@bench.test")
        command = helpdesk.command(arena.peers[name], place)
    elif name == "imapflow":
        command = imapflow.command(arena.peers[name], place, dovecot, f"{mailbox}@bench.test")
    else:
        ours = name in {"ours", "wire", "postgres"}
        options = ["--port", str(port or dovecot.imap_port), "--address", f"{mailbox}@bench.test"]
        options += ["--password", PASSWORD, "--folder", str(place), "--url", url]
        contestant = [sys.executable, "-m", "benchmarks.contestants"]
        if ours:
            prepare = [*contestant, "prepare", *options]
            subprocess.run(prepare, cwd=place, env=_environ(place), check=True, capture_output=True)
        command = [*contestant, "ours" if ours else name, *options]
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
        start=0.0,
        megabytes=last["kilobytes"] / 1024,
    )


def _environ(place: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": f"{_ROOT}",
        "DJANGO_SETTINGS_MODULE": "bench_settings",
        "BENCH": str(place),
    }


def _wire(arena: "_Arena") -> int:
    """How many bytes our own way costs, both ways, counted by a proxy in a run that is not timed."""
    with FaultProxy(arena.dovecot.imap_port) as proxy:
        _run(arena, "wire", port=proxy.port)
        return proxy.passed


if __name__ == "__main__":
    main()
