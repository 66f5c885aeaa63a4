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
from worker.services import staff as staff_service
from worker.services.attempts import Allowance, Key
from worker.services.signing_in import Entered, TooManyError, Try, Turn, device, place, sign_in, take_turn
from worker.web import guard, http
from worker.web.answers import Page
from worker.web.desk import Desk
from worker.web.oidc import Begun, Provider
from worker.web.oidc.begun import LASTS, opened

_YEAR = 365 * 24 * 3600
#: Answers of a provider that were not believed, from one place.
_OF_ANSWERS = Allowance(free=20)
_JITTER = 500  # milliseconds
_BEHIND_A_STRANGER = (
    "; you come through a proxy that sen-worker does not know, as everybody behind it does: whoever runs "
    "sen-worker has to name it in web.trusted_proxies"
)


def routes(desk: Desk) -> list[Route]:
    """All doors."""
    return [
        Route("/sign-in", _form(desk), methods=["GET"]),
        Route("/sign-in", _password(desk), methods=["POST"]),
        Route("/sign-in/oidc", _to_provider(desk), methods=["GET"]),
        Route("/sign-in/oidc/back", _from_provider(desk), methods=["GET"]),
        Route("/welcome/{token}", _ticket(desk), methods=["GET"]),
        Route("/sign-out", _out(desk), methods=["POST"]),
    ]


def _form(desk: Desk) -> http.Endpoint:
    async def answer(request: Request) -> Response:
        return _page(desk, request, back=request.query_params.get("next", ""))

    return answer


def _page(
    desk: Desk, request: Request, *, problem: str = "", name: str = "", back: str = "", status: int = 200
) -> Response:
    """The form; its token belongs to a cookie, as nobody has a session yet."""
    cookie = http.cookie_of(desk, request, http.FORM_COOKIE) or secrets.token_urlsafe(24)
    provider = desk.door.provider
    if provider is not None:
        provider.look_soon()
    values = {
        "problem": problem,
        "name": name,
        "csrf": _form_token(cookie),
        "next": http.our_path(back) if back else "",
        "provider": provider.label if provider else "",
        "provider_away": bool(provider and provider.problem and not problem),
    }
    response = http.shown(desk, Page(template="sign_in.html.j2", values=values, status=status), None)
    http.set_cookie(desk, response, http.FORM_COOKIE, cookie)
    return response


def _password(desk: Desk) -> http.Endpoint:
    async def answer(request: Request) -> Response:
        form = await http.form_of(request)
        name, back = http.first(form, "name").strip(), http.first(form, "next")
        cookie = http.cookie_of(desk, request, http.FORM_COOKIE)
        wanted = _form_token(cookie) if cookie else ""
        if why := guard.refused("POST", request.headers, http.first(form, "csrf"), wanted, desk.door.host):
            return _page(
                desk, request, problem=f"that was not tried: {why}", name=name, back=back, status=403
            )
        given = Try(
            name=name,
            password=http.first(form, "password"),
            client=http.client_of(desk, request),
            device=http.cookie_of(desk, request, http.DEVICE_COOKIE),
            session=http.cookie_of(desk, request, http.COOKIE),
        )
        door = desk.door
        try:
            turn = take_turn(door.attempts, door.secret, given, desk.house.clock())
            await _wait(turn)
            entered = await run_in_threadpool(sign_in, desk.house, door.attempts, door.secret, given, turn)
        except TooManyError as error:
            told = f"{error}{_BEHIND_A_STRANGER if http.hidden(desk, request) else ''}"
            response = _page(desk, request, problem=told, name=name, back=back, status=429)
            response.headers["Retry-After"] = str(error.seconds)
            return response
        except RefusedError as error:
            return _page(desk, request, problem=str(error), name=name, back=back, status=422)
        except UnavailableError as error:
            return _page(desk, request, problem=str(error), name=name, back=back, status=503)
        return _entered(desk, entered, back)

    return answer


async def _wait(turn: Turn) -> None:
    """Until it is their turn; a little more or less, so that nobody measures which names there are."""
    if turn.slow:
        await asyncio.sleep(turn.after.total_seconds() + secrets.randbelow(_JITTER) / 1000)


def _entered(desk: Desk, entered: Entered, back: str) -> Response:
    response = http.secured(RedirectResponse(http.our_path(back), status_code=303))
    http.set_cookie(desk, response, http.COOKIE, entered.session)
    http.set_cookie(desk, response, http.DEVICE_COOKIE, entered.device, _YEAR)
    http.drop_cookie(desk, response, http.FORM_COOKIE)
    return response


def _to_provider(desk: Desk) -> http.Endpoint:
    async def answer(request: Request) -> Response:
        door, provider = desk.door, desk.door.provider
        if provider is None:
            return http.shown(desk, http.error(404, "There is no such page."), None)
        begin = partial(provider.start, http.our_path(request.query_params.get("next", "")))
        try:
            url, begun = begin() if provider.ready else await door.at_provider.run(begin)
        except UnavailableError as error:
            return _page(desk, request, problem=str(error), status=503)
        response = http.secured(RedirectResponse(url, status_code=303))
        sealed = begun.sealed(door.secret, desk.house.clock())
        http.set_cookie(desk, response, http.OIDC_COOKIE, sealed, int(LASTS.total_seconds()))
        return response

    return answer


def _from_provider(desk: Desk) -> http.Endpoint:
    async def answer(request: Request) -> Response:
        door, cookie = desk.door, http.cookie_of(desk, request, http.OIDC_COOKIE)
        begun = opened(door.secret, cookie, desk.house.clock())
        if door.provider is None or begun is None:
            why = "this sign-in was not begun in this browser, or took too long; begin again"
            return _page(desk, request, problem=why, status=422)
        keys: Mapping[Key, Allowance] = {("oidc", place(http.client_of(desk, request))): _OF_ANSWERS}
        old = http.cookie_of(desk, request, http.COOKIE)
        try:
            code = door.provider.code_of(dict(request.query_params), begun)
            _allow(desk, begun, keys)
            identified = partial(_identified, desk, door.provider, code, begun, old)
            entered = await door.at_provider.run(identified)
        except TooManyError as error:
            response = _page(desk, request, problem=str(error), status=429)
            response.headers["Retry-After"] = str(error.seconds)
        except (UsageError, RefusedError) as error:
            response = _page(desk, request, problem=str(error), status=422)
        except UnavailableError as error:
            door.attempts.succeeded(keys)  # it was no fault of theirs
            response = _page(desk, request, problem=str(error), status=503)
        else:
            door.attempts.succeeded(keys)
            response = _entered(desk, entered, begun.back)
        http.drop_cookie(desk, response, http.OIDC_COOKIE)
        return response

    return answer


def _allow(desk: Desk, begun: Begun, keys: Mapping[Key, Allowance]) -> None:
    """The provider may be asked; RefusedError for who was here with this sign-in, or failed too often."""
    if not desk.door.used.take(begun):
        raise RefusedError("this sign-in was used before; begin again")
    if wait := desk.door.attempts.begin(keys, desk.house.clock()):
        raise TooManyError(wait)


def _identified(desk: Desk, provider: Provider, code: str, begun: Begun, old: str) -> Entered:
    found = provider.identify(code, begun)
    session = staff_service.from_provider(desk.house, found.subject, found.name, found.role, old)
    return Entered(session=session, device=device(desk.door.secret, found.name))


def _ticket(desk: Desk) -> http.Endpoint:
    async def answer(request: Request) -> Response:
        ticket = desk.door.ticket
        name = ticket.take(request.path_params["token"]) if ticket else ""
        if not name:
            return http.shown(desk, http.error(404, "This link was used before, or never led here."), None)
        session = await run_in_threadpool(_session, desk, name)
        return _entered(desk, Entered(session=session, device=device(desk.door.secret, name)), "")

    return answer


def _session(desk: Desk, name: str) -> str:
    with desk.house.store.write() as tx:
        return staff_service.begin_session(desk.house, tx, name)


def _out(desk: Desk) -> http.Endpoint:
    async def answer(request: Request) -> Response:
        staff = await http.visitor(desk, request)
        form = await http.form_of(request)
        token, headers = http.first(form, "csrf"), request.headers
        response = http.secured(RedirectResponse("/sign-in", status_code=303))
        if staff is not None and not guard.refused("POST", headers, token, staff.csrf, desk.door.host):
            session = http.cookie_of(desk, request, http.COOKIE)
            await run_in_threadpool(staff_service.sign_out, desk.house, session)
            http.drop_cookie(desk, response, http.COOKIE)
        return response

    return answer


def _form_token(cookie: str) -> str:
    return sha256(f"form {cookie}".encode()).hexdigest()
