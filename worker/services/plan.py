"""A dry run: what the next poll would do, by doing it and undoing it.

The folder is opened read-only, and the transaction is rolled back. What was read waits on disk for the
transaction to begin, so that neither memory nor a lock is held for as long as a backlog takes to fetch.
"""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from tempfile import TemporaryFile
from typing import IO

from worker.errors import UnavailableError
from worker.mailbox.batches import Pace
from worker.mailbox.marking import Mark
from worker.mailbox.session import Session, open_session
from worker.reader_process.reader import ReadingFailedError, error_place
from worker.requests.values import OURS, Disposition
from worker.requests.ways import tell_way
from worker.services import finding
from worker.services.finding import Found, Source, Unread
from worker.services.house import House
from worker.services.ingest import Arrival, ahead, arrival, take
from worker.store.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the next poll would do with one message."""

    mailbox: str
    folder: str
    uid: int
    disposition: Disposition
    reason: str
    sender: str = ""  #: the address of From; empty where the message could not be read
    letters: tuple[str, ...] = ()  #: kinds of letters that it would queue
    held: tuple[str, ...] = ()  #: for each letter why it would be held; empty where it would go out
    #: what would be done to the message on the server, as `after_success` says; empty: nothing
    mark: str = ""
    way: str = ""  #: the list that it came over, and who wrote where that is not From; empty: as most mail


def plan(house: House, source: Source) -> Iterator[Planned]:
    """What `poll` would do with this folder now. Changes nothing anywhere."""
    with TemporaryFile(prefix="sen-worker-") as waiting:
        with open_session(source.settings) as session:
            for one in _look(house, source, session):
                pickle.dump(one, waiting)
        waiting.seek(0)
        with house.store.rehearse() as tx:
            yield from _rehearse(house, source, tx, _stored(waiting))


def _look(house: House, source: Source, session: Session) -> Iterator[tuple[Found, Arrival | Unread]]:
    status = session.select(source.settings.folder, readonly=True)
    with house.store.rehearse() as tx:
        state = finding.meet(tx, source, status, house.clock())
        known = finding.in_ledger(tx, state)
        again = finding.quarantined(tx, state, house.clock())
    uids = finding.unknown(session, state, known)
    infos = session.infos([found.place.uid for found in again])
    found_again = [replace(one, size=infos[one.place.uid].size) for one in again if one.place.uid in infos]
    pace = Pace()
    yield from _read(house, source, session, found_again, pace)
    for chunk in finding.chunks(session, state, uids, house.clock()):
        yield from _read(house, source, session, chunk.founds, pace)


def _read(
    house: House, source: Source, session: Session, founds: Sequence[Found], pace: Pace
) -> Iterator[tuple[Found, Arrival | Unread]]:
    for batch in finding.fetch(session, founds, source.max_bytes, pace):
        for found, raw in batch:
            yield found, raw if isinstance(raw, Unread) else _arrival(house, found, raw)


def _arrival(house: House, found: Found, raw: bytes) -> Arrival | Unread:
    try:
        arrived = replace(arrival(house, found.place, found.received_at or house.clock(), raw), raw=b"")
        with house.store.read() as tx:
            question = ahead(house, tx, arrived)
        if question is not None:  # before the transaction that holds everything up
            house.readings.reply(question)
    except UnavailableError:
        raise
    except Exception as error:  # noqa: BLE001 -- as a poll would set it aside
        return _poison(error)
    return arrived


def _stored(waiting: IO[bytes]) -> Iterator[tuple[Found, Arrival | Unread]]:
    while True:
        try:
            found, what = pickle.load(waiting)  # noqa: S301 -- our own, in a file without a name
        except EOFError:
            return
        yield found, what


def _rehearse(
    house: House, source: Source, tx: Transaction, all_of_it: Iterator[tuple[Found, Arrival | Unread]]
) -> Iterator[Planned]:
    for found, what in all_of_it:
        if isinstance(what, Unread):
            yield _unread(found, what)
            continue
        try:
            outcome = take(house, tx, what)
        except Exception as error:  # noqa: BLE001 -- as a poll would set it aside
            yield _unread(found, _poison(error))
            continue
        if outcome is None:
            reason = "taken in by another worker meanwhile"
            yield _unread(found, Unread(disposition=Disposition.DUPLICATE, reason=reason))
            continue
        place = outcome.place
        yield Planned(
            mailbox=place.mailbox,
            folder=place.folder,
            uid=place.uid,
            disposition=outcome.disposition,
            reason=outcome.reason,
            sender=what.message.from_.addr,
            letters=tuple(draft.kind for draft in outcome.letters),
            held=tuple(draft.held for draft in outcome.letters),
            mark=_mark(source) if outcome.disposition in OURS else "",
            way=tell_way(what.message, house.own_addresses),
        )


def _mark(source: Source) -> str:
    after = source.after
    if after.mark is Mark.NONE:
        return ""
    return f"{after.mark}:{after.folder}" if after.folder else str(after.mark)


def _poison(error: Exception) -> Unread:
    why = str(error) if isinstance(error, ReadingFailedError) else error_place(error)
    return Unread(disposition=Disposition.QUARANTINED, reason=f"could not be read: {why}")


def _unread(found: Found, why: Unread) -> Planned:
    place = found.place
    return Planned(
        mailbox=place.mailbox,
        folder=place.folder,
        uid=place.uid,
        disposition=why.disposition,
        reason=why.reason,
    )
