"""What is to be issued: in the form's order, with what the sale tells, and harmless in a spreadsheet."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail
from tests.integration.sales import sell
from worker.errors import RefusedError
from worker.services.marketplace import issuing_sheets
from worker.services.review import review_actions
from worker.store.transactions import Store


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


def test_each_license_of_approved_requests_has_a_line_and_no_cell_is_a_formula(
    worker: LocalWorker, tmp_path: Path
) -> None:
    sell(worker, tmp_path, (KEY, "+Mockups for JIRA", "50"), (OTHER_KEY, "Mockups for Confluence", "25"))
    first = worker.receive(mail(form(license_key=f"{KEY}\n{OTHER_KEY}"))).request
    waiting = worker.receive(
        mail(form(license_key="LICENSE-KEY-0001"), sender="bo@other.test", Message_ID="<b@other.test>")
    ).request
    assert first is not None
    assert waiting is not None
    review_actions.approve(worker.services, first.reference, "olga")
    rows = [*csv.DictReader(issuing_sheets.sheet_file(worker.services).splitlines())]
    assert [(row["reference"], row["key"], row["product"], row["tier"]) for row in rows] == [
        (first.reference, "1", "'+Mockups for JIRA", "50 Users"),
        (first.reference, "2", "Mockups for Confluence", "25 Users"),
    ]
    assert (rows[0]["first_name"], rows[0]["last_name"], rows[0]["city"]) == ("Ada", "Byron", "London")
    assert (rows[0]["postcode"], rows[0]["country"]) == ("SW1Y 4JH", "GB")
    assert KEY not in issuing_sheets.sheet_file(worker.services)
    with pytest.raises(RefusedError, match="approve it first"):
        issuing_sheets.sheet_file(worker.services, [waiting.reference])
