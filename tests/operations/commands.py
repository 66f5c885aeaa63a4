"""The command line within this process: as a deployer types it, without what a new process costs."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from worker import cli


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


@contextmanager
def quiet_afterwards() -> Iterator[None]:
    """What a command set up for its log is taken back: it writes to where nobody listens any more."""
    root = logging.getLogger()
    handlers, level = [*root.handlers], root.level
    try:
        yield
    finally:
        root.handlers = handlers
        root.setLevel(level)
        structlog.reset_defaults()


class Commands:
    """Runs commands of one installation."""

    def __init__(
        self, config: Path | None, monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]
    ) -> None:
        self._config = config
        self._monkeypatch = monkeypatch
        self._captured = captured

    def __call__(self, *arguments: str) -> Ended:
        """`sen-worker ARGUMENTS`."""
        return self.run(arguments)

    def run(self, arguments: Sequence[str]) -> Ended:
        """The same."""
        named = [] if self._config is None else ["--config", str(self._config)]
        self._monkeypatch.setattr("sys.argv", ["sen-worker", *named, *arguments])
        self._captured.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = self._captured.readouterr()
        return Ended(status=int(end.value.code or 0), out=said.out, err=said.err)
