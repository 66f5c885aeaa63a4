"""A mailbox that is read for ever, on a real Dovecot whose connections fail."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.integration.installed import VENDOR, install, request, unrelated
from tests.integration.oauth import by_secret, login
from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import FaultProxy, call_at, cut_at, record
from tests.servers.fault_proxy import replace as rewritten
from tests.servers.machinery import wait_until
from tests.servers.smtp_sink import SmtpSink, Tls
from tests.servers.token_endpoint import TokenEndpoint
from worker.app import App
from worker.runtime import scheduler
from worker.runtime.loops import MailboxLoop, OutboxLoop
from worker.runtime.retry_pause import LoopWait
from worker.services.intake.poll_folder import PollListener
from worker.services.monitoring import worker_health
from worker.tls import Tls as MailTls

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Hurried(LoopWait):
    """Waits that nobody waits out; it remembers how long they were to be."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__(stop)
        self.pauses: list[float] = []

    def wait(self, seconds: float, error: Exception | None = None) -> None:
        self.pauses.append(seconds)
        super().wait(0.01, error)


@dataclass(kw_only=True)
class Life:
    """A worker whose loops run until the test is over."""

    app: App
    dovecot: Dovecot
    proxy: FaultProxy
    stop: threading.Event = field(default_factory=threading.Event)
    rest: Hurried = field(init=False)
    threads: list[threading.Thread] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rest = Hurried(self.stop)

    def read(self, **changes: object) -> None:
        """Let the loop of the mailbox live."""
        source = self.app.sources[0]
        settings = replace(source.settings, **changes)  # type: ignore[arg-type]
        changed = replace(source, settings=settings)
        self.start(MailboxLoop(self.app, changed, self.stop, PollListener(), self.rest).run)

    def start(self, live: Callable[[], None]) -> None:
        self.threads.append(threading.Thread(target=live))
        self.threads[-1].start()

    def arrive(self, number: int) -> None:
        self.dovecot.append(VENDOR, unrelated(number))

    def wait_for(self, mails: int) -> None:
        """Until so many are in the ledger."""
        wait_until(lambda: self._count() >= mails, f"{mails} messages in the ledger")

    def wait_for_problem(self, words: str) -> None:
        """Until `sen-worker health` would say so."""
        wait_until(
            lambda: any(words in line for line in worker_health.find_problems(self.app.services)), words
        )

    def wait_for_work(self) -> None:
        """Until the mailbox was read for the first time."""
        wait_until(lambda: bool(manner(self)), "a heartbeat of the mailbox")

    def _count(self) -> int:
        with self.app.services.store.read() as tx:
            return len(list(tx.ledger.listed()))


@pytest.fixture
def life(dovecot: Dovecot, smtp_sink: SmtpSink, database_url: str, tmp_path: Path) -> Iterator[Life]:
    with FaultProxy(dovecot.imap_port) as proxy:
        ports = (proxy.host, proxy.port), ("127.0.0.1", smtp_sink.port)
        with closing(install(tmp_path, database_url, *ports, dovecot.password)) as app:
            living = Life(app=app, dovecot=dovecot, proxy=proxy)
            yield living
            living.stop.set()
            proxy.cut()
            for thread in living.threads:
                thread.join(20)
                assert not thread.is_alive()


def manner(life: Life) -> str:
    """How the mailbox is waited on, as staff read it."""
    with life.app.services.store.read() as tx:
        parts = worker_health.list_parts(life.app.services, tx)
    return "".join(part.note for part in parts if part.name == "mailbox sales")


def longer_and_longer(pauses: list[float]) -> bool:
    """Each pause is about twice the one before, give or take the chance in it, up to the longest."""
    return all(later > earlier for earlier, later in zip(pauses, pauses[2:8], strict=False))


def test_an_outage_is_waited_out_with_growing_pauses_and_the_mailbox_read_on(life: Life) -> None:
    life.proxy.refuse()
    life.arrive(1)
    life.read()
    wait_until(lambda: len(life.rest.pauses) > 20, "twenty tries")
    life.wait_for_problem("mailbox sales: ")
    pauses = life.rest.pauses[:20]
    assert longer_and_longer(pauses)
    assert len(set(pauses)) == 20, "two workers never try in step"
    assert max(pauses) < 400
    life.proxy.relent()
    life.wait_for(1)
    wait_until(lambda: worker_health.find_problems(life.app.services) == [], "health")


def test_a_server_that_hangs_up_on_whoever_waits_is_not_stormed(life: Life) -> None:
    life.proxy.to_server = cut_at(b"IDLE")
    life.read()
    wait_until(lambda: len(life.rest.pauses) > 8, "eight tries")
    assert longer_and_longer(life.rest.pauses)
    life.proxy.to_server = bytes
    life.arrive(1)
    life.wait_for(1)


def test_a_connection_that_dies_while_waiting_costs_few_words(life: Life) -> None:
    idling, said = threading.Event(), list[bytes]()
    life.proxy.to_client = call_at(b"+ idling", idling.set)
    life.read()
    for number in range(1, 4):
        assert idling.wait(20)
        idling.clear()
        said.clear()
        life.proxy.to_server = record(said)
        life.proxy.cut()
        life.arrive(number)
        life.wait_for(number)
    assert len(b"".join(said).split(b"\r\n")) < 40


def test_a_wrong_password_is_tried_once_and_told_at_once(life: Life) -> None:
    tried: list[bytes] = []
    life.proxy.to_server = record(tried)
    life.read(password="wr0ng-one")
    life.wait_for_problem("refuses the login")
    logins = b"".join(tried).count(b"AUTHENTICATE")
    wait_until(lambda: len(life.rest.pauses) >= logins, "a pause behind each login")
    assert min(life.rest.pauses) > 600


def test_a_connection_dropped_in_the_login_is_tried_again_soon(life: Life) -> None:
    life.proxy.to_server = cut_at(b"AUTHENTICATE")
    life.arrive(1)
    life.read()
    wait_until(lambda: len(life.rest.pauses) > 2, "two tries")
    assert max(life.rest.pauses[:2]) < 10
    life.proxy.to_server = bytes
    life.wait_for(1)


def test_one_mailbox_that_hangs_does_not_hold_up_another(life: Life, dovecot: Dovecot) -> None:
    with FaultProxy(dovecot.imap_port) as hanging:
        for number, command in enumerate((b"AUTHENTICATE", b"SELECT", b"FETCH", b"IDLE")):
            hanging.to_server = call_at(command, hanging.stall)
            life.read(name=f"hanging-{number}", port=hanging.port, read_timeout=600)
            wait_until(hanging._stalled.is_set, "the mailbox to hang")
            life.arrive(number)
            hanging.relent()
        life.read()
        life.wait_for(4)
        hanging.cut()
        life.stop.set()


def test_an_authority_that_is_missing_for_a_while_does_not_end_the_reading(
    life: Life, dovecot: Dovecot, tmp_path: Path
) -> None:
    ca_file = tmp_path / "ca.pem"
    life.arrive(1)
    life.read(port=dovecot.imaps_port, tls=MailTls.IMPLICIT, ca_file=ca_file)
    life.wait_for_problem("ca.pem: No such file")
    ca_file.write_bytes(dovecot.ca_file.read_bytes())
    life.wait_for(1)


def test_a_server_that_offers_idle_and_refuses_it_is_read_by_the_clock(life: Life) -> None:
    life.proxy.to_server = rewritten(b" IDLE", b" XDLE")
    said: list[bytes] = []
    life.proxy.to_client = record(said)
    life.read()
    for number in range(1, 4):
        life.arrive(number)
        life.wait_for(number)
    assert b"".join(said).count(b"* OK [CAPABILITY") == 1, "all over one connection"
    wait_until(lambda: "the server refuses IDLE" in manner(life), "it is told how the mailbox is read")


def test_how_a_mailbox_is_waited_on_is_told(life: Life) -> None:
    life.read()
    life.wait_for_work()
    assert manner(life) == "waits by IDLE and looks every 60 seconds"


def test_a_relay_that_denies_the_password_is_asked_rarely(
    life: Life, start_smtp_sink: Callable[..., SmtpSink], tmp_path: Path
) -> None:
    sink = start_smtp_sink(Tls.STARTTLS, sign_in=True)
    relay = replace(
        life.app.relay,
        port=sink.port,
        host=sink.host,
        tls=MailTls.STARTTLS,
        ca_file=sink.ca_file,
        username=sink.username,
        password="wr0ng-one",
    )
    life.app = replace(life.app, relay=relay)
    life.dovecot.append(VENDOR, request(1))
    life.read()
    life.wait_for(1)
    life.start(OutboxLoop(life.app, life.stop, lambda _letter, _raw: None, wait=life.rest).run)
    life.wait_for_problem("outbox: [smtp]")
    wait_until(lambda: any(pause > 600 for pause in life.rest.pauses), "a long pause")


def test_a_relay_whose_tokens_are_denied_is_asked_rarely(life: Life, token_endpoint: TokenEndpoint) -> None:
    denied = replace(by_secret(token_endpoint), client_secret="wr0ng-one")
    relay = replace(life.app.relay, username=VENDOR, oauth2=login(denied))
    life.app = replace(life.app, relay=relay)
    life.dovecot.append(VENDOR, request(1))
    life.read()
    life.wait_for(1)
    life.start(OutboxLoop(life.app, life.stop, lambda _letter, _raw: None, wait=life.rest).run)
    life.wait_for_problem("outbox: [smtp]")
    wait_until(lambda: any(pause > 600 for pause in life.rest.pauses), "a long pause")
    assert len(token_endpoint.asked) == 1


@pytest.mark.parametrize("command", [b"AUTHENTICATE", b"SELECT", b"FETCH"])
def test_a_worker_ends_although_a_server_does_not_answer(life: Life, command: bytes) -> None:
    [source] = life.app.sources
    settings = replace(source.settings, connect_timeout=600, read_timeout=600)
    app = replace(life.app, sources=(replace(source, settings=settings),))
    life.arrive(1)
    life.proxy.to_server = call_at(command, life.proxy.stall)
    stop = threading.Event()
    running = threading.Thread(target=scheduler.run_worker, args=(app, stop))
    running.start()
    wait_until(life.proxy._stalled.is_set, "the server to fall silent")
    stop.set()
    running.join(60)
    assert not running.is_alive()


def test_a_worker_ends_although_the_relay_does_not_answer(life: Life, smtp_sink: SmtpSink) -> None:
    stop = threading.Event()
    with FaultProxy(smtp_sink.port) as relay:
        relay.to_server = call_at(b"MAIL FROM", relay.stall)
        app = replace(life.app, relay=replace(life.app.relay, port=relay.port, timeout=600))
        life.dovecot.append(VENDOR, request(1))
        running = threading.Thread(target=scheduler.run_worker, args=(app, stop))
        running.start()
        wait_until(relay._stalled.is_set, "the relay to fall silent")
        stop.set()
        running.join(60)
        assert not running.is_alive()
