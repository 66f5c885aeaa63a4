"""Simulated weeks: `python -m tests.soak 50000 sqlite`, or `postgresql`; says what they took."""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers import databases, postgres, smtp_sink
from tests.servers.smtp_sink import Tls
from tests.soak.weeks import Soak
from worker import log

_DAYS = 26 * 7


def main(mails: int, database: str) -> None:
    """Half a year."""
    log.configure("error")
    began = time.monotonic()
    with TemporaryDirectory(prefix="sen-worker-soak-", ignore_cleanup_errors=True) as name:
        root = Path(name)
        root.chmod(0o755)
        folders = {each: root / each for each in ("smtp", "database", "worker")}
        for folder in folders.values():
            folder.mkdir()
        sink = smtp_sink.start(folders["smtp"], Tls.STARTTLS)
        server = postgres.start(folders["database"]) if database == "postgresql" else None
        url = databases.new_postgresql(server) if server else databases.new_sqlite(root / "worker.db")
        soak = Soak(folder=folders["worker"], url=url, sink=sink)
        try:
            soak.live(_DAYS, mails)
            print(soak.told(), flush=True)
            soak.judge()
        finally:
            sink.stop()
            if server:
                server.stop()
    seconds = int(time.monotonic() - began)
    letters = soak.accepted.total()
    print(f"{database}: {soak.mails} mails, {soak.customers} requests, {letters} letters in {seconds} s")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "sqlite")
