"""`health` as a container's health check types it, answered before the command line is imported."""

import os
from collections.abc import Sequence
from pathlib import Path

from worker.config_file import find_configuration
from worker.errors import RefusedError
from worker.runtime.health_socket import ask_health, make_socket_name


def health_socket_name(option: Path | None) -> str:
    """Of the sockets of workers that have this configuration."""
    return make_socket_name(find_configuration(option, os.environ, Path.cwd()), os.environ, Path.cwd())


def has_told_health(arguments: Sequence[str]) -> bool:
    """Whether `health` was asked for, and a running worker answered; RefusedError with what it says is wrong.

    Typer alone takes longer than the question: whatever else is typed is left to it.
    """
    match [*arguments]:
        case ["health"]:
            config = None
        case ["--config", file, "health"]:
            config = Path(file)
        case _:
            return False
    answer = ask_health(health_socket_name(config))
    if answer is None:
        return False
    if not answer.healthy:
        raise RefusedError(answer.text)
    print(answer.text)
    return True
