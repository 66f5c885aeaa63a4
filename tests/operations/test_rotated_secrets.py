"""A password that is rotated on the server and in its file, while the worker runs."""

import threading
from contextlib import closing
from io import StringIO
from pathlib import Path

from tests.integration.installed import VENDOR, settings_file, unrelated
from tests.operations.commands import quiet_afterwards
from tests.servers.dovecot import Dovecot
from tests.servers.machinery import wait_until
from worker import config, log
from worker.app import App, open_app
from worker.config import with_secrets_of
from worker.runtime import scheduler
from worker.runtime.secrets_reload import SecretsWatch
from worker.services.monitoring import worker_health


def of(folder: Path, port: int, host: str = "127.0.0.1") -> Path:
    """A configuration whose mailbox signs in by a file."""
    path = settings_file(folder, f"sqlite:///{folder}/worker.db", (host, port), (host, 9), "x")
    path.write_text(path.read_text().replace('password = "x"', 'password_file = "imap-password"'))
    (folder / "imap-password").write_text("wr0ng-one\n")
    return path


def told(app: App, words: str) -> bool:
    return any(words in line for line in worker_health.find_problems(app.services))


def test_a_worker_takes_up_a_new_password_without_a_restart(tmp_path: Path, dovecot: Dovecot) -> None:
    path = of(tmp_path, dovecot.imap_port)
    stop, asked = threading.Event(), threading.Event()
    with quiet_afterwards(), closing(open_app(config.load_configuration(path, {}))) as app:
        log.configure("error")
        app.prepare()
        reload = scheduler.Reload(load=lambda: config.load_configuration(path, {}), asked=asked)
        running = threading.Thread(target=lambda: scheduler.run_worker(app, stop, reload=reload))
        running.start()
        try:
            dovecot.append(VENDOR, unrelated(1))
            wait_until(lambda: told(app, "refuses the login"), "the refusal")
            (tmp_path / "imap-password").write_text(dovecot.password)
            asked.set()  # as SIGHUP does; by itself it looks after half a minute
            wait_until(lambda: not told(app, "refuses the login"), "another try")
        finally:
            stop.set()
            running.join(30)
        with app.services.store.read() as tx:
            assert len(list(tx.ledger.listed())) == 1


def test_only_secrets_are_taken_from_a_changed_file(tmp_path: Path) -> None:
    path = of(tmp_path, 993)
    before = config.load_configuration(path, {})
    assert with_secrets_of(before, config.load_configuration(path, {})) == before
    (tmp_path / "imap-password").write_text("n3w-one")
    path.write_text(path.read_text().replace("port = 993", "port = 143"))
    newer = config.load_configuration(path, {})
    renewed = with_secrets_of(before, newer)
    (mailbox,) = renewed.mailboxes
    assert mailbox.password is not None
    assert mailbox.password.get_secret_value() == "n3w-one"
    assert (mailbox.port, renewed != newer) == (993, True)


def test_a_file_that_is_empty_for_a_moment_changes_nothing_and_is_told(tmp_path: Path) -> None:
    path, heard = of(tmp_path, 993), StringIO()
    asked = threading.Event()
    with quiet_afterwards(), closing(open_app(config.load_configuration(path, {}))) as app:
        log.configure("info", "text", heard)
        watch = SecretsWatch(app, lambda: config.load_configuration(path, {}), asked, [], None)
        (tmp_path / "imap-password").write_text("")
        asked.set()
        watch.look()
    assert "configuration_not_read_again" in heard.getvalue()
    assert "imap-password is empty" in heard.getvalue()
