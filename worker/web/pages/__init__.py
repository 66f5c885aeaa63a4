"""Every page by its path. A page is a function from `Desk` and `Ask` to `Answer`."""

from worker.web.desk import Handler
from worker.web.pages import interest

ROUTES: list[tuple[str, tuple[str, ...], Handler]] = [
    ("/interest", ("GET",), interest.show),
    ("/interest/export", ("POST",), interest.export),
]
