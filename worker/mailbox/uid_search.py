"""Which messages a folder holds, by SEARCH, and by the count of messages (EXISTS) whether it told all.

Some servers tell a part: those that search by an index that is behind, or that cap their answers. What
they leave out is asked for by FETCH, which goes by the messages themselves. Where that tells a part as well,
the listing says that it is short.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from worker.mailbox import uid_batches
from worker.mailbox.imap_client import Client, Refused
from worker.mailbox.message_info import FolderStatus

#: Of the messages that SEARCH calls too old, so many of the newest are looked at.
_SAMPLE = 200
#: How far the server's day may be from ours.
_ZONES = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class UidListing:
    """UIDs in order, and how many of them SEARCH left out."""

    uids: list[int]
    left_out: int = 0
    short: bool = False  #: whether the folder holds more than these, by the count of its messages


def list_uids(client: Client, status: FolderStatus, above: int, since: date | None) -> UidListing:
    """The UIDs greater than `above`, of mail that came on the day `since` or later.

    Where SEARCH can't be trusted, all of them, whenever they came.
    """
    found = _searched(client, status, above, None)
    if found is None or not _adds_up(client, status.exists, above, found):
        return _fetched(client, status, above, found)
    lately = None if since is None else _since(client, status, above, since, found)
    return UidListing(uids=sorted(found if lately is None else lately))


def _fetched(client: Client, status: FolderStatus, above: int, searched: set[int] | None) -> UidListing:
    """What FETCH tells, and what SEARCH told."""
    told = searched or set()
    try:
        every = client.uids_from(above + 1)
    except Refused as refused:
        if searched is None or refused.busy:
            raise
        every = set()
    wanted = {uid for uid in (*every, *told) if uid > above}
    short = not _adds_up(client, status.exists, above, wanted)
    return UidListing(uids=sorted(wanted), left_out=len(wanted - told), short=short)


def _since(client: Client, status: FolderStatus, above: int, since: date, found: set[int]) -> set[int] | None:
    """Those of the found ones that came lately; None where the server can't tell them."""
    lately = _searched(client, status, above, since)
    if lately is None:
        return None
    begin = datetime.combine(since, time(23, 59, 59), UTC) + _ZONES
    older = sorted(found - lately)[-_SAMPLE:]
    try:
        dates = client.dates(older) if older else {}
    except Refused as refused:
        if refused.busy:
            raise
        return lately
    return None if any(when > begin for when in dates.values()) else lately


def _searched(client: Client, status: FolderStatus, above: int, since: date | None) -> set[int] | None:
    """What SEARCH tells; None where the server refuses it."""
    wanted: list[str | date] = ["UID", f"{above + 1}:*"] if above else []
    wanted += ["SINCE", since] if since else []
    found: set[int] = set()
    try:
        for window in uid_batches.windows(status.exists, status.uid_next - 1 - above):
            found |= client.search([window, *wanted])
    except Refused as refused:
        if refused.busy:
            raise
        return None
    # "n:*" always holds the last message, even one below n (RFC 3501, 6.4.8).
    return {uid for uid in found if uid > above}


def _adds_up(client: Client, exists: int, above: int, found: set[int]) -> bool:
    """Whether these are all, by the UIDs at two places: the last one, and the one before all of them.

    Mail that comes or goes meanwhile may look as if they were not, and costs one more command.
    """
    if len(found) > exists:
        return True
    numbers = sorted({exists - len(found), exists} - {0})
    try:
        there = client.uids_at(numbers) if numbers else set()
    except Refused:
        return True  # there is nothing to count by
    return len(there) == len(numbers) and _above(there, above) == _last(found)


def _above(uids: set[int], floor: int) -> list[int]:
    return sorted(uid for uid in uids if uid > floor)


def _last(uids: set[int]) -> list[int]:
    return [max(uids)] if uids else []
