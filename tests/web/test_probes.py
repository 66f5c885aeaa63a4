"""What a machine asks of the pages before anybody signs in."""

import pytest
from starlette.testclient import TestClient


def test_a_process_that_lives_and_works_says_so_to_everybody(visitor: TestClient) -> None:
    for path, words in (("/healthz", "ok\n"), ("/readyz", "ready\n")):
        answer = visitor.get(path)
        assert (answer.status_code, answer.text) == (200, words)
        assert "set-cookie" not in answer.headers


def test_it_is_not_ready_while_the_database_is_another_versions(
    visitor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker.store.database.migrate.newest", lambda: "9999")
    assert visitor.get("/healthz").status_code == 200
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.text.startswith("the database does not answer")) == (503, True)
