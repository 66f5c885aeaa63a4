"""How an event becomes a line, by structlog, which half a second goes into: imported with the first event.

Values under keys that name something personal or secret are replaced before anything is written, and
exceptions are told by their place in the code: their texts may hold a customer's mail.
"""

import logging
import sys
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from worker.errors import WorkerError

REDACTED = "[redacted]"

#: A key is redacted if one of its words (`account_email`: account, email) is among these …
# fmt: off
_PRIVATE_WORDS = frozenset({
    "address", "addresses", "authorization", "body", "content", "credential", "credentials",
    "email", "emails", "fields", "html", "key", "keys", "license", "organization", "passwd",
    "password", "passwords", "phone", "raw", "recipient", "recipients", "requester", "secret",
    "secrets", "sender", "subject", "text", "token", "tokens", "url", "username", "value", "values",
})
# fmt: on
#: … or if it is one of these as a whole.
_PRIVATE_KEYS = frozenset({"from", "from_", "to", "cc", "reply_to", "holder_name", "return_path"})

_LONGEST = 500  # characters of one value
_FRAMES = 8
_DEEPEST = 4


def formatter(kind: Literal["text", "json"]) -> logging.Formatter:
    """What makes a line of an event, whether it comes from us or from a library."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_common(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _place_exception,
            _redact,
            structlog.processors.JSONRenderer(default=str, ensure_ascii=False) if kind == "json" else _render,
        ],
    )


def hand_to_logging() -> None:
    """Let our own events go the way of those that libraries log."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_common(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _place_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace `exc_info` by the error's type and where it was raised; only our own errors' texts are told."""
    told = event.pop("exc_info", None)
    error = told if isinstance(told, BaseException) else told[1] if isinstance(told, tuple) else None
    if told is True:
        error = sys.exception()
    if isinstance(error, BaseException):
        event["error"] = (
            f"{type(error).__name__}: {error}" if isinstance(error, WorkerError) else type(error).__name__
        )
        event["at"] = _trace(error.__traceback__)
    return event


def _trace(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return " < ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames))


def _short(filename: str) -> str:
    return "/".join(filename.replace("\\", "/").split("/")[-3:])


def _redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: REDACTED if _private(key) else _clean(value, 0) for key, value in event.items()}


def _private(key: str) -> bool:
    word = key.lower().replace("-", "_")
    return word in _PRIVATE_KEYS or not _PRIVATE_WORDS.isdisjoint(word.split("_"))


def _clean(value: object, depth: int) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping) and depth < _DEEPEST:
        return {
            str(key): REDACTED if _private(str(key)) else _clean(one, depth + 1) for key, one in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset) and depth < _DEEPEST:
        return [_clean(one, depth + 1) for one in value]
    text = str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _render(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    rest = dict(event)
    stamp, level, name = (str(rest.pop(key, "")) for key in ("timestamp", "level", "logger"))
    head = f"{stamp[:19]}Z {level:<7} {name}: {_one_line(str(rest.pop('event', '')))}"
    return " ".join([head, *(f"{key}={_quoted(value)}" for key, value in rest.items())])


def _quoted(value: object) -> str:
    text = _one_line(str(value))
    return text if text and not set(text) & set(' "=') else '"' + text.replace('"', '\\"') + '"'


def _one_line(text: str) -> str:
    """`text` without characters that would start a line or steer a terminal."""
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in text)
