"""The queue: what waits, filtered, sorted, searched; many at once; as a file."""

from collections.abc import Mapping
from functools import partial

from worker.requests.request_model import Attention, State
from worker.services.marketplace import issuing_sheets
from worker.services.review import bulk_actions, queue_export, queue_view, saved_views, staff_notifications
from worker.services.review.queue_view import FLAGGED_ALONE, FOR_STAFF, QueueLine, QueuePage, QueueQuery
from worker.store.queue.queue_search import ASLEEP
from worker.web.responses import Answer, Ask, Download, Page, Redirect
from worker.web.sign_in.page_permissions import may_administer
from worker.web.views import queue_address
from worker.web.views.list_position import ListPlace
from worker.web.web_context import WebContext

#: The tabs in their order: what the URL says, and what they are called.
_TABS = (
    (queue_address.FOR_YOU, "For you"),
    (State.READY_FOR_REVIEW, "Ready for review"),
    (State.APPROVED, "Approved"),
    (queue_address.FLAGGED, "Attention"),
    (State.NEEDS_INFO, "Waiting for customers"),
    (State.AWAITING_UPGRADE, "Waiting for upgrades"),
    (ASLEEP, "Asleep"),
    (queue_address.OPEN, "All open"),
    (queue_address.CLOSED, "Closed"),
    (State.INTERESTED, "Cloud interest"),
    (queue_address.EVERYTHING, "All"),
)
#: What there is seldom has a tab only while there is some.
_SELDOM = (ASLEEP, State.AWAITING_UPGRADE)
#: What the tab of closed ones can be narrowed to.
_CLOSED = tuple((state, str(state).capitalize()) for state in queue_address.CLOSED_STATES)


def show(context: WebContext, ask: Ask) -> Answer:
    """One page of the queue."""
    query = queue_address.cleaned(ask.query)
    wish = queue_address.read_query(query, ask.staff.name)
    look = queue_view.look(context.services, wish)
    values = {**_common(query, look, wish), **_views(context, ask, query), **_did(ask.query)}
    return Page(template="queue.html.j2", values=values)


def news(context: WebContext, ask: Ask) -> Answer:
    """How much is new to a page, and the counts of its tabs; asked for by the script."""
    query = queue_address.cleaned(ask.query)
    wish = queue_address.read_query(query, ask.staff.name)
    pulse = ask.query.get("pulse", "")
    new, changed = queue_view.news(context.services, pulse, ask.staff.name, wish)
    states, flagged = queue_view.tally(context.services, wish)
    values = {
        "url": partial(queue_address.url, query),
        "tabs": _tabs(query, states, flagged),
        "new": new,
        "changed": changed,
        "mentions": staff_notifications.count_for(context.services, ask.staff.name),
        "query": query,
        "pulse": pulse,
    }
    return Page(template="queue_news.html.j2", values=values)


def search(context: WebContext, ask: Ask) -> Answer:
    """Keep what is searched for and go to what it finds; a whole reference goes to its request."""
    text = ask.one("q").strip()
    if not text:
        return Redirect(path="/queue")
    if reference := queue_view.reference_of(context.services, text):
        return Redirect(path=f"/requests/{reference}")
    query = {"search": queue_view.keep_search(context.services, text)}
    wish = queue_address.read_query(query, ask.staff.name)
    rows = queue_view.look(context.services, wish).rows
    # What is found alone is opened; the list of it is one key away.
    return Redirect(path=_row_path(query, wish, rows[0]) if len(rows) == 1 else queue_address.url(query))


def export(context: WebContext, ask: Ask) -> Answer:
    """What the page shows, all pages of it, as CSV."""
    wish = queue_address.read_query(queue_address.cleaned(_sent(ask)), ask.staff.name)
    content = queue_export.export(context.services, wish).encode("utf-8-sig")
    return Download(name="requests.csv", media_type="text/csv; charset=utf-8", content=content)


def sheet(context: WebContext, ask: Ask) -> Answer:
    """The issuing sheets of the requests that are picked, or of the approved ones of the list, as CSV."""
    back = queue_address.cleaned(_sent(ask))
    names = _picked(ask)[: bulk_actions.MOST]
    if not names and not ask.one("all"):
        return _nothing_picked(back)
    wish = None if names else queue_address.read_query(back, ask.staff.name)
    content = issuing_sheets.sheet_file(context.services, names, wish).encode("utf-8-sig")
    return Download(name="issuing-sheet.csv", media_type="text/csv; charset=utf-8", content=content)


def act(context: WebContext, ask: Ask) -> Answer:
    """Something with all requests that are picked."""
    names, by = _picked(ask), ask.staff.name
    back = queue_address.cleaned(_sent(ask))
    if not names:
        return _nothing_picked(back)
    match ask.one("do"):
        case "mine":
            done = bulk_actions.assign(context.services, names, by, by)
        case "assign":
            done = bulk_actions.assign(context.services, names, ask.one("to"), by)
        case "note":
            done = bulk_actions.note(context.services, names, ask.one("words"), by)
        case "remind":
            return _reminders(context, ask, back, names)
        case "send":
            done = bulk_actions.remind(context.services, _versions(ask, names), ask.one("words"), by)
        case "undo":
            done = bulk_actions.undo(context.services, names, by)
        case _:
            return Redirect(path=queue_address.url(back))
    return _after(ask.one("do"), back, done)


def _picked(ask: Ask) -> list[str]:
    return list(dict.fromkeys(ask.form.get("id", ())))


def _nothing_picked(back: Mapping[str, str]) -> Answer:
    return Redirect(path=queue_address.url(back, did="none"))


def _versions(ask: Ask, names: list[str]) -> list[tuple[str, int]]:
    told = {name: ask.one(f"version-{name}") for name in names}
    return [
        (name, int(version)) for name, version in told.items() if version.isdecimal() and len(version) < 10
    ]


def _reminders(context: WebContext, ask: Ask, back: Mapping[str, str], names: list[str]) -> Answer:
    words = ask.one("words")
    values = {
        "reminders": bulk_actions.reminders(context.services, names, words, ask.staff.name),
        "words": words,
        "query": back,
        "url": partial(queue_address.url, back),
    }
    return Page(template="queue_remind.html.j2", values=values)


def _after(verb: str, back: Mapping[str, str], done: bulk_actions.BulkResult) -> Answer:
    if done.refused:
        values = {"done": done, "verb": verb, "query": back, "url": partial(queue_address.url, back)}
        return Page(template="queue_refused.html.j2", values=values, status=409)
    undo = ",".join(done.names) if verb == "send" else ""
    return Redirect(path=queue_address.url(back, did=f"{verb}-{len(done.names)}", undo=undo))


def _sent(ask: Ask) -> dict[str, str]:
    """The page's own address, as its forms carry it: each name with `at-` before it."""
    return {name.removeprefix("at-"): ask.one(name) for name in ask.form if name.startswith("at-")}


def _common(query: Mapping[str, str], look: QueuePage, wish: QueueQuery) -> dict[str, object]:
    rows = look.rows
    return {
        "look": look,
        "query": query,
        "url": partial(queue_address.url, query),
        "state": queue_address.state_of(query),
        "tabs": _tabs(query, look.states, look.flagged),
        "closed": _CLOSED
        if queue_address.state_of(query) in {queue_address.CLOSED, *queue_address.CLOSED_STATES}
        else (),
        "row_path": partial(_row_path, query, wish),
        "reasons": [(str(each), look.reasons[each]) for each in Attention if look.reasons[each]],
        "sort": _sort(query),
        "after": queue_address.place_text(queue_view.place(wish, rows[-1].row)) if rows else "",
        "before": queue_address.place_text(queue_view.place(wish, rows[0].row)) if rows else "",
        "late_days": queue_view.LATE.days,
    }


def _sort(query: Mapping[str, str]) -> str:
    told = query.get("sort", "")
    return told if told in {*queue_address.SORTS, *queue_address.VERDICT_SORTS} else "oldest"


def _row_path(query: Mapping[str, str], wish: QueueQuery, line: QueueLine) -> str:
    """The page of a row's request, which knows the list that it was opened from."""
    rank = queue_view.rank_verdict(line) if wish.by_verdict else None
    place = queue_address.place_text(queue_view.place(wish, line.row), rank)
    return ListPlace(query=query, at=place).path(line.row.reference, place)


def _tabs(
    query: Mapping[str, str], states: Mapping[str, int], flagged: Mapping[str, int]
) -> list[dict[str, object]]:
    now = queue_address.state_of(query)
    many = sum(states.get(each, 0) for each in FOR_STAFF) + sum(
        flagged.get(each, 0) for each in FLAGGED_ALONE
    )
    counts = {
        queue_address.FOR_YOU: many,
        queue_address.OPEN: sum(states.get(each, 0) for each in queue_address.states_of(queue_address.OPEN)),
        queue_address.FLAGGED: sum(flagged.get(each, 0) for each in State),
        queue_address.CLOSED: sum(states.get(each, 0) for each in queue_address.CLOSED_STATES),
        queue_address.EVERYTHING: sum(states.values()),
    }
    inside = {str(state): queue_address.CLOSED for state in queue_address.CLOSED_STATES}
    return [
        {
            "state": str(state),
            "text": text,
            "count": counts.get(str(state), states.get(state, 0)),
            "on": str(state) == inside.get(now, now),
            "seldom": state in _SELDOM,
        }
        for state, text in _TABS
    ]


def _views(context: WebContext, ask: Ask, query: Mapping[str, str]) -> dict[str, object]:
    """The saved views that somebody sees, and the one that is open."""
    views = saved_views.visible_views(context.services, ask.staff.name)
    view = next((each for each in views if str(each.id) == query.get("view")), None)
    return {
        "views": [(each, queue_address.url(each.query, view=str(each.id))) for each in views],
        "view": view,
        "view_changed": view is not None and view.query != queue_address.listed(query),
        "may_change": view is not None
        and saved_views.may_change(view, ask.staff.name, admin=may_administer(ask.staff)),
    }


def _did(query: Mapping[str, str]) -> dict[str, object]:
    """What was done just before, as the address tells it."""
    verb, _, number = query.get("did", "").partition("-")
    undo = [name for name in query.get("undo", "").split(",") if name.replace("-", "").isalnum()]
    return {
        "did": verb,
        "did_number": number if number.isdecimal() else "",
        "undo": undo[: bulk_actions.MOST],
    }
