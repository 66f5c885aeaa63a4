"""An installation on SQLite whose mailbox leads nowhere, and its command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.wired_installation import open_wired_installation
from tests.operations.commands import Commands, quiet_afterwards
from tests.servers.databases import new_sqlite
from worker.app import App


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with open_wired_installation(tmp_path, new_sqlite(tmp_path / "worker.db")) as opened:
        yield opened


@pytest.fixture
def commands(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Commands]:
    assert app.config
    with quiet_afterwards():
        yield Commands(tmp_path / "config.toml", monkeypatch, capsys)
