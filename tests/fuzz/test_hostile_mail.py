"""Monstrous mails are read within 5 seconds and 300 MB each, in a process of their own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.hostile import HOSTILE
from worker.reading import read, reading_limits

_SECONDS = 5
_MEGABYTES = 300
_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[str]]:
    """The process that reads mails and measures."""
    command = [sys.executable, "-m", "tests.fuzz.measure"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_read_in_time_and_memory(
    name: str, reader: subprocess.Popen[str], tmp_path: Path
) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(HOSTILE[name]())
    assert reader.stdin is not None
    assert reader.stdout is not None
    print(file, file=reader.stdin, flush=True)
    took = json.loads(reader.stdout.readline())
    file.unlink()
    assert not took["broke"], took["broke"]
    assert took["seconds"] <= _SECONDS, took
    assert took["megabytes"] <= _MEGABYTES, took


@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_many_text_parts_together_are_no_longer_than_one_may_be(subtype: str) -> None:
    part = f"--b\r\nContent-Type: text/{subtype}\r\n\r\n" + "Hello there.\r\n" * 10_000
    raw = f'Content-Type: multipart/mixed; boundary="b"\r\n\r\n{part * 20}'.encode()
    message = read(raw)
    (body,) = message.bodies
    assert len(body.text) <= reading_limits.HTML_BYTES + 300
    assert any("too long together" in defect for defect in message.defects)
