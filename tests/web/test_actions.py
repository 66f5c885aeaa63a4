"""What staff do on the page of a request: with the letter seen first, undone, and never over one another."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.integration.local_worker import KEY, OTHER_KEY, LocalWorker, form, mail
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.requests.request_model import Attention, LetterState, State
from worker.services.accounts import staff_accounts
from worker.services.review import review_actions
from worker.services.review.page_actions import UNDO
from worker.services.staff_roles import StaffRole


class Reviewer:
    """Somebody with a page of one request before them, who fills in its forms."""

    def __init__(self, client: TestClient, reference: str) -> None:
        self._client = client
        self.reference = reference
        self.page = ""
        self.look()

    def look(self) -> str:
        """The page as it is now."""
        self.page = self._client.get(f"/requests/{self.reference}").text
        return self.page

    def post(self, path: str, **data: str | list[str]) -> Response:
        """A form of the page that they have before them, which may be old by now."""
        version = re.search(r'name="version" value="(\d+)"', self.page)
        assert version is not None
        held = {"csrf": csrf(self.page), "version": version[1]}
        return self._client.post(f"/requests/{self.reference}/{path}", data={**held, **data})


@pytest.fixture
def ready(worker: LocalWorker, olga: TestClient) -> Reviewer:
    """Olga with a request that is ready for review."""
    outcome = worker.receive(mail(form()))
    worker.send()
    return Reviewer(olga, worker.request(outcome).reference)


@pytest.fixture
def maya(worker: LocalWorker, ready: Reviewer, olga: TestClient) -> Iterator[Reviewer]:
    """A colleague with the same page."""
    staff_accounts.add(worker.services, "maya", PASSWORD, StaffRole.REVIEWER)
    client = TestClient(olga.app, base_url="http://127.0.0.1", follow_redirects=False)
    sign_in(client, "maya", PASSWORD)
    yield Reviewer(client, ready.reference)
    client.close()


def state(worker: LocalWorker) -> State:
    """Where the first request stands."""
    return worker.request(1).state


def letter_shown(page: str) -> str:
    """The text of the letter on a page."""
    found = re.search(r'aria-label="Text of the letter"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def test_from_the_queue_to_the_confirmation(worker: LocalWorker, ready: Reviewer) -> None:
    assert ready.post("approve").status_code == 303
    assert state(worker) is State.APPROVED
    ready.look()
    preview = ready.post("complete", sen="SEN-1234567").text
    assert ready.post("complete", sen="sen-1234567 ", do="send").status_code == 303
    assert state(worker) is State.COMPLETED
    assert worker.send() == []
    worker.now += UNDO
    [letter] = worker.send()
    body = letter.get_body(("plain",))
    assert body is not None
    assert str(body.get_content()).replace("\r\n", "\n").strip() == letter_shown(preview).strip()
    assert (str(letter["Cc"]), "SEN-1234567" in letter_shown(preview)) == ("licenses@engines.test", True)


@pytest.mark.parametrize(
    ("path", "data", "becomes"),
    [
        ("ask", {"field": ["organization"], "note": "Which of the two?"}, State.NEEDS_INFO),
        ("answer", {"note": "We look into it."}, State.READY_FOR_REVIEW),
        ("reject", {"reason": "cloud"}, State.REJECTED),
    ],
)
def test_the_letter_on_the_page_is_the_letter_that_goes_out(
    worker: LocalWorker, ready: Reviewer, path: str, data: dict[str, str], becomes: State
) -> None:
    preview = ready.post(path, **data)
    assert (preview.status_code, state(worker)) == (200, State.READY_FOR_REVIEW)
    assert ready.post(path, **data, do="send").status_code == 303
    assert state(worker) is becomes
    worker.now += UNDO
    [letter] = worker.send()
    body = letter.get_body(("plain",))
    assert body is not None
    assert str(body.get_content()).replace("\r\n", "\n").strip() == letter_shown(preview.text).strip()
    assert str(letter["Subject"]) in unescape(preview.text)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("approve", {}),
        ("withdraw", {}),
        ("ask", {"field": ["organization"], "do": "send"}),
        ("answer", {"note": "We look into it.", "do": "send"}),
        ("reject", {"reason": "not_found", "do": "send"}),
    ],
)
def test_an_action_is_undone_and_its_letter_never_goes_out(
    worker: LocalWorker, ready: Reviewer, path: str, data: dict[str, str]
) -> None:
    before = worker.request(1)
    ready.post(path, **data)
    assert "Undo" in ready.look()
    worker.now += UNDO - timedelta(seconds=1)
    assert ready.post("undo").status_code == 303
    after = worker.request(1)
    assert (after.state, after.ask, after.problems, after.round) == (
        before.state,
        before.ask,
        before.problems,
        before.round,
    )
    worker.now += timedelta(days=1)
    assert worker.send() == []
    with worker.store.read() as tx:
        assert [event.who for event in tx.requests.events(1) if event.what == "undo"] == ["olga"]


def test_what_was_done_a_quarter_of_an_hour_ago_is_not_offered_to_be_undone(
    worker: LocalWorker, ready: Reviewer
) -> None:
    ready.post("approve")
    worker.now += timedelta(minutes=14)
    assert f"/{ready.reference}/undo" in ready.look()
    worker.now += timedelta(minutes=2)
    assert f"/{ready.reference}/undo" not in ready.look()
    assert "Take the approval back" in ready.page
    answer = ready.post("undo")
    assert (answer.status_code, "15 minutes old" in answer.text) == (409, True)


def test_after_the_letter_is_out_there_is_nothing_to_undo(worker: LocalWorker, ready: Reviewer) -> None:
    ready.post("reject", reason="cloud", do="send")
    ready.look()
    worker.now += UNDO
    worker.send()
    answer = ready.post("undo")
    assert (answer.status_code, state(worker)) == (409, State.REJECTED)
    assert "has gone out already" in answer.text
    assert 'data-key="u"' not in ready.look()


def test_what_was_undone_can_be_done_again_with_its_letter(worker: LocalWorker, ready: Reviewer) -> None:
    for _ in range(3):
        ready.post("ask", field=["organization"], do="send")
        ready.look()
        ready.post("undo")
        ready.look()
    ready.post("ask", field=["organization"], do="send")
    worker.now += UNDO
    assert len(worker.send()) == 1
    assert worker.request(1).round == 1


def test_completing_is_undone_to_approved_and_gives_its_sen_back(
    worker: LocalWorker, ready: Reviewer
) -> None:
    ready.post("approve")
    ready.look()
    ready.post("complete", sen="SEN-1", do="send")
    ready.look()
    ready.post("undo")
    assert (state(worker), worker.request(1).sens) == (State.APPROVED, ())
    ready.look()
    assert ready.post("complete", sen="SEN-1", do="send").status_code == 303
    worker.now += UNDO
    assert len(worker.send()) == 1


def test_undo_sweeps_nothing_away_that_happened_since(worker: LocalWorker, ready: Reviewer) -> None:
    ready.post("approve")
    ready.look()
    review_actions.complete(worker.services, ready.reference, ["SEN-7"], "maya")
    answer = ready.post("undo")
    assert (answer.status_code, state(worker)) == (409, State.COMPLETED)
    assert "changed since by maya" in answer.text


def test_a_sen_used_before_is_refused_with_where(
    worker: LocalWorker, ready: Reviewer, olga: TestClient
) -> None:
    review_actions.approve(worker.services, ready.reference, "maya")
    review_actions.complete(worker.services, ready.reference, ["SEN-42"], "maya")
    other = form(license_key=OTHER_KEY, account_email="bo@other.test")
    second = worker.request(worker.receive(mail(other, sender="Bo <bo@other.test>", Message_ID="<2@o.test>")))
    review_actions.approve(worker.services, second.reference, "maya")
    bo = Reviewer(olga, second.reference)
    answer = bo.post("complete", sen="SEN-42", do="send")
    assert answer.status_code == 422
    assert f"SEN-42 was given to {ready.reference} already" in answer.text
    assert "<title>Error: " in answer.text
    assert worker.request(2).state is State.APPROVED


def test_it_is_given_all_the_same_to_whoever_insists_with_a_reason(
    worker: LocalWorker, ready: Reviewer, olga: TestClient
) -> None:
    review_actions.approve(worker.services, ready.reference, "maya")
    review_actions.complete(worker.services, ready.reference, ["SEN-42"], "maya")
    second = worker.request(
        worker.receive(mail(form(), sender="Bo <bo@other.test>", Message_ID="<2@o.test>"))
    )
    for one, other in ((ready.reference, second.reference), (second.reference, ready.reference)):
        assert f'href="/requests/{other}"' in Reviewer(olga, one).page
    assert {worker.request(number).attention for number in (1, 2)} >= {(Attention.DUPLICATE_KEY,)}
    review_actions.approve(worker.services, second.reference, "maya")
    bo = Reviewer(olga, second.reference)
    stopped = bo.post("complete", sen="SEN-42", do="send")
    assert stopped.status_code == 422
    assert f"{ready.reference} was completed for a license key of {second.reference}" in stopped.text
    assert 'name="insist"' in stopped.text
    assert bo.post("complete", sen="SEN-42", insist=" ", do="send").status_code == 422
    assert bo.post("complete", sen="SEN-42", insist="Both bought it together", do="send").status_code == 303
    assert (worker.request(2).state, worker.request(2).sens) == (State.COMPLETED, ("SEN-42",))
    assert "insisted: Both bought it together" in bo.look()


@pytest.mark.parametrize(
    ("sens", "said"),
    [
        (["SEN-1", "SEN-1"], "stands there twice"),
        (["SEN-1", "12"], "must look like"),
        (["SEN-1", ""], "Enter the SEN for key ****"),
    ],
)
def test_each_key_needs_a_sen_of_its_own(
    worker: LocalWorker, olga: TestClient, sens: list[str], said: str
) -> None:
    two = worker.request(worker.receive(mail(form(license_key=f"{KEY}\n{OTHER_KEY}"))))
    review_actions.approve(worker.services, two.reference, "maya")
    answer = Reviewer(olga, two.reference).post("complete", sen=sens, do="send")
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="SEN-1"' in answer.text


def test_two_reviewers_at_one_field_see_theirs_yours_and_before(
    worker: LocalWorker, ready: Reviewer, maya: Reviewer
) -> None:
    maya.post("fields/organization", value="Engines Inc", why="they told me")
    answer = ready.post("fields/organization", value="Engines GmbH", why="register")
    assert answer.status_code == 409
    for words in ("Engines Inc", "Engines GmbH", "Analytical Engines Ltd", "they told me", "maya"):
        assert words in answer.text
    assert worker.request(1).fields["organization"].value == "Engines Inc"
    ready.page = answer.text
    assert ready.post("fields/organization", keep="yours", value="Engines GmbH").status_code == 303
    assert worker.request(1).fields["organization"].value == "Engines GmbH"


def test_their_choice_may_stay(worker: LocalWorker, ready: Reviewer, maya: Reviewer) -> None:
    maya.post("fields/organization", value="Engines Inc")
    ready.page = ready.post("fields/organization", value="Engines GmbH").text
    ready.post("fields/organization", keep="theirs", value="Engines GmbH")
    assert worker.request(1).fields["organization"].value == "Engines Inc"


def test_changes_of_different_fields_merge(worker: LocalWorker, ready: Reviewer, maya: Reviewer) -> None:
    maya.post("fields/organization", value="Engines Inc")
    assert ready.post("fields/holder_name", value="Ada King").status_code == 303
    fields = worker.request(1).fields
    assert (fields["organization"].value, fields["holder_name"].value) == ("Engines Inc", "Ada King")


def test_nothing_is_approved_that_changed_after_the_page_was_made(
    worker: LocalWorker, ready: Reviewer, maya: Reviewer
) -> None:
    maya.post("fields/account_email", value="someone@else.test")
    answer = ready.post("approve")
    assert (answer.status_code, state(worker)) == (409, State.READY_FOR_REVIEW)
    assert "someone@else.test" in answer.text
    ready.page = answer.text
    assert ready.post("approve").status_code == 303


def test_no_letter_goes_out_after_somebody_else_acted_and_the_words_are_kept(
    worker: LocalWorker, ready: Reviewer, maya: Reviewer
) -> None:
    maya.post("approve")
    answer = ready.post("reject", reason="other", note="Words that took me long.", do="send")
    assert (answer.status_code, state(worker)) == (409, State.APPROVED)
    assert "Words that took me long." in answer.text


def test_notes_and_assignments_of_others_do_not_stop_anybody(
    worker: LocalWorker, ready: Reviewer, maya: Reviewer
) -> None:
    maya.post("notes", note="Called them, all fine.")
    maya.post("assign", to="maya")
    assert ready.post("approve").status_code == 303
    page = ready.look()
    assert "Called them, all fine." in page
    assert "assigned to <bdi>maya</bdi>" in page


def test_a_nul_in_a_form_is_left_out(worker: LocalWorker, ready: Reviewer) -> None:
    ready.post("fields/organization", value="Engines\0 Inc", why="\0")
    ready.post("notes", note="all\0 fine")
    assert worker.request(1).fields["organization"].value == "Engines Inc"
    assert "all fine" in ready.look()


def test_an_edit_that_can_not_be_used_says_why_and_keeps_what_was_typed(
    worker: LocalWorker, ready: Reviewer
) -> None:
    answer = ready.post("fields/account_email", value="not an address")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert 'value="not an address"' in answer.text
    assert worker.request(1).fields["account_email"].value == "licenses@engines.test"


def test_a_masked_line_of_an_edit_keeps_its_key(worker: LocalWorker, ready: Reviewer) -> None:
    ready.post("fields/license_key", value=f"****{KEY[-4:]}\r\n{OTHER_KEY}")
    assert worker.request(1).fields["license_key"].value == f"{KEY}\n{OTHER_KEY}"


def test_a_confirmation_by_phone_is_recorded_by_hand(worker: LocalWorker, olga: TestClient) -> None:
    text = form()
    start, end = text.index("I am using"), text.index("The information")
    outcome = worker.receive(mail(text[:start] + text[end:]))
    assert "confirmation" in worker.request(outcome).ask
    reviewer = Reviewer(olga, worker.request(outcome).reference)
    reviewer.post("fields/confirmation", value="confirmed", why="by phone")
    assert state(worker) is State.READY_FOR_REVIEW
    assert "by phone" in reviewer.look()


def test_reopening_and_withdrawing(worker: LocalWorker, ready: Reviewer) -> None:
    ready.post("withdraw")
    assert state(worker) is State.WITHDRAWN
    ready.look()
    ready.post("reopen")
    assert state(worker) is State.READY_FOR_REVIEW


@pytest.mark.parametrize("path", ["complete", "undo"])
def test_what_the_state_does_not_allow_is_refused_in_words(ready: Reviewer, path: str) -> None:
    answer = ready.post(path, sen="SEN-1", do="send")
    assert answer.status_code == 409
    assert ready.reference in answer.text


def test_nobody_is_assigned_who_is_not_here(worker: LocalWorker, ready: Reviewer) -> None:
    assert ready.post("assign", to="ghost").status_code == 409
    assert worker.request(1).assigned_to is None


@pytest.fixture
def stray(worker: LocalWorker, ready: Reviewer, olga: TestClient) -> Reviewer:
    """Olga with a mail that names the request's reference and proves nothing."""
    organization = "4. The organization (company) name for the License: Engines of Bo\n"
    text = "By sending this message I want to migrate my license.\n\n" + organization
    subject = f"I want to migrate my Server license to Atlassian Marketplace [{ready.reference}]"
    raw = mail(text, sender="Bo <bo@other.test>", subject=subject, Message_ID="<2@o.test>")
    request = worker.request(worker.receive(raw, waited=timedelta(seconds=90)))
    assert request.created_at < worker.now
    assert Attention.POSSIBLE_MATCH in request.attention
    return Reviewer(olga, request.reference)


def test_a_possible_match_is_attached_where_a_person_says(
    worker: LocalWorker, ready: Reviewer, stray: Reviewer
) -> None:
    assert f"Attach to {ready.reference}" in stray.page
    answer = stray.post("attach", to=ready.reference)
    assert answer.headers["location"] == f"/requests/{ready.reference}"
    assert worker.request(2).state is State.WITHDRAWN
    assert "bo@other.test" in ready.look()
    assert Attention.OTHER_ADDRESS in worker.request(1).attention
    with worker.store.read() as tx:
        waiting = [one for one in tx.letters.of_request(2) if one.state is not LetterState.CANCELLED]
    assert waiting == []


def test_a_possible_match_becomes_a_request_of_its_own(worker: LocalWorker, stray: Reviewer) -> None:
    assert worker.send() == []
    assert stray.post("apart").status_code == 303
    assert Attention.POSSIBLE_MATCH not in worker.request(2).attention
    assert "Attach to" not in stray.look()
    assert len(worker.send()) == 1


def test_a_mail_is_attached_to_no_request_that_it_does_not_look_like(
    worker: LocalWorker, ready: Reviewer, stray: Reviewer
) -> None:
    other = form(license_key=OTHER_KEY)
    third = worker.request(worker.receive(mail(other, sender="Eve <eve@x.test>", Message_ID="<3@x.test>")))
    assert stray.post("attach", to=third.reference).status_code == 409


@pytest.mark.parametrize(
    "path",
    ["approve", "withdraw", "assign", "notes", "undo", "attach", "fields/organization", "ask", "reject"],
)
def test_every_form_needs_its_token(
    worker: LocalWorker, ready: Reviewer, olga: TestClient, path: str
) -> None:
    data = {"version": "1", "do": "send", "value": "x", "to": "olga", "reason": "cloud", "note": "x"}
    assert olga.post(f"/requests/{ready.reference}/{path}", data=data).status_code == 403
    assert state(worker) is State.READY_FOR_REVIEW


def test_words_are_kept_when_a_colleague_was_faster(
    worker: LocalWorker, ready: Reviewer, maya: Reviewer
) -> None:
    assert maya.post("approve").status_code == 303
    answer = ready.post("ask", field=["organization"], note="Which of the two <Engines>?", do="send")
    assert answer.status_code == 409
    assert "Which of the two &lt;Engines&gt;?</textarea>" in answer.text
    assert "maya</bdi></strong> approved it" in answer.text
    assert f'href="/requests/{ready.reference}"' in answer.text
    assert "needs_info" not in answer.text
    assert "Which of the two" in letter_shown(ready.post("answer", note="Which of the two?").text)
    refused = ready.post("assign", to="nobody-of-ours")
    assert (refused.status_code, f'href="/requests/{ready.reference}"' in refused.text) == (409, True)


@pytest.mark.parametrize("step", ["attach", "apart"])
def test_what_belongs_where_is_not_decided_over_what_a_colleague_did(
    worker: LocalWorker, ready: Reviewer, stray: Reviewer, step: str
) -> None:
    review_actions.set_values(worker.services, stray.reference, {"organization": "Engines of Maya"}, "maya")
    answer = stray.post(step, to=ready.reference)
    assert (answer.status_code, "This changed after your page was made" in answer.text) == (409, True)
    assert "Engines of Maya" in answer.text
    assert worker.request(2).state is State.NEEDS_INFO
    assert Attention.POSSIBLE_MATCH in worker.request(2).attention
    stray.page = answer.text
    assert stray.post(step, to=ready.reference).status_code == 303


def test_of_two_who_ask_many_again_the_second_sends_no_second_letter(
    worker: LocalWorker, olga: TestClient
) -> None:
    outcome = worker.receive(mail(form(address="12 High Street")))
    worker.send()
    reference = worker.request(outcome).reference
    data = {"csrf": csrf(olga.get("/queue").text), "id": reference}
    page = olga.post("/queue/act", data={**data, "do": "remind"}).text
    version = re.search(rf'name="version-{reference}" value="(\d+)"', page)
    assert version is not None
    worker.now += timedelta(minutes=1)
    sent = {**data, f"version-{reference}": version[1], "do": "send"}
    assert olga.post("/queue/act", data=sent).status_code == 303
    answer = olga.post("/queue/act", data=sent)
    assert (answer.status_code, "Not all of it was done" in answer.text) == (409, True)
    worker.now += timedelta(minutes=5)
    assert len(worker.send()) == 1
