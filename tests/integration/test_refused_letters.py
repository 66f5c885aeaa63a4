"""Relays that refuse letters for reasons of their own: none is given up, and none is sent twice."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.integration.installed import Clock, install, request, with_clock
from tests.integration.wired_installation import arrive
from tests.servers.databases import new_sqlite
from tests.servers.scripted_relay import ScriptedRelay, scripted_relay
from worker.app import App
from worker.errors import UnavailableError
from worker.requests.request_model import LetterState
from worker.smtp import RelayError, RelayRefused, RelayUnreachable, check_relay
from worker.store.records import Letter

LETTERS = 3
GOING = threading.Event()


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


def letters(app: App) -> list[Letter]:
    with app.services.store.read() as tx:
        return list(tx.letters.listed())


def states(app: App) -> Counter[LetterState]:
    return Counter(letter.state for letter in letters(app))


def requests_arrive(app: App, numbers: range) -> None:
    for number in numbers:
        arrive(app, request(number), number + 1)


def deliver_all(app: App, clock: Clock, passes: int) -> int:
    """So many passes an hour apart; how many of them failed."""
    failed = 0
    for _ in range(passes):
        try:
            app.deliver(GOING)
        except UnavailableError:
            failed += 1
        clock.let_pass(hours=1)
    return failed


REFUSALS = [
    ("MAIL", "550 5.4.5 Daily user sending limit exceeded."),
    ("MAIL", "553 5.7.1 <sales@vendor.test>: Sender address rejected: not owned by user"),
    ("MAIL", "550 5.1.1 User unknown"),
    ("MAIL", "550 no"),
    ("MAIL", "452 4.3.1 Insufficient system storage"),
    ("MAIL", "421 4.7.0 Too many messages, closing"),
    ("RCPT", "554 5.7.1 Relay access denied"),
    ("RCPT", "454 4.7.1 Relay access denied"),
    ("RCPT", "550 relay not permitted"),
    ("RCPT", "554 5.7.1 Recipient address rejected: Policy rejection; Message quota exceeded"),
    ("RCPT", "504 5.5.2 Helo command rejected: need fully-qualified hostname"),
    ("RCPT", "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org"),
    ("RCPT", "554 no"),
    ("RCPT", "550 5.7.1 rejected"),
    ("DATA", "554 5.7.1 no"),
    ("DATA", "451 4.3.5 Server configuration error"),
    ("TEXT", "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException"),
    ("TEXT", "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
    ("TEXT", "554 Message rejected: Email address is not verified."),
    ("TEXT", "554 5.7.1 Message rejected as spam"),
    ("TEXT", "554 Transaction failed"),
    ("TEXT", "421 4.4.2 Timeout"),
]


@pytest.mark.parametrize(("stage", "reply"), REFUSALS)
def test_letters_wait_out_a_relay_that_refuses_us_for_a_week(
    app: App, relay: ScriptedRelay, clock: Clock, stage: str, reply: str
) -> None:
    requests_arrive(app, range(LETTERS))
    relay.refusals[stage] = reply
    for _ in range(2):
        heard = len(relay.server.heard)
        with pytest.raises(UnavailableError, match=reply[:3]):
            app.deliver(GOING)
        assert sum(line.upper().startswith("MAIL") for line in relay.server.heard[heard:]) == 1, (
            "one letter probes"
        )
        clock.let_pass(minutes=5)
    deliver_all(app, clock, 30)
    clock.let_pass(days=7)
    deliver_all(app, clock, 10)
    assert sum(states(app)[state] for state in (LetterState.QUEUED, LetterState.DEFERRED)) == LETTERS
    assert any(reply[4:20] in letter.last_error for letter in letters(app))

    relay.refusals.clear()
    deliver_all(app, clock, 2)
    assert states(app) == {LetterState.SENT: LETTERS}
    assert len({*map(str, relay.taken)}) == len(relay.taken) == LETTERS


def test_a_limit_that_is_reached_amid_the_outbox_costs_no_letter(
    app: App, relay: ScriptedRelay, clock: Clock
) -> None:
    """Each day the relay takes one letter, and refuses the next one."""
    requests_arrive(app, range(LETTERS))
    for taken in range(1, LETTERS + 1):
        relay.refusals.clear()

        def one_only(letter: Letter, raw: bytes) -> None:
            relay.refusals["MAIL"] = "550 5.4.5 Daily user sending limit exceeded."

        with suppress(UnavailableError):
            app.deliver(GOING, one_only)
        assert len(relay.taken) == taken
        deliver_all(app, clock, 24)
    assert states(app) == {LetterState.SENT: LETTERS}


def test_a_refusal_of_one_recipient_is_that_letters_at_once(app: App, relay: ScriptedRelay) -> None:
    requests_arrive(app, range(LETTERS))
    relay.refusals[letters(app)[1].to] = "550 5.1.1 No such user"
    app.deliver(GOING)
    assert states(app) == {LetterState.SENT: LETTERS - 1, LetterState.FAILED: 1}


@pytest.mark.parametrize("reply", ["554 no", "550 5.7.1 rejected", "554 5.7.1 Relay access denied"])
def test_a_letter_refused_alone_again_and_again_is_given_up_in_the_end(
    app: App, relay: ScriptedRelay, clock: Clock, reply: str
) -> None:
    requests_arrive(app, range(1))
    relay.refusals[letters(app)[0].to] = reply
    for number in range(1, 30):
        requests_arrive(app, range(number, number + 1))
        deliver_all(app, clock, 2)
        clock.let_pass(hours=3)
    assert states(app)[LetterState.FAILED] == 1
    assert {LetterState.QUEUED, LetterState.DEFERRED}.isdisjoint(states(app))


def test_a_letter_that_waited_long_is_not_given_up_at_its_first_delay(
    app: App, relay: ScriptedRelay, clock: Clock
) -> None:
    requests_arrive(app, range(1))
    clock.let_pass(days=6)
    relay.refusals["RCPT"] = "450 4.2.0 Greylisted"
    app.deliver(GOING)
    assert states(app) == {LetterState.DEFERRED: 1}


@pytest.mark.parametrize(
    "refusal",
    [
        "504 5.5.4 Unrecognized authentication type",
        "504 5.7.4 Unrecognized authentication type",
        "502 5.5.2 Error: command not recognized",
        "501 5.5.4 Syntax error in parameters",
        "500 5.5.1 Command unrecognized",
        "503 5.5.1 Not available",
        "535 5.7.3 Authentication unsuccessful",
        "535 Incorrect authentication data",
        "535 5.7.8 Error: authentication failed: no mechanism available",
        "538 5.7.11 Encryption required for requested authentication mechanism",
        "554 5.5.1 Unsupported authentication mechanism",
        "550 no",
    ],
)
@pytest.mark.parametrize("hangs_up", [False, True])
def test_where_a_relay_refuses_plain_login_is_tried(refusal: str, *, hangs_up: bool, app: App) -> None:
    with scripted_relay("PLAIN LOGIN") as relay:
        relay.refusals["AUTH PLAIN"] = refusal
        relay.hangs_up_after = "AUTH PLAIN" if hangs_up else ""
        check_relay(replace(app.relay, port=relay.server.port, username="sales", password="s3cret"))


@pytest.mark.parametrize(
    ("plain", "login", "kind", "password"),
    [
        ("535 5.7.8 Username and Password not accepted", "235 ok", RelayRefused, True),
        (
            "535 5.7.3 Authentication unsuccessful",
            "535 5.7.3 Authentication unsuccessful",
            RelayRefused,
            True,
        ),
        ("504 no", "535 5.7.8 no", RelayRefused, True),
        ("504 5.5.4 no", "504 5.5.4 no", RelayRefused, False),
        ("535 5.7.139 basic authentication is disabled", "504 5.5.4 no", RelayRefused, False),
        ("534 5.7.14 Please log in via your web browser", "235 ok", RelayRefused, False),
        ("454 4.7.0 Temporary authentication failure", "235 ok", RelayUnreachable, False),
        ("535 Too many login attempts, try again later", "235 ok", RelayUnreachable, False),
    ],
)
def test_staff_check_the_password_where_it_is_what_is_refused(
    plain: str, login: str, kind: type[RelayError], *, password: bool, app: App
) -> None:
    with scripted_relay("PLAIN LOGIN") as relay:
        relay.refusals = {"AUTH PLAIN": plain, "AUTH LOGIN": login}
        with pytest.raises(kind) as caught:
            check_relay(replace(app.relay, port=relay.server.port, username="sales", password="s3cret"))
    assert ("password" in str(caught.value)) == password
    assert "s3cret" not in str(caught.value)
