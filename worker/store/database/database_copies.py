"""Copies of a whole database, of either kind, as one SQLite file; and such a file in a database's place."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, delete, func, insert, inspect, select, text
from sqlalchemy.engine import URL

from worker.errors import RefusedError, UnavailableError
from worker.store.database.database_engine import make_engine, transaction
from worker.store.database.migrate import upgrade_database
from worker.store.encryption.sealed_types import Encryption, encrypt_with
from worker.store.tables.schema import metadata

_ROWS = 500
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database


def engine_of_stored(url: URL) -> Engine:
    """An engine that hands out values as they are stored: what is encrypted stays so."""
    engine = make_engine(url)
    encrypt_with(engine.dialect, Encryption(passes=True))
    return engine


def copy_to(engine: Engine, file: Path) -> None:
    """A consistent copy of the database at `file`, for its owner alone. RefusedError where that is there.

    It is written beside and gets its name when it is whole.
    """
    if file.exists():
        raise RefusedError(f"{file} is there already; name another file, or remove it first")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        if engine.dialect.name == "sqlite":
            _copy_sqlite(engine, unfinished)
        else:
            _copy_rows_out(engine, unfinished)
        unfinished.replace(file)
    except OSError as error:
        raise UnavailableError(f"{file} can't be written: {error.strerror}; name another place") from error
    finally:
        with suppress(OSError):
            _remove(unfinished)


def open_copy(file: Path, beside: Path) -> URL:
    """A working copy of a copy, in the folder `beside`, at the newest revision.

    RefusedError where it is no copy of ours, or of a newer sen-worker.
    """
    if not file.is_file():
        raise RefusedError(f"there is no file {file}")
    url = URL.create("sqlite", database=str(beside / "copy.db"))
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
            found = source.execute("SELECT version_num FROM alembic_version").fetchone()
            if found is None or source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise RefusedError(f"{file} is damaged; take another copy")
            with closing(sqlite3.connect(str(url.database))) as target:
                source.backup(target)
    except sqlite3.DatabaseError as error:
        raise RefusedError(f"{file} is no copy that `sen-worker db backup` made") from error
    engine = make_engine(url)
    upgrade_database(engine)
    engine.dispose()
    return url


def is_empty(engine: Engine) -> bool:
    """Whether the database has no tables, or nothing was taken in yet."""
    name = engine.url.database
    if engine.dialect.name == "sqlite" and not (name and Path(name).exists()):
        return True
    with transaction(engine) as connection:
        names = set(inspect(connection).get_table_names())
        told = [metadata.tables[one] for one in ("ledger", "requests", "mailboxes") if one in names]
        return all(connection.execute(select(func.count()).select_from(one)).scalar() == 0 for one in told)


def replace_by(engine: Engine, file: Path) -> Path | None:
    """Let the rows of `file`, at the newest revision, be the database; where the former file is, if any."""
    if engine.dialect.name != "sqlite":
        _copy_rows_in(engine, file)
        return None
    target = Path(str(engine.url.database))
    former = None
    if target.exists():
        former = target.with_name(f"{target.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
        _settle(target)
        target.replace(former)
    placed = target.with_name(f"{target.name}.restored")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(placed)) as copy:
        placed.chmod(0o600)
        source.backup(copy)
    for ending in _BESIDE:
        Path(f"{target}{ending}").unlink(missing_ok=True)
    placed.replace(target)
    return former


def _copy_sqlite(engine: Engine, file: Path) -> None:
    with engine.connect() as connection:
        link = connection.connection.driver_connection
        if link is not None:
            link.execute("VACUUM INTO ?", (str(file),))


def _settle(file: Path) -> None:
    """Bring what stands beside a SQLite file into it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy_rows_out(engine: Engine, file: Path) -> None:
    target = engine_of_stored(URL.create("sqlite", database=str(file)))
    stored = engine_of_stored(engine.url)
    try:
        upgrade_database(target)
        with (
            stored.connect().execution_options(isolation_level="REPEATABLE READ") as source,
            source.begin(),
            transaction(target) as into,
        ):
            for table in metadata.sorted_tables:
                into.execute(delete(table))
                _copy_table(source, into, table)
    finally:
        stored.dispose()
        target.dispose()
    _settle(file)


def _copy_rows_in(engine: Engine, file: Path) -> None:
    source_engine = engine_of_stored(URL.create("sqlite", database=str(file)))
    upgrade_database(engine)
    stored = engine_of_stored(engine.url)
    try:
        with source_engine.connect() as source, transaction(stored) as into:
            for table in reversed(metadata.sorted_tables):
                into.execute(delete(table))
            for table in metadata.sorted_tables:
                _copy_table(source, into, table)
                _go_on_counting(into, table)
    finally:
        stored.dispose()
        source_engine.dispose()


def _copy_table(source: Connection, into: Connection, table: Table) -> None:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_ROWS)
    for rows in source.execute(query).partitions(_ROWS):
        into.execute(insert(table), [dict(row._mapping) for row in rows])  # noqa: SLF001 -- its public name


def _go_on_counting(into: Connection, table: Table) -> None:
    """Ids go on behind those that are there."""
    column = table.autoincrement_column
    if column is None or into.dialect.name != "postgresql":
        return
    name = into.dialect.identifier_preparer.format_table(table)
    into.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{name}', '{column.name}'), "  # noqa: S608 -- names of ours
            f"coalesce(max({column.name}), 0) + 1, false) FROM {name}"
        )
    )


def _remove(file: Path, endings: Iterable[str] = ("", *_BESIDE)) -> None:
    for ending in endings:
        Path(f"{file}{ending}").unlink(missing_ok=True)
