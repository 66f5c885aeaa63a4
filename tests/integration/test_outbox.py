"""The outbox against a real SMTP server that does not take everything."""

import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, complete
from tests.integration.installed import VENDOR, install, request
from tests.integration.wired_installation import arrive, open_wired_installation
from tests.servers.databases import new_sqlite
from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import Cut, FaultProxy, record
from tests.servers.machinery import wait_until
from tests.servers.smtp_sink import SmtpSink, Tls
from worker import log
from worker.app import App
from worker.letters.letter_renderer import Renderer
from worker.requests.request_model import Attention, LetterKind, LetterState
from worker.resources import find_folder
from worker.runtime.loops import OutboxLoop
from worker.services import row_views
from worker.services.monitoring import worker_health
from worker.services.review import review_actions
from worker.store.records import NewLetter


@pytest.fixture
def app(tmp_path: Path, database_url: str, smtp_sink: SmtpSink) -> Iterator[App]:
    with open_wired_installation(tmp_path, database_url, smtp_sink) as opened:
        yield opened


@pytest.fixture
def copying(
    tmp_path: Path, dovecot: Dovecot, start_smtp_sink: Callable[..., SmtpSink]
) -> Iterator[tuple[App, FaultProxy]]:
    """A worker that keeps copies of its letters, of which five wait."""
    sink = start_smtp_sink(Tls.NONE)
    with FaultProxy(dovecot.imap_port) as proxy:
        ports = (proxy.host, proxy.port), (sink.host, sink.port)
        url = new_sqlite(tmp_path / "worker.db")
        made = install(tmp_path, url, *ports, dovecot.password)
        smtp = made.config.smtp.model_copy(update={"sent_folder": "Sent"})
        app = replace(made, config=made.config.model_copy(update={"smtp": smtp}))
        with dovecot.client(VENDOR) as owner:
            owner.create_folder("Sent")
        for number in range(5):
            arrive(app, request(number), number + 1)
        yield app, proxy
        app.close()


def test_copies_of_many_letters_take_one_session(copying: tuple[App, FaultProxy], dovecot: Dovecot) -> None:
    app, proxy = copying
    said: list[bytes] = []
    proxy.to_server = record(said)
    assert app.deliver(threading.Event())[LetterState.SENT] == 5
    assert len(dovecot.messages(VENDOR, "Sent")) == 5
    assert b"".join(said).count(b"AUTHENTICATE") == 1


def test_a_session_that_ended_between_two_letters_costs_no_copy(
    copying: tuple[App, FaultProxy], dovecot: Dovecot
) -> None:
    app, proxy = copying
    app.deliver(threading.Event(), lambda _letter, _raw: proxy.cut())
    assert len(dovecot.messages(VENDOR, "Sent")) == 5


def test_a_mailbox_that_is_away_holds_up_no_letters(copying: tuple[App, FaultProxy]) -> None:
    app, proxy = copying
    tried: list[bytes] = []

    def hang_up(data: bytes) -> bytes:
        if b"AUTHENTICATE" in data:
            tried.append(data)
            raise Cut
        return data

    proxy.to_server = hang_up
    assert app.deliver(threading.Event())[LetterState.SENT] == 5
    assert len(tried) == 1


def waiting_letters(app: App, count: int) -> list[str]:
    """So many letters that are due, each third one to the same person; their Message-IDs."""
    about = arrive(app, request(0), 1).request
    assert about is not None
    app.deliver(threading.Event())
    names = [f"<{number}@vendor.test>" for number in range(count)]
    with app.services.store.write() as tx:
        for number, name in enumerate(names):
            to = CUSTOMER if number % 3 == 0 else f"somebody{number}@engines.test"
            raw = f"From: {VENDOR}\r\nTo: {to}\r\nMessage-ID: {name}\r\n\r\nWell?\r\n"
            letter = NewLetter(
                request_id=about.id or 0,
                kind=LetterKind.ANSWER,
                round=number + 1,
                to=to,
                cc=(),
                subject="Re: it",
                message_id=name,
                automatic=False,
                text="Well?",
                raw=raw.encode(),
                hold_reason="",
                created_at=app.services.clock(),
                draft={"version": about.version},
            )
            tx.letters.add(letter)
    return names


def test_many_letters_go_over_two_connections_and_those_to_one_person_in_order(
    app: App, smtp_sink: SmtpSink
) -> None:
    names = waiting_letters(app, 30)
    before = len(smtp_sink.received)
    assert app.deliver(threading.Event())[LetterState.SENT] == 30
    gone = smtp_sink.received[before:]
    assert len({one.connection for one in gone}) == 2
    assert sorted(name for one in gone for name in names if name.encode() in one.raw) == sorted(names)
    to_one = [name for raw in smtp_sink.messages(CUSTOMER) for name in names if name.encode() in raw]
    assert to_one == names[::3]


def test_letters_go_on_where_the_relay_takes_one_connection_alone(app: App, smtp_sink: SmtpSink) -> None:
    waiting_letters(app, 30)
    greeted: list[bytes] = []

    def once(data: bytes) -> bytes:
        if data[:4].lower() == b"ehlo":
            greeted.append(data)
            if len(greeted) > 1:
                raise Cut
        return data

    with FaultProxy(smtp_sink.port) as proxy:
        proxy.to_server = once
        alone = replace(app, relay=replace(app.relay, port=proxy.port))
        assert alone.deliver(threading.Event())[LetterState.SENT] == 30
    assert len(greeted) == 2


def completed(app: App) -> str:
    """A request with its confirmation in the outbox, which goes to the customer with a copy."""
    request = arrive(app, complete(), 1).request
    assert request is not None
    review_actions.approve(app.services, request.reference, "grace")
    review_actions.complete(app.services, request.reference, ["SEN-1234567"], "grace")
    return request.reference


def test_a_copy_that_is_refused_is_told_to_staff_while_the_letter_counts_as_sent(
    app: App, smtp_sink: SmtpSink
) -> None:
    reference = completed(app)
    smtp_sink.refuse("licenses@engines.test", "550 5.1.1 No such user")
    assert app.deliver(threading.Event())[LetterState.SENT] == 1  # the receipt is overtaken
    assert [CUSTOMER in one.rcpt_tos for one in smtp_sink.received] == [True]

    shown = row_views.request(app.services, reference)
    assert shown["attention"] == [Attention.LETTER_FAILED]
    confirmation = shown["letters"][-1]
    assert (confirmation["state"], confirmation["attempts"]) == (LetterState.SENT, 1)
    assert confirmation["last_error"].startswith("licenses@engines.test was refused: 550 5.1.1")
    told = shown["events"][-1]
    assert (told["what"], told["new"]) == ("attention", Attention.LETTER_FAILED)
    assert "licenses@engines.test was refused: 550 5.1.1" in told["why"]
    assert "the others have it" in told["why"]
    assert app.deliver(threading.Event()) == {}


def test_a_letter_that_all_recipients_get_needs_nobodys_attention(app: App, smtp_sink: SmtpSink) -> None:
    reference = completed(app)
    app.deliver(threading.Event())
    shown = row_views.request(app.services, reference)
    assert (shown["attention"], shown["letters"][-1]["last_error"]) == ([], "")


@pytest.fixture
def logged() -> Iterator[Callable[[], list[dict[str, object]]]]:
    stream = io.StringIO()
    log.configure("info", "json", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    log.configure()


def test_a_refused_password_is_tried_again_rarely(
    app: App, logged: Callable[[], list[dict[str, object]]]
) -> None:
    completed(app)
    wrong = replace(app, relay=replace(app.relay, password="forgotten"))
    stop = threading.Event()
    loop = OutboxLoop(wrong, stop, lambda _letter, _raw: None)
    thread = threading.Thread(target=loop.run)
    thread.start()
    try:
        wait_until(lambda: worker_health.find_problems(app.services), "the outbox to complain")
    finally:
        stop.set()
        thread.join(20)
    (complaint,) = [event for event in logged() if event["event"] == "unavailable"]
    assert complaint["part"] == "outbox"
    assert 600 < float(str(complaint["next_try_in_seconds"])) < 1200


def test_an_outbox_that_waits_for_a_slow_answer_counts_as_healthy(app: App) -> None:
    stop = threading.Event()
    loop = OutboxLoop(app, stop, lambda _letter, _raw: None)
    thread = threading.Thread(target=loop.run)
    thread.start()
    try:
        wait_until(lambda: not worker_health.find_problems(app.services), "the outbox to beat")
    finally:
        stop.set()
        loop.wake()
        thread.join(20)
    with app.services.store.read() as tx:
        (beat,) = tx.heartbeats.all()
    assert beat.good_for_seconds > app.relay.final_timeout


def test_a_letter_that_can_not_be_written_anew_waits_for_a_person_and_holds_up_no_other(
    app: App, tmp_path: Path, smtp_sink: SmtpSink
) -> None:
    for number in (1, 2):
        arrive(app, request(number), number)
    review_actions.set_values(app.services, "1", {"organization": "Another Ltd"}, "olga")
    with app.services.store.read() as tx:
        kinds = [str(letter.kind) for letter in tx.letters.listed()]
    broken = tmp_path / "own" / "letters" / kinds[0] / "body.txt.j2"
    broken.parent.mkdir(parents=True)
    broken.write_text("{{ nothing.of.this.name }}")
    own = Renderer((tmp_path / "own", find_folder("templates")))
    breaking = replace(app, services=replace(app.services, renderer=own))
    assert breaking.deliver(threading.Event())[LetterState.SENT] == 1
    with app.services.store.read() as tx:
        first, second = tx.letters.listed()
        attention = [one.attention for one in tx.requests.listed()]
    assert (first.state, second.state) == (LetterState.HELD, LetterState.SENT)
    assert "body.txt.j2" in first.hold_reason
    assert [Attention.LETTER_WITHHELD in each for each in attention] == [True, False]
