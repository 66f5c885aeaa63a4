"""Every page by its path. A page is a function from `Desk` and `Ask` to `Answer`."""

from worker.web.desk import Handler
from worker.web.pages import actions, figures, interest, letters, mailboxes, queue, request, staff
from worker.web.rights import for_admins

ROUTES: list[tuple[str, tuple[str, ...], Handler]] = [
    ("/queue", ("GET",), queue.show),
    ("/queue/news", ("GET",), queue.news),
    ("/queue/act", ("POST",), queue.act),
    ("/queue/export", ("POST",), queue.export),
    ("/search", ("POST",), queue.search),
    ("/requests/{reference}", ("GET",), request.show),
    ("/requests/{reference}/presence", ("GET",), request.presence),
    ("/requests/{reference}/keys/{field}/{number}/reveal", ("POST",), request.reveal),
    ("/requests/{reference}/fields/{field}", ("POST",), actions.edit),
    ("/requests/{reference}/approve", ("POST",), actions.approve),
    ("/requests/{reference}/withdraw", ("POST",), actions.withdraw),
    ("/requests/{reference}/reopen", ("POST",), actions.reopen),
    ("/requests/{reference}/assign", ("POST",), actions.assign),
    ("/requests/{reference}/notes", ("POST",), actions.note),
    ("/requests/{reference}/undo", ("POST",), actions.undo),
    ("/requests/{reference}/attach", ("POST",), actions.attach),
    ("/requests/{reference}/apart", ("POST",), actions.keep_apart),
    ("/requests/{reference}/complete", ("GET", "POST"), letters.handler("complete")),
    ("/requests/{reference}/ask", ("GET", "POST"), letters.handler("ask")),
    ("/requests/{reference}/answer", ("GET", "POST"), letters.handler("answer")),
    ("/requests/{reference}/reject", ("GET", "POST"), letters.handler("reject")),
    ("/interest", ("GET",), interest.show),
    ("/interest/export", ("POST",), interest.export),
    ("/figures", ("GET",), figures.show),
    ("/figures/file", ("GET",), figures.export),
    ("/mailboxes", ("GET",), mailboxes.show),
    ("/staff", ("GET",), for_admins(staff.show)),
    ("/staff/sign-out", ("POST",), for_admins(staff.sign_out)),
    ("/staff/remove", ("POST",), for_admins(staff.remove)),
]
