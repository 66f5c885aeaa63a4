"""Splits lists of UIDs into commands that neither side chokes on. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")

#: A batch of one message may be larger.
MAX_BYTES = 1_000_000
#: In bytes, of a connection's first batch; each batch that arrives doubles it. Small at first, so that a
#: connection that soon breaks has brought something all the same.
FIRST_BYTES = 65_536
MAX_COUNT = 200

#: imaplib refuses lines of more than a million bytes, and a UID takes up to eleven.
SEARCH_WINDOW = 50_000


def split_by_count(items: Iterable[_T], count: int = MAX_COUNT) -> Iterator[list[_T]]:
    """Consecutive runs of at most `count`."""
    remaining = iter(items)
    while run := list(islice(remaining, count)):
        yield run


class BatchPace:
    """How many bytes the next batch of a connection may have."""

    def __init__(self, first: int = FIRST_BYTES, most: int = MAX_BYTES) -> None:
        self.size = min(first, most)
        self._most = most

    def quicken(self) -> None:
        """A batch arrived: the next one may be larger."""
        self.size = min(2 * self.size, self._most)


def split_by_size(
    uids: Iterable[int], sizes: Mapping[int, int], pace: BatchPace, *, count: int = MAX_COUNT
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


def search_windows(message_count: int, expected: int) -> Sequence[str]:
    """Search keys (RFC 3501, 6.4.4) that together cover a folder of `message_count` messages, newest first.

    One key where at most SEARCH_WINDOW messages are `expected` to match. From the top down, a message
    that an expunge moves to a lower number in between is found twice rather than missed.
    """
    if min(message_count, expected) <= SEARCH_WINDOW:
        return ["ALL"]
    starts = range(1, message_count + 1, SEARCH_WINDOW)
    newest = f"{starts[-1]}:*"
    return [newest, *(f"{start}:{start + SEARCH_WINDOW - 1}" for start in reversed(starts[:-1]))]
