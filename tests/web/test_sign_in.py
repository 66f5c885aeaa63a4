"""The way in: who it lets in, how often somebody may try, and what a session is good for."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.integration.local_worker import SHIPPED, LocalWorker
from tests.servers.databases import new_sqlite
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.services.accounts import password_hashes, staff_accounts
from worker.services.staff_roles import StaffRole
from worker.web.asgi import make_app
from worker.web.page_renderer import Pages
from worker.web.sign_in.access_policy import AccessPolicy, LoginTicket
from worker.web.web_context import WebContext

WRONG = "Name and password do not belong together."


@dataclass
class Installation:
    """One installation, and browsers that sign in from wherever a test wants."""

    worker: LocalWorker
    door: AccessPolicy = field(default_factory=AccessPolicy)
    secure: bool = False

    def browser(self, address: str = "198.51.100.7", url: str = "http://127.0.0.1") -> TestClient:
        return TestClient(self.app(), base_url=url, follow_redirects=False, client=(address, 50_000))

    def app(self) -> Starlette:
        if self._app is None:
            pages = Pages(SHIPPED, lambda: self.worker.now)
            context = WebContext(
                services=self.worker.services, pages=pages, secure=self.secure, door=self.door
            )
            self._app = make_app(context)
        return self._app

    _app: Starlette | None = None

    def later(self, **span: float) -> None:
        self.worker.now += timedelta(**span)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """One database will do for what happens at the door; `test_staff` has both."""
    return new_sqlite(tmp_path / "worker.db")


@pytest.fixture
def services(worker: LocalWorker) -> Installation:
    staff_accounts.add(worker.services, "olga", PASSWORD, StaffRole.REVIEWER)
    return Installation(worker)


def guess(client: TestClient, times: int, name: str = "olga") -> Response:
    for _ in range(times):
        answer = sign_in(client, name, "not the password")
    return answer


def is_in(client: TestClient) -> bool:
    return client.get("/interest").status_code == 200


# Who gets in


def test_who_signs_in_goes_on_to_the_page_that_was_asked_for(services: Installation) -> None:
    client = services.browser()
    door = client.get("/interest?view=1").headers["location"]
    assert door == "/sign-in?next=/interest%3Fview%3D1"
    form = client.get(door).text
    answer = client.post(
        "/sign-in",
        data={"csrf": csrf(form), "name": "olga", "password": PASSWORD, "next": "/interest?view=1"},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/interest?view=1")


@pytest.mark.parametrize(
    "path", ["https://evil.test/", "//evil.test/", "/\\evil.test", "javascript:alert(1)", "/a\r\nX: y", ""]
)
def test_signing_in_leads_nowhere_else(services: Installation, path: str) -> None:
    answer = sign_in(services.browser(), "olga", PASSWORD, next=path)
    assert answer.headers["location"] == "/queue"


def test_an_unknown_name_is_told_the_same_as_a_wrong_password(services: Installation) -> None:
    known = sign_in(services.browser(), "olga", "not the password")
    unknown = sign_in(services.browser(), "nobody", "not the password")
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert WRONG in known.text
    assert WRONG in unknown.text


def test_who_has_no_password_can_not_sign_in_with_an_empty_one(services: Installation) -> None:
    staff_accounts.add(services.worker.services, "tom", "", StaffRole.REVIEWER)
    client = services.browser()
    assert [sign_in(client, "tom", word).status_code for word in ("", "nobody's")] == [422, 422]


def test_a_form_without_its_token_is_not_tried(services: Installation) -> None:
    client = services.browser()
    data = {"name": "olga", "password": PASSWORD}
    assert client.post("/sign-in", data=data).status_code == 403
    token = csrf(client.get("/sign-in").text)
    elsewhere = services.browser()
    assert elsewhere.post("/sign-in", data=data | {"csrf": token}).status_code == 403
    foreign = client.post("/sign-in", data=data | {"csrf": token}, headers={"Origin": "https://evil.test"})
    assert foreign.status_code == 403
    assert client.post("/sign-in", data=data | {"csrf": token}).status_code == 303


def test_a_name_with_markup_comes_back_as_text(services: Installation) -> None:
    answer = sign_in(services.browser(), "<script>alert(1)</script>", "not the password")
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("length", [{}, {"content-length": "300001"}, {"content-length": "-1"}])
def test_a_form_without_a_sensible_length_is_not_read(services: Installation, length: dict[str, str]) -> None:
    def body() -> Iterator[bytes]:
        yield b"name=olga"

    assert services.browser().post("/sign-in", content=body(), headers=length).status_code == 413


# How often


def test_guessing_is_slowed_down_more_and_more(services: Installation) -> None:
    client = services.browser()
    assert guess(client, 5).status_code == 422
    waits = []
    for _ in range(4):
        refused = sign_in(client, "olga", PASSWORD)
        assert refused.status_code == 429
        assert "Too many attempts; try again in" in refused.text
        waits.append(int(refused.headers["retry-after"]))
        services.later(seconds=waits[-1])
        guess(client, 1)
    assert waits == [5, 10, 20, 40]


def test_after_the_wait_the_right_password_opens_and_all_is_forgiven(services: Installation) -> None:
    client = services.browser()
    guess(client, 5)
    services.later(seconds=5)
    assert sign_in(client, "olga", PASSWORD).status_code == 303
    assert guess(client, 4).status_code == 422


def test_nobody_is_locked_out_by_a_stranger_who_guesses_at_their_name(services: Installation) -> None:
    assert guess(services.browser("203.0.113.9"), 7).status_code == 429
    assert sign_in(services.browser("198.51.100.7"), "olga", PASSWORD).status_code == 303


def test_a_place_that_guesses_at_many_names_is_slowed_down(services: Installation) -> None:
    client = services.browser("203.0.113.9")
    statuses = [sign_in(client, f"name{number}", "not the password").status_code for number in range(21)]
    assert statuses == [422] * 20 + [429]


def test_all_addresses_of_one_ipv6_network_are_one_place(services: Installation) -> None:
    for number in range(5):
        guess(services.browser(f"2001:db8:1:2::{number:x}"), 1)
    assert guess(services.browser("2001:db8:1:2:ffff::1"), 1).status_code == 429
    assert guess(services.browser("2001:db8:1:3::1"), 1).status_code == 422


def test_a_known_browser_is_let_in_where_others_of_its_network_used_up_the_attempts(
    services: Installation,
) -> None:
    known = services.browser()
    assert sign_in(known, "olga", PASSWORD).status_code == 303
    known.cookies.delete("sen_worker")
    stranger = services.browser()
    for number in range(21):
        guess(stranger, 1, f"name{number}")
    guess(stranger, 6)
    assert guess(stranger, 1).status_code == 429
    assert sign_in(known, "olga", PASSWORD).status_code == 303
    # It is known for one name, and may not guess for ever either.
    assert guess(known, 1, "admin").status_code == 429
    assert guess(known, 6).status_code == 429


def test_a_forged_device_is_a_stranger(services: Installation) -> None:
    client = services.browser()
    guess(client, 5)
    client.cookies.set("sen_worker_device", f"0123456789abcdef.{'0' * 64}")
    assert guess(client, 1).status_code == 429


def test_a_crowd_at_the_door_is_told_to_come_back(
    services: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = services.browser()
    full = threading.BoundedSemaphore(1)
    full.acquire()
    monkeypatch.setattr(password_hashes, "_waiting", full)
    answer = sign_in(client, "olga", PASSWORD)
    assert answer.status_code == 503
    assert "Many are signing in" in answer.text


# Where a request comes from


@pytest.mark.parametrize(
    ("peer", "told", "found"),
    [
        ("10.0.0.5", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.5", "192.0.2.66, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.5", "203.0.113.9, 10.0.0.6", "203.0.113.9"),
        ("10.0.0.5", "rubbish", "10.0.0.5"),
        ("203.0.113.9", "192.0.2.66", "203.0.113.9"),
    ],
)
def test_only_our_proxies_say_where_somebody_comes_from(
    services: Installation, peer: str, told: str, found: str
) -> None:
    services.door = AccessPolicy(proxies=(ip_network("10.0.0.0/24"),))
    client = services.browser(peer)
    client.headers["X-Forwarded-For"] = told
    guess(client, 5)
    assert guess(client, 1).status_code == 429
    assert guess(services.browser(found), 1).status_code == 429


def test_a_proxy_may_call_us_by_another_name_than_browsers_do(services: Installation) -> None:
    services.door = AccessPolicy(public_url="https://desk.vendor.test")
    client = services.browser(url="http://10.0.0.2:8025")
    client.headers["Origin"] = "https://desk.vendor.test"
    assert sign_in(client, "olga", PASSWORD).status_code == 303


# Sessions


def test_a_session_ends_when_it_is_not_used(services: Installation) -> None:
    client = services.browser()
    sign_in(client, "olga", PASSWORD)
    for _ in range(3):
        services.later(hours=1.9)
        assert is_in(client)
    services.later(hours=2.1)
    assert not is_in(client)


def test_what_a_page_asks_for_by_itself_is_no_use_of_a_session(services: Installation) -> None:
    client = services.browser()
    sign_in(client, "olga", PASSWORD)
    for _ in range(4):
        services.later(minutes=31)
        answer = client.get("/interest", headers={"X-Fragment": "1"})
    assert answer.status_code == 401


def test_a_session_ends_after_half_a_day_however_much_it_is_used(services: Installation) -> None:
    client = services.browser()
    sign_in(client, "olga", PASSWORD)
    for _ in range(11):
        services.later(hours=1)
        assert is_in(client)
    services.later(hours=1)
    assert not is_in(client)


def test_signing_in_again_ends_the_session_that_the_browser_had(services: Installation) -> None:
    client = services.browser()
    sign_in(client, "olga", PASSWORD)
    old = client.cookies["sen_worker"]
    sign_in(client, "olga", PASSWORD)
    assert client.cookies["sen_worker"] != old
    thief = services.browser()
    thief.cookies.set("sen_worker", old)
    assert not is_in(thief)
    assert is_in(client)


def test_a_session_that_somebody_planted_is_not_taken_over(services: Installation) -> None:
    client = services.browser()
    client.cookies.set("sen_worker", "planted")
    sign_in(client, "olga", PASSWORD)
    thief = services.browser()
    thief.cookies.set("sen_worker", "planted")
    assert not is_in(thief)


@pytest.mark.parametrize("end", ["password", "remove", "sign out"])
def test_sessions_end_with_a_new_password_a_removal_and_by_hand(services: Installation, end: str) -> None:
    client = services.browser()
    sign_in(client, "olga", PASSWORD)
    if end == "password":
        staff_accounts.add(services.worker.services, "olga", "another horse battery", StaffRole.REVIEWER)
    elif end == "remove":
        staff_accounts.remove(services.worker.services, "olga")
    else:
        assert staff_accounts.sign_out_everywhere(services.worker.services, "olga") == 1
    assert not is_in(client)


def test_who_is_signed_in_can_not_be_signed_out_from_another_site(services: Installation) -> None:
    client = services.browser()
    sign_in(client, "olga", PASSWORD)
    answer = client.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert "set-cookie" not in answer.headers
    assert is_in(client)


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(services: Installation) -> None:
    told = sign_in(services.browser(), "olga", PASSWORD).headers.get_list("set-cookie")
    session = next(cookie for cookie in told if cookie.startswith("sen_worker="))
    assert "HttpOnly" in session
    assert "SameSite=lax" in session
    assert "Secure" not in session


def test_behind_tls_cookies_are_for_tls_and_this_host_alone(services: Installation) -> None:
    services.secure = True
    client = services.browser(url="https://desk.vendor.test")
    told = sign_in(client, "olga", PASSWORD).headers.get_list("set-cookie")
    session = next(cookie for cookie in told if cookie.startswith("__Host-sen_worker="))
    assert "Secure" in session
    assert "Path=/" in session
    assert is_in(client)


# A proxy that signs people in


@pytest.fixture
def behind(services: Installation) -> Installation:
    services.door = AccessPolicy(proxies=(ip_network("10.0.0.5"),), user_header="x-user")
    return services


def test_a_trusted_proxy_says_who_it_is(behind: Installation) -> None:
    client = behind.browser("10.0.0.5")
    client.headers["X-User"] = "olga"
    page = client.get("/interest")
    assert page.status_code == 200
    assert client.post("/interest/export", data={"csrf": csrf(page.text)}).status_code == 200
    assert client.post("/interest/export", data={"csrf": "0" * 64}).status_code == 403


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("198.51.100.7", ["olga"]),
        ("10.0.0.5", ["nobody"]),
        ("10.0.0.5", ["olga", "olga"]),
        ("10.0.0.5", [""]),
    ],
)
def test_nobody_else_does(behind: Installation, address: str, names: list[str]) -> None:
    client = behind.browser(address)
    answer = client.get("/interest", headers=[("X-User", name) for name in names])
    assert answer.status_code == 303


def test_without_the_setting_the_header_is_nothing(services: Installation) -> None:
    services.door = AccessPolicy(proxies=(ip_network("10.0.0.5"),))
    assert services.browser("10.0.0.5").get("/interest", headers={"X-User": "olga"}).status_code == 303


# A link that works once


def test_a_ticket_lets_in_once(services: Installation) -> None:
    services.door = AccessPolicy(ticket=LoginTicket("once-upon-a-time", "olga"))
    first, second = services.browser(), services.browser()
    assert first.get("/welcome/another").status_code == 404
    assert first.get("/welcome/once-upon-a-time").headers["location"] == "/queue"
    assert is_in(first)
    assert second.get("/welcome/once-upon-a-time").status_code == 404
    assert not is_in(second)


def test_without_a_ticket_there_is_no_such_door(services: Installation) -> None:
    assert services.browser().get("/welcome/").status_code == 404
    assert services.browser().get("/welcome/x").status_code == 404
