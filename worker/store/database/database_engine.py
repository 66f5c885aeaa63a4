"""Connections and transactions on SQLite and PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from math import inf
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from worker.errors import ConfigError, WorkerError
from worker.store.database.database_errors import judge_error
from worker.store.database.database_patience import Patience
from worker.store.database.pending_rows import write_before_others

_DIALECTS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
#: How long a writer waits for another one on SQLite.
BUSY_SECONDS = 8.0
_POOL_SECONDS = 10.0


def parse_url(text: str) -> URL:
    """The database's URL; `ConfigError` for one that is none of ours."""
    expected = "database.url must be sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise ConfigError(f"{expected}; this is no URL") from error
    if url.drivername not in _DIALECTS:
        raise ConfigError(f"{expected}, not {url.drivername}:…")
    return url.set(drivername=_DIALECTS[url.drivername])


def make_engine(url: URL, *, foreign_keys: bool = True, patience: Patience | None = None) -> Engine:
    """An engine whose write transactions on SQLite take the lock when they begin.

    Python's default (a deferred BEGIN) loses updates of concurrent read-modify-writes. Only a migration
    goes without `foreign_keys`. `patience`: how long answers of PostgreSQL are waited for.
    """
    try:
        if url.get_backend_name() != "sqlite":
            return _postgresql(url, patience or Patience())
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    except NoSuchModuleError as error:
        raise ConfigError(f"database.url names a driver that is not installed: {url.drivername}") from error
    event.listen(engine, "do_connect", _create_private)
    event.listen(engine, "connect", _prepare_sqlite if foreign_keys else _prepare_sqlite_for_migration)
    event.listen(engine, "begin", partial(_begin_sqlite, patience or Patience()))
    write_before_others(engine)
    return engine


def _postgresql(url: URL, patience: Patience) -> Engine:
    from worker.store.database import postgres_connections  # with psycopg, which SQLite does without
    from worker.store.database.postgres_connections import Link

    args = postgres_connections.connect_args(url)
    engine = create_engine(url, connect_args=args, pool_timeout=_POOL_SECONDS)
    write_before_others(engine)

    def connect(_dialect: Dialect, _record: object, words: list[Any], named: dict[str, Any]) -> Link:
        link = Link.connect(*words, **named)
        link.patience = patience
        return link

    event.listen(engine, "do_connect", connect)
    if postgres_connections.is_pooled(url):
        event.listen(
            engine,
            "begin",
            lambda connection: connection.exec_driver_sql(*postgres_connections.limit_transaction()),
        )
    else:
        event.listen(engine, "connect", lambda link, _record: postgres_connections.limit_session(link))
    event.listen(engine, "checkin", postgres_connections.note_rest)
    event.listen(engine, "checkout", partial(postgres_connections.prove_alive, engine.dialect))
    return engine


def for_reading(engine: Engine) -> Engine:
    """The same, whose transactions on SQLite wait for no writer."""
    return engine.execution_options(sqlite_begin="BEGIN")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction: committed at the end, rolled back by any exception.

    What is not about the values of a row becomes a `DatabaseUnavailableError` of one line.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except WorkerError:
        raise
    except Exception as error:
        if (trouble := judge_error(error, shown(engine.url))) is None:
            raise
        raise trouble from error


def shown(url: URL) -> str:
    """The URL as a person may see it: without its password."""
    return url.render_as_string(hide_password=True)


def _create_private(_dialect: Dialect, _record: object, arguments: Sequence[Any], _options: object) -> None:
    """Make the file that SQLite is about to open, where it is not there yet, so that nobody else can read it.

    What SQLite keeps beside it (-wal, -shm) gets the same rights.
    """
    # Where it can't be made, SQLite says why in its own words.
    with suppress(OSError):
        if (name := str(arguments[0])) != ":memory:":
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401
    _prepare_sqlite_for_migration(connection, _record)
    connection.execute("PRAGMA foreign_keys=ON")


def _prepare_sqlite_for_migration(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401
    connection.isolation_level = None
    # WAL lets pages be read while a letter is being stored. A read-only file refuses the pragma,
    # which the first write then reports in words.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    # What is deleted is overwritten: a mail that was removed is not to be found in the file.
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute(f"PRAGMA busy_timeout={int(1000 * BUSY_SECONDS)}")


def _begin_sqlite(patience: Patience, connection: Connection) -> None:
    if patience.ends_at < inf:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={max(0, int(1000 * patience.left))}")
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE"))
