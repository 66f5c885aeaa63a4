"""Requests that sleep: out of what waits for staff, and back by themselves."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import LocalWorker, form, mail, quoted
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.errors import RefusedError, UsageError
from worker.requests.request_model import State
from worker.services.monitoring.page_status import find_page_status
from worker.services.outbox.reminders import pass_time
from worker.services.review import review_actions


def waits(worker: LocalWorker) -> int:
    return find_page_status(worker.services, "olga").for_you


def post(client: TestClient, reference: str, path: str, **data: str) -> str:
    page = client.get(f"/requests/{reference}").text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    held = {"csrf": csrf(page), "version": version[1], **data}
    return client.post(f"/requests/{reference}/{path}", data=held, follow_redirects=True).text


@pytest.fixture
def reference(worker: LocalWorker) -> str:
    return worker.request(worker.receive(mail(form(), Message_ID="<1@engines.test>"))).reference


def test_a_request_sleeps_until_a_day_and_comes_back_by_itself(
    worker: LocalWorker, olga: TestClient, reference: str
) -> None:
    assert waits(worker) == 1
    page = post(olga, reference, "snooze", days="3")
    assert "asleep until Thu 05 Mar 2026" in page
    assert "let it sleep until 2026-03-05" in page
    assert waits(worker) == 0
    assert reference not in olga.get("/queue").text
    assert reference not in olga.get("/queue?state=ready_for_review").text
    for tab in ("asleep", "open", "all"):
        assert reference in olga.get(f"/queue?state={tab}").text, tab
    worker.now += timedelta(days=2)
    pass_time(worker.services)
    assert waits(worker) == 0
    worker.now += timedelta(days=1)
    pass_time(worker.services)
    assert waits(worker) == 1
    sign_in(olga, "olga", PASSWORD)
    page = olga.get(f"/requests/{reference}").text
    assert "brought it back" in page
    assert 'id="asleep"' not in page
    assert reference in olga.get("/queue").text


def test_the_customers_mail_wakes_it_whatever_was_wanted(worker: LocalWorker, reference: str) -> None:
    [letter] = worker.send()
    for until in (None, "2027-01-31"):
        review_actions.snooze(worker.services, reference, until, "olga")
        assert waits(worker) == 0
        worker.now += timedelta(hours=1)
        text = f"Is there anything new?\n\n{quoted(letter)}"
        more = {"In_Reply_To": str(letter["Message-ID"]), "Message_ID": f"<again-{until}@engines.test>"}
        worker.receive(mail(text, subject=str(letter["Subject"]), **more))
        assert waits(worker) == 1, until


def test_what_staff_do_wakes_it_and_a_note_does_not(
    worker: LocalWorker, olga: TestClient, reference: str
) -> None:
    review_actions.snooze(worker.services, reference, None, "olga")
    assert "asleep until the customer writes" in post(olga, reference, "notes", note="not yet")
    assert waits(worker) == 0
    assert "woke it" in post(olga, reference, "wake")
    assert waits(worker) == 1
    review_actions.snooze(worker.services, reference, None, "olga")
    assert review_actions.approve(worker.services, reference, "olga").state is State.APPROVED
    assert waits(worker) == 1


@pytest.mark.parametrize("until", ["yesterday", "2026-03-02", "2020-01-01", ""])
def test_a_day_that_is_none_or_is_over_is_refused(worker: LocalWorker, reference: str, until: str) -> None:
    with pytest.raises(UsageError, match=r"is no day|sleeps until a later day"):
        review_actions.snooze(worker.services, reference, until, "olga")
    with pytest.raises(RefusedError, match="does not sleep"):
        review_actions.wake(worker.services, reference, "olga")
