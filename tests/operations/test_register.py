"""register: the commands as somebody types them."""

import json
from pathlib import Path

import pytest

from tests.integration.local_worker import KEY
from tests.operations.commands import Commands

LIST = f"""\
Sold on,Serial,Product,Users,Company
2015-03-14,{KEY},Mockups for JIRA,50,Analytical Engines Ltd
2015-03-15,,Mockups for JIRA,50,Nobody
"""


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    file = tmp_path / "sales.csv"
    file.write_text(LIST, "utf-8")
    return file


def test_a_list_is_rehearsed_imported_looked_up_and_undone(commands: Commands, sales: Path) -> None:
    run = commands
    dry = run("register", "import", "--dry-run", str(sales))
    assert (dry.status, "license_key        Serial" in dry.out, "1 would be added" in dry.out) == (
        0,
        True,
        True,
    )
    assert "line 3: there is no license key" in dry.out
    done = json.loads(run("register", "import", str(sales), "--by", "olga", "--json").out)
    assert (done["import"], done["added"], done["bad_rows"][0]["line"]) == (1, 1, 3)
    wrapped = f"{KEY[:30]} {KEY[30:]}"
    assert (
        json.loads(run("register", "show", wrapped, "--json").out)["organization"] == "Analytical Engines Ltd"
    )
    nearly = json.loads(run("register", "show", KEY.replace("BMg", "BgM"), "--json").out)
    assert (nearly["match"], nearly["nearly"][0]["users"]) == ("nearly", 50)
    assert json.loads(run("register", "list", "--json").out)["who"] == "olga"
    assert run("register", "undo", "1").status == 0
    assert json.loads(run("register", "show", KEY, "--json").out) == {"match": "unknown", "nearly": []}


def test_a_file_whose_keys_are_not_found_is_refused_with_what_to_do(commands: Commands, sales: Path) -> None:
    sales.write_text("Name,Thing\nAda,x\n", "utf-8")
    refused = commands("register", "import", str(sales))
    assert refused.status == 2
    assert "--map 'HEADING=license_key'" in refused.err
    assert commands("register", "import", str(sales.parent / "none.csv")).status == 1


def test_experts_are_known_by_address_or_domain(commands: Commands) -> None:
    added = commands("register", "expert", "add", "Eva@Partner.test", "--name", "Stern", "--by", "olga")
    assert "eva@partner.test is now known" in added.out
    assert commands("register", "expert", "add", "@partner.test").status == 0
    refused = commands("register", "expert", "add", "@gmail.com")
    assert (refused.status, "anybody can have an address at gmail.com" in refused.err) == (2, True)
    listed = [json.loads(line) for line in commands("register", "expert", "list", "--json").out.splitlines()]
    assert [(one["address"], one["name"]) for one in listed] == [
        ("@partner.test", ""),
        ("eva@partner.test", "Stern"),
    ]
    assert commands("register", "expert", "remove", "eva@partner.test").status == 0
    assert commands("register", "expert", "remove", "eva@partner.test").status == 2
