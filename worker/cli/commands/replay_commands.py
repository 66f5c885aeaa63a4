"""replay: stored requests' mail, read again."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import JSON, make_console, print_json


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
    from worker.cli.replay_output import ReplayCounts, make_replay_row, show_replayed
    from worker.services.review.replay_mail import replay_requests as read_again

    day = None if since is None else since.replace(tzinfo=UTC)
    with open_installation() as installation:
        counts = ReplayCounts()
        for replayed in counts.count(read_again(installation.services, day, apply=apply)):
            if json:
                print_json(make_replay_row(replayed))
            else:
                show_replayed(replayed, diff=diff)
    if not json:
        make_console().print(counts.summarize(apply=apply), soft_wrap=True)
