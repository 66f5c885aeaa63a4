"""The servers that other tests rely on do what those tests take for granted."""

import smtplib
import ssl
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from imapclient.exceptions import LoginError
from sqlalchemy import create_engine, text

from tests.servers.dovecot import Dovecot
from tests.servers.machinery import greets, wait_until
from tests.servers.postfix import Postfix
from tests.servers.smtp_sink import PASSWORD, USERNAME, SmtpSink, Tls

ROOT = Path(__file__).resolve().parents[2]
SALES = "sales@vendor.test"
CUSTOMER = "asta@example.com"
MAIL = b"From: asta@example.com\r\nTo: sales@vendor.test\r\nSubject: Hello\r\n\r\nGood morning\r\n"


def test_an_appended_message_is_kept_with_its_date_and_flags(dovecot: Dovecot) -> None:
    when = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    uid = dovecot.append(SALES, MAIL, flags=["\\Seen", "$SenDone"], when=when)
    [stored] = dovecot.snapshot(SALES)
    assert (stored.uid, stored.flags, stored.internal_date) == (uid, frozenset({"\\Seen", "$SenDone"}), when)
    assert dovecot.messages(SALES) == [MAIL]


def test_looking_at_a_mailbox_leaves_it_as_it_was(dovecot: Dovecot) -> None:
    dovecot.append(SALES, MAIL)
    dovecot.append(SALES, MAIL, folder="Archive")
    before = dovecot.snapshot(SALES)
    dovecot.messages(SALES)
    assert dovecot.snapshot(SALES) == before
    assert [(each.folder, *each.flags) for each in before] == [("Archive",), ("INBOX",)]


def test_delivery_reaches_an_address_never_used_before_and_no_other(dovecot: Dovecot) -> None:
    dovecot.deliver(MAIL, CUSTOMER)
    [received] = dovecot.messages(CUSTOMER)
    assert received.endswith(MAIL)
    assert dovecot.messages(SALES) == []


def test_delivery_to_an_unknown_domain_is_refused(dovecot: Dovecot) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        dovecot.deliver(MAIL, "asta@nowhere.test")
    assert refusal.value.recipients["asta@nowhere.test"][0] == 550


def test_a_wrong_password_is_refused_and_the_right_one_works_at_once(dovecot: Dovecot) -> None:
    right, dovecot.password = dovecot.password, "wrong"
    with pytest.raises(LoginError):
        dovecot.messages(SALES)
    dovecot.password = right
    assert dovecot.messages(SALES) == []


def test_a_mail_goes_through_the_exchanger_and_its_answer_through_submission(
    dovecot: Dovecot, postfix: Postfix
) -> None:
    with smtplib.SMTP(postfix.host, postfix.port) as link:
        link.sendmail(CUSTOMER, [SALES], MAIL)
    dovecot.wait_for(SALES, 1)
    with _signed_in(postfix.host, postfix.submission_port, postfix.ca_file, dovecot.password) as link:
        link.sendmail(SALES, [CUSTOMER], MAIL)
    [answer] = dovecot.wait_for(CUSTOMER, 1)
    assert b"for <asta@example.com>" in answer
    assert answer.endswith(b"Good morning\r\n")


def test_the_exchanger_refuses_unknown_people_and_reports_what_it_cannot_deliver(
    dovecot: Dovecot, postfix: Postfix
) -> None:
    with smtplib.SMTP(postfix.host, postfix.port) as link:
        refused = link.sendmail(SALES, ["unknown@example.com", "asta@nowhere.test"], MAIL)
    assert refused["unknown@example.com"][0] == 550
    [report] = dovecot.wait_for(SALES, 1)
    assert b"multipart/report" in report


def test_submission_demands_encryption_and_the_right_password(dovecot: Dovecot, postfix: Postfix) -> None:
    with smtplib.SMTP(postfix.host, postfix.submission_port) as link:
        assert link.docmd("MAIL FROM:<sales@vendor.test>")[0] == 530
    with pytest.raises(smtplib.SMTPAuthenticationError):
        _signed_in(postfix.host, postfix.submission_port, postfix.ca_file, "wrong")


def test_the_sink_keeps_the_bytes_and_the_envelope(smtp_sink: SmtpSink) -> None:
    with _signed_in(smtp_sink.host, smtp_sink.port, smtp_sink.ca_file, PASSWORD) as link:
        link.sendmail(SALES, [CUSTOMER], MAIL)
    [received] = smtp_sink.received
    assert (received.mail_from, received.rcpt_tos, received.raw) == (SALES, (CUSTOMER,), MAIL)
    assert (received.signed_in_as, received.encrypted) == (USERNAME, True)
    assert smtp_sink.messages("ASTA@example.com") == [MAIL]


@pytest.mark.parametrize("tls", list(Tls))
def test_the_sink_can_demand_a_sign_in_over_every_kind_of_connection(
    tls: Tls, start_smtp_sink: Callable[..., SmtpSink]
) -> None:
    sink = start_smtp_sink(tls, sign_in=True)
    with pytest.raises(smtplib.SMTPRecipientsRefused), _connected(sink, tls) as link:
        link.sendmail(SALES, [CUSTOMER], MAIL)
    with _connected(sink, tls) as link:
        link.login(USERNAME, PASSWORD)
        link.sendmail(SALES, [CUSTOMER], MAIL)
    assert [each.encrypted for each in sink.received] == [tls is not Tls.NONE]


def test_the_sink_refuses_as_often_as_it_was_told(smtp_sink: SmtpSink) -> None:
    smtp_sink.refuse(CUSTOMER, "450 4.2.1 Busy", times=1)
    smtp_sink.refuse_data("554 5.6.0 No", times=1)
    replies = [_reply(smtp_sink) for _ in range(3)]
    assert replies == [450, 554, 250]
    smtp_sink.refuse(CUSTOMER)
    assert [_reply(smtp_sink), _reply(smtp_sink)] == [550, 550]
    smtp_sink.relent()
    assert _reply(smtp_sink) == 250


@pytest.mark.parametrize("copies", [1, 0])
def test_the_sink_cuts_the_connection_instead_of_answering(copies: int, smtp_sink: SmtpSink) -> None:
    smtp_sink.drop_after_data(keep=bool(copies))
    with pytest.raises(smtplib.SMTPServerDisconnected):
        _reply(smtp_sink)
    assert smtp_sink.messages(CUSTOMER) == [MAIL] * copies
    assert _reply(smtp_sink) == 250


def test_each_database_is_new_and_empty(empty_database_url: str) -> None:
    engine = create_engine(empty_database_url)
    with engine.begin() as link:
        link.execute(text("CREATE TABLE seen (id INTEGER PRIMARY KEY)"))
        assert link.execute(text("SELECT count(*) FROM seen")).scalar_one() == 0
    engine.dispose()


def test_a_server_ends_with_the_process_that_started_it(
    dovecot: Dovecot, server_folder: Callable[[str], Path]
) -> None:
    start = "import sys; from pathlib import Path; from tests.servers.dovecot import start"
    code = f"{start}; print(start(Path(sys.argv[1])).imap_port, flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(server_folder("killed"))]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        assert greets(port, b"* OK")
        process.kill()
    wait_until(lambda: not greets(port, b"* OK"), "Dovecot to end")


def _connected(sink: SmtpSink, tls: Tls) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=str(sink.ca_file))
    if tls is Tls.IMPLICIT:
        return smtplib.SMTP_SSL(sink.host, sink.port, context=context)
    link = smtplib.SMTP(sink.host, sink.port)
    if tls is Tls.STARTTLS:
        link.starttls(context=context)
    return link


def _signed_in(host: str, port: int, ca_file: Path, password: str) -> smtplib.SMTP:
    link = smtplib.SMTP(host, port)
    try:
        link.starttls(context=ssl.create_default_context(cafile=str(ca_file)))
        link.login(USERNAME, password)
    except smtplib.SMTPException:
        link.close()
        raise
    return link


def _reply(sink: SmtpSink) -> int:
    with smtplib.SMTP(sink.host, sink.port) as link:
        try:
            link.sendmail(SALES, [CUSTOMER], MAIL)
        except smtplib.SMTPRecipientsRefused as refusal:
            return int(refusal.recipients[CUSTOMER][0])
        except smtplib.SMTPDataError as refusal:
            return int(refusal.smtp_code)
    return 250
