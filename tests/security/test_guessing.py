"""Guessing at passwords, and keeping others out by it."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest
from argon2 import PasswordHasher
from structlog.testing import capture_logs

from tests.integration.local_worker import LocalWorker
from tests.integration.served import served, session
from tests.servers.databases import new_sqlite
from tests.servers.registry import SERVERS
from worker.services.accounts import password_hashes, staff_accounts
from worker.services.accounts.login_throttle import LoginThrottle
from worker.services.accounts.password_login import LoginAttempt, TooManyError, take_turn
from worker.services.staff_roles import StaffRole
from worker.store.transactions import Store
from worker.web.http_requests import COOKIE, DEVICE_COOKIE

PASSWORD = "correct horse battery staple"
BEHIND_A_PROXY = 'trusted_proxies = ["127.0.0.1"]\n'
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY, EVERY = timedelta(days=1), timedelta(seconds=5)


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWorker]:
    """An installation where olga has a password, which is hashed with less work than usual."""
    SERVERS.took_part("SQLite", sqlite3.sqlite_version)
    monkeypatch.setattr(password_hashes, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    store = Store(new_sqlite(tmp_path / "worker.db"))
    found = LocalWorker(store)
    staff_accounts.add(found.services, "olga", PASSWORD, StaffRole.REVIEWER)
    yield found
    store.close()


@pytest.fixture
def door(worker: LocalWorker, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of the pages, behind a proxy that is trusted, or as a test wants it."""
    with served(worker, tmp_path, getattr(request, "param", BEHIND_A_PROXY)) as pages:
        yield pages.url


def tried(url: str, name: str, password: str, place: str, device: str = "") -> httpx2.Response:
    """An attempt by a browser that nobody signed in with before, unless it has a `device`."""
    with httpx2.Client(base_url=url, headers={"X-Forwarded-For": place}, timeout=60) as client:
        if device:
            client.cookies.set(DEVICE_COOKIE, device)
        token = re.search(r'name="csrf" value="(\w+)"', client.get("/sign-in").text)
        assert token is not None
        return client.post("/sign-in", data={"csrf": token[1], "name": name, "password": password})


def test_a_place_that_guesses_at_names_locks_nobody_out_who_is_there_too(door: str) -> None:
    guesses = [tried(door, f"name{number}", "a wrong guess", "203.0.113.9") for number in range(20)]
    assert {each.status_code for each in guesses} == {422}
    assert tried(door, "name21", "a wrong guess", "203.0.113.9").status_code == 429
    assert tried(door, "olga", "a wrong guess", "203.0.113.9").status_code == 429
    assert tried(door, "olga", PASSWORD, "203.0.113.9").status_code == 303


def test_guesses_at_one_name_from_everywhere_are_slowed_down_and_its_owner_gets_in(door: str) -> None:
    device = tried(door, "olga", PASSWORD, "198.51.100.7").cookies[DEVICE_COOKIE]
    places = [f"203.0.113.{number // 4}" for number in range(50)]
    assert {tried(door, "olga", "a wrong guess", place).status_code for place in places} == {422}
    # One of them goes on slowly; the next one from such a place comes too early.
    statuses = [tried(door, "olga", "a wrong guess", f"203.0.113.{number}").status_code for number in (1, 2)]
    assert statuses == [429, 429]
    assert tried(door, "olga", PASSWORD, "192.0.2.1").status_code == 303
    assert tried(door, "olga", PASSWORD, "203.0.113.5", device).status_code == 303


@pytest.mark.parametrize(
    ("place_of", "most"),
    [
        pytest.param(lambda _: "203.0.113.9", 120, id="one place"),
        pytest.param(lambda number: f"203.0.113.{number % 200}", 11_600, id="two hundred places"),
        pytest.param(lambda number: f"2001:db8:{number % 60_000:x}::1", 11_600, id="ever new places"),
    ],
)
def test_a_name_is_tried_only_so_often_a_day(place_of: Callable[[int], str], most: int) -> None:
    """The figures of docs/security.md: somebody who tries all day."""
    attempts, now, made = LoginThrottle(), START, 0
    for number in range(DAY // EVERY):
        given = LoginAttempt(name="olga", password="", client=place_of(number))
        try:
            take_turn(attempts, b"", given, now)
        except TooManyError:
            pass
        else:
            made += 1
        now += EVERY
    assert 60 < made < most


@pytest.mark.parametrize("door", [""], indirect=True)
def test_a_proxy_that_nobody_named_is_told_of_in_log_and_page(door: str, worker: LocalWorker) -> None:
    with capture_logs() as events:
        for number in range(6):
            refused = tried(door, "olga", "a wrong guess", f"203.0.113.{number}")
    assert refused.status_code == 429  # for the pages they are one place
    assert "web.trusted_proxies" in refused.text
    page = httpx2.get(f"{door}/mailboxes", cookies={COOKIE: session(worker, "olga")}, timeout=60).text
    assert "X-Forwarded-For come from 127.0.0.1" in page
    assert [event["event"] for event in events].count("forwarded_by_unknown_proxy") == 1
