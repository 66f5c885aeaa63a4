"""Connections and transactions on SQLite and PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from worker.errors import ConfigError, UnavailableError

_DIALECTS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
#: How long a writer waits for another one on SQLite.
BUSY_SECONDS = 15.0
_CONNECT_SECONDS = 10
_RESTED_SECONDS = 1.0


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


def make_engine(url: URL, *, foreign_keys: bool = True) -> Engine:
    """An engine whose write transactions on SQLite take the lock when they begin.

    Python's default (a deferred BEGIN) loses updates of concurrent read-modify-writes. Only a migration
    goes without `foreign_keys`.
    """
    try:
        if url.get_backend_name() != "sqlite":
            engine = create_engine(url, connect_args={"connect_timeout": _CONNECT_SECONDS})
            event.listen(engine, "checkin", _note_rest)
            event.listen(engine, "checkout", partial(_prove_alive, engine.dialect))
            return engine
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    except NoSuchModuleError as error:
        raise ConfigError(f"database.url names a driver that is not installed: {url.drivername}") from error
    event.listen(engine, "connect", _prepare_sqlite if foreign_keys else _prepare_sqlite_for_migration)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def for_reading(engine: Engine) -> Engine:
    """The same, whose transactions on SQLite wait for no writer."""
    return engine.execution_options(sqlite_begin="BEGIN")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction: committed at the end, rolled back by any exception.

    A database that can't be reached or written becomes an `UnavailableError` of one line.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        if (reason := _unavailable(error)) is None:
            raise
        raise UnavailableError(f"database {shown(engine.url)}: {reason}") from error


def shown(url: URL) -> str:
    """The URL as a person may see it: without its password."""
    return url.render_as_string(hide_password=True)


def _note_rest(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["rests_since"] = monotonic()


def _prove_alive(
    dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _: object
) -> None:
    """Ask a connection that rested whether it is alive; before each transaction that would cost too much."""
    if monotonic() - record.info.get("rests_since", monotonic()) < _RESTED_SECONDS:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error  # and the pool opens another one


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
    connection.execute(f"PRAGMA busy_timeout={int(1000 * BUSY_SECONDS)}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE"))


def _unavailable(error: DBAPIError) -> str | None:
    """What to tell a person about `error`; None when it is a defect of ours and not of the database."""
    text = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    lowered = text.lower()
    for sign, advice in _ADVICE:
        if sign in lowered:
            return f"{text}; {advice}"
    operational = type(error.orig).__name__ in {"OperationalError", "InterfaceError"}
    return f"{text}; is the server running and database.url right?" if operational else None


_ADVICE = (
    ("readonly", "the file and its folder must be writable for the user that runs sen-worker"),
    ("read-only", "the database must be writable for the user that runs sen-worker"),
    ("unable to open", "the folder in database.url must exist and be writable"),
    ("not a database", "database.url names a file that is something else"),
    ("locked", "another program keeps the file locked"),
    ("no such table", "run `sen-worker db upgrade`"),
    ("no such column", "run `sen-worker db upgrade`"),
    ("undefinedtable", "run `sen-worker db upgrade`"),
    ("does not exist", "create the database, or run `sen-worker db upgrade` when a table is what is missing"),
    ("password authentication failed", "the user and password in database.url are refused"),
    ("permission denied", "the user in database.url needs rights on the database"),
)
