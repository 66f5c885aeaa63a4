"""Databases with their tables: copies of one that was migrated, as migrating takes a second each time."""

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.postgres import Postgres
from worker.store.transactions import Store


def new_sqlite(path: Path) -> str:
    """The URL of a database in the new file `path`, with its tables."""
    path.touch(mode=0o600)
    path.write_bytes(_migrated_file())
    return f"sqlite:///{path}"


def new_postgresql(server: Postgres) -> str:
    """The URL of a new database of that server, with its tables."""
    return server.new_database(f'TEMPLATE "{_migrated_database(server)}"')


@lru_cache(maxsize=1)
def _migrated_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder, "migrated.db")
        _migrate(f"sqlite:///{path}")
        return path.read_bytes()


@lru_cache(maxsize=1)
def _migrated_database(server: Postgres) -> str:
    url = server.new_database()
    _migrate(url)
    return url.rpartition("/")[2]


def _migrate(url: str) -> None:
    store = Store(url)
    store.upgrade()
    store.close()
