"""The license report comes by itself: whole, gone on with where it broke off, and taken where it is exact."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.integration.local_worker import KEY, LocalWorker, form, mail
from tests.integration.sales import sell
from tests.servers.marketplace import TOKEN, USER, VENDOR_ID, ReportingServer, serve_reports
from worker.errors import UnavailableError
from worker.oauth.token_http import TokenHttp
from worker.requests.request_model import Attention, AutoComplete, State
from worker.services.marketplace import report_job, sen_offering
from worker.services.marketplace.reporting_api import ReportingRefusedError, ReportingTerms
from worker.services.privacy import personal_data
from worker.services.review import review_actions
from worker.store.transactions import Store

BUSY = (503, {"Retry-After": "0"})


@pytest.fixture
def worker(database_url: str) -> Iterator[LocalWorker]:
    store = Store(database_url)
    yield LocalWorker(store)
    store.close()


@pytest.fixture
def api() -> Iterator[ReportingServer]:
    with serve_reports() as server:
        yield server


def terms(api: ReportingServer, **more: Any) -> ReportingTerms:
    given: dict[str, Any] = {"username": USER, "token": TOKEN, "vendor_id": VENDOR_ID} | more
    return ReportingTerms(url=api.url, http=TokenHttp(timeout=5), pause=0.0, **given)


def issued(number: int, email: str = "x@else.test", company: str = "Elsewhere Inc.") -> dict[str, Any]:
    return {
        "addonLicenseId": f"SEN-{number}",
        "licenseId": f"SEN-{number}",
        "addonKey": "com.vendor.mockups.jira",
        "addonName": "Mockups for JIRA",
        "hosting": "Server",
        "licenseType": "COMMERCIAL",
        "status": "active",
        "tier": "50 Users",
        "maintenanceStartDate": "2026-03-02",
        "lastUpdated": "2026-03-02",
        "contactDetails": {"company": company, "country": "GB", "technicalContact": {"email": email}},
    }


OURS = issued(1234567, "licenses@engines.test", "Analytical Engines Ltd")


def approved(worker: LocalWorker, folder: Path) -> str:
    sell(worker, folder, (KEY, "Mockups for JIRA", "50"))
    request = worker.receive(mail(form())).request
    assert request is not None
    worker.send()
    review_actions.approve(worker.services, request.reference, "olga")
    return request.reference


def read(worker: LocalWorker, api: ReportingServer, **more: Any) -> Any:
    return report_job.read_reports(worker.services, terms(api, **more), lambda _: False)


def test_all_pages_are_read_past_a_busy_server_and_what_fits_is_offered(
    worker: LocalWorker, api: ReportingServer, tmp_path: Path
) -> None:
    assert read(worker, api) is None, "nobody waits, so nothing is asked for"
    reference = approved(worker, tmp_path)
    api.licenses = [*(issued(number) for number in range(120)), OURS]
    api.refusals.extend([BUSY, (429, {"Retry-After": "0"})])
    taken = read(worker, api)
    assert (taken.licenses, api.offsets) == (121, [0, 50, 100])
    assert [one["reference"] for one in sen_offering.offered(worker.services)] == [reference]


def test_what_broke_off_goes_on_where_it_was_and_a_rival_before_it_counts(
    worker: LocalWorker, api: ReportingServer, tmp_path: Path
) -> None:
    approved(worker, tmp_path)
    rival = issued(7654321, "licenses@engines.test", "Analytical Engines Ltd")
    api.licenses = [rival, *(issued(number) for number in range(60)), OURS]
    with pytest.raises(UnavailableError, match="stopped"):
        report_job.read_reports(worker.services, terms(api), lambda _: True)
    api.refusals.extend([BUSY] * 4)
    with pytest.raises(UnavailableError, match="status 503"):
        read(worker, api)
    taken = read(worker, api)
    assert api.offsets == [0, 50]
    assert (taken.licenses, taken.offers, len(taken.undecided)) == (62, (), 1)


def test_a_refused_token_and_what_is_no_report_are_told_without_the_token(
    worker: LocalWorker, api: ReportingServer, tmp_path: Path
) -> None:
    approved(worker, tmp_path)
    for more in ({"token": "wr0ng"}, {"vendor_id": 1}):
        with pytest.raises(ReportingRefusedError) as told:
            read(worker, api, **more)
        assert "wr0ng" not in str(told.value)
        assert TOKEN not in str(told.value)


def test_an_exact_match_is_completed_alone_where_the_deployer_wants_it(
    worker: LocalWorker, api: ReportingServer, tmp_path: Path
) -> None:
    worker.policy = replace(worker.policy, auto_complete=AutoComplete.EXACT)
    reference = approved(worker, tmp_path)
    api.licenses = [replace_company("Analytical Engine")]
    assert read(worker, api).completed == ()
    api.licenses = [OURS]
    assert read(worker, api).completed == (reference,)
    (letter,) = worker.send()
    assert "SEN-1234567" in str(letter.get_body(("plain",)))
    with worker.store.read() as tx:
        request = tx.requests.find(reference)
        assert request is not None
        events = tx.requests.events(request.id or 0)
    assert request.state is State.COMPLETED
    assert any(one.name == "auto_complete" and "policy.auto_complete" in one.why for one in events)


def replace_company(company: str) -> dict[str, Any]:
    return {**OURS, "contactDetails": {**OURS["contactDetails"], "company": company}}


def test_what_a_person_has_to_look_at_is_not_completed_alone(
    worker: LocalWorker, api: ReportingServer, tmp_path: Path
) -> None:
    worker.policy = replace(worker.policy, auto_complete=AutoComplete.EXACT)
    reference = approved(worker, tmp_path)
    with worker.store.write() as tx:
        request = tx.requests.find(reference)
        assert request is not None
        tx.requests.save(replace(request, attention=(Attention.CUSTOMER_WROTE,)))
    api.licenses = [OURS]
    taken = read(worker, api)
    assert (len(taken.offers), taken.completed) == (1, ())


def test_who_is_forgotten_is_in_no_reading_that_broke_off(
    worker: LocalWorker, api: ReportingServer, tmp_path: Path
) -> None:
    reference = approved(worker, tmp_path)
    api.licenses = [OURS, *(issued(number) for number in range(60))]
    with pytest.raises(UnavailableError):
        report_job.read_reports(worker.services, terms(api), lambda _: True)
    with worker.store.read() as tx:
        assert tx.report_reading.find() is not None
    review_actions.withdraw(worker.services, reference, "olga")
    personal_data.erase_person(worker.services, "ada@engines.test", "olga")
    with worker.store.read() as tx:
        assert tx.report_reading.find() is None
