"""The staff pages as the real command serves them, and the people who may open them."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.acceptance.installation import ROOT

PASSWORD = "correct horse battery staple"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configured worker whose mail servers are away."""
    return write(tmp_path, "127.0.0.1:0")


def write(folder: Path, listen: str, more: str = "") -> Path:
    path = folder / "config.toml"
    path.write_text(
        f"""
[database]
url = "sqlite:///{folder}/worker.db"
[[mailboxes]]
name = "sales"
address = "sales@vendor.test"
host = "127.0.0.1"
port = 9
tls = "none"
password = "none"
[smtp]
host = "127.0.0.1"
port = 9
tls = "none"
from = "Vendor Sales <sales@vendor.test>"
[web]
listen = "{listen}"
{more}
""",
        encoding="utf-8",
    )
    return path


def environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "NO_COLOR": "1"}


def command(config: Path, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "worker", "--config", str(config), *arguments],
        cwd=config.parent,
        env=environ(),
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def started(config: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """The command at work; its standard output and error in one."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "worker", "--config", str(config), *arguments],
        cwd=config.parent,
        env=environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address(process: "subprocess.Popen[str]") -> str:
    """Where its log says that the pages are; pytest's own time limit bounds the wait."""
    assert process.stdout is not None
    told = []
    for line in process.stdout:
        told.append(line)
        if found := re.search(r"pages_served.* at=(\S+)", line):
            return found[1]
    raise AssertionError(f"no pages were served:\n{''.join(told)}")


def sign_in(client: httpx2.Client) -> httpx2.Response:
    token = re.search(r'name="csrf" value="(\w+)"', client.get("/sign-in").text)
    assert token is not None
    return client.post("/sign-in", data={"csrf": token[1], "name": "maya", "password": PASSWORD})


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@pytest.mark.parametrize("word", ["run", "web"])
def test_the_command_serves_the_pages_and_ends_on_sigterm(config: Path, word: str) -> None:
    assert command(config, "staff", "add", "maya", given=f"{PASSWORD}\n").returncode == 0
    with started(config, word) as process, httpx2.Client(base_url=address(process)) as client:
        assert client.get("/interest").headers["location"].startswith("/sign-in")
        assert sign_in(client).status_code == 303
        assert client.get("/interest").status_code == 200
        # The connection stays open, as browsers keep them; so does the one that tells a page of changes.
        with client.stream("GET", "/changes", headers={"Accept": "text/event-stream"}) as told:
            lines = told.iter_lines()
            assert next(lines) == "retry: 3000"
            process.send_signal(signal.SIGTERM)
            list(lines)  # ends in good order, or raises an error
        assert process.wait(30) == 0


def test_a_session_outlives_a_restart_and_ends_when_staff_are_signed_out(config: Path) -> None:
    command(config, "staff", "add", "maya", given=f"{PASSWORD}\n")
    with started(config, "web") as process, httpx2.Client(base_url=address(process)) as client:
        sign_in(client)
        cookies = dict(client.cookies)
    with (
        started(config, "web") as process,
        httpx2.Client(base_url=address(process), cookies=cookies) as client,
    ):
        assert client.get("/interest").status_code == 200
        assert command(config, "staff", "sign-out", "maya").stdout == "1 session of maya ended\n"
        assert client.get("/interest").status_code == 303


def test_health_tells_that_the_pages_are_served(config: Path) -> None:
    with started(config, "run") as process:
        address(process)
        beats = command(config, "health")
        assert "web" not in beats.stderr
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


@pytest.mark.parametrize("word", ["run", "web"])
def test_a_port_in_use_is_said_in_one_line(tmp_path: Path, word: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = command(write(tmp_path, f"127.0.0.1:{port}"), word)
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("sen-worker:")]
    assert f"can't be served at 127.0.0.1:{port}: another program has that port" in line


def test_a_second_worker_leaves_the_pages_to_the_first_and_takes_over(tmp_path: Path) -> None:
    config = write(tmp_path, f"127.0.0.1:{free_port()}")
    with started(config, "run") as first:
        where = address(first)
        with started(config, "run") as second:
            assert second.stdout is not None
            assert any(" started " in line for line in second.stdout)
            first.send_signal(signal.SIGTERM)
            assert first.wait(30) == 0
            assert address(second) == where
            assert httpx2.get(f"{where}/sign-in").status_code == 200
            second.send_signal(signal.SIGTERM)
            assert second.wait(30) == 0


def test_a_worker_without_pages_takes_no_port(tmp_path: Path) -> None:
    port = free_port()
    with started(write(tmp_path, f"127.0.0.1:{port}", "enabled = false"), "run") as process:
        assert process.stdout is not None
        assert any(" started " in line for line in process.stdout)
        with pytest.raises(httpx2.ConnectError):
            httpx2.get(f"http://127.0.0.1:{port}/")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_staff_are_added_listed_and_removed_by_command(config: Path) -> None:
    assert command(config, "staff", "add", "maya", "--role", "admin", given=f"{PASSWORD}\n").returncode == 0
    assert command(config, "staff", "add", "tom", "--no-password").returncode == 0
    listed = [json.loads(line) for line in command(config, "staff", "list", "--json").stdout.splitlines()]
    told = [(one["name"], one["role"], one["signs_in_by"], one["sessions"]) for one in listed]
    assert told == [("maya", "admin", "password", 0), ("tom", "reviewer", "proxy", 0)]
    assert command(config, "staff", "remove", "tom").returncode == 0
    gone = command(config, "staff", "remove", "tom")
    assert gone.returncode == 2
    assert "sen-worker: tom is no member of staff" in gone.stderr


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [
        ("maya", "short", "a password must have 12 to 500 characters"),
        ("maya", "", "no password was given"),
        ("worker", PASSWORD, "stands for somebody else in the records"),
        ("a\tb", PASSWORD, "printable characters"),
    ],
)
def test_a_name_or_password_that_can_not_be_is_refused(
    config: Path, name: str, password: str, told: str
) -> None:
    done = command(config, "staff", "add", name, given=f"{password}\n")
    assert done.returncode == 2
    assert told in done.stderr
    assert PASSWORD not in done.stderr
