"""Whose fault an error of the database is: that of the row's values, of one statement, or of the database.

Judged by the classes of SQLAlchemy, psycopg and sqlite3, by SQLSTATE and by SQLite's codes. In doubt it is
the statement's: whatever was to be written can be written at another time.
"""

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError

from worker.errors import UnavailableError

if TYPE_CHECKING:
    import psycopg


class DatabaseUnavailableError(UnavailableError):
    """The database can't be reached or can't work, whatever is asked of it."""


class StatementFailedError(DatabaseUnavailableError):
    """One transaction could not be done: a lock, a time limit, a deadlock; others may be."""


class SchemaMovedError(DatabaseUnavailableError):
    """Another version of sen-worker changed the tables while this one was at work: it writes nothing."""


#: SQLSTATE classes (PostgreSQL, appendix A) that are about the values of a row, or one row beside others.
_OF_VALUES = frozenset({"21", "22", "23", "44", "54"})
#: Those, and single states, in which the database takes nothing from anybody.
_OF_DATABASE = frozenset({"08", "28", "3D", "3F"})
_NOTHING_GOES = frozenset({"25006", "53100", "53300", "53400", "57P01", "57P02", "57P03", "57P04", "57P05"})
#: SQLite's primary result codes for the same.
_SQLITE_OF_VALUES = frozenset(
    {sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_RANGE}
)
_SQLITE_OF_STATEMENT = frozenset(
    {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_MISUSE}
)
_PRIMARY = 0xFF

_ADVICE = (
    ("readonly", "the file and its folder must be writable for the user that runs sen-worker"),
    ("read-only", "the database must be writable for the user that runs sen-worker"),
    ("unable to open", "the folder in database.url must exist and be writable"),
    ("not a database", "database.url names a file that is something else"),
    ("locked", "another program keeps the file locked"),
    ("no such table", "run `sen-worker db upgrade`"),
    ("no such column", "run `sen-worker db upgrade`"),
    ("undefinedtable", "run `sen-worker db upgrade`"),
    ("lock timeout", "another session keeps a lock; it is tried again"),
    ("statement timeout", "it took too long; it is tried again"),
    ("prepared statement", "behind a pooler in transaction mode, add prepare_threshold=none to database.url"),
    ("unsupported startup parameter", "let the pooler ignore it, or remove it from database.url"),
    ("does not exist", "create the database, or run `sen-worker db upgrade` when a table is what is missing"),
    ("password authentication failed", "the user and password in database.url are refused"),
    ("permission denied", "the user in database.url needs rights on the database"),
    ("disk", "the database's disk must have room"),
    ("too many", "let the database take more connections, or fewer programs use it"),
)


def judge_error(error: Exception, database: str) -> DatabaseUnavailableError | None:
    """What to raise in place of an error of a transaction; None where it is about the values of a row.

    `database` names it for people. Also what is wrong beneath the database: memory, files, the network.
    """
    kind = _kind(error)
    if kind is None:
        return None
    return kind(f"database {database}: {_told(error)}")


def _kind(error: Exception) -> type[DatabaseUnavailableError] | None:
    if isinstance(error, DBAPIError):
        return DatabaseUnavailableError if error.connection_invalidated else _of_driver(error.orig)
    if isinstance(error, StatementError):
        return None  # a value that its column does not take
    if isinstance(error, SQLAlchemyError | OSError | MemoryError):
        return DatabaseUnavailableError
    return None


def _of_driver(error: BaseException | None) -> type[DatabaseUnavailableError] | None:
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    import psycopg

    if isinstance(error, psycopg.Error):
        return _of_postgresql(error)
    return StatementFailedError


def _of_postgresql(error: "psycopg.Error") -> type[DatabaseUnavailableError] | None:
    import psycopg

    state = error.sqlstate
    if state is None:
        if isinstance(error, psycopg.DataError | psycopg.IntegrityError):
            return None
        lost = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        return DatabaseUnavailableError if lost else StatementFailedError
    if state[:2] in _OF_VALUES:
        return None
    if state[:2] in _OF_DATABASE or state in _NOTHING_GOES:
        return DatabaseUnavailableError
    return StatementFailedError


def _of_sqlite(error: sqlite3.Error) -> type[DatabaseUnavailableError] | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        if isinstance(error, sqlite3.DataError | sqlite3.IntegrityError):
            return None
        lost = isinstance(error, sqlite3.OperationalError | sqlite3.InterfaceError)
        return DatabaseUnavailableError if lost else StatementFailedError
    if code & _PRIMARY in _SQLITE_OF_VALUES:
        return None
    return StatementFailedError if code & _PRIMARY in _SQLITE_OF_STATEMENT else DatabaseUnavailableError


def _told(error: Exception) -> str:
    """What happened, and what to do about it, in a line."""
    if not isinstance(error, SQLAlchemyError):
        what = "out of memory" if isinstance(error, MemoryError) else getattr(error, "strerror", None)
        return f"it could not be used ({what or type(error).__name__}); it is tried again"
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    lines = str(cause).strip().splitlines()
    text = lines[0] if lines else type(cause).__name__
    lowered = text.lower()
    advice = next((advice for sign, advice in _ADVICE if sign in lowered), None)
    return f"{text}; {advice or 'is the server running and database.url right?'}"
