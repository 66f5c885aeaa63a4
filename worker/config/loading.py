"""Finding the configuration file, reading it and the environment, checking the whole."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from worker.config import problems, secret_files
from worker.config.environment import PREFIX, Overlay
from worker.config.sections import Config
from worker.config_file import VARIABLE
from worker.errors import ConfigError

_COPY = "`sen-worker init` writes one; or name another file with --config"


def load_configuration(path: Path | None, environ: Mapping[str, str]) -> Config:
    """The configuration in the file with the environment's variables laid over it.

    `path` None means the environment alone. Paths in the file (`…_file`, `templates.dir`) are relative to
    the file's own folder, or to the working directory where there is no file. Raises ConfigError with one
    line for each problem.
    """
    data = _read(path, environ)
    folder = path.parent if path is not None else Path()
    overlay = Overlay(data)
    overlay.apply(environ)
    unread = secret_files.read_files(data, folder)
    found = overlay.problems + unread
    try:
        config = Config.model_validate(data, context={"folder": folder})
    except ValidationError as error:
        # A secret whose file can't be read is told once.
        reported = {(*problem.place[:-1], str(problem.place[-1]).removesuffix("_file")) for problem in unread}
        found += [problem for problem in problems.from_pydantic(error) if problem.place not in reported]
    if not found:
        return config
    given = data.get("mailboxes")
    raise problems.refuse(
        found,
        problems.Sources(
            file="environment" if path is None else str(path),
            variables=overlay.variables,
            mailboxes=given if isinstance(given, list) else (),
        ),
    ) from None  # pydantic's own text may repeat values


_HINTS = {
    "Illegal character '\\n'": "a quote is missing at the end of this line",
    "Invalid value": 'text stands in quotes, as in host = "imap.example.com"; true and false do not',
    "Invalid hex value": "a path with \\ stands in single quotes",
    "Unescaped '\\' in a string": "a path with \\ stands in single quotes",
    "Cannot overwrite a value": "this key is there twice",
}


def _read(path: Path | None, environ: Mapping[str, str]) -> dict[str, Any]:
    if path is None:
        if any(name.startswith(PREFIX) for name in environ):
            return {}
        raise ConfigError(f"there is no config.toml in this folder; {_COPY} or ${VARIABLE}")
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such file; {_COPY}") from error
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}: line {line} is not UTF-8; save the file in that encoding") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {_explain(str(error))}") from None


def _explain(message: str) -> str:
    """What tomllib said, with the place first."""
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", message, re.DOTALL)
    if found is None:
        return f"is not valid TOML: {message}"
    place = f"line {found[2]}, column {found[3]}" if found[2] else "end of the file"
    return f"{place}: not valid TOML: {_plainly(found[1])}"


def _plainly(told: str) -> str:
    """The same in the words of who writes such a file."""
    if twice := re.fullmatch(r"Cannot declare \((.*?),?\) twice", told):
        section = ".".join(part.strip(" '") for part in twice[1].split(","))
        return f"[{section}] is there twice; put its keys into one of them"
    hint = _HINTS.get(told, "")
    return f"{told}; {hint}" if hint else told
