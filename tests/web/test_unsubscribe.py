"""Leaving the list by one click in a mail client (RFC 8058), or by the page behind the link."""

import re
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import OTHER_KEY, LocalWorker, mail
from worker.requests.request_model import State
from worker.services.outbox import interest_list

SUBJECT = "Atlassian Cloud user interested in migrating to Marketplace"


@pytest.fixture
def told(worker: LocalWorker) -> str:
    """Somebody is on the list and was told; the headers of their letter."""
    worker.public_url = "https://desk.vendor.test"
    text = f"Our current license: {OTHER_KEY}\nNumber of users: 40\n"
    worker.receive(mail(text, "ada@cloud.test", SUBJECT))
    worker.send()
    interest_list.announce(worker.services, "announcement", 100, "olga")
    (letter,) = worker.send()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return str(letter["List-Unsubscribe"])


@pytest.fixture
def path(told: str) -> str:
    web, post = re.findall(r"<([^>]+)>", told)
    assert web.startswith("https://desk.vendor.test/unsubscribe/")
    assert post.startswith("mailto:")
    assert "ada" not in web
    return str(urlsplit(web).path)


def on_the_list(worker: LocalWorker) -> list[object]:
    return [row["email"] for row in interest_list.listed(worker.services)]


def test_a_mail_client_takes_its_owner_off_the_list_at_once(
    visitor: TestClient, worker: LocalWorker, path: str
) -> None:
    # As a provider's machine does it: no cookies, no origin of ours, the body that RFC 8058 gives.
    headers = {"Origin": "https://mail.provider.test", "Sec-Fetch-Site": "cross-site"}
    answer = visitor.post(path, data={"List-Unsubscribe": "One-Click"}, headers=headers)
    assert answer.status_code == 200
    assert on_the_list(worker) == []
    with worker.store.read() as tx:
        (request,) = tx.requests.listed([State.WITHDRAWN])
        events = tx.requests.events(request.id or 0)
    assert (events[-1].who, events[-1].why) == ("customer", "unsubscribed")
    assert visitor.post(path, content=b"").status_code == 200


def test_who_opens_the_link_is_asked_first(visitor: TestClient, worker: LocalWorker, path: str) -> None:
    page = visitor.get(path)
    assert (page.status_code, page.headers["x-frame-options"]) == (200, "DENY")
    assert on_the_list(worker) == ["ada@cloud.test"]
    assert f'<form method="post" action="{path}">' in page.text
    assert "ada@cloud.test" not in page.text
    assert "You are off the list" in visitor.post(path).text
    assert on_the_list(worker) == []


def test_a_link_that_is_not_ours_takes_nobody_off(
    visitor: TestClient, worker: LocalWorker, path: str
) -> None:
    forged = f"{path[:-1]}{'0' if path[-1] != '0' else '1'}"
    for other in (forged, "/unsubscribe/", "/unsubscribe/SW-7K3QXD", "/unsubscribe/<script>"):
        assert visitor.get(other).status_code == 404
        assert visitor.post(other).status_code == 404
    assert on_the_list(worker) == ["ada@cloud.test"]


def test_without_an_address_for_everybody_the_letter_has_the_link_by_mail_alone(worker: LocalWorker) -> None:
    worker.public_url = "http://127.0.0.1:8025"
    text = f"Our current license: {OTHER_KEY}\nNumber of users: 40\n"
    worker.receive(mail(text, "bo@cloud.test", SUBJECT))
    worker.send()
    interest_list.announce(worker.services, "announcement", 100, "olga")
    (letter,) = worker.send()
    assert str(letter["List-Unsubscribe"]).startswith("<mailto:")
    assert letter["List-Unsubscribe-Post"] is None
