"""What is kept of a person, found in whatever table it stands, and removed for good.

Of a request that is forgotten a row without personal values stays: its reference, form, state and dates,
and what happened to it, without the values.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Row,
    String,
    Table,
    and_,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    type_coerce,
    update,
)

from worker.requests.request_model import Disposition, LetterKind, LetterState
from worker.requests.senders.canonical_addresses import canonical_address
from worker.store.encryption.keyed_hashes import digests_of
from worker.store.encryption.sealed_types import SealedJson, SealedText, encryption_of, sealed_columns
from worker.store.tables.notice_schema import notices
from worker.store.tables.queue_schema import saved_views, searches
from worker.store.tables.register_schema import report_readings, sen_offers
from worker.store.tables.schema import (
    accounts,
    deeds,
    drafts,
    events,
    fields,
    ledger,
    ledger_events,
    letters,
    license_keys,
    metadata,
    presence,
    raw_messages,
    requests,
    sens,
    sent_copies,
)
from worker.store.tables.staff_schema import staff_notifications
from worker.store.tables.traffic_schema import letter_count_changes, letter_counts

ERASED = "[erased]"
#: States of letters that may still leave.
LETTERS_LEAVING = (
    LetterState.QUEUED,
    LetterState.DEFERRED,
    LetterState.HELD,
    LetterState.UNCERTAIN,
    LetterState.FAILED,
)
#: Events whose old and new values are words of ours, not a customer's.
_OURS = ("state", "snooze", "ask", "attention", "outbox", "letter", "privacy")
#: Where bytes of mail are kept, and by which column a row is named.
_RAW: Mapping[str, tuple[Table, Column[int]]] = {
    "raw_messages": (raw_messages, raw_messages.c.ledger_id),
    "letters": (letters, letters.c.id),
}
_ROWS = 200
_NO_TEXT = {
    "text": "",
    "raw": b"",
    "draft": None,
    "subject": "",
    "recipient": "",
    "last_error": "",
    "server_reply": "",
}


#: Tables whose rows are about one request each.
_OF_REQUEST = (fields, license_keys, accounts, deeds, presence, sens, drafts, sen_offers, staff_notifications)


class PersonQueries:
    """What is kept of persons, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def requests_of(self, address: str) -> list[int]:
        """The requests that this address made; in any case of letters."""
        query = select(requests.c.id).where(func.lower(requests.c.requester) == address.lower())
        return [*self._connection.execute(query.order_by(requests.c.id)).scalars()]

    def account_of(self, address: str) -> list[int]:
        """The requests of others whose myAtlassian account this address is."""
        wanted = address.lower()
        named = select(accounts.c.request_id).where(
            accounts.c.digest.in_(digests_of(self._connection, wanted))
        )
        query = select(requests.c.id).where(
            func.lower(requests.c.requester) != wanted, requests.c.id.in_(named)
        )
        return [*self._connection.execute(query.order_by(requests.c.id)).scalars()]

    def is_sending(self, request_ids: Sequence[int]) -> bool:
        """Whether a letter of these requests is being handed over at this moment."""
        query = select(letters.c.id).where(
            letters.c.request_id.in_(request_ids), letters.c.state == LetterState.SENDING
        )
        return self._connection.execute(query.limit(1)).first() is not None

    def loose_mail(self) -> Iterator[tuple[int, bytes]]:
        """Kept mail that belongs to no request, by the ids of its ledger entries."""
        query = select(raw_messages).join(ledger).where(ledger.c.request_id.is_(None))
        for row in self._connection.execute(query.order_by(raw_messages.c.ledger_id)):
            yield row.ledger_id, row.raw

    def forget_request(self, request_id: int) -> None:
        """Remove what is kept beside a request, in each table; letters that wait are cancelled.

        The request itself is to be saved without its values by whoever asks for this.
        """
        run = self._connection.execute
        entries = select(ledger.c.id).where(ledger.c.request_id == request_id)
        run(delete(raw_messages).where(raw_messages.c.ledger_id.in_(entries)))
        run(update(ledger).where(ledger.c.request_id == request_id).values(message_id=None, unread=None))
        copies = select(letters.c.id).where(letters.c.request_id == request_id)
        run(delete(sent_copies).where(sent_copies.c.letter_id.in_(copies)))
        run(delete(report_readings))  # begun anew, it finds the others again
        for table in _OF_REQUEST:
            run(delete(table).where(table.c.request_id == request_id))
        self._forget_letters(request_id)
        self._forget_values(request_id)

    def forget_batch_mail(self, request_id: int) -> None:
        """Remove the mail that the request came in beside others, and the text of letters that tell of all.

        A letter that waits is written anew before it leaves, for the request is another one by now.
        """
        batch = select(requests.c.batch).where(requests.c.id == request_id, requests.c.batch != "")
        first = select(requests.c.id).where(requests.c.reference.in_(batch))
        opening = select(ledger.c.id).where(
            ledger.c.request_id.in_(first), ledger.c.disposition == Disposition.REQUEST
        )
        run = self._connection.execute
        run(delete(raw_messages).where(raw_messages.c.ledger_id.in_(opening)))
        told = letters.c.request_id.in_(first) & (letters.c.kind == LetterKind.BATCH)
        run(update(letters).where(told).values(text="", raw=b""))
        run(delete(sent_copies).where(sent_copies.c.letter_id.in_(select(letters.c.id).where(told))))

    def forget_mail(self, entry_ids: Sequence[int]) -> None:
        """Remove kept mail that belongs to no request; that it came stays on record."""
        if entry_ids:
            self._connection.execute(delete(raw_messages).where(raw_messages.c.ledger_id.in_(entry_ids)))
            gone = update(ledger).where(ledger.c.id.in_(entry_ids))
            self._connection.execute(gone.values(message_id=None, unread=None))

    def note_forgotten_mail(self, entry_ids: Sequence[int], by: str, at: datetime) -> None:
        """That somebody had such mail removed."""
        rows = [{"ledger_id": one, "at": at, "who": by, "what": "erase"} for one in entry_ids]
        if rows:
            self._connection.execute(insert(ledger_events), rows)

    def forget_traffic(self, address: str) -> None:
        """Remove how many letters went to it, what staff searched for, and that it wrote something else."""
        digest = _digest(canonical_address(address))
        for table in (letter_counts, letter_count_changes):
            self._connection.execute(delete(table).where(table.c.whom == digest))
        of_theirs = func.lower(ledger.c.sender) == address.lower()
        self._connection.execute(update(ledger).where(of_theirs).values(sender=None, subject=None))
        self._connection.execute(delete(saved_views).where(saved_views.c.search.is_not(None)))
        self._connection.execute(delete(searches))

    def mentions(self, address: str) -> dict[str, int]:
        """In how many rows of which table the address stands, as text."""
        found = {}
        for table, _, rows in self._naming(address):
            if count := sum(1 for _ in rows):
                found[table.name] = count
        return found

    def redact(self, address: str) -> int:
        """Replace the address wherever it still stands as text, in what is kept of others; how many rows."""
        rows = 0
        for table, names, found in self._naming(address):
            keys = [*table.primary_key.columns]
            for row in [*found]:
                told = dict(zip(names, row[len(keys) :], strict=True))
                values = {name: _without(value, address) for name, value in told.items()}
                changed = {name: value for name, value in values.items() if value != told[name]}
                if changed:
                    same = and_(*(key == row[number] for number, key in enumerate(keys)))
                    self._connection.execute(update(table).where(same).values(**changed))
                    rows += 1
        return rows

    def _naming(self, address: str) -> Iterator[tuple[Table, list[str], Iterator[Row[Any]]]]:
        """Each table that may hold an address as text: in which columns, and its rows that do.

        What is encrypted can't be searched by the database: such rows are looked at one by one.
        """
        encrypted = encryption_of(self._connection.dialect).ring is not None
        for table in metadata.sorted_tables:
            columns = _text_columns(table)
            if not columns or not table.primary_key.columns:
                continue
            query = select(*table.primary_key.columns, *columns)
            if not (encrypted and {*sealed_columns(table)} & {column.name for column in columns}):
                query = query.where(or_(*(_holds(column, address) for column in columns)))
            rows = iter(self._connection.execute(query.execution_options(yield_per=_ROWS)))
            first = len(table.primary_key.columns)
            yield (
                table,
                [column.name for column in columns],
                (row for row in rows if any(_names(value, address) for value in row[first:])),
            )

    def raw_mail(self) -> Iterator[tuple[str, int, bytes]]:
        """The bytes of every mail and letter that is kept: table, id and bytes."""
        for table, key in _RAW.values():
            for row in self._connection.execute(select(key, table.c.raw).where(func.length(table.c.raw) > 0)):
                yield table.name, row[0], row[1]

    def replace_raw_mail(self, table_name: str, row_id: int, raw: bytes) -> None:
        """Keep these bytes in place of those; empty ones for none."""
        table, key = _RAW[table_name]
        self._connection.execute(update(table).where(key == row_id).values(raw=raw))

    def staff_mail(self) -> Iterator[tuple[int, bytes]]:
        """Notices to staff, by their ids."""
        for row in self._connection.execute(select(notices.c.id, notices.c.raw)):
            yield row.id, row.raw

    def forget_staff_mail(self, notice_ids: Sequence[int]) -> None:
        """Remove what these notices said; that they were sent stays on record."""
        if notice_ids:
            gone = update(notices).where(notices.c.id.in_(notice_ids), notices.c.sent_at.is_not(None))
            self._connection.execute(gone.values(raw=b""))

    def _forget_letters(self, request_id: int) -> None:
        mine = letters.c.request_id == request_id
        going = letters.c.state.in_(LETTERS_LEAVING)
        run = self._connection.execute
        run(update(letters).where(mine, going).values(state=LetterState.CANCELLED, counted_at=None))
        # An answer to one of them is no more known by its Message-ID.
        message_id = literal("<erased-").concat(cast(letters.c.id, String)).concat(">")
        gone = update(letters).where(mine).values(**_NO_TEXT, cc=[], message_id=message_id)
        run(gone.values(hold_reason=""))

    def _forget_values(self, request_id: int) -> None:
        mine = events.c.request_id == request_id
        run = self._connection.execute
        run(update(events).where(mine, events.c.what.not_in(_OURS)).values(old=None, new=None, why=""))
        run(update(events).where(mine, events.c.what.in_(_OURS)).values(why=""))
        run(update(events).where(mine, events.c.who.contains("@")).values(who="customer"))


def _text_columns(table: Table) -> list[Column[Any]]:
    return [
        one
        for one in table.columns
        if isinstance(one.type, String | JSON | SealedText | SealedJson) and not one.primary_key
    ]


def _holds(column: Column[Any], address: str) -> ColumnElement[bool]:
    cast_first = isinstance(column.type, JSON | SealedJson)
    text = cast(column, String) if cast_first else type_coerce(column, String)
    return func.lower(text).contains(address.lower(), autoescape=True)


def _names(value: object, address: str) -> bool:
    """Whether a value holds the address, as text or within JSON."""
    if value is None:
        return False
    return _without(value, address) != value


def _without(value: object, address: str) -> object:
    """The value with the address replaced, in whatever case it stands there."""
    if isinstance(value, str):
        return _replaced(value, address)
    if value is None:
        return None
    replaced: object = json.loads(_replaced(json.dumps(value, ensure_ascii=False), address))
    return replaced


def _replaced(text: str, address: str) -> str:
    wanted, lowered = address.lower(), text.lower()
    if len(lowered) != len(text):  # a letter whose small form is longer: compare as it stands
        return text.replace(address, ERASED)
    pieces, start = [], 0
    while (found := lowered.find(wanted, start)) >= 0:
        pieces += [text[start:found], ERASED]
        start = found + len(wanted)
    return "".join([*pieces, text[start:]])


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
