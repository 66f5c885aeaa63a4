"""What everybody may open without a name: the link by which a customer leaves the list (RFC 8058)."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from worker.errors import UnavailableError
from worker.services import interest
from worker.web import http
from worker.web.answers import Page
from worker.web.desk import Desk


def routes(desk: Desk) -> list[Route]:
    """All of them."""
    return [Route("/unsubscribe/{token}", _unsubscribe(desk), methods=["GET", "POST"])]


def _unsubscribe(desk: Desk) -> http.Endpoint:
    async def answer(request: Request) -> Response:
        token = http.plain_text(request.path_params["token"])
        try:
            # A mail client's POST needs no form of ours: who has the link may leave the list. A GET changes
            # nothing, as scanners of mail follow links.
            act = interest.unsubscribe if request.method == "POST" else interest.may_unsubscribe
            known = await run_in_threadpool(act, desk.house, token)
        except UnavailableError as error:
            return http.shown(desk, http.error(503, f"{error}."), None)
        if not known:
            return http.shown(desk, http.error(404, "This link leads to nobody on the list."), None)
        values = {"token": token, "done": request.method == "POST"}
        return http.shown(desk, Page(template="unsubscribe.html.j2", values=values), None)

    return answer
