"""From the IMAP server's notice of a new mail to its commit, and to the letter at the SMTP server.

The worker runs as a process of its own, on a real Dovecot behind a proxy that notes when the notice
(`* n EXISTS`) leaves the server. Dovecot's own half second before that notice does not count.
"""

import argparse
import json
import logging
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.integration.installed import VENDOR, request, settings_file
from tests.servers import dovecot as dovecot_server
from tests.servers import smtp_sink as smtp_server
from tests.servers.fault_proxy import FaultProxy
from tests.servers.machinery import wait_until

GOALS = {"commit": 50.0, "letter": 250.0}  # milliseconds, at p95
_ROOT = Path(__file__).resolve().parents[1]
_EXISTS = re.compile(rb"^\* \d+ EXISTS\r", re.MULTILINE)
_LANDMARK = b"+ idling"


@dataclass(kw_only=True)
class Notices:
    """When the server told of new mail to whoever waited by IDLE."""

    idling: int = 0
    times: list[float] = field(default_factory=list)
    waiting: bool = False

    def watch(self, data: bytes) -> bytes:
        """A rewrite of the proxy that changes nothing."""
        if self.waiting and _EXISTS.search(data):
            self.times.append(time.time())
            self.waiting = False
        if _LANDMARK in data:
            self.idling += 1
            self.waiting = True
        return data


def main(arguments: list[str] | None = None) -> None:
    """Print the median and the 95th percentile of both ways, beside their goals."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.latency", description=__doc__)
    parser.add_argument("--mails", type=int, default=30)
    mails: int = parser.parse_args(arguments).mails
    # aiosmtpd says for each sign-in that a name of its own will be gone one day.
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory(prefix="sen-worker-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        measured = _measure(folder, mails)
    print(f"latency from the server's notice, {mails} requests one after the other, ms")
    for what, values in measured.items():
        ordered = sorted(1000 * value for value in values)
        median, p95 = statistics.median(ordered), ordered[max(0, -(-95 * len(ordered) // 100) - 1)]
        print(f"  to the {what:6}  median {median:6.1f}   p95 {p95:6.1f}   goal {GOALS[what]:.0f} at p95")


def _measure(folder: Path, mails: int) -> dict[str, list[float]]:
    places = [folder / each for each in ("dovecot", "smtp")]
    for place in places:
        place.mkdir()
    dovecot, sink = dovecot_server.start(places[0]), smtp_server.start(places[1], sign_in=True)
    notices = Notices()
    try:
        with FaultProxy(dovecot.imap_port) as proxy:
            proxy.to_client = notices.watch
            relay = {
                "tls": '"starttls"',
                "ca_file": json.dumps(str(sink.ca_file)),
                "username": json.dumps(sink.username),
                "password": json.dumps(sink.password),
            }
            url = f"sqlite:///{folder}/worker.db"
            imap, smtp = (proxy.host, proxy.port), (sink.host, sink.port)
            path = settings_file(folder, url, imap, smtp, dovecot.password, smtp_keys=relay)
            with _worker(path, folder / "log"):
                wait_until(lambda: notices.idling > 0, "the worker to wait")
                for number in range(mails):
                    # Not before it waits: what comes earlier is found without a notice.
                    wait_until(lambda: notices.waiting, "the worker to wait again", 60)
                    dovecot.deliver(request(number), VENDOR, sender="somebody@engines.test")
                    sink.wait_for(number + 1, 60)
        commits = _commits(folder / "log")
        letters = [one.at for one in sink.received]
    finally:
        sink.stop()
        dovecot.stop()
    return {
        "commit": [then - told for told, then in zip(notices.times, commits, strict=True)],
        "letter": [then - told for told, then in zip(notices.times, letters, strict=True)],
    }


@contextmanager
def _worker(settings: Path, log: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "worker", "--config", str(settings), "run"]
    environ = {**os.environ, "PYTHONPATH": str(_ROOT), "SEN_WORKER__LOG__FORMAT": "json"}
    with log.open("wb") as target, subprocess.Popen(command, env=environ, stderr=target) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


def _commits(log: Path) -> list[float]:
    """When each message was in the ledger: its line is written right after the commit."""
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    told = [line["timestamp"] for line in lines if line.get("event") == "message"]
    return [datetime.fromisoformat(each).timestamp() for each in told]


if __name__ == "__main__":
    main()
