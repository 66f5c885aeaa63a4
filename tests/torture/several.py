"""Several workers over several mailboxes on one PostgreSQL: killed, stopped, and judged as one is."""

import random
import signal
import subprocess
import time
from dataclasses import dataclass, field

from tests.torture.lives import Torture


@dataclass(kw_only=True)
class Several(Torture):
    """Workers that go on beside each other; a name for each."""

    workers: "dict[int, subprocess.Popen[bytes]]" = field(default_factory=dict)

    def begin(self, count: int) -> None:
        """So many workers start."""
        self.workers = {number: self._start("-m", "worker", *self._run()) for number in range(count)}

    def kill_one(self, chance: random.Random) -> None:
        """One dies and begins anew."""
        number = chance.choice([*self.workers])
        self._end(self.workers[number], "beside others")
        self.workers[number] = self._start("-m", "worker", *self._run())

    def stop_one(self, chance: random.Random, seconds: float) -> None:
        """One stands still for so long and wakes."""
        worker = self.workers[chance.choice([*self.workers])]
        worker.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        worker.send_signal(signal.SIGCONT)
        self.kills["stopped"] += 1

    def finish(self) -> None:
        """All that is left is done; then all end by SIGTERM."""
        self.deliver(len(self.addresses))
        self._wait(self.is_done)
        for worker in self.workers.values():
            worker.terminate()
        ended = [worker.wait(60) for worker in self.workers.values()]
        # One that was started a moment ago may not have begun to listen to signals.
        assert 0 in ended, self._told()
        assert {*ended} <= {0, -signal.SIGTERM}, self._told()

    def end(self) -> None:
        """None is left behind."""
        for worker in self.workers.values():
            worker.kill()
            worker.wait(10)
