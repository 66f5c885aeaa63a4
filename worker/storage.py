"""The store and the forms of one installation: what commands need that neither read nor send mail."""

from collections.abc import Mapping
from dataclasses import dataclass

from worker import log
from worker.config import Config
from worker.forms.form_definition import Form
from worker.store.transactions import Store
from worker.template_files import load_forms, template_folders

_log = log.get(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """An installation as far as it lies still."""

    config: Config
    store: Store
    forms: Mapping[str, Form]

    def prepare(self) -> None:
        """Bring the database up to date where the deployer lets us, or say that somebody has to."""
        prepare_storage(self.store, self.config)

    def close(self) -> None:
        """Give the database back."""
        self.store.close()


def open_storage(config: Config) -> Storage:
    """Nothing is connected to yet. Raises ConfigError."""
    store = open_store(config)
    return Storage(config=config, store=store, forms=load_forms(template_folders(config)))


def open_store(config: Config) -> Store:
    """The database, with the keys that it is encrypted with. Raises ConfigError."""
    return Store(config.database.url.get_secret_value(), encryption_keys(config))


def encryption_keys(config: Config) -> str:
    """The keys of the configuration, newest first; empty for none."""
    keys = config.database.encryption_keys
    return keys.get_secret_value() if keys is not None else ""


def prepare_storage(store: Store, config: Config) -> None:
    """Bring the database up to date where the deployer lets us, or say that somebody has to."""
    if config.database.auto_upgrade and (upgraded := store.upgrade()):
        _log.info("database_upgraded", before=upgraded[0] or "none", now=upgraded[1])
    store.require_current()
