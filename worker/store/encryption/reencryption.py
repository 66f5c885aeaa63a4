"""What is stored in clear, or with a former key, encrypted with the newest one while others are at work.

It goes in small transactions and leaves alone what is done already: it can be stopped and begun again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import sleep
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Row,
    Select,
    Table,
    and_,
    delete,
    or_,
    select,
    tuple_,
    update,
)

from worker.store.database.database_engine import transaction
from worker.store.database.insert_once import insert_once
from worker.store.encryption.key_ring import KeyRing
from worker.store.encryption.keyed_hashes import HASHED, HASHED_END, KEYED, hashed_word, keyed_digest
from worker.store.encryption.sealed_types import (
    SealedText,
    is_newest,
    is_sealed,
    seal_bytes,
    seal_text,
    sealed_columns,
    unseal_bytes,
    unseal_text,
)
from worker.store.tables.notice_schema import notices
from worker.store.tables.queue_schema import queue_words, searches
from worker.store.tables.register_schema import register_licenses, report_readings
from worker.store.tables.schema import (
    accounts,
    deeds,
    drafts,
    events,
    fields,
    letters,
    license_keys,
    raw_messages,
    requests,
    secrets,
)

#: Tables with sealed columns.
SEALED_TABLES = (
    *(secrets, requests, fields, events, deeds, drafts, raw_messages, letters),
    *(notices, searches, register_licenses, report_readings),
)
_ROWS = 200
_MAILS = 20  # rows of a table that has whole mails
_PASSES = 5
_PAUSE = 0.5  # seconds; for rows that somebody else keeps


@dataclass(slots=True)
class Reencrypted:
    """What was done, and what is left to do."""

    values: int = 0  #: encrypted with the newest key
    hashes: int = 0  #: words and digests that were in clear
    plain: int = 0  #: of both, those that had been in clear
    left: int = 0  #: rows that somebody else kept all the time


class Reencryption:
    """One run over a database, by an engine that hands out values as they are stored."""

    def __init__(self, engine: Engine, ring: KeyRing, secret: bytes) -> None:
        self._engine = engine
        self._ring = ring
        self._secret = secret

    def run(self) -> Reencrypted:
        """Encrypt what is not."""
        done = Reencrypted()
        for turn in range(_PASSES):
            for table in SEALED_TABLES:
                for changed in self._table(table):
                    done.values += changed.values
                    done.plain += changed.plain
            while hashed := self._hash_some():
                done.hashes += hashed
                done.plain += hashed
            done.left = self.left()
            if not done.left:
                break
            sleep(_PAUSE * turn)
        return done

    def left(self) -> int:
        """How many values, words and digests are not encrypted with the newest key."""
        with transaction(self._engine) as connection:
            found = sum(self._left_in(connection, table) for table in SEALED_TABLES)
            for query in (_plain_words(), *map(_plain_digests, (license_keys, accounts))):
                found += sum(1 for _ in connection.execute(query))
            return found

    def _left_in(self, connection: Connection, table: Table) -> int:
        columns = sealed_columns(table)
        query = select(*columns.values()).execution_options(yield_per=_MAILS)
        return sum(self._is_old(value) for row in connection.execute(query) for value in row)

    def _is_old(self, value: object) -> bool:
        return value is not None and value not in ("", b"") and not is_newest(self._ring, value)

    def _table(self, table: Table) -> Iterator[Reencrypted]:
        """What each transaction over the table did."""
        keys, columns = [*table.primary_key.columns], sealed_columns(table)
        most = _MAILS if "raw" in columns else _ROWS
        query = select(*keys, *columns.values()).order_by(*keys).limit(most).with_for_update(skip_locked=True)
        after: Sequence[Any] | None = None
        while True:
            done = Reencrypted()
            with transaction(self._engine) as connection:
                wanted = query if after is None else query.where(tuple_(*keys) > tuple_(*after))
                rows = connection.execute(wanted).all()
                for row in rows:
                    self._renew(connection, table, row, done)
            if done.values:
                yield done
            if not rows:
                return
            after = [*rows[-1][: len(keys)]]

    def _renew(self, connection: Connection, table: Table, row: Row[Any], done: Reencrypted) -> None:
        keys, columns = [*table.primary_key.columns], sealed_columns(table)
        told = dict(zip(columns, row[len(keys) :], strict=True))
        old = {name: value for name, value in told.items() if self._is_old(value)}
        if not old:
            return
        new = {name: self._sealed(columns[name], value) for name, value in old.items()}
        same = and_(*(key == row[number] for number, key in enumerate(keys)))
        connection.execute(update(table).where(same).values(**new))
        done.values += len(old)
        done.plain += sum(not is_sealed(value) for value in old.values())

    def _sealed(self, column: Column[Any], value: Any) -> Any:  # noqa: ANN401 -- whatever a column holds
        place: str = column.type.place  # type: ignore[attr-defined]  # it is one of ours
        if isinstance(value, bytes):
            return seal_bytes(self._ring, unseal_bytes(self._ring, value, place), place)
        if is_sealed(value):
            return seal_text(self._ring, unseal_text(self._ring, value, place), place)
        text = value if isinstance(column.type, SealedText) else json.dumps(value, ensure_ascii=False)
        return seal_text(self._ring, text, place)

    def _hash_some(self) -> int:
        """Words and digests in clear give way to hashed ones; how many did."""
        with transaction(self._engine) as connection:
            words = {
                (row.request_id, row.word): hashed_word(self._secret, row.word)
                for row in connection.execute(_plain_words().limit(_ROWS))
            }
            count = _replace(connection, queue_words, "word", words)
            for table in (license_keys, accounts):
                digests = {
                    (row.request_id, row.digest): keyed_digest(self._secret, row.digest)
                    for row in connection.execute(_plain_digests(table).limit(_ROWS))
                }
                count += _replace(connection, table, "digest", digests)
            return count


def _plain_words() -> Select[Any]:
    return select(queue_words.c.request_id, queue_words.c.word).where(
        or_(queue_words.c.word < HASHED, queue_words.c.word >= HASHED_END)
    )


def _plain_digests(table: Table) -> Select[Any]:
    return select(table.c.request_id, table.c.digest).where(table.c.digest.not_like(f"{KEYED}%"))


def _replace(connection: Connection, table: Table, name: str, new: Mapping[tuple[int, str], str]) -> int:
    """Put each new text in the place of an old one, unless that is gone meanwhile."""
    if not new:
        return 0
    ids = sorted({request_id for request_id, _ in new})
    # Whoever changes one of these requests waits, or has done so already.
    locked = select(requests.c.id).where(requests.c.id.in_(ids)).order_by(requests.c.id).with_for_update()
    connection.execute(locked).all()
    add = insert_once(connection.dialect.name, table).on_conflict_do_nothing()
    for (request_id, old), stored in new.items():
        gone = delete(table).where(table.c.request_id == request_id, table.c[name] == old)
        if connection.execute(gone).rowcount == 1:
            connection.execute(add, {"request_id": request_id, name: stored})
    return len(new)
