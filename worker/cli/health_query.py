"""`health` as a container's health check types it, answered before the command line is imported."""

import os
from collections.abc import Sequence
from pathlib import Path

from worker.config_file import find_configuration
from worker.errors import RefusedError
from worker.runtime.health_socket import ask_health, make_socket_name


def find_socket_name(option: Path | None) -> str:
    """The common name of the sockets of all workers that have this configuration."""
    return make_socket_name(find_configuration(option, os.environ, Path.cwd()), os.environ, Path.cwd())


def print_answer_if_health(arguments: Sequence[str]) -> bool:
    """Print a running worker's answer, if the command is `health`; False where typer has to take over.

    Importing typer takes longer than the question. Raises RefusedError with what the worker says is wrong.
    """
    match [*arguments]:
        case ["health"]:
            config = None
        case ["--config", file, "health"]:
            config = Path(file)
        case _:
            return False
    answer = ask_health(find_socket_name(config))
    if answer is None:
        return False
    if not answer.healthy:
        raise RefusedError(answer.text)
    print(answer.text)
    return True
