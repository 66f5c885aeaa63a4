"""`sen-worker replay` as staff use it."""

import json
from dataclasses import replace
from pathlib import Path

from tests.acceptance.customers import KEY, complete
from tests.acceptance.installation import command
from tests.integration.wired_installation import arrive, open_wired_installation
from tests.servers.databases import new_sqlite


def test_staff_see_what_would_change_before_they_apply_it(tmp_path: Path) -> None:
    with open_wired_installation(tmp_path, new_sqlite(tmp_path / "worker.db")) as app:
        request = arrive(app, complete(), 1).request
        assert request is not None
        fields = dict(request.fields)
        fields["organization"] = replace(fields["organization"], value="Analytical")
        fields["license_key"] = replace(fields["license_key"], value=KEY[:-8])
        with app.services.store.write() as tx:
            tx.requests.save(replace(request, fields=fields))

    def replay(*options: str) -> str:
        done = command(tmp_path, "replay", *options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    summary = replay()
    assert f"{request.reference}  ready_for_review  |  license_key, organization" in summary
    assert "1 read again, 1 would change; --apply writes it" in summary
    assert "Analytical Engines Ltd" not in summary

    table = replay("--diff")
    [line] = [line for line in table.splitlines() if "Analytical Engines Ltd" in line]
    assert line.index("organization") < line.index("Analytical ") < line.index("Analytical Engines Ltd")
    assert KEY[-4:] in table
    assert KEY[:8] not in table

    [row] = [json.loads(line) for line in replay("--json").splitlines()]
    assert (row["reference"], row["would_be"], row["applied"]) == (
        request.reference,
        "ready_for_review",
        False,
    )
    assert [field["name"] for field in row["fields"]] == ["license_key", "organization"]
    assert KEY[:8] not in json.dumps(row)

    assert "1 read again, 1 changed" in replay("--apply")
    assert replay("--diff") == "1 read again, 0 would change\n"
    shown = json.loads(command(tmp_path, "queue", "show", request.reference, "--json").stdout)
    assert shown["events"][-1]["why"].startswith("its mail was read again: ")
    assert replay("--since", "2999-01-01") == "0 read again, 0 would change\n"
    assert command(tmp_path, "replay", "--since", "yesterday").returncode == 2
