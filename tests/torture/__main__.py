"""So many kills: `python -m tests.torture 2000 sqlite`, or `postgresql`; says what was found."""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers import databases, dovecot, postgres, smtp_sink
from tests.servers.smtp_sink import Tls
from tests.torture.killed import Step
from tests.torture.lives import Torture
from worker import log

#: After so many kills everything is judged, and an installation begins anew.
_ROUND = 50


@contextmanager
def scene(database: str) -> Iterator[Torture]:
    """An installation of its own, on servers of its own."""
    with TemporaryDirectory(prefix="sen-worker-torture-", ignore_cleanup_errors=True) as name:
        root = Path(name)
        root.chmod(0o755)
        folders = {each: root / each for each in ("dovecot", "smtp", "database", "worker")}
        for folder in folders.values():
            folder.mkdir()
        mailbox, sink = dovecot.start(folders["dovecot"]), smtp_sink.start(folders["smtp"], Tls.NONE)
        server = postgres.start(folders["database"]) if database == "postgresql" else None
        url = databases.new_postgresql(server) if server else databases.new_sqlite(root / "worker.db")
        try:
            yield Torture(folder=folders["worker"], dovecot=mailbox, sink=sink, database_url=url)
        finally:
            mailbox.stop()
            sink.stop()
            if server:
                server.stop()


def main(kills: int, database: str) -> None:
    """Round after round, at named steps and at random moments."""
    log.configure("error")
    chance, done, began = random.Random(), 0, time.monotonic()
    while done < kills:
        with scene(database) as torture:
            while torture.kills.total() < min(_ROUND, kills - done):
                torture.deliver(chance.randint(1, 4))
                if chance.random() < 0.7:
                    torture.live_until(chance.choice([*Step]), chance.randint(1, 4))
                else:
                    torture.live_for(chance.uniform(0.3, 5))
            torture.finish()
            told = torture.judge()
            done += torture.kills.total()
        seconds = int(time.monotonic() - began)
        print(f"{database}, {done} kills in {seconds} s, nothing lost, nothing repeated: {told}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "sqlite")
