"""mailbox plan: a dry run."""

from dataclasses import asdict
from typing import Annotated

import typer

from worker.cli.output import JSON, rows
from worker.cli.situation import installation
from worker.services.plan import plan as rehearse

app = typer.Typer(help="The mailboxes, without touching them.", no_args_is_help=True)

_COLUMNS = ("mailbox", "uid", "disposition", "reason", "letters", "held")


@app.callback()
def mailboxes() -> None:
    """The mailboxes, without touching them."""


@app.command()
def plan(json: Annotated[bool, JSON] = False) -> None:
    """What the next poll would take, ignore and answer; changes nothing anywhere."""
    with installation(prepared=False) as found, found.rehearsing() as house:
        planned = (asdict(one) for source in found.sources for one in rehearse(house, source))
        rows(planned, _COLUMNS, json_lines=json, title="The next poll")
