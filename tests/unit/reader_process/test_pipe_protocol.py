"""What goes over the pipe to the process that reads, and back."""

from enum import Enum
from typing import Any

import pytest

from worker.reader_process import pipe_protocol
from worker.reader_process.mail_reader import DirectReader
from worker.reading.message import Automation

MAIL = b"From: a@engines.test\r\nSubject: x\r\n\r\nhello\r\n"


def by_name(member: Enum, _protocol: int) -> Any:
    return getattr, (type(member), member.name)


def test_a_reading_comes_over_where_python_has_members_found_by_getattr(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Enum, "__reduce_ex__", by_name)  # as Python 3.11.2 has it, that of Debian 12
    reading = DirectReader({}, frozenset()).read_mail(MAIL)
    assert pipe_protocol.load(pipe_protocol.dump(reading)) == reading
    assert pipe_protocol.load(pipe_protocol.dump(Automation.BOUNCE)) is Automation.BOUNCE
