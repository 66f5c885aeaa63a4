"""replay: stored requests' mail, read again."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from worker.cli.output import JSON, as_json, console
from worker.cli.situation import installation


def add_to(app: typer.Typer) -> None:
    """Put the command into the root."""
    app.command()(replay)


def replay(
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Only requests with mail received since that day (UTC).",
        ),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show each field that would change.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Write it; without this nothing is.")] = False,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Read the mail of stored requests again with today's reader: what would change. Writes to nobody."""
    from worker.cli.replayed import Seen, row, tell
    from worker.services.replay import replay as read_again

    day = None if since is None else since.replace(tzinfo=UTC)
    with installation() as found:
        seen = Seen()
        for one in seen.through(read_again(found.house, day, apply=apply)):
            if json:
                as_json(row(one))
            else:
                tell(one, diff=diff)
    if not json:
        console().print(seen.account(apply=apply), soft_wrap=True)
