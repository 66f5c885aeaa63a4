"""Open pages are told that something changed, by server-sent events."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from tests.integration.served import served, session
from tests.web.conftest import PASSWORD
from worker.services.accounts import staff_accounts
from worker.services.monitoring.page_status import find_change_token
from worker.services.review import page_actions
from worker.services.staff_roles import StaffRole
from worker.web import change_feed
from worker.web.http_requests import COOKIE
from worker.web.web_server import WebServer

LISTENING = {"Accept": "text/event-stream"}


@pytest.fixture
def pages(worker: LocalWorker, tmp_path: Path) -> Iterator[WebServer]:
    """The pages, served."""
    staff_accounts.add(worker.services, "olga", PASSWORD, StaffRole.REVIEWER)
    with served(worker, tmp_path) as serving:
        yield serving


@pytest.fixture
def olga(worker: LocalWorker, pages: WebServer) -> Iterator[httpx2.Client]:
    """A browser in which olga is signed in."""
    cookies = {COOKIE: session(worker, "olga")}
    with httpx2.Client(base_url=pages.url, cookies=cookies, headers=LISTENING, timeout=60) as client:
        yield client


def test_a_change_is_told_once_and_each_kind_of_change_counts(
    worker: LocalWorker, olga: httpx2.Client
) -> None:
    with olga.stream("GET", f"/changes?since={find_change_token(worker.services)}") as told:
        assert told.headers["content-type"].startswith("text/event-stream")
        assert told.headers["x-accel-buffering"] == "no"
        lines = told.iter_lines()
        outcome = worker.receive(mail(form()))
        assert (
            next(line for line in lines if line.startswith("id: "))
            == f"id: {find_change_token(worker.services)}"
        )
        worker.send()
        assert (
            next(line for line in lines if line.startswith("id: "))
            == f"id: {find_change_token(worker.services)}"
        )
        page_actions.add_note(worker.services, worker.request(outcome).reference, "I called them", "maya")
        assert (
            next(line for line in lines if line.startswith("id: "))
            == f"id: {find_change_token(worker.services)}"
        )


def test_who_comes_back_is_told_at_once_of_what_they_missed(worker: LocalWorker, olga: httpx2.Client) -> None:
    before = find_change_token(worker.services)
    worker.receive(mail(form()))
    with olga.stream("GET", "/changes", headers={"Last-Event-ID": before}) as told:
        assert next(line for line in told.iter_lines() if line.startswith("event: ")) == "event: changed"


def test_nobody_listens_without_a_session(pages: WebServer) -> None:
    answer = httpx2.get(f"{pages.url}/changes", headers=LISTENING)
    assert answer.status_code == 401


def test_a_listener_whose_session_was_ended_is_told_so(
    worker: LocalWorker, olga: httpx2.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_feed, "_STILL", 0)
    with olga.stream("GET", f"/changes?since={find_change_token(worker.services)}") as told:
        lines = told.iter_lines()
        assert next(lines) == "retry: 3000"
        staff_accounts.sign_out_everywhere(worker.services, "olga")
        assert "event: gone" in list(lines)


def test_one_person_listens_at_so_many_pages_and_no_more(olga: httpx2.Client) -> None:
    with ExitStack() as stack:
        open_pages = []
        for _ in range(change_feed._MOST_EACH):
            open_pages.append(stack.enter_context(olga.stream("GET", "/changes")).iter_lines())
            assert next(open_pages[-1]) == "retry: 3000"
        assert stack.enter_context(olga.stream("GET", "/changes")).status_code == 503


def test_listeners_are_let_go_when_the_pages_end(pages: WebServer, olga: httpx2.Client) -> None:
    with olga.stream("GET", "/changes") as told:
        lines = told.iter_lines()
        assert next(lines) == "retry: 3000"
        pages.end()
        # An answer that is cut off raises an error here.
        assert "event: gone" not in list(lines)
