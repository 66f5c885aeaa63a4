"""Two people at one request: what has changed since somebody's page was made, as far as it concerns them."""

from collections.abc import Collection, Sequence

from worker.requests.request_model import Event
from worker.requests.staff.undo_rules import QUIET


def find_conflicts(since: Sequence[Event], fields: Collection[str] | None) -> tuple[Event, ...]:
    """The events after which an action must not be done unseen.

    An edit of `fields` collides with changes of those alone, other changes merge with it; an action on
    the request as a whole (None) was decided on what the page showed, so any change of that counts.
    """
    if fields is None:
        return tuple(event for event in since if event.what not in QUIET)
    return tuple(event for event in since if event.what == "field" and event.name in fields)
