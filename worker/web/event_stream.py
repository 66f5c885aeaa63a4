"""Server-sent events for open pages (WHATWG HTML, 9.2).

"changed" when something changed, and "gone" when nobody is signed in any more.
"""

from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from worker.errors import UnavailableError
from worker.services.monitoring.page_status import find_change_token
from worker.web import http_requests
from worker.web.responses import Page
from worker.web.web_context import WebContext

_RETRY = "retry: 3000\n\n"
_LONGEST = 40  # characters of a pulse


def routes(context: WebContext) -> list[Route]:
    """The one stream for all pages."""
    return [Route("/changes", _changes(context), methods=["GET"])]


def _changes(context: WebContext) -> http_requests.Endpoint:
    async def answer(request: Request) -> Response:
        staff = await http_requests.visitor(context, request)
        if staff is None:
            return http_requests.to_sign_in(request)
        if not http_requests.is_listening(request):
            return http_requests.shown(
                context, Page(template="error.html.j2", values=_NO_PAGE, status=404), staff
            )
        if not context.live.has_room(staff.name):
            return http_requests.secured(
                Response("too many are listening", status_code=503, media_type="text/plain")
            )
        known = request.headers.get("last-event-id") or request.query_params.get("since", "")
        # Proxies must not keep what is said for later.
        headers = {"X-Accel-Buffering": "no"}
        told = _told(context, request, staff.name, known[:_LONGEST])
        return http_requests.secured(StreamingResponse(told, media_type="text/event-stream", headers=headers))

    return answer


_NO_PAGE = {"status": 404, "text": "There is no such page."}


async def _told(context: WebContext, request: Request, who: str, known: str) -> AsyncIterator[str]:
    gone = False

    async def may() -> bool:
        nonlocal gone
        with suppress(UnavailableError):
            staff = await http_requests.visitor(context, request)
            gone = staff is None or staff.name != who
        return not gone

    async def now() -> str:
        with suppress(UnavailableError):  # what is not known is told later
            return await run_in_threadpool(find_change_token, context.services)
        return ""

    yield _RETRY
    async for one in context.live.listen(who, known, now, may):
        yield f"id: {one}\nevent: changed\ndata:\n\n" if one else ":\n\n"
    if gone:
        yield "event: gone\ndata:\n\n"
