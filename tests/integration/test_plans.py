"""No statement on the way of a mail or a letter reads more rows as the tables grow: the database says how.

Whatever a mail, a reply, a bounce, a duplicate and a letter ask for is written down as it runs, and then
explained on tables that hold thousands of rows. A scan of one of them fails, whatever it would take today.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail, quoted
from worker.store.database import database_engine as engines
from worker.store.transactions import Store

_ROWS = 3_000
#: Tables whose rows become more with mail, letters, requests, staff or time.
GROWING = frozenset({
    "accounts", "events", "fields", "ledger", "ledger_events", "letter_counts", "letters", "license_keys",
    "notices", "queue", "queue_words", "raw_messages", "requests", "searches", "sens", "sent_copies",
})  # fmt: skip
#: Begins of statements of which there is nothing to explain.
_NOT_EXPLAINED = ("BEGIN", "PRAGMA", "SELECT pg_", "SELECT set_config", "EXPLAIN")


@dataclass(frozen=True, slots=True)
class Statement:
    """One that was run, and with what."""

    sql: str
    values: Any


def run_everything(worker: LocalWorker, domain: str, key: str = KEY) -> None:
    """A request of each kind of sender, its reply, a bounce, a duplicate, strangers' mail; letters go out."""
    first = worker.receive(
        mail(
            form(holder_name="", license_key=key, account_email=f"licenses@{domain}"),
            sender=f"Ada Byron <ada@{domain}>",
        )
    )
    [asked] = worker.send()
    said = "Ada Byron"
    answer = f"{said}\n\n{quoted(asked)}"
    names = {"In_Reply_To": str(asked["Message-ID"]), "References": str(asked["Message-ID"])}
    worker.receive(mail(answer, sender=f"Ada Byron <ada@{domain}>", subject=str(asked["Subject"]), **names))
    worker.send()
    worker.receive(
        mail("Is Tuesday at ten convenient?", sender=f"bob@{domain}", subject=f"Lunch at {domain}")
    )
    again = mail(form(), sender=f"carol@{domain}", Message_ID=f"<one@{domain}>")
    worker.receive(again)
    worker.receive(again, mailbox="copies")
    worker.receive(mail(form(), sender=f"dan@{domain}"))
    worker.send()
    report = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n\nIt failed.\n"
        "--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\n"
        f"Final-Recipient: rfc822; ada@{domain}\nAction: failed\nStatus: 5.1.1\n"
        f"--x\nContent-Type: text/rfc822-headers\n\nMessage-ID: {asked['Message-ID']}\n--x--\n"
    )
    head = "From: mailer-daemon@mx.test\nTo: sales@vendor.test\nSubject: failed\nMIME-Version: 1.0\n"
    worker.receive((head + report).replace("\n", "\r\n").encode())
    assert first.request is not None


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def test_no_statement_on_the_way_of_a_mail_or_letter_scans_a_table_that_grows(
    worker: LocalWorker, database_url: str
) -> None:
    run_everything(worker, "engines.test")  # there has to be something to multiply
    engine = engines.make_engine(engines.parse_url(database_url), foreign_keys=False)
    with engines.transaction(engine) as connection:
        multiply(connection)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    worker.now += timedelta(minutes=5)
    seen: dict[str, Statement] = {}
    with Recorded(worker.store._engine, seen):
        run_everything(worker, "pumps.test", OTHER_KEY)
    assert len(seen) > 30
    with engine.connect() as connection:
        assert scanned(connection, Statement("SELECT count(*) FROM letters", ()))
        wrong = {sql: scans for sql, one in seen.items() if (scans := scanned(connection, one))}
    engine.dispose()
    assert wrong == {}


class Recorded:
    """Writes down what runs meanwhile: each statement once."""

    def __init__(self, engine: Engine, seen: dict[str, Statement]) -> None:
        self._engine, self._seen = engine, seen

    def __enter__(self) -> None:
        event.listen(self._engine, "before_cursor_execute", self._note)

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(
        self, _link: object, _cursor: object, sql: str, values: Any, _context: object, _many: object
    ) -> None:
        if not sql.startswith(_NOT_EXPLAINED):
            self._seen.setdefault(sql, Statement(sql, values[0] if isinstance(values, list) else values))


def scanned(connection: Connection, one: Statement) -> list[str]:
    """The tables that a statement reads from one end to the other, or an index of theirs."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one.sql}", one.values)
        steps = [str(row.detail) for row in rows]
        return [step for step in steps if step.startswith("SCAN ") and step.split()[1] in GROWING]
    # A table of some thousand rows may well be quicker to read whole: the question is whether it has to be.
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    told = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {one.sql}", one.values).scalar_one()
    plan = json.loads(told) if isinstance(told, str) else told
    return [*_scans(plan[0]["Plan"])]


def _scans(plan: Mapping[str, Any], *, limited: bool = False) -> Iterator[str]:
    kind, table = str(plan["Node Type"]), str(plan.get("Relation Name", ""))
    whole = kind == "Seq Scan" or (kind.startswith("Index") and "Index Cond" not in plan and not limited)
    if table in GROWING and whole:
        yield f"{kind} of {table}"
    if kind == "Bitmap Index Scan" and "Index Cond" not in plan:
        yield f"{kind} of {plan['Index Name']}"
    for part in plan.get("Plans", ()):
        yield from _scans(part, limited=limited or kind == "Limit")


def multiply(connection: Connection) -> None:
    """Each of the tables gets thousands of rows that are like the last one, but for what has to differ."""
    for table, changed in _DIFFERING.items():
        columns = [*_columns(connection, table)]
        chosen = ", ".join(changed.get(name, f'"{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        one = f"(SELECT * FROM {table} ORDER BY {next(iter(changed))} DESC LIMIT 1) AS one"
        numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {_ROWS})"
        statement = f"INSERT INTO {table} ({names}) {numbers} SELECT {chosen} FROM n, {one}"
        connection.execute(text(statement.replace(":", "\\:")))


def _columns(connection: Connection, table: str) -> Iterator[str]:
    yield from connection.execute(text(f"SELECT * FROM {table} LIMIT 0")).keys()


#: By table, how the columns that are unique differ in each new row; the first names the row to copy.
_DIFFERING: dict[str, dict[str, str]] = {
    "requests": {
        "id": "1000 + i",
        "reference": "'SW-T' || i",
        "requester": "'person' || i || '@many.test'",
    },
    "fields": {"request_id": "1000 + i"},
    "license_keys": {"request_id": "1000 + i", "digest": "'digest' || i"},
    "accounts": {"request_id": "1000 + i", "digest": "'digest' || i"},
    "events": {"id": "100000 + i", "request_id": "1000 + i"},
    "ledger": {
        "id": "100000 + i",
        "uid": "100000 + i",
        "digest": "'digest' || i",
        "message_id": "'<' || i || '@many.test>'",
        "request_id": "1000 + i",
    },
    "raw_messages": {"ledger_id": "100000 + i"},
    "letters": {
        "id": "100000 + i",
        "request_id": "1000 + i",
        "message_id": "'<letter' || i || '@many.test>'",
        "recipient": "'person' || i || '@many.test'",
    },
    "queue": {"request_id": "1000 + i"},
    "queue_words": {"word": "'word' || i", "request_id": "1000 + i"},
}


def test_letters_of_today_are_counted_and_not_read(worker: LocalWorker) -> None:
    run_everything(worker, "engines.test")
    with worker.store.read() as tx:
        assert sum(tx.letters.counts().values()) >= 3
    seen: dict[str, Statement] = {}
    with Recorded(worker.store._engine, seen), worker.store.read() as tx:
        tx.traffic.of("ada@engines.test", worker.now)
    assert all("letter_counts" in sql and "FROM letters" not in sql for sql in seen)
