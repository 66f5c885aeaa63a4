"""Read one mailbox to its end: take each new message in, mark what is ours, account for all.

The cursor follows the ledger, so that a kill at any moment costs nothing but a second look.
"""

import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from worker import __version__, log
from worker.errors import WorkerError
from worker.mailbox.marking import Mark
from worker.mailbox.session import Session, open_session
from worker.requests.values import Disposition
from worker.services.finding import Found, Source, Unread, fetch, find, meeting
from worker.services.house import House
from worker.services.ingest import Outcome, arrival, ingest
from worker.store.rows import MailboxState, Place, Poll

_log = log.get(__name__)
_BATCH = 200


def poll(
    house: House, source: Source, stop: threading.Event, watch: Callable[[Outcome], None] = lambda _: None
) -> Counter[Disposition]:
    """`poll_session` over a connection of its own."""
    with open_session(source.settings) as session:
        return poll_session(house, source, session, stop, watch)


def poll_session(
    house: House,
    source: Source,
    session: Session,
    stop: threading.Event,
    watch: Callable[[Outcome], None] = lambda _: None,
) -> Counter[Disposition]:
    """Take in everything that is new; how many messages there were of each disposition.

    Raises `UnavailableError` when the mailbox or the database can't be reached; what was taken in by
    then stays. `stop` ends it between two messages. `watch` is told of each message after its commit.
    """
    counts: Counter[Disposition] = Counter()
    status = session.select(source.settings.folder, readonly=False)
    state = _meet(house, source, status.uid_validity, status.uid_next)
    with house.store.read() as tx:
        found = find(tx, session, state)
    for start in range(0, len(found), _BATCH):
        for outcome in _take_batch(house, session, found[start : start + _BATCH], source.max_bytes, stop):
            counts[outcome.disposition] += 1
            watch(outcome)
        _mark(house, source, session, state)
    if not stop.is_set():
        _advance(house, state, [one.place.uid for one in found])
    _mark(house, source, session, state)
    _account(house, source, len(found), counts)
    return counts


def _meet(house: House, source: Source, uid_validity: int, uid_next: int) -> MailboxState:
    name = source.settings.name
    with house.store.write() as tx:
        if (known := tx.mailboxes.state(name, uid_validity)) is not None:
            return known
        state = meeting(source, uid_validity, uid_next, tx.mailboxes.first_met(name))
        tx.mailboxes.meet(state, house.clock())
    _log.info("mailbox_met", mailbox=name, uid_validity=uid_validity, floor_uid=state.floor_uid)
    return state


def _take_batch(
    house: House, session: Session, batch: Sequence[Found], max_bytes: int, stop: threading.Event
) -> Iterator[Outcome]:
    for found, raw in fetch(session, batch, max_bytes):
        if stop.is_set():
            return
        if (outcome := _take(house, found, raw)) is not None:
            _log.info(
                "message",
                mailbox=found.place.mailbox,
                uid=found.place.uid,
                disposition=outcome.disposition,
                request=outcome.request.reference if outcome.request else None,
            )
            yield outcome


def _take(house: House, found: Found, raw: bytes | Unread) -> Outcome | None:
    """Take one message in; what is wrong with it is its own trouble and stops nobody else."""
    if isinstance(raw, Unread):
        return _set_aside(house, found, raw, None)
    try:
        return ingest(house, arrival(house, found.place, found.info.internal_date, raw))
    except WorkerError:
        raise
    except Exception as error:  # noqa: BLE001 -- a poison message is set aside, and the next one is read
        reason = f"could not be read: {_place_of(error)}"
        _log.error("message_quarantined", mailbox=found.place.mailbox, uid=found.place.uid, reason=reason)
        why = Unread(disposition=Disposition.QUARANTINED, reason=reason)
        return _set_aside(house, found, why, raw)


def _set_aside(house: House, found: Found, why: Unread, raw: bytes | None) -> Outcome | None:
    with house.store.write() as tx:
        entry = tx.ledger.enter(found.place, found.info.internal_date, house.clock(), __version__)
        if entry is None:
            return None
        tx.ledger.decide(entry, why.disposition, why.reason, raw=raw)
    return Outcome(
        entry_id=entry,
        place=found.place,
        disposition=why.disposition,
        reason=why.reason,
        request=None,
        letters=(),
    )


def _place_of(error: Exception) -> str:
    """Kind and place of an error; its text may hold a customer's words and is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return type(error).__name__ + (f" at {Path(last.filename).name}:{last.lineno}" if last else "")


def _mark(house: House, source: Source, session: Session, state: MailboxState) -> None:
    """Tell the server what is ours, after the commit; what a kill left unmarked is made up for here."""
    if source.after.mark is Mark.NONE:
        return
    with house.store.read() as tx:
        uids = tx.ledger.unmarked(state.name, state.uid_validity)
    for uid in uids:
        if not session.mark(uid, source.after):
            _log.warning("cannot_mark", mailbox=state.name, uid=uid, after_success=source.after.mark)
        with house.store.write() as tx:
            tx.ledger.mark(Place(mailbox=state.name, uid_validity=state.uid_validity, uid=uid))


def _advance(house: House, state: MailboxState, uids: Sequence[int]) -> None:
    cursor = max([state.cursor_uid, *uids])
    advanced = replace(state, cursor_uid=cursor, backlog_done=True)
    if advanced != state:
        with house.store.write() as tx:
            tx.mailboxes.advance(advanced)


def _account(house: House, source: Source, found: int, counts: Counter[Disposition]) -> None:
    if not found:
        return
    name = source.settings.name
    told = {str(disposition): count for disposition, count in counts.items()}
    with house.store.write() as tx:
        tx.mailboxes.add_poll(Poll(mailbox=name, at=house.clock(), found=found, counts=told))
    accounted = sum(counts.values())
    report = _log.info if accounted == found else _log.error
    report("poll", mailbox=name, found=found, accounted=accounted, **told)
