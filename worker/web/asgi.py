"""The pages as an ASGI application: routes, sessions, errors. Pages themselves know nothing of HTTP."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from worker import log
from worker.errors import RefusedError, UnavailableError, UsageError
from worker.services import staff as staff_service
from worker.services.staff import Staff
from worker.web import guard, signing_in
from worker.web.answers import Answer, Ask, Download, Page, Redirect
from worker.web.desk import Desk, Handler
from worker.web.pages import ROUTES

_log = log.get(__name__)
COOKIE = "sen_worker"
_MAX_FORM = 200_000  # bytes of a form; there are no uploads
_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}

Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(desk: Desk) -> Starlette:
    """The application for one house."""
    routes = [Route(path, _endpoint(desk, handler), methods=[*methods]) for path, methods, handler in ROUTES]
    routes += [
        Route("/static/{version}/{name}", _static(desk)),
        Route("/sign-in", _signing_in(desk), methods=["GET", "POST"]),
        Route("/sign-out", _signing_out(desk), methods=["POST"]),
    ]
    handlers = {HTTPException: _http_error(desk), Exception: _defect(desk)}
    return Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]


def _endpoint(desk: Desk, handler: Handler) -> Endpoint:
    async def answer(request: Request) -> Response:
        staff = await run_in_threadpool(_staff, desk, request)
        if staff is None:
            return _secured(RedirectResponse("/sign-in", status_code=303))
        form = await _form(request)
        if why := guard.refused(request.method, request.headers, _first(form, "csrf"), staff.csrf):
            return _secured(_shown(desk, _error(403, f"This was not done: {why}."), staff))
        ask = Ask(
            method=request.method,
            path=request.url.path,
            staff=staff,
            names=request.path_params,
            query=dict(request.query_params),
            form=form,
            fragment=request.headers.get("x-fragment") == "1",
        )
        found = await run_in_threadpool(_handled, desk, handler, ask)
        return _secured(_shown(desk, found, staff))

    return answer


def _handled(desk: Desk, handler: Handler, ask: Ask) -> Answer:
    try:
        return handler(desk, ask)
    except (UsageError, RefusedError) as error:
        return _error(409, f"{error}.")
    except UnavailableError as error:
        return _error(503, f"{error}.")


def _staff(desk: Desk, request: Request) -> Staff | None:
    token = request.cookies.get(COOKIE)
    return staff_service.signed_in(desk.house, token) if token else None


async def _form(request: Request) -> dict[str, list[str]]:
    if request.method != "POST":
        return {}
    if int(request.headers.get("content-length") or _MAX_FORM + 1) > _MAX_FORM:
        raise HTTPException(413)
    data: FormData = await request.form(max_files=0, max_fields=500)
    return {name: [str(value) for value in data.getlist(name)] for name in data}


def _first(form: Mapping[str, list[str]], name: str) -> str:
    return next(iter(form.get(name, ())), "")


def _shown(desk: Desk, answer: Answer, staff: Staff | None) -> Response:
    match answer:
        case Redirect():
            return RedirectResponse(answer.path, status_code=303)
        case Download():
            disposition = f'attachment; filename="{answer.name}"'
            return Response(
                answer.content, media_type=answer.media_type, headers={"Content-Disposition": disposition}
            )
        case Page():
            values = {"staff": staff, **answer.values}
            return HTMLResponse(desk.pages.render(answer.template, values), status_code=answer.status)


def _error(status: int, text: str) -> Page:
    return Page(template="error.html.j2", values={"status": status, "text": text}, status=status)


def _secured(response: Response) -> Response:
    response.headers.update(guard.HEADERS)
    return response


def _static(desk: Desk) -> Endpoint:
    async def answer(request: Request) -> Response:
        name = request.path_params["name"]
        content = desk.pages.static.get(name)
        if content is None:
            raise HTTPException(404)
        response = _secured(Response(content, media_type=_TYPES[name.rpartition(".")[2]]))
        response.headers["Cache-Control"] = _FOREVER
        return response

    return answer


def _signing_in(desk: Desk) -> Endpoint:
    async def answer(request: Request) -> Response:
        if request.method == "GET":
            return _secured(_shown(desk, signing_in.page(), None))
        form = await _form(request)
        if guard.refused("POST", request.headers, "none", "none"):
            raise HTTPException(403)
        client = request.client.host if request.client else ""
        token, page = await run_in_threadpool(signing_in.attempt, desk, form, client)
        if page is not None:
            return _secured(_shown(desk, page, None))
        response = _secured(RedirectResponse("/queue", status_code=303))
        response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=desk.secure, path="/")
        return response

    return answer


def _signing_out(desk: Desk) -> Endpoint:
    async def answer(request: Request) -> Response:
        staff = await run_in_threadpool(_staff, desk, request)
        form = await _form(request)
        if staff is not None and not guard.refused("POST", request.headers, _first(form, "csrf"), staff.csrf):
            await run_in_threadpool(staff_service.sign_out, desk.house, request.cookies[COOKIE])
        response = _secured(RedirectResponse("/sign-in", status_code=303))
        response.delete_cookie(COOKIE, path="/")
        return response

    return answer


def _http_error(desk: Desk) -> Callable[[Request, HTTPException], Awaitable[Response]]:
    words = {404: "There is no such page.", 413: "That is too much at once.", 405: "That can't be done here."}

    async def answer(_request: Request, error: HTTPException) -> Response:
        page = _error(error.status_code, words.get(error.status_code, "That did not work."))
        return _secured(_shown(desk, page, None))

    return answer


def _defect(_desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        # The text of an unknown error may hold a customer's words.
        _log.error("page_failed", method=request.method, path=request.url.path, kind=type(error).__name__)
        return _secured(
            PlainTextResponse("This is a defect of sen-worker; its log says where.", status_code=500)
        )

    return answer
