"""Every page by its path. A page is a function from `Desk` and `Ask` to `Answer`."""

from worker.web.desk import Handler
from worker.web.pages import interest, queue, staff
from worker.web.rights import for_admins

ROUTES: list[tuple[str, tuple[str, ...], Handler]] = [
    ("/queue", ("GET",), queue.show),
    ("/queue/news", ("GET",), queue.news),
    ("/queue/act", ("POST",), queue.act),
    ("/queue/export", ("POST",), queue.export),
    ("/search", ("POST",), queue.search),
    ("/interest", ("GET",), interest.show),
    ("/interest/export", ("POST",), interest.export),
    ("/staff", ("GET",), for_admins(staff.show)),
    ("/staff/sign-out", ("POST",), for_admins(staff.sign_out)),
    ("/staff/remove", ("POST",), for_admins(staff.remove)),
]
