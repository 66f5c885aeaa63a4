"""Every page, asked for with whatever nobody's browser sends: it is answered, and never by a defect."""

import re
from collections.abc import Iterator

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.integration.local_worker import SHIPPED, LocalWorker, form, mail
from tests.integration.served import session
from worker.services.accounts import staff_accounts
from worker.services.staff_roles import StaffRole
from worker.store.transactions import Store
from worker.web.asgi import make_app
from worker.web.http_requests import COOKIE
from worker.web.page_renderer import Pages
from worker.web.web_context import WebContext

HOSTILE = (
    "nothing",
    "0",
    "-1",
    "7" * 30,
    "9223372036854775808",
    "%00",
    "1%00",
    "%ff%fe",
    "%ED%A0%80",
    "%0d%0aX:%20y",
    "'%20or%201=1--",
    "x" * 3000,
    "%F0%9F%92%A5",
    "%D9%A3",  # a digit, but not one of ours
)
SIGNS_OUT = frozenset({"/sign-out", "/staff/sign-out", "/staff/remove"})
URLENCODED = "application/x-www-form-urlencoded"
NAMES = (
    *(
        "field",
        "value",
        "why",
        "note",
        "words",
        "sen",
        "q",
        "version",
        "message",
        "reason",
        "id",
        "undo",
        "to",
    ),
    *(
        "name",
        "letter",
        "entry",
        "action",
        "act",
        "ids",
        "since",
        "weeks",
        "form",
        "state",
        "before",
        "after",
    ),
)
PART = b'--a\r\nContent-Disposition: form-data; name="name"%s\r\n\r\n%s\r\n--a--'
BODIES = (
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=a", b"--a\r\nrubbish"),
    ("multipart/form-data; boundary=a; charset=undefined", PART % (b"", b"\xff")),
    ("multipart/form-data; boundary=a; charset=unicode_escape", PART % (b"", b"\\ud800")),
    ("multipart/form-data; boundary=a", PART % (b'; filename="x"', b"x")),
    (URLENCODED, b"&".join(b"a=1" for _ in range(5000))),
    (URLENCODED, b"\x00\xff=%zz&=&&&%"),
    (URLENCODED, "csrf=é&name=é".encode()),
    ("application/json", b"{"),
    ("text/plain; charset=nonsense", b"x"),
    ("", b"x"),
)


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    """Brings mail, takes letters, turns the clock."""
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


@pytest.fixture
def browser(worker: LocalWorker) -> TestClient:
    """An admin's, at pages that know one request."""
    staff_accounts.add(worker.services, "olga", "", StaffRole.ADMIN)
    context = WebContext(services=worker.services, pages=Pages(SHIPPED, worker.services.clock), secure=False)
    client = TestClient(
        make_app(context), base_url="http://127.0.0.1", follow_redirects=False, raise_server_exceptions=False
    )
    client.cookies.set(COOKIE, session(worker, "olga"))
    return client


def paths(browser: TestClient, reference: str) -> Iterator[tuple[Route, str]]:
    """Every path of the application's own table, with each hostile word in each place of it."""
    for route in browser.app.routes:  # type: ignore[attr-defined]
        assert isinstance(route, Route)
        names = re.findall(r"{\w+}", route.path)
        for word in HOSTILE if names else ("",):
            yield route, _filled(route.path, word)
            if "{reference}" in names and len(names) > 1:
                yield route, _filled(route.path.replace("{reference}", reference), word)


def _filled(path: str, word: str) -> str:
    return "/".join(word if part.startswith("{") else part for part in path.split("/"))


def test_no_path_and_no_method_is_a_defect(browser: TestClient, worker: LocalWorker) -> None:
    reference = worker.request(worker.receive(mail(form()))).reference
    token = csrf(browser)
    for route, path in paths(browser, reference):
        for method in sorted({*(route.methods or ()), "POST", "PUT"} - {"HEAD"}):
            if path in SIGNS_OUT:
                continue
            data = {"csrf": token} if method == "POST" else None
            answer = browser.request(method, path, data=data)
            assert answer.status_code < 500, (method, path[:80])
            assert answer.headers.get("x") is None


def test_an_unknown_field_is_no_page(browser: TestClient, worker: LocalWorker) -> None:
    reference = worker.request(worker.receive(mail(form()))).reference
    data = {"csrf": csrf(browser), "value": "x", "version": "1"}
    assert browser.post(f"/requests/{reference}/fields/no_such_field", data=data).status_code == 404
    reveal = f"/requests/{reference}/keys/no_such_field/1/reveal"
    assert browser.post(reveal, data=data).status_code == 404


VALUES = ("7" * 30, "-1", "%ED%A0%80", "%ff%00", "x" * 500)


def test_no_value_of_a_query_or_a_form_is_a_defect(browser: TestClient, worker: LocalWorker) -> None:
    reference = worker.request(worker.receive(mail(form()))).reference
    token = csrf(browser)
    for value in VALUES:
        query = "&".join(f"{name}={value}&{name}={value}" for name in NAMES)
        for route in browser.app.routes:  # type: ignore[attr-defined]
            path = route.path.replace("{reference}", reference).replace("{field}", "organization")
            path = _filled(path, "1")
            if path in SIGNS_OUT:
                continue
            assert browser.get(f"{path}?{query}").status_code < 500, path
            if "POST" in route.methods:
                data = f"csrf={token}&{query}"
                answer = browser.post(path, content=data, headers={"Content-Type": URLENCODED})
                assert answer.status_code < 500, path


def test_no_kind_of_body_is_a_defect(browser: TestClient) -> None:
    for kind, body in BODIES:
        for path in ("/sign-in", "/queue/act", "/unsubscribe/x", "/sign-out"):
            answer = browser.post(path, content=body, headers={"Content-Type": kind} if kind else {})
            assert answer.status_code < 500, (path, kind)


def csrf(browser: TestClient) -> str:
    """The token in the forms of whoever is signed in."""
    found = re.search(r'name="csrf" value="(\w+)"', browser.get("/interest").text)
    assert found is not None
    return found[1]


def test_no_answer_repeats_the_host_that_was_named(browser: TestClient, worker: LocalWorker) -> None:
    reference = worker.request(worker.receive(mail(form()))).reference
    browser.cookies.clear()
    for host in ("evil.test", "[", "evil.test:99999", "a b"):
        for path in (
            "/",
            "/queue",
            "/queue/",
            "/sign-in/",
            f"/requests/{reference}/",
            "//evil.test/",
            "/\\evil.test/",
        ):
            answer = browser.get(path, headers={"Host": host, "X-Forwarded-Host": host})
            assert answer.status_code < 500, (host, path)
            assert "evil" not in answer.headers.get("location", ""), (host, path)
            assert not answer.headers.get("location", "/").startswith(("http", "//"))
