"""What somebody types on a request's pages is there again, until it is sent or given up."""

from datetime import timedelta
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import LocalWorker, form, mail
from tests.web.conftest import PASSWORD, sign_in
from tests.web.test_actions import Reviewer
from tests.web.test_request import visible
from worker.requests.request_model import State
from worker.services.accounts import staff_accounts
from worker.services.staff_roles import StaffRole


@pytest.fixture
def olga_at(worker: LocalWorker, olga: TestClient) -> Reviewer:
    """Olga with a request that is ready for review."""
    outcome = worker.receive(mail(form()))
    worker.send()
    return Reviewer(olga, worker.request(outcome).reference)


def test_a_note_that_was_begun_is_there_until_it_is_added(worker: LocalWorker, olga_at: Reviewer) -> None:
    olga_at.post("drafts/note", note="I called <them>")
    assert "I called &lt;them&gt;</textarea>" in olga_at.look()
    olga_at.post("notes", note="I called <them>")
    assert "I called &lt;them&gt;</textarea>" not in olga_at.look()


def test_a_field_that_was_begun_is_open_again_until_it_is_saved(
    worker: LocalWorker, olga_at: Reviewer
) -> None:
    olga_at.post("drafts/field-organization", value="Engines Inc", why="phoned")
    page = olga_at.look()
    assert 'value="Engines Inc"' in page
    assert 'value="phoned"' in page
    assert "You have not saved this yet" in page
    olga_at.post("fields/organization", value="Engines Inc", why="phoned")
    assert "You have not saved this yet" not in olga_at.look()


def test_a_letter_that_was_begun_is_there_until_it_is_sent_or_given_up(
    worker: LocalWorker, olga_at: Reviewer, olga: TestClient
) -> None:
    path = f"/requests/{olga_at.reference}/reject"
    olga_at.post("drafts/reject", reason="cloud", note="Sorry, dear <Ada>")
    page = olga.get(path).text
    assert "Sorry, dear &lt;Ada&gt;</textarea>" in page
    assert "Sorry, dear <Ada>" in unescape(page[page.index('id="letter"') :])
    olga_at.post("drafts/reject", do="discard")
    assert "Sorry, dear" not in olga.get(path).text
    olga_at.post("drafts/reject", reason="cloud", note="Sorry")
    assert olga_at.post("reject", reason="cloud", note="Sorry", do="send").status_code == 303
    with worker.store.read() as tx:
        assert tx.drafts.of_request(1) == ()


def test_others_see_that_somebody_writes_and_not_what(
    worker: LocalWorker, olga_at: Reviewer, olga: TestClient
) -> None:
    staff_accounts.add(worker.services, "maya", PASSWORD, StaffRole.REVIEWER)
    olga_at.post("drafts/answer", note="My secret plan")
    other = TestClient(olga.app, base_url="http://127.0.0.1", follow_redirects=False)
    sign_in(other, "maya", PASSWORD)
    ping = f"/requests/{olga_at.reference}/presence?version=1"
    assert "olga is writing" in visible(other.get(ping).text)
    assert "My secret plan" not in other.get(f"/requests/{olga_at.reference}/answer").text
    worker.now += timedelta(minutes=2)
    assert "is writing" not in other.get(ping).text


@pytest.mark.parametrize(("value", "then"), [("Engines Inc", State.READY_FOR_REVIEW), ("", State.NEEDS_INFO)])
def test_a_field_is_taken_back_as_it_was(
    worker: LocalWorker, olga_at: Reviewer, value: str, then: State
) -> None:
    before = worker.request(1)
    olga_at.post("fields/organization", value=value)
    assert worker.request(1).state is then
    assert 'data-key="u"' in olga_at.look()
    assert olga_at.post("undo").status_code == 303
    after = worker.request(1)
    assert (after.fields, after.state, after.ask) == (before.fields, before.state, before.ask)
    assert "Mail 1, line" in olga_at.look()


@pytest.mark.parametrize("form_name", ["note", "complete", "await_upgrade", "ask", "answer", "reject"])
def test_each_form_for_words_keeps_them(olga_at: Reviewer, form_name: str) -> None:
    assert olga_at.post(f"drafts/{form_name}", note="Later").status_code == 303
