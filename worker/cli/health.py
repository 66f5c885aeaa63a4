"""health: whether a running worker does its work, where none answers by itself (`worker.cli.asking`)."""

import typer

from worker.cli.output import say
from worker.cli.situation import installation


def add_to(app: typer.Typer) -> None:
    """Put the command into the root."""
    app.command()(health)


def health() -> None:
    """Exit 0 when a running worker is healthy, 1 with the reason when not."""
    from worker.services.verdict import verdict

    with installation(prepared=False) as app:
        say(verdict(app.house))
