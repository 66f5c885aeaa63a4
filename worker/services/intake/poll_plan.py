"""A dry run: what the next poll would do, by doing it and undoing it.

The folder is opened read-only, and the transaction is rolled back. What was read waits on disk for the
transaction to begin, so that neither memory nor a lock is held for as long as a backlog takes to fetch.
"""

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from tempfile import TemporaryFile
from typing import IO

from worker.errors import UnavailableError
from worker.mailbox.mailbox_session import MailboxSession, open_session
from worker.mailbox.mark_handled import Mark
from worker.mailbox.uid_batches import BatchPace
from worker.requests.request_model import OURS, Disposition
from worker.requests.senders.delivery_path import tell_way
from worker.services.contexts import IntakeContext, MailContext
from worker.services.intake import folder_sync
from worker.services.intake.arrived_message import ArrivedMessage, read_arrival
from worker.services.intake.batch_reading import explain_failure
from worker.services.intake.folder_sync import FoundMessage, PolledFolder, UnreadableMessage
from worker.services.intake.ingest_message import ingest_message
from worker.services.intake.message_decision import recall_message
from worker.store.transactions import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMessage:
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
    way: str = ""  #: the list that it came over, and its author where that is not From; empty for most mail
    message_id: str = ""  #: with its angle brackets; empty where it has none, or could not be read
    received_at: datetime | None = None  #: INTERNALDATE, aware; None where the server does not tell it


def plan_poll(
    services: IntakeContext, source: PolledFolder, *, as_it_arrived: bool = False
) -> Iterator[PlannedMessage]:
    """What `poll` would do with this folder now. Changes nothing anywhere.

    `as_it_arrived`: what it would have done with each message at the time at which that was received.
    """
    with TemporaryFile(prefix="sen-worker-") as waiting:
        with open_session(source.settings) as session:
            for message in _read_folder(services, source, session):
                pickle.dump(message, waiting)
        waiting.seek(0)
        with services.store.rehearse() as tx:
            yield from _rehearse(services, source, tx, _load_stored(waiting), as_it_arrived=as_it_arrived)


def _read_folder(
    services: MailContext, source: PolledFolder, session: MailboxSession
) -> Iterator[tuple[FoundMessage, ArrivedMessage | UnreadableMessage]]:
    status = session.select(source.settings.folder, readonly=True)
    with services.store.rehearse() as tx:
        state = folder_sync.meet_folder(tx, source, status, services.clock())
        known = folder_sync.list_known_uids(tx, state)
        again = folder_sync.list_quarantined(tx, state, services.clock())
    uids = folder_sync.find_unknown(session, state, known).uids
    infos = session.fetch_infos([found.place.uid for found in again])
    found_again = [
        replace(found, size=infos[found.place.uid].size) for found in again if found.place.uid in infos
    ]
    pace = BatchPace()
    yield from _read(services, source, session, found_again, pace)
    for chunk in folder_sync.split_into_chunks(session, state, uids, services.clock()):
        yield from _read(services, source, session, chunk.founds, pace)


def _read(
    services: MailContext,
    source: PolledFolder,
    session: MailboxSession,
    founds: Sequence[FoundMessage],
    pace: BatchPace,
) -> Iterator[tuple[FoundMessage, ArrivedMessage | UnreadableMessage]]:
    for batch in folder_sync.fetch_messages(session, founds, source.max_bytes, pace):
        for found, raw in batch:
            yield found, raw if isinstance(raw, UnreadableMessage) else _arrival(services, found, raw)


def _arrival(services: MailContext, found: FoundMessage, raw: bytes) -> ArrivedMessage | UnreadableMessage:
    try:
        arrived = replace(
            read_arrival(services, found.place, found.received_at or services.clock(), raw), raw=b""
        )
        with services.store.read() as tx:
            question = recall_message(services, tx, arrived).question
        if question is not None:  # before the transaction that holds everything up
            services.readings.reply(question)
    except UnavailableError:
        raise
    except Exception as error:  # noqa: BLE001 -- as a poll would set it aside
        return explain_failure(error)
    return arrived


def _load_stored(waiting: IO[bytes]) -> Iterator[tuple[FoundMessage, ArrivedMessage | UnreadableMessage]]:
    while True:
        try:
            found, content = pickle.load(waiting)  # noqa: S301 -- our own, in a file without a name
        except EOFError:
            return
        yield found, content


def _rehearse(
    services: IntakeContext,
    source: PolledFolder,
    tx: Transaction,
    messages: Iterator[tuple[FoundMessage, ArrivedMessage | UnreadableMessage]],
    *,
    as_it_arrived: bool,
) -> Iterator[PlannedMessage]:
    now = services.clock
    for found, content in messages:
        if as_it_arrived:
            services = services.with_clock(partial(_arrival_time, found, now))
        if isinstance(content, UnreadableMessage):
            yield _plan_unread(found, content)
            continue
        try:
            outcome = ingest_message(services, tx, content)
        except Exception as error:  # noqa: BLE001 -- as a poll would set it aside
            yield _plan_unread(found, explain_failure(error))
            continue
        if outcome is None:
            reason = "taken in by another worker meanwhile"
            yield _plan_unread(found, UnreadableMessage(disposition=Disposition.DUPLICATE, reason=reason))
            continue
        place = outcome.place
        yield PlannedMessage(
            mailbox=place.mailbox,
            folder=place.folder,
            uid=place.uid,
            disposition=outcome.disposition,
            reason=outcome.reason,
            sender=content.message.from_.addr,
            letters=tuple(draft.kind for draft in outcome.letters),
            held=tuple(draft.held for draft in outcome.letters),
            mark=_mark(source) if outcome.disposition in OURS else "",
            way=tell_way(content.message, services.own_addresses),
            message_id=content.message.message_id or "",
            received_at=found.received_at,
        )


def _arrival_time(found: FoundMessage, now: Callable[[], datetime]) -> datetime:
    return found.received_at or now()


def _mark(source: PolledFolder) -> str:
    after = source.after
    if after.mark is Mark.NONE:
        return ""
    return f"{after.mark}:{after.folder}" if after.folder else str(after.mark)


def _plan_unread(found: FoundMessage, unreadable: UnreadableMessage) -> PlannedMessage:
    place = found.place
    return PlannedMessage(
        mailbox=place.mailbox,
        folder=place.folder,
        uid=place.uid,
        disposition=unreadable.disposition,
        reason=unreadable.reason,
        received_at=found.received_at,
    )
