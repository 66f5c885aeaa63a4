"""Where a SQLite database is whose path is relative, from wherever a command is typed."""

import os
from pathlib import Path

from pydantic import SecretStr

from worker.config.sections import Config

_SQLITE = "sqlite:///"


def relative_database(config: Config) -> Path | None:
    """The path of a SQLite database that is relative; None for any other."""
    url = config.database.url.get_secret_value()
    name = url.removeprefix(_SQLITE).partition("?")[0]
    if not url.startswith(_SQLITE) or name in {"", ":memory:"} or Path(name).is_absolute():
        return None
    return Path(name)


def with_database_located(config: Config, folder: Path) -> tuple[Config, bool]:
    """`config` with the whole path of its SQLite database; whether that was relative and is not there yet.

    It is the one beside the configuration (in `folder`) if it is there, else the one in the working
    directory. A new one is made beside the configuration, unless nobody may write there.
    """
    if (name := relative_database(config)) is None:
        return config, False
    places = (folder / name, Path(name))
    found = next((place for place in places if place.exists()), None)
    path = found or places[not os.access(folder, os.W_OK)]
    query = config.database.url.get_secret_value().partition("?")[1:]
    url = SecretStr(f"{_SQLITE}{path.resolve()}{''.join(query)}")
    database = config.database.model_copy(update={"url": url})
    return config.model_copy(update={"database": database}), found is None
