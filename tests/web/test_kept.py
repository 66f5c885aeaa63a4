"""What somebody sent when their session was over is shown again, and nothing is done."""

import pytest
from starlette.testclient import TestClient

from tests.integration.local_worker import LocalWorker, form, mail
from tests.web.conftest import PASSWORD, csrf, sign_in

OURS = {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def path(worker: LocalWorker) -> str:
    """Where a field of a request is changed."""
    return f"/requests/{worker.request(worker.receive(mail(form()))).reference}/fields/organization"


def test_words_of_somebody_who_is_signed_out_are_kept_and_sent_after_signing_in(
    visitor: TestClient, path: str
) -> None:
    typed = {"csrf": "old", "version": "1", "value": "<b>Engines</b>", "why": "phoned"}
    answer = visitor.post(path, data=typed, headers=OURS)
    assert answer.status_code == 401
    assert "&lt;b&gt;Engines&lt;/b&gt;</textarea>" in answer.text
    assert 'name="csrf"' not in answer.text
    sign_in(visitor, "olga", PASSWORD)
    again = visitor.post(path, data={**typed, "csrf": ""}, headers=OURS)
    assert again.status_code == 403
    assert "its form is out of date" in again.text
    assert 'href="/requests/' in again.text
    done = visitor.post(path, data={**typed, "csrf": csrf(again.text)}, headers=OURS)
    assert done.status_code == 303
    assert "&lt;b&gt;Engines&lt;/b&gt;" in visitor.get(done.headers["location"]).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.test", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {},
    ],
)
def test_words_of_another_site_are_never_shown(
    visitor: TestClient, path: str, headers: dict[str, str]
) -> None:
    for _ in range(2):
        answer = visitor.post(path, data={"csrf": "", "value": "Call this number"}, headers=headers)
        assert "Call this number" not in answer.text
        assert answer.status_code in {303, 403}
        sign_in(visitor, "olga", PASSWORD)


def test_the_script_is_told_that_nobody_is_signed_in(visitor: TestClient, path: str) -> None:
    answer = visitor.post(path, data={"value": "x"}, headers={**OURS, "X-Fragment": "1"})
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/plain")
