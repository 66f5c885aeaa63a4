"""Errors of databases: about a row's values, about one statement, or about the database."""

import sqlite3

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    InvalidRequestError,
    StatementError,
    TimeoutError,  # noqa: A004 -- SQLAlchemy's own
)

from worker.store.database.database_errors import DatabaseUnavailableError, StatementFailedError, judge_error

WHOLE, STATEMENT, ROW = DatabaseUnavailableError, StatementFailedError, None
Kind = type[DatabaseUnavailableError] | None

BY_STATE: dict[str, Kind] = {
    "22001": ROW,  # value too long
    "22003": ROW,
    "22021": ROW,  # a character that the encoding has not
    "22P02": ROW,
    "22P05": ROW,
    "23502": ROW,
    "23503": ROW,
    "23505": ROW,
    "23514": ROW,
    "21000": ROW,
    "44000": ROW,
    "54000": ROW,  # index row too large
    "54023": ROW,
    "08000": WHOLE,
    "08003": WHOLE,
    "08006": WHOLE,
    "08P01": WHOLE,
    "25006": WHOLE,  # read-only
    "28P01": WHOLE,
    "3D000": WHOLE,
    "53100": WHOLE,  # disk full
    "53300": WHOLE,  # too many connections
    "57P01": WHOLE,  # admin shutdown
    "57P02": WHOLE,
    "57P03": WHOLE,
    "57P05": WHOLE,
    "25P02": STATEMENT,
    "25P03": STATEMENT,
    "26000": STATEMENT,  # a pooler lost a prepared statement
    "40001": STATEMENT,
    "40P01": STATEMENT,  # deadlock
    "42501": STATEMENT,
    "42P01": STATEMENT,  # the schema moved
    "42703": STATEMENT,
    "42P05": STATEMENT,
    "0A000": STATEMENT,  # cached plan must not change result type
    "53200": STATEMENT,  # out of memory
    "55P03": STATEMENT,  # lock timeout
    "55006": STATEMENT,
    "57014": STATEMENT,  # statement timeout
    "58030": STATEMENT,  # I/O
    "58P01": STATEMENT,
    "P0001": STATEMENT,
    "XX000": STATEMENT,
    "XX001": STATEMENT,
}
BY_CODE: dict[int, Kind] = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: ROW,
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: ROW,
    sqlite3.SQLITE_TOOBIG: ROW,
    sqlite3.SQLITE_MISMATCH: ROW,
    sqlite3.SQLITE_BUSY: WHOLE,
    sqlite3.SQLITE_BUSY_SNAPSHOT: WHOLE,
    sqlite3.SQLITE_LOCKED: WHOLE,
    sqlite3.SQLITE_FULL: WHOLE,
    sqlite3.SQLITE_IOERR: WHOLE,
    sqlite3.SQLITE_IOERR_WRITE: WHOLE,
    sqlite3.SQLITE_READONLY: WHOLE,
    sqlite3.SQLITE_CANTOPEN: WHOLE,
    sqlite3.SQLITE_CORRUPT: WHOLE,
    sqlite3.SQLITE_NOTADB: WHOLE,
    sqlite3.SQLITE_NOMEM: WHOLE,
    sqlite3.SQLITE_ERROR: STATEMENT,  # no such table
    sqlite3.SQLITE_SCHEMA: STATEMENT,
}


def kind_of(error: Exception) -> Kind:
    found = judge_error(error, "postgresql://db/worker")
    return None if found is None else type(found)


def wrapped(error: BaseException, *, lost: bool = False) -> DBAPIError:
    return DBAPIError("SELECT 1", {}, error, connection_invalidated=lost)


@pytest.mark.parametrize(("state", "kind"), BY_STATE.items())
def test_postgresql_is_judged_by_sqlstate(state: str, kind: Kind) -> None:
    error = errors.lookup(state)("words that nobody reads")
    assert kind_of(wrapped(error)) is kind


@pytest.mark.parametrize(("code", "kind"), BY_CODE.items())
def test_sqlite_is_judged_by_its_code(code: int, kind: Kind) -> None:
    error = sqlite3.OperationalError("words that nobody reads")
    error.sqlite_errorcode = code
    assert kind_of(wrapped(error)) is kind


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (psycopg.OperationalError("the connection is lost"), WHOLE),
        (psycopg.InterfaceError("the connection is closed"), WHOLE),
        (psycopg.DataError("NUL"), ROW),
        (psycopg.IntegrityError("double"), ROW),
        (psycopg.ProgrammingError("can't adapt"), STATEMENT),
        (psycopg.InternalError("?"), STATEMENT),
        (psycopg.NotSupportedError("?"), STATEMENT),
        (sqlite3.OperationalError("?"), WHOLE),
        (sqlite3.InterfaceError("?"), WHOLE),
        (sqlite3.DataError("?"), ROW),
        (sqlite3.IntegrityError("?"), ROW),
        (sqlite3.ProgrammingError("?"), STATEMENT),
    ],
)
def test_without_a_code_the_class_decides(error: BaseException, kind: Kind) -> None:
    assert kind_of(wrapped(error)) is kind
    assert kind_of(wrapped(error, lost=True)) is WHOLE


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (TimeoutError("QueuePool limit"), WHOLE),
        (DisconnectionError("gone"), WHOLE),
        (InvalidRequestError("rolled back"), WHOLE),
        (MemoryError(), WHOLE),
        (ConnectionResetError(104, "reset"), WHOLE),
        (StatementError("a value", "SELECT 1", {}, ValueError("naive")), ROW),
        (ValueError("a defect of ours"), ROW),
        (UnicodeEncodeError("utf-8", "\udce9", 0, 1, "surrogates"), ROW),
    ],
)
def test_what_is_around_the_driver_is_judged_too(error: Exception, kind: Kind) -> None:
    assert kind_of(error) is kind


def test_every_error_of_postgresql_is_judged_and_told_in_a_line() -> None:
    classes = [
        each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, psycopg.Error)
    ]
    assert len(classes) > 200
    for each in classes:
        found = judge_error(wrapped(each("canceling statement due to lock timeout\nCONTEXT: row 1")), "db")
        assert found is None or str(found).startswith(
            "database db: canceling statement due to lock timeout; "
        )
        assert found is None or "\n" not in str(found)
