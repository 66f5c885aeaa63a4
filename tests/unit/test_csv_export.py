"""Customers choose what stands in a file that staff open by a spreadsheet."""

import pytest

from worker.services.csv_export import cell


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "  '@SUM(A1)"),
        ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"),
        ("x\t+1", "x\t'+1"),
        ("one\n-2", "one\n'-2"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t'=1"),
        ("E=mc2 a-b c+d e@f.test", "E=mc2 a-b c+d e@f.test"),
        (["SEN-1", "-2"], "SEN-1, -2"),
        (None, ""),
    ],
)
def test_no_cell_begins_a_formula_whichever_mark_parts_the_cells(value: object, told: str) -> None:
    assert cell(value) == told
