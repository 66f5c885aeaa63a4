"""The Marketplace's license report: its SENs offered to approved requests, and taken by a person's word."""

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.integration.desk import KEY, OTHER_KEY, Desk, form, mail
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
def desk(database_url: str) -> Iterator[Desk]:
    store = Store(database_url)
    yield Desk(store)
    store.close()


def report(folder: Path, *rows: tuple[str, ...]) -> Path:
    file = folder / "licenses.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([(*HEADINGS, "Technical contact email"), *rows])
    return file


def approved(desk: Desk) -> tuple[str, str]:
    """Two approved requests, of whom the second has another customer."""
    theirs = form(license_key=OTHER_KEY, account_email=THEIRS[1], organization=THEIRS[0])
    mails = (mail(form()), mail(theirs, THEIRS[1], Message_ID="<b@difference.test>"))
    first, second = (desk.receive(one).request for one in mails)
    assert first is not None
    assert second is not None
    for one in (first, second):
        review_actions.approve(desk.services, one.reference, "olga")
    desk.send()
    return first.reference, second.reference


def test_a_sen_is_offered_with_its_evidence_and_taken_by_a_persons_word(desk: Desk, tmp_path: Path) -> None:
    ours, theirs = approved(desk)
    sell(desk, tmp_path, *SOLD)
    file = report(tmp_path, (*FITS, *OURS), ("SEN-9", *FITS[1:], "Elsewhere Inc.", "x@elsewhere.test"))
    rehearsed = sen_offering.take_report(desk.services, file, "olga", dry_run=True)
    assert [one.sen for one in rehearsed.offers] == ["SEN-1234567"]
    assert sen_offering.offered(desk.services) == []
    sen_offering.take_report(desk.services, file, "olga")
    sen_offering.take_report(desk.services, file, "olga")
    (row,) = sen_offering.offered(desk.services)
    assert (row["reference"], row["sen"]) == (ours, "SEN-1234567")
    assert "contact licenses@engines.test" in row["evidence"]
    assert desk.send() == []
    with pytest.raises(RefusedError, match=f"{theirs} has no offered SEN"):
        sen_offering.confirm(desk.services, theirs, "olga")
    assert sen_offering.confirm(desk.services, ours, "olga").state is State.COMPLETED
    desk.now += timedelta(minutes=1)
    (letter,) = desk.send()
    assert "SEN-1234567" in str(letter.get_body(("plain",)))
    assert sen_offering.offered(desk.services) == []
    assert sen_offering.take_report(desk.services, file, "olga").offers == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [("account_email", "other@engines.test"), ("license_key", OTHER_KEY), ("organization", "Another Ltd")],
)
def test_what_changes_after_an_offer_takes_the_offer_back(
    desk: Desk, tmp_path: Path, field: str, value: str
) -> None:
    request = desk.receive(mail(form())).request
    assert request is not None
    review_actions.approve(desk.services, request.reference, "olga")
    sell(desk, tmp_path, *SOLD)
    sen_offering.take_report(desk.services, report(tmp_path, (*FITS, *OURS)), "olga")
    assert len(sen_offering.offered(desk.services)) == 1
    desk.now += timedelta(minutes=1)
    review_actions.reopen(desk.services, request.reference, "olga")
    review_actions.set_values(desk.services, request.reference, {field: value}, "olga")
    review_actions.approve(desk.services, request.reference, "olga")
    assert sen_offering.offered(desk.services) == []
    with pytest.raises(RefusedError, match="has no offered SEN"):
        sen_offering.confirm(desk.services, request.reference, "olga")


def test_without_product_and_users_of_the_sale_nothing_is_offered_and_that_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    approved(desk)
    taken = sen_offering.take_report(desk.services, report(tmp_path, (*FITS, *OURS)), "olga")
    assert (taken.offers, [one.sen for one in taken.untold]) == ((), ["SEN-1234567"])
    assert sen_offering.offered(desk.services) == []


def test_a_rival_in_a_later_report_takes_an_offer_back(desk: Desk, tmp_path: Path) -> None:
    approved(desk)
    sell(desk, tmp_path, *SOLD)
    sen_offering.take_report(desk.services, report(tmp_path, (*FITS, *OURS)), "olga")
    both = report(tmp_path, (*FITS, *OURS), ("SEN-7654321", *FITS[1:], *OURS))
    taken = sen_offering.take_report(desk.services, both, "olga")
    assert (taken.offers, len(taken.undecided)) == ((), 1)
    assert sen_offering.offered(desk.services) == []


def test_a_report_of_json_is_read_and_what_is_no_license_is_told(desk: Desk, tmp_path: Path) -> None:
    ours, _ = approved(desk)
    sell(desk, tmp_path, *SOLD)
    contact = {"company": OURS[0], "technicalContact": {"email": OURS[1]}}
    app = {"addonLicenseId": "1234567", "addonName": "Mockups for JIRA", "tier": "50 Users"}
    record = {**app, "hosting": "Server", "maintenanceStartDate": "2026-03-03"}
    file = tmp_path / "licenses.json"
    file.write_text(json.dumps({"licenses": [{**record, "contactDetails": contact}, {"tier": "x"}]}), "utf-8")
    taken = sen_offering.take_report(desk.services, file, "olga")
    assert [(taken.references[one.request_id], one.sen) for one in taken.offers] == [(ours, "SEN-1234567")]
    assert [one.line for one in taken.bad] == [2]


def test_who_is_erased_leaves_no_offer(desk: Desk, tmp_path: Path) -> None:
    ours, _ = approved(desk)
    sell(desk, tmp_path, *SOLD)
    sen_offering.take_report(desk.services, report(tmp_path, (*FITS, *OURS)), "olga")
    review_actions.withdraw(desk.services, ours, "olga")
    request_id = int(row_views.request(desk.services, ours)["id"])
    personal_data.erase_person(desk.services, "ada@engines.test", "olga")
    with desk.store.read() as tx:
        assert tx.offers.of_request(request_id) == ()
