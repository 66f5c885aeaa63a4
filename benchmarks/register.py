"""Importing a sales list, on SQLite and on PostgreSQL, beside the plain reading of it by `csv`.

`python -m benchmarks.register [ROWS]` writes a list (1,000,000 rows without ROWS) and prints rows
per second of the wall clock and of this process's own time, the most memory that it took, and how often the
plain reading fits into that time; then the time that the looking up of one key takes, known and unknown, and
what all checks of one request take among a tenth as many requests.
"""

import csv
import random
import resource
import statistics
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import text

from benchmarks.queue import fill
from tests.integration.local_worker import LocalWorker, form, mail
from tests.servers import postgres
from worker.services import row_views
from worker.services.register import register_history, register_import
from worker.services.service_context import ServiceContext
from worker.store.database import database_engine as engines
from worker.store.transactions import Store

SECRET = b"0123456789abcdef"
_CHECKED = 100
HEADINGS = (
    "Order date",
    "License key",
    "Product",
    "Users",
    "Company",
    "Contact",
    "E-mail",
    "Maintenance until",
)


def main(number: int) -> None:
    """Measure both databases."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        file = folder / "sales.csv"
        write(file, number)
        plain = read(file)
        print(f"csv alone: {number / plain:,.0f} rows/s")
        measure("SQLite", f"sqlite:///{folder}/bench.db", file, number, plain)
        server = postgres.start(folder)
        try:
            measure("PostgreSQL", server.new_database(), file, number, plain)
        finally:
            server.stop()


def write(file: Path, number: int) -> None:
    """A list of that many licenses."""
    chance = random.Random(7)
    with file.open("w", encoding="utf-8", newline="") as listed:
        writer = csv.writer(listed)
        writer.writerow(HEADINGS)
        for at in range(number):
            day = f"20{10 + at % 9}-{1 + at % 12:02}-{1 + at % 28:02}"
            row = (day, key(chance), "Balsamiq Mockups for JIRA", 50, f"Company {at} Ltd", f"Ada No{at}")
            writer.writerow((*row, f"ada{at}@company{at}.test", day))


def key(chance: random.Random) -> str:
    """A license key as long as real ones are."""
    return "eJ" + b64encode(chance.randbytes(60)).decode()


def read(file: Path) -> float:
    """How long `csv` alone needs."""
    start = time.process_time()
    with file.open(encoding="utf-8", newline="") as listed:
        for _ in csv.reader(listed):
            pass
    return time.process_time() - start


@contextmanager
def quiet(_name: str, _total: int) -> Iterator[Callable[[int], None]]:
    """Nobody watches."""
    yield lambda _count: None


def measure(title: str, url: str, file: Path, number: int, plain: float) -> None:
    """Import, import again, look up."""
    store = Store(url)
    store.upgrade()
    services = replace(LocalWorker(store).services, register_secret=SECRET)
    for what in ("first import", "the same again"):
        wall, own = time.perf_counter(), time.process_time()
        plan = register_import.plan_import(services, file, {})
        counts = register_import.run_import(services, plan, "bench", quiet).counts
        wall, own = time.perf_counter() - wall, time.process_time() - own
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{title}, {what}: {number / wall:,.0f} rows/s, {number / own:,.0f} rows/s of own time "
            f"({own / plain:.1f} times csv alone), {peak} MB; {counts.added:,} added, {counts.same:,} same"
        )
    look_up(title, services, file)
    check(title, url, store, file, number // 10)
    store.close()


def check(title: str, url: str, store: Store, file: Path, requests: int) -> None:
    """What looking at one request costs, with its mail and the list, among so many others."""
    fill(url, requests)
    if url.startswith("postgresql"):
        _count_on(url)
    worker = LocalWorker(store)
    with file.open(encoding="utf-8", newline="") as listed:
        keys = [row[1] for _, row in zip(range(_CHECKED + 1), csv.reader(listed), strict=False)][1:]
    services = replace(worker.services, register_secret=SECRET)
    references = []
    for at, one in enumerate(keys):
        told = form(license_key=one, account_email=f"it@checked{at}.test", organization=f"Company {at} Ltd")
        request = worker.receive(
            mail(told, f"it@checked{at}.test", Message_ID=f"<{at}@checked.test>")
        ).request
        references.append(request.reference if request else "")
    for what in ("first", "again"):
        spent = []
        for reference in references:
            start = time.process_time()
            row_views.request(services, reference)
            spent.append(1000 * (time.process_time() - start))
        middle, most = statistics.median(spent), sorted(spent)[len(spent) * 95 // 100]
        print(f"{title}, checks of one of {requests:,} requests, {what}: {middle:.1f} ms, 95 % {most:.1f} ms")


def _count_on(url: str) -> None:
    """Let the next ids be those behind what was filled in."""
    engine = engines.make_engine(engines.parse_url(url))
    with engines.transaction(engine) as connection:
        for table in ("requests", "letters", "ledger", "events"):
            last = f"(SELECT COALESCE(MAX(id), 0) + 1 FROM {table})"
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})"))
    engine.dispose()


def look_up(title: str, services: ServiceContext, file: Path) -> None:
    """Known keys, and keys that nothing is like."""
    with file.open(encoding="utf-8", newline="") as listed:
        known = [row[1] for _, row in zip(range(101), csv.reader(listed), strict=False)][1:]
    chance = random.Random(8)
    for what, wanted in (("known", known), ("unknown", [key(chance) for _ in range(100)])):
        start = time.process_time()
        for one in wanted:
            register_history.look_up(services, one)
        spent = (time.process_time() - start) / len(wanted)
        print(f"{title}, look-up of a key that is {what}: {spent * 1000:.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
