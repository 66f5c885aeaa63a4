"""A deployer looks at the past before the start: what the worker would have sent beside what staff sent."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, KEY, WRITTEN, complete, half_filled, unrelated
from tests.acceptance.installation import VENDOR, Installation, install
from tests.integration.local_worker import OTHER_KEY
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix

NOW = datetime.now(UTC)


@pytest.fixture
def worker(tmp_path: Path, dovecot: Dovecot, postfix: Postfix) -> Installation:
    return install(tmp_path, dovecot, postfix, new_sqlite(tmp_path / "worker.db"), VENDOR)


def days_ago(raw: bytes, days: int) -> bytes:
    """The same mail, written earlier."""
    return raw.replace(WRITTEN.encode(), format_datetime(NOW - timedelta(days=days)).encode())


def by_staff(to: str, subject: str, days: float, answers: str = "") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = VENDOR, to, subject
    mail["Date"] = NOW - timedelta(days=days)
    if answers:
        mail["In-Reply-To"] = answers
    mail.set_content("Hello, who is the holder of the account?")
    return mail.as_bytes()


def test_the_past_is_told_beside_what_staff_did_in_it(worker: Installation) -> None:
    other = complete().replace(CUSTOMER.encode(), b"bob@gears.test").replace(b"<first@", b"<other@")
    other = other.replace(KEY.encode(), OTHER_KEY.encode())
    shop = unrelated()
    for raw, days in ((half_filled(), 20), (other, 12), (shop, 11), (half_filled(), 90)):
        when = NOW - timedelta(days=days)
        worker.dovecot.append(VENDOR, days_ago(raw, days), when=when)
    for raw in (
        by_staff(CUSTOMER, "Re: I want to migrate", 19.5, "<first@engines.test>"),
        by_staff("someone@else.test", "An offer", 19),
        by_staff("bob@gears.test", "What was asked long before", 15),
    ):
        worker.dovecot.append(VENDOR, raw, folder="Sent")
    rows = worker.rows("rehearsal", "report", "--sent-folder", "Sent")
    assert [(row["sender"], row["letters"], row["held"], row["verdict"]) for row in rows] == [
        (CUSTOMER, ["missing_fields"], [""], "both"),
        ("bob@gears.test", ["received"], [""], "worker"),
    ]
    assert [mail["subject"] for mail in rows[0]["sent"]] == ["Re: I want to migrate"]
    told = worker.run("rehearsal", "report", "--sent-folder", "Sent")
    assert "1  staff wrote, and the worker would have" in told
    assert "had waited for 12.0 hours" in told
    assert "1 that would be left alone are not listed" in told
    assert len(worker.rows("rehearsal", "report", "--sent-folder", "Sent", "--all", "--days", "100")) == 4
    assert worker.rows("ledger", "list") == []


def test_the_folder_of_sent_mail_is_asked_for_by_name(worker: Installation) -> None:
    worker.dovecot.append(VENDOR, unrelated(), folder="Gesendet")
    asked = worker.attempt("rehearsal", "report")
    assert asked.returncode == 2
    assert 'Give --sent-folder, one of: "' in asked.stderr
    assert "Gesendet" in asked.stderr
