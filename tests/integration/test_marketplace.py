"""The Marketplace's license report: its SENs offered to approved requests, and taken by a person's word."""

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail
from tests.integration.sales import sell
from worker.errors import RefusedError
from worker.requests.request_model import State
from worker.services import row_views
from worker.services.marketplace import sen_offering
from worker.services.privacy import personal_data
from worker.services.review import review_actions
from worker.store.transactions import Store

HEADINGS = (
    "License ID",
    "App name",
    "Hosting",
    "License type",
    "Maintenance start date",
    "Status",
    "Tier",
    "Company",
)
FITS = ("SEN-1234567", "Mockups for JIRA", "Server", "COMMERCIAL", "2026-03-02", "active", "50 Users")
SOLD = ((KEY, "Mockups for JIRA", "50"), (OTHER_KEY, "Mockups for Confluence", "25"))
OURS = ("Analytical Engines Limited", "licenses@engines.test")
THEIRS = ("Difference GmbH", "bo@difference.test")


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def report(folder: Path, *rows: tuple[str, ...]) -> Path:
    file = folder / "licenses.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([(*HEADINGS, "Technical contact email"), *rows])
    return file


def approved(worker: LocalWorker) -> tuple[str, str]:
    """Two approved requests, of whom the second has another customer."""
    theirs = form(license_key=OTHER_KEY, account_email=THEIRS[1], organization=THEIRS[0])
    mails = (mail(form()), mail(theirs, THEIRS[1], Message_ID="<b@difference.test>"))
    first, second = (worker.receive(one).request for one in mails)
    assert first is not None
    assert second is not None
    for one in (first, second):
        review_actions.approve(worker.services, one.reference, "olga")
    worker.send()
    return first.reference, second.reference


def test_a_sen_is_offered_with_its_evidence_and_taken_by_a_persons_word(
    worker: LocalWorker, tmp_path: Path
) -> None:
    ours, theirs = approved(worker)
    sell(worker, tmp_path, *SOLD)
    file = report(tmp_path, (*FITS, *OURS), ("SEN-9", *FITS[1:], "Elsewhere Inc.", "x@elsewhere.test"))
    rehearsed = sen_offering.take_report(worker.services, file, "olga", dry_run=True)
    assert [one.sen for one in rehearsed.offers] == ["SEN-1234567"]
    assert sen_offering.offered(worker.services) == []
    sen_offering.take_report(worker.services, file, "olga")
    sen_offering.take_report(worker.services, file, "olga")
    (row,) = sen_offering.offered(worker.services)
    assert (row["reference"], row["sen"]) == (ours, "SEN-1234567")
    assert "contact licenses@engines.test" in row["evidence"]
    assert worker.send() == []
    with pytest.raises(RefusedError, match=f"{theirs} has no offered SEN"):
        sen_offering.confirm(worker.services, theirs, "olga")
    assert sen_offering.confirm(worker.services, ours, "olga").state is State.COMPLETED
    worker.now += timedelta(minutes=1)
    (letter,) = worker.send()
    assert "SEN-1234567" in str(letter.get_body(("plain",)))
    assert sen_offering.offered(worker.services) == []
    assert sen_offering.take_report(worker.services, file, "olga").offers == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [("account_email", "other@engines.test"), ("license_key", OTHER_KEY), ("organization", "Another Ltd")],
)
def test_what_changes_after_an_offer_takes_the_offer_back(
    worker: LocalWorker, tmp_path: Path, field: str, value: str
) -> None:
    request = worker.receive(mail(form())).request
    assert request is not None
    review_actions.approve(worker.services, request.reference, "olga")
    sell(worker, tmp_path, *SOLD)
    sen_offering.take_report(worker.services, report(tmp_path, (*FITS, *OURS)), "olga")
    assert len(sen_offering.offered(worker.services)) == 1
    worker.now += timedelta(minutes=1)
    review_actions.reopen(worker.services, request.reference, "olga")
    review_actions.set_values(worker.services, request.reference, {field: value}, "olga")
    review_actions.approve(worker.services, request.reference, "olga")
    assert sen_offering.offered(worker.services) == []
    with pytest.raises(RefusedError, match="has no offered SEN"):
        sen_offering.confirm(worker.services, request.reference, "olga")


def test_without_product_and_users_of_the_sale_nothing_is_offered_and_that_is_told(
    worker: LocalWorker, tmp_path: Path
) -> None:
    approved(worker)
    taken = sen_offering.take_report(worker.services, report(tmp_path, (*FITS, *OURS)), "olga")
    assert (taken.offers, [one.sen for one in taken.untold]) == ((), ["SEN-1234567"])
    assert sen_offering.offered(worker.services) == []


def test_a_rival_in_a_later_report_takes_an_offer_back(worker: LocalWorker, tmp_path: Path) -> None:
    approved(worker)
    sell(worker, tmp_path, *SOLD)
    sen_offering.take_report(worker.services, report(tmp_path, (*FITS, *OURS)), "olga")
    both = report(tmp_path, (*FITS, *OURS), ("SEN-7654321", *FITS[1:], *OURS))
    taken = sen_offering.take_report(worker.services, both, "olga")
    assert (taken.offers, len(taken.undecided)) == ((), 1)
    assert sen_offering.offered(worker.services) == []


def test_a_report_of_json_is_read_and_what_is_no_license_is_told(worker: LocalWorker, tmp_path: Path) -> None:
    ours, _ = approved(worker)
    sell(worker, tmp_path, *SOLD)
    contact = {"company": OURS[0], "technicalContact": {"email": OURS[1]}}
    app = {"addonLicenseId": "1234567", "addonName": "Mockups for JIRA", "tier": "50 Users"}
    record = {**app, "hosting": "Server", "maintenanceStartDate": "2026-03-03"}
    file = tmp_path / "licenses.json"
    file.write_text(json.dumps({"licenses": [{**record, "contactDetails": contact}, {"tier": "x"}]}), "utf-8")
    taken = sen_offering.take_report(worker.services, file, "olga")
    assert [(taken.references[one.request_id], one.sen) for one in taken.offers] == [(ours, "SEN-1234567")]
    assert [one.line for one in taken.bad] == [2]


def test_who_is_erased_leaves_no_offer(worker: LocalWorker, tmp_path: Path) -> None:
    ours, _ = approved(worker)
    sell(worker, tmp_path, *SOLD)
    sen_offering.take_report(worker.services, report(tmp_path, (*FITS, *OURS)), "olga")
    review_actions.withdraw(worker.services, ours, "olga")
    request_id = int(row_views.request(worker.services, ours)["id"])
    personal_data.erase_person(worker.services, "ada@engines.test", "olga")
    with worker.store.read() as tx:
        assert tx.offers.of_request(request_id) == ()
