"""Connections to the figures for Prometheus that say nothing."""

from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest

from tests.integration.local_worker import LocalWorker
from tests.security.crowd import crowd, wait_for_room
from tests.servers.databases import new_sqlite
from worker.runtime.metrics import BoundedHandler, Metrics
from worker.store.transactions import Store


def test_silent_connections_end_and_figures_are_told_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BoundedHandler, "timeout", 0.5)
    store = Store(new_sqlite(tmp_path / "worker.db"))
    with ExitStack() as stack:
        stack.callback(store.close)
        port = stack.enter_context(Metrics(LocalWorker(store).services).serve("127.0.0.1", 0))
        url = f"http://127.0.0.1:{port}"
        silent = stack.enter_context(crowd(url, 100, b"GET /met"))
        assert "sen_worker_database_up 1.0" in httpx2.get(f"{url}/metrics", timeout=60).text
        wait_for_room(silent, 0)
