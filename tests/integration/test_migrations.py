"""Migrations bring a database to exactly the tables that the code knows."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Insert, insert, text

from worker.errors import RefusedError, UnavailableError
from worker.requests.request_model import LetterPool
from worker.store.database import database_engine as engines
from worker.store.database import migrate
from worker.store.tables.schema import ledger, letters, metadata, requests
from worker.store.transactions import Store

ROOT = Path(__file__).resolve().parents[2]


def test_an_empty_database_becomes_exactly_the_schema(empty_database_url: str) -> None:
    engine = engines.make_engine(engines.parse_url(empty_database_url))
    migrate.upgrade_database(engine)
    with engines.transaction(engines.for_reading(engine)) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_second_upgrade_is_harmless(empty_database_url: str) -> None:
    engine = engines.make_engine(engines.parse_url(empty_database_url))
    assert migrate.current(engine) is None
    migrate.upgrade_database(engine)
    with engines.transaction(engine) as connection:
        connection.execute(
            text(
                "INSERT INTO heartbeats (worker, name, at, good_for_seconds, problem)"
                " VALUES ('host/1', 'part', '2026-03-02', 60, '')"
            )
        )
    migrate.upgrade_database(engine)
    assert migrate.current(engine) == migrate.newest()
    with engines.transaction(engines.for_reading(engine)) as connection:
        assert connection.execute(text("SELECT count(*) FROM heartbeats")).scalar() == 1
    engine.dispose()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(empty_database_url: str) -> None:
    engine = engines.make_engine(engines.parse_url(empty_database_url))
    migrate.upgrade_database(engine)
    with engines.transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RefusedError, match=r"revision 9999.*use a newer sen-worker"):
        migrate.upgrade_database(engine)
    assert migrate.current(engine) == "9999"
    engine.dispose()


def test_a_database_without_tables_is_told_what_to_do(empty_database_url: str) -> None:
    engine = engines.make_engine(engines.parse_url(empty_database_url))
    with (
        pytest.raises(UnavailableError, match="sen-worker db upgrade"),
        engines.transaction(engine) as connection,
    ):
        connection.execute(text("SELECT count(*) FROM requests"))
    engine.dispose()


def test_two_upgrades_of_an_empty_database_at_the_same_time_both_succeed(
    empty_database_url: str, tmp_path: Path
) -> None:
    upgrade = (
        "import sys; from worker.store.transactions import Store; s = Store(sys.argv[1]);"
        "print('ready', flush=True); sys.stdin.readline(); s.upgrade(); print(s.revision())"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", upgrade, empty_database_url],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60) for process in processes] == [(f"{migrate.newest()}\n", "")] * 3


def test_a_database_of_a_newer_version_asks_for_a_newer_program(empty_database_url: str) -> None:
    store = Store(empty_database_url)
    with pytest.raises(UnavailableError, match=r"revision none .* run `sen-worker db upgrade`"):
        store.require_current()
    store.upgrade()
    store.require_current()
    engine = engines.make_engine(engines.parse_url(empty_database_url))
    with engines.transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnavailableError, match=r"revision 9999 .* use a newer sen-worker"):
        store.require_current()
    engine.dispose()
    store.close()


def test_letters_of_the_last_day_are_counted_and_who_answered_is_known(empty_database_url: str) -> None:
    old = engines.make_engine(engines.parse_url(empty_database_url), foreign_keys=False)
    config = migrate._config()
    now = datetime.now(UTC)
    with engines.transaction(old) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0020")
        for number, requester in enumerate(("ada@engines.test", "bo@other.test"), 1):
            connection.execute(_request(number, requester, now))
        connection.execute(_reply(1, now))
        hour, days = now - timedelta(hours=1), now - timedelta(days=2)
        for number, (request, to, state, at) in enumerate(
            (
                (1, "ada+1@engines.test", "sent", hour),
                (2, "bo@other.test", "sent", hour),
                (2, "bo@other.test", "held", hour),
                (2, "bo@other.test", "cancelled", hour),
                (2, "bo@other.test", "sent", days),
            ),
            1,
        ):
            connection.execute(_letter(number, request, to, state, at))
    old.dispose()
    store = Store(empty_database_url)
    store.upgrade()
    with store.read() as tx:
        ada, bo = tx.traffic.of("ada@engines.test", now), tx.traffic.of("bo@other.test", now)
        standings = [tx.requests.is_known(address) for address in ("ada@engines.test", "bo@other.test")]
        gone_out = tx.letters.of_request_by_pool(2)
    assert standings == [True, False]
    assert ada.to_address_today == ada.to_domain_today == {LetterPool.CUSTOMERS: 1}
    assert bo.to_address_today == bo.to_domain_today == {LetterPool.STRANGERS: 1}
    assert gone_out == {LetterPool.STRANGERS: 2}
    store.close()


def _request(number: int, requester: str, now: datetime) -> Insert:
    return insert(requests).values(
        id=number,
        reference=f"SW-{number}",
        form="marketplace-migration",
        state="needs_info",
        attention=[],
        requester=requester,
        requester_name="",
        subject="",
        ask=[],
        problems={},
        round=1,
        sens=[],
        thread=[],
        created_at=now,
        updated_at=now,
        language="en",
        version=1,
    )


def _reply(request: int, now: datetime) -> Insert:
    return insert(ledger).values(
        mailbox="sales",
        uid_validity=1,
        uid=1,
        disposition="reply",
        reason="",
        request_id=request,
        received_at=now,
        seen_at=now,
        reader="1",
        marked=True,
    )


def _letter(number: int, request: int, to: str, state: str, at: datetime) -> Insert:
    return insert(letters).values(
        request_id=request,
        kind="missing_fields",
        round=number,
        state=state,
        recipient=to,
        cc=[],
        subject="",
        message_id=f"<{number}@vendor.test>",
        automatic=True,
        text="",
        raw=b"",
        hold_reason="",
        attempts=0,
        next_attempt_at=at,
        last_error="",
        server_reply="",
        created_at=at,
    )


def test_history_does_not_change_with_the_code() -> None:
    files = [*(ROOT / "migrations").rglob("*.py")]
    assert len(files) > 10
    imports = re.compile(r"^\s*(from|import) worker\b", re.MULTILINE)
    assert [file.name for file in files if imports.search(file.read_text())] == []
