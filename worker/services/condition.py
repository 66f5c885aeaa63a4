"""How the installation is: each mailbox, the outbox, the database, the workers, and what to do about trouble.

What is well and what is not is said by `worker.services.health`, as `sen-worker health` says it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.requests.breaker import BreakerState, closes_at, judge_breakers
from worker.requests.values import Disposition, LetterPool, LetterState
from worker.services import health
from worker.services.health import Part, Worker
from worker.services.house import House
from worker.store.mailboxes import Polled
from worker.store.store import Transaction

_DAY = timedelta(days=1)
_MOST = 1000  # letters and messages beyond which nobody counts on


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A folder as it is configured, without anything secret."""

    name: str  #: mailbox and folder, as the parts of a worker are called by
    mailbox: str
    folder: str
    address: str
    server: str  #: host and port
    token: str = ""  #: the name of the part that keeps its token; empty where it signs in by a password


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """Where letters are handed over, as it is configured."""

    server: str
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What is configured that can be well or in trouble."""

    boxes: tuple[Box, ...] = ()
    relay: Relay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a folder is read."""

    box: Box
    part: Part | None  #: None while nobody reads it
    ledger: Part | None  #: whether all is accounted for
    token: Part | None
    holder: str  #: which worker reads it; empty when none does
    holds_until: datetime | None  #: without a sign of life
    last_received: datetime | None  #: when its newest message came into the mailbox
    last_seen: datetime | None  #: and when it was taken in
    behind: bool  #: what was there at first is still being read
    found: int  #: in the last 24 hours
    missing: int
    counts: Counter[str]  #: what became of them, by disposition
    set_aside: int  #: quarantined by now


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How letters go out."""

    relay: Relay | None
    part: Part | None
    token: Part | None
    counts: Mapping[LetterState, int]  #: none beyond 1000 is counted
    due_since: datetime | None  #: when the first of those that wait was to go out, if that is past
    last_sent: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyLimit:
    """A limit on automatic letters in an hour."""

    state: BreakerState
    until: datetime | None  #: when it closes again by itself; None while it is closed, and of a limit of 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyLimits:
    """What automatic letters an hour may see, and how that stands."""

    all: HourlyLimit
    customers: HourlyLimit  #: by the same limit; open, letters to customers are kept back too
    strangers: HourlyLimit
    returning: HourlyLimit

    @property
    def of_strangers(self) -> HourlyLimit:
        """The fuller of the two limits on letters that anybody can cause."""
        return max(self.strangers, self.returning, key=lambda limit: limit.state.letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """All of it, at one moment."""

    problems: tuple[str, ...]  #: as `sen-worker health` tells them on this host
    readings: tuple[Reading, ...]
    sending: Sending
    limits: HourlyLimits
    parts: tuple[Part, ...]  #: of the running workers
    workers: tuple[Worker, ...]
    database: str  #: its kind
    revision: str
    needed: str  #: the revision that this version works with


def condition(house: House, premises: Premises) -> Condition:
    """How all of it is now."""
    revision = house.store.revision() or "none"
    problems = tuple(health.problems(house))
    with house.store.read() as tx:
        parts = {part.name: part for part in health.parts(house, tx)}
        return Condition(
            problems=problems,
            readings=_readings(house, tx, premises.boxes, parts),
            sending=_sending(house, tx, premises.relay, parts),
            limits=_limits(house, tx),
            parts=tuple(parts.values()),
            workers=health.workers(house, tx),
            database=house.store.kind,
            revision=revision,
            needed=house.store.needed(),
        )


def _limits(house: House, tx: Transaction) -> HourlyLimits:
    """Whether so many automatic letters went out in the last hour that the next ones are kept back."""
    sent = tx.traffic.last_hour(house.clock())
    states = judge_breakers(
        {pool: sum(number for _, number in minutes) for pool, minutes in sent.items()}, house.policy
    )

    def limit(state: BreakerState, *pools: LetterPool) -> HourlyLimit:
        minutes = sorted(minute for pool in pools for minute in sent.get(pool, ()))
        return HourlyLimit(state=state, until=closes_at(minutes, state.limit))

    return HourlyLimits(
        all=limit(states.all, *LetterPool),
        customers=limit(states.customers, LetterPool.CUSTOMERS),
        strangers=limit(states.strangers, LetterPool.STRANGERS),
        returning=limit(states.returning, LetterPool.RETURNING),
    )


def _readings(
    house: House, tx: Transaction, boxes: Sequence[Box], parts: Mapping[str, Part]
) -> tuple[Reading, ...]:
    now = house.clock()
    leases = tx.leases.held(now)
    polled = {name: tx.mailboxes.polled_since(name, now - _DAY) for name in {box.mailbox for box in boxes}}
    return tuple(
        _reading(tx, box, parts, leases.get(box.name), polled[box.mailbox].get(box.folder, Polled()))
        for box in boxes
    )


def _reading(
    tx: Transaction,
    box: Box,
    parts: Mapping[str, Part],
    lease: tuple[str, datetime] | None,
    polled: Polled,
) -> Reading:
    state = tx.mailboxes.newest(box.mailbox, box.folder)
    last = tx.ledger.last(state.key) if state else None
    holder, until = lease or ("", None)
    return Reading(
        box=box,
        part=parts.get(f"mailbox {box.name}"),
        ledger=parts.get(f"ledger {box.name}"),
        token=parts.get(box.token),
        holder=holder.partition(":")[0],
        holds_until=until,
        last_received=last.received_at if last else None,
        last_seen=last.seen_at if last else None,
        behind=state is not None and not state.backlog_done,
        found=polled.found,
        missing=polled.missing,
        counts=Counter({each: polled.counts[each] for each in map(str, Disposition) if polled.counts[each]}),
        set_aside=tx.ledger.set_aside_in(state.key, _MOST) if state else 0,
    )


def _sending(house: House, tx: Transaction, relay: Relay | None, parts: Mapping[str, Part]) -> Sending:
    told = (
        LetterState.QUEUED,
        LetterState.SENDING,
        LetterState.DEFERRED,
        LetterState.HELD,
        LetterState.UNCERTAIN,
        LetterState.FAILED,
    )
    due = tx.letters.next_due()
    return Sending(
        relay=relay,
        part=parts.get("outbox"),
        token=parts.get(relay.token) if relay else None,
        counts={state: tx.letters.count([state], _MOST) for state in told},
        due_since=due if due is not None and due <= house.clock() else None,
        last_sent=tx.letters.last_sent(),
    )
