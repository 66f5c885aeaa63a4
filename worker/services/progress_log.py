"""How far a long piece of work is, for whoever waits for it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from worker import log

_log = log.get(__name__)
#: Less is done before anybody asks.
WORTH_SHOWING = 500
_STEP = 1_000

#: Begins to show something by this name that has so many steps; what it yields is told of each few.
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]


@contextmanager
def in_log(name: str, total: int) -> Iterator[Callable[[int], None]]:
    """A line in the log for every thousand messages."""
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        if total >= WORTH_SHOWING and (done // _STEP > (done - count) // _STEP or done == total):
            _log.info("progress", mailbox=name, done=done, total=total)

    yield advance
