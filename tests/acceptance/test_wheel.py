"""The wheel is whole: installed anywhere, run from an empty folder, it needs nothing of the checkout."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import pytest

from tests.acceptance.installation import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)], ROOT)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the wheel alone; the packages it needs come from the environment of the tests."""
    folder = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--quiet", "install"]
    _run([*pip, "--no-deps", "--no-index", "--target", str(folder), str(wheel)], folder)
    yield folder
    if sys.pycache_prefix:  # of a folder that is never seen again
        rmtree(Path(sys.pycache_prefix) / folder.relative_to("/"), ignore_errors=True)


@pytest.mark.parametrize("shipped", ["templates", "migrations"])
def test_every_file_beside_the_code_is_inside(shipped: str, wheel: Path) -> None:
    expected = {
        f"worker/{path.relative_to(ROOT)}"
        for path in (ROOT / shipped).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected
    assert expected <= set(zipfile.ZipFile(wheel).namelist())


def test_the_command_runs_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    assert _sen_worker(installed, tmp_path, "--version").startswith("sen-worker ")
    link = _sen_worker(installed, tmp_path, "forms", "mailto", "marketplace-migration")
    assert link.startswith("mailto:")
    assert list(tmp_path.iterdir()) == []


def test_the_code_that_runs_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    where = _run([sys.executable, "-c", "import worker; print(worker.__file__)"], tmp_path, installed)
    assert Path(where.strip()).is_relative_to(installed)


def test_a_database_is_made_with_the_migrations_inside(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes((ROOT / "config.example.toml").read_bytes())
    _sen_worker(installed, tmp_path, "db", "upgrade")
    assert _sen_worker(installed, tmp_path, "queue", "list", "--json") == ""
    assert (tmp_path / "sen-worker.db").stat().st_size > 0


def test_a_letter_is_written_with_the_templates_inside(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes((ROOT / "config.example.toml").read_bytes())
    assert "Reference: " in _sen_worker(installed, tmp_path, "letters", "preview", "received")
    assert "wait for you" in _sen_worker(installed, tmp_path, "letters", "preview", "digest")


def _sen_worker(installed: Path, folder: Path, *arguments: str) -> str:
    return _run([sys.executable, str(installed / "bin" / "sen-worker"), *arguments], folder, installed)


def _run(command: list[str], folder: Path, first_on_path: Path | None = None) -> str:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SEN_WORKER")}
    environ.pop("PYTHONPATH", None)
    if first_on_path:
        environ["PYTHONPATH"] = str(first_on_path)
    done = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
