"""A provider that hangs or lies, and strangers at the door that leads to it."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from joserfc import jws
from starlette.responses import JSONResponse, Response
from starlette.testclient import TestClient

from tests.integration.local_worker import SHIPPED, LocalWorker
from tests.integration.served import served, session
from tests.security.crowd import crowd, knock
from tests.servers.databases import new_sqlite
from tests.servers.oidc import CLIENT, SECRET, OidcProvider, serving
from tests.servers.registry import SERVERS
from worker.services.accounts import staff_accounts
from worker.services.staff_roles import StaffRole
from worker.store.transactions import Store
from worker.web.asgi import make_app
from worker.web.http_requests import COOKIE, OIDC_COOKIE
from worker.web.oidc import AdmissionTerms, Provider
from worker.web.page_renderer import Pages
from worker.web.sign_in.access_policy import AccessPolicy
from worker.web.web_context import WebContext

OURS = "http://127.0.0.1:1"
BACK = f"{OURS}/sign-in/oidc/back"
MAYA = {"sub": "1001", "email": "maya@vendor.test", "email_verified": True}
WELL_KNOWN = "/.well-known/openid-configuration"


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    """Brings mail, takes letters, turns the clock."""
    SERVERS.took_part("SQLite", sqlite3.sqlite_version)
    store = Store(new_sqlite(tmp_path / "worker.db"))
    yield LocalWorker(store)
    store.close()


@pytest.fixture
def provider() -> Iterator[OidcProvider]:
    with serving(BACK) as found:
        found.user = dict(MAYA)
        yield found
        found.hangs.clear()


@pytest.fixture
def url(
    worker: LocalWorker, provider: OidcProvider, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The pages, served; a test may have the provider hang from the start."""
    provider.hangs |= getattr(request, "param", set())
    more = f"""
public_url = "{OURS}"
[oidc]
issuer = "{provider.issuer}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
label = "Vendor ID"
allowed_domains = ["vendor.test"]
"""
    with served(worker, tmp_path, more) as pages:
        yield pages.url


def got(url: str, **asked: Any) -> httpx2.Response:
    """A page; a machine with much to do gets its time, but not as much as a provider that hangs takes."""
    return httpx2.get(url, timeout=8, **asked)


def begun(url: str) -> tuple[dict[str, str], str]:
    """The cookie of a sign-in that was begun, and its state."""
    away = got(f"{url}/sign-in/oidc")
    assert away.status_code == 303, away.text
    return {OIDC_COOKIE: away.cookies[OIDC_COOKIE]}, httpx2.URL(away.headers["location"]).params["state"]


@pytest.mark.parametrize("url", [{WELL_KNOWN}, {"/keys"}], indirect=True, ids=["description", "keys"])
def test_sixty_strangers_at_a_provider_that_hangs_stop_no_page(
    url: str, worker: LocalWorker, provider: OidcProvider
) -> None:
    staff_accounts.add(worker.services, "olga", "", StaffRole.REVIEWER)
    olga = {COOKIE: session(worker, "olga")}
    with crowd(url, 60, b"GET /sign-in/oidc HTTP/1.1\r\nHost: pages.test\r\n\r\n"):
        for _ in range(3):
            assert got(f"{url}/queue", cookies=olga).status_code == 200
            assert got(f"{url}/sign-in").status_code == 200
        # They ask together, and not each for themselves.
        assert provider.asked.count(WELL_KNOWN) == 1


@pytest.mark.parametrize("url", [{"/token"}], indirect=True)
def test_sixty_answers_of_a_provider_that_hangs_stop_no_page(url: str, worker: LocalWorker) -> None:
    staff_accounts.add(worker.services, "olga", "", StaffRole.REVIEWER)
    olga = {COOKIE: session(worker, "olga")}
    said = []
    for _ in range(30):
        cookies, state = begun(url)
        head = f"GET /sign-in/oidc/back?code=x&state={state} HTTP/1.1\r\nHost: pages.test\r\n"
        said.append(f"{head}Cookie: {OIDC_COOKIE}={cookies[OIDC_COOKIE]}\r\n\r\n".encode())
    with crowd(url, 0, b"") as answers:
        answers += [knock(url, each) for each in said]
        assert got(f"{url}/queue", cookies=olga).status_code == 200
        assert got(f"{url}/sign-in").status_code == 200


def test_the_sign_in_page_opens_at_once_and_says_that_the_provider_is_away(
    worker: LocalWorker, tmp_path: Path
) -> None:
    more = f"""
public_url = "{OURS}"
[oidc]
issuer = "http://127.0.0.1:9"
client_id = "{CLIENT}"
label = "Vendor ID"
allowed_domains = ["vendor.test"]
"""
    with served(worker, tmp_path, more) as pages:
        assert got(f"{pages.url}/sign-in/oidc").status_code == 503
        page = got(f"{pages.url}/sign-in")
    assert page.status_code == 200
    assert "Vendor ID can't be reached at present" in page.text.replace("&#39;", "'")


def test_who_began_nothing_here_makes_nobody_ask_the_provider(url: str, provider: OidcProvider) -> None:
    forged = quote(json.dumps(["state", "nonce", "verifier", "/queue"]))
    real = begun(url)[0][OIDC_COOKIE]
    text, _, proof = real.partition(".")
    for cookie in ("", forged, text, f"{text}.{proof[:-1]}0x", f"{text}A.{proof}", f".{proof}", "é", "a.b.c"):
        answer = got(
            f"{url}/sign-in/oidc/back?code=x&state=state",
            headers={"Cookie": f"{OIDC_COOKIE}={cookie}".encode()},
        )
        assert answer.status_code == 422, cookie
    assert "/token" not in provider.asked


def test_a_sign_in_that_was_begun_ends_after_a_while(
    url: str, worker: LocalWorker, provider: OidcProvider
) -> None:
    cookies, state = begun(url)
    worker.now += timedelta(minutes=11)
    answer = got(f"{url}/sign-in/oidc/back?code=x&state={state}", cookies=cookies)
    assert answer.status_code == 422
    assert "took too long" in answer.text
    assert "/token" not in provider.asked


def test_made_up_answers_are_passed_on_to_the_provider_only_so_often(
    url: str, provider: OidcProvider
) -> None:
    statuses = []
    for _ in range(22):
        cookies, state = begun(url)
        statuses.append(got(f"{url}/sign-in/oidc/back?code=x&state={state}", cookies=cookies).status_code)
    assert statuses == [422] * 20 + [429] * 2
    assert provider.asked.count("/token") == 20


def test_the_provider_sends_people_back_to_the_configured_address_whatever_host_is_named(url: str) -> None:
    away = got(f"{url}/sign-in/oidc", headers={"Host": "evil.test", "X-Forwarded-Host": "evil.test"})
    assert httpx2.URL(away.headers["location"]).params["redirect_uri"] == BACK
    assert "evil" not in str(away.headers)


BAD_KEYS: tuple[object, ...] = (
    None,
    7,
    {},
    [7, None, "x"],
    [{}],
    [{"kty": 7}],
    [{"kty": ["RSA"]}],
    [{"kty": "oct", "k": "c2VjcmV0", "kid": "first"}],
    [{"kty": "RSA", "kid": "first"}],
    [{"kty": "RSA", "kid": "first", "n": "!!", "e": "AQAB"}],
    [{"kty": "RSA", "kid": "first", "n": 7, "e": []}],
    [{"kty": "RSA", "kid": "first", "n": "AQAB", "e": "AQAB", "use": "enc"}],
    [{"kty": "EC", "kid": "first", "crv": "P-256", "x": "AQAB", "y": "AQAB"}],
    [{"kty": "OKP", "kid": "first", "crv": "Ed25519", "x": "AQAB"}],
)
BAD_ANSWERS: list[tuple[str, Response]] = [
    *[
        (path, Response(body, media_type="application/json"))
        for path in (WELL_KNOWN, "/keys", "/token", "/userinfo")
        for body in (b"", b"{", b"null", b"[]", b"\xff", b'{"keys": "\\ud800"}', b"[" * 100_000)
    ],
    *[
        (path, Response(b"{}", status_code=status, headers={"Location": "https://evil.test/"}))
        for path in (WELL_KNOWN, "/keys", "/token", "/userinfo")
        for status in (204, 302, 500)
    ],
    *[(path, Response(b" " * 400_000 + b"{}")) for path in (WELL_KNOWN, "/keys", "/token", "/userinfo")],
    *[("/keys", JSONResponse({"keys": keys})) for keys in BAD_KEYS],
    *[
        ("/token", JSONResponse({"access_token": "t", "token_type": "Bearer"} | told))
        for told in (
            {},
            {"id_token": None},
            {"id_token": 7},
            {"id_token": ["a.b.c"]},
            {"id_token": ".."},
            {"id_token": "a.b.c.d.e"},
            {"id_token": "\u00e9.\u00e9.\u00e9"},
            {"id_token": "bnVsbA.bnVsbA.bnVsbA"},
            {"id_token": "eyJhbGciOiJub25lIn0.e30."},
            {"access_token": 7},
            {"access_token": "a\r\nX-Evil: 1"},
            {"access_token": None},
        )
    ],
]


def test_whatever_the_provider_answers_is_told_in_words(worker: LocalWorker, provider: OidcProvider) -> None:
    provider.user = {"sub": "1001"}  # so that userinfo is asked, too
    browser, forget = door_to(worker, provider)
    for path, bad in BAD_ANSWERS:
        forget()
        provider.instead = {path: bad}
        answer = whole_sign_in(browser)
        assert answer.status_code in {422, 503}, (path, bad.body[:80], answer.status_code)
        assert "OIDC provider" in answer.text, (path, bad.body[:80], answer.text)
        assert f"{COOKIE}=" not in answer.headers.get("set-cookie", "")


NO_ENDPOINTS: tuple[object, ...] = (
    None,
    7,
    [],
    "x",
    "//evil.test",
    "http://evil.test/",
    "https://[",
    "https://a:b/",
    "javascript:x",
    "https://evil.test/\r\nX: y",
    "https://user@evil.test/",
    "https://evil.test/é",
    "ftp://127.0.0.1/",
)


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint"])
def test_an_endpoint_that_is_none_is_told_in_words(
    worker: LocalWorker, provider: OidcProvider, name: str
) -> None:
    told = httpx2.get(f"{provider.issuer}{WELL_KNOWN}").json()
    provider.user = {"sub": "1001"}
    browser, forget = door_to(worker, provider)
    for value in NO_ENDPOINTS:
        provider.instead = {WELL_KNOWN: JSONResponse(told | {name: value})}
        forget()
        answer = whole_sign_in(browser)
        assert answer.status_code == 503, (value, answer.status_code)
        assert "does not answer as it should" in answer.text, value


LIES: tuple[dict[str, Any], ...] = (
    {"exp": "tomorrow"},
    {"exp": float("inf")},
    {"exp": True},
    {"iat": "now"},
    {"iat": 99_999_999_999},
    {"iat": None},
    {"nbf": "soon"},
    {"sub": 7},
    {"sub": ""},
    {"sub": "x" * 300},
    {"sub": "\ud800"},
    {"aud": []},
    {"aud": {"sen-worker": 1}},
    {"aud": [CLIENT, "another"]},
    {"iss": [""]},
    {"nonce": ["x"]},
    {"email": "\ud800@vendor.test"},
)


def test_claims_of_the_wrong_kind_are_not_believed(worker: LocalWorker, provider: OidcProvider) -> None:
    browser, forget = door_to(worker, provider)
    for lie in LIES:
        forget()
        provider.sign = partial(_signed, lie)
        answer = whole_sign_in(browser)
        assert answer.status_code == 422, lie
        assert "is not believed" in answer.text, lie


def _signed(lie: dict[str, Any], provider: OidcProvider, claims: dict[str, Any]) -> str:
    """What the library for such tokens would not sign."""
    told = {name: one for name, one in (claims | lie).items() if one is not None}
    return jws.serialize_compact({"alg": "RS256", "kid": provider.key.kid}, json.dumps(told), provider.key)


def test_nobody_gets_a_name_by_claims_that_they_can_choose(
    worker: LocalWorker, provider: OidcProvider
) -> None:
    provider.user = {
        "sub": "666",
        "email": "maya@vendor.test",
        "email_verified": False,
        "preferred_username": "maya@vendor.test",
        "name": "Maya",
        "groups": ["staff"],
    }
    assert whole_sign_in(door_to(worker, provider)[0]).status_code == 303
    assert [row["name"] for row in staff_accounts.listed(worker.services)] == ["666"]


def test_a_verified_address_is_not_borrowed_for_another_one(
    worker: LocalWorker, provider: OidcProvider
) -> None:
    provider.user = {"sub": "666", "email_verified": True}
    provider.in_userinfo = {"email": "maya@vendor.test"}
    answer = whole_sign_in(door_to(worker, provider)[0])
    assert answer.status_code == 422
    assert "may not come in here" in answer.text


def door_to(worker: LocalWorker, provider: OidcProvider) -> tuple[TestClient, Callable[[], None]]:
    """A browser at pages that lead to the provider, and what makes them forget all that they know of it."""
    ours = Provider(
        issuer=provider.issuer,
        client_id=CLIENT,
        client_secret=SECRET,
        redirect=BACK,
        terms=AdmissionTerms(
            domains=frozenset({"vendor.test"}), claim="groups", reviewers=frozenset({"staff"})
        ),
    )
    door = AccessPolicy(public_url=OURS, provider=ours)

    def forget() -> None:
        ours.__post_init__()
        door.attempts.succeeded({}, ("oidc", "testclient"))

    context = WebContext(
        services=worker.services, pages=Pages(SHIPPED, lambda: worker.now), secure=False, door=door
    )
    return TestClient(make_app(context), base_url=OURS, follow_redirects=False), forget


def whole_sign_in(browser: TestClient) -> httpx2.Response:
    """To the provider and back, as far as it leads."""
    away = browser.get("/sign-in/oidc")
    if away.status_code != 303:
        return away
    back = httpx2.get(away.headers["location"]).headers["location"]
    return browser.get(back.removeprefix(OURS))
