"""HTTP/1.1 by uvicorn, with an end to whatever a browser leaves undone.

uvicorn itself waits for ever for a head that has begun, for a body, and for somebody to read an answer.
"""

import asyncio
from collections.abc import Callable
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from worker.web.connections.connection_table import ConnectionTable, Counted, Limits, state_of

_LEAST = 16_384  # bytes that must be read of an answer in the time of `stalled_seconds`


class BoundedProtocol(H11Protocol):
    """One connection; `bounded_protocol` makes the class for one server."""

    table: ClassVar[ConnectionTable]
    limits: ClassVar[Limits]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """It may take so long until its first request has a head."""
        super().connection_made(transport)
        self._waits_for: type[h11.IDLE] | type[h11.SEND_BODY] | None = None
        self._reading: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None
        self._settling: asyncio.TimerHandle | None = None
        self.app_state = state_of(Counted(connection=self, table=self.table))
        self.table.arrive(self, self.client[0] if self.client else "")
        self._expect(h11.IDLE)
        self.settle_soon()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self.table.leave(self)
        self._expect(None)
        self._forget_writing()
        if self._settling is not None:
            self._settling.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Part of a request, or more than one."""
        try:
            super().data_received(data)
        except h11.LocalProtocolError:  # rubbish after a request whose answer is on its way
            self.end()
        self._look_at_reading(begun=True)

    def on_response_complete(self) -> None:
        """The next request may begin."""
        super().on_response_complete()
        self._look_at_reading(begun=False)
        self.settle_soon()
        if self.transport.is_closing():
            self._watch_writing()

    def send_400_response(self, msg: str) -> None:
        """The answer to what is no request; where a request is being answered, its connection just ends."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
            self.end()
            return
        super().send_400_response(msg)
        self._watch_writing()

    def timeout_keep_alive_handler(self) -> None:
        """No further request came."""
        super().timeout_keep_alive_handler()
        self._watch_writing()

    def pause_writing(self) -> None:
        """The other side reads more slowly than we write."""
        super().pause_writing()
        self._watch_writing()

    def resume_writing(self) -> None:
        """It has caught up."""
        super().resume_writing()
        self._forget_writing()

    @property
    def waits(self) -> bool:
        """Whether its request is not there yet, or not all of it."""
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    def end(self) -> None:
        """Close it at once."""
        self.transport.abort()

    def settle_soon(self) -> None:
        """Have the table look in a moment whether it may stay."""
        if self._settling is not None:
            self._settling.cancel()
        if self.transport.is_closing():
            return
        self._settling = self.loop.call_later(self.limits.moment_seconds, self.table.settle, self)

    def _look_at_reading(self, *, begun: bool) -> None:
        state = self.conn.their_state
        if state is h11.SEND_BODY or (state is h11.IDLE and begun):
            self._expect(state)
        elif state is not h11.IDLE:
            self._expect(None)

    def _expect(self, what: type[h11.IDLE] | type[h11.SEND_BODY] | None) -> None:
        """Wait for a head (IDLE), a body or nothing; what is waited for already gets no more time."""
        if what is self._waits_for and what is not None:
            return
        if self._reading is not None:
            self._reading.cancel()
        self._waits_for, self._reading = what, None
        if what is not None and not self.transport.is_closing():
            seconds = self.limits.head_seconds if what is h11.IDLE else self.limits.body_seconds
            self._reading = self.loop.call_later(seconds, self.end)

    def _watch_writing(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        if unsent and self._writing is None:
            seconds = self.limits.stalled_seconds
            self._writing = self.loop.call_later(seconds, self._look_at_writing, unsent)

    def _look_at_writing(self, unsent: int) -> None:
        self._writing = None
        left = self.transport.get_write_buffer_size()
        if left and unsent - left < _LEAST:
            self.end()
        else:
            self._watch_writing()

    def _forget_writing(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None


def bounded_protocol(limits: Limits, place_of: Callable[[str], str]) -> type[asyncio.Protocol]:
    """The class of connections of one server, which share a table.

    `place_of` says for an address which place a connection from there comes from; empty where only a request
    tells it, as behind a proxy.
    """

    class OfOneServer(BoundedProtocol):
        pass

    OfOneServer.limits, OfOneServer.table = limits, ConnectionTable(limits, place_of)
    return OfOneServer
