"""mailbox: a dry run, and a look at everything once more."""

from dataclasses import asdict
from typing import Annotated

import typer

from worker.cli.output import JSON, rows, say
from worker.cli.progress import on_terminal
from worker.cli.situation import installation, stop_on_signals
from worker.errors import UnavailableError
from worker.services.plan import plan as rehearse

app = typer.Typer(help="The mailboxes.", no_args_is_help=True)

_COLUMNS = ("mailbox", "folder", "uid", "disposition", "reason", "letters", "held", "mark", "way")


@app.command()
def plan(json: Annotated[bool, JSON] = False) -> None:
    """What the next poll would take, ignore and answer; changes nothing anywhere."""
    with installation(prepared=False, creates=True) as found, found.rehearsing() as house:
        planned = (asdict(one) for source in found.sources for one in rehearse(house, source))
        rows(planned, _COLUMNS, json_lines=json, title="The next poll")


@app.command()
def sweep() -> None:
    """Compare the mailboxes with the ledger, and take in what was missed; `run` does so each night."""
    from worker import scheduler

    stop = stop_on_signals()
    with installation() as found:
        watchers = scheduler.Watchers(progress=on_terminal())
        if problems := scheduler.sweep(found, stop, watchers):
            raise UnavailableError("\n".join(problems))
    say("every message is accounted for" if not stop.is_set() else "stopped before the end")
