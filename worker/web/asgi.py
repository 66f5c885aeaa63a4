"""The pages as an ASGI application: routes, sessions, errors. Pages themselves know nothing of HTTP."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Match, Route

from worker import log
from worker.errors import RefusedError, UnavailableError, UsageError
from worker.services.staff import signing_secret
from worker.web import entrance, guard, http, kept, listening, probes, public
from worker.web.answers import Answer, Ask, Page
from worker.web.around import around
from worker.web.arriving import CountingConnections
from worker.web.desk import Desk, Handler
from worker.web.http import Endpoint
from worker.web.pages import ROUTES

_log = log.get(__name__)
_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def make_app(desk: Desk) -> Starlette:
    """The application for one house."""
    desk = replace(desk, door=replace(desk.door, secret=signing_secret(desk.house)))
    routes = [Route(path, _endpoint(desk, handler), methods=[*methods]) for path, methods, handler in ROUTES]
    routes += [Route("/", _home), Route("/static/{version}/{name}", _static(desk))]
    routes += entrance.routes(desk) + listening.routes(desk) + public.routes(desk) + probes.routes(desk)
    handlers = {HTTPException: _http_error(desk), Exception: _defect(desk)}
    counting = Middleware(CountingConnections, desk=desk)
    app = Starlette(routes=routes, exception_handlers=handlers, middleware=[counting])  # type: ignore[arg-type]
    app.router.redirect_slashes = False  # Starlette would send people to whatever host they name
    return app


async def _home(_request: Request) -> Response:
    return http.secured(RedirectResponse("/queue", status_code=303))


def _endpoint(desk: Desk, handler: Handler) -> Endpoint:
    async def answer(request: Request) -> Response:
        staff = await http.visitor(desk, request)
        may_keep = request.method == "POST" and guard.ours(request.headers, desk.door.host)
        if staff is None and (not may_keep or http.is_fragment(request)):
            return http.to_sign_in(request)
        form = await http.form_of(request)
        if staff is None:
            return http.shown(desk, kept.page(http.path_of(request), form, None, ""), None)
        token = http.first(form, "csrf")
        if why := guard.refused(request.method, request.headers, token, staff.csrf, desk.door.host):
            refusal = http.error(403, f"This was not done: {why}.")
            if may_keep:
                refusal = kept.page(http.path_of(request), form, staff, why)
            return http.shown(desk, refusal, staff)
        ask = Ask(
            method=request.method,
            path=request.scope["path"],
            staff=staff,
            names={name: http.plain_text(value) for name, value in request.path_params.items()},
            query={name: http.plain_text(value) for name, value in request.query_params.items()},
            form=form,
            fragment=http.is_fragment(request),
        )
        found = await run_in_threadpool(_answered, desk, handler, ask)
        return http.shown(desk, found, staff)

    return answer


def _answered(desk: Desk, handler: Handler, ask: Ask) -> Answer:
    found = _handled(desk, handler, ask)
    return replace(found, values={**around(desk, ask), **found.values}) if isinstance(found, Page) else found


def _handled(desk: Desk, handler: Handler, ask: Ask) -> Answer:
    try:
        return handler(desk, ask)
    except (UsageError, RefusedError) as error:
        return kept.refused(_address(ask), ask.form, f"{error}.", 409)
    except UnavailableError as error:
        return kept.refused(_address(ask), ask.form, f"{error}.", 503)


def _address(ask: Ask) -> str:
    return ask.path + (f"?{urlencode(ask.query)}" if ask.query else "")


def _static(desk: Desk) -> Endpoint:
    async def answer(request: Request) -> Response:
        name = request.path_params["name"]
        content = desk.pages.static.get(name)
        if content is None:
            raise HTTPException(404)
        headers = {"Cache-Control": _FOREVER}
        return http.secured(Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers=headers))

    return answer


def _http_error(desk: Desk) -> Callable[[Request, HTTPException], Awaitable[Response]]:
    words = {
        415: "That is no form of these pages.",
        404: "There is no such page.",
        413: "That is too much at once.",
        405: "That can't be done here.",
    }

    async def answer(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404 and (path := _without_slash(request)):
            return http.secured(RedirectResponse(path, status_code=303))
        page = http.error(error.status_code, words.get(error.status_code, "That did not work."))
        return http.shown(desk, page, None)

    return answer


def _without_slash(request: Request) -> str:
    """The page that is meant by a path with a slash too many at its end; empty where there is none."""
    path = request.scope["path"].rstrip("/")
    if request.method != "GET" or path == request.scope["path"] or http.our_path(path) != path:
        return ""
    scope = {**request.scope, "path": path}
    return path if any(route.matches(scope)[0] is Match.FULL for route in request.app.routes) else ""


def _defect(_desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        # The text of an unknown error may hold a customer's words, and a path somebody's token.
        route = request.scope.get("route")
        where = getattr(route, "path", "")
        _log.error("page_failed", method=request.method, path=where, kind=type(error).__name__)
        return http.secured(
            PlainTextResponse("This is a defect of sen-worker; its log says where.", status_code=500)
        )

    return answer
