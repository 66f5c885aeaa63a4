"""Whatever a server does about one command of ours, other mailboxes are read and letters are sent."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.scene import staged
from tests.integration.installed import request
from tests.servers.imap_script import VALIDITY, Asked, ImapScript, Twist
from tests.servers.smtp_sink import SmtpSink, Tls
from worker.store.rows import FolderKey

#: By `after_success`, and by whether the server has MOVE.
COMMANDS = {
    "keyword": [
        "CAPABILITY",
        "AUTHENTICATE",
        "SELECT",
        "UID SEARCH",
        "FETCH",
        "UID FETCH",
        "UID STORE",
        "LOGOUT",
    ],
    "move:Done": ["UID MOVE"],
    "move:Done without MOVE": ["UID COPY", "UID STORE", "UID EXPUNGE"],
}
ANSWERS: list[bytes | Twist] = [
    *Twist,
    b"%TAG% NO never\r\n",
    b"%TAG% BAD what\r\n",
    b"%TAG% NO [UNAVAILABLE] later\r\n",
    b"%TAG% OK done\r\n",
    b"garbage\r\n",
    b"\r\n",
    b"* 1 FETCH\r\n%TAG% OK done\r\n",
    b"* SEARCH x y\r\n%TAG% OK done\r\n",
    b"* SEARCH\r\n* SEARCH\r\n%TAG% OK done\r\n",
    b"* BYE\r\n%TAG% OK done\r\n",
    b"+ go on\r\n+ go on\r\n%TAG% OK done\r\n",
    b"OTHER OK done\r\n",
    b"%TAG% OK " + b"x" * 1_100_000 + b"\r\n",
    b"* OK [UIDVALIDITY x] y\r\n* x EXISTS\r\n%TAG% OK done\r\n",
    b"* X {99999999}\r\nabc\r\n%TAG% OK done\r\n",
    b"* \xff\xfe\x00\r\n%TAG% OK done\r\n",
]


@pytest.fixture
def sink(start_smtp_sink: Callable[..., SmtpSink]) -> SmtpSink:
    return start_smtp_sink(Tls.NONE)


def to_command(name: str, answer: bytes | Twist) -> Callable[[Asked], bytes | Twist | None]:
    return lambda asked: answer if asked.name == name else None


@pytest.mark.timeout(300)
@pytest.mark.parametrize("way", COMMANDS)
def test_each_odd_answer_to_each_command_costs_others_nothing(
    server: ImapScript, other: ImapScript, tables: Path, tmp_path: Path, sink: SmtpSink, way: str
) -> None:
    after, _, without = way.partition(" without ")
    server.folders["Done"] = []
    server.capabilities = server.capabilities.replace(without or "nothing", "")
    with staged(tmp_path, tables, server, relay=sink.port, other=other, after_success=f'"{after}"') as scene:
        number = 0
        for name in COMMANDS[way]:
            for answer in ANSWERS:
                server.add(request(number))
                other.add(request(number + 1))
                server.twist = to_command(name, answer)
                problems = scene.run_once()
                what = f"{name}: {answer!r}"[:200]
                assert all("\n" not in line and "defect" not in line for line in problems), (what, problems)
                assert f"<{number + 1}@engines.test>" in {entry.message_id for entry in scene.ledger()}, what
                number += 2
            scene.heal()
            # What is set aside is asked for again by itself, later and later.
            for _ in range(3):
                scene.run_once()
                scene.clock.let_pass(hours=1)
            assert scene.run_once() == [], name
            told = [(entry.message_id, str(entry.disposition)) for entry in scene.ledger()]
            assert sorted(told) == sorted((f"<{each}@engines.test>", "request") for each in range(number)), (
                name
            )
            assert len(sink.received) == number


PARTS = [
    b"* SEARCH\r\n",
    b"* SEARCH 3\r\n",
    b"* SEARCH 1\r\n",
    b"* SEARCH 1 2 3 4\r\n",
    b"* SEARCH 5 4\r\n",
    b"* SEARCH 1 3 5\r\n* SEARCH 2\r\n",
    b"* SEARCH 1 2 3 4 5 (MODSEQ 917162500)\r\n",
    b"* SEARCH 1 2 3 (MODSEQ 9)\r\n",
    b"* SEARCH 0 1 2\r\n",
    b"* SEARCH 1 1 1 1 1\r\n",
    b"* SEARCH 99999999999999999999 2\r\n",
    b"* SEARCH one two\r\n",
    b'* ESEARCH (TAG "x") UID ALL 1:5\r\n',
    b"* SORT 1 2 3 4 5\r\n",
    b"",
]


@pytest.mark.parametrize("sweep", [False, True], ids=["poll", "sweep"])
@pytest.mark.parametrize("read_from", ['"all"', "2020-01-01"])
def test_what_search_leaves_out_is_made_up_for(
    server: ImapScript, tables: Path, tmp_path: Path, read_from: str, *, sweep: bool
) -> None:
    for number, part in enumerate(PARTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        server.heal()
        server.folders["INBOX"].clear()
        server._next = 1
        with staged(folder, tables, server) as scene:
            if sweep:
                scene.poll()
            for each in range(5):
                server.add(request(each))
            if sweep:
                scene.poll()
                key = FolderKey(mailbox="sales", folder="INBOX", uid_validity=VALIDITY)
                with scene.app.house.store.write() as tx:
                    tx.ledger.let_go(key, [2, 4])
            server.twist = to_command("UID SEARCH", part + b"%TAG% OK done\r\n")
            scene.poll(sweep=sweep)
            assert {entry.place.uid for entry in scene.ledger()} - {0} == {1, 2, 3, 4, 5}, part


EXISTS = ["0", "1", "4", "6", "99", "4294967295", "99999999999999999999", "-1", "x", "5 5"]


@pytest.mark.parametrize("count", EXISTS)
def test_a_count_of_messages_that_is_wrong_loses_none(
    server: ImapScript, tables: Path, tmp_path: Path, count: str
) -> None:
    with staged(tmp_path, tables, server) as scene:
        for each in range(5):
            server.add(request(each))
        server.exists = count
        scene.try_to_poll()
        server.add(request(5))
        scene.try_to_poll()
        if not count.isdigit():
            scene.heal()
            scene.poll()
        assert scene.dispositions() == dict.fromkeys(range(1, 7), "request")
