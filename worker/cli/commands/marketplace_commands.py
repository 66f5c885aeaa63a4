"""marketplace: SENs from the Marketplace's own license report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import JSON, make_console, print_json, print_line, print_rows
from worker.cli.current_user import By
from worker.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from worker.marketplace.values import SenOffer
    from worker.services.marketplace.sen_offering import ReportTaken

app = typer.Typer(help="SENs from the Marketplace's license report.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.add_typer(app, name="marketplace")


_BAD_SHOWN = 20


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The exported license report: CSV or JSON.")],
    by: By,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be offered.")] = False,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Offer each SEN to the approved request that it fits; nothing is completed by it."""
    from worker.services.marketplace import sen_offering

    with open_installation() as installation:
        taken = sen_offering.take_report(installation.services, file, by, dry_run=dry_run)
    if json:
        print_json(_row(taken, dry_run=dry_run))
        return
    _print_report(taken, dry_run=dry_run)


@app.command()
def fetch(by: By, json: Annotated[bool, JSON] = False) -> None:
    """Read the license report from the Marketplace now, as the configuration says."""
    import threading

    from worker.services.marketplace import report_job

    with open_installation() as installation:
        terms = installation.reporting
        if terms is None:
            raise ConfigError("there is no section [marketplace] in the configuration")
        taken = report_job.read_reports(installation.services, terms, threading.Event().wait, by)
    if json:
        print_json(_row(taken, dry_run=False) if taken is not None else {"licenses": 0, "offers": []})
        return
    if taken is None:
        print_line("no approved request waits for a SEN; nothing was asked for")
        return
    _print_report(taken, dry_run=False)


@app.command("list")
def list_(json: Annotated[bool, JSON] = False) -> None:
    """What is offered to approved requests."""
    from worker.services.marketplace import sen_offering

    with open_installation() as installation:
        offers = sen_offering.offered(installation.services)
    print_rows(offers, ("reference", "key", "sen", "evidence"), json_lines=json, title="Offered SENs")


@app.command()
def sheet(
    requests: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Requests; without any, all approved ones.")
    ] = None,
    json: Annotated[bool, JSON] = False,
    csv: Annotated[
        bool, typer.Option("--csv", help="As a file for a spreadsheet, on standard output.")
    ] = False,
) -> None:
    """What the Marketplace's form wants for each license that is to be issued."""
    from worker.services.marketplace import issuing_sheets

    if json and csv:
        raise UsageError("--json and --csv exclude each other")
    with open_installation() as installation:
        if csv:
            print(issuing_sheets.sheet_file(installation.services, requests or ()), end="")
            return
        rows = [*issuing_sheets.sheet_rows(installation.services, requests or ())]
    columns = ("reference", "key", "first_name", "last_name", "organization", "country", "product", "tier")
    print_rows(rows, columns, json_lines=json, title="To be issued")


@app.command()
def confirm(
    requests: Annotated[list[str], typer.Argument(metavar="ID...", help="Requests by id or reference.")],
    by: By,
) -> None:
    """Complete requests with the SENs that are offered for their keys."""
    from worker.services.marketplace import sen_offering

    with open_installation() as installation:
        for name in requests:
            done = sen_offering.confirm(installation.services, name, by)
            print_line(f"{done.reference} is now {done.state}: {', '.join(done.sens)}")


def _print_report(taken: "ReportTaken", *, dry_run: bool) -> None:
    for row in taken.bad[:_BAD_SHOWN]:
        print_line(f"line {row.line}: {row.problem}")
    for offer in taken.offers:
        evidence = "; ".join(offer.evidence)
        reference = taken.references[offer.request_id]
        make_console().print(f"{reference} key {offer.place + 1}: {offer.sen} ({evidence})", soft_wrap=True)
    for offer in taken.untold:
        print_line(
            f"not offered: {offer.sen} may be of {taken.references[offer.request_id]}, but the sales list"
            " does not tell product and users of its key"
        )
    for doubt in taken.undecided:
        print_line(f"not offered: {' and '.join(doubt.sens)} may be of {' or '.join(doubt.references)}")
    print_line(
        f"{taken.licenses:,} licenses: {len(taken.offers):,} {'would be' if dry_run else 'are'} offered,"
        f" {len(taken.undecided):,} times more than one was possible, {len(taken.bad):,} not read"
    )
    if taken.offers and not dry_run:
        print_line("`sen-worker marketplace confirm ID` completes a request with what is offered")
    for reference in taken.completed:
        print_line(f"{reference} is completed by it (policy.auto_complete)")


def _row(taken: "ReportTaken", *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "licenses": taken.licenses,
        "offers": [_offer(taken, one) for one in taken.offers],
        "untold": [_offer(taken, one) for one in taken.untold],
        "undecided": [{"sens": list(one.sens), "requests": list(one.references)} for one in taken.undecided],
        "completed": list(taken.completed),
        "bad_rows": [{"line": one.line, "problem": one.problem} for one in taken.bad],
    }


def _offer(taken: "ReportTaken", one: "SenOffer") -> dict[str, object]:
    return {
        "reference": taken.references[one.request_id],
        "key": one.place + 1,
        "sen": one.sen,
        "evidence": list(one.evidence),
    }
