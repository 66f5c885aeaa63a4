"""Words between staff and customers on real servers, by the command line alone."""

import csv
import io
from pathlib import Path

from tests.acceptance.customers import CUSTOMER, KEY, answer, half_filled
from tests.acceptance.installation import VENDOR, install, plain
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix

QUESTION = "Do you need my middle name, too?"


def interested(sender: str) -> bytes:
    head = (
        f"From: {sender}\nTo: {VENDOR}\nMessage-ID: <{sender}>\nDate: Mon, 02 Mar 2026 10:00:00 +0000\n"
        "Subject: Atlassian Cloud user interested in migrating to Marketplace\n\n"
    )
    return (head + f"Our current license: {KEY}\nNumber of users: 40\n").replace("\n", "\r\n").encode()


def test_staff_answer_a_question_from_the_request(tmp_path: Path, dovecot: Dovecot, postfix: Postfix) -> None:
    worker = install(tmp_path, dovecot, postfix, new_sqlite(tmp_path / "worker.db"), VENDOR)
    worker.deliver(half_filled())
    worker.run("run", "--once")
    (asked,) = worker.letters_to(CUSTOMER, 1)
    reply = answer(asked["Message-ID"], asked["Subject"], plain(asked))
    worker.deliver(reply.replace(b"Ada Byron\r\n\r\nOn 2 Mar", f"{QUESTION}\r\n\r\nOn 2 Mar".encode()))
    worker.run("run", "--once")
    (request,) = worker.rows("queue", "list")
    assert "customer_wrote" in request["attention"]
    assert QUESTION in worker.run("queue", "show", request["reference"])
    refused = worker.attempt("queue", "answer", request["reference"], "--text", " ")
    assert (refused.returncode, refused.stdout) == (2, "")
    worker.run(
        "queue", "answer", request["reference"], "--text", "No, first and last are enough.", "--by", "grace"
    )
    worker.run("run", "--once")
    told = worker.letters_to(CUSTOMER, 2)[-1]
    assert told["In-Reply-To"] == "<second@engines.test>"
    assert told["Auto-Submitted"] is None
    assert "No, first and last are enough." in plain(told)
    assert "holder of the myAtlassian account" in plain(told)


def test_the_list_of_the_interested_is_told_once(tmp_path: Path, dovecot: Dovecot, postfix: Postfix) -> None:
    worker = install(tmp_path, dovecot, postfix, new_sqlite(tmp_path / "worker.db"), VENDOR)
    for sender in ("ada@cloud.test", "bo@cloud.test"):
        worker.deliver(interested(sender))
    worker.run("run", "--once")
    assert [row["email"] for row in worker.rows("interest", "list")] == ["ada@cloud.test", "bo@cloud.test"]
    exported = list(csv.DictReader(io.StringIO(worker.run("interest", "export"))))
    assert [row["users"] for row in exported] == ["40", "40"]
    (rehearsal,) = worker.rows("interest", "announce", "announcement")
    assert (rehearsal["sent"], rehearsal["to_tell"]) == (False, 2)
    for _ in range(2):
        worker.run("interest", "announce", "announcement", "--send", "--per-hour", "1000000")
        worker.run("run", "--once")
    letters = worker.letters_to("bo@cloud.test", 2)
    assert letters[-1]["List-Unsubscribe"].startswith(f"<mailto:{VENDOR}?subject=unsubscribe%20SW-")
    assert len(worker.letters_to("ada@cloud.test", 2)) == 2
