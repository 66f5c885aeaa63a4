"""Copies of the database: made while it is worked with, and put back without loss or repeat."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.integration.installed import Clock, request, settings_file, with_clock
from tests.integration.wired_installation import arrive, open_wired_installation
from tests.operations.commands import Commands, quiet_afterwards
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.machinery import wait_until
from worker import config
from worker.app import App, open_app
from worker.mailbox.mailbox_session import open_session
from worker.requests.request_model import Attention, LetterState
from worker.services.intake.arrived_message import read_arrival
from worker.services.intake.ingest_message import ingest_message
from worker.services.monitoring import worker_health
from worker.services.outbox.reminders import pass_time
from worker.store.records import Letter, MessagePlace


def letters(app: App) -> list[Letter]:
    with app.services.store.read() as tx:
        return list(tx.letters.listed())


@pytest.fixture
def either(tmp_path: Path, database_url: str) -> Iterator[App]:
    with open_wired_installation(tmp_path, database_url) as opened:
        yield opened


@pytest.fixture
def commanded(
    either: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Commands]:
    assert either.config
    with quiet_afterwards():
        yield Commands(tmp_path / "config.toml", monkeypatch, capsys)


def anew(folder: Path) -> App:
    """A worker that starts after the restore."""
    app = open_app(config.load_configuration(folder / "config.toml", {}))
    app.prepare()
    return app


def arrive_at(app: App, raw: bytes, uid: int, at: datetime) -> None:
    arrived = read_arrival(app.services, MessagePlace(mailbox="sales", uid_validity=1, uid=uid), at, raw)
    with app.services.store.write() as tx:
        ingest_message(app.services, tx, arrived)


def test_a_copy_brings_back_what_was_and_holds_what_may_have_gone_out(
    either: App, commanded: Commands, tmp_path: Path
) -> None:
    arrive(either, request(1), 1)
    copy = tmp_path / "copy.db"
    with either.services.store.write() as tx:  # somebody is at work meanwhile
        tx.restoring.forget_passing()
        made = commanded("db", "backup", str(copy))
    assert (made.status, copy.stat().st_mode & 0o777) == (0, 0o600)
    assert commanded("db", "backup", str(copy)).status == 1, "never over another copy"
    second, came = request(2), datetime.now(UTC)
    arrive_at(either, second, 2, came)

    assert "--replace" in commanded("db", "restore", str(copy)).err
    either.close()
    assert commanded("db", "restore", str(copy), "--replace").status == 0
    with closing(anew(tmp_path)) as app:
        (letter,) = letters(app)
        assert (letter.state, "put back from a copy" in letter.hold_reason) == (LetterState.HELD, True)
        with app.services.store.read() as tx:
            (found,) = tx.requests.listed()
            assert [entry.place.uid for entry in tx.ledger.listed()] == [1], "the next poll reads the second"
        assert {Attention.RESTORED, Attention.LETTER_WITHHELD} <= {*found.attention}
        # The mail that came since the copy: its letter may have gone out before. A later one is answered.
        arrive_at(app, second, 2, came)
        restored = app.services.store.restored_at
        assert restored is not None
        # A mail tells when it was written by the second.
        wait_until(lambda: datetime.now(UTC).replace(microsecond=0) > restored, "the next second")
        arrive(app, request(3), 3)
        assert [one.state for one in letters(app)] == [LetterState.HELD, LetterState.HELD, LetterState.QUEUED]


def test_a_reminder_that_may_have_gone_out_since_the_copy_waits(
    app: App, commands: Commands, tmp_path: Path
) -> None:
    arrive(app, request(1), 1)
    with app.services.store.write() as tx:
        (letter,) = tx.letters.listed()
        tx.letters.settle(letter.id, LetterState.SENT, sent_at=app.services.clock())
    assert commands("db", "backup", str(tmp_path / "copy.db")).status == 0
    app.close()
    assert commands("db", "restore", str(tmp_path / "copy.db"), "--replace").status == 0
    clock = Clock()
    clock.let_pass(days=4)
    with closing(with_clock(anew(tmp_path), clock)) as later:
        while not pass_time(later.services):  # on a working day, by daylight
            clock.let_pass(hours=1)
            assert clock.ahead < timedelta(days=9)
        reminder = letters(later)[-1]
    assert (reminder.kind, reminder.state) == ("reminder", LetterState.HELD)


def test_a_letter_that_the_sent_folder_shows_is_sent_and_not_held(
    tmp_path: Path, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ports = ("127.0.0.1", dovecot.imap_port), ("127.0.0.1", 9)
    url, keys = new_sqlite(tmp_path / "worker.db"), {"sent_folder": '"INBOX"'}
    path = settings_file(tmp_path, url, *ports, dovecot.password, smtp_keys=keys)
    with quiet_afterwards():
        commands = Commands(path, monkeypatch, capsys)
        with closing(anew(tmp_path)) as app:
            arrive(app, request(1), 1)
            arrive(app, request(2), 2)
            assert commands("db", "backup", str(tmp_path / "copy.db")).status == 0
            first = letters(app)[0]
            with app.services.store.read() as tx, open_session(app.own_mailbox.settings) as session:
                session.append("INBOX", tx.letters.raw(first.id) or b"", datetime.now(UTC))
        told = commands("db", "restore", str(tmp_path / "copy.db"), "--replace").out
        assert "the Sent folder shows 1, and 1 are held" in told
        with closing(anew(tmp_path)) as app:
            assert [one.state for one in letters(app)] == [LetterState.SENT, LetterState.HELD]


def test_nothing_is_put_back_under_a_worker_or_from_something_else(
    app: App, commands: Commands, tmp_path: Path
) -> None:
    arrive(app, request(1), 1)
    assert commands("db", "backup", str(tmp_path / "copy.db")).status == 0
    worker_health.beat(app.services, worker_health.PULSE, 600)
    assert "a worker is at work" in commands("db", "restore", str(tmp_path / "copy.db"), "--replace").err
    worker_health.forget(app.services)
    (tmp_path / "other.db").write_bytes(b"SQLite format 3\0" + bytes(500))
    for name in ("other.db", "none.db", "config.toml"):
        assert commands("db", "restore", str(tmp_path / name), "--replace").status == 1
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    assert "newer sen-worker" in commands("db", "restore", str(tmp_path / "copy.db"), "--replace").err
    assert len(letters(app)) == 1
