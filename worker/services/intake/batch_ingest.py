"""Fetched messages into the ledger: many in one transaction, and each for itself where one of them fails."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from worker import log
from worker.errors import UnavailableError
from worker.reader_process.mail_reader import ReadingFailedError
from worker.requests.request_model import Decision, Disposition
from worker.services.contexts import ClockContext, IntakeContext, LedgerContext, MailContext, RecordContext
from worker.services.intake.arrived_message import ArrivedMessage
from worker.services.intake.batch_reading import Fetched, ReadMessage, poison, read_batch
from worker.services.intake.folder_sync import FoundMessage, UnreadableMessage
from worker.services.intake.ingest_message import IngestOutcome, ingest_message
from worker.services.intake.message_decision import (
    RecalledMessage,
    ReplyNotReadError,
    heading_of,
    judge_unrelated,
    recall_message,
    write_ahead,
)
from worker.services.outbox.retry_backoff import next_fetch_at
from worker.store.database.database_errors import StatementFailedError
from worker.store.records import NewEntry
from worker.store.requests.request_table import StaleRequestError
from worker.store.transactions import Transaction
from worker.version import build_name

_log = log.get(__name__)
#: Messages in one transaction; more would only hold up the staff pages.
TOGETHER = 50
_TRIES = 3
#: So many transactions that fail before one is done are no message's fault.
_FAILURES = 5
#: So often, and for so long, the database may fail over one message while others are taken in.
_STUMBLES = 10
_STUMBLING = timedelta(days=1)

_Judge = Callable[[IntakeContext, Transaction, ArrivedMessage], Decision | None]


def ingest_batch(
    services: IntakeContext, batch: Sequence[Fetched], guard: Callable[[Transaction], None]
) -> list[IngestOutcome]:
    """Read messages and store what becomes of them; `guard` may forbid it from within each transaction.

    What is wrong with one message is its own trouble: it is set aside, and the others are not. What the
    database does not take for a lock, a time limit and the like stays where it is, and the others are taken
    in. Raises UnavailableError.
    """
    return store_batch(services, read_batch(services, batch), guard)


def store_batch(
    services: IntakeContext, batch: Sequence[ReadMessage], guard: Callable[[Transaction], None]
) -> list[IngestOutcome]:
    """The same of messages that were read."""
    read = _replies_too(services, batch)
    try:
        return _take_together(services, read, guard)
    except StatementFailedError:
        return _take_each(services, read, guard)
    except UnavailableError:
        raise
    except Exception:  # noqa: BLE001 -- whichever it was, each is tried for itself now
        return _take_each(services, read, guard)


def _take_together(
    services: IntakeContext, read: Sequence[ReadMessage], guard: Callable[[Transaction], None]
) -> list[IngestOutcome]:
    try:
        with services.store.write() as tx:
            guard(tx)
            return _enter_all(services, tx, read, judge_unrelated)
    except _RelatedError:
        with services.store.write() as tx:
            guard(tx)
            return _enter_all(services, tx, read)


def _take_each(
    services: IntakeContext, read: Sequence[ReadMessage], guard: Callable[[Transaction], None]
) -> list[IngestOutcome]:
    """Each in a transaction of its own; the first error of the database is raised when all were tried."""
    outcomes: list[IngestOutcome | None] = []
    failures: dict[int, StatementFailedError] = {}
    for number, (found, what, raw) in enumerate(read):
        try:
            outcomes.append(_take_one(services, found, what, raw, guard))
        except StatementFailedError as error:
            _log.warning("message_left", mailbox=found.place.mailbox, uid=found.place.uid, problem=str(error))
            failures[number] = error
            outcomes.append(None)
            if len(failures) == len(outcomes) == _FAILURES:
                raise
    others = len(outcomes) > len(failures)
    for number, failure in failures.items():
        found, _, raw = read[number]
        if not (others and _is_its_own(services, found)):
            raise failure
        outcomes[number] = _take_one(services, found, poison(found, failure), raw, guard)
    return [outcome for outcome in outcomes if outcome is not None]


def _is_its_own(services: RecordContext, found: FoundMessage) -> bool:
    """Whether the database fails over this message alone, again and again, for a day."""
    now = services.clock()
    with services.store.write() as tx:
        tries, since = tx.stumbles.note(found.place, now)
    return tries >= _STUMBLES and now - since >= _STUMBLING


def _take_one(
    services: IntakeContext,
    found: FoundMessage,
    what: ArrivedMessage | UnreadableMessage,
    raw: bytes | None,
    guard: Callable[[Transaction], None],
) -> IngestOutcome:
    for _ in range(_TRIES):
        try:
            with services.store.write() as tx:
                guard(tx)
                return _enter_all(services, tx, [(found, what, raw)])[0]
        except UnavailableError:
            raise
        except ReplyNotReadError:  # its request came in the same batch, or was changed meanwhile
            [(_, what, _)] = _replies_too(services, [(found, what, raw)])
        except StaleRequestError:
            continue  # staff changed the request at the same moment
        except Exception as error:  # noqa: BLE001 -- a poison message is set aside, and the next one is read
            what = poison(found, error)
    raise UnavailableError(f"message {found.place.uid}: its request is changed again and again meanwhile")


def _replies_too(services: IntakeContext, batch: Sequence[ReadMessage]) -> list[ReadMessage]:
    """Read what replies say, and write letters, before the transaction that stores them: it holds a lock."""
    secret = services.store.secret()
    recalled = _recalled(services, batch)
    return [
        (found, _unless_it_fails(services, found, what, one, secret), raw)
        for (found, what, raw), one in zip(batch, recalled, strict=True)
    ]


def _recalled(services: MailContext, batch: Sequence[ReadMessage]) -> list[RecalledMessage | None]:
    try:
        with services.store.read() as tx:
            _foresee(tx, batch)
            return [_recall(services, tx, what) for _, what, _ in batch]
    except UnavailableError:
        raise
    except Exception:  # noqa: BLE001 -- as below
        return [None] * len(batch)


def _recall(
    services: MailContext, tx: Transaction, what: ArrivedMessage | UnreadableMessage
) -> RecalledMessage | None:
    try:
        return recall_message(services, tx, what) if isinstance(what, ArrivedMessage) else None
    except UnavailableError:
        raise
    except Exception:  # noqa: BLE001 -- it fails again, and is dealt with, where the message is stored
        return None


def _unless_it_fails(
    services: IntakeContext,
    found: FoundMessage,
    what: ArrivedMessage | UnreadableMessage,
    recalled: RecalledMessage | None,
    secret: bytes,
) -> ArrivedMessage | UnreadableMessage:
    if recalled is None or not isinstance(what, ArrivedMessage):
        return what
    try:
        if recalled.question is not None:
            services.readings.reply(recalled.question)
    except ReadingFailedError as error:
        return poison(found, error)
    return write_ahead(services, what, recalled, secret)


class _RelatedError(Exception):
    """A message of the batch opened a request for whom another one was taken for a stranger's."""


def _foresee(tx: Transaction, batch: Sequence[ReadMessage]) -> None:
    arrived = [what for _, what, _ in batch if isinstance(what, ArrivedMessage)]
    digests, senders = ({one.message.digest for one in arrived}, {one.message.from_.addr for one in arrived})
    tx.foresee(digests, senders - {""}, {one.reference for one in arrived} - {""})


def _enter_all(
    services: IntakeContext, tx: Transaction, batch: Sequence[ReadMessage], judge: _Judge = lambda *_: None
) -> list[IngestOutcome]:
    """Take them in, one after the other; what `judge` decides, with the statement that claims all places.

    Raises _RelatedError where that came too early for one of them.
    """
    _foresee(tx, batch)
    settled = _settled(services, tx, batch, judge)
    entries = [
        _entry(services, found, what, settled.get(number)) for number, (found, what, _) in enumerate(batch)
    ]
    ids = tx.ledger.enter_all(entries, services.clock(), build_name())
    outcomes = []
    for number, (found, what, raw) in enumerate(batch):
        entry, decision = ids.get(found.place), settled.get(number)
        if entry is None:
            outcomes.append(_taken_before(tx, found))
        elif decision is None:
            outcomes.append(_enter(services, tx, found, what, raw, entry))
        else:
            if isinstance(what, ArrivedMessage) and not tx.foreseen.is_stranger(what.message.from_.addr):
                raise _RelatedError
            outcomes.append(_outcome(entry, found, decision.disposition, decision.reason))
    return outcomes


def _settled(
    services: IntakeContext, tx: Transaction, batch: Sequence[ReadMessage], judge: _Judge
) -> dict[int, Decision]:
    """By its number in the batch, what is decided about a message before any of them is stored."""
    found: dict[int, Decision] = {}
    digests: set[str] = set()
    for number, (one, what, _) in enumerate(batch):
        if not isinstance(what, ArrivedMessage):
            continue
        first = what.message.digest not in digests
        digests.add(what.message.digest)
        if first and not one.again and (decision := judge(services, tx, what)) is not None:
            found[number] = decision
    return found


def _entry(
    services: LedgerContext,
    found: FoundMessage,
    what: ArrivedMessage | UnreadableMessage,
    decision: Decision | None,
) -> NewEntry:
    received_at = found.received_at or services.clock()
    if decision is None or not isinstance(what, ArrivedMessage):
        return NewEntry(place=found.place, received_at=received_at)
    return NewEntry(
        place=found.place,
        received_at=received_at,
        disposition=decision.disposition,
        reason=decision.reason,
        message_id=what.message.message_id,
        digest=what.message.digest,
        heading=heading_of(services, what.message),
    )


def _enter(
    services: IntakeContext,
    tx: Transaction,
    found: FoundMessage,
    what: ArrivedMessage | UnreadableMessage,
    raw: bytes | None,
    entry: int,
) -> IngestOutcome:
    if not isinstance(what, ArrivedMessage):
        return _set_aside(services, tx, found, what, raw, entry)
    outcome = ingest_message(services, tx, what, read_ahead=True, entry_id=entry)
    if outcome is None:
        return _taken_before(tx, found)
    if found.again and outcome.disposition is not Disposition.QUARANTINED and outcome.request is None:
        tx.ledger.drop_raw(outcome.entry_id)
    return outcome


def _set_aside(
    services: ClockContext,
    tx: Transaction,
    found: FoundMessage,
    why: UnreadableMessage,
    raw: bytes | None,
    entry: int,
) -> IngestOutcome:
    now = services.clock()
    tries = found.tries + 1 if why.asked_again else 0
    again_at = next_fetch_at(tries, now) if tries else None
    tx.ledger.decide(entry, why.disposition, why.reason, raw=raw, tries=tries, again_at=again_at)
    return _outcome(entry, found, why.disposition, why.reason)


def _outcome(entry: int, found: FoundMessage, disposition: Disposition, reason: str) -> IngestOutcome:
    return IngestOutcome(
        entry_id=entry, place=found.place, disposition=disposition, reason=reason, request=None, letters=()
    )


def _taken_before(tx: Transaction, found: FoundMessage) -> IngestOutcome:
    """Somebody else was quicker, should a lease ever fail: the message counts as what they made of it."""
    entry = tx.ledger.at(found.place)
    if entry is None:
        raise UnavailableError(f"message {found.place.uid} can't be entered into the ledger")
    return IngestOutcome(
        entry_id=entry.id,
        place=entry.place,
        disposition=entry.disposition,
        reason=entry.reason,
        request=None,
        letters=(),
    )
