"""ledger: what became of each message."""

from typing import Annotated

import typer

from worker.cli.output import JSON, rows, say
from worker.cli.person import By
from worker.cli.situation import installation, stored
from worker.requests.values import MIGRATION_FORM, Disposition

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
    from worker.services import listings

    with stored() as found:
        rows(listings.ledger(found.store, disposition or ()), _COLUMNS, json_lines=json, title="Ledger")


@app.command()
def polls(json: Annotated[bool, JSON] = False) -> None:
    """The account of each poll that found something: found is the sum over the dispositions."""
    from worker.services import listings

    with stored() as found:
        rows(listings.polls(found.store), _POLLS, json_lines=json, title="Polls")


@app.command()
def retry(entry: Annotated[int, typer.Argument(metavar="ID")], by: By) -> None:
    """Let the next poll read a quarantined message again."""
    from worker.services import ledger

    with installation() as found:
        ledger.retry(found.house, entry, by)
    say(f"message {entry} will be read again by the next poll")


@app.command()
def request(
    entry: Annotated[int, typer.Argument(metavar="ID")],
    by: By,
    form: Annotated[str, typer.Option("--form", help="Which form it is about.")] = MIGRATION_FORM,
) -> None:
    """Make a request of a message that was ignored or set aside; its letter waits for a person."""
    from worker.services import wanted

    with installation() as found:
        mailbox = wanted.want_request(found.house, entry, form, by)
    say(f"message {entry} becomes a request with the next poll of {mailbox}")
