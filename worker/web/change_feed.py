"""Tells whoever listens that something changed, by one question to the store per second, however many listen.

Knows neither HTTP nor what changed: a page asks for its parts anew.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from time import monotonic

_TICK = 1.0  # seconds between two questions to the store
_STILL = 10.0  # seconds between two signs of life, and two looks whether a listener still may
_MOST = 100  # listeners
_MOST_EACH = 12  # of one person


class ChangeFeed:
    """All listeners of one process. Everything but `end` is for the thread of the event loop."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = asyncio.Event()
        self._turn = asyncio.Lock()
        self._listening: Counter[str] = Counter()
        self._pulse = ""
        self._taken_at = float("-inf")

    def has_room(self, who: str) -> bool:
        """Whether one more may listen, and one more of this person."""
        total = self._listening.total()
        return not self._over.is_set() and total < _MOST and self._listening[who] < _MOST_EACH

    async def listen(
        self, who: str, known: str, pulse: Callable[[], Awaitable[str]], may: Callable[[], Awaitable[bool]]
    ) -> AsyncIterator[str]:
        """Each new pulse after the `known` one, and "" every ten seconds. Ends when `may` says no."""
        self._loop = asyncio.get_running_loop()
        self._listening[who] += 1
        asked_at = monotonic()
        try:
            while not self._over.is_set():
                now = await self._now(pulse)
                if now not in {known, ""}:
                    known = now
                    yield now
                if monotonic() - asked_at >= _STILL:
                    asked_at = monotonic()
                    if not await may():
                        return
                    yield ""
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._over.wait(), _TICK)
        finally:
            self._listening[who] -= 1

    def end(self) -> None:
        """Let all go at once; may be called from any thread."""
        if self._loop is None:
            self._over.set()
            return
        with suppress(RuntimeError):  # the loop has ended, and all listeners with it
            self._loop.call_soon_threadsafe(self._over.set)

    async def _now(self, pulse: Callable[[], Awaitable[str]]) -> str:
        async with self._turn:
            if monotonic() - self._taken_at >= _TICK * 0.9:
                self._pulse = await pulse() or self._pulse
                self._taken_at = monotonic()
            return self._pulse
