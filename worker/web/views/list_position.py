"""The list of the queue that a request was opened from, and its place in it, as addresses carry them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from worker.errors import UsageError
from worker.requests.request_model import Request
from worker.services.contexts import ReviewContext
from worker.services.review import list_neighbours, queue_view
from worker.services.review.list_neighbours import ListNeighbours
from worker.store.queue.queue_search import ASLEEP
from worker.web.responses import Ask
from worker.web.views import queue_address

_AT = "at"  # the name of the place in a query
_NOWHERE = ListNeighbours(before=None, after=None, number=None, total=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """A list and a place in it; both stand in the query of each page about the request."""

    query: Mapping[str, str]  #: the queue's
    at: str  #: where the request stands, or stood before something was done with it; empty: not told
    reference: str = ""

    @property
    def suffix(self) -> str:
        """What the address of a page about the request ends with."""
        if not self.at:
            return ""
        return "?" + urlencode({**self.query, _AT: self.at})

    @property
    def back(self) -> str:
        """The list, with the request's row in it."""
        return queue_address.here(self.query) + (f"#{self.reference}" if self.reference else "")

    def path(self, reference: str, at: str) -> str:
        """The page of another request of the list."""
        return f"/requests/{reference}{replace(self, at=at).suffix}"


def list_place(ask: Ask) -> ListPlace:
    """The list that the address tells of."""
    at = ask.query.get(_AT, "")
    query = queue_address.cleaned(ask.query)
    known = queue_address.place_of(at) is not None
    reference = ask.names.get("reference", "")
    return ListPlace(query=query if known else {}, at=at if known else "", reference=reference)


def usual_place(request: Request, me: str, *, just_done: bool) -> ListPlace:
    """The list of a request that was opened from none: what waits for staff, or those in its state.

    With whom somebody is `just_done`, they go on to what waits.
    """
    waits = just_done or request.state in queue_view.FOR_STAFF or request.attention
    query = {"state": queue_address.FOR_YOU if waits else str(request.state)}
    if request.snoozed_at is not None:
        query = {"state": ASLEEP}
    at = queue_address.place_text(queue_view.place(queue_address.read_query(query, me), request))
    return ListPlace(query=query, at=at, reference=request.reference)


def link_neighbours(
    services: ReviewContext, place: ListPlace, request: Request, me: str
) -> Mapping[str, object]:
    """What a page tells of the list: links to the requests around this one, and which of how many it is."""
    after = queue_address.place_of(place.at)
    plain = {name: text for name, text in place.query.items() if name not in {"after", "before"}}
    try:
        found = list_neighbours.find_beside(
            services,
            replace(queue_address.read_query(plain, me), after=after, rank=queue_address.rank_of(place.at)),
            request,
        )
    except UsageError:  # the search is not kept any more
        found = _NOWHERE
    return {
        "previous": _path(place, found.before),
        "next": _path(place, found.after),
        "number": found.number,
        "total": found.total,
    }


def _path(place: ListPlace, other: list_neighbours.Neighbour | None) -> str:
    return place.path(other.reference, queue_address.place_text(other.place, other.rank)) if other else ""
