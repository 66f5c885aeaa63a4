"""Rows as CSV (RFC 4180) that no spreadsheet takes for formulas."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

#: Full-width signs count, and a cell may begin where a spreadsheet takes another mark than "," for the
#: separator, as it does in German or French, and takes no notice of quotes in the middle of a cell.
_FORMULA = re.compile(r"((?:^|[;\t|\r\n])\s*)([=+\-@＝＋－＠])")


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """A line of the columns' names, and one per row."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([cell(row[name]) for name in columns] for row in rows)
    return text.getvalue()


def cell(value: object) -> str:
    """A value as text; what would begin a formula, wherever a spreadsheet cuts, gets an apostrophe."""
    text = (
        ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)
    )
    text = _FORMULA.sub(r"\1'\2", text)
    return f"'{text}" if text[:1] in {"\t", "\r", "\n"} else text
