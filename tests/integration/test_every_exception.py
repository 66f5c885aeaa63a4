"""Every class of exception, raised at every call into the database and into smtplib, ends nothing."""

import random
import smtplib
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from tests.integration.installed import Clock, install, request, with_clock
from tests.integration.wired_installation import arrive
from tests.servers.databases import new_sqlite
from tests.servers.scripted_relay import ScriptedRelay, scripted_relay
from worker.app import App
from worker.errors import UnavailableError
from worker.requests.request_model import Disposition, LetterState
from worker.services.intake.batch_ingest import ingest_batch
from worker.services.intake.folder_sync import FoundMessage
from worker.store.database.database_errors import judge_error
from worker.store.records import MessagePlace

GOING = threading.Event()


def sqlite_error(kind: type[sqlite3.Error], code: int) -> sqlite3.Error:
    error = kind("as it is")
    error.sqlite_errorcode = code
    return error


#: What PostgreSQL says that is about no row (appendix A of its manual).
STATES = [
    "08006", "0A000", "25006", "25P02", "25P03", "26000", "40001", "40P01", "42501", "42703", "42883",
    "42P01", "42P05", "53000", "53100", "53200", "53300", "53400", "55000", "55006", "55P03", "57000",
    "57014", "57P01", "57P02", "57P03", "58000", "58030", "58P01", "72000", "F0000", "P0001", "XX000",
    "XX001", "XX002",
]  # fmt: skip
IN_PYTHON: list[Callable[[], Exception]] = [
    MemoryError,
    lambda: OSError(5, "Input/output error"),
    ConnectionResetError,
    BrokenPipeError,
    TimeoutError,
    InterruptedError,
]
ON_POSTGRESQL: list[Callable[[], Exception]] = [
    *(partial(errors.lookup(state), "as it is") for state in STATES),
    *(
        partial(kind, "as it is")
        for kind in (
            psycopg.Error, psycopg.InterfaceError, psycopg.DatabaseError, psycopg.OperationalError,
            psycopg.InternalError, psycopg.ProgrammingError, psycopg.NotSupportedError,
        )
    ),
    *IN_PYTHON,
]  # fmt: skip
ON_SQLITE: list[Callable[[], Exception]] = [
    lambda: sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_BUSY),
    lambda: sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_LOCKED),
    lambda: sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_FULL),
    lambda: sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_IOERR),
    lambda: sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_READONLY),
    lambda: sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_CANTOPEN),
    lambda: sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_ERROR),
    lambda: sqlite_error(sqlite3.DatabaseError, sqlite3.SQLITE_CORRUPT),
    lambda: sqlite_error(sqlite3.DatabaseError, sqlite3.SQLITE_NOMEM),
    lambda: sqlite3.OperationalError("no code"),
    lambda: sqlite3.InterfaceError("no code"),
    lambda: sqlite3.InternalError("no code"),
    lambda: sqlite3.ProgrammingError("no code"),
    lambda: sqlite3.NotSupportedError("no code"),
    lambda: sqlite3.Error("no code"),
    *IN_PYTHON,
]
OTHERS: list[Callable[[], Exception]] = [
    lambda: sqlite_error(sqlite3.IntegrityError, sqlite3.SQLITE_CONSTRAINT_CHECK),
    lambda: sqlite_error(sqlite3.DataError, sqlite3.SQLITE_TOOBIG),
    *(
        each
        for each in (
            ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, RecursionError,
            OverflowError, AssertionError, NotImplementedError, ArithmeticError, LookupError, StopIteration,
        )
    ),
]  # fmt: skip


@pytest.fixture
def relay() -> Iterator[ScriptedRelay]:
    with scripted_relay() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(tmp_path: Path, relay: ScriptedRelay, clock: Clock) -> Iterator[App]:
    ports = ("127.0.0.1", 9), (relay.server.host, relay.server.port)
    made = install(tmp_path, new_sqlite(tmp_path / "worker.db"), *ports, "none")
    with closing(with_clock(made, clock)) as opened:
        yield opened


@pytest.fixture
def either(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[App]:
    """The same on SQLite and on PostgreSQL, without a relay."""
    nowhere = ("127.0.0.1", 9)
    with closing(with_clock(install(tmp_path, database_url, nowhere, nowhere, "none"), clock)) as opened:
        yield opened


class Trouble:
    """Raises an error once, at the n-th call into the database: a statement, a commit, a connection."""

    def __init__(self, app: App) -> None:
        self.count, self.at = 0, 0
        self.make: Callable[[], Exception] = ValueError
        engine = app.services.store._engine
        for name in ("do_execute", "do_executemany", "commit", "begin", "checkout"):
            event.listen(engine, name, self._called)

    def _called(self, *_: Any) -> None:
        self.count += 1
        if self.count == self.at:
            raise self.make()

    def begin(self, at: int, make: Callable[[], Exception]) -> None:
        self.count, self.at, self.make = 0, at, make


def messages(app: App, first: int) -> list[tuple[FoundMessage, bytes]]:
    """Three messages as they were fetched, of which the second is a request."""
    found = []
    for uid in range(first, first + 3):
        place = MessagePlace(mailbox="sales", uid_validity=1, uid=uid)
        raw = request(uid) if uid == first + 1 else b"From: a@b.test\r\nSubject: %d\r\n\r\nHello\r\n" % uid
        found.append((FoundMessage(place=place, received_at=app.services.clock(), size=len(raw)), raw))
    return found


def kept(app: App, first: int) -> list[Disposition | None]:
    with app.services.store.read() as tx:
        entries = [
            tx.ledger.at(MessagePlace(mailbox="sales", uid_validity=1, uid=uid))
            for uid in range(first, first + 3)
        ]
    return [entry.disposition if entry else None for entry in entries]


def each_kind_at_each_call(
    makes: Sequence[Callable[[], Exception]], calls: int
) -> Iterator[tuple[int, Callable[[], Exception]]]:
    """At each call an error of each kind that they are judged as, and each error at some call; by chance.

    How each error is judged is one function's, wherever it is raised: `tests/unit/store/test_failures.py`.
    """
    chance = random.Random(1)
    kinds: dict[type | None, list[Callable[[], Exception]]] = defaultdict(list)
    for make in makes:
        kinds[verdict_on(make())].append(make)
    for alike in kinds.values():
        places = list(range(1, calls + 1))
        chance.shuffle(alike)
        chance.shuffle(places)
        for at in range(max(len(alike), calls)):
            yield places[at % calls], alike[at % len(alike)]


def verdict_on(error: Exception) -> type | None:
    """What the store makes of it, as it comes out of SQLAlchemy."""
    of_driver = isinstance(error, sqlite3.Error | psycopg.Error)
    found = judge_error(DBAPIError("", {}, error) if of_driver else error, "sqlite://")
    return None if found is None else type(found)


@pytest.mark.timeout(200)
@pytest.mark.parametrize("spares", [True, False])
def test_no_error_of_the_database_ends_a_pass_or_loses_a_message(either: App, *, spares: bool) -> None:
    app = either
    on_sqlite = app.services.store._engine.dialect.name == "sqlite"
    not_the_rows = ON_SQLITE if on_sqlite else ON_POSTGRESQL
    trouble = Trouble(app)
    trouble.begin(0, ValueError)
    ingest_batch(app.services, messages(app, 1), lambda _: None)
    first = 1
    for at, make in each_kind_at_each_call(not_the_rows if spares else OTHERS, trouble.count):
        first += 3
        trouble.begin(at, make)
        try:
            ingest_batch(app.services, messages(app, first), lambda _: None)
        except UnavailableError:
            assert Disposition.QUARANTINED not in kept(app, first), make
            trouble.begin(0, ValueError)
            left = [
                one for one, was in zip(messages(app, first), kept(app, first), strict=True) if was is None
            ]
            ingest_batch(app.services, left, lambda _: None)
        trouble.begin(0, ValueError)
        found = kept(app, first)
        assert None not in found, make
        assert found.count(Disposition.QUARANTINED) <= (0 if spares else 1), (make, at, found)


_TRIGGER = """
CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'as it is' USING ERRCODE = '{}'; END$$;
CREATE OR REPLACE TRIGGER fail BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION fail()
"""


@pytest.mark.timeout(200)
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_no_state_of_postgresql_that_is_about_no_row_sets_mail_aside(either: App) -> None:
    store, first = either.services.store, 1
    for number, state in enumerate(STATES):
        table = ("ledger", "requests", "letters", "events")[number % 4]
        with store._engine.begin() as link:
            link.execute(text(_TRIGGER.format(state, table)))
        with suppress(UnavailableError):
            ingest_batch(either.services, messages(either, first), lambda _: None)
        assert Disposition.QUARANTINED not in kept(either, first), state
        with store._engine.begin() as link:
            link.execute(text(f"DROP TRIGGER fail ON {table}"))
        left = [
            one for one, was in zip(messages(either, first), kept(either, first), strict=True) if was is None
        ]
        assert left, state
        ingest_batch(either.services, left, lambda _: None)
        assert kept(either, first)[1] is Disposition.REQUEST, state
        first += 3


SMTP_ERRORS: list[Callable[[], Exception]] = [
    lambda: smtplib.SMTPException("no"),
    lambda: smtplib.SMTPServerDisconnected("no"),
    lambda: smtplib.SMTPResponseException(550, b"no"),
    lambda: smtplib.SMTPSenderRefused(550, b"no", "a@b.test"),
    lambda: smtplib.SMTPRecipientsRefused({}),
    lambda: smtplib.SMTPDataError(554, b"no"),
    lambda: smtplib.SMTPConnectError(421, b"no"),
    lambda: smtplib.SMTPHeloError(500, b"no"),
    lambda: smtplib.SMTPNotSupportedError("no"),
    lambda: smtplib.SMTPAuthenticationError(535, b"no"),
    OSError,
    ConnectionResetError,
    TimeoutError,
    lambda: UnicodeEncodeError("ascii", "ä", 0, 1, "no"),
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    KeyError,
    RuntimeError,
    MemoryError,
    RecursionError,
]


@pytest.mark.parametrize(
    "call",
    ["connect", "ehlo", "noop", "rset", "mail", "rcpt", "docmd", "send", "getreply", "quit", "close"],
)
def test_no_error_of_smtplib_ends_a_pass_or_sends_a_letter_twice(
    app: App, relay: ScriptedRelay, clock: Clock, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = getattr(smtplib.SMTP, call)
    for number, make in enumerate(SMTP_ERRORS):
        arrive(app, request(number), number + 1)
        failures = [make]

        def failing(smtp: smtplib.SMTP, *args: Any, failures: list[Any] = failures, **named: Any) -> Any:
            # Before the greeting was read nobody but smtplib holds the socket.
            if failures and (call in {"connect", "ehlo"} or smtp.ehlo_resp is not None):
                make = failures.pop()
                if call == "close":
                    usual(smtp)  # else nobody closes the socket but the garbage collector, in some other test
                raise make()
            return usual(smtp, *args, **named)

        monkeypatch.setattr(smtplib.SMTP, call, failing)
        with suppress(UnavailableError):
            app.deliver(GOING)
        monkeypatch.setattr(smtplib.SMTP, call, usual)
    clock.let_pass(hours=5)
    app.deliver(GOING)
    with app.services.store.read() as tx:
        states = {letter.state for letter in tx.letters.listed()}
    assert states <= {LetterState.SENT, LetterState.UNCERTAIN, LetterState.HELD}
    assert len({*map(str, relay.taken)}) == len(relay.taken)


def test_a_message_that_the_database_fails_over_for_a_day_is_set_aside(app: App, clock: Clock) -> None:
    broken = "a subject that the database fails over"

    def fail(_cursor: object, _statement: str, parameters: Any, _context: object) -> None:
        if broken in str(parameters):
            raise sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_INTERRUPT)

    event.listen(app.services.store._engine, "do_execute", fail)
    raw = request(1).replace(b"Subject: ", f"Subject: {broken} ".encode(), 1)
    place = MessagePlace(mailbox="sales", uid_validity=1, uid=1)
    stuck = FoundMessage(place=place, received_at=clock(), size=len(raw)), raw
    for turn in range(40):
        first = 10 * (turn + 1)
        with suppress(UnavailableError):
            ingest_batch(app.services, [stuck, *messages(app, first)], lambda _: None)
        assert None not in kept(app, first), "others are taken in"
        aside = kept(app, 1)[0]
        assert aside is (Disposition.QUARANTINED if turn >= 24 else None), turn
        if aside:
            return
        clock.let_pass(hours=1)
