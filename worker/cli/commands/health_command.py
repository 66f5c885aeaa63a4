"""health: whether a running worker does its work, where none answers by itself
(`worker.cli.health_query`)."""

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import print_line


def add_to(app: typer.Typer) -> None:
    """Put the command into the root."""
    app.command()(health)


def health() -> None:
    """Exit 0 when a running worker is healthy, 1 with the reason when not."""
    from worker.services.monitoring.health_verdict import tell_health

    with open_installation(prepared=False) as app:
        print_line(tell_health(app.services))
