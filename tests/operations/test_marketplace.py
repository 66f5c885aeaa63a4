"""marketplace: the commands as somebody types them, and the job that reads the report by itself."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.integration.local_worker import KEY, form, mail
from tests.integration.wired_installation import arrive, open_wired_installation
from tests.operations.commands import Commands, quiet_afterwards
from tests.servers.databases import new_sqlite
from tests.servers.machinery import wait_until
from tests.servers.marketplace import TOKEN, USER, VENDOR_ID, ReportingServer, serve_reports
from worker.app import App
from worker.runtime import scheduler
from worker.services.marketplace import sen_offering
from worker.services.progress_log import in_log
from worker.services.register import register_import
from worker.services.review import review_actions


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


@pytest.fixture
def api() -> Iterator[ReportingServer]:
    with serve_reports() as server:
        yield server


@pytest.fixture
def reporting(tmp_path: Path, api: ReportingServer) -> Iterator[App]:
    """An installation that reads the report from `api`, with one approved request that a license fits."""
    told = f'vendor_id = {VENDOR_ID}\nusername = "{USER}"\ntoken = "{TOKEN}"\nurl = "{api.url}"\n'
    with open_wired_installation(
        tmp_path, new_sqlite(tmp_path / "own.db"), more=f"[marketplace]\n{told}"
    ) as app:
        sold = tmp_path / "sold.csv"
        sold.write_text(f"License key,Product,Users\n{KEY},Mockups for JIRA,50\n", "utf-8")
        plan = register_import.plan_import(app.services, sold, {})
        register_import.run_import(app.services, plan, "olga", in_log)
        request = arrive(app, mail(form()), 1).request
        assert request is not None
        review_actions.approve(app.services, request.reference, "olga")
        day = datetime.now(UTC).date().isoformat()
        contact = {
            "company": "Analytical Engines Ltd",
            "technicalContact": {"email": "licenses@engines.test"},
        }
        license_ = {"licenseId": "SEN-1234567", "addonName": "Mockups for JIRA", "hosting": "Server"}
        dates = {"maintenanceStartDate": day, "lastUpdated": day}
        api.licenses = [
            {**license_, **dates, "tier": "50 Users", "status": "active", "contactDetails": contact}
        ]
        yield app


def test_the_report_is_fetched_by_a_word_and_what_fits_is_confirmed(
    reporting: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reporting.reporting is not None
    with quiet_afterwards():
        run = Commands(tmp_path / "config.toml", monkeypatch, capsys)
        told = run("marketplace", "fetch", "--json")
        assert (told.status, TOKEN in told.out + told.err) == (0, False)
        (offer,) = json.loads(told.out)["offers"]
        assert offer["sen"] == "SEN-1234567"
        assert "is now completed: SEN-1234567" in run("marketplace", "confirm", offer["reference"]).out
        figures = [json.loads(line) for line in run("figures", "--weeks", "1", "--json").out.splitlines()]
        numbers = {one["figure"]: one["number"] for one in figures}
        assert numbers["completed with a SEN of the report"] == 1
        assert "completed" in run("figures").out
        assert run("figures", "--form", "none").status == 2


def test_a_running_worker_reads_the_report_by_itself(reporting: App, api: ReportingServer) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=scheduler.run_worker, args=[reporting, stop])
    thread.start()
    try:
        wait_until(lambda: bool(sen_offering.offered(reporting.services)), "the offer")
    finally:
        stop.set()
        thread.join(30)
    assert api.offsets == [0]
    assert [one["sen"] for one in sen_offering.offered(reporting.services)] == ["SEN-1234567"]
