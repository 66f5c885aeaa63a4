"""Why a request asks for attention: said on its page with the words, and settled there one by one."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import LocalWorker, form, mail
from tests.web.test_actions import Reviewer
from tests.web.test_request import answer, visible
from worker.requests.request_model import Attention, LetterState, State
from worker.services.review import review_actions

CORRECTION = "3. The first and last name of the holder: Ada King\n"


@pytest.fixture
def olga_at(worker: LocalWorker, olga: TestClient) -> Reviewer:
    """Olga with a request that is ready for review, whose letter came to its customer."""
    outcome = worker.receive(mail(form(), Message_ID="<one@engines.test>"))
    return Reviewer(olga, worker.request(outcome).reference)


def replies(worker: LocalWorker, text: str) -> None:
    """The customer answers the first letter."""
    [letter] = worker.send()
    worker.receive(answer(letter, text))


def strips(page: str) -> str:
    """What the strips of a page say."""
    found = re.search(r'<div id="reasons".*?<nav class="jump', page, re.DOTALL)
    assert found is not None
    return unescape(visible(found[0]))


def test_a_correction_after_the_approval_is_shown_and_applied(worker: LocalWorker, olga_at: Reviewer) -> None:
    review_actions.approve(worker.services, olga_at.reference, "maya")
    replies(worker, CORRECTION)
    page = olga_at.look()
    assert "from Ada Byron to Ada King" in strips(page)
    assert "ada@engines.test" in strips(page)
    assert "Nothing speaks against it" not in page
    assert not re.search(r'class="btn\s+primary"[^>]*data-key="c"', page)
    assert olga_at.post("apply", reason="changed_after_approval").status_code == 303
    after = worker.request(1)
    assert (after.state, after.attention) == (State.READY_FOR_REVIEW, ())
    assert after.fields["holder_name"].value == "Ada King"
    assert "Ada King" in olga_at.look()
    assert "Nothing speaks against it" in visible(olga_at.page)


def test_a_correction_is_not_applied_over_what_a_colleague_did(
    worker: LocalWorker, olga_at: Reviewer
) -> None:
    review_actions.approve(worker.services, olga_at.reference, "maya")
    replies(worker, CORRECTION)
    olga_at.look()
    review_actions.reopen(worker.services, olga_at.reference, "maya")
    answer = olga_at.post("apply", reason="changed_after_approval")
    assert (answer.status_code, "This changed after your page was made" in answer.text) == (409, True)
    assert "Apply it nevertheless" in answer.text
    assert worker.request(1).fields["holder_name"].value == "Ada Byron"


def test_a_correction_after_the_approval_can_be_left(worker: LocalWorker, olga_at: Reviewer) -> None:
    review_actions.approve(worker.services, olga_at.reference, "maya")
    replies(worker, CORRECTION)
    olga_at.look()
    olga_at.post("reasons/changed_after_approval/settle")
    after = worker.request(1)
    assert (after.state, after.attention) == (State.APPROVED, ())
    assert after.fields["holder_name"].value == "Ada Byron"


def test_what_a_customer_wrote_stays_until_somebody_settles_it_alone(
    worker: LocalWorker, olga_at: Reviewer
) -> None:
    replies(worker, "Could you call me on Monday? It is about our plans for next year.\n")
    assert "Could you call me on Monday?" in strips(olga_at.look())
    olga_at.post("approve")
    assert worker.request(1).attention == (Attention.CUSTOMER_WROTE,)
    olga_at.look()
    assert olga_at.post("reasons/customer_wrote/settle").status_code == 303
    assert worker.request(1).attention == ()
    olga_at.look()
    assert olga_at.post("undo").status_code == 303
    assert worker.request(1).attention == (Attention.CUSTOMER_WROTE,)


def test_a_reason_that_is_settled_already_is_told_and_nothing_is_done(
    worker: LocalWorker, olga_at: Reviewer
) -> None:
    replies(worker, "Could you call me on Monday? It is about our plans for next year.\n")
    olga_at.look()
    review_actions.settle(worker.services, olga_at.reference, "customer_wrote", "maya")
    told = olga_at.post("reasons/customer_wrote/settle")
    assert told.status_code == 409
    assert "This changed after your page was made" in told.text


def test_a_letter_in_doubt_is_settled_on_its_request_and_that_is_taken_back(
    worker: LocalWorker, olga_at: Reviewer
) -> None:
    with worker.store.write() as tx:
        [letter] = tx.letters.of_request(1)
        tx.letters.settle(letter.id, LetterState.UNCERTAIN, error="connection lost after DATA")
        request = tx.requests.get(1)
        assert request is not None
        tx.requests.save(replace(request, attention=(Attention.LETTER_UNCERTAIN,)))
    page = olga_at.look()
    assert "connection lost after DATA" in strips(page)
    assert re.search(r'data-key="m"', page)
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    assert olga_at.post(f"letters/{letter.id}", do="sent", seen=seen[1]).status_code == 303
    assert worker.request(1).attention == ()
    assert "noted that it was sent" in strips(olga_at.look())
    olga_at.post(f"letters/{letter.id}", do="undo")
    assert worker.request(1).attention == (Attention.LETTER_UNCERTAIN,)
    olga_at.look()
    assert olga_at.post(f"letters/{letter.id}", do="sent", seen="held-0").status_code == 409


def bounced(worker: LocalWorker) -> None:
    """The first letter came back."""
    worker.send()
    with worker.store.write() as tx:
        [letter] = tx.letters.of_request(1)
        tx.letters.settle(letter.id, LetterState.BOUNCED, error="550 no such user")
        request = tx.requests.get(1)
        assert request is not None
        tx.requests.save(replace(request, attention=(Attention.LETTER_BOUNCED,)))


def test_after_a_bounce_letters_go_to_another_address_with_the_proof_on_record(
    worker: LocalWorker, olga_at: Reviewer
) -> None:
    bounced(worker)
    assert "550 no such user" in strips(olga_at.look())
    assert olga_at.post("address", address="ada@new.test", why="").status_code == 409
    assert olga_at.post("address", address="no address", why="phoned").status_code == 409
    assert olga_at.post("address", address="Ada@New.test", why="phoned her").status_code == 303
    after = worker.request(1)
    assert (after.requester.addr, after.attention) == ("ada@new.test", ())
    worker.now += timedelta(minutes=1)
    [letter] = worker.send()
    assert "ada@new.test" in letter["To"]
    told = visible(olga_at.look())
    assert "from ada@engines.test to ada@new.test" in told
    assert "phoned her" in told


def test_the_letter_with_the_sen_keeps_its_line_at_the_new_address(
    worker: LocalWorker, olga_at: Reviewer
) -> None:
    worker.send()
    review_actions.approve(worker.services, olga_at.reference, "olga")
    review_actions.complete(worker.services, olga_at.reference, ["SEN-1"], "olga", note="See you in Bologna.")
    worker.send()
    with worker.store.write() as tx:
        tx.letters.settle(tx.letters.of_request(1)[-1].id, LetterState.BOUNCED, error="550 no such user")
    olga_at.look()
    assert olga_at.post("address", address="ada@new.test", why="phoned her").status_code == 303
    worker.now += timedelta(minutes=1)
    [letter] = worker.send()
    body = letter.get_body(("plain",))
    assert body is not None
    assert "See you in Bologna." in body.get_content()
    assert "SEN-1" in body.get_content()


def test_a_letter_by_hand_goes_to_another_address_of_the_customer(
    worker: LocalWorker, olga_at: Reviewer
) -> None:
    bounced(worker)
    olga_at.look()
    page = olga_at.post("answer", note="Hello Ada", to="licenses@engines.test").text
    assert "<dd><bdi>licenses@engines.test</bdi></dd>" in page
    assert 'id="mail-1"' in page  # what one answers stands below
    olga_at.post("answer", note="Hello Ada", to="licenses@engines.test", do="send")
    olga_at.look()
    olga_at.post("answer", note="Hello Eve", to="eve@evil.test", do="send")
    worker.now += timedelta(minutes=1)
    assert ["licenses@engines.test" in letter["To"] for letter in worker.send()] == [True, False]
