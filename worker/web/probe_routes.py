"""What a machine asks before anybody signs in: whether the process lives, and whether it can work."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from worker.services.monitoring.worker_health import why_not_ready
from worker.web import http_requests
from worker.web.web_context import WebContext

#: Whether the process lives, and whether it can work.
PATHS = ("/healthz", "/readyz")


def routes(context: WebContext) -> list[Route]:
    """Both probes."""
    return [Route(path, answer) for path, answer in zip(PATHS, (_lives, _ready(context)), strict=True)]


async def _lives(_request: Request) -> Response:
    return http_requests.secured(PlainTextResponse("ok\n"))


def _ready(context: WebContext) -> http_requests.Endpoint:
    async def answer(_request: Request) -> Response:
        why = await run_in_threadpool(why_not_ready, context.services)
        status = 503 if why else 200
        return http_requests.secured(PlainTextResponse(f"{why or 'ready'}\n", status_code=status))

    return answer
