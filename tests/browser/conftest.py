"""Staff at real browsers: the pages as uvicorn serves them, on an installation with SQLite.

Every page that a test opens is watched: nothing may run, load or go wrong that the test does not expect.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

from tests.conftest import start_or_skip
from tests.integration.local_worker import LocalWorker
from tests.integration.served import served, session
from tests.servers import chromium as chromium_browser
from tests.servers.chromium import Chromium
from tests.servers.databases import new_sqlite
from tests.servers.registry import SERVERS
from worker.services.accounts import password_hashes, staff_accounts
from worker.services.staff_roles import StaffRole
from worker.store.transactions import Store
from worker.web.http_requests import COOKIE
from worker.web.web_server import WebServer

PASSWORD = "correct horse battery staple"
PATIENCE = 10_000  # milliseconds that anything may take

#: Nothing moves by itself, so that what is looked at stands still.
_USUAL: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}

#: Tells what the Content Security Policy stopped, and gives hostile mail a function to call.
_SPY = """
window.ran = [];
addEventListener("securitypolicyviolation", e => console.error(`policy: ${e.violatedDirective}`));
"""


@pytest.fixture(scope="package")
def chromium() -> Iterator[Chromium]:
    """A real browser while tests of this folder run; elsewhere its event loop would be in the way."""
    browser = start_or_skip("Chromium", chromium_browser.start)
    expect.set_options(timeout=PATIENCE)
    yield browser
    browser.stop()


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(password_hashes, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    """Brings mail, takes letters, turns the clock."""
    SERVERS.took_part("SQLite", sqlite3.sqlite_version)
    store = Store(new_sqlite(tmp_path / "worker.db"))
    yield LocalWorker(store)
    store.close()


@pytest.fixture
def pages(worker: LocalWorker, tmp_path: Path) -> Iterator[WebServer]:
    """The staff pages of that installation, served."""
    with served(worker, tmp_path) as serving:
        yield serving


@dataclass(kw_only=True)
class Visitors:
    """People at browsers of their own."""

    chromium: Chromium
    worker: LocalWorker
    url: str
    trouble: list[str] = field(default_factory=list)  #: what ran, failed or was asked of others
    expected: list[str] = field(default_factory=list)  #: patterns of trouble that a test means to make
    _contexts: list[BrowserContext] = field(default_factory=list)

    def visitor(self, **options: Any) -> Page:
        """Somebody at the door; `options` are of the browser, as `color_scheme="dark"`."""
        context = self.chromium.browser.new_context(base_url=self.url, **{**_USUAL, **options})
        context.set_default_timeout(PATIENCE)
        context.add_init_script(_SPY)
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.trouble.append(f"script error: {error.error}"))
        context.on("dialog", self._asked_person)
        self._contexts.append(context)
        return context.new_page()

    def sign_in(self, name: str, role: StaffRole = StaffRole.REVIEWER, **options: Any) -> Page:
        """Somebody who signed in before, at an empty page."""
        services = self.worker.services
        staff_accounts.add(services, name, PASSWORD, role)
        token = session(self.worker, name)
        page = self.visitor(**options)
        page.context.add_cookies([{"name": COOKIE, "value": token, "url": self.url}])
        return page

    def close(self) -> None:
        """Everybody leaves."""
        for context in self._contexts:
            context.close()

    def surprises(self) -> list[str]:
        """The trouble that nobody expected."""
        known = [re.compile(pattern) for pattern in self.expected]
        return [one for one in self.trouble if not any(pattern.search(one) for pattern in known)]

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(self.url) and not request.url.startswith("about:"):
            self.trouble.append(f"asked of others: {request.url[:200]}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.trouble.append(f"console: {message.text[:300]}")

    def _asked_person(self, dialog: Any) -> None:
        self.trouble.append(f"a {dialog.type} opened: {dialog.message[:200]}")
        dialog.dismiss()


@pytest.fixture
def visitors(chromium: Chromium, worker: LocalWorker, pages: WebServer) -> Iterator[Visitors]:
    """People at browsers of their own, of whom each is told what went wrong on their pages."""
    crowd = Visitors(chromium=chromium, worker=worker, url=pages.url)
    yield crowd
    crowd.close()
    assert crowd.surprises() == []
