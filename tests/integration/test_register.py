"""The license register: a sales list taken in, told, and taken back, on both databases."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail
from worker.errors import RefusedError, UsageError
from worker.register.values import DateOrder, ImportCounts
from worker.services import row_views
from worker.services.progress_log import in_log
from worker.services.register import register_history, register_import
from worker.services.register.register_import import ImportReport
from worker.services.review import queue_view
from worker.store.database import database_engine as engines
from worker.store.tables.register_schema import register_licenses
from worker.store.transactions import Store

HEADINGS = ("Order date", "License key", "Product", "Users", "Company", "Maintenance until")
FIRST = ("2015-03-14", KEY, "Mockups for JIRA", "50", "Analytical Engines Ltd", "2016-03-14")
SECOND = ("2015-03-15", OTHER_KEY, "Mockups for Confluence", "25", "Difference GmbH", "")


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def sales_list(folder: Path, *rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Path:
    file = folder / "sales.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, delimiter=";").writerows([headings, *rows])
    return file


def take(worker: LocalWorker, file: Path, **given: str) -> ImportReport:
    return register_import.run_import(
        worker.services, register_import.plan_import(worker.services, file, given), "olga", in_log
    )


def test_a_list_is_taken_in_once_and_changes_are_told_before_and_after(
    worker: LocalWorker, tmp_path: Path
) -> None:
    assert take(worker, sales_list(tmp_path, FIRST, SECOND)).counts == ImportCounts(rows=2, added=2)
    assert take(worker, sales_list(tmp_path, FIRST, SECOND)).counts == ImportCounts(rows=2, same=2)
    bigger = sales_list(tmp_path, FIRST, (*SECOND[:3], "100", *SECOND[4:]))
    plan = register_import.plan_import(worker.services, bigger, {})
    assert register_import.rehearse_import(worker.services, plan, in_log).counts == ImportCounts(
        rows=2, changed=1, same=1
    )
    found = register_history.look_up(worker.services, OTHER_KEY).found
    assert found is not None
    assert found.users == 25
    take(worker, bigger)
    found = register_history.look_up(worker.services, OTHER_KEY).found
    assert found is not None
    assert (found.users, found.bought, found.maintenance_until) == (100, date(2015, 3, 15), None)
    assert register_history.size(worker.services) == 2


def test_bad_rows_are_told_by_their_lines_and_the_good_ones_kept(worker: LocalWorker, tmp_path: Path) -> None:
    rows = (FIRST, ("2015-03-14", "", "x", "", "", ""), (*SECOND[:3], "many", *SECOND[4:]), SECOND, FIRST)
    report = take(worker, sales_list(tmp_path, *rows))
    assert report.counts == ImportCounts(rows=5, added=2, bad=3)
    assert [one.line for one in report.bad] == [3, 4, 6]
    assert not any("many" in one.problem for one in report.bad)


def test_the_newest_import_is_undone_and_the_register_is_as_before(
    worker: LocalWorker, tmp_path: Path
) -> None:
    first = take(worker, sales_list(tmp_path, FIRST)).id or 0
    second = take(worker, sales_list(tmp_path, (*FIRST[:3], "100", *FIRST[4:]), SECOND)).id or 0
    with pytest.raises(RefusedError, match=f"import {second} came after it"):
        register_history.undo(worker.services, first, "olga")
    register_history.undo(worker.services, second, "maya")
    found = register_history.look_up(worker.services, KEY).found
    assert found is not None
    assert found.users == 50
    assert register_history.look_up(worker.services, OTHER_KEY).found is None
    with pytest.raises(RefusedError, match="undone already"):
        register_history.undo(worker.services, second, "maya")
    register_history.undo(worker.services, first, "maya")
    assert register_history.size(worker.services) == 0
    assert [row["undone_by"] for row in register_history.listed(worker.services)] == ["maya", "maya"]


def test_the_columns_of_the_last_import_are_remembered(worker: LocalWorker, tmp_path: Path) -> None:
    odd = ("When", "Code", "Product", "Users", "Who", "Till")
    file = sales_list(tmp_path, ("03/04/2015", KEY, "JIRA", "5", "Acme", "14/01/2016"), headings=odd)
    with pytest.raises(UsageError, match=r"--map 'HEADING=license_key'"):
        register_import.plan_import(worker.services, file, {})
    take(worker, file, Code="license_key", When="bought", Till="maintenance_until")
    again = sales_list(tmp_path, ("05/04/2015", OTHER_KEY, "JIRA", "5", "Acme", ""), headings=odd)
    plan = register_import.plan_import(worker.services, again, {})
    assert (plan.remembered, plan.dates) == (True, DateOrder.DAY_FIRST)
    take(worker, again)
    found = register_history.look_up(worker.services, OTHER_KEY).found
    assert found is not None
    assert found.bought == date(2015, 4, 5)


def test_no_key_is_in_the_database_and_another_secret_is_noticed(
    worker: LocalWorker, tmp_path: Path, database_url: str
) -> None:
    take(worker, sales_list(tmp_path, FIRST))
    engine = engines.make_engine(engines.parse_url(database_url))
    with engines.transaction(engine) as connection:
        rows = str(connection.execute(select(register_licenses)).all())
    engine.dispose()
    assert KEY[-4:] in rows
    assert KEY[:20] not in rows
    plan = register_import.plan_import(worker.services, sales_list(tmp_path, SECOND), {})
    services = replace(worker.services, register_secret=b"another secret of 16")
    with pytest.raises(RefusedError, match="another secret"):
        register_import.run_import(services, plan, "olga", in_log)


def test_an_import_that_was_broken_off_counts_for_nothing(worker: LocalWorker, tmp_path: Path) -> None:
    plan = register_import.plan_import(worker.services, sales_list(tmp_path, FIRST), {})
    started = register_import.started_import(worker.services, plan, "maya")
    entry = register_import.reader_of(worker.services, plan).read(FIRST)
    with worker.store.write() as tx:
        tx.register.add(tx.register.begin(started), [entry], worker.now)
    assert register_history.look_up(worker.services, KEY).found is None
    with pytest.raises(RefusedError, match="maya is importing a file at this moment"):
        take(worker, sales_list(tmp_path, SECOND))
    worker.now += timedelta(minutes=6)
    take(worker, sales_list(tmp_path, SECOND))
    assert register_history.look_up(worker.services, KEY).found is None
    assert register_history.size(worker.services) == 1


def test_a_sheet_of_excel_and_one_of_an_old_code_page(worker: LocalWorker, tmp_path: Path) -> None:
    book = Workbook()
    for row in (HEADINGS, (date(2015, 3, 14), KEY, "JIRA", 50, "Müller", None)):
        book.active.append(row)
    book.save(tmp_path / "sales.xlsx")
    take(worker, tmp_path / "sales.xlsx")
    found = register_history.look_up(worker.services, KEY).found
    assert found is not None
    assert (found.bought, found.users, found.organization) == (date(2015, 3, 14), 50, "Müller")
    (tmp_path / "old.csv").write_bytes(f"License key,Company\n{OTHER_KEY},Müller\n".encode("cp1252"))
    take(worker, tmp_path / "old.csv")
    found = register_history.look_up(worker.services, OTHER_KEY).found
    assert found is not None
    assert found.organization == "Müller"


def test_what_is_no_sheet_is_told(worker: LocalWorker, tmp_path: Path) -> None:
    for name, content in (("empty.csv", b""), ("none.xlsx", b"not a workbook")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UsageError, match=name):
            register_import.plan_import(worker.services, tmp_path / name, {})


def test_a_request_shows_what_the_list_says_of_its_keys(worker: LocalWorker, tmp_path: Path) -> None:
    known = worker.receive(mail(form()))
    slip = OTHER_KEY.replace("BMg", "BgM")
    asked = form(license_key=slip, account_email="bo@difference.test")
    nearly = worker.receive(mail(asked, "bo@difference.test", Message_ID="<b@difference.test>"))
    names = [outcome.request.reference for outcome in (known, nearly) if outcome.request]
    before = row_views.request(worker.services, names[0])
    assert "key_known" not in {point["name"] for point in before["eligibility"]}
    take(worker, sales_list(tmp_path, FIRST, SECOND))

    fits, odd = (row_views.request(worker.services, name) for name in names)
    verdicts = {point["name"]: str(point["verdict"]) for point in fits["eligibility"]}
    assert (verdicts["key_known"], verdicts["sold_to"], verdicts["maintenance"]) == ("ok", "ok", "check")
    assert fits["summary"] == f"Odd: Maintenance of …{KEY[-4:]} ended on 2016-03-14"
    assert f"…{OTHER_KEY[-4:]} of Difference GmbH" in odd["summary"]
    doubts = {
        shown.row.reference: shown.doubt
        for shown in queue_view.look(worker.services, queue_view.QueueQuery()).rows
    }
    assert doubts == {names[0]: "", names[1]: "A license key of it is not in the sales list"}
