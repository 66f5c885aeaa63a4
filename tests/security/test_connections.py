"""Connections that are held open, and who still gets in."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.integration.local_worker import LocalWorker, form, mail
from tests.integration.served import served, session
from tests.security.crowd import crowd, dripped_until_closed, knock, pushed_until_closed, wait_for_room
from tests.servers.databases import new_sqlite
from tests.servers.registry import SERVERS
from worker.services.accounts import staff_accounts
from worker.services.staff_roles import StaffRole
from worker.store.transactions import Store
from worker.web.connections.connection_table import Limits
from worker.web.http_requests import COOKIE

HEAD = b"GET /sign-in HTTP/1.1\r\nHost: pages.test\r\n"
POST = b"POST /sign-in HTTP/1.1\r\nHost: pages.test\r\nContent-Type: application/x-www-form-urlencoded\r\n"
SLOW = {
    "nothing": b"",
    "half a request line": b"GET /sign-",
    "half a head": HEAD + b"X-One: ",
    "half a body": POST + b"Content-Length: 1000\r\n\r\nname=",
    "an endless body": POST + b"Transfer-Encoding: chunked\r\n\r\n4\r\nname\r\n",
    "a body that nobody wants": HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nname\r\n",
    "a request, and half of another one": HEAD + b"\r\n" + HEAD,
}
RUBBISH = {
    "long header": HEAD + b"X-Long: " + b"x" * 100_000,
    "long line": b"x" * 100_000,
    "many headers": HEAD + b"X-Many: 1\r\n" * 20_000,
    "no text": b"\x00\x01\x02\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    "bad chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nnot a length\r\n",
    "long chunk extension": POST + b"Transfer-Encoding: chunked\r\n\r\n4;" + b"x" * 100_000,
}
QUICK = Limits(head_seconds=0.4, body_seconds=0.4, stalled_seconds=0.4)

Serve = Callable[..., str]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[LocalWorker]:
    """Brings mail, takes letters, turns the clock."""
    SERVERS.took_part("SQLite", sqlite3.sqlite_version)
    store = Store(new_sqlite(tmp_path / "worker.db"))
    yield LocalWorker(store)
    store.close()


@pytest.fixture
def serve(worker: LocalWorker, tmp_path: Path) -> Iterator[Serve]:
    """Serves the pages; what is returned is their URL."""
    with ExitStack() as stack:

        def start(more: str = "", limits: Limits | None = None) -> str:
            return stack.enter_context(served(worker, tmp_path, more, limits)).url

        yield start


@pytest.fixture
def olga(worker: LocalWorker) -> dict[str, str]:
    """The cookies of a reviewer who signed in before."""
    staff_accounts.add(worker.services, "olga", "", StaffRole.REVIEWER)
    return {COOKIE: session(worker, "olga")}


def got(url: str, **asked: Any) -> httpx2.Response:
    """A page; a machine with much to do gets its time."""
    return httpx2.get(url, timeout=60, **asked)


def test_three_hundred_slow_connections_close_the_pages_to_nobody(serve: Serve, olga: dict[str, str]) -> None:
    url = serve()
    for said in SLOW.values():
        with crowd(url, 300, said) as slow:
            assert got(f"{url}/queue", cookies=olga).status_code == 200, said
            assert got(f"{url}/sign-in").status_code == 200, said
            wait_for_room(slow, Limits().each_place)


def test_what_comes_drop_by_drop_or_not_at_all_is_cut(serve: Serve) -> None:
    url = serve(limits=QUICK)
    for said in SLOW.values():
        drop = b"1\r\nx\r\n" if b"chunked" in said else b"x" if said else b""
        assert b" 500 " not in dripped_until_closed(knock(url, said), drop), said


def test_whoever_reads_no_answer_is_cut(serve: Serve) -> None:
    url = serve(limits=QUICK)
    pushed_until_closed(knock(url, receive_buffer=4096), HEAD + b"\r\n")


def test_what_is_no_request_ends_the_connection(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    url = serve(limits=QUICK)
    for said in RUBBISH.values():
        told = dripped_until_closed(knock(url, said), b"")
        assert told == b"" or told.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 413 ")), said
    assert defects(caplog) == []


def test_a_body_that_breaks_off_is_no_defect(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    url = serve()
    knock(url, SLOW["half a body"]).close()
    assert got(f"{url}/sign-in").status_code == 200
    assert defects(caplog) == []


def defects(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What a deployer would be told of, and look into."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_an_open_page_hears_of_changes_for_as_long_as_it_stays(
    serve: Serve, worker: LocalWorker, olga: dict[str, str]
) -> None:
    url = serve(limits=QUICK)
    listening = {"Accept": "text/event-stream"}
    with httpx2.stream("GET", f"{url}/changes", cookies=olga, headers=listening, timeout=60) as stream:
        told = stream.iter_lines()
        assert next(told).startswith("retry:")
        # Longer than every limit, and in a crowd that takes all room there is.
        dripped_until_closed(knock(url, SLOW["half a head"]), b"x")
        dripped_until_closed(knock(url, SLOW["half a body"]), b"x")
        with crowd(url, 300, b""):
            worker.receive(mail(form()))
            assert "event: changed" in [next(told) for _ in range(4)]


def test_a_place_that_takes_all_connections_behind_a_proxy_keeps_nobody_else_out(
    serve: Serve, olga: dict[str, str]
) -> None:
    url = serve('trusted_proxies = ["127.0.0.1"]\n')
    said = POST + b"X-Forwarded-For: 203.0.113.9\r\nContent-Length: 1000\r\n\r\nname="
    with crowd(url, 200, said) as slow:
        elsewhere = {"X-Forwarded-For": "198.51.100.7"}
        assert got(f"{url}/sign-in", headers=elsewhere).status_code == 200
        assert got(f"{url}/queue", cookies=olga, headers=elsewhere).status_code == 200
        wait_for_room(slow, Limits().each_place)


def test_one_person_can_not_take_the_room_of_all_others(
    serve: Serve, worker: LocalWorker, olga: dict[str, str]
) -> None:
    staff_accounts.add(worker.services, "maya", "", StaffRole.REVIEWER)
    maya = {COOKIE: session(worker, "maya")}
    url = serve()
    asked = f"GET /queue HTTP/1.1\r\nHost: pages.test\r\nCookie: {COOKIE}={olga[COOKIE]}\r\n\r\n".encode()
    with crowd(url, 300, asked):
        assert got(f"{url}/queue", cookies=maya).status_code == 200
