"""What is kept for how long, and what stays when the rest is removed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.hostile.scene import prepared, staged
from tests.integration.installed import Clock, request, unrelated
from tests.integration.wired_installation import arrive, open_wired_installation
from tests.operations.commands import Commands
from tests.servers.imap_script import imap_script
from worker.app import App
from worker.requests.request_model import State
from worker.services.outbox import interest_list
from worker.services.privacy.data_retention import Expired, RetentionTerms, count_expired, remove_expired
from worker.services.review.review_actions import withdraw
from worker.store.records import MailboxState

TERMS = RetentionTerms(raw_mail=timedelta(days=10), personal=timedelta(days=100), ledger=timedelta(days=1000))


def later(app: App, **time: float) -> App:
    clock = Clock()
    clock.let_pass(**time)
    return replace(app, services=replace(app.services, clock=clock))


@pytest.fixture
def two(tmp_path: Path, database_url: str) -> Iterator[App]:
    """An open request, and one that was withdrawn."""
    with open_wired_installation(tmp_path, database_url) as app:
        arrive(app, request(1), 1)
        arrive(app, request(2), 2)
        withdraw(app.services, "2", "olga")
        with app.services.store.write() as tx:
            for letter in tx.letters.listed():
                tx.letters.take_back(letter.id)
        yield app


def test_each_term_removes_its_own_and_a_dry_run_counts_it(two: App) -> None:
    assert count_expired(two.services, TERMS) == remove_expired(two.services, TERMS) == Expired()
    after_mail = later(two, days=11)
    assert count_expired(after_mail.services, TERMS) == Expired(mails=1)
    assert remove_expired(after_mail.services, TERMS) == Expired(mails=1)
    assert remove_expired(after_mail.services, TERMS) == Expired()
    after_values = later(two, days=101)
    assert count_expired(after_values.services, TERMS) == Expired(requests=1)
    assert remove_expired(after_values.services, TERMS) == Expired(requests=1)
    with two.services.store.read() as tx:
        first, second = tx.requests.listed()
        counts = tx.requests.counts()
        assert len([*tx.ledger.listed()]) == 2
        assert [bool(tx.ledger.raw(entry.id)) for entry in tx.ledger.listed()] == [True, False]
    assert (first.requester.addr, second.requester.addr, second.fields) == ("customer-1@engines.test", "", {})
    assert counts == {State.NEEDS_INFO: 1, State.WITHDRAWN: 1}


def test_the_ledger_ends_below_a_floor_that_polls_and_sweeps_respect(two: App) -> None:
    state = MailboxState(
        name="sales", uid_validity=1, floor_uid=0, cursor_uid=3, read_since=None, backlog_done=True
    )
    with two.services.store.write() as tx:
        tx.mailboxes.meet(state, two.services.clock())
    old = later(two, days=1001)
    # Of the first request nothing goes while it is open; of the second one all has gone before.
    assert remove_expired(old.services, TERMS) == Expired(mails=1, requests=1, entries=1)
    with two.services.store.read() as tx:
        left = tx.mailboxes.state(state.key)
        assert [entry.place.uid for entry in tx.ledger.listed()] == [1]
    assert left is not None
    assert (left.floor_uid, left.cursor_uid) == (3, 3)


def test_nothing_is_removed_where_the_deployer_wants_to_keep_it(two: App) -> None:
    forever = RetentionTerms(raw_mail=None, personal=None, ledger=None)
    assert remove_expired(later(two, days=36_500).services, forever) == Expired()


def test_the_command_counts_and_removes(app: App, commands: Commands) -> None:
    assert app.retention.personal == timedelta(days=1095)
    told = "0 mails, the personal values of 0 requests,\n0 rows of the ledger, 0 accounts of polls\n"
    assert commands("privacy", "retention").out == f"to be removed:\n{told}"
    assert commands("privacy", "retention", "--apply").out == f"removed:\n{told}"


def test_who_asked_to_be_told_is_not_forgotten_for_having_been_silent(
    tmp_path: Path, database_url: str
) -> None:
    with open_wired_installation(tmp_path, database_url) as app:
        entry, _ = interest_list.add(app.services, "ada@engines.test", "olga")
        with app.services.store.write() as tx:
            tx.requests.save(replace(entry, state=State.EXPIRED))
        after_years = later(app, days=2400)
        assert (
            count_expired(after_years.services, TERMS)
            == remove_expired(after_years.services, TERMS)
            == Expired()
        )
        assert [row["email"] for row in interest_list.listed(app.services)] == ["ada@engines.test"]


def test_a_sweep_takes_in_nothing_again_whose_entry_was_removed(tmp_path: Path) -> None:
    with imap_script() as server, staged(tmp_path, prepared(tmp_path), server) as scene:
        scene.poll()
        for number in range(3):
            server.add(unrelated(number))
        scene.poll()
        assert len(scene.ledger()) == 3
        scene.clock.let_pass(days=1001)
        assert remove_expired(scene.app.services, TERMS).entries == 3
        scene.poll(sweep=True)
        assert scene.ledger() == []
        server.add(unrelated(4))
        scene.poll()
        assert [entry.place.uid for entry in scene.ledger()] == [4]
