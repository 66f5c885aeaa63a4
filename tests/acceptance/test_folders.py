"""A mailbox with several folders, by the command line: polled, swept, accounted for, shown."""

import re
from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, half_filled, unrelated
from tests.acceptance.installation import VENDOR, Installation, install
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix


@pytest.fixture
def worker(tmp_path: Path, dovecot: Dovecot, postfix: Postfix) -> Installation:
    made = install(tmp_path, dovecot, postfix, new_sqlite(tmp_path / "worker.db"), VENDOR)
    config = made.config.read_text()
    made.config.write_text(config.replace('name = "sales"', 'name = "sales"\nfolders = ["Forms"]'))
    return made


def test_folders_are_read_swept_and_accounted_for(worker: Installation) -> None:
    worker.dovecot.append(VENDOR, unrelated())
    worker.dovecot.append(VENDOR, half_filled(), folder="Forms")
    planned = worker.rows("mailbox", "plan")
    assert [(row["folder"], row["disposition"], row["mark"]) for row in planned] == [
        ("INBOX", "ignored", ""),
        ("Forms", "request", "keyword"),
    ]
    told = worker.run("mailbox", "plan")
    assert re.search(r"Form.* request .* ada", told)
    assert re.search(r"all +│ +2 │ +1 │ +0", told)
    assert "1 that would be left alone are not listed; --all lists them" in told
    assert "ignored" in worker.run("mailbox", "plan", "--all").partition("In sum")[0]
    worker.run("run", "--once")
    assert worker.run("mailbox", "sweep").strip() == "every message is accounted for"
    worker.letters_to(CUSTOMER, 1)
    assert {(row["folder"], row["uid"]) for row in worker.rows("ledger", "list")} == {
        ("INBOX", 1),
        ("Forms", 1),
    }
    accounts = worker.rows("ledger", "polls")
    assert [(row["folder"], row["found"], row["counts"], row["missing"]) for row in accounts] == [
        ("INBOX", 1, {"ignored": 1}, 0),
        ("Forms", 1, {"request": 1}, 0),
    ]
    assert "request" in worker.run("ledger", "polls")
