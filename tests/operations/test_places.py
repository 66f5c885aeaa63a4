"""A database by a relative path is one database, and a cron job has a health of its own."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.installed import Clock
from tests.operations.commands import Commands
from worker.app import App
from worker.runtime import single_pass
from worker.services.monitoring import worker_health


def test_a_relative_database_is_beside_the_configuration_from_wherever_it_is_asked_for(
    app: App, commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(path.read_text().replace(f"sqlite:///{tmp_path}/worker.db", "sqlite:///worker.db"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert commands("db", "current").out == f"{app.services.store.needed()}\n"
    assert commands("queue", "list").status == 0
    assert list(elsewhere.iterdir()) == []
    # One that an earlier version made in the working directory stays the database.
    app.close()
    (tmp_path / "worker.db").rename(elsewhere / "worker.db")
    assert commands("queue", "list").status == 0
    assert not (tmp_path / "worker.db").exists()
    # And where there is none, only what sets up makes one.
    (elsewhere / "worker.db").unlink()
    for command in (["queue", "list"], ["outbox", "list"], ["health"], ["db", "current"]):
        assert "`sen-worker run` makes it" in commands(*command).err
    assert [*tmp_path.glob("**/worker.db")] == []
    assert commands("db", "upgrade").status == 0
    assert [*tmp_path.glob("**/worker.db")] == [tmp_path / "worker.db"]


def test_health_looks_at_the_last_pass_where_no_worker_runs(app: App, commands: Commands) -> None:
    assert "no worker is running" in commands("health").err
    clock = Clock()
    later = replace(app.services, clock=clock)
    assert worker_health.note_pass(later, [])
    assert commands("health").status == 0
    clock.let_pass(minutes=10)
    worker_health.note_pass(later, ["mailbox sales: the password is refused"])
    assert worker_health.find_problems(later) == ["the last pass: mailbox sales: the password is refused"]
    worker_health.note_pass(later, [])
    assert worker_health.find_problems(later) == []
    clock.let_pass(hours=2)
    (line,) = worker_health.find_problems(later)
    assert line.startswith("no worker is running, and the last pass (run --once) was 72")
    worker_health.beat(later, worker_health.PULSE, 60)
    assert worker_health.find_problems(later) == [], "a running worker counts alone"


def test_a_pass_leaves_how_it_ended(app: App) -> None:
    assert single_pass.run_once(app, threading.Event())
    (line,) = worker_health.find_problems(app.services)
    assert line.startswith("the last pass: ")
