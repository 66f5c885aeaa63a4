"""Who reads a folder: one worker at a time, however many share the database.

A lease is valid for LEASE_SECONDS and is renewed as long as its holder lives. Each transaction that stores
mail renews it first, so that a worker which has lost it stores nothing more.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from worker.errors import UnavailableError
from worker.services.contexts import LeaseContext
from worker.services.intake.folder_sync import PolledFolder
from worker.services.worker_identity import is_running, worker_name
from worker.store.transactions import Transaction

#: How long a lease outlives its holder's last sign of life.
LEASE_SECONDS = 90
_LEASE = timedelta(seconds=LEASE_SECONDS)


class FolderTakenError(UnavailableError):
    """Another worker reads this folder at present."""


def make_identity() -> str:
    """A name for this process that no other one ever has."""
    return f"{worker_name()}:{secrets.token_hex(4)}"


@contextmanager
def hold_during(services: LeaseContext, source: PolledFolder) -> Iterator[None]:
    """Hold the lease of a folder within the block. Raises FolderTakenError."""
    with services.store.write() as tx:
        hold(services, source, tx)
    try:
        yield
    finally:
        # A lease that can't be given back runs out.
        with suppress(UnavailableError), services.store.write() as tx:
            tx.leases.give_back(source.name, services.identity)


def hold(services: LeaseContext, source: PolledFolder, tx: Transaction) -> None:
    """Take or renew the lease within a transaction that stores mail. Raises FolderTakenError."""
    tx.mailboxes.alone()
    if not take(services, source.name, tx):
        holder = tx.leases.holder(source.name) or ""
        text = f'mailbox "{source.name}" is being read by another worker ({holder.partition(":")[0]})'
        raise FolderTakenError(
            f"{text}; this one takes over {LEASE_SECONDS} seconds after its last sign of life"
        )


def take(services: LeaseContext, name: str, tx: Transaction) -> bool:
    """Take or renew a lease; False while another worker that lives has it."""
    now = services.clock()
    if tx.leases.take(name, services.identity, now, now + _LEASE):
        return True
    holder = tx.leases.holder(name) or ""
    gone = _is_gone(holder, services.identity)
    return gone and tx.leases.take(name, services.identity, now, now + _LEASE, [holder])


def is_held(services: LeaseContext, source: PolledFolder, tx: Transaction) -> bool:
    """Whether the database says that this process holds the lease."""
    return tx.leases.holder(source.name) == services.identity


def renew(services: LeaseContext) -> None:
    """Extend all leases of this process, as a sign of life."""
    with services.store.write() as tx:
        tx.leases.renew(services.identity, services.clock() + _LEASE)


def _is_gone(holder: str, own: str) -> bool:
    """Whether the holder was a process of this machine that has ended."""
    worker, *marks = holder.split(":")
    if len(marks) != 1:
        return False  # of an earlier version, which named processes otherwise
    # The number of a process that ended may be ours now.
    return holder != own if worker == worker_name() else is_running(worker) is False
