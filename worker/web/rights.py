"""Who may open which page."""

from worker.services.staff import Role
from worker.web.answers import Answer, Ask, Page
from worker.web.desk import Desk, Handler


def for_admins(handler: Handler) -> Handler:
    """The page for admins alone; others are told so."""

    def checked(desk: Desk, ask: Ask) -> Answer:
        if ask.staff.role is not Role.ADMIN:
            text = "This is for admins. Whoever runs this sen-worker can make you one."
            return Page(template="error.html.j2", values={"status": 403, "text": text}, status=403)
        return handler(desk, ask)

    return checked
