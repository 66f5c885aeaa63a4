"""db: migrations."""

import typer

from worker.cli.output import say
from worker.cli.situation import installation

app = typer.Typer(help="The database's tables.", no_args_is_help=True)


@app.command()
def upgrade() -> None:
    """Bring the tables to what this version needs."""
    with installation(prepared=False) as found:
        found.house.store.upgrade()
        found.house.store.require_fit()
        say(f"{found.house.store.name} is at revision {found.house.store.revision()}")


@app.command()
def current() -> None:
    """The revision that the tables are at."""
    with installation(prepared=False) as found:
        say(found.house.store.revision() or "none: run `sen-worker db upgrade`")
