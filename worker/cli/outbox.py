"""outbox: letters to be sent, being sent, sent."""

from typing import Annotated

import typer

from worker.cli.output import JSON, rows, say
from worker.cli.situation import installation
from worker.requests.values import LetterState
from worker.services import review, views
from worker.store.rows import Letter

app = typer.Typer(help="The letters to customers.", no_args_is_help=True)

Id = Annotated[int, typer.Argument(metavar="ID", help="The letter's id.")]
_COLUMNS = ("id", "request_id", "kind", "to", "state", "attempts", "hold_reason", "last_error")


@app.command("list")
def list_(
    state: Annotated[list[LetterState] | None, typer.Option("--state", help="Only these states.")] = None,
    json: Annotated[bool, JSON] = False,
) -> None:
    """The letters, oldest first."""
    with installation() as found:
        rows(views.letters(found.house, state or ()), _COLUMNS, json_lines=json, title="Letters")


@app.command()
def retry(letter: Id) -> None:
    """Send it again: a failed, deferred, bounced or uncertain letter."""
    with installation() as found:
        _told(review.retry_letter(found.house, letter))


@app.command()
def cancel(letter: Id) -> None:
    """Never send it."""
    with installation() as found:
        _told(review.cancel_letter(found.house, letter))


@app.command()
def release(letter: Id) -> None:
    """Let a held letter go."""
    with installation() as found:
        _told(review.release_letter(found.house, letter))


def _told(letter: Letter) -> None:
    say(f"letter {letter.id} ({letter.kind}) is now {letter.state}")
