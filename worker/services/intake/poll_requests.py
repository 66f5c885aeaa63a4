"""Somebody wants a folder looked at now: a word to whichever worker reads it, left in the database.

It is a lease that nobody works under: it is taken by who asks, and given back by who looks.
"""

from datetime import timedelta

from worker.services.contexts import LeaseContext, RecordContext
from worker.services.intake import folder_leases
from worker.services.intake.folder_sync import PolledFolder

_ASKER = "asked"
_GOOD_FOR = timedelta(minutes=1)


def ask_to_look(services: RecordContext, name: str) -> None:
    """Let the worker that reads the folder look at once; `name` is that of its `PolledFolder`."""
    now = services.clock()
    with services.store.write() as tx:
        tx.leases.take(_wish(name), _ASKER, now, now + _GOOD_FOR)


def is_asked(services: RecordContext, name: str) -> bool:
    """Whether nobody has heard of it yet."""
    with services.store.read() as tx:
        return _wish(name) in tx.leases.held(services.clock())


def take_wish(services: LeaseContext, source: PolledFolder) -> bool:
    """Whether somebody asked, and this process is the one that reads the folder; it counts as heard."""
    with services.store.read() as tx:
        asked = _wish(source.name) in tx.leases.held(services.clock()) and folder_leases.is_held(
            services, source, tx
        )
    if asked:
        with services.store.write() as tx:
            tx.leases.give_back(_wish(source.name), _ASKER)
    return asked


def _wish(name: str) -> str:
    return f"look at {name}"  # no mailbox has a name with a space
