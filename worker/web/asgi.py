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
from worker.services.accounts.staff_accounts import Staff, signing_secret
from worker.web import event_stream, http_requests, probe_routes, unsubscribe_routes
from worker.web.connections.connection_counting import CountingConnections
from worker.web.http_requests import Endpoint
from worker.web.page_header import make_page_header
from worker.web.pages import ROUTES
from worker.web.responses import Answer, Ask, Page
from worker.web.sign_in import expired_session, login_routes, request_forgery
from worker.web.sign_in.page_permissions import may_administer, takes_file
from worker.web.web_context import Handler, WebContext

_log = log.get(__name__)
_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def make_app(context: WebContext) -> Starlette:
    """The application for one installation."""
    context = replace(context, door=replace(context.door, secret=signing_secret(context.services)))
    routes = [
        Route(path, _endpoint(context, handler), methods=[*methods]) for path, methods, handler in ROUTES
    ]
    routes += [Route("/", _home), Route("/static/{version}/{name}", _static(context))]
    routes += (
        login_routes.routes(context)
        + event_stream.routes(context)
        + unsubscribe_routes.routes(context)
        + probe_routes.routes(context)
    )
    handlers = {HTTPException: _http_error(context), Exception: _defect(context)}
    counting = Middleware(CountingConnections, context=context)
    app = Starlette(routes=routes, exception_handlers=handlers, middleware=[counting])  # type: ignore[arg-type]
    app.router.redirect_slashes = False  # Starlette would send people to whatever host they name
    return app


async def _home(_request: Request) -> Response:
    return http_requests.secured(RedirectResponse("/queue", status_code=303))


def _endpoint(context: WebContext, handler: Handler) -> Endpoint:
    async def answer(request: Request) -> Response:
        staff = await http_requests.visitor(context, request)
        may_keep = request.method == "POST" and request_forgery.ours(request.headers, context.door.host)
        if staff is None and (not may_keep or http_requests.is_fragment(request)):
            return http_requests.to_sign_in(request)
        if takes_file(handler):
            return await _with_file(context, handler, request, staff)
        form = await http_requests.form_of(request)
        if staff is None:
            return http_requests.shown(
                context, expired_session.page(http_requests.path_of(request), form, None, ""), None
            )
        token = http_requests.first(form, "csrf")
        if why := request_forgery.refused(
            request.method, request.headers, token, staff.csrf, context.door.host
        ):
            refusal = http_requests.error(403, f"This was not done: {why}.")
            if may_keep:
                refusal = expired_session.page(http_requests.path_of(request), form, staff, why)
            return http_requests.shown(context, refusal, staff)
        ask = Ask(
            method=request.method,
            path=request.scope["path"],
            staff=staff,
            names={name: http_requests.plain_text(value) for name, value in request.path_params.items()},
            query={name: http_requests.plain_text(value) for name, value in request.query_params.items()},
            form=form,
            fragment=http_requests.is_fragment(request),
        )
        found = await run_in_threadpool(_answered, context, handler, ask)
        return http_requests.shown(context, found, staff)

    return answer


async def _with_file(
    context: WebContext, handler: Handler, request: Request, staff: Staff | None
) -> Response:
    """A form with a file, which is read for admins alone."""
    if staff is None:
        return http_requests.to_sign_in(request)
    if not may_administer(staff):
        return http_requests.shown(context, http_requests.error(403, "This is for admins."), staff)
    async with http_requests.file_form_of(request) as (form, file):
        token = http_requests.first(form, "csrf")
        why = request_forgery.refused(request.method, request.headers, token, staff.csrf, context.door.host)
        if why:
            return http_requests.shown(context, http_requests.error(403, f"This was not done: {why}."), staff)
        ask = Ask(method=request.method, path=request.scope["path"], staff=staff, form=form, file=file)
        found = await run_in_threadpool(_answered, context, handler, ask)
        return http_requests.shown(context, found, staff)


def _answered(context: WebContext, handler: Handler, ask: Ask) -> Answer:
    found = _handled(context, handler, ask)
    return (
        replace(found, values={**make_page_header(context, ask), **found.values})
        if isinstance(found, Page)
        else found
    )


def _handled(context: WebContext, handler: Handler, ask: Ask) -> Answer:
    try:
        return handler(context, ask)
    except (UsageError, RefusedError) as error:
        return expired_session.refused(_address(ask), ask.form, f"{error}.", 409)
    except UnavailableError as error:
        return expired_session.refused(_address(ask), ask.form, f"{error}.", 503)


def _address(ask: Ask) -> str:
    return ask.path + (f"?{urlencode(ask.query)}" if ask.query else "")


def _static(context: WebContext) -> Endpoint:
    async def answer(request: Request) -> Response:
        name = request.path_params["name"]
        content = context.pages.static.get(name)
        if content is None:
            raise HTTPException(404)
        headers = {"Cache-Control": _FOREVER}
        return http_requests.secured(
            Response(content, media_type=_TYPES[name.rpartition(".")[2]], headers=headers)
        )

    return answer


def _http_error(context: WebContext) -> Callable[[Request, HTTPException], Awaitable[Response]]:
    words = {
        415: "That is no form of these pages.",
        404: "There is no such page.",
        413: "That is too much at once.",
        405: "That can't be done here.",
    }

    async def answer(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404 and (path := _without_slash(request)):
            return http_requests.secured(RedirectResponse(path, status_code=303))
        page = http_requests.error(error.status_code, words.get(error.status_code, "That did not work."))
        return http_requests.shown(context, page, None)

    return answer


def _without_slash(request: Request) -> str:
    """The page that is meant by a path with a slash too many at its end; empty where there is none."""
    path = request.scope["path"].rstrip("/")
    if request.method != "GET" or path == request.scope["path"] or http_requests.our_path(path) != path:
        return ""
    scope = {**request.scope, "path": path}
    return path if any(route.matches(scope)[0] is Match.FULL for route in request.app.routes) else ""


def _defect(_desk: WebContext) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        # The text of an unknown error may hold a customer's words, and a path somebody's token.
        route = request.scope.get("route")
        where = getattr(route, "path", "")
        _log.error("page_failed", method=request.method, path=where, kind=type(error).__name__)
        return http_requests.secured(
            PlainTextResponse("This is a defect of sen-worker; its log says where.", status_code=500)
        )

    return answer
