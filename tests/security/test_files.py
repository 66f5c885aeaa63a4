"""Who else on the machine can read what the worker keeps."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.installation import command

CONFIG = """
[database]
url = "sqlite:///{folder}/worker.db"
[[mailboxes]]
name = "sales"
address = "sales@vendor.test"
host = "127.0.0.1"
port = 9
tls = "none"
{password}
[smtp]
host = "127.0.0.1"
port = 9
tls = "none"
from = "sales@vendor.test"
"""


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Path]:
    """A configuration with a secret, under the mask that most systems have."""
    mask = os.umask(0o022)
    path = tmp_path / "config.toml"
    path.write_text(CONFIG.format(folder=tmp_path, password='password = "secret"'), encoding="utf-8")
    yield path
    os.umask(mask)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_database_is_for_us_alone_with_all_that_sqlite_keeps_beside_it(config: Path) -> None:
    from worker.store.transactions import Store

    database = config.parent / "worker.db"
    store = Store(f"sqlite:///{database}")
    store.upgrade()
    with store.read():
        beside = sorted(config.parent.glob("worker.db*"))
        assert [path.name for path in beside] == ["worker.db", "worker.db-shm", "worker.db-wal"]
        assert {mode(path) for path in beside} == {0o600}
    store.close()


def test_check_warns_of_what_others_can_read(config: Path) -> None:
    folder = config.parent
    told = command(folder, "--config", str(config), "check").stdout
    assert f"chmod 600 {config}" in told
    assert f"chmod 600 {folder}/worker.db" not in told
    config.chmod(0o600)
    (folder / "worker.db").chmod(0o644)
    told = command(folder, "--config", str(config), "check").stdout
    assert f"chmod 600 {config}" not in told
    assert f"chmod 600 {folder}/worker.db" in told


def test_check_warns_of_a_secret_in_a_file_of_its_own(config: Path) -> None:
    folder = config.parent
    secret = folder / "imap"
    secret.write_text("secret", encoding="utf-8")
    config.write_text(CONFIG.format(folder=folder, password='password_file = "imap"'), encoding="utf-8")
    told = command(folder, "--config", str(config), "check", "--json")
    assert f"chmod 600 {secret}" in told.stderr
    assert f"chmod 600 {config}" not in told.stderr
    assert "chmod" not in told.stdout
