"""Requests to poll a folder now, left in the database for whichever worker reads it.

Each is a lease of a name that no folder has: whoever asks takes it, and the worker that polls gives it back.
"""

from datetime import timedelta

from worker.services.contexts import LeaseContext, RecordContext
from worker.services.intake import folder_leases
from worker.services.intake.folder_sync import PolledFolder

_ASKER = "asked"
_GOOD_FOR = timedelta(minutes=1)


def request_poll(services: RecordContext, name: str) -> None:
    """Ask the worker that reads the folder to poll it at once; `name` is that of its `PolledFolder`."""
    now = services.clock()
    with services.store.write() as tx:
        tx.leases.take(_lease_name(name), _ASKER, now, now + _GOOD_FOR)


def is_pending(services: RecordContext, name: str) -> bool:
    """Whether no worker has taken the request yet."""
    with services.store.read() as tx:
        return _lease_name(name) in tx.leases.held(services.clock())


def take_request(services: LeaseContext, source: PolledFolder) -> bool:
    """Take a pending request; False where there is none, or another process reads the folder."""
    with services.store.read() as tx:
        asked = _lease_name(source.name) in tx.leases.held(services.clock()) and folder_leases.is_held(
            services, source, tx
        )
    if asked:
        with services.store.write() as tx:
            tx.leases.give_back(_lease_name(source.name), _ASKER)
    return asked


def _lease_name(name: str) -> str:
    return f"look at {name}"  # no mailbox has a name with a space
