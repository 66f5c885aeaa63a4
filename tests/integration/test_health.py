"""Whether a worker is healthy, with several workers on one database."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.integration.wired_installation import open_wired_installation
from worker.app import App
from worker.services.monitoring import worker_health
from worker.services.outbox.retry_backoff import is_abandoned
from worker.services.worker_identity import worker_name
from worker.store.records import Heartbeat

ELSEWHERE = "elsewhere/1"


@pytest.fixture
def app(tmp_path: Path, database_url: str) -> Iterator[App]:
    with open_wired_installation(tmp_path, database_url) as opened:
        yield opened


def beat(app: App, worker: str, *, ago: float = 0, problem: str = "") -> None:
    at = datetime.now(UTC) - timedelta(seconds=ago)
    with app.services.store.write() as tx:
        tx.heartbeats.beat(
            Heartbeat(worker=worker, name="worker", at=at, good_for_seconds=60, problem=problem)
        )


def workers(app: App) -> list[str]:
    with app.services.store.read() as tx:
        return [heartbeat.worker for heartbeat in tx.heartbeats.all()]


def dead_process() -> str:
    """A worker of this host whose process has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait(30)
    return f"{socket.gethostname()}/{process.pid}"


def test_without_a_worker_somebody_is_told_to_start_one(app: App) -> None:
    assert worker_health.find_problems(app.services) == [
        "no worker is running on this database; start one with `sen-worker run`"
    ]


def test_the_trouble_of_a_worker_elsewhere_does_not_make_the_one_here_unhealthy(app: App) -> None:
    worker_health.beat(app.services, "worker", 60)
    beat(app, ELSEWHERE, problem="the mail server is away")
    assert worker_health.find_problems(app.services) == []


def test_the_worker_here_is_told_by_its_own_trouble_though_another_is_well(app: App) -> None:
    worker_health.beat(app.services, "outbox", 60, "the mail server is away")
    beat(app, ELSEWHERE)
    assert worker_health.find_problems(app.services) == [f"{worker_name()}: outbox: the mail server is away"]


def test_from_a_host_without_a_worker_one_that_is_well_elsewhere_will_do(app: App) -> None:
    beat(app, ELSEWHERE, ago=3600)
    assert worker_health.find_problems(app.services) == [
        f"{ELSEWHERE}: worker: nothing done for 3600 seconds"
    ]
    beat(app, "another/1")
    assert worker_health.find_problems(app.services) == []


def test_a_worker_that_was_killed_is_no_running_worker(app: App) -> None:
    beat(app, dead_process())
    assert worker_health.find_problems(app.services) == [
        "no worker is running on this database; start one with `sen-worker run`"
    ]


def test_the_worker_of_a_container_with_the_same_host_name_and_process_number_is_another_one(
    app: App,
) -> None:
    theirs = worker_name().partition("@")[0] + "@0123abcd"
    beat(app, theirs, problem="the mail server is away")
    gone = f"{dead_process()}@0123abcd"
    beat(app, gone)
    worker_health.begin(app.services)
    worker_health.beat(app.services, "worker", 60)
    assert workers(app) == sorted([worker_name(), theirs, gone])
    assert worker_health.find_problems(app.services) == []
    assert not is_abandoned(theirs, datetime.now(UTC), datetime.now(UTC))
    assert not is_abandoned(gone, datetime.now(UTC), datetime.now(UTC)), "its process can't be seen from here"


def test_a_worker_that_ends_leaves_the_others_heartbeats(app: App) -> None:
    worker_health.beat(app.services, "worker", 60)
    beat(app, ELSEWHERE)
    worker_health.forget(app.services)
    assert workers(app) == [ELSEWHERE]


def test_a_worker_that_starts_clears_away_what_gone_workers_left(app: App) -> None:
    beat(app, dead_process())
    beat(app, "long-gone/1", ago=2 * 24 * 3600)
    beat(app, ELSEWHERE, ago=3600)
    worker_health.beat(app.services, "worker", 60, "from before the container was started again")
    worker_health.begin(app.services)
    assert workers(app) == [ELSEWHERE]
