"""Migrations bring a database to exactly the tables that the code knows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from worker.errors import RefusedError, UnavailableError
from worker.store import engine as engines
from worker.store import migrate
from worker.store.schema import metadata
from worker.store.store import Store

ROOT = Path(__file__).resolve().parents[2]


def test_an_empty_database_becomes_exactly_the_schema(database_url: str) -> None:
    engine = engines.make_engine(engines.parse_url(database_url))
    migrate.upgrade(engine)
    with engines.transaction(engines.for_reading(engine)) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_second_upgrade_is_harmless(database_url: str) -> None:
    engine = engines.make_engine(engines.parse_url(database_url))
    assert migrate.current(engine) is None
    migrate.upgrade(engine)
    with engines.transaction(engine) as connection:
        connection.execute(text("INSERT INTO heartbeats VALUES ('host/1', 'part', '2026-03-02', 60, '')"))
    migrate.upgrade(engine)
    assert migrate.current(engine) == migrate.newest()
    with engines.transaction(engines.for_reading(engine)) as connection:
        assert connection.execute(text("SELECT count(*) FROM heartbeats")).scalar() == 1
    engine.dispose()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(database_url: str) -> None:
    engine = engines.make_engine(engines.parse_url(database_url))
    migrate.upgrade(engine)
    with engines.transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RefusedError, match=r"revision 9999.*use a newer sen-worker"):
        migrate.upgrade(engine)
    assert migrate.current(engine) == "9999"
    engine.dispose()


def test_a_database_without_tables_is_told_what_to_do(database_url: str) -> None:
    engine = engines.make_engine(engines.parse_url(database_url))
    with (
        pytest.raises(UnavailableError, match="sen-worker db upgrade"),
        engines.transaction(engine) as connection,
    ):
        connection.execute(text("SELECT count(*) FROM requests"))
    engine.dispose()


def test_two_upgrades_of_an_empty_database_at_the_same_time_both_succeed(
    database_url: str, tmp_path: Path
) -> None:
    upgrade = (
        "import sys; from worker.store.store import Store; s = Store(sys.argv[1]);"
        "print('ready', flush=True); sys.stdin.readline(); s.upgrade(); print(s.revision())"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", upgrade, database_url],
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


def test_a_database_of_a_newer_version_asks_for_a_newer_program(database_url: str) -> None:
    store = Store(database_url)
    with pytest.raises(UnavailableError, match=r"revision none .* run `sen-worker db upgrade`"):
        store.require_current()
    store.upgrade()
    store.require_current()
    engine = engines.make_engine(engines.parse_url(database_url))
    with engines.transaction(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnavailableError, match=r"revision 9999 .* use a newer sen-worker"):
        store.require_current()
    engine.dispose()
    store.close()
