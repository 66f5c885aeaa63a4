"""Whatever a server does about one command of ours, other mailboxes are read and letters are sent."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.scene import staged
from tests.integration.installed import request
from tests.servers.imap_script import VALIDITY, Asked, ImapScript, Twist
from tests.servers.smtp_sink import SmtpSink, Tls
from worker.store.records import FolderKey

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
    b"* SEARCH x y\r\n%TAG% OK done\r\n",
    b"* BYE\r\n%TAG% OK done\r\n",
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


#: In seconds. Nothing has to be read while the server answers oddly, so that a slow machine may lose as well.
NEXT_TO_NOTHING = 0.03


@pytest.mark.parametrize("way", COMMANDS)
def test_each_odd_answer_to_each_command_costs_others_nothing(
    server: ImapScript, other: ImapScript, tables: Path, tmp_path: Path, sink: SmtpSink, way: str
) -> None:
    after, _, without = way.partition(" without ")
    after_success = f'"{after}"'
    server.folders["Done"] = []
    server.capabilities = server.capabilities.replace(without or "nothing", "")
    with staged(tmp_path, tables, server, relay=sink.port, other=other, after_success=after_success) as scene:
        number = 0
        for name in COMMANDS[way]:
            scene.be_patient(NEXT_TO_NOTHING)
            for answer in ANSWERS:
                server.add(request(number))
                server.twist = to_command(name, answer)
                scene.try_to_poll()
                number += 1
            other.add(request(number))
            problems = scene.run_once()
            assert all("\n" not in line and "defect" not in line for line in problems), (name, problems)
            assert f"<{number}@engines.test>" in {entry.message_id for entry in scene.ledger()}, name
            number += 1
            scene.heal()
            scene.be_patient()
            # What is set aside is asked for again by itself, later and later.
            for _ in range(3):
                scene.poll()
                scene.clock.let_pass(hours=1)
            assert scene.run_once() == [], name
            told = [(entry.message_id, str(entry.disposition)) for entry in scene.ledger()]
            assert sorted(told) == sorted((f"<{each}@engines.test>", "request") for each in range(number)), (
                name
            )
            assert len(sink.received) == number


#: Answers to a SEARCH for three messages.
PARTS = [
    "* SEARCH\r\n",
    "* SEARCH {0}\r\n",
    "* SEARCH {1}\r\n",
    "* SEARCH {2}\r\n",
    "* SEARCH {0} {1}\r\n",
    "* SEARCH {1}\r\n* SEARCH {0}\r\n",
    "* SEARCH {0} {1} {2} (MODSEQ 917162500)\r\n",
    "* SEARCH {0} {2} (MODSEQ 9)\r\n",
    "* SEARCH 0 {0} {2}\r\n",
    "* SEARCH {0} {0} {0}\r\n",
    "* SEARCH 99999999999999999999 {1}\r\n",
    "* SEARCH one two\r\n",
    '* ESEARCH (TAG "x") UID ALL {0}:{2}\r\n',
    "* SORT {0} {1} {2}\r\n",
    "* SEARCH NIL\r\n",
    "",
]


@pytest.mark.parametrize("read_from", ['"all"', "2020-01-01"])
def test_what_search_leaves_out_is_made_up_for(
    server: ImapScript, tables: Path, tmp_path: Path, read_from: str
) -> None:
    with staged(tmp_path, tables, server, read_from=read_from) as scene:
        for each in range(5):
            server.add(request(each))
        server.twist = to_command("UID SEARCH", b"* SEARCH 2 4\r\n%TAG% OK done\r\n")
        scene.poll()
        assert scene.dispositions() == dict.fromkeys(range(1, 6), "request")


@pytest.mark.parametrize("sweep", [False, True], ids=["poll", "sweep"])
def test_no_part_that_search_tells_hides_the_rest(
    server: ImapScript, tables: Path, tmp_path: Path, *, sweep: bool
) -> None:
    with staged(tmp_path, tables, server) as scene:
        scene.poll()
        for number, part in enumerate(PARTS):
            server.folders["INBOX"].clear()
            for each in range(3 * number, 3 * number + 3):
                server.add(request(each))
            uids = {mail.uid for mail in server.folders["INBOX"]}
            told = part.format(*sorted(uids)).encode() + b"%TAG% OK done\r\n"
            if sweep:
                server.heal()
                scene.poll()
                key = FolderKey(mailbox="sales", folder="INBOX", uid_validity=VALIDITY)
                with scene.app.services.store.write() as tx:
                    tx.ledger.let_go(key, [min(uids) + 1])
            server.twist = to_command("UID SEARCH", told)
            scene.poll(sweep=sweep)
            assert uids <= {entry.place.uid for entry in scene.ledger()}, part


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


@pytest.mark.parametrize("date", ["30-Nov-2026 20:00:00 +9900", "01-Jan-2020 00:00:00 +0000"])
def test_a_sweep_takes_no_message_for_another_because_its_date_changed(
    server: ImapScript, tables: Path, tmp_path: Path, date: str
) -> None:
    with staged(tmp_path, tables, server) as scene:
        for each in range(3):
            server.add(request(each))
        scene.poll()
        told = b'INTERNALDATE "%s"' % date.encode()
        server.rewrite = lambda _mail, _items, row: re.sub(rb'INTERNALDATE "[^"]*"', told, row)
        scene.poll(sweep=True)
        assert scene.dispositions() == dict.fromkeys(range(1, 4), "request")
