"""Whether a PostgreSQL database can do what a worker needs: told before mail arrives, and not by it."""

import psycopg
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from worker.errors import RefusedError, UnavailableError
from worker.store.database import postgres_connections
from worker.store.tables.schema import metadata

_ENCODING = text("SELECT current_setting('server_encoding')")
_READ_ONLY = text("SELECT current_setting('transaction_read_only') = 'on', pg_is_in_recovery()")
_SCHEMA = text("SELECT current_schema(), has_schema_privilege(current_schema(), 'CREATE'), current_user")
_TABLE_RIGHTS = text(
    "SELECT name, wanted FROM unnest(CAST(:names AS text[])) AS name,"
    " unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS wanted"
    " WHERE to_regclass(quote_ident(name)) IS NOT NULL"
    " AND NOT has_table_privilege(to_regclass(quote_ident(name)), wanted) ORDER BY name"
)
_SEQUENCE_RIGHTS = text(
    "SELECT sequence.relname FROM pg_depend"
    " JOIN pg_class AS sequence ON sequence.oid = pg_depend.objid AND sequence.relkind = 'S'"
    " JOIN unnest(CAST(:names AS text[])) AS name ON to_regclass(quote_ident(name)) = pg_depend.refobjid"
    " WHERE CASE WHEN sequence.relkind = 'S' THEN NOT has_sequence_privilege(sequence.oid, 'USAGE') END"
    " ORDER BY 1"
)
_FOREIGN = text(
    "SELECT name FROM unnest(CAST(:names AS text[])) AS name"
    " JOIN pg_class ON pg_class.oid = to_regclass(quote_ident(name))"
    " WHERE NOT pg_has_role(pg_class.relowner, 'USAGE') ORDER BY name"
)
_PROCESS = text("SELECT pg_backend_pid()")
_POOLER = (
    "database.url leads to a pooler in transaction mode, which loses prepared statements: "
    "add prepare_threshold=none to database.url (?prepare_threshold=none), or let the pooler keep sessions"
)


def refuse_unfit(connection: Connection, *, migrating: bool) -> None:
    """Raise RefusedError unless the encoding and the rights of the role will do; `migrating` needs more.

    Raises UnavailableError while nothing can be written.
    """
    encoding = connection.execute(_ENCODING).scalar_one()
    if encoding != "UTF8":
        raise RefusedError(
            f"the database's encoding is {encoding}, which can't hold every customer's words; "
            "make one with ENCODING 'UTF8' TEMPLATE template0, and name it in database.url"
        )
    read_only, is_standby = connection.execute(_READ_ONLY).one()
    if read_only:
        raise UnavailableError(
            "the database takes no writes: "
            + (
                "it is a standby; name its primary in database.url"
                if is_standby
                else "ALTER ROLE … SET default_transaction_read_only = off"
            )
        )
    schema, creates, role = connection.execute(_SCHEMA).one()
    if schema is None:
        raise RefusedError(f"the role {role} has no schema to work in; check its search_path and its rights")
    names = {"names": [*metadata.tables]}
    if missing := _missing(connection, names):
        grants = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES and USAGE ON ALL SEQUENCES IN SCHEMA"
        raise RefusedError(f"the role {role} lacks {missing}; {grants} {schema} to it")
    if migrating and not creates:
        raise RefusedError(
            f"the role {role} may not create tables in the schema {schema}; GRANT CREATE ON SCHEMA {schema} "
            "to it, or run `sen-worker db upgrade` as the owner"
        )
    if migrating and (foreign := connection.execute(_FOREIGN, names).scalars().first()):
        raise RefusedError(
            f"the role {role} does not own the table {foreign}; run `sen-worker db upgrade` as its owner"
        )


def refuse_pooler(engine: Engine, url: URL) -> None:
    """Raise RefusedError for a pooler that changes sessions, unless the URL allows for it."""
    if postgres_connections.is_pooled(url):
        return
    with engine.connect() as first:
        process = first.execute(_PROCESS).scalar_one()
        driver = first.connection.driver_connection
        if not isinstance(driver, postgres_connections.Link) or driver.pgconn.backend_pid == process:
            return  # no pooler between
        driver.execute("SELECT 1", prepare=True)
        first.commit()
        if _changes_sessions(engine, first, process):
            raise RefusedError(_POOLER)


def _changes_sessions(engine: Engine, first: Connection, process: int) -> bool:
    """Whether a connection's next transaction runs elsewhere, where its statements are not known."""
    driver = first.connection.driver_connection
    taken = False
    try:
        with engine.connect() as other:
            taken = bool(other.execute(_PROCESS).scalar_one() == process)
            moved = bool(first.execute(_PROCESS).scalar_one() != process)
            if moved and driver is not None:
                driver.execute("SELECT 1", prepare=True)
                return False  # the pooler takes them along
    except DBAPIError:
        return taken
    except psycopg.Error:
        return True
    return taken or moved


def _missing(connection: Connection, names: dict[str, list[str]]) -> str:
    """What the role may not do with our tables and sequences, in words; empty when it may do all."""
    rights = [f"{right} on {table}" for table, right in connection.execute(_TABLE_RIGHTS, names)]
    rights += [f"USAGE on {name}" for name in connection.execute(_SEQUENCE_RIGHTS, names).scalars()]
    more = f" and {len(rights) - 3} more rights" if len(rights) > 3 else ""
    return ", ".join(rights[:3]) + more
