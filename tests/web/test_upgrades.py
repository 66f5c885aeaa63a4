"""Waiting for an upgrade, on the page of the request."""

import re

from starlette.testclient import TestClient

from tests.integration.local_worker import LocalWorker, form, mail
from tests.web.conftest import csrf
from worker.requests.request_model import State


def test_the_letter_is_seen_first_and_the_bought_upgrade_approves(
    worker: LocalWorker, olga: TestClient
) -> None:
    request = worker.receive(mail(form())).request
    assert request is not None
    worker.send()
    path = f"/requests/{request.reference}"
    assert f"{path}/await_upgrade" in olga.get(path).text

    def post(page: str, to: str, **data: str) -> int:
        version = re.search(r'name="version" value="(\d+)"', page)
        assert version is not None
        held = {"csrf": csrf(page), "version": version[1]}
        return olga.post(f"{path}/{to}", data={**held, **data}).status_code

    shown = olga.get(f"{path}/await_upgrade").text
    assert "upgraded to the number of users of your server" in shown
    assert post(shown, "await_upgrade", do="send", note="It costs 300 USD.") == 303
    page = olga.get(path).text
    assert "Upgrade is bought" in page
    assert "let it wait for the upgrade" in page
    assert request.reference in olga.get("/queue?state=awaiting_upgrade").text
    assert post(page, "upgraded") == 303
    assert worker.request(request.id).state is State.APPROVED
    assert "approved it, as the upgrade is bought" in olga.get(path).text
