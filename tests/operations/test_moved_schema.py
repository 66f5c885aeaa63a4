"""A newer version that upgrades the database while this one is at work."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.integration.installed import request
from tests.integration.wired_installation import arrive
from worker.app import App
from worker.store.database.database_errors import SchemaMovedError


def alter(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "worker.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def ledger(app: App) -> int:
    with app.services.store.read() as tx:
        return len(list(tx.ledger.listed()))


def test_a_worker_stands_by_and_takes_nothing_in_under_tables_that_it_does_not_know(
    app: App, tmp_path: Path
) -> None:
    arrive(app, request(1), 1)
    # Within the second in which it does not look: the row itself is what the new table refuses.
    alter(
        tmp_path,
        "CREATE TRIGGER new_column BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'NOT NULL'); END",
        "UPDATE alembic_version SET version_num = '9999'",
    )
    for number in (2, 3):
        with pytest.raises(SchemaMovedError, match="now at revision 9999"):
            arrive(app, request(number), number)
    with closing(sqlite3.connect(tmp_path / "worker.db")) as connection:
        assert connection.execute("SELECT count(*) FROM ledger").fetchone() == (1,)


def test_an_older_worker_beside_a_newer_database_says_so_and_stops(app: App, tmp_path: Path) -> None:
    alter(tmp_path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Exception, match="revision 9999, unknown to this version; use a newer sen-worker"):
        app.prepare()
