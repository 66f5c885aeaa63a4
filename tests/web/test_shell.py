"""What holds for every page."""

import re

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import sign_in
from worker.web.pages import ROUTES


@pytest.mark.parametrize("path", [path for path, methods, _ in ROUTES if "GET" in methods])
def test_every_page_is_behind_the_door(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")


def test_a_wrong_password_opens_nothing_and_says_so(visitor: TestClient) -> None:
    answer = sign_in(visitor, "olga", "guess")
    assert answer.status_code == 422
    assert "Name and password do not belong together." in answer.text
    assert "sen_worker" not in visitor.cookies


def test_who_signs_out_is_out(olga: TestClient) -> None:
    page = olga.get("/interest")
    assert page.status_code == 200
    token = re.search(r'name="csrf" value="(\w+)"', page.text)
    assert token is not None
    session = olga.cookies["sen_worker"]
    olga.post("/sign-out", data={"csrf": token[1]})
    olga.cookies.set("sen_worker", session)
    assert olga.get("/interest").status_code == 303


@pytest.mark.parametrize(
    ("headers", "data"),
    [
        ({}, {}),
        ({}, {"csrf": "0" * 64}),
        ({"Origin": "https://evil.test"}, {}),
        ({"Sec-Fetch-Site": "cross-site"}, {}),
    ],
)
def test_a_form_that_is_not_ours_does_nothing(
    olga: TestClient, headers: dict[str, str], data: dict[str, str]
) -> None:
    answer = olga.post("/interest/export", headers=headers, data=data)
    assert answer.status_code == 403
    assert "This was not done" in answer.text


def test_every_answer_carries_the_hardened_headers(olga: TestClient) -> None:
    for path in ("/interest", "/sign-in", "/nowhere"):
        answer = olga.get(path)
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
