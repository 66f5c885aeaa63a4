"""`sen-worker demo`: the story it tells, and what it does for whoever writes to it afterwards."""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.acceptance.installation import ROOT
from worker.demo.demo_environment import YOU

_ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def demo(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A demo that goes on, with `tmp_path` for its temporary files."""
    with subprocess.Popen(
        [sys.executable, "-m", "worker", "demo"],
        cwd=tmp_path,
        env={**_ENVIRON, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def once(folder: Path, *options: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "worker", *options, "demo", "--once"],
        cwd=folder,
        env={**_ENVIRON, "TMPDIR": str(folder), **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def read_until(process: "subprocess.Popen[str]", landmark: str) -> str:
    """What the demo prints up to the line that holds `landmark`; pytest's own time limit bounds it."""
    assert process.stdout is not None
    told = []
    for line in process.stdout:
        told.append(line)
        if landmark in line:
            return "".join(told)
    raise AssertionError(f"{landmark!r} was never printed:\n{''.join(told)}")


def shell(command: str) -> None:
    words = shlex.split(command)
    words[0] = sys.executable if words[0] == "python3" else words[0]
    subprocess.run(words, env=_ENVIRON, check=True, timeout=60, capture_output=True)


def commands(told: str) -> list[str]:
    return re.findall(r"^  \$ (.*)$", told, re.MULTILINE)


def test_one_round_tells_the_whole_story_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = once(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    landmarks = [
        "Nora fills in the whole form",
        "asked for: holder_name (missing)",
        "taken as: ignored",
        "What customers find in their mailboxes",
        "letter missing_fields for  <lucia@talleres-ferrer.example>",
        "A customer answers",
        "taken as: reply",
        "is ready_for_review",
        "queue approve SW-",
        "is approved",
        "--sen SEN-1234567",
        "is completed",
        "letter sen_confirmation for",
        ": SEN-1234567",
        "The queue as staff see it",
        "stayed as it was",
        "3 of 3 lie where they were, with the flags they had",
    ]
    at = 0
    for landmark in landmarks:
        assert landmark in done.stdout[at:], f"{landmark!r} is not told, or too early:\n{done.stdout}"
        at = done.stdout.index(landmark, at)
    assert list(tmp_path.iterdir()) == []


def test_the_story_fits_lines_of_100_columns_without_a_terminal_but_for_commands(tmp_path: Path) -> None:
    told = once(tmp_path).stdout
    assert "\x1b" not in told
    assert [line for line in told.splitlines() if len(line) > 100 and not line.startswith("  $ ")] == []


def test_a_terminal_without_umlauts_gets_the_story_too(tmp_path: Path) -> None:
    assert once(tmp_path, PYTHONIOENCODING="ascii").returncode == 0


def test_settings_for_a_real_installation_do_not_reach_the_demo(tmp_path: Path) -> None:
    assert once(tmp_path, SEN_WORKER__SMTP__HOST="smtp.invalid").returncode == 0


def test_whoever_writes_is_answered_until_ctrl_c(demo: "subprocess.Popen[str]", tmp_path: Path) -> None:
    send, *staff = commands(read_until(demo, "Ctrl-C ends the demo").partition("Your turn")[2])
    shell(send)
    read_until(demo, f"letter missing_fields for  <{YOU}>")
    for command in staff:
        shell(command)
    read_until(demo, "letter sen_confirmation for")
    demo.send_signal(signal.SIGINT)
    assert demo.wait(20) == 0
    assert list(tmp_path.iterdir()) == []


def test_the_link_to_the_staff_pages_signs_in_once_and_on_loopback_alone(
    demo: "subprocess.Popen[str]",
) -> None:
    told = read_until(demo, "Ctrl-C ends the demo")
    (link,) = re.findall(r"^  (http://127\.0\.0\.1:\d+/welcome/\S+)$", told, re.MULTILINE)
    origin = link.partition("/welcome/")[0]
    with httpx2.Client(base_url=origin) as browser:
        assert browser.get("/interest").status_code == 303
        assert browser.get(link).status_code == 303
        assert browser.get("/interest").status_code == 200
    assert httpx2.get(link).status_code == 404
    demo.send_signal(signal.SIGINT)
    assert demo.wait(20) == 0


def test_ctrl_c_in_the_middle_of_the_story_ends_it_cleanly(
    demo: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    read_until(demo, "The worker polls the mailbox")
    demo.send_signal(signal.SIGINT)
    assert demo.wait(20) == 0
    assert list(tmp_path.iterdir()) == []


def test_whoever_asks_for_it_sees_the_log_of_the_demo(tmp_path: Path) -> None:
    done = once(tmp_path, "--debug")
    assert done.returncode == 0
    assert " worker.services.intake.poll_folder: message mailbox=sales" in done.stderr


def test_without_its_packages_the_demo_says_what_to_install(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['pymap'] = None; from worker.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "demo", "--once"],
        cwd=tmp_path,
        env=_ENVIRON,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "pip install 'sen-worker[demo]'" in done.stderr
