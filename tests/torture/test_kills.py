"""A worker that is killed at each step of its work, and at random, loses no mail and repeats no letter."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.smtp_sink import SmtpSink, Tls
from tests.torture.killed import Step
from tests.torture.lives import Torture


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
