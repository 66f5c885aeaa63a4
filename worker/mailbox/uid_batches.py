"""Cutting a list of UIDs into commands that neither side chokes on. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")

#: A batch of one message may be larger.
MAX_BYTES = 1_000_000
#: The first batch of a connection, which each one that arrives doubles: what came before a bad link ends
#: is kept, however soon it ends.
FIRST_BYTES = 65_536
MAX_COUNT = 200

#: imaplib refuses lines of more than a million bytes, and a UID takes up to eleven.
SEARCH_WINDOW = 50_000


def by_count(items: Iterable[_T], count: int = MAX_COUNT) -> Iterator[list[_T]]:
    """Consecutive runs of at most `count`."""
    left = iter(items)
    while run := list(islice(left, count)):
        yield run


class Pace:
    """How many bytes the next batch of a connection may have."""

    def __init__(self, first: int = FIRST_BYTES, most: int = MAX_BYTES) -> None:
        self.size = min(first, most)
        self._most = most

    def quicken(self) -> None:
        """A batch arrived."""
        self.size = min(2 * self.size, self._most)


def by_size(
    uids: Iterable[int], sizes: Mapping[int, int], pace: Pace, *, count: int = MAX_COUNT
) -> Iterator[list[int]]:
    """Consecutive runs of at most `count` messages and so many bytes; a larger message comes alone."""
    run: list[int] = []
    total = 0
    for uid in uids:
        if run and (len(run) == count or total + sizes.get(uid, 0) > pace.size):
            yield run
            pace.quicken()
            run, total = [], 0
        run.append(uid)
        total += sizes.get(uid, 0)
    if run:
        yield run


def windows(exists: int, expected: int) -> Sequence[str]:
    """Search keys (RFC 3501, 6.4.4) that together cover a folder of `exists` messages, newest first.

    One key where at most SEARCH_WINDOW messages are `expected` to match. From the top down, a message
    that an expunge moves to a lower number in between is found twice rather than missed.
    """
    if min(exists, expected) <= SEARCH_WINDOW:
        return ["ALL"]
    starts = range(1, exists + 1, SEARCH_WINDOW)
    newest = f"{starts[-1]}:*"
    return [newest, *(f"{start}:{start + SEARCH_WINDOW - 1}" for start in reversed(starts[:-1]))]
