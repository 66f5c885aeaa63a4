"""The pages of queue and request at the server with many requests, on SQLite and on PostgreSQL.

`python -m benchmarks.queue [NUMBER [sqlite]]` fills a new database of each, or of SQLite alone
(1,000,000 requests without NUMBER), and prints, per view, the median and the slowest of some askings of the
whole page, signed in, and the median of the time that this process computed meanwhile, which depends less on
what else the machine does.
"""

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from sqlalchemy import Connection, text
from starlette.testclient import TestClient

from tests.integration.local_worker import SHIPPED, LocalWorker, form, mail, quoted
from tests.servers import postgres
from worker.services.accounts import staff_accounts
from worker.services.monitoring.system_status import ConfiguredFolder, ConfiguredServers
from worker.services.staff_roles import StaffRole
from worker.store.database import database_engine as engines
from worker.store.database.database_patience import Patience
from worker.store.transactions import Store
from worker.web.asgi import make_app
from worker.web.page_renderer import Pages
from worker.web.web_context import WebContext

ROUNDS = 15
PASSWORD = "correct horse battery staple"
VIEWS = (
    ("first page of what is open", "/queue"),
    ("all, newest first", "/queue?state=all&sort=newest"),
    ("completed, last changed first", "/queue?state=completed&sort=recent"),
    ("one state, one person", "/queue?state=needs_info&assigned=staff3"),
    ("somebody who has three of them", "/queue?state=all&assigned=rare"),
    ("one reason for attention, in all", "/queue?state=all&attention=letter_bounced"),
    ("attention, person and form", "/queue?state=attention&assigned=staff1&form=marketplace-migration"),
    ("a form that has few open ones", "/queue?form=cloud-interest"),
    ("waiting for over three days", "/queue?waiting=3"),
    ("by verdict", "/queue?sort=odd"),
    ("a page deep in all of them", "/queue?state=all&after=1740000000000000.500000"),
    ("the page before that", "/queue?state=all&before=1740000000000000.500000"),
)
SEARCHES = ("lastname4242", "city7 country3", "country3", "firstname12 lastname", "{key}")

_I = "WITH RECURSIVE n(i) AS (SELECT {one} UNION ALL SELECT i + 1 FROM n WHERE i < {number})"
_STATE = """CASE WHEN i * 7919 % 1000 < 25 THEN 'needs_info' WHEN i * 7919 % 1000 < 37 THEN 'ready_for_review'
  WHEN i * 7919 % 1000 < 40 THEN 'approved' WHEN i * 7919 % 1000 < 860 THEN 'completed'
  WHEN i * 7919 % 1000 < 900 THEN 'rejected' WHEN i * 7919 % 1000 < 960 THEN 'expired'
  WHEN i * 7919 % 1000 < 970 THEN 'withdrawn' ELSE 'interested' END"""
_FORM = "CASE WHEN i * 7919 % 1000 >= 970 THEN 'cloud-interest' ELSE 'marketplace-migration' END"
_ASSIGNEE = """CASE WHEN i % 300000 = 7 THEN 'rare' WHEN i * 31 % 40 < 25 THEN ''
  ELSE 'staff' || (i * 31 % 40 - 24) END"""
_MARK = """CASE WHEN i * 104729 % 100 < 3 THEN 'letter_bounced'
  WHEN i * 104729 % 100 < 6 THEN 'customer_wrote' END"""
_WORDS = (
    "'sw'", "'r' || i", "'firstname' || (i * 31 % 2000)", "'lastname' || (i * 7919 % 50000)", "'person' || i",
    "'company' || (i * 17 % 200000)", "'test'", "'city' || (i * 13 % 500)", "'country' || (i % 40)",
    "'street' || (i * 11 % 9000)", "'<' || substr((i * 2654435761 % 4294967296) || '000000000000', 1, 10)",
    "'sen'", "'migrate'",
)  # fmt: skip


def main(number: int, *, alone: bool) -> None:
    """Measure both databases, or SQLite alone."""
    with tempfile.TemporaryDirectory() as name:
        measure(f"SQLite, {number:,} requests", f"sqlite:///{name}/bench.db", number)
    if alone:
        return
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        server = postgres.start(Path(name))
        try:
            measure(f"PostgreSQL, {number:,} requests", server.new_database(), number)
        finally:
            server.stop()


def measure(title: str, url: str, number: int) -> None:
    """Fill the database and time the views."""
    store = Store(url)
    store.upgrade()
    start = time.perf_counter()
    fill(url, number)
    print(f"{title} (filled in {time.perf_counter() - start:.0f} s)")
    with _signed_in(store) as client:
        key = str(number // 2 * 2654435761 % 4294967296)
        for name, path in (*VIEWS, *_searched(client, key), *_opened(LocalWorker(store), client)):
            _show(name, [_seconds(client, path) for _ in range(ROUNDS)])
    store.close()


def _show(name: str, seconds: list[tuple[float, float]]) -> None:
    taken, computed = zip(*seconds, strict=True)
    median, slowest = 1000 * statistics.median(taken), 1000 * max(taken)
    busy = 1000 * statistics.median(computed)
    print(f"  {name:40} {median:7.1f} ms   slowest {slowest:7.1f} ms   computing {busy:6.1f} ms", flush=True)


def _seconds(client: TestClient, path: str) -> tuple[float, float]:
    start = time.perf_counter(), time.process_time()
    answer = client.get(path)
    taken = time.perf_counter() - start[0], time.process_time() - start[1]
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return taken


@contextmanager
def _signed_in(store: Store) -> Iterator[TestClient]:
    services = LocalWorker(store).services
    staff_accounts.add(services, "olga", PASSWORD, StaffRole.REVIEWER)
    box = ConfiguredFolder(
        name="sales", mailbox="sales", folder="INBOX", address="sales@vendor.test", server="imap:993"
    )
    pages, premises = Pages(SHIPPED, services.clock), ConfiguredServers(boxes=(box,))
    context = WebContext(services=services, pages=pages, secure=False, premises=premises)
    client = TestClient(make_app(context), base_url="http://127.0.0.1", follow_redirects=False)
    data = {"name": "olga", "password": PASSWORD, "csrf": _token(client, "/sign-in")}
    client.post("/sign-in", data=data)
    yield client


def _token(client: TestClient, path: str) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get(path).text)
    if found is None:
        raise RuntimeError(f"{path} has no form")
    return found[1]


def _searched(client: TestClient, key: str) -> Iterator[tuple[str, str]]:
    token = _token(client, "/queue")
    for words in SEARCHES:
        answer = client.post("/search", data={"csrf": token, "q": words.format(key=key[:8][::-1])})
        yield f"search: {words}", answer.headers["location"]


def _opened(worker: LocalWorker, client: TestClient) -> Iterator[tuple[str, str]]:
    """The page of a request with three mails and their letters: opened from lists, and from none."""
    worker.receive(mail(form(holder_name="", address="12 High Street")))
    for words in ("The holder is Ada Byron", "12 High Street, Leeds LS1 4AP, United Kingdom"):
        [letter] = worker.send()
        reply = {"In_Reply_To": str(letter["Message-ID"]), "subject": f"Re: {letter['Subject']}"}
        outcome = worker.receive(mail(f"{words}\n\n{quoted(letter)}", **reply))
    name = worker.request(outcome).reference
    yield "the page of a request", f"/requests/{name}"
    for title, path in (("from what is open", "/queue?sort=newest"), ("by verdict", "/queue?sort=odd")):
        found = re.search(r'href="(/requests/[^"#]+)"', client.get(path).text)
        if found is None:
            raise RuntimeError(f"{path} has no request")
        yield f"one opened {title}", unescape(found[1])


def fill(url: str, number: int) -> None:
    """So many requests of two years, as they would lie in the tables."""
    engine = engines.make_engine(engines.parse_url(url), foreign_keys=False, patience=Patience(seconds=3600))
    with engines.transaction(engine) as connection:
        sqlite = connection.dialect.name == "sqlite"
        if not sqlite:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        indexes = _without_indexes(connection)
        for statement in _statements(number, sqlite=sqlite):
            connection.execute(text(statement.replace(":", "\\:")))
        for index in indexes:
            connection.execute(text(index))
        if not sqlite:  # it counts on behind what has a number already
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence('requests', 'id'), max(id)) FROM requests")
            )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM")
    engine.dispose()


def _without_indexes(connection: Connection) -> list[str]:
    """Drop the queue's indexes; the statements that make them again, much faster than row by row."""
    if connection.dialect.name == "sqlite":
        query = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name LIKE 'queue%' AND sql > ''"
        )
    else:
        query = "SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'ix_queue%'"
    found = connection.execute(text(query)).all()
    for name, _ in found:
        connection.execute(text(f"DROP INDEX {name}"))
    return [str(statement) for _, statement in found]


def _statements(number: int, *, sqlite: bool) -> Iterator[str]:
    start = "strftime('%Y-%m-%d %H:%M:%S', '2024-03-02', '+' || ({}) || ' seconds') || '.000000'"
    moment = start if sqlite else "timestamptz '2024-03-02 00:00Z' + ({}) * interval '1 second'"
    json = "" if sqlite else "::json"
    rows = _I.format(number=number, one="1" if sqlite else "1::bigint")
    created, changed = (
        moment.format(f"i * 62000000 / {number}"),
        moment.format(f"i * 62000000 / {number} + 86400"),
    )
    yield (
        "INSERT INTO requests (id, reference, form, state, attention, requester, requester_name, subject,"
        " ask, problems, round, sens, thread, assigned_to, created_at, updated_at, language, version) "
        f"{rows} SELECT i, 'SW-R' || i, {_FORM}, {_STATE}, "
        f"(CASE WHEN {_MARK} IS NULL THEN '[]' ELSE '[\"' || {_MARK} || '\"]' END){json}, "
        f"'person' || i || '@company.test', 'Firstname Lastname' || i, 'I want to migrate', "
        f"'[]'{json}, '{{}}'{json}, 1, '[]'{json}, '[]'{json}, "
        f"nullif({_ASSIGNEE}, ''), {created}, {changed}, 'en', 3 FROM n"
    )
    yield (
        "INSERT INTO fields (request_id, name, value, set_by) "
        f"{rows} SELECT i, 'organization', ('\"Company ' || (i * 17 % 200000) || '\"'){json}, 'customer' "
        "FROM n"
    )
    columns = "request_id, mark, state, form, assignee, since, changed"
    facts = f"{_STATE}, {_FORM}, {_ASSIGNEE}, {created}, {changed} FROM n"
    yield f"INSERT INTO queue ({columns}) {rows} SELECT i, '', {facts}"
    yield f"INSERT INTO queue ({columns}) {rows} SELECT i, 'any', {facts} WHERE {_MARK} IS NOT NULL"
    yield f"INSERT INTO queue ({columns}) {rows} SELECT i, {_MARK}, {facts} WHERE {_MARK} IS NOT NULL"
    place = "mark, assignee, state, form"
    yield f"INSERT INTO queue_counts ({place}, number) SELECT {place}, count(*) FROM queue GROUP BY {place}"
    cases = " ".join(f"WHEN {k} THEN {word}" for k, word in enumerate(_WORDS))
    several = ", ".join(f"({k})" for k in range(len(_WORDS)))
    yield (
        f"INSERT INTO queue_words (request_id, word) {rows}, k(k) AS (VALUES {several}) "
        f"SELECT i, CASE k {cases} END FROM n CROSS JOIN k"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000, alone="sqlite" in sys.argv[2:])
