"""Who is told of a request: by a note that names them, or because it is given to them."""

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import LocalWorker, form, mail
from tests.web.conftest import PASSWORD, csrf, sign_in
from worker.requests.staff.colleague_mentions import find_mentioned
from worker.services.accounts import staff_accounts
from worker.services.monitoring.notice_digest import find_piles
from worker.services.review import bulk_actions, page_actions
from worker.services.staff_roles import StaffRole


@pytest.fixture
def reference(worker: LocalWorker, olga: TestClient) -> str:
    staff_accounts.add(worker.services, "maya", PASSWORD, StaffRole.REVIEWER)
    assert sign_in(olga, "olga", PASSWORD).status_code == 303
    return worker.request(worker.receive(mail(form()))).reference


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("@maya look", ("maya",)),
        ("(@Maya), and @bo: see", ("maya", "bo")),
        ("@maya @maya", ("maya",)),
        ("write to maya", ()),
        ("maya@maya.test, a@bo", ()),
        ("@mayan @bob", ()),
        ("@ann.lee please", ("ann.lee@vendor.test",)),
        ("@ann.lee@vendor.test please", ("ann.lee@vendor.test",)),
        ("@jo please", ()),  # two are called so
    ],
)
def test_a_note_names_colleagues_and_nobody_else(words: str, named: tuple[str, ...]) -> None:
    names = ["maya", "bo", "ann.lee@vendor.test", "jo@vendor.test", "jo@partner.test"]
    assert find_mentioned(words, names) == named


def test_who_is_named_in_a_note_is_told_until_they_have_seen_it(
    worker: LocalWorker, olga: TestClient, reference: str
) -> None:
    page_actions.add_note(worker.services, reference, "@olga is that their address? @maya @nobody", "maya")
    page = olga.get("/mentions").text
    assert 'id="count-mentions">1<' in page
    assert "@olga is that their address?" in page
    page = olga.get(f"/requests/{reference}").text
    assert "noted for olga" in page
    assert "names you" in page
    with worker.store.read() as tx:
        [pile] = [one for one in find_piles(worker.services, tx) if one.name == "mentions"]
    assert (pile.count, pile.oldest[0].what) == (1, "olga, by maya")
    olga.post(f"/requests/{reference}/mentions/seen", data={"csrf": csrf(page)})
    page = olga.get(f"/requests/{reference}").text
    assert "names you" not in page
    assert 'id="count-mentions" hidden' in page
    assert "Seen before" in olga.get("/mentions").text


def test_an_answer_by_note_settles_what_it_answers(
    worker: LocalWorker, olga: TestClient, reference: str
) -> None:
    page_actions.add_note(worker.services, reference, "@olga yours?", "maya")
    page_actions.add_note(worker.services, reference, "@maya it is", "olga")
    assert "Nothing new" in olga.get("/mentions").text
    staff_accounts.remove(worker.services, "maya")
    with worker.store.read() as tx:
        assert [one.name for one in find_piles(worker.services, tx)] == ["ready"]


def test_who_is_given_a_request_is_told_and_who_takes_one_is_not(
    worker: LocalWorker, olga: TestClient, reference: str
) -> None:
    bulk_actions.assign(worker.services, [reference], "olga", "olga")
    assert "Nothing new" in olga.get("/mentions").text
    bulk_actions.assign(worker.services, [reference], "maya", "olga")
    bulk_actions.assign(worker.services, [reference], "olga", "maya")
    assert "gave you" in olga.get("/mentions").text
    olga.get(f"/requests/{reference}")
    assert "Nothing new" in olga.get("/mentions").text
    bulk_actions.assign(worker.services, [reference], "olga", "maya")
    assert "Nothing new" in olga.get("/mentions").text, "it was theirs already"
