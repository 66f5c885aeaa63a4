"""One line per event on standard error: `key=value` text for people, JSON for programs.

A side room. What libraries log through the standard library passes through the same steps, which
`worker.log_lines` has. A command that logs nothing does without that and what it imports.
"""

import logging
import sys
from typing import TYPE_CHECKING, Any, Literal, TextIO, cast

if TYPE_CHECKING:
    import structlog

Level = Literal["debug", "info", "warning", "error"]
Format = Literal["text", "json"]

#: Libraries that say more than an operator wants to read, and the least level that is let through.
_QUIET = {
    "aiosmtpd": logging.WARNING,
    "alembic": logging.WARNING,
    "apscheduler": logging.ERROR,  # it warns of each run that is left out while another one takes long
    "asyncio": logging.WARNING,
    "google.auth": logging.WARNING,
    "imapclient": logging.ERROR,
    "mail.log": logging.WARNING,
    "mailparser": logging.ERROR,
    "msal": logging.WARNING,
    "pymap": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}

_HANDLER = "sen-worker"  # so that a second call finds the first one's handler


class _Logging:
    """Whether our own events are to go to the standard library's log, and do not yet."""

    wanted = False


class _Formatter(logging.Formatter):
    """Made with the first event."""

    def __init__(self, kind: Format) -> None:
        super().__init__()
        self._kind = kind
        self._whole: logging.Formatter | None = None

    def format(self, record: logging.LogRecord) -> str:
        if self._whole is None:
            from worker.log_lines import formatter

            self._whole = formatter(self._kind)
        return self._whole.format(record)


class _Logger:
    """A logger of structlog, made with the first event."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever structlog's loggers have
        import structlog

        _hand_over()
        return getattr(structlog.stdlib.get_logger(self._name), name)


def configure(level: Level = "info", format: Format = "text", stream: TextIO | None = None) -> None:  # noqa: A002
    """Send every event of `level` and above to `stream` (standard error); may be called again."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.name = _HANDLER
    handler.setFormatter(_Formatter(format))
    root = logging.getLogger()
    for former in [one for one in root.handlers if one.name == _HANDLER]:
        root.removeHandler(former)
    root.addHandler(handler)
    threshold = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(threshold)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, threshold))
    _Logging.wanted = True
    if "structlog" in sys.modules:
        _hand_over()


def get(name: str) -> "structlog.stdlib.BoundLogger":
    """The logger of a room; events are words, everything else is a key: `log.info("polled", found=3)`."""
    return cast("structlog.stdlib.BoundLogger", _Logger(name))


def _hand_over() -> None:
    if _Logging.wanted:
        from worker.log_lines import hand_to_logging

        _Logging.wanted = False
        hand_to_logging()
