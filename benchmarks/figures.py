"""The pages of figures and mailboxes at the server after 1,000,000 requests in two years.

`python -m benchmarks.figures [NUMBER]` fills a new database of each kind with what so many requests leave
in the tables that these pages read, and prints the median and the slowest of some askings of each page,
and the median of the time that this process computed meanwhile.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, insert, text

from benchmarks.queue import ROUNDS, _seconds, _show, _signed_in
from tests.integration.local_worker import MONDAY, LocalWorker, form, mail
from tests.servers import postgres
from worker.requests.staff.lead_time import told_minutes
from worker.store.database import database_engine as engines
from worker.store.records import MailboxState
from worker.store.requests.statistics_table import week_of
from worker.store.tables.statistics_schema import figures
from worker.store.transactions import Store

WEEKS = 104
VIEWS = (
    ("8 weeks", "/figures"),
    ("52 weeks", "/figures?weeks=52"),
    ("52 weeks of one form", "/figures?weeks=52&form=marketplace-migration"),
    ("52 weeks as a file", "/figures/file?weeks=52"),
    ("mailboxes", "/mailboxes"),
)
_FORM = "marketplace-migration"
_FIELDS = ("license_key", "account_email", "holder_name", "organization", "address", "confirmation")
_PROBLEMS = ("missing", "placeholder", "invalid", "ambiguous", "incomplete", "no_country", "contradicted")
_KINDS = ("missing_fields", "received", "reminder", "last_notice", "answer", "sen_confirmation", "rejected")
_STATES = ("needs_info", "ready_for_review", "approved", "completed", "rejected", "withdrawn", "expired")
_NAMED = {
    "state": _STATES,
    "asked": ("0", "1", "2", "3"),
    "taken_over": ("",),
    "first": ("",),
    "left_out": tuple(f"{field} {problem}" for field in _FIELDS for problem in _PROBLEMS),
    "sent": _KINDS,
    "bounced": _KINDS,
}


def main(number: int) -> None:
    """Measure both databases."""
    with tempfile.TemporaryDirectory() as name:
        measure(f"SQLite, {number:,} requests", f"sqlite:///{name}/bench.db", number)
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        server = postgres.start(Path(name))
        try:
            measure(f"PostgreSQL, {number:,} requests", server.new_database(), number)
        finally:
            server.stop()


def measure(title: str, url: str, number: int) -> None:
    """Fill the database and time the pages."""
    store = Store(url)
    store.upgrade()
    _begin(store)
    _fill(url, number)
    print(title)
    with _signed_in(store) as client:
        for name, path in VIEWS:
            _show(name, [_seconds(client, path) for _ in range(ROUNDS)])
    store.close()


def _fill(url: str, number: int) -> None:
    counts = _counts(number)
    engine = engines.make_engine(engines.parse_url(url), foreign_keys=False)
    with engines.transaction(engine) as connection:
        sqlite = connection.dialect.name == "sqlite"
        names = ("week", "form", "what", "name")
        rows = [{**dict(zip(names, key, strict=True)), "number": many} for key, many in counts.items()]
        connection.execute(delete(figures))
        connection.execute(insert(figures), rows)
        for statement in _statements(number, sqlite=sqlite):
            connection.execute(text(statement.replace(":", "\\:")))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _counts(number: int) -> Counter[tuple[object, ...]]:
    """What so many requests, evenly over two years, leave in the figures."""
    chance, counts = random.Random(7), Counter[tuple[object, ...]]()
    for back in range(WEEKS):
        week = week_of(MONDAY - timedelta(weeks=back))
        for what, names in _NAMED.items():
            counts |= Counter({(week, _FORM, what, name): chance.randrange(1, 900) for name in names})
        for _ in range(number // WEEKS):
            counts[week, _FORM, "took", _told(chance.lognormvariate(7.4, 1.4))] += 1
        counts |= Counter({(week, _FORM, "waited", whom): number * 20 for whom in ("customer", "us")})
    return counts


def _told(minutes: float) -> str:
    return str(told_minutes(timedelta(minutes=minutes)))


def _begin(store: Store) -> None:
    """A request for all letters to belong to, and a folder that is known."""
    worker = LocalWorker(store)
    worker.receive(mail(form()))
    state = MailboxState(
        name="sales",
        folder="INBOX",
        uid_validity=2,
        floor_uid=0,
        cursor_uid=0,
        read_since=None,
        backlog_done=True,
    )
    with store.write() as tx:
        tx.mailboxes.meet(state, MONDAY)


def _statements(number: int, *, sqlite: bool) -> Iterator[str]:
    """As many messages and polls as requests, and two letters for each of them."""
    json, yes, empty = ("", "1", "x''") if sqlite else ("::json", "true", "''::bytea")
    message, letter = _ago(number, sqlite=sqlite), _ago(2 * number, sqlite=sqlite)
    yield f"""INSERT INTO ledger
        (mailbox, uid_validity, uid, disposition, reason, received_at, seen_at, reader, marked)
        {_rows(number, sqlite=sqlite)}
        SELECT 'sales', 2, i, 'ignored', 'not ours', {message}, {message}, '1', {yes} FROM n"""
    yield f"""INSERT INTO polls (mailbox, at, found, counts) {_rows(number, sqlite=sqlite)}
        SELECT 'sales', {message}, 2, '{{"ignored": 1, "request": 1}}'{json} FROM n"""
    yield f"""INSERT INTO letters
        (request_id, kind, round, state, recipient, cc, subject, message_id, automatic, text, raw,
        hold_reason, attempts, next_attempt_at, last_error, server_reply, created_at, sent_at)
        {_rows(2 * number, sqlite=sqlite)} SELECT 1, 'answer', i, 'sent', 'a' || i || '@a.test', '[]'{json},
        'S', '<' || i || '>', {yes}, '', {empty}, '', 1, {letter}, '', '', {letter}, {letter} FROM n"""


def _rows(number: int, *, sqlite: bool) -> str:
    one = "1" if sqlite else "1::bigint"
    return f"WITH RECURSIVE n(i) AS (SELECT {one} UNION ALL SELECT i + 1 FROM n WHERE i < {number})"


def _ago(number: int, *, sqlite: bool) -> str:
    """A moment per row, evenly over the weeks up to now."""
    seconds, now = f"({number} - i) * {WEEKS * 7 * 86_400} / {number}", f"{MONDAY:%Y-%m-%d %H:%M:%S}"
    if sqlite:
        return f"strftime('%Y-%m-%d %H:%M:%S', '{now}', '-' || ({seconds}) || ' seconds') || '.000000'"
    return f"timestamptz '{now}Z' - ({seconds}) * interval '1 second'"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000)
