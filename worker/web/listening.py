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
from worker.services.glance import pulse
from worker.web import http
from worker.web.answers import Page
from worker.web.desk import Desk

_RETRY = "retry: 3000\n\n"
_LONGEST = 40  # characters of a pulse


def routes(desk: Desk) -> list[Route]:
    """The one stream for all pages."""
    return [Route("/changes", _changes(desk), methods=["GET"])]


def _changes(desk: Desk) -> http.Endpoint:
    async def answer(request: Request) -> Response:
        staff = await http.visitor(desk, request)
        if staff is None:
            return http.to_sign_in(request)
        if not http.is_listening(request):
            return http.shown(desk, Page(template="error.html.j2", values=_NO_PAGE, status=404), staff)
        if not desk.live.has_room(staff.name):
            return http.secured(Response("too many are listening", status_code=503, media_type="text/plain"))
        known = request.headers.get("last-event-id") or request.query_params.get("since", "")
        # Proxies must not keep what is said for later.
        headers = {"X-Accel-Buffering": "no"}
        told = _told(desk, request, staff.name, known[:_LONGEST])
        return http.secured(StreamingResponse(told, media_type="text/event-stream", headers=headers))

    return answer


_NO_PAGE = {"status": 404, "text": "There is no such page."}


async def _told(desk: Desk, request: Request, who: str, known: str) -> AsyncIterator[str]:
    gone = False

    async def may() -> bool:
        nonlocal gone
        with suppress(UnavailableError):
            staff = await http.visitor(desk, request)
            gone = staff is None or staff.name != who
        return not gone

    async def now() -> str:
        with suppress(UnavailableError):  # what is not known is told later
            return await run_in_threadpool(pulse, desk.house)
        return ""

    yield _RETRY
    async for one in desk.live.listen(who, known, now, may):
        yield f"id: {one}\nevent: changed\ndata:\n\n" if one else ":\n\n"
    if gone:
        yield "event: gone\ndata:\n\n"
