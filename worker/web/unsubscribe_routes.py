"""What everybody may open without a name: the link by which a customer leaves the list (RFC 8058)."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from worker.errors import UnavailableError
from worker.services.outbox import interest_list
from worker.web import http_requests
from worker.web.responses import Page
from worker.web.web_context import WebContext


def routes(context: WebContext) -> list[Route]:
    """All of them."""
    return [Route("/unsubscribe/{token}", _unsubscribe(context), methods=["GET", "POST"])]


def _unsubscribe(context: WebContext) -> http_requests.Endpoint:
    async def answer(request: Request) -> Response:
        token = http_requests.plain_text(request.path_params["token"])
        try:
            # A mail client's POST needs no form of ours: who has the link may leave the list. A GET changes
            # nothing, as scanners of mail follow links.
            act = interest_list.unsubscribe if request.method == "POST" else interest_list.may_unsubscribe
            known = await run_in_threadpool(act, context.services, token)
        except UnavailableError as error:
            return http_requests.shown(context, http_requests.error(503, f"{error}."), None)
        if not known:
            return http_requests.shown(
                context, http_requests.error(404, "This link leads to nobody on the list."), None
            )
        values = {"token": token, "done": request.method == "POST"}
        return http_requests.shown(context, Page(template="unsubscribe.html.j2", values=values), None)

    return answer
