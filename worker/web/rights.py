"""Who may open which page."""

from worker.services.roles import Role
from worker.services.staff import Staff
from worker.web.answers import Answer, Ask, Page
from worker.web.desk import Desk, Handler


def for_admins(handler: Handler) -> Handler:
    """The page for admins alone; others are told so."""

    def checked(desk: Desk, ask: Ask) -> Answer:
        if not may_administer(ask.staff):
            text = "This is for admins. Whoever runs this sen-worker can make you one."
            return Page(template="error.html.j2", values={"status": 403, "text": text}, status=403)
        return handler(desk, ask)

    return checked


def may_administer(staff: Staff) -> bool:
    """Whether somebody is an admin."""
    return staff.role is Role.ADMIN
