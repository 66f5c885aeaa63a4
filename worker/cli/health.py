"""health: whether a running worker does its work."""

import typer

from worker.cli.output import say
from worker.cli.situation import installation
from worker.errors import RefusedError


def add_to(app: typer.Typer) -> None:
    """Put the command into the root."""
    app.command()(health)


def health() -> None:
    """Exit 0 when a running worker is healthy, 1 with the reason when not."""
    from worker.services import breaker
    from worker.services.health import problems

    with installation(prepared=False) as app:
        app.house.store.refuse_newer()
        if wrong := problems(app.house):
            raise RefusedError("\n".join(wrong))
        with app.house.store.read() as tx:
            letters = breaker.told(breaker.state(app.house, tx))
    say(f"healthy; {letters}")
