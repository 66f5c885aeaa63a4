"""Saved replies: filled with a request's values, changed on record, brought back."""

import re

import pytest
from starlette.testclient import TestClient

from tests.integration.desk import Desk, form, mail
from tests.web.conftest import csrf
from worker.errors import UsageError
from worker.requests.staff.saved_reply_text import fill_placeholders, find_unfilled, require_placeholders
from worker.services.review import saved_replies


def post(client: TestClient, path: str, **data: str) -> str:
    """A form of ours; the page that it leads to."""
    held = {"csrf": csrf(client.get("/replies").text), **data}
    return client.post(path, data=held, follow_redirects=True).text


@pytest.fixture
def reply(hands: Desk) -> int:
    text = "Dear {name},\n\nabout {reference} we still need:\n{missing}"
    return saved_replies.add_reply(hands.services, "What is missing", text, "maya").id


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
    hands: Desk, olga: TestClient, reply: int
) -> None:
    reference = hands.request(hands.receive(mail(form(address="12 High Street")))).reference
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
    assert hands.send()[1:] == []


def test_who_changed_a_reply_is_on_record_and_an_old_version_comes_back(
    hands: Desk, olga: TestClient, reply: int
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
    assert len(saved_replies.find_versions(hands.services, reply)) == 5


def test_a_reply_that_cannot_be_is_refused_and_its_words_stay(olga: TestClient, reply: int) -> None:
    page = post(olga, "/replies", name="New", text="Dear {nmae}")
    assert "{nmae} is no value of a request; there are {name}" in page
    assert "Dear {nmae}</textarea>" in page
    page = post(olga, "/replies", name="what IS missing", text="Dear")
    assert "There is a saved reply “What is missing” already." in page
    assert olga.get("/replies/99").status_code == 404
    assert reply == 1
