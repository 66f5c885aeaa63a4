"""The staff pages of an installation without mail servers, as uvicorn serves them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.integration.local_worker import VENDOR, LocalWorker
from worker import config
from worker.app import open_app
from worker.services.accounts import staff_accounts
from worker.web.connections.connection_table import Limits
from worker.web.web_server import WebServer

_CONFIG = """
[database]
url = "sqlite:///{folder}/unused.db"
[[mailboxes]]
name = "sales"
address = "{vendor}"
host = "127.0.0.1"
tls = "none"
password = "none"
[smtp]
host = "127.0.0.1"
tls = "none"
from = "Vendor Sales <{vendor}>"
[web]
listen = "127.0.0.1:0"
"""


@contextmanager
def served(
    worker: LocalWorker, folder: Path, more: str = "", limits: Limits | None = None
) -> Iterator[WebServer]:
    """The pages on a free port of this machine; `folder` is for a configuration that nothing else reads.

    `more` are further keys of its section web, and sections after that.
    """
    settings = folder / "served.toml"
    settings.write_text(_CONFIG.format(folder=folder, vendor=VENDOR) + more, encoding="utf-8")
    app = open_app(config.load_configuration(settings, {}))
    app.services.store.close()
    serving = WebServer(app=replace(app, services=worker.services), limits=limits or Limits())
    serving.bind()
    serving.start()
    try:
        yield serving
    finally:
        serving.end()


def session(worker: LocalWorker, name: str) -> str:
    """The cookie of somebody who has just signed in."""
    with worker.store.write() as tx:
        return staff_accounts.begin_session(worker.services, tx, name)
