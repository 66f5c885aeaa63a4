"""figures: the numbers of the page Figures, week by week."""

from typing import Annotated

import typer

from worker.cli.command_context import open_installation
from worker.cli.console_output import JSON, print_rows
from worker.errors import UsageError


def add_to(root: typer.Typer) -> None:
    """Put the commands of this module into the root."""
    root.command()(figures)


def figures(
    weeks: Annotated[int, typer.Option(min=1, max=104, help="How many, this one included.")] = 8,
    form: Annotated[str, typer.Option(help="Requests of this form alone.")] = "",
    json: Annotated[bool, JSON] = False,
) -> None:
    """How many requests came and were completed, how long issuing takes, what waits for an upgrade."""
    from worker.services.statistics import weekly_statistics

    with open_installation() as found:
        if form and form not in found.services.forms:
            raise UsageError(
                f"there is no form {form!r}; there are {', '.join(sorted(found.services.forms))}"
            )
        rows = weekly_statistics.list_rows(found.services, weeks, form)
    columns = ("week_number", "form", "figure", "name", "number", "unit")
    print_rows(rows, columns, json_lines=json, title="Figures")
