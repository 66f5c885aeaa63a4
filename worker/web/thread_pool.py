"""Threads for work that may take long, apart from those that answer everybody else."""

import asyncio
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from anyio import CapacityLimiter, to_thread

from worker.errors import UnavailableError

Result = TypeVar("Result")


class BoundedPool:
    """So many threads, and so many who wait for one; whoever comes then is told to come back."""

    def __init__(self, threads: int, waiting: int) -> None:
        self._threads = threads
        self._most = threads + waiting
        self._inside = 0
        self._limiters: WeakKeyDictionary[asyncio.AbstractEventLoop, CapacityLimiter] = WeakKeyDictionary()

    async def run(self, work: Callable[[], Result]) -> Result:
        """What `work` returns or raises; UnavailableError at once where too many are waiting."""
        if self._inside >= self._most:
            raise UnavailableError("many are signing in at this moment; try again in a few seconds")
        self._inside += 1
        try:
            # When the server ends, nobody waits for a peer that hangs.
            return await to_thread.run_sync(work, limiter=self._limiter(), abandon_on_cancel=True)
        finally:
            self._inside -= 1

    def _limiter(self) -> CapacityLimiter:
        loop = asyncio.get_running_loop()
        if loop not in self._limiters:
            self._limiters[loop] = CapacityLimiter(self._threads)
        return self._limiters[loop]
