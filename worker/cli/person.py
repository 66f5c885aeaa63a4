"""Who uses the command line."""

import getpass
from typing import Annotated

import typer


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "staff"


By = Annotated[str, typer.Option("--by", help="Who does it.", default_factory=_login_name)]
