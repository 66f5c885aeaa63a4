"""The license register: how many licenses are known, and the imports that brought them."""

from worker.services.register import history
from worker.web.answers import Answer, Ask, Page, Redirect
from worker.web.desk import Desk


def show(desk: Desk, _ask: Ask) -> Answer:
    """The history, newest first."""
    imports = [*history.imports(desk.house)][::-1]
    newest = next((one.id for one in imports if one.undone_at is None), None)
    values = {"imports": imports, "newest": newest, "size": history.size(desk.house)}
    return Page(template="register.html.j2", values=values)


def undo(desk: Desk, ask: Ask) -> Answer:
    """Take the newest import back."""
    text = ask.one("import")
    history.undo(desk.house, int(text) if text.isascii() and text.isdigit() else 0, ask.staff.name)
    return Redirect(path="/register")
