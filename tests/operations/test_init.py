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
