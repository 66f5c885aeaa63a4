"""How the installation is: each mailbox, the outbox, the database, the workers, and what to do about trouble.

`worker_health` judges what is well and what is not, as for `sen-worker health`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.requests.request_model import Disposition, LetterPool, LetterState
from worker.requests.sending.circuit_breaker import BreakerState, closes_at, judge_breakers
from worker.services.contexts import ClockContext, MailContext, PolicyContext
from worker.services.monitoring import worker_health
from worker.services.monitoring.worker_health import Worker, WorkerPart
from worker.store.ledger.mailbox_table import PollTotals
from worker.store.transactions import Transaction

_DAY = timedelta(days=1)
_MOST = 1000  # letters and messages beyond which nobody counts on


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfiguredFolder:
    """A folder as it is configured, without anything secret."""

    name: str  #: mailbox and folder, as the parts of a worker are called by
    mailbox: str
    folder: str
    address: str
    server: str  #: host and port
    token: str = ""  #: the name of the part that keeps its token; empty where it signs in by a password


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfiguredRelay:
    """Where letters are handed over, as it is configured."""

    server: str
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfiguredServers:
    """The configured servers, whose state is shown."""

    boxes: tuple[ConfiguredFolder, ...] = ()
    relay: ConfiguredRelay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderStanding:
    """How a folder is read."""

    box: ConfiguredFolder
    part: WorkerPart | None  #: None while nobody reads it
    ledger: WorkerPart | None  #: whether all is accounted for
    token: WorkerPart | None
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
class OutboxStanding:
    """How letters go out."""

    relay: ConfiguredRelay | None
    part: WorkerPart | None
    token: WorkerPart | None
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
class SystemStatus:
    """All of it, at one moment."""

    problems: tuple[str, ...]  #: as `sen-worker health` tells them on this host
    readings: tuple[FolderStanding, ...]
    sending: OutboxStanding
    limits: HourlyLimits
    parts: tuple[WorkerPart, ...]  #: of the running workers
    workers: tuple[Worker, ...]
    database: str  #: its kind
    revision: str
    needed: str  #: the revision that this version works with


def find_status(services: MailContext, configured: ConfiguredServers) -> SystemStatus:
    """The state of all of it now."""
    revision = services.store.revision() or "none"
    problems = tuple(worker_health.find_problems(services))
    with services.store.read() as tx:
        parts = {part.name: part for part in worker_health.list_parts(services, tx)}
        return SystemStatus(
            problems=problems,
            readings=_readings(services, tx, configured.boxes, parts),
            sending=_sending(services, tx, configured.relay, parts),
            limits=_limits(services, tx),
            parts=tuple(parts.values()),
            workers=worker_health.list_workers(services, tx),
            database=services.store.kind,
            revision=revision,
            needed=services.store.needed(),
        )


def _limits(services: PolicyContext, tx: Transaction) -> HourlyLimits:
    """How each limit on automatic letters stands after the last hour."""
    sent = tx.traffic.last_hour(services.clock())
    states = judge_breakers(
        {pool: sum(number for _, number in minutes) for pool, minutes in sent.items()}, services.policy
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
    services: ClockContext,
    tx: Transaction,
    boxes: Sequence[ConfiguredFolder],
    parts: Mapping[str, WorkerPart],
) -> tuple[FolderStanding, ...]:
    now = services.clock()
    leases = tx.leases.held(now)
    polled = {name: tx.mailboxes.polled_since(name, now - _DAY) for name in {box.mailbox for box in boxes}}
    return tuple(
        _reading(tx, box, parts, leases.get(box.name), polled[box.mailbox].get(box.folder, PollTotals()))
        for box in boxes
    )


def _reading(
    tx: Transaction,
    box: ConfiguredFolder,
    parts: Mapping[str, WorkerPart],
    lease: tuple[str, datetime] | None,
    polled: PollTotals,
) -> FolderStanding:
    state = tx.mailboxes.newest(box.mailbox, box.folder)
    last = tx.ledger.last(state.key) if state else None
    holder, until = lease or ("", None)
    return FolderStanding(
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


def _sending(
    services: ClockContext, tx: Transaction, relay: ConfiguredRelay | None, parts: Mapping[str, WorkerPart]
) -> OutboxStanding:
    shown = (
        LetterState.QUEUED,
        LetterState.SENDING,
        LetterState.DEFERRED,
        LetterState.HELD,
        LetterState.UNCERTAIN,
        LetterState.FAILED,
    )
    due = tx.letters.next_due()
    return OutboxStanding(
        relay=relay,
        part=parts.get("outbox"),
        token=parts.get(relay.token) if relay else None,
        counts={state: tx.letters.count([state], _MOST) for state in shown},
        due_since=due if due is not None and due <= services.clock() else None,
        last_sent=tx.letters.last_sent(),
    )
