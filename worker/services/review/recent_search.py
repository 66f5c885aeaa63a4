"""Search of what no index has words for: the newest rows of a list, each as one text."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from worker.store.queue.search_terms import fold_text

#: So many of the newest rows are looked through.
RECENT = 5_000


class Numbered(Protocol):
    """A row of a list."""

    @property
    def id(self) -> int:
        """Its number; newer rows have higher ones."""
        ...


RowT = TypeVar("RowT", bound=Numbered)


def matches(text: str, *told: str) -> bool:
    """Whether each word that is searched for stands in what a row tells, whatever its case and accents.

    >>> matches("BOUNCE muller", "bounced", "Müller & Co")
    True
    """
    whole = fold_text(" ".join(told).replace("_", " "))
    return all(word in whole for word in fold_text(text.replace("_", " ")).split())


def join_newest(most: int, *lists: Iterable[RowT]) -> tuple[RowT, ...]:
    """Rows of several lists, each once, newest first; no more than `most`."""
    found = {row.id: row for rows in lists for row in rows}
    return tuple(found[number] for number in sorted(found, reverse=True)[:most])
