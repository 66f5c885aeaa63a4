"""interest: who wants to hear when migration opens for Atlassian Cloud."""

import sys
from typing import Annotated

import typer

from worker.cli.output import JSON, as_json, rows, say
from worker.cli.person import By
from worker.cli.situation import installation
from worker.errors import RefusedError

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="Who is to be told, or not any more.")]

app = typer.Typer(help="The list of interested Atlassian Cloud users.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="interest")


@app.command("list")
def list_(json: Annotated[bool, JSON] = False) -> None:
    """Whoever asked to be told, oldest first."""
    from worker.services import interest

    with installation() as found:
        rows(interest.listed(found.house), interest.COLUMNS, json_lines=json, title="Interested")


@app.command()
def add(address: Address, by: By) -> None:
    """Put an address on the list by hand."""
    from worker.services import interest

    with installation() as found:
        entry, new = interest.add(found.house, address, by)
    say(f"{entry.requester.addr} is on the list" + ("" if new else " already") + f": {entry.reference}")


@app.command()
def remove(address: Address, by: By) -> None:
    """Take an address off the list by hand; nobody is written to."""
    from worker.services import interest

    with installation() as found:
        if not interest.remove(found.house, address, by):
            raise RefusedError(f"{address} is not on the list")
    say(f"{address} is off the list")


@app.command()
def export() -> None:
    """The list as CSV (RFC 4180) on standard output."""
    from worker.services import interest

    with installation() as found:
        sys.stdout.write(interest.as_csv(found.house))


@app.command()
def announce(
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="The letter's folder of templates.")],
    by: By,
    send: Annotated[bool, typer.Option("--send", help="Do it; without it, only tell what would be.")] = False,
    per_hour: Annotated[int, typer.Option("--per-hour", min=1, help="How many letters an hour.")] = 200,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Tell everybody on the list, once; repeat it to go on where it was stopped."""
    from worker.services import interest
    from worker.services.listings import moment

    with installation() as found:
        plan = (
            interest.announce(found.house, letter, per_hour, by)
            if send
            else interest.rehearse(found.house, letter, per_hour)
        )
    until = moment(plan.until)
    if json:
        as_json(
            {
                "sent": send,
                "entries": plan.entries,
                "told": plan.told,
                "to_tell": plan.to_tell,
                "until": until,
            }
        )
        return
    say(
        f"{plan.entries} on the list, {plan.told} told before, {plan.to_tell} to tell"
        + (f" until {until}" if until else "")
    )
    if plan.to_tell and not send:
        say("nothing is sent yet; repeat it with --send")
