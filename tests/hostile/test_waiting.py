"""Waiting for mail of a server that tells the number of messages with each answer, news or not."""

import threading
from pathlib import Path

import pytest

from tests.hostile.scene import staged
from tests.integration.installed import request
from tests.servers.imap_script import ImapScript
from tests.servers.machinery import wait_until
from tests.servers.waiting import in_thread
from worker.mailbox.mailbox_session import open_session

NEVER = threading.Event()


@pytest.mark.parametrize("counts_in_idle", [False, True], ids=["with NOOP", "with IDLE, too"])
def test_a_count_that_is_no_news_wakes_nobody(
    server: ImapScript, tables: Path, tmp_path: Path, *, counts_in_idle: bool
) -> None:
    server.add(request(0))
    server.counts_in_idle = counts_in_idle
    with (
        staged(tmp_path, tables, server) as scene,
        open_session(scene.app.sources[0].settings) as session,
    ):
        session.select("INBOX", readonly=True)
        session.uids()
        assert session.idle(0.7, NEVER) is False
        assert sum(asked.name in {"NOOP", "IDLE"} for asked in server.heard) < 8
        woken = in_thread(lambda: session.idle(60, NEVER))
        wait_until(lambda: server.heard[-1].name == "IDLE", "it waits")
        server.add(request(1))
        assert woken() is True


def test_mail_that_comes_where_another_was_taken_away_ends_the_waiting(
    server: ImapScript, tables: Path, tmp_path: Path
) -> None:
    for each in range(3):
        server.add(request(each))
    server.twist = lambda asked: (
        b"* 1 EXPUNGE\r\n* 3 EXISTS\r\n%TAG% OK done\r\n" if asked.name == "NOOP" else None
    )
    with (
        staged(tmp_path, tables, server) as scene,
        open_session(scene.app.sources[0].settings) as session,
    ):
        session.select("INBOX", readonly=True)
        session.uids()
        assert session.idle(60, NEVER) is True
