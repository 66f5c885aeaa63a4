"""Who works with the queue, for admins: who is signed in, and ending that."""

from datetime import datetime

from worker.services.accounts import staff_accounts
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.web_context import WebContext


def show(context: WebContext, _ask: Ask) -> Answer:
    """Everybody, by name."""
    people = [
        {
            **row,
            "signed_in": datetime.fromisoformat(str(row["signed_in_at"])) if row["signed_in_at"] else None,
        }
        for row in staff_accounts.listed(context.services)
    ]
    return Page(template="staff.html.j2", values={"people": people})


def sign_out(context: WebContext, ask: Ask) -> Answer:
    """End all sessions of somebody."""
    staff_accounts.sign_out_everywhere(context.services, ask.one("name"))
    return Redirect(path="/staff")


def remove(context: WebContext, ask: Ask) -> Answer:
    """Somebody is no member of staff any more; nobody removes themselves."""
    name = ask.one("name")
    if name == ask.staff.name:
        text = "Nobody can remove themselves: the last admin might be gone."
        return Page(template="error.html.j2", values={"status": 409, "text": text}, status=409)
    staff_accounts.remove(context.services, name)
    return Redirect(path="/staff")
