"""The way in and out by HTTP: password, OIDC provider, ticket."""

import asyncio
import secrets
from collections.abc import Mapping
from functools import partial
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from worker.errors import RefusedError, UnavailableError, UsageError
from worker.services.accounts import staff_accounts as staff_service
from worker.services.accounts.login_throttle import Key, LoginAllowance
from worker.services.accounts.password_login import (
    LoginAttempt,
    LoginResult,
    LoginTurn,
    TooManyError,
    find_client_place,
    make_device_key,
    sign_in,
    take_turn,
)
from worker.web import http_requests
from worker.web.oidc import LoginState, Provider
from worker.web.oidc.login_state import LASTS, open_state
from worker.web.responses import Page
from worker.web.sign_in import request_forgery
from worker.web.web_context import WebContext

_YEAR = 365 * 24 * 3600
#: Answers of a provider that were not believed, from one place.
_OF_ANSWERS = LoginAllowance(free=20)
_JITTER = 500  # milliseconds
_BEHIND_A_STRANGER = (
    "; you come through a proxy that sen-worker does not know, as everybody behind it does: whoever runs "
    "sen-worker has to name it in web.trusted_proxies"
)


def routes(context: WebContext) -> list[Route]:
    """All doors."""
    return [
        Route("/sign-in", _form(context), methods=["GET"]),
        Route("/sign-in", _password(context), methods=["POST"]),
        Route("/sign-in/oidc", _to_provider(context), methods=["GET"]),
        Route("/sign-in/oidc/back", _from_provider(context), methods=["GET"]),
        Route("/welcome/{token}", _ticket(context), methods=["GET"]),
        Route("/sign-out", _out(context), methods=["POST"]),
    ]


def _form(context: WebContext) -> http_requests.Endpoint:
    async def answer(request: Request) -> Response:
        return _page(context, request, back=request.query_params.get("next", ""))

    return answer


def _page(
    context: WebContext,
    request: Request,
    *,
    problem: str = "",
    name: str = "",
    back: str = "",
    status: int = 200,
) -> Response:
    """The form; its token belongs to a cookie, as nobody has a session yet."""
    cookie = http_requests.cookie_of(context, request, http_requests.FORM_COOKIE) or secrets.token_urlsafe(24)
    provider = context.door.provider
    if provider is not None:
        provider.look_soon()
    values = {
        "problem": problem,
        "name": name,
        "csrf": _form_token(cookie),
        "next": http_requests.our_path(back) if back else "",
        "provider": provider.label if provider else "",
        "provider_away": bool(provider and provider.problem and not problem),
    }
    response = http_requests.shown(
        context, Page(template="sign_in.html.j2", values=values, status=status), None
    )
    http_requests.set_cookie(context, response, http_requests.FORM_COOKIE, cookie)
    return response


def _password(context: WebContext) -> http_requests.Endpoint:
    async def answer(request: Request) -> Response:
        form = await http_requests.form_of(request)
        name, back = http_requests.first(form, "name").strip(), http_requests.first(form, "next")
        cookie = http_requests.cookie_of(context, request, http_requests.FORM_COOKIE)
        wanted = _form_token(cookie) if cookie else ""
        if why := request_forgery.refused(
            "POST", request.headers, http_requests.first(form, "csrf"), wanted, context.door.host
        ):
            return _page(
                context, request, problem=f"that was not tried: {why}", name=name, back=back, status=403
            )
        given = LoginAttempt(
            name=name,
            password=http_requests.first(form, "password"),
            client=http_requests.client_of(context, request),
            device=http_requests.cookie_of(context, request, http_requests.DEVICE_COOKIE),
            session=http_requests.cookie_of(context, request, http_requests.COOKIE),
        )
        door = context.door
        try:
            turn = take_turn(door.attempts, door.secret, given, context.services.clock())
            await _wait(turn)
            entered = await run_in_threadpool(
                sign_in, context.services, door.attempts, door.secret, given, turn
            )
        except TooManyError as error:
            told = f"{error}{_BEHIND_A_STRANGER if http_requests.hidden(context, request) else ''}"
            response = _page(context, request, problem=told, name=name, back=back, status=429)
            response.headers["Retry-After"] = str(error.seconds)
            return response
        except RefusedError as error:
            return _page(context, request, problem=str(error), name=name, back=back, status=422)
        except UnavailableError as error:
            return _page(context, request, problem=str(error), name=name, back=back, status=503)
        return _entered(context, entered, back)

    return answer


async def _wait(turn: LoginTurn) -> None:
    """Until it is their turn; a little more or less, so that nobody measures which names there are."""
    if turn.slow:
        await asyncio.sleep(turn.after.total_seconds() + secrets.randbelow(_JITTER) / 1000)


def _entered(context: WebContext, entered: LoginResult, back: str) -> Response:
    response = http_requests.secured(RedirectResponse(http_requests.our_path(back), status_code=303))
    http_requests.set_cookie(context, response, http_requests.COOKIE, entered.session)
    http_requests.set_cookie(context, response, http_requests.DEVICE_COOKIE, entered.device, _YEAR)
    http_requests.drop_cookie(context, response, http_requests.FORM_COOKIE)
    return response


def _to_provider(context: WebContext) -> http_requests.Endpoint:
    async def answer(request: Request) -> Response:
        door, provider = context.door, context.door.provider
        if provider is None:
            return http_requests.shown(context, http_requests.error(404, "There is no such page."), None)
        begin = partial(provider.start, http_requests.our_path(request.query_params.get("next", "")))
        try:
            url, begun = begin() if provider.ready else await door.at_provider.run(begin)
        except UnavailableError as error:
            return _page(context, request, problem=str(error), status=503)
        response = http_requests.secured(RedirectResponse(url, status_code=303))
        sealed = begun.sealed(door.secret, context.services.clock())
        http_requests.set_cookie(
            context, response, http_requests.OIDC_COOKIE, sealed, int(LASTS.total_seconds())
        )
        return response

    return answer


def _from_provider(context: WebContext) -> http_requests.Endpoint:
    async def answer(request: Request) -> Response:
        door, cookie = context.door, http_requests.cookie_of(context, request, http_requests.OIDC_COOKIE)
        begun = open_state(door.secret, cookie, context.services.clock())
        if door.provider is None or begun is None:
            why = "this sign-in was not begun in this browser, or took too long; begin again"
            return _page(context, request, problem=why, status=422)
        keys: Mapping[Key, LoginAllowance] = {
            ("oidc", find_client_place(http_requests.client_of(context, request))): _OF_ANSWERS
        }
        old = http_requests.cookie_of(context, request, http_requests.COOKIE)
        try:
            code = door.provider.code_of(dict(request.query_params), begun)
            _allow(context, begun, keys)
            identified = partial(_identified, context, door.provider, code, begun, old)
            entered = await door.at_provider.run(identified)
        except TooManyError as error:
            response = _page(context, request, problem=str(error), status=429)
            response.headers["Retry-After"] = str(error.seconds)
        except (UsageError, RefusedError) as error:
            response = _page(context, request, problem=str(error), status=422)
        except UnavailableError as error:
            door.attempts.succeeded(keys)  # it was no fault of theirs
            response = _page(context, request, problem=str(error), status=503)
        else:
            door.attempts.succeeded(keys)
            response = _entered(context, entered, begun.back)
        http_requests.drop_cookie(context, response, http_requests.OIDC_COOKIE)
        return response

    return answer


def _allow(context: WebContext, begun: LoginState, keys: Mapping[Key, LoginAllowance]) -> None:
    """The provider may be asked; RefusedError for who was here with this sign-in, or failed too often."""
    if not context.door.used.take(begun):
        raise RefusedError("this sign-in was used before; begin again")
    if wait := context.door.attempts.begin(keys, context.services.clock()):
        raise TooManyError(wait)


def _identified(
    context: WebContext, provider: Provider, code: str, begun: LoginState, old: str
) -> LoginResult:
    found = provider.identify(code, begun)
    session = staff_service.sign_in_by_provider(context.services, found.subject, found.name, found.role, old)
    return LoginResult(session=session, device=make_device_key(context.door.secret, found.name))


def _ticket(context: WebContext) -> http_requests.Endpoint:
    async def answer(request: Request) -> Response:
        ticket = context.door.ticket
        name = ticket.take(request.path_params["token"]) if ticket else ""
        if not name:
            return http_requests.shown(
                context, http_requests.error(404, "This link was used before, or never led here."), None
            )
        session = await run_in_threadpool(_session, context, name)
        return _entered(
            context, LoginResult(session=session, device=make_device_key(context.door.secret, name)), ""
        )

    return answer


def _session(context: WebContext, name: str) -> str:
    with context.services.store.write() as tx:
        return staff_service.begin_session(context.services, tx, name)


def _out(context: WebContext) -> http_requests.Endpoint:
    async def answer(request: Request) -> Response:
        staff = await http_requests.visitor(context, request)
        form = await http_requests.form_of(request)
        token, headers = http_requests.first(form, "csrf"), request.headers
        response = http_requests.secured(RedirectResponse("/sign-in", status_code=303))
        if staff is not None and not request_forgery.refused(
            "POST", headers, token, staff.csrf, context.door.host
        ):
            session = http_requests.cookie_of(context, request, http_requests.COOKIE)
            await run_in_threadpool(staff_service.sign_out, context.services, session)
            http_requests.drop_cookie(context, response, http_requests.COOKIE)
        return response

    return answer


def _form_token(cookie: str) -> str:
    return sha256(f"form {cookie}".encode()).hexdigest()
