"""A SEN of the Marketplace's report on the page of its request: shown with why, and filled in."""

from pathlib import Path

from starlette.testclient import TestClient

from tests.integration.local_worker import KEY, LocalWorker, form, mail
from tests.integration.sales import sell
from worker.services.marketplace import sen_offering
from worker.services.review import review_actions

REPORT = """\
licenseId,addonName,hosting,maintenanceStartDate,status,tier,company,technicalContact.email
SEN-1234567,Mockups for JIRA,Server,2026-03-02,active,50 Users,Analytical Engines,licenses@engines.test
"""


def test_an_offered_sen_is_shown_and_filled_in(worker: LocalWorker, olga: TestClient, tmp_path: Path) -> None:
    request = worker.receive(mail(form())).request
    assert request is not None
    review_actions.approve(worker.services, request.reference, "olga")
    sell(worker, tmp_path, (KEY, "Mockups for JIRA", "50"))
    (tmp_path / "licenses.csv").write_text(REPORT, "utf-8")
    assert 'id="offers"' not in olga.get(f"/requests/{request.reference}").text
    sen_offering.take_report(worker.services, tmp_path / "licenses.csv", "olga")
    page = olga.get(f"/requests/{request.reference}").text
    assert "SEN-1234567" in page
    assert "contact licenses@engines.test" in page
    complete = olga.get(f"/requests/{request.reference}/complete").text
    assert 'value="SEN-1234567"' in complete
    assert "Complete and send" in complete
