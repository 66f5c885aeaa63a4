"""So many kills: `python -m tests.torture 2000 sqlite`, or `postgresql`; says what was found."""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.servers import databases, dovecot, postgres, smtp_sink
from tests.servers.smtp_sink import Tls
from tests.torture.killed import Step
from tests.torture.lives import Torture
from tests.torture.outages import between
from tests.torture.several import Several
from worker import log

#: After so many kills everything is judged, and an installation begins anew.
_ROUND = 50


_WORKERS, _MAILBOXES = 4, 8
#: Longer than a lease.
_ASLEEP_SECONDS = 100.0


@contextmanager
def scene(database: str, *, several: bool) -> Iterator[Torture]:
    """An installation of its own, on servers of its own, which may be away at times."""
    with ExitStack() as stack:
        kept = TemporaryDirectory(prefix="sen-worker-torture-", ignore_cleanup_errors=True)
        name = stack.enter_context(kept)
        root = Path(name)
        root.chmod(0o755)
        folders = {each: root / each for each in ("dovecot", "smtp", "database", "worker")}
        for folder in folders.values():
            folder.mkdir()
        mailbox, sink = dovecot.start(folders["dovecot"]), smtp_sink.start(folders["smtp"], Tls.NONE)
        stack.callback(mailbox.stop)
        stack.callback(sink.stop)
        server = postgres.start(folders["database"]) if database == "postgresql" else None
        if server:
            stack.callback(server.stop)
        url = databases.new_postgresql(server) if server else databases.new_sqlite(root / "worker.db")
        outages = stack.enter_context(between(mailbox.imap_port, sink.port, url))
        given: dict[str, Any] = {"folder": folders["worker"], "dovecot": mailbox, "sink": sink}
        given |= {"database_url": url, "outages": outages}
        if several:
            crowd = Several(**given, mailboxes=_MAILBOXES)
            stack.callback(crowd.end)
            yield crowd
        else:
            yield Torture(**given)


def play_one(torture: Torture, kills: int, chance: random.Random) -> None:
    """One worker, at named steps and at random moments, with servers that are away now and then."""
    while torture.kills.total() < kills:
        torture.deliver(chance.randint(1, 4))
        if chance.random() < 0.6:
            torture.live_until(chance.choice([*Step]), chance.randint(1, 4))
        elif torture.outages is not None and chance.random() < 0.6:
            with torture.outages.one(chance):
                torture.live_for(chance.uniform(2, 7))
        else:
            torture.live_for(chance.uniform(0.3, 5))


def play_several(torture: Several, kills: int, chance: random.Random) -> None:
    """Four workers, of which one dies, or stands still past its lease, while others go on."""
    torture.begin(_WORKERS)
    while torture.kills.total() < kills:
        torture.deliver(chance.randint(1, 8))
        time.sleep(chance.uniform(0.3, 6))
        if chance.random() < 0.03:
            torture.stop_one(chance, _ASLEEP_SECONDS)
        elif torture.outages is not None and chance.random() < 0.2:
            with torture.outages.one(chance):
                torture.kill_one(chance)
                time.sleep(chance.uniform(0.5, 4))
        else:
            torture.kill_one(chance)


def main(kills: int, database: str) -> None:
    """Round after round; on PostgreSQL each second one is of several workers."""
    log.configure("error")
    seed = random.randrange(1_000_000)
    chance, done, began = random.Random(seed), 0, time.monotonic()
    print(f"seed {seed}", flush=True)
    for turn in count():
        if done >= kills:
            return
        several = database == "postgresql" and turn % 2 == 1
        with scene(database, several=several) as torture:
            wanted = min(_ROUND, kills - done)
            if isinstance(torture, Several):
                play_several(torture, wanted, chance)
            else:
                play_one(torture, wanted, chance)
            torture.finish()
            told = torture.judge()
            done += torture.kills.total()
        seconds, who = int(time.monotonic() - began), "four workers" if several else "one worker"
        print(f"{database}, {who}: {done} kills in {seconds} s, nothing lost or repeated: {told}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "sqlite")
