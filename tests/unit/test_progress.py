"""How a long backlog is told, in a log and on a terminal."""

import logging

import pytest

from worker import log
from worker.cli import progress_bar as bars
from worker.services import progress_log


@pytest.fixture(autouse=True)
def _logging() -> None:
    log.configure("info")


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_the_log_tells_every_thousand_messages_and_the_end(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), progress_log.in_log("sales", 2_300) as done:
        for _ in range(46):
            done(50)
    assert len(told(caplog)) == 3
    assert "2300" in told(caplog)[-1]


def test_a_few_messages_are_not_worth_a_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), progress_log.in_log("sales", 20) as done:
        done(20)
    assert told(caplog) == []


def test_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with bars.choose_progress()("sales", 5_000) as done:
        done(5_000)
    assert "5000/5000" in capsys.readouterr().err


def test_without_a_terminal_the_log_tells() -> None:
    assert bars.choose_progress() is progress_log.in_log
