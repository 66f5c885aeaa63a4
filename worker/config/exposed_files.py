"""Files that other users of this machine can read although they hold secrets or customers' mail."""

import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from worker.config.secret_files import named_secrets
from worker.config.sections import Config
from worker.config.value_types import locate_path

_SQLITE = "sqlite:///"
_BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a database


def exposed_files(config: Config, file: Path | None) -> Iterator[tuple[Path, str]]:
    """Each file that others can read, and what it holds; `file` is the configuration's own, if any."""
    for path, what in _files(config, file):
        with suppress(OSError):  # what is not there, or not ours to look at, exposes nothing
            if _exposed(path.stat()):
                yield path, what


def _files(config: Config, file: Path | None) -> Iterator[tuple[Path, str]]:
    if file is not None:
        yield from _configured(file)
    url = config.database.url.get_secret_value()
    if url.startswith(_SQLITE):
        name = url.removeprefix(_SQLITE).partition("?")[0]
        for suffix in _BESIDE if name not in {"", ":memory:"} else ():
            yield Path(name + suffix), "customers' mail and license keys"


def _configured(file: Path) -> Iterator[tuple[Path, str]]:
    data: Mapping[str, Any] = {}
    with suppress(OSError, ValueError):
        data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    secrets = [*named_secrets(data)]
    if any(not is_file and not value.startswith(_SQLITE) for _, value, is_file in secrets):
        yield file, "secrets"
    keys: dict[Path, list[str]] = {}
    for key, value, is_file in secrets:
        if is_file:
            keys.setdefault(locate_path(file.parent, value), []).append(key)
    for path, named in keys.items():
        yield path, f"the secret of {' and '.join(named)}"


def _exposed(status: os.stat_result) -> bool:
    """Whether others may read it, or a group that is not the one that we run in."""
    foreign = status.st_gid != os.getegid()
    return bool(status.st_mode & (stat.S_IROTH | stat.S_IWOTH)) or bool(
        foreign and status.st_mode & (stat.S_IRGRP | stat.S_IWGRP)
    )
