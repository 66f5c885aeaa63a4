"""ledger: what became of each message."""

from typing import Annotated

import typer

from worker.cli.command_context import open_installation, open_stored_lists
from worker.cli.console_output import JSON, print_line, print_rows
from worker.cli.current_user import By
from worker.requests.request_model import MIGRATION_FORM, Disposition

app = typer.Typer(help="Every message seen, and what became of it.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="ledger")


_COLUMNS = ("id", "mailbox", "folder", "uid", "disposition", "reason", "request_id", "seen_at")
_POLLS = ("at", "mailbox", "folder", "found", "counts", "missing", "missed")


@app.command("list")
def list_(
    disposition: Annotated[
        list[Disposition] | None, typer.Option("--disposition", help="Only these dispositions.")
    ] = None,
    json: Annotated[bool, JSON] = False,
) -> None:
    """The messages, in the order in which they were taken in."""
    from worker.services import row_lists

    with open_stored_lists() as storage:
        print_rows(
            row_lists.ledger(storage.store, disposition or ()), _COLUMNS, json_lines=json, title="Ledger"
        )


@app.command()
def polls(json: Annotated[bool, JSON] = False) -> None:
    """The account of each poll that found something: found is the sum over the dispositions."""
    from worker.services import row_lists

    with open_stored_lists() as storage:
        print_rows(row_lists.polls(storage.store), _POLLS, json_lines=json, title="Polls")


@app.command()
def retry(entry: Annotated[int, typer.Argument(metavar="ID")], by: By) -> None:
    """Let the next poll read a quarantined message again."""
    from worker.services.review import ledger_view

    with open_installation() as installation:
        ledger_view.retry(installation.services, entry, by)
    print_line(f"message {entry} will be read again by the next poll")


@app.command()
def request(
    entry: Annotated[int, typer.Argument(metavar="ID")],
    by: By,
    form: Annotated[str, typer.Option("--form", help="Which form it is about.")] = MIGRATION_FORM,
) -> None:
    """Make a request of a message that was ignored or set aside; its letter waits for a person."""
    from worker.services.intake import request_from_mail

    with open_installation() as installation:
        mailbox = request_from_mail.want_request(installation.services, entry, form, by)
    print_line(f"message {entry} becomes a request with the next poll of {mailbox}")
