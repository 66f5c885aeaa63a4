"""Stores fetched messages: many in one transaction, or each in its own where one of them fails."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from worker import log
from worker.errors import UnavailableError
from worker.reader_process.mail_reader import ReadingFailedError
from worker.requests.request_model import Decision, Disposition
from worker.services.contexts import ClockContext, IntakeContext, LedgerContext, MailContext, RecordContext
from worker.services.intake.arrived_message import ArrivedMessage
from worker.services.intake.batch_reading import Fetched, ReadMessage, quarantine, read_batch
from worker.services.intake.folder_sync import FoundMessage, UnreadableMessage
from worker.services.intake.ingest_message import IngestOutcome, ingest_message
from worker.services.intake.message_decision import (
    RecalledMessage,
    ReplyNotReadError,
    judge_unrelated,
    make_heading,
    recall_message,
    write_likely_letters,
)
from worker.services.outbox.retry_backoff import next_fetch_at
from worker.store.database.database_errors import StatementFailedError
from worker.store.records import NewEntry
from worker.store.requests.request_table import StaleRequestError
from worker.store.transactions import Transaction
from worker.version import build_name

_log = log.get(__name__)
#: Messages in one transaction; more would only hold up the staff pages.
BATCH_SIZE = 50
_TRIES = 3
#: When so many messages fail one after the other, before any is stored, it is no message's fault.
_MAX_FAILURES = 5
#: How often, and for how long, the database may fail over one message while others are stored.
_MAX_STUMBLES = 10
_STUMBLING_FOR = timedelta(days=1)

_Judge = Callable[[IntakeContext, Transaction, ArrivedMessage], Decision | None]


def ingest_batch(
    services: IntakeContext, batch: Sequence[Fetched], guard: Callable[[Transaction], None]
) -> list[IngestOutcome]:
    """Read messages and store what becomes of them, an outcome for each.

    `guard` is called within each transaction and raises where nothing may be stored. A message that can't be
    read or stored is set aside, and does not stop the others. One that the database refuses because of a
    lock, a time limit and the like is left for the next poll. Raises UnavailableError.
    """
    return store_batch(services, read_batch(services, batch), guard)


def store_batch(
    services: IntakeContext, batch: Sequence[ReadMessage], guard: Callable[[Transaction], None]
) -> list[IngestOutcome]:
    """The same, for messages that are read already."""
    read = _prepare_replies(services, batch)
    try:
        return _store_together(services, read, guard)
    except StatementFailedError:
        return _store_each(services, read, guard)
    except UnavailableError:
        raise
    except Exception:  # noqa: BLE001 -- whichever it was, each is tried for itself now
        return _store_each(services, read, guard)


def _store_together(
    services: IntakeContext, read: Sequence[ReadMessage], guard: Callable[[Transaction], None]
) -> list[IngestOutcome]:
    try:
        with services.store.write() as tx:
            guard(tx)
            return _enter_batch(services, tx, read, judge_unrelated)
    except _RelatedError:
        with services.store.write() as tx:
            guard(tx)
            return _enter_batch(services, tx, read)


def _store_each(
    services: IntakeContext, read: Sequence[ReadMessage], guard: Callable[[Transaction], None]
) -> list[IngestOutcome]:
    """Each in a transaction of its own; the first error of the database is raised after all were tried."""
    outcomes: list[IngestOutcome | None] = []
    failures: dict[int, StatementFailedError] = {}
    for number, (found, content, raw) in enumerate(read):
        try:
            outcomes.append(_store_one(services, found, content, raw, guard))
        except StatementFailedError as error:
            _log.warning("message_left", mailbox=found.place.mailbox, uid=found.place.uid, problem=str(error))
            failures[number] = error
            outcomes.append(None)
            if len(failures) == len(outcomes) == _MAX_FAILURES:
                raise
    others = len(outcomes) > len(failures)
    for number, failure in failures.items():
        found, _, raw = read[number]
        if not (others and _fails_by_itself(services, found)):
            raise failure
        outcomes[number] = _store_one(services, found, quarantine(found, failure), raw, guard)
    return [outcome for outcome in outcomes if outcome is not None]


def _fails_by_itself(services: RecordContext, found: FoundMessage) -> bool:
    """Whether the database has failed only over this message, again and again, for a day."""
    now = services.clock()
    with services.store.write() as tx:
        tries, since = tx.stumbles.note(found.place, now)
    return tries >= _MAX_STUMBLES and now - since >= _STUMBLING_FOR


def _store_one(
    services: IntakeContext,
    found: FoundMessage,
    content: ArrivedMessage | UnreadableMessage,
    raw: bytes | None,
    guard: Callable[[Transaction], None],
) -> IngestOutcome:
    for _ in range(_TRIES):
        try:
            with services.store.write() as tx:
                guard(tx)
                return _enter_batch(services, tx, [(found, content, raw)])[0]
        except UnavailableError:
            raise
        except ReplyNotReadError:  # its request came in the same batch, or was changed meanwhile
            [(_, content, _)] = _prepare_replies(services, [(found, content, raw)])
        except StaleRequestError:
            continue  # staff changed the request at the same moment
        except Exception as error:  # noqa: BLE001 -- a poison message is set aside, and the next one is read
            content = quarantine(found, error)
    raise UnavailableError(f"message {found.place.uid}: its request is changed again and again meanwhile")


def _prepare_replies(services: IntakeContext, batch: Sequence[ReadMessage]) -> list[ReadMessage]:
    """Read what replies say, and write letters, before the transaction that stores them: it holds a lock."""
    secret = services.store.secret()
    recalled = _recall_batch(services, batch)
    return [
        (found, _prepare_reply(services, found, content, recall, secret), raw)
        for (found, content, raw), recall in zip(batch, recalled, strict=True)
    ]


def _recall_batch(services: MailContext, batch: Sequence[ReadMessage]) -> list[RecalledMessage | None]:
    try:
        with services.store.read() as tx:
            _foresee_batch(tx, batch)
            return [_recall(services, tx, what) for _, what, _ in batch]
    except UnavailableError:
        raise
    except Exception:  # noqa: BLE001 -- as below
        return [None] * len(batch)


def _recall(
    services: MailContext, tx: Transaction, content: ArrivedMessage | UnreadableMessage
) -> RecalledMessage | None:
    try:
        return recall_message(services, tx, content) if isinstance(content, ArrivedMessage) else None
    except UnavailableError:
        raise
    except Exception:  # noqa: BLE001 -- it fails again, and is dealt with, where the message is stored
        return None


def _prepare_reply(
    services: IntakeContext,
    found: FoundMessage,
    content: ArrivedMessage | UnreadableMessage,
    recalled: RecalledMessage | None,
    secret: bytes,
) -> ArrivedMessage | UnreadableMessage:
    if recalled is None or not isinstance(content, ArrivedMessage):
        return content
    try:
        if recalled.question is not None:
            services.readings.reply(recalled.question)
    except ReadingFailedError as error:
        return quarantine(found, error)
    return write_likely_letters(services, content, recalled, secret)


class _RelatedError(Exception):
    """A message was judged a stranger's, but an earlier one of the batch opened a request of its sender."""


def _foresee_batch(tx: Transaction, batch: Sequence[ReadMessage]) -> None:
    arrived = [content for _, content, _ in batch if isinstance(content, ArrivedMessage)]
    digests = {message.message.digest for message in arrived}
    senders = {message.message.from_.addr for message in arrived}
    tx.foresee(digests, senders - {""}, {message.reference for message in arrived} - {""})


def _enter_batch(
    services: IntakeContext, tx: Transaction, batch: Sequence[ReadMessage], judge: _Judge = lambda *_: None
) -> list[IngestOutcome]:
    """Store them one after the other; what `judge` decides goes in with the one statement for all places.

    Raises _RelatedError where one of them was judged too early.
    """
    _foresee_batch(tx, batch)
    settled = _judge_beforehand(services, tx, batch, judge)
    entries = [
        _new_entry(services, found, content, settled.get(number))
        for number, (found, content, _) in enumerate(batch)
    ]
    ids = tx.ledger.enter_all(entries, services.clock(), build_name())
    outcomes = []
    for number, (found, content, raw) in enumerate(batch):
        entry, decision = ids.get(found.place), settled.get(number)
        if entry is None:
            outcomes.append(_known_outcome(tx, found))
        elif decision is None:
            outcomes.append(_enter(services, tx, found, content, raw, entry))
        else:
            if isinstance(content, ArrivedMessage) and not tx.foreseen.is_stranger(
                content.message.from_.addr
            ):
                raise _RelatedError
            outcomes.append(_outcome(entry, found, decision.disposition, decision.reason))
    return outcomes


def _judge_beforehand(
    services: IntakeContext, tx: Transaction, batch: Sequence[ReadMessage], judge: _Judge
) -> dict[int, Decision]:
    """The decisions that can be made before any message is stored, by the message's number in the batch."""
    decisions: dict[int, Decision] = {}
    digests: set[str] = set()
    for number, (found, content, _) in enumerate(batch):
        if not isinstance(content, ArrivedMessage):
            continue
        first = content.message.digest not in digests
        digests.add(content.message.digest)
        if first and not found.again and (decision := judge(services, tx, content)) is not None:
            decisions[number] = decision
    return decisions


def _new_entry(
    services: LedgerContext,
    found: FoundMessage,
    content: ArrivedMessage | UnreadableMessage,
    decision: Decision | None,
) -> NewEntry:
    received_at = found.received_at or services.clock()
    if decision is None or not isinstance(content, ArrivedMessage):
        return NewEntry(place=found.place, received_at=received_at)
    return NewEntry(
        place=found.place,
        received_at=received_at,
        disposition=decision.disposition,
        reason=decision.reason,
        message_id=content.message.message_id,
        digest=content.message.digest,
        heading=make_heading(services, content.message),
    )


def _enter(
    services: IntakeContext,
    tx: Transaction,
    found: FoundMessage,
    content: ArrivedMessage | UnreadableMessage,
    raw: bytes | None,
    entry: int,
) -> IngestOutcome:
    if not isinstance(content, ArrivedMessage):
        return _set_aside(services, tx, found, content, raw, entry)
    outcome = ingest_message(services, tx, content, read_ahead=True, entry_id=entry)
    if outcome is None:
        return _known_outcome(tx, found)
    if found.again and outcome.disposition is not Disposition.QUARANTINED and outcome.request is None:
        tx.ledger.drop_raw(outcome.entry_id)
    return outcome


def _set_aside(
    services: ClockContext,
    tx: Transaction,
    found: FoundMessage,
    unreadable: UnreadableMessage,
    raw: bytes | None,
    entry: int,
) -> IngestOutcome:
    now = services.clock()
    tries = found.tries + 1 if unreadable.asked_again else 0
    again_at = next_fetch_at(tries, now) if tries else None
    tx.ledger.decide(
        entry, unreadable.disposition, unreadable.reason, raw=raw, tries=tries, again_at=again_at
    )
    return _outcome(entry, found, unreadable.disposition, unreadable.reason)


def _outcome(entry: int, found: FoundMessage, disposition: Disposition, reason: str) -> IngestOutcome:
    return IngestOutcome(
        entry_id=entry, place=found.place, disposition=disposition, reason=reason, request=None, letters=()
    )


def _known_outcome(tx: Transaction, found: FoundMessage) -> IngestOutcome:
    """The outcome in the ledger, where another worker stored the message first because a lease failed."""
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
