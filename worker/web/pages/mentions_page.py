"""What somebody was told: notes that name them, requests that were given to them."""

from worker.services.review import staff_notifications
from worker.web.pages.request_page import parse_number, path_of
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.web_context import WebContext


def show(context: WebContext, ask: Ask) -> Answer:
    """What they have not seen, then the rest."""
    every = staff_notifications.list_for(context.services, ask.staff.name)
    values = {
        "new": [one for one in every if one.seen_at is None],
        "seen": [one for one in every if one.seen_at is not None],
    }
    return Page(template="mentions.html.j2", values=values)


def see(context: WebContext, ask: Ask) -> Answer:
    """One of them is done with, or all."""
    if ask.one("do") == "all":
        staff_notifications.see_all(context.services, ask.staff.name)
    else:
        ids = [parse_number(text) for text in ask.form.get("id", ())]
        staff_notifications.see(context.services, ask.staff.name, ids)
    return Redirect(path="/mentions")


def see_on_request(context: WebContext, ask: Ask) -> Answer:
    """The notes on this request that name them are done with."""
    staff_notifications.see_on_request(context.services, ask.names["reference"], ask.staff.name)
    return Redirect(path=path_of(ask, "#reasons"))
