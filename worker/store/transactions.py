"""The store as the services see it: transactions with everything in them."""

import secrets as randomness
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from math import inf
from pathlib import Path
from time import monotonic
from typing import Generic, TypeVar

from sqlalchemy import Connection, bindparam, func, select

from worker.errors import RefusedError, UnavailableError, WorkerError
from worker.store.database import database_copies, migrate
from worker.store.database import database_engine as engines
from worker.store.database.database_errors import SchemaMovedError
from worker.store.database.database_patience import Patience
from worker.store.database.file_scrubbing import scrub_files
from worker.store.database.heartbeat_table import HeartbeatTable
from worker.store.database.insert_once import insert_once
from worker.store.database.pending_rows import forget_rows, postpone_rows
from worker.store.database.restored_marks import Restoring
from worker.store.encryption.encrypted_database import open_encryption, refuse_without_key
from worker.store.encryption.key_ring import ring_of
from worker.store.encryption.reencryption import Reencrypted, Reencryption
from worker.store.encryption.sealed_types import Encryption, encrypt_with
from worker.store.foreseen_facts import ForeseenFacts
from worker.store.ledger.failed_messages import FailedMessages
from worker.store.ledger.ledger_queries import LedgerPages, PollPages
from worker.store.ledger.ledger_table import Ledger
from worker.store.ledger.mailbox_table import LeaseTable, MailboxTable
from worker.store.outbox.announcement_table import Announcements
from worker.store.outbox.letter_table import Letters
from worker.store.outbox.letter_traffic import TrafficCounts
from worker.store.outbox.notice_table import NoticeTable
from worker.store.outbox.outbox_queries import Outbox
from worker.store.outbox.sent_copies import SentCopies
from worker.store.persons.person_queries import PersonQueries
from worker.store.persons.retention_queries import RetentionQueries
from worker.store.persons.staff_table import StaffTable
from worker.store.persons.token_table import TokenTable
from worker.store.queue.change_token import read_change_token
from worker.store.queue.draft_table import Drafts
from worker.store.queue.notification_table import NotificationTable
from worker.store.queue.queue_search import Queue
from worker.store.queue.reply_draft_table import ReplyDraftTable
from worker.store.queue.saved_reply_table import SavedReplyTable
from worker.store.queue.search_index import Searches
from worker.store.queue.staff_presence import StaffPresence, UndoLog
from worker.store.queue.view_table import SavedViews
from worker.store.records import Heartbeat
from worker.store.requests.expert_table import ExpertTable
from worker.store.requests.given_sens import sens_given
from worker.store.requests.register_table import Register
from worker.store.requests.report_reading import ReportReading
from worker.store.requests.request_table import Requests
from worker.store.requests.sen_offers import SenOffers
from worker.store.requests.statistics_table import StatisticsTable
from worker.store.tables.schema import restores, secrets

_Queries = TypeVar("_Queries")

#: How long it may take until it is noticed that another version upgraded the tables.
_LOOK_SECONDS = 1.0
#: Asked for each message, so it is put together once.
_SECRET = select(secrets.c.value).where(secrets.c.name == bindparam("wanted"))


class _Repository(Generic[_Queries]):
    """The queries of one table or page, made when a transaction first asks for them: most need five."""

    def __init__(self, make: Callable[[Connection], _Queries]) -> None:
        self._make = make

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, tx: "Transaction", owner: type) -> _Queries:
        """Made once: what stands in the transaction itself goes before this."""
        made = self._make(tx._connection)  # noqa: SLF001 -- of the same module
        tx.__dict__[self._name] = made
        return made


class Transaction:
    """All of the store, within one transaction."""

    letters = _Repository(Letters)
    traffic = _Repository(TrafficCounts)
    queue = _Repository(Queue)
    searches = _Repository(Searches)
    announcements = _Repository(Announcements)
    figures = _Repository(StatisticsTable)
    outbox = _Repository(Outbox)
    ledger_pages = _Repository(LedgerPages)
    poll_pages = _Repository(PollPages)
    copies = _Repository(SentCopies)
    mailboxes = _Repository(MailboxTable)
    heartbeats = _Repository(HeartbeatTable)
    staff = _Repository(StaffTable)
    undo_log = _Repository(UndoLog)
    presence = _Repository(StaffPresence)
    drafts = _Repository(Drafts)
    reply_drafts = _Repository(ReplyDraftTable)
    views = _Repository(SavedViews)
    notifications = _Repository(NotificationTable)
    saved_replies = _Repository(SavedReplyTable)
    leases = _Repository(LeaseTable)
    tokens = _Repository(TokenTable)
    notices = _Repository(NoticeTable)
    stumbles = _Repository(FailedMessages)
    personal = _Repository(PersonQueries)
    kept = _Repository(RetentionQueries)
    restoring = _Repository(Restoring)
    register = _Repository(Register)
    experts = _Repository(ExpertTable)
    offers = _Repository(SenOffers)
    report_reading = _Repository(ReportReading)

    def __init__(self, connection: Connection, secret: bytes | None = None) -> None:
        self._connection = connection
        self._secret = secret
        self._foreseen = ForeseenFacts()
        self.secret_is_stored = secret is not None

    @cached_property
    def requests(self) -> Requests:
        """The requests."""
        return Requests(self._connection, self._foreseen)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger."""
        return Ledger(self._connection, self._foreseen)

    def secret(self) -> bytes:
        """The secret behind our Message-IDs; made when it is asked for the first time."""
        if self._secret is None:
            found = self._connection.execute(_SECRET, {"wanted": "message_id"}).scalar()
            self.secret_is_stored = found is not None
            self._secret = self._find_secret("message_id") if found is None else bytes(found)
        return self._secret

    @property
    def foreseen(self) -> ForeseenFacts:
        """What `foresee` found out, and what the transaction has stored since."""
        return self._foreseen

    def foresee(
        self, digests: Collection[str], senders: Collection[str], references: Collection[str] = ()
    ) -> None:
        """Ask once which of these mails are there, who has requests, and which references are free."""
        self._foreseen.ask(self._connection, digests, senders, references)

    def register_secret(self) -> bytes:
        """The secret that license keys of the register are hashed with, where the configuration has none."""
        return self._find_secret("register")

    def stored_register_secret(self) -> bytes | None:
        """The same where it was made already."""
        found = self._connection.execute(_SECRET, {"wanted": "register"}).scalar()
        return None if found is None else bytes(found)

    def _find_secret(self, name: str) -> bytes:
        if (found := self._connection.execute(_SECRET, {"wanted": name}).scalar()) is not None:
            return bytes(found)
        # Two workers may ask at the same time: the one that is second takes the first one's.
        made = insert_once(self._connection.dialect.name, secrets).values(
            name=name, value=randomness.token_bytes(32)
        )
        self._connection.execute(made.on_conflict_do_nothing())
        return bytes(self._connection.execute(_SECRET, {"wanted": name}).scalar_one())

    def sens_given(self, sens: Sequence[str], besides: int | None) -> dict[str, str]:
        """Which of these SENs other requests have, and by whose reference."""
        return sens_given(self._connection, sens, besides)

    def clock(self) -> datetime | None:
        """What time it is at the database's server; None where that is this machine."""
        if self._connection.dialect.name == "sqlite":
            return None
        told: datetime = self._connection.execute(select(func.clock_timestamp())).scalar_one()
        return told.astimezone(UTC)

    def pulse(self) -> str:
        """A text that is another one as soon as anything that staff see has changed."""
        return read_change_token(self._connection)


class _RehearsalOverError(Exception):
    """Rolls a rehearsal back."""


class Store:
    """One database. Threads share it; each transaction belongs to one thread."""

    def __init__(self, url: str, encryption_keys: str = "") -> None:
        self._patience = Patience()
        self._encryption = Encryption(ring=ring_of(encryption_keys))
        self._engine = engines.make_engine(engines.parse_url(url), patience=self._patience)
        encrypt_with(self._engine.dialect, self._encryption)
        self._reading = engines.for_reading(self._engine)
        self._turn = threading.RLock()
        self._current = False  # the tables were seen to be what this version needs
        self._looked_at = -inf
        self._restored_at: datetime | None = None
        self._secret: bytes | None = None

    @property
    def name(self) -> str:
        """The database's URL without its password."""
        return engines.shown(self._engine.url)

    def hurry(self, seconds: float) -> None:
        """Let nothing wait longer than this for the database from now on; for the end of the process."""
        self._patience.hurry(seconds)

    @property
    def kind(self) -> str:
        """Which database it is, for people."""
        return "SQLite" if self._engine.dialect.name == "sqlite" else "PostgreSQL"

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that writes: all of it or nothing."""
        with self._in_turn():
            try:
                with engines.transaction(self._engine) as connection:
                    self._stand_by_if_moved(connection)
                    with self._writing(connection) as tx:
                        yield tx
            except WorkerError:
                raise
            except Exception:
                self._looked_at = -inf
                if self._current:
                    # A row that the new tables do not take is no row that is wrong.
                    with engines.transaction(self._reading) as connection:
                        self._stand_by_if_moved(connection)
                raise

    @contextmanager
    def _writing(self, connection: Connection) -> Iterator[Transaction]:
        tx = Transaction(connection, self._secret)
        pending = postpone_rows(connection)
        try:
            yield tx
            pending.write()
        finally:
            forget_rows(connection)
        self._keep_secret(tx)

    def secret(self) -> bytes:
        """The secret behind our Message-IDs, which is stored by then."""
        if self._secret is None:
            with self.write() as tx:
                made = tx.secret()
            self._secret = made
        return self._secret

    def _keep_secret(self, tx: Transaction) -> None:
        """It never changes; one that was made in a transaction is kept by the next one, which finds it."""
        if tx.secret_is_stored:
            self._secret = tx.secret()

    def _stand_by_if_moved(self, connection: Connection) -> None:
        """Raise SchemaMovedError where another version changed the tables; looked at once a second."""
        if not self._current or monotonic() - self._looked_at < _LOOK_SECONDS:
            return
        if (found := migrate.moved(connection)) is not None:
            raise SchemaMovedError(
                f"database {self.name} is now at revision {found}, and this sen-worker works with "
                f"{migrate.newest()}: it stands by; end it, and run the version that changed the database"
            )
        try:
            refuse_without_key(connection, self._encryption, self.name)
        except UnavailableError as error:
            raise SchemaMovedError(f"{error}; this worker stands by") from error
        self._looked_at = monotonic()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """SQLite has one writer, and whoever finds another one sleeps, longer each time.

        Threads of one process are woken instead as soon as it is their turn.
        """
        sqlite = self._engine.dialect.name == "sqlite"
        seconds = max(0.0, min(engines.BUSY_SECONDS, self._patience.left))
        taken = sqlite and self._turn.acquire(timeout=seconds)
        try:
            yield
        finally:
            if taken:
                self._turn.release()

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that only reads; on SQLite it waits for no writer."""
        with engines.transaction(self._reading) as connection:
            tx = Transaction(connection, self._secret)
            yield tx
            self._keep_secret(tx)

    @contextmanager
    def rehearse(self) -> Iterator[Transaction]:
        """A transaction that is rolled back whatever happens in it."""
        with suppress(_RehearsalOverError), engines.transaction(self._engine) as connection:
            with self._writing(connection) as tx:
                yield tx
            raise _RehearsalOverError

    def upgrade(self) -> tuple[str | None, str] | None:
        """Bring the tables to what this version needs; from which revision to which, if there was a need."""
        return migrate.upgrade_database(self._engine)

    def revision(self) -> str | None:
        """The database's revision; None when it is empty."""
        return migrate.current(self._engine)

    def needed(self) -> str:
        """The revision that this version needs."""
        return migrate.newest()

    def is_new(self) -> bool:
        """Whether there are no tables yet; looking makes no file."""
        file = self._engine.url.database
        sqlite = self._engine.url.get_backend_name() == "sqlite"
        return (sqlite and file is not None and not Path(file).exists()) or self.revision() is None

    def require_fit(self) -> None:
        """Raise RefusedError for a database that can't do what a worker needs: encoding, rights, a pooler."""
        migrate.require_fit(self._engine)

    def require_current(self) -> None:
        """Raise `UnavailableError` unless the tables are what this version needs."""
        found, needed = self.revision(), migrate.newest()
        if found == needed:
            open_encryption(self._engine, self._reading, self._encryption)
            self._current = True
            with engines.transaction(self._reading) as connection:
                self._restored_at = connection.execute(select(func.max(restores.c.restored_at))).scalar()
            return
        advice = "run `sen-worker db upgrade`" if migrate.knows(found) else "use a newer sen-worker"
        raise UnavailableError(
            f"database {self.name} is at revision {found or 'none'} and has to be at {needed}: {advice}"
        )

    @property
    def restored_at(self) -> datetime | None:
        """When the database was put back from a copy last, as it was seen at the start; None: never."""
        return self._restored_at

    def refuse_newer(self) -> None:
        """Raise UnavailableError where a newer version has upgraded the tables."""
        if not migrate.knows(self.revision()):
            self.require_current()

    def copy_to(self, file: Path) -> None:
        """A consistent copy of the database as a SQLite file, while others work with it.

        RefusedError where there is such a file already.
        """
        if self._engine.dialect.name != "sqlite":
            self.require_current()
        database_copies.copy_to(self._engine, file)

    def is_empty(self) -> bool:
        """Whether there are no tables, or nothing was taken in yet."""
        return database_copies.is_empty(self._engine)

    def replace_by(self, file: Path) -> Path | None:
        """Put a copy at the newest revision in the database's place; where the former SQLite file is now."""
        self._engine.dispose()
        self._secret = None
        return database_copies.replace_by(self._engine, file)

    @property
    def key_names(self) -> str:
        """What the keys are called that values are encrypted with, newest first; empty without any."""
        return self._encryption.ring.names() if self._encryption.ring else ""

    def use_keys(self, encryption_keys: str) -> None:
        """Encrypt with other keys from now on; raises and changes nothing where they do not fit.

        UnavailableError for keys that do not open the database.
        """
        newer = Encryption(ring=ring_of(encryption_keys), secret=self._encryption.secret)
        probe = engines.make_engine(self._engine.url, patience=self._patience)
        try:
            encrypt_with(probe.dialect, newer)
            open_encryption(probe, engines.for_reading(probe), newer)
        finally:
            probe.dispose()
        self._encryption.ring, self._encryption.secret = newer.ring, newer.secret

    def encrypt(self) -> Reencrypted:
        """Encrypt all that is not encrypted with the newest key, in small transactions."""
        with self._as_stored() as run:
            return run.run()

    def unencrypted(self) -> int:
        """How many values are not encrypted with the newest key."""
        with self._as_stored() as run:
            return run.left()

    @contextmanager
    def _as_stored(self) -> Iterator[Reencryption]:
        ring, secret = self._encryption.ring, self._encryption.secret
        if ring is None or secret is None:
            raise RefusedError(
                "no key is configured: name database.encryption_keys_file, a file with what "
                "`openssl rand -base64 32` prints"
            )
        engine = database_copies.engine_of_stored(self._engine.url)
        try:
            yield Reencryption(engine, ring, secret)
        finally:
            engine.dispose()

    def try_writing(self, now: datetime) -> None:
        """Write and undo it, so that a read-only database is noticed before mail arrives."""
        with engines.transaction(self._engine) as connection:
            tx = Transaction(connection)
            tx.heartbeats.beat(Heartbeat(worker="check", name="", at=now, good_for_seconds=0, problem=""))
            tx.heartbeats.forget("check")

    def scrub(self) -> str:
        """Let nothing of what was removed be left in the database's files; why that failed, or empty."""
        return scrub_files(self._engine)

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()
