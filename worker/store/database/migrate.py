"""Migrations by Alembic, from the shipped `migrations/` folder."""

import re
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, column, func, inspect, select, table, true

from worker.errors import RefusedError, UnavailableError
from worker.resources import find_folder
from worker.store.database.database_engine import for_reading, make_engine, transaction
from worker.store.database.database_patience import Patience

if TYPE_CHECKING:
    from alembic.config import Config

_LONGEST_SECONDS = 3600
_PROBE_SECONDS = 5
_LOCK_SECONDS = 120  # others may be upgrading, or reading
_LOCK = 0x73656E77  # any number that no other program on this database takes
_VERSIONS = table("alembic_version", column("version_num"))
_FOUND = select(_VERSIONS.c.version_num)
_REVISION = re.compile(r'^(down_revision|revision) = (?:"([^"]+)"|None)', re.MULTILINE)


def upgrade_database(engine: Engine) -> tuple[str | None, str] | None:
    """Bring the database to the newest revision, all of it in one transaction; from which, if it was another.

    On SQLite foreign keys are off meanwhile: a batch change of a parent table copies it and drops the
    old one, which would delete the children.
    """
    before = current(engine)
    if before == newest():
        return None
    require_fit(engine, migrating=True)
    # It takes twelve megabytes, which a worker that has nothing to migrate can do without.
    from alembic import command

    migrator = make_engine(engine.url, foreign_keys=False, patience=Patience(seconds=_LONGEST_SECONDS))
    config = _config()
    try:
        with transaction(migrator) as connection:
            _wait_for_turn(connection)
            _refuse_newer(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _check_foreign_keys(connection)
    finally:
        migrator.dispose()
    return before, newest()


def require_fit(engine: Engine, *, migrating: bool = False) -> None:
    """Raise RefusedError for a PostgreSQL database that can't do what a worker, or a migration, needs."""
    if engine.dialect.name != "postgresql":
        return
    from worker.store.database.database_fitness import refuse_pooler, refuse_unfit

    prober = make_engine(engine.url, patience=Patience(seconds=_PROBE_SECONDS))
    try:
        with transaction(prober) as connection:
            refuse_unfit(connection, migrating=migrating)
        refuse_pooler(prober, engine.url)
    finally:
        prober.dispose()


def current(engine: Engine) -> str | None:
    """The database's revision; None when it is empty."""
    with transaction(for_reading(engine)) as connection:
        return _current(connection)


def moved(connection: Connection) -> str | None:
    """The revision that another sen-worker has brought the database to meanwhile; None while it is ours."""
    found = connection.execute(_FOUND).scalar()
    return None if found == newest() else str(found)


@cache
def newest() -> str:
    """The revision that this version of the worker needs."""
    heads = _revisions().keys() - {*_revisions().values()}
    if not heads:
        raise UnavailableError(
            f"there are no migrations in {find_folder('migrations')}; install sen-worker again"
        )
    return max(heads)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSIONS.name):
        return None
    revision = connection.execute(select(_VERSIONS.c.version_num)).scalar()
    return None if revision is None else str(revision)


@cache
def _revisions() -> dict[str, str]:
    """Every revision that is shipped, with the one before it; the first has none before it."""
    found = {}
    for file in sorted((find_folder("migrations") / "versions").glob("*.py")):
        told = dict(_REVISION.findall(file.read_text("utf-8")))
        found[told["revision"]] = told.get("down_revision", "")
    return found


def knows(revision: str | None) -> bool:
    """Whether this version can upgrade from that revision; a newer version's it does not know."""
    return revision is None or revision in _revisions()


def _wait_for_turn(connection: Connection) -> None:
    """PostgreSQL lets two at once create the same table until one fails; SQLite has one writer anyhow."""
    if connection.dialect.name != "postgresql":
        return
    # A table of millions of rows takes longer than any statement of a worker at work.
    for name, seconds in (("statement_timeout", _LONGEST_SECONDS), ("lock_timeout", _LOCK_SECONDS)):
        connection.execute(select(func.set_config(name, str(1000 * seconds), true())))
    connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _refuse_newer(connection: Connection) -> None:
    revision = _current(connection)
    if not knows(revision):
        raise RefusedError(
            f"the database is at revision {revision}, unknown to this version; use a newer sen-worker"
        )


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RefusedError(
            f"the migration would leave rows of {broken[0]} without their parent; it was undone"
        )


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(find_folder("migrations")).replace("%", "%%"))
    return config
