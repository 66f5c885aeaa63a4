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
    return _located()[0]


def _located() -> "tuple[Config, bool]":
    """The configuration, and whether its database has a relative path and is not there yet."""
    from worker.config import load_configuration, with_database_located

    file = configuration_file()
    folder = Path.cwd() if file is None else file.parent
    return with_database_located(load_configuration(file, os.environ), folder)


def configuration(*, creates: bool = True) -> "Config":
    """The configuration that applies; raises ConfigError.

    A database of a relative path is made by commands alone that may (`creates`): another one would be made,
    and shown as empty, by a command that is typed in the wrong folder. Those get an UnavailableError.
    """
    from worker import log

    config, absent = _located()
    log.configure("debug" if _options.debug else config.log.level, config.log.format)
    if absent and not creates:
        url = config.database.url.get_secret_value()
        raise UnavailableError(
            f"there is no database {url.removeprefix('sqlite:///')} yet; `sen-worker run` makes it. "
            "If there is one elsewhere, give database.url its whole path"
        )
    return config


def configuration_file() -> Path | None:
    """The file that the configuration comes from; None where it is the environment alone."""
    from worker.config_file import find_configuration

    return find_configuration(_options.config, os.environ, Path.cwd())


def configuration_if_any() -> "Config | None":
    """For commands that need none: the one that is named or lies in the working directory."""
    return None if configuration_file() is None else configuration()


@contextmanager
def open_installation(*, prepared: bool = True, creates: bool = False) -> "Iterator[App]":
    """The installation; `prepared` brings its database up to date first. `creates`: see `configuration`."""
    from worker.app import open_app

    app = open_app(configuration(creates=creates))
    try:
        if prepared:
            app.prepare()
        yield app
    finally:
        app.close()


@contextmanager
def open_stored_lists() -> "Iterator[Storage]":
    """Its store, up to date, and its forms: for commands that list what is there."""
    from worker.storage import open_storage

    found = open_storage(configuration(creates=False))
    try:
        found.prepare()
        yield found
    finally:
        found.close()


def asked_by_hangup() -> threading.Event:
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
