"""Mails that make a mail server's answer unbearable, or the server hang up: everybody behind them is read.

Each attack was seen to stop the mailbox for ever on 2f71121.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from imapclient import IMAPClient

from tests.acceptance.installation import Installation
from tests.integration.installed import request, unrelated
from tests.servers.cyrus import Cyrus
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import Cut, FaultProxy
from tests.servers.smtp_sink import SmtpSink, Tls

SUBJECT = b"I want to migrate my Server license to Atlassian Marketplace"


def bomb(parts: int = 4_400) -> bytes:
    """83 kB, of which a server makes a BODYSTRUCTURE of more than the 1,000,000 bytes that imaplib takes."""
    head = (
        b"From: Mallory <mallory@evil.test>\r\nTo: sales@vendor.test\r\nSubject: " + SUBJECT + b"\r\n"
        b"Message-ID: <bomb@evil.test>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/digest; boundary=a\r\n\r\n"
    )
    return head + b"--a\r\n\r\nFrom:a\r\n\r\n" * parts + b"--a--\r\n"


@dataclass(frozen=True)
class Target:
    """A worker's mailbox on a real server."""

    server: Dovecot | Cyrus
    worker: Installation
    sink: SmtpSink

    def arrive(self, *mails: bytes) -> None:
        for raw in mails:
            self.server.append(self.worker.vendor, raw)

    def dispositions(self) -> list[str]:
        return [str(row["disposition"]) for row in self.worker.rows("ledger", "list")]


@pytest.fixture(params=["dovecot_for_all", "cyrus"], ids=["Dovecot", "Cyrus"])
def server(request: pytest.FixtureRequest) -> Dovecot | Cyrus:
    found: Dovecot | Cyrus = request.getfixturevalue(request.param)
    return found


@contextmanager
def attacked(folder: Path, server: Dovecot | Cyrus, sink: SmtpSink, port: int = 0) -> Iterator[Target]:
    address = server.new_address()
    way = (
        f'port = {port}\ntls = "none"'
        if port
        else f'port = {server.imaps_port}\nca_file = "{server.ca_file}"'
    )
    (folder / "config.toml").write_text(
        f"""
[database]
url = "{new_sqlite(folder / "worker.db")}"

[[mailboxes]]
name = "sales"
address = "{address}"
host = "{"127.0.0.1" if port else server.host}"
{way}
password = "{server.password}"
timeout_seconds = 5

[smtp]
host = "{sink.host}"
port = {sink.port}
tls = "none"
from = "Vendor Sales <{address}>"

[web]
enabled = false
"""
    )
    worker = Installation(folder=folder, dovecot=server, vendor=address)  # type: ignore[arg-type]
    yield Target(server=server, worker=worker, sink=sink)


@pytest.fixture
def sink(start_smtp_sink: object) -> SmtpSink:
    return start_smtp_sink(Tls.NONE)  # type: ignore[operator,no-any-return]


def test_a_mail_of_83_kilobytes_stops_no_mailbox(
    tmp_path: Path, server: Dovecot | Cyrus, sink: SmtpSink
) -> None:
    with attacked(tmp_path, server, sink) as target:
        target.arrive(request(1), bomb(), request(2), unrelated(3))
        assert longest_line(server, target.worker.vendor) > 1_000_000
        target.worker.run("run", "--once")
        first, second, third, fourth = target.dispositions()
        assert (first, third, fourth) == ("request", "request", "ignored")
        assert second in {"request", "ignored", "quarantined"}
        assert {one.rcpt_tos[0] for one in sink.received} >= {
            "customer-1@engines.test",
            "customer-2@engines.test",
        }
        target.arrive(bomb(), request(4))
        target.worker.run("run", "--once")
        assert target.dispositions()[-1] == "request"


@pytest.mark.parametrize("items", [b"BODYSTRUCTURE", b"BODY.PEEK[", b"RFC822.SIZE"])
def test_a_mail_over_which_the_server_says_goodbye_stops_no_mailbox(
    tmp_path: Path, server: Dovecot | Cyrus, sink: SmtpSink, items: bytes
) -> None:
    def dies_over_2(data: bytes) -> bytes:
        words = data.split(b" ", 4)
        if words[1:3] == [b"UID", b"FETCH"] and items in data and touches(words[3], 2):
            raise Cut
        return data

    with (
        FaultProxy(server.imap_port) as proxy,
        attacked(tmp_path, server, sink, proxy.port) as target,
    ):
        padding = b"\r\n" * 40_000 if items == b"BODYSTRUCTURE" else b""
        target.arrive(*(request(number) + padding for number in range(4)))
        proxy.to_server = dies_over_2
        target.worker.run("run", "--once")
        expected = "quarantined" if items == b"BODY.PEEK[" else "request"
        assert target.dispositions() == ["request", expected, "request", "request"]


def test_a_message_whose_file_is_broken_on_dovecot_stops_no_mailbox(
    tmp_path: Path, dovecot: Dovecot, sink: SmtpSink
) -> None:
    with attacked(tmp_path, dovecot, sink) as target:
        target.arrive(*(request(number) for number in range(4)))
        # Dovecot says goodbye as soon as it finds fewer bytes than it has promised.
        mails = sorted((dovecot.folder / "mail").rglob("cur/*")) + sorted(
            (dovecot.folder / "mail").rglob("new/*")
        )
        stored = next(file for file in mails if b"<1@engines.test>" in file.read_bytes())
        stored.write_bytes(stored.read_bytes()[:300])
        target.worker.run("run", "--once")
        found = target.dispositions()
        assert [found[0], *found[2:]] == ["request", "request", "request"]
        target.worker.run("run", "--once")


def touches(spec: bytes, uid: int) -> bool:
    """Whether a list of UIDs holds this one."""
    return any(
        int(low) <= uid <= (int(high) if high.isdigit() else sys.maxsize)
        for low, _, high in (
            (*each.partition(b":")[:2], each.partition(b":")[2] or each) for each in spec.split(b",")
        )
        if low.isdigit()
    )


def longest_line(server: Dovecot | Cyrus, address: str) -> int:
    """The most bytes in a line of the answers about structures."""
    with server.client(address) as client:
        client.select_folder("INBOX", readonly=True)
        return _structure_line(client)


def _structure_line(client: IMAPClient) -> int:
    longest = 0
    client._imap.send(b"longest UID FETCH 1:* (BODYSTRUCTURE)\r\n")
    while not (line := client._imap.file.readline()).startswith(b"longest "):
        longest = max(longest, len(line))
    return longest
