"""Fetched messages into the ledger: many in one transaction, and each for itself where one of them fails."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from email.policy import compat32

from worker import log
from worker.errors import UnavailableError
from worker.reader_process.reader import ReadingFailedError, ReplyQuestion, error_place
from worker.reading.headers import moment
from worker.requests.values import Disposition
from worker.services.finding import Found, Unread
from worker.services.house import House
from worker.services.ingest import Arrival, Outcome, ReplyNotReadError, ahead, arrival, take
from worker.services.retrying import asked_again_at
from worker.services.wanted import as_request
from worker.store.failures import StatementFailedError
from worker.store.requests import StaleRequestError
from worker.store.store import Transaction
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
_HEADER = 65_536

Fetched = tuple[Found, bytes | Unread]
_Read = tuple[Found, Arrival | Unread, bytes | None]  # the bytes, where there are any


def take_in(house: House, batch: Sequence[Fetched], guard: Callable[[Transaction], None]) -> list[Outcome]:
    """Read messages and store what becomes of them; `guard` may forbid it from within each transaction.

    What is wrong with one message is its own trouble: it is set aside, and the others are not. What the
    database does not take for a lock, a time limit and the like stays where it is, and the others are taken
    in. Raises UnavailableError.
    """
    read = _replies_too(
        house,
        [
            (found, _read(house, found, raw), raw if isinstance(raw, bytes) else raw.header)
            for found, raw in _dated(house, batch)
        ],
    )
    try:
        with house.store.write() as tx:
            guard(tx)
            return [_enter(house, tx, found, what, raw) for found, what, raw in read]
    except StatementFailedError:
        return _take_each(house, read, guard)
    except UnavailableError:
        raise
    except Exception:  # noqa: BLE001 -- whichever it was, each is tried for itself now
        return _take_each(house, read, guard)


def _take_each(house: House, read: Sequence[_Read], guard: Callable[[Transaction], None]) -> list[Outcome]:
    """Each in a transaction of its own; the first error of the database is raised when all were tried."""
    outcomes: list[Outcome | None] = []
    failures: dict[int, StatementFailedError] = {}
    for number, (found, what, raw) in enumerate(read):
        try:
            outcomes.append(_take_one(house, found, what, raw, guard))
        except StatementFailedError as error:
            _log.warning("message_left", mailbox=found.place.mailbox, uid=found.place.uid, problem=str(error))
            failures[number] = error
            outcomes.append(None)
            if len(failures) == len(outcomes) == _FAILURES:
                raise
    others = len(outcomes) > len(failures)
    for number, failure in failures.items():
        found, _, raw = read[number]
        if not (others and _is_its_own(house, found)):
            raise failure
        outcomes[number] = _take_one(house, found, _poison(found, failure), raw, guard)
    return [outcome for outcome in outcomes if outcome is not None]


def _is_its_own(house: House, found: Found) -> bool:
    """Whether the database fails over this message alone, again and again, for a day."""
    now = house.clock()
    with house.store.write() as tx:
        tries, since = tx.stumbles.note(found.place, now)
    return tries >= _STUMBLES and now - since >= _STUMBLING


def _dated(house: House, batch: Sequence[Fetched]) -> Iterator[Fetched]:
    """Each with a time at which it arrived: where the server tells none, the one in the message, or now."""
    for found, raw in batch:
        if found.received_at is not None:
            yield found, raw
            continue
        now = house.clock()
        written = _written_at(raw if isinstance(raw, bytes) else raw.header or b"")
        yield replace(found, received_at=min(written or now, now)), raw


def _take_one(
    house: House,
    found: Found,
    what: Arrival | Unread,
    raw: bytes | None,
    guard: Callable[[Transaction], None],
) -> Outcome:
    for _ in range(_TRIES):
        try:
            with house.store.write() as tx:
                guard(tx)
                return _enter(house, tx, found, what, raw)
        except UnavailableError:
            raise
        except ReplyNotReadError:  # its request came in the same batch, or was changed meanwhile
            [(_, what, _)] = _replies_too(house, [(found, what, raw)])
        except StaleRequestError:
            continue  # staff changed the request at the same moment
        except Exception as error:  # noqa: BLE001 -- a poison message is set aside, and the next one is read
            what = _poison(found, error)
    raise UnavailableError(f"message {found.place.uid}: its request is changed again and again meanwhile")


def _read(house: House, found: Found, raw: bytes | Unread) -> Arrival | Unread:
    if isinstance(raw, Unread):
        by_header = _by_header(house, found, raw.header)
        return by_header or raw
    try:
        return _arrived(house, found, raw)
    except UnavailableError:
        raise
    except Exception as error:  # noqa: BLE001 -- see above
        by_header = _by_header(house, found, raw[:_HEADER].partition(b"\r\n\r\n")[0])
        return by_header or _poison(found, error)


def _arrived(house: House, found: Found, raw: bytes) -> Arrival:
    arrived = arrival(house, found.place, found.received_at or house.clock(), raw)
    return as_request(house, arrived, found.wanted_form) if found.wanted_form else arrived


def _by_header(house: House, found: Found, header: bytes | None) -> Arrival | None:
    """A request that a person wants to be made of a message of which no more than its header can be read."""
    if not (found.wanted_form and header):
        return None
    try:
        return _arrived(house, found, header + b"\r\n\r\n")
    except ReadingFailedError:
        return None


def _replies_too(house: House, batch: Sequence[_Read]) -> list[_Read]:
    """Read what replies say before the transaction that stores it: it holds a lock that others wait for."""
    questions = _questions(house, batch)
    return [
        (found, _unless_it_fails(house, found, what, question), raw)
        for (found, what, raw), question in zip(batch, questions, strict=True)
    ]


def _questions(house: House, batch: Sequence[_Read]) -> list[ReplyQuestion | None]:
    try:
        with house.store.read() as tx:
            return [_question(house, tx, what) for _, what, _ in batch]
    except UnavailableError:
        raise
    except Exception:  # noqa: BLE001 -- as below
        return [None] * len(batch)


def _question(house: House, tx: Transaction, what: Arrival | Unread) -> ReplyQuestion | None:
    try:
        return ahead(house, tx, what) if isinstance(what, Arrival) else None
    except UnavailableError:
        raise
    except Exception:  # noqa: BLE001 -- it fails again, and is dealt with, where the message is stored
        return None


def _unless_it_fails(
    house: House, found: Found, what: Arrival | Unread, question: ReplyQuestion | None
) -> Arrival | Unread:
    try:
        if question is not None:
            house.readings.reply(question)
    except ReadingFailedError as error:
        return _poison(found, error)
    return what


def _enter(house: House, tx: Transaction, found: Found, what: Arrival | Unread, raw: bytes | None) -> Outcome:
    if isinstance(what, Arrival):
        outcome = take(house, tx, what, read_ahead=True)
    else:
        outcome = _set_aside(house, tx, found, what, raw)
    if outcome is None:
        return _taken_before(tx, found)
    if found.again and outcome.disposition is not Disposition.QUARANTINED and outcome.request is None:
        tx.ledger.drop_raw(outcome.entry_id)
    return outcome


def _set_aside(house: House, tx: Transaction, found: Found, why: Unread, raw: bytes | None) -> Outcome | None:
    now = house.clock()
    entry = tx.ledger.enter(found.place, found.received_at or now, now, build_name())
    if entry is None:
        return None
    tries = found.tries + 1 if why.asked_again else 0
    again_at = asked_again_at(tries, now) if tries else None
    tx.ledger.decide(entry, why.disposition, why.reason, raw=raw, tries=tries, again_at=again_at)
    return Outcome(
        entry_id=entry,
        place=found.place,
        disposition=why.disposition,
        reason=why.reason,
        request=None,
        letters=(),
    )


def _taken_before(tx: Transaction, found: Found) -> Outcome:
    """Somebody else was quicker, should a lease ever fail: the message counts as what they made of it."""
    entry = tx.ledger.at(found.place)
    if entry is None:
        raise UnavailableError(f"message {found.place.uid} can't be entered into the ledger")
    return Outcome(
        entry_id=entry.id,
        place=entry.place,
        disposition=entry.disposition,
        reason=entry.reason,
        request=None,
        letters=(),
    )


def _poison(found: Found, error: Exception) -> Unread:
    why = str(error) if isinstance(error, ReadingFailedError) else error_place(error)
    reason = f"could not be read: {why}"
    _log.error("message_quarantined", mailbox=found.place.mailbox, uid=found.place.uid, reason=reason)
    return Unread(disposition=Disposition.QUARANTINED, reason=reason)


def _written_at(raw: bytes) -> datetime | None:
    """What the message says itself of when it was sent."""
    header = BytesHeaderParser(policy=compat32).parsebytes(raw[:_HEADER])
    return moment(str(header["Date"] or ""))
