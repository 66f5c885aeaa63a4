"""A mailbox is looked at when somebody wants it."""

import threading
from contextlib import closing
from pathlib import Path

from tests.acceptance.installation import command
from tests.integration.installed import VENDOR, settings_file, unrelated
from tests.operations.commands import quiet_afterwards
from tests.servers.dovecot import Dovecot
from tests.servers.machinery import wait_until
from worker import config, log
from worker.app import App, open_app
from worker.runtime import scheduler


def entries(app: App) -> int:
    with app.services.store.read() as tx:
        return len(list(tx.ledger.listed()))


def test_poll_looks_itself_or_has_the_running_worker_look(tmp_path: Path, dovecot: Dovecot) -> None:
    ports = ("127.0.0.1", dovecot.imap_port), ("127.0.0.1", 9)
    url, stop = f"sqlite:///{tmp_path}/worker.db", threading.Event()
    keys = {"poll_seconds": "3600", "idle": "false"}
    path = settings_file(tmp_path, url, *ports, dovecot.password, mailbox_keys=keys)
    with quiet_afterwards(), closing(open_app(config.load_configuration(path, {}))) as app:
        log.configure("error")
        app.prepare()
        dovecot.append(VENDOR, unrelated(1))
        assert command(tmp_path, "mailbox", "poll", "sales").stdout == "sales: 1 found (1 ignored)\n"
        running = threading.Thread(target=lambda: scheduler.run_worker(app, stop))
        running.start()
        try:
            dovecot.append(VENDOR, unrelated(2))
            wait_until(lambda: entries(app) == 2, "the first look")
            dovecot.append(VENDOR, unrelated(3))
            assert "looks now" in command(tmp_path, "mailbox", "poll", "sales").stdout
            wait_until(lambda: entries(app) == 3, "the look that was asked for")
        finally:
            stop.set()
            running.join(30)
