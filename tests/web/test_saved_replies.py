"""Saved replies: filled with a request's values, changed on record, brought back."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import LocalWorker, form, mail
from tests.web.conftest import csrf
from worker.errors import UsageError
from worker.requests.staff.saved_reply_text import fill_placeholders, find_unfilled, require_placeholders
from worker.services.review import saved_replies


def post(client: TestClient, path: str, **data: str) -> str:
    """A form of ours; the page that it leads to."""
    held = {"csrf": csrf(client.get("/replies").text), **data}
    return client.post(path, data=held, follow_redirects=True).text


@pytest.fixture
def reply(worker: LocalWorker) -> int:
    text = "Dear {name},\n\nabout {reference} we still need:\n{missing}"
    return saved_replies.add_reply(worker.services, "What is missing", text, "maya").id


def test_places_take_values_and_are_never_run() -> None:
    text = "{name}, {reference}: {{ 7 * 7 }} {missing}"
    assert fill_placeholders(text, {"name": "{reference} Ada", "reference": "SW-1"}) == (
        "{reference} Ada, SW-1: {{ 7 * 7 }} {missing}"
    )
    assert find_unfilled("{name} {name} {missing} {other}") == ("{name}", "{missing}")
    for wrong in ("{nmae}", "{name.__class__}", "{0}", "{}"):
        with pytest.raises(UsageError, match=r"is no value of a request; there are \{name\}, \{reference\}"):
            require_placeholders(f"Dear {wrong}")


def test_a_reply_is_put_into_the_letter_with_the_values_and_what_has_none_stops_it(
    worker: LocalWorker, olga: TestClient, reply: int
) -> None:
    reference = worker.request(worker.receive(mail(form(address="12 High Street")))).reference
    path = f"/requests/{reference}/answer"
    page = olga.get(path).text
    assert "What is missing" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    held = {"csrf": csrf(page), "version": version[1]}
    page = olga.post(path, data={**held, "note": "Thank you.", "saved": str(reply)}).text
    note = page.partition('id="note"')[2].partition("</textarea>")[0]
    assert "Thank you.\n\nDear Ada Byron,\n\nabout " + reference in note
    assert "full address" in note
    assert "Thank you." in olga.get(path).text, "it is kept as if it had been typed"

    answer = olga.post(path, data={**held, "note": "Your {sens} are here", "do": "send"})
    assert answer.status_code == 422
    assert "Put something in the place of {sens}." in answer.text
    assert worker.send()[1:] == []


def test_who_changed_a_reply_is_on_record_and_an_old_version_comes_back(
    worker: LocalWorker, olga: TestClient, reply: int
) -> None:
    path = f"/replies/{reply}"
    page = post(olga, path, version="1", name="What is missing", text="Hello {name}")
    assert "Version 2, saved" in page
    assert "version 1, saved" in page
    assert "maya" in page
    page = post(olga, path, version="1", name="What is missing", text="Good day {name}")
    assert "<strong><bdi>olga</bdi> changed it meanwhile, so nothing was saved.</strong>" in page
    assert "Good day {name}" in page
    page = post(olga, f"{path}/back", version="2", old="1")
    assert "Version 3" in page
    assert "we still need" in page.partition("</textarea>")[0]
    assert "Removed" in post(olga, f"{path}/remove", version="3")
    page = post(olga, f"{path}/back", version="4", old="2")
    assert "Hello {name}" in page.partition("</textarea>")[0]
    assert len(saved_replies.find_versions(worker.services, reply)) == 5


def test_a_reply_that_cannot_be_is_refused_and_its_words_stay(olga: TestClient, reply: int) -> None:
    page = post(olga, "/replies", name="New", text="Dear {nmae}")
    assert "{nmae} is no value of a request; there are {name}" in page
    assert "Dear {nmae}</textarea>" in page
    page = post(olga, "/replies", name="what IS missing", text="Dear")
    assert "There is a saved reply “What is missing” already." in page
    assert olga.get("/replies/99").status_code == 404
    assert reply == 1


def test_a_form_that_was_left_is_there_again_also_after_a_colleague_saved(
    worker: LocalWorker, olga: TestClient, reply: int
) -> None:
    held = {"csrf": csrf(olga.get("/replies").text)}
    olga.post("/replies/0/draft", data={**held, "name": "Half", "text": "Dear <you>"})
    page = olga.get("/replies").text
    assert ('value="Half"' in page, "Dear &lt;you&gt;</textarea>" in page) == (True, True)
    assert "You have not saved this yet" in page
    post(olga, "/replies", name="Half", text="Dear you")
    assert "You have not saved this yet" not in olga.get("/replies").text

    one = f"/replies/{reply}"
    olga.post(f"{one}/draft", data={**held, "version": "1", "name": "What is missing", "text": "Mine"})
    saved_replies.change_reply(worker.services, reply, 1, "What is missing", "Theirs", "maya")
    page = olga.get(one).text
    assert ("Mine</textarea>" in page, ">Theirs</p>" in page) == (True, True)
    post(olga, f"{one}/draft", do="discard")
    assert "Theirs</textarea>" in olga.get(one).text


def test_what_is_too_long_or_empty_stays_on_the_page_whole(olga: TestClient, reply: int) -> None:
    page = post(olga, "/replies", name="Long", text="x" * 5_000 + "the end")
    assert ("It was not saved" in page, "the end</textarea>" in page) == (True, True)
    page = post(olga, f"/replies/{reply}", version="1", name="", text="New words")
    assert ("It was not saved" in page, 'type="text" value=""' in page) == (True, True)


def test_a_reply_that_was_removed_or_does_not_fit_is_not_put_in_and_words_stay(
    worker: LocalWorker, olga: TestClient, reply: int
) -> None:
    reference = worker.request(worker.receive(mail(form()))).reference
    path = f"/requests/{reference}/answer"
    held = {"csrf": csrf(olga.get(path).text), "version": "9", "saved": str(reply)}
    page = olga.post(path, data={**held, "note": "x" * 9_990 + " the end"}).text
    assert ("too long" in page, " the end" in page) == (True, True)
    saved_replies.remove_reply(worker.services, reply, 1, "maya")
    page = olga.post(path, data={**held, "note": "Thank you."}).text
    assert ("was removed by maya" in unescape(page), "Thank you." in page) == (True, True)
