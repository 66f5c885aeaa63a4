"""Long threads of customers, Atlassian Experts and liars end as a careful person wants them to."""

from pathlib import Path

import pytest

from tests.integration.played_threads import PlayedThread
from tests.servers.databases import new_sqlite
from worker.store.transactions import Store

CASES = sorted((Path(__file__).parents[1] / "samples" / "threads").glob("*/"))


@pytest.mark.parametrize("case", CASES, ids=[each.name for each in CASES])
def test_a_thread_ends_as_a_careful_person_wants(case: Path, tmp_path: Path) -> None:
    store = Store(new_sqlite(tmp_path / "worker.db"))
    thread = PlayedThread(case, store)
    try:
        thread.play()
        assert [*thread.complaints()] == []
    finally:
        store.close()
