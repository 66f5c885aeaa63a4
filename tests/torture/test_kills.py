"""A worker that is killed at each step of its work, and at random, loses no mail and repeats no letter."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.databases import new_postgresql, new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.postgres import Postgres
from tests.servers.smtp_sink import SmtpSink, Tls
from tests.torture.killed import Step
from tests.torture.lives import Torture
from tests.torture.outages import between
from tests.torture.several import Several


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("database_url", "begin"), [("sqlite", 0), ("postgresql", 1)], indirect=["database_url"]
)
def test_kills_at_each_step_and_at_random_lose_nothing_and_repeat_nothing(
    tmp_path: Path,
    dovecot: Dovecot,
    start_smtp_sink: Callable[..., SmtpSink],
    database_url: str,
    begin: int,
) -> None:
    steps = [*Step][begin::2]  # each step on one of the two; `make torture` has all on both
    sink = start_smtp_sink(Tls.NONE)
    torture = Torture(folder=tmp_path, dovecot=dovecot, sink=sink, database_url=database_url)
    for step in steps:
        torture.deliver(2)
        torture.live_until(step, 1)
    torture.deliver(4)
    torture.live_for(random.uniform(0.5, 2))
    torture.finish()
    told = torture.judge()
    assert set(torture.kills) >= {*steps}, f"not killed everywhere: {torture.kills}"
    assert told["mails"] == told["requests"] == 2 * len(steps) + 5


@pytest.mark.timeout(200)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_kill_amid_the_letters_of_two_connections_leaves_no_more_than_two_in_doubt(
    tmp_path: Path, dovecot: Dovecot, start_smtp_sink: Callable[..., SmtpSink], database_url: str
) -> None:
    sink = start_smtp_sink(Tls.NONE)
    torture = Torture(folder=tmp_path, dovecot=dovecot, sink=sink, database_url=database_url)
    torture.deliver(24)
    torture.live_until(Step.IN_DATA, 12)
    assert len({one.connection for one in sink.received}) == 2
    torture.finish()
    told = torture.judge()
    assert torture.kills[Step.IN_DATA] == 1
    assert 1 <= told["uncertain"] <= 2
    assert told["sent"] + told["uncertain"] == told["mails"] == 25


@pytest.mark.timeout(400)
def test_several_workers_end_as_one_would_though_each_dies_and_stands_still(
    tmp_path: Path, dovecot: Dovecot, start_smtp_sink: Callable[..., SmtpSink], postgres: Postgres
) -> None:
    url, sink, chance = new_postgresql(postgres), start_smtp_sink(Tls.NONE), random.Random(14)
    torture = Several(folder=tmp_path, dovecot=dovecot, sink=sink, database_url=url, mailboxes=4)
    try:
        torture.begin(2)
        for _ in range(2):
            torture.deliver(4)
            torture.kill_one(chance)
        torture.stop_one(chance, 1)
        torture.finish()
    finally:
        torture.end()
    told = torture.judge()
    assert told["mails"] == told["requests"] == 12


@pytest.mark.timeout(400)
def test_servers_that_are_away_between_kills_cost_no_mail_and_no_letter(
    tmp_path: Path, dovecot: Dovecot, start_smtp_sink: Callable[..., SmtpSink]
) -> None:
    url, sink, chance = new_sqlite(tmp_path / "worker.db"), start_smtp_sink(Tls.NONE), random.Random(14)
    with between(dovecot.imap_port, sink.port, url) as outages:
        torture = Torture(folder=tmp_path, dovecot=dovecot, sink=sink, database_url=url, outages=outages)
        torture.deliver(4)
        for _ in range(2):
            with outages.one(chance):
                torture.live_for(4)
        torture.finish()
        told = torture.judge()
    assert told["mails"] == told["requests"] == 5
