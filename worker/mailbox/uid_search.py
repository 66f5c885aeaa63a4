"""Which messages a folder holds, by SEARCH, compared with the count of messages (EXISTS).

Some servers leave messages out: they search by an index that is behind, or cap their answers. Then FETCH is
asked, which goes by the messages themselves. Where that leaves out messages as well, the listing says that it
is short.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from worker.mailbox import uid_batches
from worker.mailbox.imap_client import ImapClient
from worker.mailbox.imap_errors import Refused
from worker.mailbox.message_info import FolderStatus

#: How many of the messages that SEARCH calls too old are checked by their dates, the newest first.
_SAMPLE = 200
#: How far the server's day may be from ours.
_ZONES = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class UidListing:
    """UIDs in order, and how many of them SEARCH left out."""

    uids: list[int]
    left_out: int = 0
    short: bool = False  #: whether the folder holds more than these, by the count of its messages


def list_uids(client: ImapClient, status: FolderStatus, above: int, since: date | None) -> UidListing:
    """The UIDs greater than `above`, of mail that came on the day `since` or later.

    Where SEARCH can't be trusted, all of them, whenever they came.
    """
    found = _search(client, status, above, None)
    if found is None or not _is_complete(client, status.exists, above, found):
        return _list_by_fetch(client, status, above, found)
    recent = None if since is None else _search_since(client, status, above, since, found)
    return UidListing(uids=sorted(found if recent is None else recent))


def _list_by_fetch(
    client: ImapClient, status: FolderStatus, above: int, searched: set[int] | None
) -> UidListing:
    """The UIDs that FETCH or SEARCH knows."""
    known = searched or set()
    try:
        listed = client.uids_from(above + 1)
    except Refused as refused:
        if searched is None or refused.busy:
            raise
        listed = set()
    wanted = {uid for uid in (*listed, *known) if uid > above}
    short = not _is_complete(client, status.exists, above, wanted)
    return UidListing(uids=sorted(wanted), left_out=len(wanted - known), short=short)


def _search_since(
    client: ImapClient, status: FolderStatus, above: int, since: date, found: set[int]
) -> set[int] | None:
    """Those of the found ones that came lately; None where the server can't tell them."""
    recent = _search(client, status, above, since)
    if recent is None:
        return None
    day_end = datetime.combine(since, time(23, 59, 59), UTC) + _ZONES
    older = sorted(found - recent)[-_SAMPLE:]
    try:
        dates = client.dates(older) if older else {}
    except Refused as refused:
        if refused.busy:
            raise
        return recent
    return None if any(when > day_end for when in dates.values()) else recent


def _search(client: ImapClient, status: FolderStatus, above: int, since: date | None) -> set[int] | None:
    """What SEARCH tells; None where the server refuses it."""
    wanted: list[str | date] = ["UID", f"{above + 1}:*"] if above else []
    wanted += ["SINCE", since] if since else []
    found: set[int] = set()
    try:
        for window in uid_batches.search_windows(status.exists, status.uid_next - 1 - above):
            found |= client.search([window, *wanted])
    except Refused as refused:
        if refused.busy:
            raise
        return None
    # "n:*" always holds the last message, even one below n (RFC 3501, 6.4.8).
    return {uid for uid in found if uid > above}


def _is_complete(client: ImapClient, exists: int, above: int, found: set[int]) -> bool:
    """Whether these are all, by the UIDs at two places: the last one, and the one before all of them.

    Mail that comes or goes meanwhile may look as if they were not, and costs one more command.
    """
    if len(found) > exists:
        return True
    numbers = sorted({exists - len(found), exists} - {0})
    try:
        existing = client.uids_at(numbers) if numbers else set()
    except Refused:
        return True  # there is nothing to count by
    return len(existing) == len(numbers) and _above(existing, above) == _last(found)


def _above(uids: set[int], floor: int) -> list[int]:
    return sorted(uid for uid in uids if uid > floor)


def _last(uids: set[int]) -> list[int]:
    return [max(uids)] if uids else []
