"""What a machine asks before anybody signs in: whether the process lives, and whether it can work."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from worker.services.readiness import not_ready
from worker.web import http
from worker.web.desk import Desk

#: Whether the process lives, and whether it can work.
PATHS = ("/healthz", "/readyz")


def routes(desk: Desk) -> list[Route]:
    """Both probes."""
    return [Route(path, answer) for path, answer in zip(PATHS, (_lives, _ready(desk)), strict=True)]


async def _lives(_request: Request) -> Response:
    return http.secured(PlainTextResponse("ok\n"))


def _ready(desk: Desk) -> http.Endpoint:
    async def answer(_request: Request) -> Response:
        why = await run_in_threadpool(not_ready, desk.house)
        status = 503 if why else 200
        return http.secured(PlainTextResponse(f"{why or 'ready'}\n", status_code=status))

    return answer
