"""privacy: what is kept of a person, and for how long."""

import json
from typing import Annotated

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import print_line
from worker.cli.current_user import By

app = typer.Typer(help="Rights of persons, and what is kept for how long.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="privacy")


Person = Annotated[str, typer.Argument(metavar="ADDRESS", help="The person's e-mail address.")]


Accounts = Annotated[
    bool, typer.Option("--accounts", help="Requests of others whose myAtlassian account it is, too.")
]


@app.command()
def export(address: Person, accounts: Accounts = False) -> None:
    """All that is kept of a person, as JSON on standard output."""
    from worker.services.privacy.personal_data import export_person

    with open_installation() as installation:
        data = export_person(installation.services, address, accounts=accounts)
        print(json.dumps(data, ensure_ascii=False, indent=2))


@app.command()
def erase(
    address: Person,
    by: By,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what would be removed.")] = False,
    accounts: Accounts = False,
) -> None:
    """Remove all that is kept of a person, for good: requests, mails, letters, history, search words."""
    from worker.services.privacy.personal_data import erase_person

    with open_installation() as installation:
        erased = erase_person(installation.services, address, by, dry_run=dry_run, accounts=accounts)
    verb = "would be erased" if dry_run else "erased"
    print_line(
        f"{verb}: {len(erased.requests)} requests{_listed(erased.requests)}, {erased.mails} other mails; "
    )
    print_line(f"the address in {erased.mentions} rows about others")
    if erased.remains:
        print_line(f"the database's files still hold some of it ({erased.remains}); repeat the command")
    elif not dry_run:
        print_line("left: the mail in the mailbox itself, and copies of the database that were made before")


@app.command()
def retention(
    apply: Annotated[
        bool, typer.Option("--apply", help="Remove it now; a running worker does so each night.")
    ] = False,
) -> None:
    """Count what has been kept for longer than [retention] wants; nothing is removed without --apply."""
    from worker.services.privacy.data_retention import count_expired, remove_expired

    with open_installation() as installation:
        work = remove_expired if apply else count_expired
        expired = work(installation.services, installation.retention)
    print_line(f"{'removed' if apply else 'to be removed'}:")
    print_line(f"{expired.mails} mails, the personal values of {expired.requests} requests,")
    print_line(f"{expired.entries} rows of the ledger, {expired.polls} accounts of polls")


def _listed(references: tuple[str, ...]) -> str:
    return f" ({', '.join(references)})" if references else ""
