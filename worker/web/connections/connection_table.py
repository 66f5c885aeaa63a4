"""Which connections are open, and which of them make room when there are too many.

A connection is a stranger's until its request is known to come from somebody who is signed in. A new one is
always taken in: where strangers have too many, the one of them goes that has been waiting longest. So who is
signed in gets in however many connections do nothing.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request

_NAME = "connection"


class Connection(Protocol):
    """What can be ended."""

    @property
    def waits(self) -> bool:
        """Whether its request is not there yet, or not all of it."""
        ...

    def settle_soon(self) -> None:
        """Have the table look in a moment whether it may stay."""
        ...

    def end(self) -> None:
        """Close it at once, whatever it is about."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many connections, and how long they may take."""

    at_once: int = 400  #: connections of people who are not signed in, for a moment
    strangers: int = 120  #: of those, for longer
    each_place: int = 32  #: of those, from one place
    staff: int = 250  #: connections of people who are signed in
    each_person: int = 40  #: of those, of one person
    moment_seconds: float = 1.0  #: until those make room that wait
    head_seconds: float = 10.0  #: until a request's head is there
    body_seconds: float = 30.0  #: from then on until its body is
    stalled_seconds: float = 20.0  #: in which somebody must read on in an answer


class ConnectionTable:
    """All connections of one server. For the thread of its event loop alone."""

    def __init__(self, limits: Limits, place_of: Callable[[str], str]) -> None:
        self._limits = limits
        self._place_of_peer = place_of
        self._places: OrderedDict[str, OrderedDict[Connection, None]] = OrderedDict()
        self._place_of: dict[Connection, str] = {}
        self._person_of: dict[Connection, str] = {}
        self._people: Counter[str] = Counter()

    def arrive(self, connection: Connection, peer: str) -> None:
        """It begins; `peer` is the address that it comes from."""
        self.enter(connection, self._place_of_peer(peer))

    def enter(self, connection: Connection, place: str) -> None:
        """A request begins on it that comes from `place`; empty where that is not known yet."""
        if self._place_of.get(connection) == place:
            return  # it gets no younger by what it sends
        self.leave(connection)
        self._places.setdefault(place, OrderedDict())[connection] = None
        self._place_of[connection] = place
        if len(self._place_of) > self._limits.at_once:
            there = max(self._places.values(), key=len)
            self._end(next((each for each in there if each.waits), next(iter(there))))

    def settle(self, connection: Connection) -> None:
        """It had a moment; it ends where it still waits, and strangers have too many."""
        place = self._place_of.get(connection)
        if place is None or not connection.waits:
            return
        from_there = len(self._places[place])
        if len(self._place_of) > self._limits.strangers or (place and from_there > self._limits.each_place):
            self._end(connection)

    def prove(self, connection: Connection, person: str) -> None:
        """Its request comes from `person`, who is signed in."""
        full = len(self._person_of) >= self._limits.staff
        if connection not in self._place_of or full or self._people[person] >= self._limits.each_person:
            return
        self.leave(connection)
        self._person_of[connection] = person
        self._people[person] += 1

    def leave(self, connection: Connection) -> None:
        """It is over, or counted anew; one that is not known does no harm."""
        if (place := self._place_of.pop(connection, None)) is not None:
            del self._places[place][connection]
            if not self._places[place]:
                del self._places[place]
        if (person := self._person_of.pop(connection, None)) is not None:
            self._people[person] -= 1
            self._people += Counter()  # forgets who has none

    def _end(self, connection: Connection) -> None:
        self.leave(connection)
        connection.end()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A connection and the table that counts it, as a request's `state` holds both."""

    connection: Connection
    table: ConnectionTable

    def enter(self, place: str) -> None:
        """A request begins on it."""
        self.table.enter(self.connection, place)
        self.connection.settle_soon()

    def prove(self, person: str) -> None:
        """The request comes from `person`, who is signed in."""
        self.table.prove(self.connection, person)


def state_of(counted: Counted) -> dict[str, object]:
    """What the server puts into each request's `state`."""
    return {_NAME: counted}


def connection_of(request: Request) -> Counted | None:
    """The connection that a request came by; None where no server counts them."""
    found = request.scope.get("state", {}).get(_NAME)
    return found if isinstance(found, Counted) else None
