"""A worker that signs in to its mailbox and its relay by OAuth2, as a deployer runs it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, half_filled
from tests.acceptance.installation import ROOT, VENDOR, Installation, install
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.machinery import wait_until
from tests.servers.postfix import Postfix
from tests.servers.token_endpoint import CLIENT_ID, CLIENT_SECRET, TokenEndpoint


@pytest.fixture
def worker(tmp_path: Path, dovecot: Dovecot, postfix: Postfix, token_endpoint: TokenEndpoint) -> Installation:
    """Both sign in by a refresh token that is replaced with each use."""
    token_endpoint.rotates = True
    installation = install(tmp_path, dovecot, postfix, new_sqlite(tmp_path / "worker.db"), VENDOR)
    (tmp_path / "refresh-token").write_text(token_endpoint.consent() + "\n")
    (tmp_path / "client-secret").write_text(CLIENT_SECRET)
    keys = f"""
provider = "generic"
token_endpoint = "{token_endpoint.url}"
client_id = "{CLIENT_ID}"
client_secret_file = "client-secret"
refresh_token_file = "refresh-token"
ca_file = "{token_endpoint.ca_file}"
"""
    text = re.sub(r"(?m)^password = .*\n", "", installation.config.read_text())
    mailbox, smtp = text.split("[smtp]")
    installation.config.write_text(f"{mailbox}[mailboxes.oauth2]{keys}\n[smtp]{smtp}\n[smtp.oauth2]{keys}")
    return installation


@contextmanager
def running(worker: Installation, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "worker", "--debug", "--config", str(worker.config), "run"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        log.open("wb") as stderr,
        subprocess.Popen(command, cwd=worker.folder, env=environ, stderr=stderr) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def secrets(endpoint: TokenEndpoint) -> set[str]:
    return {CLIENT_SECRET, *endpoint.forms("refresh_token"), *endpoint.granted}


def test_a_request_is_read_and_answered_without_any_password(
    worker: Installation, token_endpoint: TokenEndpoint
) -> None:
    assert all(row["ok"] for row in worker.rows("check"))
    worker.deliver(half_filled())
    worker.run("mailbox", "plan")
    worker.run("run", "--once")
    assert len(worker.letters_to(CUSTOMER, 1)) == 1
    refreshes = token_endpoint.forms("refresh_token")
    assert len(refreshes) == len(set(refreshes)) == 3, "one for each command, none used twice"


def test_a_dry_run_without_tables_uses_no_refresh_token_up(
    worker: Installation, token_endpoint: TokenEndpoint
) -> None:
    (worker.folder / "worker.db").unlink()
    done = worker.attempt("mailbox", "plan")
    assert done.returncode == 1
    assert "sen-worker db upgrade" in done.stderr
    assert token_endpoint.asked == []


def test_a_consent_that_was_withdrawn_is_told_by_every_way(
    worker: Installation, token_endpoint: TokenEndpoint, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with running(worker, log) as process:
        wait_until(lambda: worker.attempt("health").returncode == 0, "a healthy worker", 60)
        assert process.poll() is None
    token_endpoint.revoke()
    with running(worker, log) as process:
        wait_until(lambda: b"invalid_grant" in log.read_bytes(), "the first failure in the log", 60)
        wait_until(lambda: "invalid_grant" in worker.attempt("health").stderr, "an alert by health", 60)
        ill = worker.attempt("health")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    checked = worker.attempt("check")
    assert (ill.returncode, checked.returncode) == (1, 1)
    for told in (ill.stderr, checked.stderr):
        assert "mailbox sales" in told
        assert "(400 invalid_grant AADSTS700082)" in told
        assert "put it into refresh_token or refresh_token_file" in told
    told = log.read_text() + ill.stderr + checked.stderr + checked.stdout
    assert not [secret for secret in secrets(token_endpoint) if secret in told]


def test_a_token_is_renewed_while_nobody_signs_in(
    worker: Installation, token_endpoint: TokenEndpoint, tmp_path: Path
) -> None:
    token_endpoint.lifetime = 30
    log = tmp_path / "log"
    with running(worker, log) as process:
        wait_until(lambda: len(token_endpoint.granted) >= 2, "the second token", 90)
        assert process.poll() is None
    told = log.read_text()
    assert "unavailable" not in told
    assert not [secret for secret in secrets(token_endpoint) if secret in told]
