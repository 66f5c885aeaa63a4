"""marketplace: the commands as somebody types them."""

import json
from pathlib import Path

from tests.operations.commands import Commands


def test_a_report_without_requests_offers_nothing_and_tells_what_it_could_not_read(
    commands: Commands, tmp_path: Path
) -> None:
    file = tmp_path / "licenses.csv"
    file.write_text("licenseId,company\nSEN-1234567,Engines\n,Nobody\n", "utf-8")
    told = commands("marketplace", "import", str(file))
    assert told.status == 0
    assert "line 3: there is no SEN" in told.out
    assert "1 licenses: 0 are offered" in told.out
    assert (
        json.loads(commands("marketplace", "import", "--dry-run", "--json", str(file)).out)["licenses"] == 1
    )
    assert commands("marketplace", "list", "--json").out == ""
    missing = commands("marketplace", "confirm", "SW-222222")
    assert (missing.status, "there is no request SW-222222" in missing.err) == (2, True)
    (tmp_path / "bad.json").write_text("[1,", "utf-8")
    assert commands("marketplace", "import", str(tmp_path / "bad.json")).status == 2
