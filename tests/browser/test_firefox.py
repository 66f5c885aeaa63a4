"""The main way through a request in Firefox, by keyboard alone; each page's details are tried in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import PASSWORD
from tests.browser.test_pages import another, state
from tests.conftest import start_or_skip
from tests.integration.local_worker import LocalWorker
from tests.servers import firefox as firefox_browser
from tests.servers.firefox import Firefox
from worker.requests.request_model import State
from worker.services.accounts import staff_accounts
from worker.services.staff_roles import StaffRole
from worker.web.web_server import WebServer


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """A browser with a profile of its own."""
    profile = tmp_path / "profile"
    profile.mkdir()
    browser = start_or_skip("Firefox", lambda: firefox_browser.start(profile))
    yield browser
    browser.stop()


def test_a_request_is_signed_in_to_approved_and_completed_in_firefox(
    worker: LocalWorker, pages: WebServer, firefox: Firefox
) -> None:
    reference = another(worker, 1)
    worker.send()
    staff_accounts.add(worker.services, "olga", PASSWORD, StaffRole.REVIEWER)
    firefox.goto(f"{pages.url}/")
    firefox.sees("document.activeElement.name == 'name'")
    firefox.type("olga")
    firefox.press("Tab")
    firefox.type(PASSWORD)
    firefox.press("Enter")
    firefox.sees("document.querySelector('#rows .ref') != null")
    firefox.press("j")
    firefox.sees("document.activeElement.id == arguments[0]", reference)
    firefox.press("Enter")
    firefox.sees("document.querySelector('#field-organization') != null")

    firefox.press("4")
    firefox.sees("document.querySelector('#src-organization.lit') != null")
    firefox.press("e")
    firefox.sees("document.activeElement.id == 'in-organization'")
    firefox.press("Control", "a")
    firefox.type("Other Ltd")
    firefox.press("Control", "Enter")
    firefox.sees("document.querySelector('#field-organization .value').textContent.trim() == 'Other Ltd'")

    firefox.press("a")
    firefox.sees("document.querySelector('#actions').textContent.includes('Approved by you')")
    firefox.sees("document.activeElement != document.body")
    firefox.press("c")
    firefox.sees("document.activeElement.id == 'sen-1'")
    firefox.type("9000001")
    firefox.press("Control", "Enter")
    firefox.sees("document.querySelector('#actions').textContent.includes('Completed by you')")
    assert state(worker, reference) is State.COMPLETED
    firefox.press("u")
    firefox.sees("!document.querySelector('#actions').textContent.includes('Completed by you')")
    assert state(worker, reference) is State.APPROVED

    firefox.press("Escape")
    firefox.sees("document.querySelector('#rows .ref') != null")
    firefox.press("g")
    firefox.press("v")
    firefox.sees("document.activeElement.id == 'view-name'")
    firefox.type("Mine")
    firefox.press("Control", "Enter")
    firefox.sees("document.querySelector('h1').textContent == 'Mine'")
