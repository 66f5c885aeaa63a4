"""rehearsal: the past weeks as the worker would have handled them, beside what staff did."""

from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import JSON, print_json
from worker.errors import UsageError

if TYPE_CHECKING:
    from worker.app import App
    from worker.services.intake.folder_sync import PolledFolder

app = typer.Typer(help="A rehearsal on the mail of the past weeks.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="rehearsal")


@app.callback()
def _group() -> None:
    """A rehearsal on the mail of the past weeks."""


@app.command()
def report(
    days: Annotated[int, typer.Option(min=1, max=3650, help="How far back.")] = 30,
    sent_folder: Annotated[
        str, typer.Option(metavar="FOLDER", help="Where staff's mail is kept; else smtp.sent_folder.")
    ] = "",
    mailbox: Annotated[str, typer.Option(metavar="NAME", help="This mailbox alone.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="List what would be left alone, too.")] = False,
    json: Annotated[bool, JSON] = False,
) -> None:
    """What would have been sent beside what staff sent; changes nothing anywhere."""
    from datetime import timedelta

    from worker.cli.rehearsal_output import rehearsal_row, show_rehearsal
    from worker.services.intake.rehearsal_report import rehearse_past

    with (
        open_installation(prepared=False, creates=True) as installation,
        installation.without_history() as services,
    ):
        sources = _sources(installation, mailbox)
        folder = _sent_folder(installation, sources[0], sent_folder)
        since = services.clock() - timedelta(days=days)
        rehearsed = [
            message for source in sources for message in rehearse_past(services, source, folder, since)
        ]
    listed = [message for message in rehearsed if everything or message.is_reported]
    if json:
        for message in listed:
            print_json(rehearsal_row(message))
    else:
        show_rehearsal(listed, left_alone=len(rehearsed) - len(listed))


def _sources(found: "App", mailbox: str) -> "list[PolledFolder]":
    sources = [source for source in found.sources if mailbox in {"", source.settings.name}]
    if not sources:
        known = ", ".join(sorted({source.settings.name for source in found.sources}))
        raise UsageError(f"there is no mailbox {mailbox}, only {known}")
    return sources


def _sent_folder(found: "App", source: "PolledFolder", given: str) -> str:
    folder = given or found.config.smtp.sent_folder
    if folder:
        return folder
    from worker.mailbox.mailbox_session import open_session

    with open_session(source.settings) as session:
        there = ", ".join(f'"{each}"' for each in session.folders()[:20])
    raise UsageError(f"which folder keeps what staff sent? Give --sent-folder, one of: {there}")
