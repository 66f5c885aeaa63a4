"""A server that tells of fewer messages than it has, by SEARCH and by FETCH alike: that is made up for."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.hostile.scene import Scene, staged
from tests.integration.installed import request
from tests.servers.imap_script import VALIDITY, Asked, ImapScript
from tests.servers.machinery import wait_until
from worker.runtime.loops import MailboxLoop
from worker.services.intake.poll_folder import MOST_SHORT_LISTINGS, PollListener
from worker.store.records import FolderKey

TOLD = b"* SEARCH %s\r\n%%TAG%% OK done\r\n"
ROW = b"* %s FETCH (UID %s)\r\n"
#: Which of the UIDs 1 to 5 SEARCH tells, and which FETCH.
PARTS = [
    ("2", "2"),
    ("2", "4"),
    ("", ""),
    ("5", "5"),
    ("1 2 3 4", "1 2 3 4"),
    ("1 5", "3"),
    ("2 3 4 5", "2 3 4 5"),
    ("", "1"),
    ("1 2", ""),
    ("3", "1 2"),
]


def tells(searched: str, fetched: str, *, refuses: bytes = b"") -> Callable[[Asked], bytes | None]:
    """A part of the folder by SEARCH, and a part by FETCH."""
    rows = b"".join(ROW % (uid, uid) for uid in fetched.encode().split())

    def twist(asked: Asked) -> bytes | None:
        if asked.name == "UID SEARCH":
            return TOLD % searched.encode()
        if asked.name == "UID FETCH" and ":*" in asked.rest:
            return refuses or rows + b"%TAG% OK done\r\n"
        return None

    return twist


def add(server: ImapScript, numbers: range) -> None:
    for each in numbers:
        server.add(request(each))


def all_are_read(scene: Scene, number: int) -> bool:
    return scene.dispositions() == dict.fromkeys(range(1, number + 1), "request")


@pytest.fixture(params=['"all"', "2020-01-01"])
def read_from(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(("searched", "fetched"), PARTS)
def test_the_next_poll_takes_in_what_a_first_listing_left_out(
    server: ImapScript, tables: Path, tmp_path: Path, searched: str, fetched: str, read_from: str
) -> None:
    with staged(tmp_path, tables, server, read_from=read_from) as scene:
        add(server, range(5))
        server.twist = tells(searched, fetched)
        scene.poll()
        scene.heal()
        scene.poll()
        assert all_are_read(scene, 5)


@pytest.mark.parametrize(
    ("searched", "fetched"), [("5", "5"), ("", ""), ("3", "3"), ("2 4", "2"), ("", "4"), ("5", "")]
)
def test_the_next_poll_takes_in_what_a_later_listing_left_out(
    server: ImapScript, tables: Path, tmp_path: Path, searched: str, fetched: str
) -> None:
    with staged(tmp_path, tables, server) as scene:
        add(server, range(1))
        scene.poll()
        add(server, range(1, 5))
        server.twist = tells(searched, fetched)
        scene.poll()
        add(server, range(5, 6))
        scene.poll()
        scene.heal()
        scene.poll()
        assert all_are_read(scene, 6)


@pytest.mark.parametrize("refuses", [b"%TAG% NO not now\r\n", b"%TAG% BAD what\r\n"])
def test_what_search_tells_is_read_where_fetch_tells_nothing(
    server: ImapScript, tables: Path, tmp_path: Path, refuses: bytes
) -> None:
    with staged(tmp_path, tables, server) as scene:
        add(server, range(5))
        server.twist = tells("2 4", "", refuses=refuses)
        scene.poll()
        assert sorted(scene.dispositions()) == [2, 4]
        scene.heal()
        scene.poll()
        assert all_are_read(scene, 5)


def test_the_next_pass_of_a_worker_that_was_started_anew_takes_in_what_was_left_out(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    with staged(tmp_path, tables, server, relay=server.port) as scene:
        add(server, range(5))
        server.twist = tells("2", "2")
        scene.run_once()
        scene.heal()
        scene.run_once()
        assert all_are_read(scene, 5)


def test_a_server_that_counts_wrongly_for_ever_is_listed_from_the_same_place_only_so_often(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    with staged(tmp_path, tables, server) as scene:
        add(server, range(5))
        server.exists = "99"
        for _ in range(MOST_SHORT_LISTINGS + 1):
            scene.poll()
        server.heard.clear()
        scene.poll()
        listings = [asked.rest for asked in server.heard if asked.rest.startswith(("ALL", "1:*"))]
        assert listings == ["ALL UID 6:*"]
        assert all_are_read(scene, 5)


def test_what_was_left_out_for_longer_than_that_is_taken_in_when_the_count_adds_up(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    with staged(tmp_path, tables, server) as scene:
        add(server, range(5))
        server.twist = tells("2 5", "2 5")
        for _ in range(MOST_SHORT_LISTINGS + 2):
            scene.poll()
        scene.heal()
        scene.poll()
        scene.poll()
        assert all_are_read(scene, 5)
        server.heard.clear()
        scene.poll()
        assert [asked.rest for asked in server.heard if asked.name == "UID SEARCH"] == ["ALL UID 6:*"]


def test_a_search_by_date_that_tells_a_part_is_noticed(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    with staged(tmp_path, tables, server, read_from="2020-01-01") as scene:
        add(server, range(5))
        server.twist = lambda asked: TOLD % b"2 4" if "SINCE" in asked.rest else None
        scene.poll()
        assert all_are_read(scene, 5)


def test_a_search_by_date_is_believed_where_the_dates_bear_it_out(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    with staged(tmp_path, tables, server, read_from="2020-01-01") as scene:
        for each in range(300):
            server.add(b"Subject: old\r\n\r\n", date=datetime(2011, 1, 1 + each % 28, tzinfo=UTC))
        server.add(request(0))
        scene.poll()
        assert scene.dispositions() == {301: "request"}
        asked_for = [uid for asked in server.heard if asked.name == "UID FETCH" for uid in asked.uids]
        assert min(asked_for) > 100


def test_a_sweep_that_is_told_a_part_comes_again_soon(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    key = FolderKey(mailbox="sales", folder="INBOX", uid_validity=VALIDITY)
    with staged(tmp_path, tables, server, poll_seconds="5") as scene:
        add(server, range(5))
        scene.poll()
        with scene.app.services.store.write() as tx:
            tx.ledger.let_go(key, [2, 3])
        server.twist = tells("5", "5")
        stop, polled = threading.Event(), threading.Event()
        loop = MailboxLoop(
            scene.app, scene.app.sources[0], stop, PollListener(account=lambda _: polled.set())
        )
        loop.request_sweep()
        thread = threading.Thread(target=loop.run)
        thread.start()
        try:
            assert polled.wait(30)
            assert len(scene.dispositions()) == 3
            server.twist = lambda _: None
            loop.poll_now()
            wait_until(lambda: len(scene.dispositions()) == 5, "the sweep comes again")
        finally:
            stop.set()
            loop.hang_up()
            thread.join()
