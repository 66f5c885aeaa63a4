"""`health` asks the running worker, and looks for itself where none answers."""

import os
import socket
from pathlib import Path

import pytest

from tests.operations.commands import Commands
from tests.operations.test_imports import CONFIG, STORE, WHOLE_WORKER, imported
from worker.errors import RefusedError
from worker.runtime.health_socket import _folder, answer_health, ask_health, make_socket_name


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration whose database nobody has made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG)
    return tmp_path / "config.toml"


@pytest.fixture
def commands(config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(config, monkeypatch, capsys)


def name(config: Path) -> str:
    return make_socket_name(config, os.environ, config.parent)


def refuse() -> str:
    raise RefusedError("outbox: the relay is away\nsales: nothing done for 300 seconds")


def test_it_says_what_the_worker_says(config: Path, commands: Commands) -> None:
    with answer_health(name(config), lambda: "healthy; the circuit breaker is closed"):
        told = commands("health")
    assert (told.status, told.out, told.err) == (0, "healthy; the circuit breaker is closed\n", "")


def test_a_worker_that_is_not_well_says_why(config: Path, commands: Commands) -> None:
    with answer_health(name(config), refuse):
        told = commands("health")
    assert told.status == 1
    assert (
        told.err == "sen-worker: outbox: the relay is away\nsen-worker: sales: nothing done for 300 seconds\n"
    )


def test_it_imports_next_to_nothing_for_that(config: Path) -> None:
    # A process of its own has but few variables; what configures is among them all the same.
    with answer_health(make_socket_name(config, {}, config.parent), lambda: "healthy"):
        assert not imported(config.parent, "health") & (WHOLE_WORKER | STORE | {"pydantic", "typer"})


@pytest.mark.parametrize("change", ["file", "variable"])
def test_a_worker_with_another_configuration_is_not_asked(
    config: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    with answer_health(name(config), lambda: "healthy"):
        if change == "file":
            config.write_text(f"{CONFIG}\n[web]\nenabled = false\n")
        else:
            monkeypatch.setenv("SEN_WORKER__DATABASE__URL", "sqlite:///other.db")
        told = commands("health")
    assert told.status == 1
    assert "there is no database" in told.err


def test_where_a_worker_ended_or_was_killed_it_looks_for_itself(config: Path, commands: Commands) -> None:
    with answer_health(name(config), lambda: "healthy"):
        pass
    assert "there is no database" in commands("health").err
    folder = _folder()
    assert folder is not None
    killed = folder / f"{name(config)}-1"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(killed))
    assert "there is no database" in commands("health").err
    with answer_health(name(config), lambda: "healthy"):
        assert not killed.exists()


def test_a_defect_of_the_worker_is_no_answer(config: Path) -> None:
    with answer_health(name(config), lambda: str(1 // 0)):
        assert ask_health(name(config)) is None


def test_a_folder_that_others_can_write_to_is_not_trusted(
    config: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / f"sen-worker-{os.getuid()}").mkdir(mode=0o777)
    (tmp_path / f"sen-worker-{os.getuid()}").chmod(0o777)
    with answer_health(name(config), lambda: "healthy"):
        assert ask_health(name(config)) is None
