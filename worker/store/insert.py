"""The one statement that SQLAlchemy words differently per database: an insert that may lose a race."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
