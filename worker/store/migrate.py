"""Migrations by Alembic, from the shipped `migrations/` folder."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

from worker.errors import RefusedError, UnavailableError
from worker.resources import folder
from worker.store.engine import make_engine, transaction

_LOCK = 0x73656E77  # any number that no other program on this database takes


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest revision, all of it in one transaction.

    On SQLite foreign keys are off meanwhile: a batch change of a parent table copies it and drops the
    old one, which would delete the children.
    """
    migrator = make_engine(engine.url, foreign_keys=False)
    config = _config()
    try:
        with transaction(migrator, writes=True) as connection:
            _wait_for_turn(connection)
            _refuse_newer(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            _check_foreign_keys(connection)
    finally:
        migrator.dispose()


def current(engine: Engine) -> str | None:
    """The database's revision; None when it is empty."""
    with transaction(engine, writes=False) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The revision that this version of the worker needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise UnavailableError(f"there are no migrations in {folder('migrations')}; install sen-worker again")
    return head


def knows(revision: str | None) -> bool:
    """Whether this version can upgrade from that revision; a newer version's it does not know."""
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return revision is None or revision in known


def _wait_for_turn(connection: Connection) -> None:
    """PostgreSQL lets two at once create the same table until one fails; SQLite has one writer anyhow."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _refuse_newer(connection: Connection) -> None:
    revision = MigrationContext.configure(connection).get_current_revision()
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


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder("migrations")).replace("%", "%%"))
    return config
