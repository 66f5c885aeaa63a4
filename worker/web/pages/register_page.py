"""The license register: how many licenses are known, and the imports that brought them."""

from worker.services.register import register_history
from worker.web.responses import Answer, Ask, Page, Redirect
from worker.web.web_context import WebContext


def show(context: WebContext, _ask: Ask) -> Answer:
    """The history, newest first."""
    imports = [*register_history.imports(context.services)][::-1]
    newest = next((one.id for one in imports if one.undone_at is None), None)
    values = {"imports": imports, "newest": newest, "size": register_history.size(context.services)}
    return Page(template="register.html.j2", values=values)


def undo(context: WebContext, ask: Ask) -> Answer:
    """Take the newest import back."""
    text = ask.one("import")
    register_history.undo(
        context.services, int(text) if text.isascii() and text.isdigit() else 0, ask.staff.name
    )
    return Redirect(path="/register")
