"""The files of a database after something was removed for good: written anew, without it."""

from time import monotonic, sleep

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from worker.store.tables.schema import metadata

_PATIENCE = 20.0  # seconds
_BETWEEN = 0.5
#: Tables that hold words of persons; PostgreSQL writes each anew, and keeps others out meanwhile.
_TABLES = (
    "requests",
    "fields",
    "events",
    "letters",
    "raw_messages",
    "ledger",
    "notices",
    "queue_words",
    "searches",
    "saved_views",
    "saved_reply_versions",
    "deeds",
    "drafts",
    "reply_drafts",
    "license_keys",
    "accounts",
    "sens",
    "register_licenses",
    "report_readings",
    "secrets",
)


def scrub_files(engine: Engine) -> str:
    """Write the database's files anew; why that could not be done now, or empty.

    Other programs may work with the database meanwhile; each has to pause once for a moment.
    """
    end = monotonic() + _PATIENCE
    while True:
        try:
            done = _sqlite(engine) if engine.dialect.name == "sqlite" else _postgresql(engine)
        except DBAPIError as error:
            done, problem = False, str(error.orig or error).strip().partition("\n")[0]
        else:
            problem = "another program reads the database"
        if done or monotonic() > end:
            return "" if done else problem
        sleep(_BETWEEN)


def _sqlite(engine: Engine) -> bool:
    with engine.connect() as connection:
        link = connection.connection.driver_connection
        if link is None:
            return False
        link.execute("VACUUM")
        # Earlier versions of pages stand in the -wal file until it is emptied.
        return bool(link.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)


def _postgresql(engine: Engine) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in _TABLES:
            quoted = connection.dialect.identifier_preparer.format_table(metadata.tables[name])
            connection.execute(text(f"VACUUM (FULL) {quoted}"))
    return True
