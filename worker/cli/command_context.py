"""What the options before the command say, and the installation that they lead to."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from worker.errors import UnavailableError

if TYPE_CHECKING:
    from worker.app import App
    from worker.config import Config
    from worker.storage import Storage


@dataclass(slots=True)
class _Options:
    config: Path | None = None
    debug: bool = False


_options = _Options()


def remember_options(config: Path | None, *, debug: bool) -> None:
    """Keep the options that stand before the command."""
    _options.config, _options.debug = config, debug


def is_debugging() -> bool:
    """Whether `--debug` was given."""
    return _options.debug


def read_configuration() -> "Config":
    """The configuration as it is now; raises ConfigError."""
    return _load_with_database_path()[0]


def _load_with_database_path() -> "tuple[Config, bool]":
    """The configuration, and whether its database has a relative path and is not there yet."""
    from worker.config import load_configuration, with_database_located

    file = find_configuration_file()
    folder = Path.cwd() if file is None else file.parent
    return with_database_located(load_configuration(file, os.environ), folder)


def prepare_configuration(*, creates: bool = True) -> "Config":
    """The configuration that applies; raises ConfigError.

    Only commands with `creates` may make a database of a relative path: any other one, typed in the wrong
    folder, would make a second one and show it as empty. Those raise UnavailableError.
    """
    from worker import log

    config, absent = _load_with_database_path()
    log.configure("debug" if _options.debug else config.log.level, config.log.format)
    if absent and not creates:
        url = config.database.url.get_secret_value()
        raise UnavailableError(
            f"there is no database {url.removeprefix('sqlite:///')} yet; `sen-worker run` makes it. "
            "If there is one elsewhere, give database.url its whole path"
        )
    return config


def find_configuration_file() -> Path | None:
    """The file that the configuration comes from; None where only the environment gives it."""
    from worker.config_file import find_configuration

    return find_configuration(_options.config, os.environ, Path.cwd())


def prepare_configuration_if_any() -> "Config | None":
    """The configuration, where a file is named or found; None for commands that can do without."""
    return None if find_configuration_file() is None else prepare_configuration()


@contextmanager
def open_installation(*, prepared: bool = True, creates: bool = False) -> "Iterator[App]":
    """The installation; `prepared` brings its database up to date first. `creates`: see `configuration`."""
    from worker.app import open_app

    app = open_app(prepare_configuration(creates=creates))
    try:
        if prepared:
            app.prepare()
        yield app
    finally:
        app.close()


@contextmanager
def open_stored_lists() -> "Iterator[Storage]":
    """The installation's store, up to date, and its forms: for commands that only list."""
    from worker.storage import open_storage

    storage = open_storage(prepare_configuration(creates=False))
    try:
        storage.prepare()
        yield storage
    finally:
        storage.close()


def reload_on_hangup() -> threading.Event:
    """Set by SIGHUP: the configuration is to be read again."""
    asked = threading.Event()
    signal.signal(signal.SIGHUP, lambda *_: asked.set())
    return asked


def stop_on_signals() -> threading.Event:
    """Set by SIGTERM and SIGINT, so that what is at hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
