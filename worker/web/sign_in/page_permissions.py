"""Who may open which page."""

from worker.services.accounts.staff_accounts import Staff
from worker.services.staff_roles import StaffRole
from worker.web.responses import Answer, Ask, Page
from worker.web.web_context import Handler, WebContext


def for_admins(handler: Handler) -> Handler:
    """The page for admins alone; others are told so."""

    def checked(context: WebContext, ask: Ask) -> Answer:
        if not may_administer(ask.staff):
            text = "This is for admins. Whoever runs this sen-worker can make you one."
            return Page(template="error.html.j2", values={"status": 403, "text": text}, status=403)
        return handler(context, ask)

    return checked


def with_file(handler: Handler) -> Handler:
    """The page that is sent a file, for admins alone: the body of nobody else is even read."""
    checked = for_admins(handler)
    _WITH_FILE.add(checked)
    return checked


def takes_file(handler: Handler) -> bool:
    """Whether a page is sent a file."""
    return handler in _WITH_FILE


_WITH_FILE: set[Handler] = set()


def may_administer(staff: Staff) -> bool:
    """Whether somebody is an admin."""
    return staff.role is StaffRole.ADMIN
