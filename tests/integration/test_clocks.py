"""A clock that is set while a worker works: nothing stops, nothing is believed that lies in the future."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.integration.installed import Clock, install, request, with_clock
from tests.integration.wired_installation import arrive
from worker.app import App
from worker.services.intake import folder_leases
from worker.services.monitoring import worker_health
from worker.services.monitoring.clock_check import ClockTrouble, find_disagreement, mend_times
from worker.services.outbox.retry_backoff import is_abandoned
from worker.store.records import MessagePlace

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[App]:
    made = install(tmp_path, database_url, ("127.0.0.1", 9), ("127.0.0.1", 9), "none")
    with closing(with_clock(made, clock)) as opened:
        yield opened


@on_sqlite
@pytest.mark.parametrize("days", [-400, -2, -0.1])
def test_a_sign_of_life_from_the_future_is_none(app: App, clock: Clock, days: float) -> None:
    for part in (worker_health.PULSE, "timers"):
        worker_health.beat(app.services, part, 60)
    clock.let_pass(days=days)
    told = worker_health.find_problems(app.services)
    assert len(told) == 2
    assert all("in the future" in line for line in told)
    for part in (worker_health.PULSE, "timers"):
        worker_health.beat(app.services, part, 60)
    assert worker_health.find_problems(app.services) == []


@on_sqlite
def test_letters_of_a_clock_that_was_ahead_go_out_now(app: App, clock: Clock) -> None:
    clock.let_pass(days=2)
    with app.services.store.write() as tx:
        assert tx.letters.next_due() is None
    arrive(app, request(1), 1)
    clock.let_pass(days=-2)
    with app.services.store.read() as tx:
        due = tx.letters.next_due()
    assert due is not None
    assert due > clock() + timedelta(days=1)
    mend_times(app.services)
    with app.services.store.read() as tx:
        due = tx.letters.next_due()
    assert due is not None
    assert due <= clock()


@on_sqlite
def test_a_lease_of_a_clock_that_was_ahead_is_taken_over(app: App, clock: Clock) -> None:
    other = "elsewhere/1:2:3"
    for ahead, taken in ((timedelta(days=2), True), (timedelta(), False)):
        now = clock() + ahead
        with app.services.store.write() as tx:
            tx.leases.take(
                "sales", other, now, now + timedelta(seconds=folder_leases.LEASE_SECONDS), ["us", other]
            )
            assert tx.leases.holder("sales") == other
            assert folder_leases.take(app.services, "sales", tx) == taken
            tx.leases.give_back("sales", app.services.identity)


def test_a_letter_claimed_in_the_future_is_abandoned() -> None:
    now = datetime.now(UTC)
    assert is_abandoned("elsewhere/1", now + timedelta(days=2), now)
    assert not is_abandoned("elsewhere/1", now + timedelta(seconds=2), now)


@on_postgresql
@pytest.mark.parametrize("days", [-2, 2])
def test_a_clock_that_the_databases_contradicts_is_told(app: App, clock: Clock, days: float) -> None:
    assert find_disagreement(app.services) == ""
    clock.let_pass(days=days)
    assert f"{'behind' if days < 0 else 'ahead of'} the database's" in find_disagreement(app.services)


@on_sqlite
def test_a_clock_behind_the_arrival_of_mail_is_told(app: App, clock: Clock) -> None:
    def arrives(uid: int, ahead: timedelta) -> None:
        with app.services.store.write() as tx:
            place = MessagePlace(mailbox="sales", uid_validity=1, uid=uid)
            tx.ledger.enter(place, clock() + ahead, clock(), "reader")

    arrives(1, timedelta())
    arrives(2, timedelta(days=9000))
    arrives(3, timedelta())
    assert find_disagreement(app.services) == "", "one message alone proves nothing"
    for uid in range(4, 8):
        arrives(uid, timedelta(hours=3))
    assert "behind the last message's arrival" in find_disagreement(app.services)


@on_sqlite
@pytest.mark.parametrize(("days", "doubtful"), [(2, True), (3 * 365, True), (-2, False), (0.01, False)])
def test_after_a_jump_ahead_nobody_is_reminded_for_an_hour(app: App, days: float, *, doubtful: bool) -> None:
    trouble = ClockTrouble(app.services)
    trouble.begin()
    assert not trouble.is_doubtful
    trouble.was_set(timedelta(days=days))
    assert trouble.is_doubtful == doubtful
    trouble.tell()
    assert any("was set" in line for line in worker_health.find_problems(app.services))


@on_postgresql
def test_a_jump_ahead_that_the_database_confirms_is_no_matter(app: App) -> None:
    trouble = ClockTrouble(app.services)
    trouble.was_set(timedelta(days=2))
    assert not trouble.is_doubtful
