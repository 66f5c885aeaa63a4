"""What a mail and a letter cost the store as everything grows: requests, letters of today, the ledger.

    python -m benchmarks.growth [--requests 1000 100000] [--letters 0 10000 100000] [--mails 100]

Each size is a new database of either kind. Mail is read beforehand: what is measured is the transaction that
takes it in, one per mail, and the two that claim and settle a letter. Milliseconds by the clock and of CPU of
this process; the server of PostgreSQL computes beside it. What counts is how the last row compares with the
first one.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from benchmarks.queue import fill
from tests.integration.installed import request
from tests.integration.local_worker import LocalWorker, mail
from tests.servers import postgres
from worker.requests.request_model import LetterState, Policy
from worker.services.intake.arrived_message import ArrivedMessage, read_arrival
from worker.services.intake.ingest_message import ingest_message
from worker.store.database import database_engine as engines
from worker.store.database.database_patience import Patience
from worker.store.records import MessagePlace
from worker.store.transactions import Store

_NEVER = 10_000_000  # letters an hour: no cap is to hold what is measured
_KINDS = ("mail that is not ours", "a request", "a letter")


@dataclass(frozen=True, kw_only=True)
class Cost:
    """The median of one kind, in milliseconds."""

    clock: float
    cpu: float


def main() -> None:
    """Print a table for each database."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--requests", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--letters", type=int, nargs="+", default=[0, 10_000, 100_000])
    parser.add_argument("--mails", type=int, default=100)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    given = parser.parse_args()
    sizes = [(given.requests[0], letters) for letters in given.letters]
    sizes += [(requests, given.letters[-1]) for requests in given.requests[1:]]
    if "sqlite" in given.databases:
        _on_sqlite(sizes, given.mails)
    if "postgresql" in given.databases:
        _on_postgresql(sizes, given.mails)


def _on_sqlite(sizes: Sequence[tuple[int, int]], mails: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        urls = (f"sqlite:///{name}/{number}.db" for number in range(len(sizes)))
        _table("SQLite", sizes, lambda: next(urls), mails)


def _on_postgresql(sizes: Sequence[tuple[int, int]], mails: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        server = postgres.start(Path(name), durable=True)
        try:
            _table("PostgreSQL", sizes, server.new_database, mails)
        finally:
            server.stop()


def _table(title: str, sizes: Sequence[tuple[int, int]], new: Callable[[], str], mails: int) -> None:
    print(f"\n| {title}: requests, letters of today | {' | '.join(_KINDS)} |\n|---|---|---|---|", flush=True)
    costs = []
    for requests, letters in sizes:
        costs.append(_measured(new(), requests, letters, mails))
        told = " | ".join(f"{one.clock:.2f} ms, CPU {one.cpu:.2f}" for one in costs[-1])
        print(f"| {requests:,}, {letters:,} | {told} |", flush=True)
    ratios = " | ".join(
        f"{last.cpu / first.cpu:.2f}" for first, last in zip(costs[0], costs[-1], strict=True)
    )
    print(f"| CPU, last to first | {ratios} |")


def _measured(url: str, requests: int, letters: int, mails: int) -> list[Cost]:
    store = Store(url)
    store.upgrade()
    fill(url, requests)
    _fill_day(url, letters)
    policy = Policy(
        staff_domains=frozenset({"vendor.test"}),
        letters_per_hour=_NEVER,
        letters_to_strangers_per_hour=_NEVER,
        letters_per_domain_per_day=_NEVER,
    )
    worker = LocalWorker(store, now=datetime.now(UTC).replace(microsecond=0), policy=policy)
    numbers = range(5_000_000, 5_000_000 + mails)
    others = [
        mail(f"Shall we meet at {n}?", sender=f"a{n}@other.test", subject=f"Lunch {n}") for n in numbers
    ]
    _taken(worker, [mail(f"Hello {n}", sender=f"b{n}@other.test", subject="Hi") for n in range(5)], 0)  # warm
    found = [_taken(worker, others, 1_000), _taken(worker, [request(n) for n in numbers], 2_000)]
    found.append(_sent(worker, mails // 2))
    store.close()
    return found


def _taken(worker: LocalWorker, mails: Sequence[bytes], first_uid: int) -> Cost:
    arrived = [
        read_arrival(
            worker.services, MessagePlace(mailbox="sales", uid_validity=1, uid=first_uid + n), worker.now, raw
        )
        for n, raw in enumerate(mails)
    ]

    def enter(one: ArrivedMessage) -> None:
        with worker.store.write() as tx:
            ingest_message(worker.services, tx, one)

    return _median([_timed(lambda one=one: enter(one)) for one in arrived])  # type: ignore[misc]


def _sent(worker: LocalWorker, count: int) -> Cost:
    def send() -> None:
        with worker.store.write() as tx:
            claimed = tx.letters.claim(worker.now, "growth")
        if claimed is None:
            raise SystemExit("no letter is due")
        with worker.store.write() as tx:
            tx.letters.settle(claimed[0].id, LetterState.SENT, sent_at=worker.now)

    return _median([_timed(send) for _ in range(count)])


def _timed(work: Callable[[], None]) -> Cost:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(clock=1000 * (time.perf_counter() - clock), cpu=1000 * (time.process_time() - cpu))


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        clock=statistics.median(one.clock for one in costs), cpu=statistics.median(one.cpu for one in costs)
    )


def _fill_day(url: str, letters: int) -> None:
    """So many letters of the last hours, each to a mailbox of its own, and as many mails in the ledger."""
    with _connected(url) as run:
        if not url.startswith("sqlite"):  # which numbers on from the last row by itself
            run("SET LOCAL statement_timeout = 0")
            run("SELECT setval(pg_get_serial_sequence('requests', 'id'), max(id)) FROM requests")
        if not letters:
            return
        numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {letters})"
        sqlite = url.startswith("sqlite")
        now = "strftime('%Y-%m-%d %H:00:00', 'now') || '.000000'" if sqlite else "date_trunc('hour', now())"
        empty, blob = ("'[]'", "x'00'") if sqlite else ("'[]'::json", "'x'::bytea")
        yes = "1" if sqlite else "true"
        whom = "substr('0000000000000000000000000000000000000000000000000000000000000000' || i, -64)"
        whom = whom if sqlite else "lpad(i::text, 64, '0')"
        run(
            "INSERT INTO letters (request_id, kind, round, state, recipient, cc, subject, message_id,"
            " automatic, pool, counted_at, text, raw, hold_reason, attempts, next_attempt_at, last_error,"
            " server_reply,"
            f" created_at, sent_at) {numbers} SELECT 1 + i % 1000, 'received', 1000 + i, 'sent',"
            f" 'p' || i || '@many.test', {empty}, 'Re: it', '<' || i || '@many.test>', {yes}, 'customers',"
            f" {now}, 'text', {blob}, '', 1, {now}, '', '', {now}, {now} FROM n"
        )
        run(
            "INSERT INTO letter_counts (whom, pool, since, number) "
            f"{numbers} SELECT {whom}, 'customers', {now}, 1 FROM n"
        )
        run(
            "INSERT INTO ledger (mailbox, folder, uid_validity, uid, digest, disposition, reason,"
            f" received_at, seen_at, reader, marked) {numbers}"
            " SELECT 'old', 'INBOX', 1, i, 'd' || i, 'ignored', '',"
            f" {now}, {now}, '1', {yes} FROM n"
        )


@contextmanager
def _connected(url: str) -> Iterator[Callable[[str], object]]:
    engine = engines.make_engine(engines.parse_url(url), foreign_keys=False, patience=Patience(seconds=3600))
    with engines.transaction(engine) as connection:
        yield lambda statement: connection.execute(text(statement.replace(":", "\\:")))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


if __name__ == "__main__":
    main()
