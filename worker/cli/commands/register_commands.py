"""register: the vendor's own sales list, by which license keys are known."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import JSON, format_value, make_console, print_json, print_line, print_rows
from worker.cli.current_user import By
from worker.errors import RefusedError, UsageError
from worker.register.values import DateOrder

if TYPE_CHECKING:
    from worker.services.contexts import RegisterContext
    from worker.services.register.register_import import ImportPlan, ImportReport

app = typer.Typer(help="The license register: the vendor's own sales list.", no_args_is_help=True)
experts = typer.Typer(help="Atlassian Experts, who send requests of several clients.", no_args_is_help=True)


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    app.add_typer(experts, name="expert")
    root.add_typer(app, name="register")


_COLUMNS = ("id", "at", "who", "file", "rows", "added", "changed", "same", "bad", "undone_at")
_BAD_SHOWN = 20


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The sales list: CSV or Excel.", dir_okay=False)
    ],
    by: By,
    column: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADING=FIELD", help="What a column is; no FIELD leaves it out."),
    ] = None,
    dates: Annotated[
        DateOrder | None, typer.Option("--dates", help="How 03/04/2015 is meant: dmy or mdy.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Don't ask whether the columns are right.")
    ] = False,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Take the sales list in; the same file again changes nothing."""
    from worker.cli.progress_bar import choose_progress
    from worker.services.register import register_import

    given = dict(_parse_mapping(text) for text in column or ())
    with open_installation() as installation:
        plan = register_import.plan_import(installation.services, file, given, dates)
        if not json:
            _print_plan(plan)
        if not (dry_run or yes or json or plan.remembered or _confirm_columns()):
            raise RefusedError("nothing was imported; name columns by --map HEADING=FIELD")
        if dry_run:
            report = register_import.rehearse_import(installation.services, plan, choose_progress())
        else:
            report = register_import.run_import(installation.services, plan, by, choose_progress())
    _print_report(plan, report, json=json)
    if report.counts.rows == report.counts.bad > 0:
        raise RefusedError(f"not one row of {file} could be taken")


@app.command("list")
def list_(json: Annotated[bool, JSON] = False) -> None:
    """Every import, oldest first."""
    from worker.services.register import register_history

    with open_installation() as installation:
        print_rows(register_history.listed(installation.services), _COLUMNS, json_lines=json, title="Imports")


@app.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="ID", help="The newest import's id.")],
    by: By,
) -> None:
    """Take the newest import back: the register is as it was before it."""
    from worker.services.register import register_history

    with open_installation() as installation:
        done = register_history.undo(installation.services, number, by)
    print_line(f"import {number} of {done.file} is undone")


@app.command()
def show(
    wanted: Annotated[
        str, typer.Argument(metavar="KEY|ID", help="A license key, or an import's id; - reads it.")
    ],
    json: Annotated[bool, JSON] = False,
) -> None:
    """What the register says of a license key, or of one import."""
    from worker.register.cell_values import UNLIMITED

    text = sys.stdin.read() if wanted == "-" else wanted
    with open_installation() as installation:
        row = _row(installation.services, text.strip())
    if json:
        print_json(row)
        return
    nearly = row.pop("nearly", ())
    for license_ in (row, *nearly) if isinstance(nearly, list) else (row,):
        for name, value in license_.items():
            shown = "unlimited" if name == "users" and value == UNLIMITED else format_value(value)
            make_console().print(f"{name.replace('_', ' '):18} {shown}", soft_wrap=True)


Expert = Annotated[str, typer.Argument(metavar="ADDRESS", help="An address, or a domain: @partner.example.")]


@experts.command("add")
def add_expert(
    address: Expert,
    by: By,
    name: Annotated[str, typer.Option("--name", help="Whose it is, for staff.")] = "",
) -> None:
    """Note an Expert's address, or another name for it."""
    from worker.services.register import expert_list

    with open_installation() as found:
        new = expert_list.add_expert(found.services, address, name, by)
    print_line(f"{address.strip().lower()} is {'now' if new else 'still'} known as an Expert's")


@experts.command("remove")
def remove_expert(address: Expert) -> None:
    """Forget an Expert's address."""
    from worker.services.register import expert_list

    with open_installation() as found:
        expert_list.remove_expert(found.services, address)
    print_line(f"{address.strip().lower()} is an Expert's no more")


@experts.command("list")
def list_experts(json: Annotated[bool, JSON] = False) -> None:
    """Every address that is known as an Expert's."""
    from worker.services.register import expert_list

    with open_installation() as found:
        rows = expert_list.list_experts(found.services)
    print_rows(rows, ("address", "name", "by", "at"), json_lines=json, title="Experts")


def _row(services: "RegisterContext", text: str) -> dict[str, object]:
    from worker.services.register import register_history

    if text.isdecimal() and len(text) < 8:
        found = next((row for row in register_history.listed(services) if row["id"] == int(text)), None)
        if found is None:
            raise UsageError(f"there is no import {text}; `sen-worker register list` shows them")
        return found
    match = register_history.look_up(services, text)
    if match.found is not None:
        return {"match": "known", **register_history.license_row(match.found)}
    nearly = [register_history.license_row(one) for one in match.nearly]
    return {"match": "nearly" if nearly else "unknown", "nearly": nearly}


def _parse_mapping(text: str) -> tuple[str, str]:
    heading, equals, name = text.rpartition("=")
    if not equals:
        raise UsageError(f"--map {text!r}: write HEADING=FIELD, as in 'Serial no.=license_key'")
    return heading, name.strip()


def _confirm_columns() -> bool:
    """Somebody at a terminal is asked; a script that came so far has named what has to be named."""
    return not sys.stdin.isatty() or typer.confirm("Are the columns right?", default=True)


def _print_plan(plan: "ImportPlan") -> None:
    as_before = " (as in the last import)" if plan.remembered else ""
    print_line(f"{plan.file.name}: columns{as_before}")
    for name, heading in plan.layout.named().items():
        print_line(f"  {name:18} {heading}")
    for name in plan.layout.doubtful:
        print_line(f"  {name:18} not taken: more than one column may be it; choose by --map")
    if left := plan.layout.left():
        print_line(f"  not taken: {', '.join(left)}")


def _print_report(plan: "ImportPlan", report: "ImportReport", *, json: bool) -> None:
    counts = report.counts
    if json:
        print_json(_report_row(plan, report))
        return
    for row in report.bad[:_BAD_SHOWN]:
        make_console().print(f"line {row.line}: {row.problem}", soft_wrap=True)
    if counts.bad > _BAD_SHOWN:
        print_line(
            f"… and {counts.bad - _BAD_SHOWN:,} more rows that were not taken (--json lists the first 1,000)"
        )
    done = "would be" if report.id is None else "were"
    print_line(
        f"{counts.rows:,} rows: {counts.added:,} {done} added, {counts.changed:,} changed, "
        f"{counts.same:,} known already, {counts.bad:,} not taken"
    )
    if report.id is not None:
        print_line(f"this is import {report.id}; `sen-worker register undo {report.id}` takes it back")


def _report_row(plan: "ImportPlan", report: "ImportReport") -> Mapping[str, object]:
    counts = report.counts
    return {
        "import": report.id,
        "dry_run": report.id is None,
        "columns": plan.layout.named(),
        "not_taken": list(plan.layout.left()),
        "rows": counts.rows,
        "added": counts.added,
        "changed": counts.changed,
        "same": counts.same,
        "bad": counts.bad,
        "bad_rows": [{"line": one.line, "problem": one.problem} for one in report.bad],
    }
