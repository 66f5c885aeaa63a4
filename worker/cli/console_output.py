"""Tables for people, JSON for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

#: `--json` of every command that shows something.
JSON = typer.Option("--json", help="Print JSON alone, for programs.")

_NARROWEST = 100  # columns where the output is no terminal
#: Bell, backspace, vertical tab, form feed, carriage return: a line is to stay what it is.
_STEERING = dict.fromkeys((7, 8, 11, 12, 13))


def make_console() -> "Console":
    """Standard output; what a mail says is never taken for markup."""
    from rich.console import Console

    plain = Console(markup=False, highlight=False, emoji=False)
    if not plain.is_terminal:
        plain = Console(markup=False, highlight=False, emoji=False, width=max(plain.width, _NARROWEST))
    return plain


def print_line(text: str) -> None:
    """One line on standard output."""
    print(text.translate(_STEERING))


def print_json(value: object) -> None:
    """One JSON value, on one line."""
    print(json.dumps(value, ensure_ascii=False))


def print_rows(
    items: Iterable[Mapping[str, Any]], columns: Sequence[str], *, json_lines: bool, title: str
) -> None:
    """A list: one JSON object per line, or a table of `columns`."""
    if json_lines:
        for item in items:
            print_json(item)
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", expand=False)
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for item in items:
        table.add_row(*(Text(format_value(item.get(column))) for column in columns))
    make_console().print(table)


def format_value(value: object) -> str:
    """A value as a table shows it."""
    if value is None or value == [] or value == "":
        return "–"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value)
