"""The command and its sub-commands."""

from pathlib import Path
from typing import Annotated

import typer

from worker.cli import (
    database,
    interest,
    ledger,
    letters,
    mailbox,
    outbox,
    privacy,
    queue,
    reading,
    register,
    replay,
    running,
    staff,
)
from worker.cli.output import say
from worker.cli.situation import remember
from worker.version import build_name

app = typer.Typer(
    name="sen-worker",
    help="Reads license migration requests from a sales mailbox, asks for what is missing, confirms the SEN.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
running.add_to(app)
reading.add_to(app)
replay.add_to(app)
app.add_typer(queue.app, name="queue")
app.add_typer(ledger.app, name="ledger")
app.add_typer(outbox.app, name="outbox")
app.add_typer(mailbox.app, name="mailbox")
app.add_typer(letters.app, name="letters")
app.add_typer(interest.app, name="interest")
app.add_typer(register.app, name="register")
app.add_typer(staff.app, name="staff")
app.add_typer(privacy.app, name="privacy")
app.add_typer(reading.forms, name="forms")
app.add_typer(database.app, name="db")


def _version(wanted: bool) -> None:  # noqa: FBT001 -- the shape of an option's callback
    if wanted:
        say(f"sen-worker {build_name()}")
        raise typer.Exit


@app.callback()
def root(
    config: Annotated[
        Path | None,
        typer.Option("--config", help="The configuration; else $SEN_WORKER_CONFIG, else ./config.toml."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Log everything, and show tracebacks.")] = False,
    version: Annotated[  # noqa: ARG001 -- its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads license migration requests from a sales mailbox, asks for what is missing, confirms the SEN."""
    remember(config, debug=debug)
