"""The queue: what waits, filtered, sorted, searched; many at once; as a file."""

from collections.abc import Mapping
from functools import partial

from worker.requests.values import Attention, State
from worker.services import bulk, queueing
from worker.services.queueing import FLAGGED_ALONE, FOR_STAFF, Look, Wish
from worker.store.queue import Waiting
from worker.web import wishes
from worker.web.answers import Answer, Ask, Download, Page, Redirect
from worker.web.desk import Desk
from worker.web.list_place import ListPlace

#: The tabs in their order: what the URL says, and what they are called.
_TABS = (
    (wishes.FOR_YOU, "For you"),
    (State.READY_FOR_REVIEW, "Ready for review"),
    (State.APPROVED, "Approved"),
    (wishes.FLAGGED, "Attention"),
    (State.NEEDS_INFO, "Waiting for customers"),
    (State.AWAITING_UPGRADE, "Waiting for upgrades"),
    (wishes.OPEN, "All open"),
    (wishes.CLOSED, "Closed"),
    (State.INTERESTED, "Cloud interest"),
    (wishes.EVERYTHING, "All"),
)
#: What the tab of closed ones can be narrowed to.
_CLOSED = tuple((state, str(state).capitalize()) for state in wishes.CLOSED_STATES)


def show(desk: Desk, ask: Ask) -> Answer:
    """One page of the queue."""
    query = wishes.cleaned(ask.query)
    wish = wishes.wish(query, ask.staff.name)
    look = queueing.look(desk.house, wish)
    return Page(template="queue.html.j2", values={**_common(query, look, wish), **_did(ask.query)})


def news(desk: Desk, ask: Ask) -> Answer:
    """How much is new to a page, and the counts of its tabs; asked for by the script."""
    query = wishes.cleaned(ask.query)
    wish = wishes.wish(query, ask.staff.name)
    pulse = ask.query.get("pulse", "")
    new, changed = queueing.news(desk.house, pulse, ask.staff.name, wish)
    states, flagged = queueing.tally(desk.house, wish)
    values = {
        "url": partial(wishes.url, query),
        "tabs": _tabs(query, states, flagged),
        "new": new,
        "changed": changed,
        "query": query,
        "pulse": pulse,
    }
    return Page(template="queue_news.html.j2", values=values)


def search(desk: Desk, ask: Ask) -> Answer:
    """Keep what is searched for and go to what it finds; a whole reference goes to its request."""
    text = ask.one("q").strip()
    if not text:
        return Redirect(path="/queue")
    if reference := queueing.reference_of(desk.house, text):
        return Redirect(path=f"/requests/{reference}")
    query = {"search": queueing.keep_search(desk.house, text)}
    wish = wishes.wish(query, ask.staff.name)
    rows = queueing.look(desk.house, wish).rows
    # What is found alone is opened; the list of it is one key away.
    return Redirect(path=_row_path(query, wish, rows[0].row) if len(rows) == 1 else wishes.url(query))


def export(desk: Desk, ask: Ask) -> Answer:
    """What the page shows, all pages of it, as CSV."""
    wish = wishes.wish(wishes.cleaned(_sent(ask)), ask.staff.name)
    content = queueing.export(desk.house, wish).encode("utf-8-sig")
    return Download(name="requests.csv", media_type="text/csv; charset=utf-8", content=content)


def act(desk: Desk, ask: Ask) -> Answer:
    """Something with all requests that are picked."""
    names, by = list(dict.fromkeys(ask.form.get("id", ()))), ask.staff.name
    back = wishes.cleaned(_sent(ask))
    match ask.one("do"):
        case "mine":
            done = bulk.assign(desk.house, names, by, by)
        case "assign":
            done = bulk.assign(desk.house, names, ask.one("to"), by)
        case "note":
            done = bulk.note(desk.house, names, ask.one("words"), by)
        case "remind":
            return _reminders(desk, ask, back, names)
        case "send":
            done = bulk.remind(desk.house, _versions(ask, names), ask.one("words"), by)
        case "undo":
            done = bulk.undo(desk.house, names, by)
        case _:
            return Redirect(path=wishes.url(back))
    return _after(ask.one("do"), back, done)


def _versions(ask: Ask, names: list[str]) -> list[tuple[str, int]]:
    told = {name: ask.one(f"version-{name}") for name in names}
    return [
        (name, int(version)) for name, version in told.items() if version.isdecimal() and len(version) < 10
    ]


def _reminders(desk: Desk, ask: Ask, back: Mapping[str, str], names: list[str]) -> Answer:
    words = ask.one("words")
    values = {
        "reminders": bulk.reminders(desk.house, names, words, ask.staff.name),
        "words": words,
        "query": back,
        "url": partial(wishes.url, back),
    }
    return Page(template="queue_remind.html.j2", values=values)


def _after(verb: str, back: Mapping[str, str], done: bulk.Done) -> Answer:
    if done.refused:
        values = {"done": done, "verb": verb, "query": back, "url": partial(wishes.url, back)}
        return Page(template="queue_refused.html.j2", values=values, status=409)
    undo = ",".join(done.names) if verb == "send" else ""
    return Redirect(path=wishes.url(back, did=f"{verb}-{len(done.names)}", undo=undo))


def _sent(ask: Ask) -> dict[str, str]:
    """The page's own address, as its forms carry it: each name with `at-` before it."""
    return {name.removeprefix("at-"): ask.one(name) for name in ask.form if name.startswith("at-")}


def _common(query: Mapping[str, str], look: Look, wish: Wish) -> dict[str, object]:
    rows = look.rows
    return {
        "look": look,
        "query": query,
        "url": partial(wishes.url, query),
        "state": wishes.state_of(query),
        "tabs": _tabs(query, look.states, look.flagged),
        "closed": _CLOSED if wishes.state_of(query) in {wishes.CLOSED, *wishes.CLOSED_STATES} else (),
        "row_path": partial(_row_path, query, wish),
        "reasons": [(str(each), look.reasons[each]) for each in Attention if look.reasons[each]],
        "sort": query.get("sort", "oldest") if query.get("sort") in wishes.SORTS else "oldest",
        "after": wishes.place_text(queueing.place(wish, rows[-1].row)) if rows else "",
        "before": wishes.place_text(queueing.place(wish, rows[0].row)) if rows else "",
        "late_days": queueing.LATE.days,
    }


def _row_path(query: Mapping[str, str], wish: Wish, row: Waiting) -> str:
    """The page of a row's request, which knows the list that it was opened from."""
    place = wishes.place_text(queueing.place(wish, row))
    return ListPlace(query=query, at=place).path(row.reference, place)


def _tabs(
    query: Mapping[str, str], states: Mapping[str, int], flagged: Mapping[str, int]
) -> list[dict[str, object]]:
    now = wishes.state_of(query)
    many = sum(states.get(each, 0) for each in FOR_STAFF) + sum(
        flagged.get(each, 0) for each in FLAGGED_ALONE
    )
    counts = {
        wishes.FOR_YOU: many,
        wishes.OPEN: sum(states.get(each, 0) for each in wishes.states_of(wishes.OPEN)),
        wishes.FLAGGED: sum(flagged.values()),
        wishes.CLOSED: sum(states.get(each, 0) for each in wishes.CLOSED_STATES),
        wishes.EVERYTHING: sum(states.values()),
    }
    inside = {str(state): wishes.CLOSED for state in wishes.CLOSED_STATES}
    return [
        {
            "state": str(state),
            "text": text,
            "count": counts.get(str(state), states.get(state, 0)),
            "on": str(state) == inside.get(now, now),
        }
        for state, text in _TABS
    ]


def _did(query: Mapping[str, str]) -> dict[str, object]:
    """What was done just before, as the address tells it."""
    verb, _, number = query.get("did", "").partition("-")
    undo = [name for name in query.get("undo", "").split(",") if name.replace("-", "").isalnum()]
    return {"did": verb, "did_number": number if number.isdecimal() else "", "undo": undo[: bulk.MOST]}
