"""Staff pages on an installation of their own, asked by a client without a browser."""

import re
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from httpx2 import Response
from starlette.testclient import TestClient

from tests.integration.local_worker import SHIPPED, LocalWorker
from worker.services.accounts import password_hashes, staff_accounts
from worker.services.staff_roles import StaffRole
from worker.store.transactions import Store
from worker.web.asgi import make_app
from worker.web.page_renderer import Pages
from worker.web.web_context import WebContext

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hashing with less work, as tests sign in hundreds of times."""
    monkeypatch.setattr(password_hashes, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    """Brings mail, takes letters, turns the clock."""
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


@pytest.fixture
def visitor(worker: LocalWorker) -> TestClient:
    """Somebody at the door."""
    services = worker.services
    staff_accounts.add(services, "olga", PASSWORD, StaffRole.REVIEWER)
    context = WebContext(services=services, pages=Pages(SHIPPED, services.clock), secure=False)
    return TestClient(make_app(context), base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture
def browser(visitor: TestClient) -> TestClient:
    """Another browser at the same door."""
    return TestClient(visitor.app, base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture
def olga(visitor: TestClient) -> TestClient:
    """A reviewer who is signed in."""
    assert sign_in(visitor, "olga", PASSWORD).status_code == 303
    return visitor


def sign_in(client: TestClient, name: str, password: str, **more: str) -> Response:
    """The form at the door, filled in and sent."""
    token = csrf(client.get("/sign-in").text)
    return client.post("/sign-in", data={"csrf": token, "name": name, "password": password, **more})


def csrf(page: str) -> str:
    """The token in a page's forms."""
    found = re.search(r'name="csrf" value="(\w+)"', page)
    assert found is not None
    return found[1]
