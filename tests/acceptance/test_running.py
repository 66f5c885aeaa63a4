"""`sen-worker run` as a process: it answers, says that it is healthy, and ends when it is told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, half_filled
from tests.acceptance.installation import ROOT, VENDOR, Installation, install
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix


@pytest.fixture
def worker(tmp_path: Path, dovecot: Dovecot, postfix: Postfix) -> Installation:
    return install(tmp_path, dovecot, postfix, f"sqlite:///{tmp_path}/worker.db", VENDOR)


@contextmanager
def running(worker: Installation) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "worker", "--config", str(worker.config), "run"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=worker.folder, env=environ, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def test_a_running_worker_answers_and_ends_cleanly_on_sigterm(worker: Installation) -> None:
    with running(worker) as process:
        wait_until(lambda: worker.attempt("health").returncode == 0)
        worker.deliver(half_filled())
        worker.letters_to(CUSTOMER, 1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert worker.attempt("health").returncode == 1
    assert [row["state"] for row in worker.rows("outbox", "list")] == ["sent"]


def test_a_killed_worker_is_followed_by_one_that_repeats_nothing(worker: Installation) -> None:
    with running(worker) as process:
        wait_until(lambda: worker.attempt("health").returncode == 0)
        worker.deliver(half_filled())
        worker.letters_to(CUSTOMER, 1)
        process.kill()
        process.wait(20)
    worker.run("run", "--once")
    assert len(worker.rows("queue", "list")) == 1
    assert len(worker.dovecot.messages(CUSTOMER)) == 1
