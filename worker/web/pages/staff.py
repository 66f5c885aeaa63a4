"""Who works with the queue, for admins: who is signed in, and ending that."""

from datetime import datetime

from worker.services import staff
from worker.web.answers import Answer, Ask, Page, Redirect
from worker.web.desk import Desk


def show(desk: Desk, _ask: Ask) -> Answer:
    """Everybody, by name."""
    people = [
        {
            **row,
            "signed_in": datetime.fromisoformat(str(row["signed_in_at"])) if row["signed_in_at"] else None,
        }
        for row in staff.listed(desk.house)
    ]
    return Page(template="staff.html.j2", values={"people": people})


def sign_out(desk: Desk, ask: Ask) -> Answer:
    """End all sessions of somebody."""
    staff.sign_out_everywhere(desk.house, ask.one("name"))
    return Redirect(path="/staff")


def remove(desk: Desk, ask: Ask) -> Answer:
    """Somebody is no member of staff any more; nobody removes themselves."""
    name = ask.one("name")
    if name == ask.staff.name:
        text = "Nobody can remove themselves: the last admin might be gone."
        return Page(template="error.html.j2", values={"status": 409, "text": text}, status=409)
    staff.remove(desk.house, name)
    return Redirect(path="/staff")
