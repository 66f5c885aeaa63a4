"""Saved views: opened by their address, made of the list that one looks at, changed, deleted."""

from collections.abc import Mapping

from worker.errors import UsageError
from worker.services.review import saved_views
from worker.store.queue.view_table import SavedView
from worker.web.pages.request_page import parse_number
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.sign_in.page_permissions import may_administer
from worker.web.views import queue_address
from worker.web.web_context import WebContext

_MISSING = Page(
    template="error.html.j2", values={"status": 404, "text": "There is no such view."}, status=404
)


def show(context: WebContext, ask: Ask) -> Answer:
    """Go to the list of a view; to whom it is not shown there is none."""
    found = find_view(context, ask, ask.names["view"])
    return Redirect(path=_path(found.query, found.id)) if found else _MISSING


def make(context: WebContext, ask: Ask) -> Answer:
    """Save the list that the form stands on under a name."""
    query = _listed(ask)
    shared = ask.one("shared") == "yes"
    made = saved_views.add_view(context.services, ask.one("name"), query, ask.staff.name, shared=shared)
    return Redirect(path=_path(query, made, did="saved"))


def change(context: WebContext, ask: Ask) -> Answer:
    """Rename a view, let it show the list that the form stands on, or delete it."""
    view_id, by, admin = parse_number(ask.names["view"]), ask.staff.name, may_administer(ask.staff)
    query, services, seen = _listed(ask), context.services, ask.one("seen")
    match ask.one("do"):
        case "delete":
            saved_views.remove_view(services, view_id, by, seen=seen, admin=admin)
            return Redirect(path=queue_address.url(query, did="deleted"))
        case "keep":
            saved_views.change_view(services, view_id, by, seen=seen, query=query, admin=admin)
        case "rename":
            name, shared = ask.one("name"), ask.one("shared") == "yes"
            saved_views.change_view(services, view_id, by, seen=seen, name=name, shared=shared, admin=admin)
        case _:
            raise UsageError("there is no such step")
    return Redirect(path=_path(query, view_id, did="saved"))


def find_view(context: WebContext, ask: Ask, text: str) -> SavedView | None:
    """The view of that number, if it is shared or the person's own."""
    number = parse_number(text)
    visible = saved_views.visible_views(context.services, ask.staff.name) if number else ()
    return next((view for view in visible if view.id == number), None)


def _listed(ask: Ask) -> dict[str, str]:
    sent = {name.removeprefix("at-"): ask.one(name) for name in ask.form if name.startswith("at-")}
    return queue_address.listed(queue_address.cleaned(sent))


def _path(query: Mapping[str, str], view_id: int, **told: str) -> str:
    return queue_address.url(query, view=str(view_id), **told)
