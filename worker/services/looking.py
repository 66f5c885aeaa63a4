"""Somebody wants a folder looked at now: a word to whichever worker reads it, left in the database.

It is a lease that nobody works under: it is taken by who asks, and given back by who looks.
"""

from datetime import timedelta

from worker.services import leases
from worker.services.finding import Source
from worker.services.house import House

_ASKER = "asked"
_GOOD_FOR = timedelta(minutes=1)


def ask_to_look(house: House, name: str) -> None:
    """Let the worker that reads the folder look at once; `name` is that of its `Source`."""
    now = house.clock()
    with house.store.write() as tx:
        tx.leases.take(_wish(name), _ASKER, now, now + _GOOD_FOR)


def is_asked(house: House, name: str) -> bool:
    """Whether nobody has heard of it yet."""
    with house.store.read() as tx:
        return _wish(name) in tx.leases.held(house.clock())


def take_wish(house: House, source: Source) -> bool:
    """Whether somebody asked, and this process is the one that reads the folder; it counts as heard."""
    with house.store.read() as tx:
        asked = _wish(source.name) in tx.leases.held(house.clock()) and leases.is_held(house, source, tx)
    if asked:
        with house.store.write() as tx:
            tx.leases.give_back(_wish(source.name), _ASKER)
    return asked


def _wish(name: str) -> str:
    return f"look at {name}"  # no mailbox has a name with a space
