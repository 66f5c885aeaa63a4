"""The page at the door."""

from collections.abc import Mapping, Sequence

from worker.errors import RefusedError
from worker.services import staff
from worker.web.answers import Page
from worker.web.desk import Desk


def page(problem: str = "", name: str = "") -> Page:
    """The form for name and password."""
    values = {"problem": problem, "name": name}
    return Page(template="sign_in.html.j2", values=values, status=422 if problem else 200)


def attempt(desk: Desk, form: Mapping[str, Sequence[str]], client: str) -> tuple[str, Page | None]:
    """A session's token, or the form again with what was wrong."""
    name, password = next(iter(form.get("name", ())), ""), next(iter(form.get("password", ())), "")
    try:
        return staff.sign_in(desk.house, name, password, client), None
    except RefusedError as error:
        return "", page(str(error), name)
