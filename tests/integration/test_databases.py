"""PostgreSQL as it is in the world: what can't work is refused, and what fails for a while is waited out."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests.integration.installed import install, request, settings_file
from tests.integration.wired_installation import arrive
from tests.servers.machinery import wait_until
from tests.servers.pgbouncer import PgBouncer
from tests.servers.postgres import Postgres
from worker.errors import RefusedError, UnavailableError
from worker.services.monitoring.installation_check import check_installation
from worker.store.transactions import Store

NOWHERE = ("127.0.0.1", 9)


def asked(postgres: Postgres, database_url: str, *statements: str) -> None:
    """Run statements as the owner of everything."""
    name = make_url(database_url).database
    with psycopg.connect(postgres.dsn(str(name)), autocommit=True) as link:
        for statement in statements:
            link.execute(statement.encode())


@pytest.fixture(scope="module")
def fit(postgres: Postgres) -> str:
    """A database with all tables, and the role `modest` that may do what a worker needs."""
    url = postgres.new_database()
    with closing(Store(url)) as store:
        store.upgrade()
    asked(postgres, url, "CREATE ROLE modest LOGIN")
    return url


@pytest.fixture
def modest(postgres: Postgres, fit: str) -> Iterator[Store]:
    asked(
        postgres,
        fit,
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO modest",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO modest",
    )
    with closing(Store(make_url(fit).set(username="modest").render_as_string())) as store:
        yield store


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII", "WIN1252", "EUC_JP", "KOI8R"])
def test_an_encoding_that_holds_not_every_word_is_refused(postgres: Postgres, encoding: str) -> None:
    url = postgres.new_database(f"ENCODING '{encoding}' TEMPLATE template0 LOCALE 'C'")
    with closing(Store(url)) as store:
        with pytest.raises(RefusedError, match=f"encoding is {encoding}.*UTF8"):
            store.upgrade()
        assert store.revision() is None


@pytest.mark.parametrize(
    "what",
    [
        "SELECT ON requests",
        "INSERT ON ledger",
        "INSERT ON events",
        "UPDATE ON letters",
        "UPDATE ON heartbeats",
        "DELETE ON leases",
        "DELETE ON sessions",
        "SELECT ON secrets",
        "USAGE ON SEQUENCE requests_id_seq",
        "USAGE ON SEQUENCE letters_id_seq",
    ],
)
def test_a_role_without_a_right_is_refused_by_name(
    postgres: Postgres, fit: str, modest: Store, what: str
) -> None:
    modest.require_fit()
    asked(postgres, fit, f"REVOKE {what} FROM modest")
    told = what.replace("SEQUENCE ", "").replace(" ON ", " on ")
    with pytest.raises(RefusedError, match=f"modest lacks {told}.*GRANT"):
        modest.require_fit()


def test_a_role_whose_transactions_are_read_only_is_told(postgres: Postgres, fit: str, modest: Store) -> None:
    asked(postgres, fit, "ALTER ROLE modest SET default_transaction_read_only = on")
    try:
        with pytest.raises(UnavailableError, match="takes no writes"):
            modest.require_fit()
    finally:
        asked(postgres, fit, "ALTER ROLE modest RESET ALL")


@pytest.mark.parametrize("style", ["German", "SQL, DMY", "Postgres"])
def test_dates_are_read_whatever_their_style(postgres: Postgres, fit: str, modest: Store, style: str) -> None:
    asked(postgres, fit, f"ALTER ROLE modest SET DateStyle = '{style}'")
    try:
        with modest.write() as tx:
            told = tx.clock()
    finally:
        asked(postgres, fit, "ALTER ROLE modest RESET ALL")
    assert told is not None


def test_a_role_that_may_not_make_tables_is_refused_before_a_migration(postgres: Postgres) -> None:
    url = postgres.new_database()
    asked(postgres, url, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    with (
        closing(Store(make_url(url).set(username="modest").render_as_string())) as store,
        pytest.raises(RefusedError, match="may not create tables in the schema public"),
    ):
        store.upgrade()


def test_a_role_that_does_not_own_the_tables_is_refused_before_a_migration(
    postgres: Postgres, fit: str, modest: Store
) -> None:
    asked(
        postgres,
        fit,
        "GRANT CREATE ON SCHEMA public TO modest",
        "UPDATE alembic_version SET version_num = '0017'",
    )
    try:
        with pytest.raises(RefusedError, match="does not own the table"):
            modest.upgrade()
    finally:
        asked(postgres, fit, f"UPDATE alembic_version SET version_num = '{modest.needed()}'")


@pytest.mark.parametrize(
    ("mode", "query", "works"),
    [
        ("transaction", "", False),
        ("transaction", "?prepare_threshold=5", False),
        ("transaction", "?prepare_threshold=none", True),
        ("transaction", "?prepare_threshold=None", True),
        ("session", "", True),
        ("session", "?prepare_threshold=none", True),
    ],
)
def test_a_pooler_is_refused_where_it_loses_prepared_statements(
    postgres: Postgres, start_pgbouncer: Callable[[str], PgBouncer], mode: str, query: str, *, works: bool
) -> None:
    url = start_pgbouncer(mode).url(postgres.new_database()) + query
    with closing(Store(url)) as store:
        if not works:
            with pytest.raises(RefusedError, match="prepare_threshold=none"):
                store.upgrade()
            assert store.revision() is None
            return
        store.upgrade()
        store.require_fit()


def test_behind_a_pooler_mail_is_taken_in(
    postgres: Postgres, start_pgbouncer: Callable[[str], PgBouncer], tmp_path: Path
) -> None:
    url = start_pgbouncer("transaction").url(postgres.new_database()) + "?prepare_threshold=none"
    with closing(install(tmp_path, url, NOWHERE, NOWHERE, "none")) as app:
        for number in range(20):
            assert arrive(app, request(number), number + 1).request
        assert {one.what: one.ok for one in check_installation(app.services, (), app.relay)}["database"]
        with app.services.store.write() as tx:
            limits = [
                tx._connection.exec_driver_sql(f"SHOW {name}_timeout").scalar()
                for name in ("statement", "lock")
            ]
        assert limits == ["30s", "10s"]


def test_each_statement_has_a_time_limit_of_the_roles_or_ours(postgres: Postgres) -> None:
    url = postgres.new_database()
    name = make_url(url).database
    for own, limits in ((None, ["30s", "10s"]), ("1500ms", ["30s", "1500ms"])):
        if own:
            asked(postgres, url, f"ALTER DATABASE \"{name}\" SET lock_timeout = '{own}'")
        with closing(Store(url)) as store, store.read() as tx:
            shown = [
                tx._connection.exec_driver_sql(f"SHOW {each}_timeout").scalar()
                for each in ("statement", "lock")
            ]
        assert shown == limits


def test_a_database_that_goes_silent_is_told_in_time_and_holds_up_no_end(
    postgres: Postgres, start_pgbouncer: Callable[[str], PgBouncer], tmp_path: Path
) -> None:
    pooler = start_pgbouncer("transaction")
    url = pooler.url(postgres.new_database()) + "?prepare_threshold=none"
    settings = settings_file(tmp_path, url, NOWHERE, NOWHERE, "none")
    settings.write_text(
        settings.read_text("utf-8") + '\n[web]\nenabled = false\n[log]\nformat = "text"\n', "utf-8"
    )
    said = tmp_path / "log"
    command = [sys.executable, "-m", "worker", "--config", str(settings), "run"]
    with said.open("wb") as stream:
        process = subprocess.Popen(
            command, stderr=stream, stdout=stream, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
    try:
        wait_until(lambda: "started" in said.read_text("utf-8"), "the worker", 60)
        wait_until(lambda: _beats(postgres, url) > 3, "signs of life", 60)
        pooler.freeze()
        wait_until(lambda: "no_sign_of_life" in said.read_text("utf-8"), "a word of it", 60)
        told = said.read_text("utf-8")
        pooler.thaw()
        asked(postgres, url, "DELETE FROM heartbeats")
        wait_until(lambda: _beats(postgres, url) > 0, "work to go on", 30)
        pooler.freeze()
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert time.monotonic() - began < 15  # ten, and what a busy machine takes
        assert "a defect" not in told
    finally:
        process.kill()
        process.wait()


def _beats(postgres: Postgres, database_url: str) -> int:
    with psycopg.connect(postgres.dsn(str(make_url(database_url).database))) as link:
        row = link.execute("SELECT count(*) FROM heartbeats").fetchone()
    return int(row[0]) if row else 0


def test_a_server_that_refuses_is_told_with_what_to_do(postgres: Postgres) -> None:
    url = make_url(postgres.new_database())
    for changed, words in (
        ({"database": "nowhere"}, "create the database"),
        ({"port": 9}, "is the server running"),
    ):
        with (
            closing(Store(url.set(**changed).render_as_string())) as store,
            pytest.raises(UnavailableError, match=words),
        ):
            store.revision()
