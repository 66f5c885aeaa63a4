"""The real command on real servers: an installation for one test."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from tests.operations.commands import quiet_afterwards
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from worker.cli.command_tree import app

ROOT = Path(__file__).resolve().parents[2]
VENDOR = "sales@vendor.test"


@dataclass(kw_only=True)
class Installation:
    """A configured worker with its mailbox on Dovecot and its relay through Postfix."""

    folder: Path
    dovecot: Dovecot
    vendor: str

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    def run(self, *arguments: str, status: int = 0) -> str:
        """Standard output of `sen-worker ARGUMENTS`; the exit status must be `status`."""
        done = self.attempt(*arguments)
        assert done.returncode == status, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def attempt(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """`sen-worker ARGUMENTS` from a folder that is not the checkout."""
        return command(self.folder, "--config", str(self.config), *arguments)

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        """What a list command prints with `--json`; it runs in this process, as another takes a second."""
        with quiet_afterwards():
            done = CliRunner().invoke(app, ["--config", str(self.config), *arguments, "--json"])
        assert done.exit_code == 0, f"{arguments}: {done.exit_code}\n{done.output}\n{done.exception}"
        return [json.loads(line) for line in done.stdout.splitlines()]

    def deliver(self, raw: bytes) -> None:
        """A customer's mail arrives; the envelope says what its Return-Path does, else its From."""
        headers = message_from_bytes(raw)  # without the policy that raises on what a From may hold
        sender = headers["Return-Path"] or headers["From"]
        self.dovecot.deliver(raw, self.vendor, sender=parseaddr(str(sender))[1])

    def configure(self, key: str, value: object) -> None:
        """Set `section.name` to something that JSON and TOML write the same."""
        section, _, name = key.partition(".")
        with self.config.open("a") as file:
            file.write(f"\n[{section}]\n{name} = {json.dumps(value)}\n")

    def letters_to(self, address: str, count: int) -> list[EmailMessage]:
        """The letters in a customer's mailbox, as soon as there are `count` of them."""
        return [letter(raw) for raw in self.dovecot.wait_for(address, count)]


def command(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`sen-worker ARGUMENTS` in `folder`, as a process of its own."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "worker", *arguments],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def install(folder: Path, dovecot: Dovecot, postfix: Postfix, database_url: str, vendor: str) -> Installation:
    """An installation that reads `vendor`'s mailbox and sends through Postfix."""
    (folder / "config.toml").write_text(
        f"""
[database]
url = "{database_url}"

[[mailboxes]]
name = "sales"
address = "{vendor}"
host = "{dovecot.host}"
port = {dovecot.imaps_port}
ca_file = "{dovecot.ca_file}"
password = "{dovecot.password}"

[smtp]
host = "{postfix.host}"
port = {postfix.submission_port}
tls = "starttls"
ca_file = "{postfix.ca_file}"
username = "{vendor}"
password = "{dovecot.password}"
from = "Vendor Sales <{vendor}>"

[web]
listen = "127.0.0.1:0"
"""
    )
    return Installation(folder=folder, dovecot=dovecot, vendor=vendor)


def letter(raw: bytes) -> EmailMessage:
    """A delivered letter, parsed."""
    parsed = message_from_bytes(raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def plain(message: EmailMessage) -> str:
    """The plain text of a letter."""
    part = message.get_body(("plain",))
    assert part is not None
    text: str = part.get_content()
    return text
