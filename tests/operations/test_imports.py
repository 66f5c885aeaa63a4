"""A command imports what it needs, so that it starts at once: nothing is timed, modules are looked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.installation import ROOT
from worker.store.transactions import Store

#: What runs a command and tells, on standard error, which modules there are at its end.
_RUN = """
import sys
from worker import cli
try:
    cli.main()
finally:
    print(*sys.modules, file=sys.stderr)
"""
#: What reads mail, talks to servers or shows pages.
WHOLE_WORKER = {
    "alembic", "apscheduler", "asyncio", "authlib", "cryptography", "imapclient", "jinja2", "mailparser",
    "nh3", "prometheus_client", "psycopg", "rich", "selectolax", "smtplib", "starlette",
    "structlog", "uvicorn",
    "worker.app", "worker.forms.extract_form", "worker.letters.letter_renderer", "worker.mailbox",
    "worker.reading.parse",    "worker.runtime.scheduler", "worker.smtp", "worker.web",
}  # fmt: skip
STORE = {"sqlalchemy", "sqlite3", "worker.config", "worker.store"}
CONFIG = """
[[mailboxes]]
name = "sales"
address = "sales@vendor.test"
host = "127.0.0.1"
username = "sales"
password = "unused"
[smtp]
host = "127.0.0.1"
from = "sales@vendor.test"
"""


def imported(folder: Path, *arguments: str, status: int = 0) -> set[str]:
    """The modules that there are when the command has ended."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == status, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_needs_no_configuration_imports_neither_store_nor_configuration(
    tmp_path: Path, option: str
) -> None:
    assert not imported(tmp_path, option) & (WHOLE_WORKER | STORE | {"pydantic"})


def test_the_help_of_a_command_imports_that_command_alone(tmp_path: Path) -> None:
    found = imported(tmp_path, "queue", "list", "--help")
    assert "worker.cli.commands.queue_commands" in found
    assert not found & (
        WHOLE_WORKER | STORE | {"worker.cli.commands.worker_commands", "worker.cli.commands.outbox_commands"}
    )


def test_a_list_imports_the_store_and_nothing_that_reads_or_sends(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG)
    store = Store(f"sqlite:///{tmp_path}/sen-worker.db")
    store.upgrade()
    store.close()
    found = imported(tmp_path, "queue", "list", "--json")
    assert "worker.store.transactions" in found
    assert not found & (WHOLE_WORKER - {"asyncio"})  # which SQLAlchemy brings
