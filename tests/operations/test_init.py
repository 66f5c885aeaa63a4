"""A first configuration from a few answers."""

from pathlib import Path

import pytest

from tests.operations.commands import Commands, Ended, quiet_afterwards
from worker import config
from worker.setup.provider_presets import PRESETS


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret").write_text("s3cret")
    return Commands(None, monkeypatch, capsys)


def written(typed: Commands, provider: str, *more: str) -> Ended:
    told = ["init", "--provider", provider, "--address", "sales@vendor.example", "--secret-file", "secret"]
    return typed.run([*told, *more])


@pytest.mark.parametrize("provider", [*PRESETS])
def test_each_preset_writes_a_file_that_loads(typed: Commands, provider: str, tmp_path: Path) -> None:
    if provider == "google":
        key = '{"type":"service_account","client_email":"a@b.example","private_key":"x","token_uri":"https://t.example"}'
        (tmp_path / "secret").write_text(key)
    more = ["--tenant", "vendor.example", "--client-id", "0-0"] if provider == "microsoft365" else []
    done = written(typed, provider, "--no-check", "--notices", "ops@vendor.example", *more)
    assert (done.status, done.err) == (0, "")
    assert "Next:" in done.out
    path = tmp_path / "config.toml"
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text()
    assert "s3cret" not in text
    loaded = config.load_configuration(path, {}) if provider != "google" else None
    assert loaded is None or loaded.smtp.from_address == "sales@vendor.example"
    assert written(typed, provider, "--no-check", *more).status == 1, "never over another file"
    assert path.read_text() == text


def test_what_is_not_said_is_asked_for_by_its_option(typed: Commands, tmp_path: Path) -> None:
    assert "--provider is missing" in typed("init").err
    assert "one of microsoft365" in typed("init", "--provider", "aol").err
    assert "--tenant is missing" in written(typed, "microsoft365").err
    assert not (tmp_path / "config.toml").exists()


def test_it_tries_the_file_and_says_what_is_to_be_mended(typed: Commands) -> None:
    hosts = ["--imap-host", "127.0.0.1", "--smtp-host", "127.0.0.1"]
    with quiet_afterwards():
        done = written(typed, "dovecot", *hosts)
    assert done.status == 1
    assert "mailbox sales: " in done.err
    assert "1. Mend what is told below" in done.out


@pytest.mark.parametrize(
    ("imap", "smtp", "expected"),
    [
        ("mail.vendor.example", "mail.vendor.example", (993, "implicit", 587, "starttls")),
        ("mail.vendor.example:143", "mail.vendor.example:465", (143, "starttls", 465, "implicit")),
        ("[2001:db8::1]:10993", "mail.vendor.example:2525", (10993, "implicit", 2525, "starttls")),
        ("2001:db8::1", "mail.vendor.example", (993, "implicit", 587, "starttls")),
    ],
)
def test_a_server_may_be_given_with_its_port(
    typed: Commands, tmp_path: Path, imap: str, smtp: str, expected: tuple[int, str, int, str]
) -> None:
    hosts = ["--imap-host", imap, "--smtp-host", smtp]
    assert written(typed, "dovecot", "--no-check", *hosts).status == 0
    loaded = config.load_configuration(tmp_path / "config.toml", {})
    mailbox, relay = loaded.mailboxes[0], loaded.smtp
    assert (mailbox.port, mailbox.tls, relay.port, relay.tls) == expected
    assert mailbox.host in {"mail.vendor.example", "2001:db8::1"}


def test_an_answer_that_is_none_writes_no_file(typed: Commands, tmp_path: Path) -> None:
    done = typed("init", "--provider", "fastmail", "--address", "sales", "--secret-file", "secret")
    assert (done.status, "must be an address" in done.err) == (2, True)
    assert not (tmp_path / "config.toml").exists()
    done = written(typed, "fastmail", "--no-check", "etc/config.toml")
    assert (done.status, "there is no folder etc; make it first" in done.err) == (1, True)
