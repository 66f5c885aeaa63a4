"""outbox: letters to be sent, being sent, sent."""

from typing import Annotated

import typer

from worker.cli.output import JSON, rows, say
from worker.cli.person import By
from worker.cli.situation import installation
from worker.requests.values import LetterState
from worker.services import letters, views
from worker.services.letters import Verb

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
def retry(letter: Id, by: By) -> None:
    """Send it again: a failed, deferred, bounced or uncertain letter."""
    _decide(letter, Verb.RETRY, by)


@app.command()
def cancel(letter: Id, by: By) -> None:
    """Never send it."""
    _decide(letter, Verb.CANCEL, by)


@app.command()
def release(letter: Id, by: By) -> None:
    """Let a held letter go."""
    _decide(letter, Verb.RELEASE, by)


@app.command()
def sent(letter: Id, by: By) -> None:
    """An uncertain letter did arrive: it counts as sent."""
    _decide(letter, Verb.SENT, by)


def _decide(letter_id: int, verb: Verb, by: str) -> None:
    with installation() as found:
        letter = letters.decide(found.house, letter_id, verb, by)
    say(f"letter {letter.id} ({letter.kind}) is now {letter.state}")
