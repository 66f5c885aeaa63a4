"""The real worker under attack: its mailbox on Dovecot, its letters into a collecting SMTP server."""

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.installation import VENDOR, Installation, letter
from tests.integration.installed import wire
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink, Tls
from worker.runtime.single_pass import run_once

SERVER = "mx.vendor.test"  #: whose Authentication-Results count where `TRUSTING` is the policy
TRUSTING = f'trusted_authserv_ids = ["{SERVER}"]\n'


@dataclass(kw_only=True)
class AttackedWorker(Installation):
    """An installation, and what is looked at after an attack on it."""

    sink: SmtpSink
    apart: bool = False  #: the worker is a process, and so is what reads its mail

    def take(self, *mails: bytes) -> None:
        """The mails arrive in this order, and the worker makes one whole pass."""
        for raw in mails:
            self.dovecot.deliver(raw, self.vendor, sender="envelope@sender.test")
        if self.apart:
            self.run("run", "--once")
            return
        with closing(wire(self.config)) as app:
            app.prepare()
            assert run_once(app, threading.Event()) == []

    def letters(self, address: str) -> list[EmailMessage]:
        """What was sent to an address, oldest first."""
        return [letter(raw) for raw in self.sink.messages(address)]

    def recipients(self) -> set[str]:
        """Everybody to whom anything was sent."""
        return {address.lower() for each in self.sink.received for address in each.rcpt_tos}

    def request(self, requester: str = "") -> dict[str, Any]:
        """The one request there is, or the one of that requester."""
        found = [row for row in self.rows("queue", "list") if requester in {"", row["requester"]}]
        assert len(found) == 1, found
        return found[0]


StartWorker = Callable[..., AttackedWorker]


@pytest.fixture
def start_worker(tmp_path: Path, dovecot: Dovecot, start_smtp_sink: Callable[[Tls], SmtpSink]) -> StartWorker:
    """Configures a worker: `start_worker(policy=TRUSTING, database=database_url)`; SQLite if not told."""

    def start(policy: str = "", database: str = "", more: str = "", *, apart: bool = False) -> AttackedWorker:
        sink = start_smtp_sink(Tls.NONE)
        (tmp_path / "config.toml").write_text(
            f"""
[database]
url = "{database or new_sqlite(tmp_path / "worker.db")}"

[[mailboxes]]
name = "sales"
address = "{VENDOR}"
host = "{dovecot.host}"
port = {dovecot.imaps_port}
ca_file = "{dovecot.ca_file}"
password = "{dovecot.password}"

[smtp]
host = "{sink.host}"
port = {sink.port}
tls = "none"
from = "Vendor Sales <{VENDOR}>"

[web]
listen = "127.0.0.1:0"

[policy]
{policy}
{more}
"""
        )
        return AttackedWorker(folder=tmp_path, dovecot=dovecot, vendor=VENDOR, sink=sink, apart=apart)

    return start
