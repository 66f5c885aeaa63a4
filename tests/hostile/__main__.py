"""The hostile server for a number of seconds: `python -m tests.hostile 1800`. Says how much was tried."""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.hostile.machine import HostileServer
from tests.hostile.scene import prepared
from worker import log

_EXAMPLES = 20


class _Counted(HostileServer):
    """The same, and how much of it there was."""

    runs = 0
    mails = 0

    def teardown(self) -> None:
        super().teardown()
        _Counted.runs += 1
        _Counted.mails += self._mails


def main(seconds: float) -> None:
    """Round after round, each with other answers, until the time is over or something is found."""
    log.configure("error")
    end = time.monotonic() + seconds
    with TemporaryDirectory() as folder:
        HostileServer.tables = prepared(Path(folder))
        some = settings(
            max_examples=_EXAMPLES,
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=[*HealthCheck],
        )
        while time.monotonic() < end:
            run_state_machine_as_test(_Counted, settings=some)
            print(f"{_Counted.runs} runs, {_Counted.mails} messages, nothing found", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1800)
