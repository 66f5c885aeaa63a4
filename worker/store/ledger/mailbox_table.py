"""How far each folder is read, what its polls found, and who reads it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Row,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from worker.store.database.insert_once import insert_once
from worker.store.records import FolderKey, MailboxState, Poll
from worker.store.tables.schema import leases, mailboxes, polls

#: The name of the lock that `alone` takes; PostgreSQL knows such locks by number.
_INTAKE = 0x53454E
_PAGE = 500
#: In words that a partial index is recognised by.
_MISSED = polls.c.missed > literal(0, literal_execute=True)


@dataclass(slots=True)
class PollTotals:
    """What several polls found together."""

    found: int = 0
    missing: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, found: int, missing: int, counts: Mapping[str, int]) -> None:
        """One more poll."""
        self.found += found
        self.missing += missing
        self.counts.update(counts)


#: What each poll asks for is put together once: that takes longer than running it.
_AT = and_(
    mailboxes.c.name == bindparam("at_mailbox"),
    mailboxes.c.folder == bindparam("at_folder"),
    mailboxes.c.uid_validity == bindparam("at_validity"),
)
_STATE = select(mailboxes).where(_AT)
_ADVANCE = update(mailboxes).where(_AT, mailboxes.c.cursor_uid <= bindparam("reached"))
_ADD_POLL = insert(polls)
_HOLDER = select(leases.c.holder).where(leases.c.name == bindparam("lease"))


#: A lease that is to last for so many terms was given by a clock that was ahead.
_TERMS = 10


@cache
def _take(dialect: str) -> Executable:
    """An insert of a lease, or a new term of one that is free; returns its name, or nothing."""
    row = insert_once(dialect, leases)
    free = or_(
        leases.c.holder == row.excluded.holder,
        leases.c.holder.in_(bindparam("gone", expanding=True)),
        leases.c.until < bindparam("now"),
        leases.c.until > bindparam("latest"),  # given by a clock that was ahead
    )
    terms = {name: row.excluded[name] for name in ("holder", "until")}
    taken = row.on_conflict_do_update(index_elements=["name"], set_=terms, where=free)
    return taken.returning(leases.c.name)


class MailboxTable:
    """How far each folder is read, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def state(self, key: FolderKey) -> MailboxState | None:
        """The state of one UIDVALIDITY of a folder; None if it was never met."""
        row = self._connection.execute(_STATE, _at(key)).first()
        return _mailbox(row) if row else None

    def first_met(self, name: str, folder: str) -> MailboxState | None:
        """The state under which the folder was met for the first time, whatever its UIDVALIDITY was."""
        query = select(mailboxes).where(mailboxes.c.name == name, mailboxes.c.folder == folder)
        row = self._connection.execute(query.order_by(mailboxes.c.met_at).limit(1)).first()
        return _mailbox(row) if row else None

    def meet(self, state: MailboxState, now: datetime) -> None:
        """Store the state of a folder (or UIDVALIDITY) that is met for the first time."""
        row = insert_once(self._connection.dialect.name, mailboxes).values(
            name=state.name,
            folder=state.folder,
            uid_validity=state.uid_validity,
            floor_uid=state.floor_uid,
            cursor_uid=state.cursor_uid,
            read_since=state.read_since,
            backlog_done=state.backlog_done,
            met_at=now,
        )
        self._connection.execute(row.on_conflict_do_nothing())

    def advance(self, state: MailboxState) -> None:
        """Move the cursor forward, never back; note the backlog's end, and how many listings were short."""
        reached = {
            "cursor_uid": state.cursor_uid,
            "backlog_done": state.backlog_done,
            "short_listings": state.short_listings,
        }
        self._connection.execute(_ADVANCE, _at(state.key) | reached | {"reached": state.cursor_uid})

    def begin_again(self, state: MailboxState) -> None:
        """Let the next poll look at everything again that should be in the ledger."""
        again = {"cursor_uid": mailboxes.c.floor_uid, "backlog_done": False, "short_listings": 0}
        self._connection.execute(update(mailboxes).where(_AT).values(again), _at(state.key))

    def go_back(self, key: FolderKey, uid: int) -> None:
        """The server counts from here again: take the cursor, and the floor, down to `uid`."""
        for column in (mailboxes.c.cursor_uid, mailboxes.c.floor_uid):
            back = update(mailboxes).where(_AT, column > uid).values({column: uid})
            self._connection.execute(back, _at(key))

    def add_poll(self, poll: Poll) -> None:
        """Keep the account of one poll."""
        row = asdict(poll) | {"counts": dict(poll.counts)}
        self._connection.execute(_ADD_POLL, row)

    def polled_since(self, mailbox: str, since: datetime) -> dict[str, PollTotals]:
        """What the polls of a mailbox found since then, by folder."""
        query = select(polls.c.folder, polls.c.found, polls.c.missing, polls.c.counts)
        sums: dict[str, PollTotals] = {}
        for row in self._connection.execute(query.where(polls.c.mailbox == mailbox, polls.c.at >= since)):
            sums.setdefault(row.folder, PollTotals()).add(row.found, row.missing, row.counts)
        return sums

    def newest(self, name: str, folder: str) -> MailboxState | None:
        """The state of a folder under the UIDVALIDITY that it has now."""
        query = select(mailboxes).where(mailboxes.c.name == name, mailboxes.c.folder == folder)
        row = self._connection.execute(query.order_by(mailboxes.c.met_at.desc()).limit(1)).first()
        return _mailbox(row) if row else None

    def polls(self) -> Iterator[Poll]:
        """The accounts of all polls, oldest first; read in pages."""
        last = 0
        while True:
            query = select(polls).where(polls.c.id > last).order_by(polls.c.id).limit(_PAGE)
            page = self._connection.execute(query).all()
            if not page:
                return
            yield from (_poll(row) for row in page)
            last = page[-1].id

    def missed(self, since: datetime) -> tuple[tuple[int, str, int], ...]:
        """Sweeps since then that found mail too late: the poll's id, the mailbox and how many messages."""
        query = select(polls.c.id, polls.c.mailbox, polls.c.missed).where(polls.c.at >= since, _MISSED)
        rows = self._connection.execute(query.order_by(polls.c.id))
        return tuple((row.id, row.mailbox, row.missed) for row in rows)

    def alone(self) -> None:
        """Let nobody else take mail in until this transaction ends.

        What is decided about one message rests on all others. On SQLite a writer is alone anyway.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(_INTAKE)))


class LeaseTable:
    """Who reads which folder, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, name: str, holder: str, now: datetime, until: datetime, gone: Iterable[str] = ()) -> bool:
        """Take or renew a lease; False while somebody else holds it.

        Holders in `gone` are known to be no more.
        """
        latest = now + _TERMS * (until - now)
        row = {"name": name, "holder": holder, "until": until, "now": now, "latest": latest, "gone": [*gone]}
        return self._connection.execute(_take(self._connection.dialect.name), row).scalar() is not None

    def renew(self, holder: str, until: datetime) -> None:
        """All that this holder has."""
        self._connection.execute(update(leases).where(leases.c.holder == holder).values(until=until))

    def holder(self, name: str) -> str | None:
        """Who has a lease, or had it last."""
        return self._connection.execute(_HOLDER, {"lease": name}).scalar()

    def held(self, now: datetime) -> dict[str, tuple[str, datetime]]:
        """Who has which lease now, and until when without a sign of life."""
        query = select(leases).where(leases.c.until >= now)
        return {row.name: (row.holder, row.until) for row in self._connection.execute(query)}

    def give_back(self, name: str, holder: str) -> None:
        """End a lease, if it is this holder's."""
        mine = (leases.c.name == name) & (leases.c.holder == holder)
        self._connection.execute(delete(leases).where(mine))


def _at(key: FolderKey) -> dict[str, Any]:
    """What `_AT` asks for."""
    return {"at_mailbox": key.mailbox, "at_folder": key.folder, "at_validity": key.uid_validity}


def _poll(row: Row[Any]) -> Poll:
    return Poll(
        mailbox=row.mailbox,
        folder=row.folder,
        at=row.at,
        found=row.found,
        counts=row.counts,
        missing=row.missing,
        missed=row.missed,
    )


def _mailbox(row: Row[Any]) -> MailboxState:
    return MailboxState(
        name=row.name,
        folder=row.folder,
        uid_validity=row.uid_validity,
        floor_uid=row.floor_uid,
        cursor_uid=row.cursor_uid,
        read_since=row.read_since,
        backlog_done=row.backlog_done,
        short_listings=row.short_listings,
    )
