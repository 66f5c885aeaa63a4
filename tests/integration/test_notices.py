"""What staff are told by mail, on a real SMTP server and both databases, with the clock turned."""

import io
import json
import random
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, KEY, complete, half_filled
from tests.integration.wired_installation import VENDOR, arrive, open_wired_installation
from tests.servers.machinery import wait_until
from tests.servers.smtp_sink import SmtpSink
from worker import log
from worker.app import App
from worker.errors import UnavailableError
from worker.notices.values import NoticeKind, NoticeState
from worker.requests.request_model import Disposition, LetterState, State
from worker.runtime import scheduler, single_pass
from worker.services.accounts import staff_accounts
from worker.services.intake import folder_leases
from worker.services.intake.poll_folder import PollAccount
from worker.services.monitoring import staff_notices, worker_health
from worker.services.outbox import breaker_state
from worker.services.review import bulk_actions, review_actions
from worker.services.staff_roles import StaffRole
from worker.store.outbox.notice_table import Notice
from worker.store.records import Heartbeat, MessagePlace, Poll
from worker.store.transactions import Store, Transaction

GRACE, ALAN = "grace@vendor.test", "alan@elsewhere.test"
SECTION = f"""
[notices]
to = ["{GRACE}", "{ALAN}"]
time_zone = "Europe/Berlin"

[web]
public_url = "https://desk.vendor.test"
"""
ALERTS = SECTION.replace("[notices]", '[notices]\ndigest_at = ""')
EARLY = datetime(2026, 3, 2, 6, 50, tzinfo=UTC)  # Monday, ten to eight in Berlin
GOING = threading.Event()


@dataclass(kw_only=True)
class Office:
    """An installation whose clock the test sets, and whose parts say what the test wants."""

    app: App
    sink: SmtpSink
    now: datetime = EARLY
    problems: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def let_pass(self, **time: float) -> None:
        self.now += timedelta(**time)

    def look(self, **time: float) -> int:
        """A look at all that is so, after some time."""
        self.let_pass(**time)
        worker_health.beat(self.app.services, worker_health.PULSE, 60)
        for name, (problem, lasting) in self.problems.items():
            worker_health.beat(self.app.services, name, 60, problem, lasting=lasting)
        return staff_notices.queue_notices(self.app.services, self.app.noticing)

    def send(self) -> None:
        self.app.deliver(GOING)

    def tell(self, **time: float) -> list[EmailMessage]:
        """Look, send, and what came of it for staff."""
        known = len(self.mails())
        self.look(**time)
        self.send()
        return self.mails()[known:]

    def mails(self) -> list[EmailMessage]:
        """All that staff got."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.sink.messages(GRACE)]

    def rows(self) -> tuple[Notice, ...]:
        with self.app.services.store.read() as tx:
            return tx.notices.listed()

    def trouble(self, name: str, problem: str = "", *, lasting: bool = False) -> None:
        self.problems[name] = problem, lasting


@contextmanager
def opened(folder: Path, url: str, sink: SmtpSink, more: str) -> Iterator[Office]:
    with open_wired_installation(folder, url, sink, more) as app:
        office = Office(app=app, sink=sink)
        office.app = replace(app, services=replace(app.services, clock=lambda: office.now))
        yield office


@pytest.fixture
def office(tmp_path: Path, database_url: str, smtp_sink: SmtpSink) -> Iterator[Office]:
    """Staff want alerts and no digest."""
    with opened(tmp_path, database_url, smtp_sink, ALERTS) as made:
        yield made


@pytest.fixture
def morning(tmp_path: Path, database_url: str, smtp_sink: SmtpSink) -> Iterator[Office]:
    """Staff want both."""
    with opened(tmp_path, database_url, smtp_sink, SECTION) as made:
        yield made


@pytest.fixture
def logged() -> Iterator[Callable[[str], list[dict[str, object]]]]:
    stream = io.StringIO()
    log.configure("info", "json", stream)

    def events(name: str) -> list[dict[str, object]]:
        lines = map(json.loads, stream.getvalue().splitlines())
        return [line for line in lines if line["event"] == name]

    yield events
    log.configure()


def ready(office: Office) -> str:
    """A complete request; its reference."""
    request = arrive(office.app, complete(), 1).request
    assert request is not None
    return request.reference


def text(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def subject(mail: EmailMessage) -> str:
    return str(mail["Subject"]).removeprefix("Vendor Sales: ")


def uncertain(office: Office) -> str:
    """A request whose letter may have arrived or not."""
    reference = ready(office)
    office.sink.drop_after_data()
    office.send()
    return reference


# The digest


def test_the_digest_tells_once_a_day_what_waits(morning: Office) -> None:
    reference = ready(morning)
    morning.send()
    assert morning.tell(minutes=9) == []
    morning.let_pass(hours=3)
    (mail,) = morning.tell()
    assert subject(mail) == "one thing waits for you"
    assert (mail["To"], mail["From"]) == (
        f"{GRACE},\r\n {ALAN}".replace("\r\n", ""),
        f"Vendor Sales <{VENDOR}>",
    )
    for kind in ("plain", "html"):
        assert "One request is complete and can be reviewed" in text(mail, kind)
        assert reference in text(mail, kind)
        assert "Analytical Engines Ltd" in text(mail, kind)
        assert f"https://desk.vendor.test/requests/{reference}" in text(mail, kind)
        assert not re.search(
            f"{re.escape(KEY[:12])}|{KEY[-6:-2]}|{CUSTOMER}|Ada|licenses@|London", text(mail, kind)
        )
    assert morning.tell(hours=5) == []
    (_,) = morning.tell(hours=19)


def test_the_digest_names_the_oldest_five_and_leads_to_the_others(morning: Office) -> None:
    for number in range(1, 8):
        mail = complete().replace(b"ada.byron@", b"c%d@" % number).replace(b"<first@", b"<m%d@" % number)
        key = random.Random(number).randbytes(48).hex().encode()
        assert arrive(morning.app, mail.replace(KEY.encode(), key), number).request is not None
        morning.let_pass(minutes=1)
    with morning.app.services.store.read() as tx:
        references = [request.reference for request in tx.requests.listed([State.READY_FOR_REVIEW])]
    morning.send()
    (mail_of_day,) = morning.tell(hours=1)
    for kind in ("plain", "html"):
        told = text(mail_of_day, kind)
        assert [each in told for each in references] == [True] * 5 + [False] * 2
        assert "https://desk.vendor.test/queue?state=ready_for_review" in told
        assert "and 2 more" in told


def test_on_weekends_and_without_anything_to_do_there_is_no_digest(morning: Office) -> None:
    assert morning.tell(hours=1) == []
    reference = ready(morning)
    morning.send()
    assert morning.tell(hours=3) == [], "what comes in after the digest's time waits for the next one"
    review_actions.approve(morning.app.services, reference, "grace")
    (mail,) = morning.tell(days=1)
    assert "One approved request waits for the new license and its SEN" in text(mail)
    morning.let_pass(days=3)  # Friday
    assert len(morning.tell()) == 1
    assert morning.tell(days=1) == morning.tell(days=1) == []
    assert len(morning.tell(days=1)) == 1


def test_the_digest_tells_of_letters_and_messages_that_wait(morning: Office) -> None:
    reference = uncertain(morning)
    morning.app = replace(morning.app, noticing=replace(morning.app.noticing, alerts=False))
    set_aside(morning, 101, 102)
    (mail,) = morning.tell(hours=1)
    told = text(mail)
    assert "One letter has perhaps not arrived" in told
    assert f"{reference}, Analytical Engines Ltd, received, for 60 minutes" in told
    assert "2 messages could not be read:\n\n  2 in mailbox sales, for 60 minutes" in told
    assert "One open request asks for attention" in told


def test_a_digest_that_could_not_go_out_makes_way_for_the_next_one(morning: Office) -> None:
    ready(morning)
    morning.send()
    assert morning.look(hours=1) == 1
    assert morning.look(days=1) == 1
    morning.send()
    assert len(morning.mails()) == 1
    assert [row.state for row in morning.rows()] == [NoticeState.CANCELLED, NoticeState.SENT]


def set_aside(office: Office, *uids: int) -> None:
    with office.app.services.store.write() as tx:
        for uid in uids:
            place = MessagePlace(mailbox="sales", uid_validity=1, uid=uid)
            entry = tx.ledger.enter(place, office.now, office.now, "1")
            assert entry is not None
            tx.ledger.decide(entry, Disposition.QUARANTINED, "could not be read")


# Alerts


def test_a_mailbox_that_stays_away_is_told_with_its_return_in_one_thread(office: Office) -> None:
    office.trouble("mailbox sales", 'mailbox "sales": no answer from imap.vendor.test:993; check host')
    assert office.tell() == office.tell(minutes=14) == []
    (alert,) = office.tell(minutes=1)
    assert subject(alert) == "Mailbox sales can't be read"
    assert "no answer from imap.vendor.test:993" in text(alert)
    assert "Since Monday, 2 March 2026, 07:50 CET (15 minutes)" in text(alert)
    assert office.tell(hours=10) == []
    (reminder,) = office.tell(hours=14)
    assert subject(reminder) == "Mailbox sales can't be read, for 24 hours by now"
    office.trouble("mailbox sales")
    assert office.tell(minutes=1) == office.tell(minutes=5) == []
    (recovered,) = office.tell(minutes=60)
    assert subject(recovered) == "Mailbox sales can be read again"
    assert [mail["In-Reply-To"] for mail in (reminder, recovered)] == [
        alert["Message-ID"],
        reminder["Message-ID"],
    ]
    assert office.tell(days=2) == []


def test_a_refused_token_is_told_at_once(office: Office) -> None:
    office.trouble("token of mailbox sales", "login.vendor.test grants no token", lasting=True)
    (alert,) = office.tell()
    assert subject(alert) == "Token of mailbox sales can't be renewed"


def test_the_mails_keep_machines_quiet(office: Office) -> None:
    office.trouble("mailbox sales", "the password is refused", lasting=True)
    (alert,) = office.tell()
    assert alert["Auto-Submitted"] == "auto-generated"
    assert alert["Precedence"] == "bulk"
    assert alert["X-Auto-Response-Suppress"] == "All"
    assert alert["List-Id"] == "<notices.sen-worker.vendor.test>"
    assert "[" not in alert["Subject"]


def test_trouble_of_a_worker_that_is_gone_is_no_trouble(office: Office) -> None:
    with office.app.services.store.write() as tx:
        for name, problem in ((worker_health.PULSE, ""), ("timers", ""), ("mailbox old", "no answer")):
            beat = Heartbeat(worker="gone/1", name=name, at=office.now, good_for_seconds=60, problem=problem)
            tx.heartbeats.beat(beat)
    assert office.tell(hours=1) == office.tell(minutes=30) == []


def test_a_part_that_does_nothing_any_more_is_told(office: Office) -> None:
    worker_health.beat(office.app.services, "timers", 60)
    assert office.tell(minutes=2) == []
    (alert,) = office.tell(minutes=11)
    assert subject(alert) == "A part of the worker does not work: timers"


def test_while_letters_cant_be_sent_the_alert_waits_and_is_logged(
    office: Office, logged: Callable[[str], list[dict[str, object]]]
) -> None:
    good = office.app
    office.app = replace(good, relay=replace(good.relay, password="forgotten"))
    ready(office)
    with pytest.raises(UnavailableError) as refused:
        office.send()
    office.trouble("outbox", str(refused.value), lasting=True)
    assert office.look() == 1
    (event,) = logged("alert")
    assert (event["trouble"], event["level"]) == ("relay", "error")
    with pytest.raises(UnavailableError):
        office.send()
    assert office.mails() == []
    assert office.look(minutes=5) == 0
    assert any("refuses the login" in line for line in worker_health.find_problems(office.app.services))

    office.app = good
    office.send()
    (alert,) = office.mails()
    assert subject(alert) == "Letters can't be sent"
    assert "s3cret" not in str(alert)
    office.trouble("outbox")
    office.look(minutes=1)
    (recovered,) = office.tell(minutes=40)
    assert subject(recovered) == "Letters can be sent again"


def test_what_was_over_before_the_relay_came_back_is_not_told(office: Office) -> None:
    office.trouble("mailbox sales", "the password is refused", lasting=True)
    assert office.look() == 1
    office.trouble("mailbox sales")
    assert office.look(minutes=1) == office.look(minutes=60) == 0
    office.send()
    assert office.mails() == []
    assert [row.state for row in office.rows()] == [NoticeState.CANCELLED]


def test_a_letter_in_doubt_is_told_with_its_reference_until_somebody_decided(office: Office) -> None:
    reference = uncertain(office)
    (alert,) = office.tell()
    assert subject(alert) == "A letter has perhaps not arrived"
    assert f"{reference}, Analytical Engines Ltd, received" in text(alert)
    with office.app.services.store.write() as tx:
        (letter,) = tx.letters.listed([LetterState.UNCERTAIN])
        tx.letters.settle(letter.id, LetterState.SENT)
    office.look(minutes=1)
    assert [subject(mail) for mail in office.tell(minutes=20)] == ["No letter is in doubt any more"]


def test_a_refused_letter_is_told_at_once_and_in_each_digest(morning: Office) -> None:
    reference = ready(morning)
    with morning.app.services.store.write() as tx:
        (letter,) = tx.letters.listed()
        tx.letters.settle(letter.id, LetterState.FAILED, error="554 5.2.0 SendAsDenied")
    (alert,) = morning.tell()
    assert subject(alert) == "A letter was refused for good"
    assert f"{reference}, Analytical Engines Ltd, received" in text(alert)
    (digest,) = morning.tell(hours=1)
    assert "One letter was refused for good:" in text(digest)
    with morning.app.services.store.write() as tx:
        tx.letters.settle(letter.id, LetterState.CANCELLED)
    morning.look(minutes=1)
    assert [subject(mail) for mail in morning.tell(minutes=20)] == ["No refused letter waits any more"]


def test_a_quarantine_that_grows_is_told_again_and_its_end_too(office: Office) -> None:
    set_aside(office, 101)
    (first,) = office.tell()
    assert subject(first) == "A message in mailbox sales could not be read"
    set_aside(office, 300)
    assert office.tell(minutes=30) == []
    (second,) = office.tell(minutes=31)
    assert subject(second) == "2 messages in mailbox sales could not be read"
    with office.app.services.store.write() as tx:
        for entry in tx.ledger.listed([Disposition.QUARANTINED]):
            tx.ledger.decide(entry.id, Disposition.IGNORED, "read at last")
    office.look(minutes=1)
    (over,) = office.tell(minutes=40)
    assert subject(over) == "No message in mailbox sales is set aside any more"


def test_mail_that_a_sweep_found_is_told(office: Office) -> None:
    with office.app.services.store.write() as tx:
        tx.mailboxes.add_poll(Poll(mailbox="sales", at=office.now, found=3, counts={"request": 3}, missed=2))
    (alert,) = office.tell()
    assert subject(alert) == "2 messages in mailbox sales had been missed"
    assert office.tell(minutes=5) == []


def test_messages_that_are_not_accounted_for_are_told(office: Office) -> None:
    office.trouble("ledger sales", PollAccount(source="sales", found=9, missing=2).problem)
    assert office.tell() == []
    (alert,) = office.tell(minutes=10)
    assert subject(alert) == "Mailbox sales does not add up"
    assert "2 of 9 messages are not accounted for" in text(alert)


# The circuit breaker


def test_an_open_breaker_is_told_and_holds_back_no_notice(
    tmp_path: Path, database_url: str, smtp_sink: SmtpSink
) -> None:
    with opened(tmp_path, database_url, smtp_sink, ALERTS + "\n[policy]\nletters_per_hour = 1\n") as office:
        ready(office)
        office.send()
        worker_health.beat(office.app.services, worker_health.PULSE, 60)
        (problem,) = worker_health.find_problems(office.app.services)
        assert problem == (
            "letters: the circuit breaker is open: 1 of 1 automatic letters in the last hour "
            "(policy.letters_per_hour); further ones to strangers are held"
        )
        other = half_filled().replace(b"ada.byron@", b"charles@").replace(b"<first@", b"<other@")
        arrive(office.app, other, 2)
        (alert,) = office.tell()
        assert subject(alert) == "The circuit breaker is open"
        with office.app.services.store.read() as tx:
            assert breaker_state.read_breakers(office.app.services, tx).all.letters == 1, (
                "notices do not count as letters"
            )
            assert tx.letters.count([LetterState.HELD], 9) == 1
        office.let_pass(hours=1)
        office.tell(minutes=1)
        found = [subject(mail) for mail in office.tell(minutes=20)]
        assert "The circuit breaker is closed again" in found
        assert not any("breaker" in line for line in worker_health.find_problems(office.app.services))


def test_a_flood_of_strangers_is_told_and_leaves_the_worker_healthy(
    tmp_path: Path, database_url: str, smtp_sink: SmtpSink
) -> None:
    policy = "\n[policy]\nletters_to_strangers_per_hour = 1\n"
    with opened(tmp_path, database_url, smtp_sink, ALERTS + policy) as office:
        ready(office)
        office.send()
        worker_health.beat(office.app.services, worker_health.PULSE, 60)
        assert worker_health.find_problems(office.app.services) == []
        with office.app.services.store.read() as tx:
            told = breaker_state.describe_breakers(breaker_state.read_breakers(office.app.services, tx))
        assert told == (
            "the circuit breaker is closed: 1 of 500 automatic letters in the last hour; "
            "letters to strangers are held: 1 of 1 of them in the last hour "
            "(policy.letters_to_strangers_per_hour)"
        )
        (alert,) = office.tell()
        assert subject(alert) == "Letters to strangers are held"
        office.let_pass(hours=1)
        office.tell(minutes=1)
        assert "Letters to strangers go out again" in [subject(mail) for mail in office.tell(minutes=20)]


# No loops


def delivered(office: Office, raw: bytes, uid: int) -> tuple[Disposition, int, int]:
    """A mail that comes into the polled mailbox: what became of it, and the requests and letters then."""
    outcome = arrive(office.app, raw, uid)
    with office.app.services.store.read() as tx:
        letters = len(list(tx.letters.listed()))
        return outcome.disposition, len(list(tx.requests.listed([]))), letters


def test_a_notice_that_comes_into_the_mailbox_is_our_own(morning: Office) -> None:
    ready(morning)
    morning.send()
    morning.trouble("mailbox sales", "the password is refused", lasting=True)
    assert len(morning.tell(hours=1)) == 2
    for number, raw in enumerate(morning.sink.messages(GRACE)):
        assert delivered(morning, raw, 10 + number) == (Disposition.OWN, 1, 1)
        # A mailing list on the way puts its own address in place of ours.
        munged = re.sub(rb"(?m)^From: .*$", b"From: Staff <list@elsewhere.test>", raw) + b"\r\n"
        assert delivered(morning, munged, 20 + number) == (Disposition.OWN, 1, 1)
        stripped = re.sub(rb"(?m)^Message-ID: .*$", b"Message-ID: <list.%d@elsewhere.test>" % number, munged)
        assert delivered(morning, stripped, 30 + number) == (Disposition.IGNORED, 1, 1)


def answer_to(mail: EmailMessage, head: str, body: str) -> bytes:
    return f"""\
From: Grace Hopper <{GRACE}>
To: {VENDOR}
Subject: Re: {mail["Subject"]}
Message-ID: <answer-{len(head)}-{len(body)}@vendor.test>
In-Reply-To: {mail["Message-ID"]}
References: {mail["Message-ID"]}
Date: Mon, 02 Mar 2026 11:00:00 +0000
{head}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{body}
""".replace("\n", "\r\n").encode()


def test_what_staff_and_their_machines_answer_to_a_notice_opens_nothing(morning: Office) -> None:
    ready(morning)
    morning.send()
    (mail,) = morning.tell(hours=1)
    quoted = "\n".join(f"> {line}" for line in text(mail).splitlines())
    said = answer_to(mail, "", f"Please migrate our licenses to Atlassian Marketplace.\n\n{quoted}")
    assert delivered(morning, said, 10) == (Disposition.IGNORED, 1, 1)
    away = answer_to(mail, "Auto-Submitted: auto-replied\n", "I am away until Monday.")
    assert delivered(morning, away, 11) == (Disposition.AUTO_REPLY, 1, 1)


def test_a_notice_that_is_returned_causes_no_other_one(office: Office) -> None:
    office.trouble("mailbox sales", "the password is refused", lasting=True)
    (mail,) = office.tell()
    report = f"""\
From: Mail Delivery System <MAILER-DAEMON@mx.vendor.test>
To: {VENDOR}
Subject: Undelivered Mail Returned to Sender
Message-ID: <report@mx.vendor.test>
Date: Mon, 02 Mar 2026 11:00:00 +0000
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail system could not deliver your message.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.vendor.test

Final-Recipient: rfc822; {GRACE}
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822

From: {VENDOR}
To: {GRACE}
Subject: {mail["Subject"]}
Message-ID: {mail["Message-ID"]}

--b--
""".replace("\n", "\r\n").encode()
    assert delivered(office, report, 10) == (Disposition.BOUNCE, 0, 0)
    assert [row.state for row in office.rows()] == [NoticeState.BOUNCED]
    assert "came back" in staff_notices.find_problem(office.app.services)
    office.trouble("notices", staff_notices.find_problem(office.app.services))
    assert office.tell(minutes=10) == office.tell(hours=2) == []


# At most once


def test_a_notice_of_a_worker_that_died_while_sending_is_uncertain_and_not_sent_again(office: Office) -> None:
    office.trouble("mailbox sales", "the password is refused", lasting=True)
    office.look()
    with office.app.services.store.write() as tx:
        assert tx.notices.claim(office.now, "elsewhere/1") is not None
    office.let_pass(minutes=16)
    office.send()
    assert office.mails() == []
    assert [row.state for row in office.rows()] == [NoticeState.UNCERTAIN]
    assert office.look() == 0
    office.trouble("mailbox sales")
    office.look(minutes=1)
    assert [subject(mail) for mail in office.tell(minutes=30)] == ["Mailbox sales can be read again"]


class KilledError(BaseException):
    """The process ends here."""


class Mortal(Store):
    """A database whose worker is killed in its n-th writing transaction, or right after it."""

    lives = 0
    after_commit = False

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        self.lives -= 1
        with super().write() as tx:
            yield tx
            if self.lives == 0 and not self.after_commit:
                raise KilledError
        if self.lives == 0:
            raise KilledError


def look_and_send(app: App) -> None:
    staff_notices.queue_notices(app.services, app.noticing)
    app.deliver(GOING)


@pytest.mark.parametrize("after_commit", [False, True])
@pytest.mark.parametrize("lives", range(1, 4))
def test_a_worker_that_is_killed_at_any_step_tells_at_most_once(
    office: Office, database_url: str, lives: int, *, after_commit: bool
) -> None:
    worker_health.beat(office.app.services, worker_health.PULSE, 10_000)
    worker_health.beat(office.app.services, "mailbox sales", 10_000, "the password is refused", lasting=True)
    mortal = Mortal(database_url)
    mortal.lives, mortal.after_commit = lives, after_commit
    alive = office.app.services
    doomed = replace(office.app, services=replace(alive, store=mortal, identity="doomed/1:1:ab"))
    with pytest.raises(KilledError):
        look_and_send(doomed)
    mortal.close()

    office.let_pass(minutes=16)
    staff_notices.queue_notices(alive, office.app.noticing)
    office.send()
    office.let_pass(minutes=16)
    office.send()
    (row,) = office.rows()
    assert len(office.mails()) == 1 or row.state is NoticeState.UNCERTAIN
    assert len(office.mails()) <= 1
    assert row.state in {NoticeState.SENT, NoticeState.UNCERTAIN}


def test_a_connection_that_is_lost_after_the_text_leaves_doubt_and_no_repeat(office: Office) -> None:
    office.trouble("mailbox sales", "the password is refused", lasting=True)
    office.look()
    office.sink.drop_after_data()
    office.send()
    office.let_pass(hours=1)
    office.send()
    assert len(office.mails()) == 1
    assert [row.state for row in office.rows()] == [NoticeState.UNCERTAIN]


def test_a_notice_that_is_refused_for_now_is_tried_again(office: Office) -> None:
    office.trouble("mailbox sales", "the password is refused", lasting=True)
    office.sink.refuse_data(times=1)
    assert office.tell() == []
    office.let_pass(minutes=2)
    office.send()
    assert len(office.mails()) == 1


def test_nothing_is_remembered_of_a_notice_that_could_not_be_written(
    tmp_path: Path, database_url: str, smtp_sink: SmtpSink
) -> None:
    own = tmp_path / "own" / "notices" / "alert"
    own.mkdir(parents=True)
    (own / "subject.txt.j2").write_text("{{ nothing_of_this_name }}")
    more = f'{ALERTS}\n[templates]\ndir = "{tmp_path / "own"}"\n'
    with opened(tmp_path, database_url, smtp_sink, more) as office:
        office.trouble("mailbox sales", "the password is refused", lasting=True)
        with pytest.raises(Exception, match="nothing_of_this_name"):
            office.look()
        assert office.rows() == ()
        (own / "subject.txt.j2").write_text("Mine: {{ part }}")
        (mail,) = office.tell(minutes=1)
        assert mail["Subject"] == "Mine: mailbox sales"


def test_of_two_workers_one_tells(office: Office) -> None:
    office.trouble("mailbox sales", "the password is refused", lasting=True)
    here = replace(office.app.services, identity="here/1:1:ab")
    other = replace(office.app.services, identity="other/2:1:ab")
    office.app = replace(office.app, services=here)
    assert office.look() == 1
    worker_health.beat(office.app.services, "mailbox other", 60, "the password is refused", lasting=True)
    assert staff_notices.queue_notices(other, office.app.noticing) == 0
    office.let_pass(seconds=folder_leases.LEASE_SECONDS + 1)
    worker_health.beat(office.app.services, worker_health.PULSE, 60)
    assert staff_notices.queue_notices(other, office.app.noticing) == 1


def test_workers_that_look_at_the_same_moment_tell_once(office: Office) -> None:
    office.trouble("mailbox sales", "the password is refused", lasting=True)
    worker_health.beat(office.app.services, worker_health.PULSE, 60)
    worker_health.beat(office.app.services, "mailbox sales", 60, "the password is refused", lasting=True)
    told: list[int] = []
    start = threading.Barrier(4)

    def worker(number: int) -> None:
        services = replace(office.app.services, identity=f"worker{number}/1:1:ab")
        start.wait()
        told.append(staff_notices.queue_notices(services, office.app.noticing))

    threads = [threading.Thread(target=worker, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == [0, 0, 0, 1]
    office.send()
    assert len(office.mails()) == 1


# The ways in


def test_a_pass_for_cron_tells_what_it_could_not_do(morning: Office) -> None:
    assert any("127.0.0.1:9" in line for line in single_pass.run_once(morning.app, GOING))
    assert morning.mails() == []
    morning.let_pass(minutes=9)
    ready(morning)
    single_pass.run_once(morning.app, GOING)
    assert morning.mails() == []
    morning.let_pass(minutes=9)
    single_pass.run_once(morning.app, GOING)
    assert sorted(map(subject, morning.mails())) == ["Mailbox sales can't be read", "one thing waits for you"]


def test_a_running_worker_tells_by_itself(office: Office) -> None:
    uncertain(office)
    stop = threading.Event()
    thread = threading.Thread(target=scheduler.run_worker, args=[office.app, stop])
    thread.start()
    try:
        wait_until(lambda: bool(office.mails()), "the alert")
    finally:
        stop.set()
        thread.join(30)
    assert subject(office.mails()[0]) == "A letter has perhaps not arrived"


def test_nobody_is_told_where_nobody_wants_to_be(
    tmp_path: Path, database_url: str, smtp_sink: SmtpSink
) -> None:
    with opened(tmp_path, database_url, smtp_sink, "") as office:
        ready(office)
        office.trouble("mailbox sales", "the password is refused", lasting=True)
        assert office.look(hours=2) == 0
        assert office.rows() == ()


def test_notices_are_kept_for_a_month(morning: Office) -> None:
    ready(morning)
    morning.send()
    morning.look(hours=1)
    morning.send()
    (first,) = morning.rows()
    assert first.kind is NoticeKind.DIGEST
    morning.look(days=31)
    assert first not in morning.rows()


# Requests that somebody is given


def test_who_is_given_requests_gets_one_mail_and_who_takes_one_none(office: Office) -> None:
    services = office.app.services
    reference = ready(office)
    office.send()
    for name in ("maya", "bo@vendor.test"):
        staff_accounts.add(services, name, "", StaffRole.REVIEWER)
    bulk_actions.assign(services, [reference], "maya", "maya")
    assert office.tell(minutes=1) == []
    bulk_actions.assign(services, [reference], "bo@vendor.test", "maya")
    bulk_actions.assign(services, [reference], "maya", "olga")
    (mail,) = office.tell(minutes=1)
    assert subject(mail) == "A request was given to maya"
    for kind in ("plain", "html"):
        assert f"https://desk.vendor.test/requests/{reference}" in text(mail, kind)
        assert "by olga" in text(mail, kind)
    bulk_actions.assign(services, [reference], "bo@vendor.test", "maya")
    assert office.tell(minutes=1) == [], "it goes to the address that they sign in by"
    (own,) = office.sink.messages("bo@vendor.test")
    assert b"A request was given to bo@vendor.test" in own
    assert office.tell(hours=1) == []
