"""The built image on real servers as a deployer runs it: read-only, without capabilities, as its own user."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, answer, half_filled
from tests.acceptance.installation import VENDOR, Installation, install, plain
from tests.servers.dovecot import Dovecot
from tests.servers.machinery import wait_until
from tests.servers.postfix import Postfix
from tests.servers.postgres import Postgres

_PODMAN = shlex.split(os.environ["SEN_WORKER_PODMAN"])
_IMAGE = os.environ["SEN_WORKER_IMAGE"]
_LIMITS = "--network host --no-healthcheck --ulimit nofile=1024:1024 --ulimit nproc=4096:4096"
_FENCE = "--read-only --tmpfs /tmp --cap-drop all --security-opt no-new-privileges"
_NAME = "sen-worker-under-test"


@dataclass(kw_only=True)
class Container(Installation):
    """The same commands, in the container that runs or in one of their own."""

    is_running: bool = False

    def attempt(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return (
            self.podman("exec", _NAME, "sen-worker", *arguments) if self.is_running else self.once(*arguments)
        )

    def once(self, *arguments: str, options: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
        """A container for one command, which is gone afterwards."""
        mounted = f"--volume {self.folder}:{self.folder}:ro --env SEN_WORKER_CONFIG={self.config}"
        given = shlex.split(f"{_LIMITS} {_FENCE} {mounted}")
        return self.podman("run", *given, *(options or ("--rm",)), _IMAGE, *arguments)

    def podman(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [*_PODMAN, *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    def start(self) -> None:
        """`sen-worker run` as the first process of a container."""
        done = self.once("run", options=("--detach", "--name", _NAME))
        assert done.returncode == 0, done.stderr
        self.is_running = True

    def stop(self) -> int:
        """SIGTERM to it; the status it ended with."""
        self.podman("stop", "--time", "30", _NAME)
        self.is_running = False
        return int(self.podman("inspect", "--format", "{{.State.ExitCode}}", _NAME).stdout)


@pytest.fixture
def worker(
    server_folder: Callable[[str], Path], dovecot: Dovecot, postfix: Postfix, postgres: Postgres
) -> Iterator[Container]:
    folder = server_folder("image")
    folder.chmod(0o755)
    installed = install(folder, dovecot, postfix, postgres.new_database(), VENDOR)
    text = installed.config.read_text()
    for name, file in (("imap.pem", dovecot.ca_file), ("smtp.pem", postfix.ca_file)):
        shutil.copyfile(file, folder / name)
        text = text.replace(f'"{file}"', f'"{folder / name}"')
    installed.config.write_text(text)
    container = Container(folder=folder, dovecot=dovecot, vendor=VENDOR)
    yield container
    container.podman("rm", "--force", "--time", "0", _NAME)


def test_the_image_brings_a_request_from_the_mailbox_to_its_confirmation(worker: Container) -> None:
    assert os.environ["SEN_WORKER_REVISION"][:7] in worker.run("--version")
    worker.run("check")
    worker.deliver(half_filled())
    worker.run("run", "--once")
    (question,) = worker.letters_to(CUSTOMER, 1)
    assert "first and last name" in plain(question)

    worker.start()
    wait_until(lambda: worker.attempt("health").returncode == 0, "the worker says that it is well")
    worker.deliver(answer(question["Message-ID"], question["Subject"], plain(question)))
    worker.letters_to(CUSTOMER, 2)
    (request,) = worker.rows("queue", "list", "--state", "ready_for_review")
    worker.run("queue", "approve", request["reference"], "--by", "grace")
    worker.run("queue", "complete", request["reference"], "--sen", "SEN-1234567", "--by", "grace")
    assert "SEN-1234567" in plain(worker.letters_to(CUSTOMER, 3)[-1])

    can_write = "import pathlib; pathlib.Path('/opt/sen-worker/written').touch()"
    assert "Read-only" in worker.podman("exec", _NAME, "python3", "-c", can_write).stderr
    assert worker.podman("exec", _NAME, "id", "-u").stdout.strip() == "10001"
    assert worker.stop() == 0
