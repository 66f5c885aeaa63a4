"""interest: who wants to hear when migration opens for Atlassian Cloud."""

import sys
from typing import Annotated

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import JSON, print_json, print_line, print_rows
from worker.cli.current_user import By
from worker.errors import RefusedError

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="Who is to be told, or not any more.")]

app = typer.Typer(help="The list of interested Atlassian Cloud users.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="interest")


@app.command("list")
def list_(json: Annotated[bool, JSON] = False) -> None:
    """Whoever asked to be told, oldest first."""
    from worker.services.outbox import interest_list

    with open_installation() as installation:
        print_rows(
            interest_list.listed(installation.services),
            interest_list.COLUMNS,
            json_lines=json,
            title="Interested",
        )


@app.command()
def add(address: Address, by: By) -> None:
    """Put an address on the list by hand."""
    from worker.services.outbox import interest_list

    with open_installation() as installation:
        entry, new = interest_list.add(installation.services, address, by)
    print_line(
        f"{entry.requester.addr} is on the list" + ("" if new else " already") + f": {entry.reference}"
    )


@app.command()
def remove(address: Address, by: By) -> None:
    """Take an address off the list by hand; nobody is written to."""
    from worker.services.outbox import interest_list

    with open_installation() as installation:
        if not interest_list.remove(installation.services, address, by):
            raise RefusedError(f"{address} is not on the list")
    print_line(f"{address} is off the list")


@app.command()
def export() -> None:
    """The list as CSV (RFC 4180) on standard output."""
    from worker.services.outbox import interest_list

    with open_installation() as installation:
        sys.stdout.write(interest_list.as_csv(installation.services))


@app.command()
def announce(
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="The letter's folder of templates.")],
    by: By,
    send: Annotated[bool, typer.Option("--send", help="Do it; without it, only tell what would be.")] = False,
    per_hour: Annotated[int, typer.Option("--per-hour", min=1, help="How many letters an hour.")] = 200,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Tell everybody on the list, once; repeat it to go on where it was stopped."""
    from worker.services.outbox import interest_list
    from worker.services.row_lists import format_time

    with open_installation() as installation:
        plan = (
            interest_list.announce(installation.services, letter, per_hour, by)
            if send
            else interest_list.rehearse(installation.services, letter, per_hour)
        )
    until = format_time(plan.until)
    if json:
        print_json(
            {
                "sent": send,
                "entries": plan.entries,
                "told": plan.told,
                "to_tell": plan.to_tell,
                "until": until,
            }
        )
        return
    print_line(
        f"{plan.entries} on the list, {plan.told} told before, {plan.to_tell} to tell"
        + (f" until {until}" if until else "")
    )
    if plan.to_tell and not send:
        print_line("nothing is sent yet; repeat it with --send")
