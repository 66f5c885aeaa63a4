"""Who uses the command line."""

import getpass
from typing import Annotated

import typer


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "staff"


def _require_name(name: str) -> str:
    if not name.strip():
        raise typer.BadParameter("it is empty; it says who does it, for the record")
    return name.strip()


By = Annotated[
    str,
    typer.Option(
        "--by",
        help="Who does it.",
        default_factory=_login_name,
        show_default="your login name",
        callback=_require_name,
    ),
]
