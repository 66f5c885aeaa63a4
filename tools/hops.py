"""Count through how many modules three things travel: `python -m tools.hops`.

A mail to its letter, a SEN to its letter, and one field that staff correct. A change of module is a call
from one module of `worker` to another one, whatever lies between.
"""

import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from starlette.testclient import TestClient

from tests.integration.local_worker import SHIPPED, LocalWorker, form, mail
from tests.servers.databases import new_sqlite
from worker.services.accounts import staff_accounts
from worker.services.review import review_actions
from worker.services.staff_roles import StaffRole
from worker.store.transactions import Store
from worker.web.asgi import make_app
from worker.web.page_renderer import Pages
from worker.web.web_context import WebContext


class Hops:
    """Modules that were entered, and calls from one to another."""

    def __init__(self) -> None:
        self.modules: set[str] = set()
        self.changes = 0
        self.counting = False

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """What `sys.setprofile` calls."""
        if not self.counting or event != "call":
            return
        name = str(frame.f_globals.get("__name__", ""))
        if not name.startswith("worker."):
            return
        self.modules.add(name)
        before = frame.f_back
        while before is not None and not str(before.f_globals.get("__name__", "")).startswith("worker."):
            before = before.f_back
        if before is not None and before.f_globals["__name__"] != name:
            self.changes += 1

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        """Count what is done meanwhile, and say it."""
        self.modules, self.changes, self.counting = set(), 0, True
        try:
            yield
        finally:
            self.counting = False
            print(f"{what}: {len(self.modules)} modules, {self.changes} changes of module")


def main() -> None:
    """Each way is gone once before it is counted, so that what is made once counts for nothing."""
    hops = Hops()
    threading.setprofile(hops)
    sys.setprofile(hops)
    with tempfile.TemporaryDirectory() as folder:
        worker = LocalWorker(Store(new_sqlite(Path(folder) / "hops.db")))
        _count(hops, worker)
        worker.store.close()


def _count(hops: Hops, worker: LocalWorker) -> None:
    worker.receive(mail(form(), sender="Ben <ben@other.test>"))
    with hops.of("a mail, from bytes to its letter"):
        request = worker.receive(mail(form())).request
    if request is None:
        raise SystemExit("the mail made no request")
    services = worker.services
    staff_accounts.add(services, "olga", "correct horse battery", StaffRole.REVIEWER)
    context = WebContext(services=services, pages=Pages(SHIPPED, services.clock), secure=False)
    client = TestClient(make_app(context), base_url="http://127.0.0.1", follow_redirects=False)
    token = _value(client.get("/sign-in").text, "csrf")
    client.post("/sign-in", data={"csrf": token, "name": "olga", "password": "correct horse battery"})
    path = f"/requests/{request.reference}"
    page = client.get(path).text
    data = {name: _value(page, name) for name in ("csrf", "version")} | {"value": "Engines Ltd"}
    with hops.of("a field that staff correct"):
        answer = client.post(f"{path}/fields/organization", data=data)
        client.get(path)
    if answer.status_code != 303:
        raise SystemExit(answer.text)
    review_actions.approve(services, request.reference, by="olga")
    with hops.of("a SEN, to its letter"):
        review_actions.complete(services, request.reference, ["SEN-1234567"], by="olga")


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\w+)"', page)
    return found[1] if found else ""


if __name__ == "__main__":
    main()
