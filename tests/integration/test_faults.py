"""The worker on a real Dovecot and a real SMTP server whose connections fail at any byte.

Each run prints its seed; SEN_WORKER_SEED sets another one.
"""

import os
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from email import message_from_bytes
from pathlib import Path

import pytest
from imapclient import IMAPClient
from sqlalchemy import text

from tests.integration.fetched import fetched
from tests.integration.installed import VENDOR, Clock, install, request, unrelated, with_clock
from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import Fault, FaultProxy
from tests.servers.machinery import wait_until
from tests.servers.smtp_sink import SmtpSink, Tls
from worker.app import App
from worker.errors import UnavailableError
from worker.mailbox.errors import MailboxError
from worker.mailbox.mailbox_session import open_session
from worker.mailbox.mark_handled import KEYWORD
from worker.requests.request_model import Disposition, LetterState
from worker.services.intake.poll_folder import poll_folder
from worker.store.records import LedgerEntry, Letter
from worker.tls import Tls as MailTls

EACH = 5
#: Those that say nothing run on both databases.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
GOING = threading.Event()
WAITING = {LetterState.QUEUED, LetterState.DEFERRED, LetterState.SENDING}


@pytest.fixture
def chance() -> random.Random:
    seed = int(os.environ.get("SEN_WORKER_SEED", "20261123"))
    print(f"SEN_WORKER_SEED={seed}")
    return random.Random(seed)


@dataclass(kw_only=True)
class Scene:
    """A worker between a mailbox and a relay, both reached through proxies."""

    app: App
    clock: Clock
    imap: FaultProxy
    smtp: FaultProxy
    sink: SmtpSink
    dovecot: Dovecot

    def poll(self) -> None:
        """One connection to the mailbox, whatever becomes of it."""
        with suppress(UnavailableError):
            poll_folder(self.app.services, self.app.sources[0], GOING)

    def send(self) -> None:
        """One connection to the relay, whatever becomes of it."""
        self.clock.let_pass(minutes=2)
        with suppress(UnavailableError):
            self.app.deliver(GOING)

    def settle(self) -> None:
        """The troubles are over: take everything in, and send until nothing waits."""
        self.imap.relent()
        self.smtp.relent()
        poll_folder(self.app.services, self.app.sources[0], GOING)
        while any(letter.state in WAITING for letter in self.letters()):
            self.clock.let_pass(hours=5)
            self.app.deliver(GOING)

    def ledger(self) -> list[LedgerEntry]:
        with self.app.services.store.read() as tx:
            return list(tx.ledger.listed())

    def count(self) -> int:
        """How many messages are in the ledger."""
        with self.app.services.store.read() as tx:
            return int(tx._connection.execute(text("SELECT count(*) FROM ledger")).scalar_one())

    def letters(self) -> list[Letter]:
        with self.app.services.store.read() as tx:
            return list(tx.letters.listed())

    def sent(self) -> Counter[str]:
        """How often the relay got each letter, by its Message-ID."""
        return Counter(str(message_from_bytes(one.raw)["Message-ID"]) for one in self.sink.received)


@pytest.fixture
def scene(
    dovecot: Dovecot, start_smtp_sink: Callable[..., SmtpSink], database_url: str, tmp_path: Path
) -> Iterator[Scene]:
    sink = start_smtp_sink(Tls.NONE)
    with FaultProxy(dovecot.imap_port) as imap, FaultProxy(sink.port) as smtp:
        ports = (imap.host, imap.port), (smtp.host, smtp.port)
        installed = install(tmp_path, database_url, *ports, dovecot.password, timeout_seconds="1")
        clock = Clock()
        with closing(with_clock(installed, clock)) as app:
            yield Scene(app=app, clock=clock, imap=imap, smtp=smtp, sink=sink, dovecot=dovecot)


def impatient(app: App, seconds: float, **changes: object) -> App:
    """The same worker with shorter timeouts, or other ways to its mailbox."""
    settings = replace(app.sources[0].settings, connect_timeout=seconds, read_timeout=seconds, **changes)  # type: ignore[arg-type]
    return replace(app, sources=(replace(app.sources[0], settings=settings),))


def arrive(client: IMAPClient, numbers: range) -> None:
    """Every fifth mail is a request."""
    for number in numbers:
        client.append("INBOX", request(number) if number % EACH == 0 else unrelated(number))


def all_in_the_ledger_once(scene: Scene, mails: int) -> None:
    entries = scene.ledger()
    assert sorted(entry.place.uid for entry in entries) == list(range(1, mails + 1))
    assert sorted(str(entry.message_id) for entry in entries) == sorted(
        f"<{number}@engines.test>" for number in range(mails)
    )
    told = Counter(entry.disposition for entry in entries)
    requests = len(range(0, mails, EACH))
    assert told == {Disposition.REQUEST: requests, Disposition.IGNORED: mails - requests}


def all_letters_sent_once(scene: Scene, requests: int) -> None:
    letters, sent = scene.letters(), scene.sent()
    assert len(letters) == len({letter.request_id for letter in letters}) == requests
    assert {letter.state for letter in letters} <= {LetterState.SENT, LetterState.UNCERTAIN}
    assert set(sent.values()) == {1}
    surely = {letter.message_id for letter in letters if letter.state is LetterState.SENT}
    assert surely <= set(sent) <= {letter.message_id for letter in letters}


def ours_are_marked_and_no_other(scene: Scene) -> None:
    flags = {stored.uid: stored.flags for stored in scene.dovecot.snapshot(VENDOR)}
    for entry in scene.ledger():
        expected = {KEYWORD} if entry.disposition is Disposition.REQUEST else set()
        assert flags[entry.place.uid] == expected


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("database_url", "cuts", "mails"),
    [("sqlite", 500, 1000), ("postgresql", 60, 200)],
    indirect=["database_url"],
)
def test_cuts_at_any_byte_lose_no_mail_and_repeat_no_letter(
    scene: Scene, chance: random.Random, cuts: int, mails: int
) -> None:
    scene.poll()
    greeting = scene.imap.passed
    arrived, read = 0, 0
    with scene.dovecot.client(VENDOR) as customers:
        while scene.imap.injected < cuts:
            # Mail keeps coming, as much of it as makes each cut likely to hit amid the reading of some.
            due = min(mails, 10 + mails * scene.imap.injected // (cuts - 10))
            arrive(customers, range(arrived, due))
            arrived = due
            reach = greeting + (arrived - read) * 800
            scene.imap.inject(chance.choice([Fault.CUT, Fault.RESET]), chance.randrange(reach))
            scene.poll()
            scene.smtp.inject(chance.choice([Fault.CUT, Fault.RESET]), chance.randrange(6000))
            scene.send()
            read = scene.count()
    scene.settle()
    assert scene.smtp.injected, "letters were to be in trouble, too"
    all_in_the_ledger_once(scene, mails)
    all_letters_sent_once(scene, len(range(0, mails, EACH)))
    ours_are_marked_and_no_other(scene)


@on_sqlite
@pytest.mark.parametrize("tls", MailTls)
def test_a_server_that_falls_silent_at_any_byte_is_given_up_and_met_again(
    scene: Scene, chance: random.Random, tls: MailTls
) -> None:
    with scene.dovecot.client(VENDOR) as customers:
        arrive(customers, range(20))
    upstream = scene.dovecot.imaps_port if tls is MailTls.IMPLICIT else scene.dovecot.imap_port
    patient = scene.app
    with FaultProxy(upstream) as silent:
        way = {"port": silent.port, "tls": tls, "ca_file": scene.dovecot.ca_file}
        scene.app = impatient(patient, 0.2, **way)
        reach = 4_000 if tls is MailTls.NONE else 9_000
        for number in range(10):
            silent.inject(Fault.STALL, (number * reach + chance.randrange(reach)) // 10)
            scene.poll()
        assert silent.injected
        wait_until(lambda: not silent.connections, "those that were given up to be hung up on")
    scene.app = patient
    scene.settle()
    all_in_the_ledger_once(scene, 20)
    all_letters_sent_once(scene, len(range(0, 20, EACH)))


def test_encrypted_bytes_that_arrive_as_others_change_nothing(scene: Scene, chance: random.Random) -> None:
    patient = scene.app
    with FaultProxy(scene.dovecot.imaps_port) as garbling, scene.dovecot.client(VENDOR) as customers:
        way = {"port": garbling.port, "tls": MailTls.IMPLICIT, "ca_file": scene.dovecot.ca_file}
        scene.app = impatient(patient, 1.0, **way)
        for number in range(40):
            arrive(customers, range(number, number + 1))
            garbling.inject(Fault.GARBLE, chance.randrange(7_000))
            scene.poll()
        assert garbling.injected
    scene.app = patient
    scene.settle()
    all_in_the_ledger_once(scene, 40)
    all_letters_sent_once(scene, len(range(0, 40, EACH)))
    ours_are_marked_and_no_other(scene)


@on_sqlite
def test_whatever_a_server_sends_only_the_mailbox_is_in_trouble(scene: Scene, chance: random.Random) -> None:
    with scene.dovecot.client(VENDOR) as customers:
        arrive(customers, range(6))
    settings = impatient(scene.app, 0.2).sources[0].settings
    for _ in range(150):
        scene.imap.inject(Fault.GARBLE, chance.randrange(8_000))
        with suppress(MailboxError), open_session(settings) as session:
            session.select("INBOX", readonly=True)
            uids = session.uids()
            session.fetch_infos(uids)
            fetched(session, uids)
            session.folders()
    assert scene.imap.injected > 100


def test_a_link_that_never_lives_long_brings_some_mail_each_time(scene: Scene) -> None:
    padding = b"X-Padding: " + b"x" * 900 + b"\r\n"
    with scene.dovecot.client(VENDOR) as customers:
        for number in range(60):
            customers.append("INBOX", padding * 30 + unrelated(number))
    while (before := scene.count()) < 60:
        scene.imap.inject(Fault.CUT, 150_000)
        scene.poll()
        assert scene.count() > before
    assert scene.imap.injected


def test_no_transaction_is_open_while_the_server_is_asked(scene: Scene, database_url: str) -> None:
    seen: list[int] = []
    store = scene.app.services.store
    scene.dovecot.append(VENDOR, request(0))

    def look(data: bytes) -> bytes:
        seen.append(store._engine.pool.checkedout())  # type: ignore[attr-defined]
        return data

    scene.imap.to_server = look
    scene.poll()
    assert scene.count() == 1
    assert len(seen) > 5
    assert set(seen) == {0}


def test_a_connection_that_trickles_is_read_to_its_end(scene: Scene) -> None:
    with scene.dovecot.client(VENDOR) as customers:
        arrive(customers, range(6))
    scene.imap.throttle(1)
    scene.smtp.throttle(1)
    scene.poll()
    scene.send()
    wait_until(lambda: not scene.imap.connections and not scene.smtp.connections, "both to hang up")
    all_in_the_ledger_once(scene, 6)
    all_letters_sent_once(scene, 2)
