"""`check` finds what would otherwise be noticed with the first mail."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.installed import settings_file
from tests.operations.commands import Commands, Ended, quiet_afterwards
from tests.servers.databases import new_sqlite
from tests.servers.imap_script import ImapScript, imap_script
from tests.servers.scripted_relay import ScriptedRelay, scripted_relay


@dataclass(kw_only=True)
class Peers:
    """A worker's servers, and its command."""

    imap: ImapScript
    relay: ScriptedRelay
    config: Path
    commands: Commands

    def check(self, *changes: tuple[str, str]) -> Ended:
        text = self.config.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.config.write_text(text)
        return self.commands("check")


@pytest.fixture
def peers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Peers]:
    with imap_script() as imap, scripted_relay() as relay, quiet_afterwards():
        url = new_sqlite(tmp_path / "worker.db")
        ports = (imap.host, imap.port), ("127.0.0.1", relay.server.port)
        config = settings_file(tmp_path, url, *ports, "secret", mailbox_keys={"after_success": '"keyword"'})
        with config.open("a") as file:
            file.write('\n[web]\nlisten = "127.0.0.1:0"\n')
        config.chmod(0o600)
        yield Peers(imap=imap, relay=relay, config=config, commands=Commands(config, monkeypatch, capsys))


def test_where_all_is_well_nothing_is_told_to_be_wrong(peers: Peers) -> None:
    told = peers.check()
    assert (told.status, told.err) == (0, "")
    assert [line for line in told.out.splitlines() if line.startswith("warn") and "senders" not in line] == []
    assert peers.relay.taken == [], "nothing was sent"


@pytest.mark.parametrize(
    "refusal", ["553 5.7.1 Sender address rejected: not owned by user", "530 5.7.0 Authentication required"]
)
def test_a_sender_that_the_relay_refuses_is_told(peers: Peers, refusal: str) -> None:
    peers.relay.refusals["MAIL"] = refusal
    told = peers.check()
    assert told.status == 1
    (line,) = [line for line in told.err.splitlines() if "smtp" in line]
    assert refusal[:3] in line
    assert "check" in line


def test_folders_that_are_missing_or_can_not_be_marked_are_told(peers: Peers) -> None:
    peers.imap.permanent = "\\Seen"
    told = peers.check(('tls = "none"\n\n[policy]', 'tls = "none"\nsent_folder = "Sent Items"\n\n[policy]'))
    assert "takes no keywords" in told.out
    assert told.status == 1
    assert '"Sent Items", which is not there' in told.err


def test_ports_that_are_taken_and_a_sender_that_nobody_reads_are_told(peers: Peers) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = peers.check(
            ("127.0.0.1:0", f"127.0.0.1:{port}"), ('<sales@vendor.test>"', '<noreply@vendor.test>"')
        )
    assert f"web.listen: port {port}" in told.out
    assert "answers go to noreply@vendor.test" in told.out


def test_a_database_that_is_away_keeps_nothing_else_from_being_tried(peers: Peers) -> None:
    url = peers.config.read_text().partition('url = "')[2].partition('"')[0]
    peers.relay.refusals["MAIL"] = "553 5.7.1 no"
    told = peers.check((url, "sqlite:////proc/worker.db"))
    assert told.status == 1
    assert [word for word in ("database", "smtp") if f"{word}: " not in told.err] == []
    assert "mailbox sales" in told.out
