"""staff: who works with the queue."""

import sys
from typing import Annotated

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import JSON, print_line, print_rows
from worker.errors import UsageError
from worker.services.staff_roles import StaffRole

app = typer.Typer(help="Who works with the queue.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="staff")


Name = Annotated[str, typer.Argument(metavar="NAME", help="What they sign in as.")]


@app.command()
def add(
    name: Name,
    role: Annotated[
        StaffRole, typer.Option("--role", help="What they may do; admins see staff and sessions too.")
    ] = StaffRole.REVIEWER,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="They sign in through a proxy (web.user_header).")
    ] = False,
) -> None:
    """A member of staff, or a new password and role for one; their sessions end."""
    from worker.services.accounts import staff_accounts

    with open_installation(creates=True) as installation:
        password = "" if no_password else _password()
        if not no_password and not password:
            raise UsageError("no password was given; without one it is --no-password")
        staff_accounts.add(installation.services, name, password, role)
    print_line(f"{name} is now {role}")


@app.command("list")
def list_(json: Annotated[bool, JSON] = False) -> None:
    """Who works with the queue."""
    from worker.services.accounts import staff_accounts

    with open_installation() as installation:
        print_rows(
            staff_accounts.listed(installation.services),
            staff_accounts.COLUMNS,
            json_lines=json,
            title="Staff",
        )


@app.command()
def remove(name: Name) -> None:
    """No member of staff any more; their sessions end."""
    from worker.services.accounts import staff_accounts

    with open_installation() as installation:
        staff_accounts.remove(installation.services, name)
    print_line(f"{name} is no member of staff any more")


@app.command("sign-out")
def sign_out(name: Name) -> None:
    """End all their sessions."""
    from worker.services.accounts import staff_accounts

    with open_installation() as installation:
        ended = staff_accounts.sign_out_everywhere(installation.services, name)
    print_line(f"{ended} session{'' if ended == 1 else 's'} of {name} ended")


def _password() -> str:
    """Asked for twice on a terminal, unseen; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt="The same again"))
