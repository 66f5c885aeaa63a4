"""outbox: letters to be sent, being sent, sent."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.command_context import open_installation, open_stored_lists
from worker.cli.console_output import JSON, print_line, print_rows
from worker.cli.current_user import By
from worker.errors import RefusedError, UsageError
from worker.requests.request_model import LetterState

if TYPE_CHECKING:
    from worker.services.contexts import OutboxContext
    from worker.services.outbox.outbox_decisions import LetterVerb
    from worker.store.records import Letter

app = typer.Typer(help="The letters to customers.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="outbox")


Id = Annotated[int, typer.Argument(metavar="ID", help="The letter's id.")]
_COLUMNS = ("id", "request_id", "kind", "to", "state", "attempts", "hold_reason", "last_error")


@app.command("list")
def list_(
    state: Annotated[list[LetterState] | None, typer.Option("--state", help="Only these states.")] = None,
    json: Annotated[bool, JSON] = False,
) -> None:
    """The letters, oldest first."""
    from worker.services import row_lists

    with open_stored_lists() as storage:
        print_rows(row_lists.letters(storage.store, state or ()), _COLUMNS, json_lines=json, title="Letters")


@app.command()
def retry(
    by: By,
    ids: Annotated[list[int] | None, typer.Argument(metavar="ID…", help="The letters' ids.")] = None,
    state: Annotated[
        LetterState | None,
        typer.Option("--state", help="All in this state, instead of ids: failed, deferred, bounced."),
    ] = None,
) -> None:
    """Send them again: failed, deferred, bounced or uncertain letters."""
    from worker.services.outbox import outbox_decisions
    from worker.services.outbox.outbox_decisions import LetterVerb

    if bool(ids) == (state is not None):
        raise UsageError("name the letters by their ids, or all of them by --state, and not both")
    if state is LetterState.UNCERTAIN:
        raise UsageError("letters that may have arrived are sent again one by one: name them by their ids")
    if state is not None and LetterVerb.RETRY not in outbox_decisions.list_verbs(state):
        raise UsageError(f"letters that are {state} can't be sent again")
    with open_installation() as installation:
        chosen = ids or [
            letter.id
            for letter in outbox_decisions.in_state(installation.services, state or LetterState.FAILED)
        ]
        refused = _decide_each(installation.services, chosen, LetterVerb.RETRY, by)
    if not chosen:
        print_line(f"no letter is {state}")
    if refused:
        raise RefusedError("\n".join(map(str, refused))) if len(chosen) > 1 else refused[0]


@app.command()
def cancel(letter: Id, by: By) -> None:
    """Never send it."""
    from worker.services.outbox.outbox_decisions import LetterVerb

    _decide(letter, LetterVerb.CANCEL, by)


@app.command()
def release(letter: Id, by: By) -> None:
    """Let a held letter go."""
    from worker.services.outbox.outbox_decisions import LetterVerb

    _decide(letter, LetterVerb.RELEASE, by)


@app.command()
def sent(letter: Id, by: By) -> None:
    """An uncertain letter did arrive: it counts as sent."""
    from worker.services.outbox.outbox_decisions import LetterVerb

    _decide(letter, LetterVerb.SENT, by)


def _decide(letter_id: int, verb: "LetterVerb", by: str) -> None:
    from worker.services.outbox import outbox_decisions

    with open_installation() as installation:
        _say_decided(outbox_decisions.decide(installation.services, letter_id, verb, by))


def _decide_each(
    services: "OutboxContext", ids: Sequence[int], verb: "LetterVerb", by: str
) -> list[RefusedError | UsageError]:
    """Each for itself; why not about some."""
    from worker.services.outbox import outbox_decisions

    refused: list[RefusedError | UsageError] = []
    for letter_id in ids:
        try:
            _say_decided(outbox_decisions.decide(services, letter_id, verb, by))
        except (RefusedError, UsageError) as error:
            refused.append(error)
    return refused


def _say_decided(letter: "Letter") -> None:
    print_line(f"letter {letter.id} ({letter.kind}) is now {letter.state}")
