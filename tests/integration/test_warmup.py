"""What a worker does before the first mail leaves nothing behind."""

import logging
import threading
from pathlib import Path

import pytest

from tests.integration.installed import request
from tests.integration.wired_installation import arrive, open_wired_installation
from tests.servers.databases import new_sqlite
from tests.servers.smtp_sink import SmtpSink
from worker import log
from worker.services.intake import warmup


def test_nothing_is_stored_and_no_letter_waits(
    tmp_path: Path, database_url: str, smtp_sink: SmtpSink, caplog: pytest.LogCaptureFixture
) -> None:
    with open_wired_installation(tmp_path, database_url, smtp_sink) as app:
        log.configure("info")
        warmup.warm_up(app.services)
        assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []
        with app.services.store.read() as tx:
            found = [*tx.ledger.listed(), *tx.requests.listed(), *tx.letters.listed()]
        assert found == []
        assert app.deliver(threading.Event()) == {}
        outcome = arrive(app, request(1), 1)
        assert outcome.request is not None
        assert app.deliver(threading.Event()).total() == 1


def test_a_database_that_is_away_does_not_keep_a_worker_from_starting(tmp_path: Path) -> None:
    with open_wired_installation(tmp_path, new_sqlite(tmp_path / "worker.db")) as app:
        (tmp_path / "worker.db").unlink()
        (tmp_path / "worker.db").mkdir()
        app.services.store.close()
        warmup.warm_up(app.services)
