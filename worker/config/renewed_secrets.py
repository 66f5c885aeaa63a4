"""Secrets that changed since a configuration was loaded, such as a password in a file that was rotated."""

from typing import Any, TypeVar

from worker.config.section import Section
from worker.config.sections import Config, list_secrets

_Section = TypeVar("_Section", bound=Section)


def with_secrets_of(config: Config, newer: Config) -> Config:
    """`config` with passwords, tokens and keys of the database as `newer` has them; equal if none changed.

    What is signed in to, and how, stays as it was; a mailbox that `newer` does not have keeps its secrets.
    """
    named = {mailbox.name: mailbox for mailbox in newer.mailboxes}
    mailboxes = tuple(_renewed(mailbox, named.get(mailbox.name)) for mailbox in config.mailboxes)
    keys = newer.database.encryption_keys or config.database.encryption_keys
    return config.model_copy(
        update={
            "mailboxes": mailboxes,
            "smtp": _renewed(config.smtp, newer.smtp),
            "database": config.database.model_copy(update={"encryption_keys": keys}),
        }
    )


def _renewed(section: _Section, newer: _Section | None) -> _Section:
    if newer is None:
        return section
    told = {
        key: getattr(newer, key) for key in list_secrets(type(section)) if getattr(section, key) is not None
    }
    update: dict[str, Any] = {key: value for key, value in told.items() if value is not None}
    for name in section.below:
        if (lower := getattr(section, name)) is not None:
            update[name] = _renewed(lower, getattr(newer, name))
    return section.model_copy(update=update)
