"""Between HTTP and the values of `responses`: forms, cookies, answers with their headers."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from worker.services.accounts import staff_accounts as staff_service
from worker.services.accounts.staff_accounts import Staff
from worker.web.connections.connection_table import connection_of
from worker.web.responses import Answer, Download, Frame, Page, Redirect, UploadedFile
from worker.web.sign_in import access_policy as doors
from worker.web.sign_in import request_forgery
from worker.web.web_context import WebContext

Endpoint = Callable[[Request], Awaitable[Response]]

COOKIE = "sen_worker"  #: the session
FORM_COOKIE = "sen_worker_form"  #: whose form it is that is sent before anybody is signed in
DEVICE_COOKIE = "sen_worker_device"  #: a browser that somebody signed in with before
OIDC_COOKIE = "sen_worker_oidc"  #: what a provider has to send back
_MAX_FORM = 200_000  # bytes of a form without a file
MAX_FILE = 64 << 20  #: bytes of a form with one
_MULTIPART = "multipart/form-data"
_FIELDS = 500
_URLENCODED = "application/x-www-form-urlencoded"


async def form_of(request: Request) -> dict[str, list[str]]:
    """The form that was sent; empty for a GET. Any other body, without a length or too long, is refused."""
    if request.method != "POST":
        return {}
    told = request.headers.get("content-length", "")
    if not (told.isascii() and told.isdigit()) or int(told[:12]) > _MAX_FORM:
        raise HTTPException(413)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {_URLENCODED, ""}:
        raise HTTPException(415)
    try:
        data = await request.form(max_files=0, max_fields=_FIELDS)
    except ClientDisconnect:  # nobody is there to be told
        raise HTTPException(400) from None
    return {plain_text(name): [plain_text(str(value)) for value in data.getlist(name)] for name in data}


@asynccontextmanager
async def file_form_of(request: Request) -> AsyncIterator[tuple[dict[str, list[str]], UploadedFile | None]]:
    """A form with a file, which lies in memory or in a temporary file; both are gone afterwards."""
    told = request.headers.get("content-length", "")
    if not (told.isascii() and told.isdigit()) or int(told[:12]) > MAX_FILE:
        raise HTTPException(413)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _MULTIPART:
        raise HTTPException(415)
    try:
        data = await request.form(max_files=1, max_fields=_FIELDS, max_part_size=_MAX_FORM)
    except ClientDisconnect:
        raise HTTPException(400) from None
    try:
        texts = {
            plain_text(name): [
                plain_text(str(value)) for value in data.getlist(name) if isinstance(value, str)
            ]
            for name in data
        }
        sent = next((value for value in data.values() if isinstance(value, UploadFile)), None)
        name = plain_text(sent.filename or "") if sent is not None else ""
        file = UploadedFile(name=name, content=sent.file) if sent is not None and name else None
        yield texts, file
    finally:
        await data.close()


def plain_text(told: str) -> str:
    """Without a NUL or half a surrogate pair: PostgreSQL takes neither for text, and nobody types one."""
    return told.replace("\0", "").encode("utf-8", "ignore").decode("utf-8")


def first(form: Mapping[str, list[str]], name: str) -> str:
    """The first value of a form's field."""
    return next(iter(form.get(name, ())), "")


def shown(context: WebContext, answer: Answer, staff: Staff | None) -> Response:
    """The answer with the headers that protect it."""
    match answer:
        case Redirect():
            return secured(RedirectResponse(answer.path, status_code=303))
        case Download():
            disposition = f'attachment; filename="{answer.name}"'
            headers = {"Content-Disposition": disposition}
            return secured(Response(answer.content, media_type=answer.media_type, headers=headers))
        case Frame():
            return secured(HTMLResponse(answer.html, headers=request_forgery.FRAMED))
        case Page():
            values = {"staff": staff, **answer.values}
            return secured(HTMLResponse(context.pages.render(answer.template, values), answer.status))


def error(status: int, text: str) -> Page:
    """The page that says what did not work."""
    return Page(template="error.html.j2", values={"status": status, "text": text}, status=status)


def secured(response: Response) -> Response:
    """The response with the headers that protect it; those that it has stay."""
    for name, value in request_forgery.HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def cookie_of(context: WebContext, request: Request, name: str) -> str:
    """A cookie of ours; empty when the browser has none."""
    return request.cookies.get(_named(context, name), "")


def set_cookie(
    context: WebContext, response: Response, name: str, value: str, seconds: int | None = None
) -> None:
    """A cookie for us alone, that no script sees; until the browser is closed where `seconds` is None."""
    response.set_cookie(
        _named(context, name),
        value,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=context.secure,
        path="/",
    )


def drop_cookie(context: WebContext, response: Response, name: str) -> None:
    """The browser forgets it."""
    response.delete_cookie(
        _named(context, name), path="/", secure=context.secure, httponly=True, samesite="lax"
    )


def staff_of(context: WebContext, request: Request) -> Staff | None:
    """Who asks: whom the proxy names, else whose session it is."""
    peer = request.client.host if request.client else ""
    if name := doors.proxy_user(context.door, peer, request.headers):
        return staff_service.find_by_proxy(context.services, name, context.door.secret)
    token = cookie_of(context, request, COOKIE)
    # A page that asks for its parts by itself is not used by anybody.
    used = request.method == "POST" or not is_fragment(request)
    return staff_service.find_signed_in(context.services, token, used=used) if token else None


async def visitor(context: WebContext, request: Request) -> Staff | None:
    """The same as `staff_of`, without waiting for it; their connection is no stranger's any more."""
    staff = await run_in_threadpool(staff_of, context, request)
    if staff is not None and (connection := connection_of(request)):
        connection.prove(staff.name)
    return staff


def is_fragment(request: Request) -> bool:
    """Whether the script asks, for the changed part alone, or waits for changes."""
    return request.headers.get("x-fragment") == "1" or is_listening(request)


def is_listening(request: Request) -> bool:
    """Whether the browser waits for server-sent events, which it does without headers of ours."""
    return request.headers.get("accept") == "text/event-stream"


def client_of(context: WebContext, request: Request) -> str:
    """The address that the request comes from."""
    return doors.client(context.door, request.client.host if request.client else "", request.headers)


def hidden(context: WebContext, request: Request) -> bool:
    """Whether a proxy that we don't trust says that the request comes from elsewhere."""
    peer = request.client.host if request.client else ""
    return doors.forwarded_by_stranger(context.door, peer, request.headers)


def to_sign_in(request: Request) -> Response:
    """The way to the door, and back to what was asked for; the script is told that nobody is signed in."""
    if is_fragment(request):
        return secured(Response("sign in again", status_code=401, media_type="text/plain"))
    path = path_of(request)
    back = f"?next={quote(path, safe='/')}" if request.method == "GET" and path != "/" else ""
    return secured(RedirectResponse(f"/sign-in{back}", status_code=303))


def path_of(request: Request) -> str:
    """What was asked for: the path with its query."""
    query = request.scope["query_string"].decode("ascii", "replace")
    return str(request.scope["path"]) + (f"?{query}" if query else "")


def our_path(text: str) -> str:
    """`text` where it is a path of ours to go on to, else the queue's."""
    plain = text.isascii() and text.isprintable() and "\\" not in text
    return (
        text if plain and text.startswith("/") and not text.startswith("//") and len(text) < 500 else "/queue"
    )


def _named(context: WebContext, name: str) -> str:
    # The prefix makes browsers refuse one that another host, or a page without TLS, has set (RFC 6265bis).
    return f"__Host-{name}" if context.secure else name
