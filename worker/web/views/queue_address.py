"""The queue's address: filters, order and place in the URL, which holds nothing of a customer's."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from worker.requests.request_model import OPEN_STATES, Attention, State
from worker.services.review.queue_view import FLAGGED_ALONE, FOR_STAFF, QueueQuery
from worker.store.queue.queue_search import ASLEEP

#: Of `state`, beside the states themselves.
FOR_YOU, OPEN, CLOSED, EVERYTHING, FLAGGED = "you", "open", "closed", "all", "attention"
#: States in which nobody waits for anything any more.
CLOSED_STATES = (State.COMPLETED, State.REJECTED, State.WITHDRAWN, State.EXPIRED)
ME, NOBODY = "me", "nobody"  #: of `assigned`, beside names
SORTS = {"oldest": (False, False), "newest": (False, True), "stale": (True, False), "recent": (True, True)}
#: By the verdicts, and whether what is plain comes first.
VERDICT_SORTS = {"odd": False, "plain": True}
_NAMES = ("state", "attention", "assigned", "form", "waiting", "search", "sort", "view", "after", "before")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 80


def cleaned(query: Mapping[str, str]) -> dict[str, str]:
    """What of a query is the queue's own."""
    return {name: query[name] for name in _NAMES if 0 < len(query.get(name, "")) <= _LONGEST}


def listed(query: Mapping[str, str]) -> dict[str, str]:
    """What of a cleaned query makes a list: without the place in it, and the view that it belongs to."""
    told = {name: text for name, text in query.items() if name not in {"view", "after", "before"}}
    if told.get("state") == _usual(told):
        del told["state"]
    return told


def url(query: Mapping[str, str], **changes: str) -> str:
    """The queue's address with `changes`; whatever changes begins at the first page again.

    Another tab leaves the view, another filter does not.
    """
    changes = {"view": "", **changes} if "state" in changes else changes
    left = {name: text for name, text in query.items() if name not in {"after", "before"}}
    told = {name: text for name, text in {**left, **changes}.items() if text}
    if told.get("state") == _usual(told):
        del told["state"]
    ordered = {name: told[name] for name in (*_NAMES, "did", "undo") if name in told}
    return "/queue" + (f"?{urlencode(ordered)}" if ordered else "")


def here(query: Mapping[str, str]) -> str:
    """The queue's address as it stands, with its place among the pages."""
    place = {name: query[name] for name in ("after", "before") if name in query}
    return url(query, **place)


def state_of(query: Mapping[str, str]) -> str:
    """Which tab it is; a search looks everywhere."""
    told = query.get("state", "")
    known = {ASLEEP, FOR_YOU, OPEN, CLOSED, EVERYTHING, FLAGGED, *State}
    return told if told in known else _usual(query)


def states_of(state: str) -> tuple[str, ...]:
    """The states behind a tab, but for those in which attention alone counts; none for all."""
    several: dict[str, tuple[str, ...]] = {
        FOR_YOU: FOR_STAFF,
        OPEN: (*(each for each in State if each in OPEN_STATES), ASLEEP),
        ASLEEP: (ASLEEP,),
        CLOSED: CLOSED_STATES,
        EVERYTHING: (),
        FLAGGED: tuple(State),  # but for what sleeps
    }
    return several[state] if state in several else (State(state),)


def read_query(query: Mapping[str, str], me: str) -> QueueQuery:
    """What a cleaned query asks for; what it holds of nonsense counts for nothing."""
    state, sort = state_of(query), query.get("sort", "")
    by_change, newest_first = SORTS.get(sort, SORTS["oldest"])
    by_verdict = sort in VERDICT_SORTS
    attention, waiting = query.get("attention", ""), query.get("waiting", "")
    place = place_of(query.get("before", "")) or place_of(query.get("after", ""))
    return QueueQuery(
        states=states_of(state),
        flagged_states=FLAGGED_ALONE if state == FOR_YOU else (),
        attention=Attention(attention) if attention in set(Attention) else None,
        flagged=state == FLAGGED,
        assignee={"": None, ME: me, NOBODY: ""}.get(query.get("assigned", ""), query.get("assigned")),
        form=query.get("form"),
        waiting_days=int(waiting) if waiting.isdecimal() and len(waiting) < 4 else 0,
        search=query.get("search", ""),
        by_change=by_change,
        newest_first=VERDICT_SORTS.get(sort, newest_first),
        by_verdict=by_verdict,
        after=place,
        backwards=place is not None and place_of(query.get("before", "")) is not None,
    )


def place_text(place: tuple[datetime, int], rank: int | None = None) -> str:
    """A place in the order as `after` and `before` hold it: microseconds and id, and a verdict's rank."""
    told = f"{(place[0] - _EPOCH) // timedelta(microseconds=1)}.{place[1]}"
    return told if rank is None else f"{told}.{rank}"


def place_of(text: str) -> tuple[datetime, int] | None:
    """The place that `after` or `before` holds; None where it is nonsense."""
    at, _, rest = text.partition(".")
    number, _, rank = rest.partition(".")
    if not (_is_number(at) and _is_number(number) and (not rank or _is_number(rank))):
        return None
    return _EPOCH + timedelta(microseconds=int(at)), int(number)


def rank_of(text: str) -> int:
    """The rank of the verdict at that place; 0 where none is told."""
    rank = text.rpartition(".")[2] if text.count(".") > 1 else ""
    return int(rank) if _is_number(rank) else 0


def _usual(query: Mapping[str, str]) -> str:
    """The tab that is meant where none is told."""
    return EVERYTHING if query.get("search") else FOR_YOU


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18
