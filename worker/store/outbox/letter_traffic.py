"""How many automatic letters go out, counted as it happens: per mailbox and domain by the hour, and in all
by the minute.

A letter counts from the moment it may go: when it is queued, or when a held one is released. One that is
cancelled counts no more. What a cap asks costs the same however many letters there are.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, select, union_all

from worker.requests.request_model import LetterPool, LetterTraffic
from worker.requests.senders.canonical_addresses import canonical_address, counted_domain
from worker.requests.sending.circuit_breaker import HOUR, MINUTE
from worker.store.database.counters import Counters
from worker.store.database.pending_rows import UNAFFECTED, count_more, pending_rows
from worker.store.tables.schema import UtcDateTime
from worker.store.tables.traffic_schema import letter_count_changes, letter_counts

_DAY = timedelta(days=1)
_KEPT = 2 * _DAY
_ANYBODY = ""
_POOLS = [str(pool) for pool in LetterPool]
_TALLY = Counters(
    counts=letter_counts,
    changes=letter_count_changes,
    names=("whom", "pool", "since"),
    lock=0x73656E6C,
)


def _moment(name: str) -> ColumnElement[datetime]:
    return bindparam(name, type_=UtcDateTime)


def _summed(*by: str) -> Select[Any]:
    """Numbers by these columns, of some mailbox or domain since the beginning of an hour, and of all."""
    parts = []
    for table in (letter_counts, letter_count_changes):
        columns = [table.c[name] for name in (*by, "number")]
        pools = table.c.pool.in_(_POOLS)  # so that the range below is found by the key
        named = table.c.whom.in_(bindparam("whom", expanding=True)) & (table.c.since >= _moment("day"))
        parts.append(select(*columns).where(pools, named))
        anybody = (table.c.whom == _ANYBODY) & (table.c.since >= _moment("hour"))
        parts.append(select(*columns).where(pools, anybody))
    every = union_all(*parts).subquery()
    keys = [every.c[name] for name in by]
    total = func.sum(every.c.number)
    return select(*keys, total.label("number")).group_by(*keys).having(total != 0).order_by(*keys)


_BY_WHOM = _summed("whom", "pool").execution_options(**UNAFFECTED)
_BY_MINUTE = _summed("since", "pool")
_PRUNE = delete(letter_counts).where(letter_counts.c.since < bindparam("before"))


class TrafficCounts:
    """The counts within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, recipient: str, pool: LetterPool, at: datetime, number: int = 1) -> None:
        """So many letters more (or less) to `recipient`, at that time."""
        self.note_all(((recipient, pool, at, number),))

    def note_all(self, letters: Iterable[tuple[str, LetterPool, datetime, int]]) -> None:
        """The same of several: recipient, pool, time and how many."""
        changes: Counter[tuple[object, ...]] = Counter()
        for recipient, pool, at, number in letters:
            for whom in _digests(recipient):
                changes[whom, pool, _start(at, HOUR)] += number
            changes[_ANYBODY, pool, _start(at, MINUTE)] += number
        count_more(self._connection, _TALLY, changes)

    def of(self, recipient: str, now: datetime) -> LetterTraffic:
        """The letters of late that bear on one to `recipient`, to whole hours and minutes."""
        address, *domain = _digests(recipient)
        found: dict[str, dict[LetterPool, int]] = {}
        day, hour = _start(now - _DAY, HOUR), _start(now - HOUR, MINUTE)
        asked = {"whom": [address, *domain], "day": day, "hour": hour}
        for row in self._connection.execute(_BY_WHOM, asked):
            found.setdefault(row.whom, {})[LetterPool(row.pool)] = int(row.number)
        self._with_pending(found, {address, *domain}, day, hour)
        return LetterTraffic(
            to_address_today=found.get(address, {}),
            to_domain_today=found.get(domain[0], {}) if domain else {},
            last_hour=found.get(_ANYBODY, {}),
        )

    def _with_pending(
        self, found: dict[str, dict[LetterPool, int]], named: set[str], day: datetime, hour: datetime
    ) -> None:
        """Add what this transaction has yet to write."""
        pending = pending_rows(self._connection)
        for place, number in pending.counts(_TALLY).items() if pending is not None else ():
            whom, pool, since = str(place[0]), LetterPool(str(place[1])), place[2]
            assert isinstance(since, datetime)  # noqa: S101 -- as `note_all` has it
            if (whom in named and since >= day) or (whom == _ANYBODY and since >= hour):
                by_pool = found.setdefault(whom, {})
                by_pool[pool] = by_pool.get(pool, 0) + number

    def last_hour(self, now: datetime) -> dict[LetterPool, list[tuple[datetime, int]]]:
        """How many letters of each pool went out in which minute, the oldest first."""
        found: dict[LetterPool, list[tuple[datetime, int]]] = {}
        asked = {"whom": [], "day": now, "hour": _start(now - HOUR, MINUTE)}
        for row in self._connection.execute(_BY_MINUTE, asked):
            found.setdefault(LetterPool(row.pool), []).append((row.since, int(row.number)))
        return found

    def prune(self, now: datetime) -> None:
        """Forget what no cap asks for any more."""
        self._connection.execute(_PRUNE, {"before": now - _KEPT})


def _digests(recipient: str) -> tuple[str, ...]:
    """Of the mailbox, and of its domain where that has a cap."""
    names = (canonical_address(recipient), counted_domain(recipient))
    return tuple(sha256(name.encode()).hexdigest() for name in names if name)


def _start(at: datetime, length: timedelta) -> datetime:
    """Of the whole hour or minute that holds it."""
    at = at.replace(second=0, microsecond=0)
    return at.replace(minute=0) if length == HOUR else at
