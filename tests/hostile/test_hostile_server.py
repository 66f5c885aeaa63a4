"""The hostile server, short; `python -m tests.hostile` does it for as long as one likes."""

from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.hostile.machine import HostileServer


def test_whatever_a_server_answers_every_message_is_in_the_ledger_once(tables: Path) -> None:
    HostileServer.tables = tables
    few = settings(
        max_examples=8, stateful_step_count=10, deadline=None, suppress_health_check=[*HealthCheck]
    )
    run_state_machine_as_test(HostileServer, settings=few)
