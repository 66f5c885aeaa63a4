"""Handing letters to real SMTP servers, and to one whose connection or abilities fail."""

from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from pathlib import Path

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import FaultProxy, call_at, cut_at, record, replace
from tests.servers.machinery import certificates
from tests.servers.postfix import Postfix
from tests.servers.smtp_sink import SmtpSink
from tests.servers.smtp_sink import Tls as Offered
from worker.errors import ConfigError
from worker.smtp import (
    LettersRefused,
    Outcome,
    Permanent,
    Relay,
    RelayError,
    RelayRefused,
    RelayUnreachable,
    RelayUntrusted,
    Sent,
    SmtpSettings,
    Transient,
    Uncertain,
    check_relay,
)
from worker.tls import Tls

SALES = "sales@vendor.test"
ASTA = "asta@example.com"
BENI = "beni@example.com"
LETTER = (
    f"From: {SALES}\r\nTo: {ASTA}\r\nSubject: Your request\r\nMessage-ID: <1@vendor.test>\r\n\r\n"
    "Good morning\r\n.\r\n..and so on\r\n"
).encode()

Start = Callable[..., SmtpSink]


def settings_of(sink: SmtpSink, tls: Tls = Tls.STARTTLS) -> SmtpSettings:
    return SmtpSettings(
        host=sink.host,
        port=sink.port,
        tls=tls,
        ca_file=sink.ca_file,
        username=sink.username,
        password=sink.password,
        timeout=10,
        final_timeout=10,
    )


@pytest.fixture
def settings(smtp_sink: SmtpSink) -> SmtpSettings:
    return settings_of(smtp_sink)


@pytest.fixture
def plain_sink(start_smtp_sink: Start) -> SmtpSink:
    """Without encryption, so that a proxy can read along."""
    return start_smtp_sink(Offered.NONE)


@pytest.fixture
def proxy(plain_sink: SmtpSink) -> Iterator[FaultProxy]:
    with FaultProxy(plain_sink.port) as running:
        yield running


@pytest.fixture
def faulty(plain_sink: SmtpSink, proxy: FaultProxy) -> SmtpSettings:
    settings = settings_of(plain_sink, Tls.NONE)
    return changed(settings, host=proxy.host, port=proxy.port, username=None, password=None)


def send(settings: SmtpSettings, *recipients: str, raw: bytes = LETTER, sender: str = SALES) -> Outcome:
    with Relay(settings) as relay:
        return relay.send(sender, recipients or (ASTA,), raw)


def failure(settings: SmtpSettings) -> RelayError:
    """Why the relay can't be used, in one line that points to [smtp] and holds no password."""
    with pytest.raises(RelayError) as caught:
        check_relay(settings)
    with pytest.raises(type(caught.value)):
        send(settings)
    text = str(caught.value)
    assert text.startswith("[smtp]")
    assert "\n" not in text
    assert not settings.password or settings.password not in text
    return caught.value


# Sent


@pytest.mark.parametrize(
    ("offered", "tls"), [(Offered.STARTTLS, Tls.STARTTLS), (Offered.IMPLICIT, Tls.IMPLICIT)]
)
def test_a_letter_arrives_encrypted_signed_in_and_byte_for_byte(
    start_smtp_sink: Start, offered: Offered, tls: Tls
) -> None:
    sink = start_smtp_sink(offered, sign_in=True)
    sent = send(settings_of(sink, tls), ASTA, BENI)
    assert sent == Sent(reply="2.0.0 Kept")
    [received] = sink.received
    assert received.raw == LETTER
    assert (received.mail_from, received.rcpt_tos) == (SALES, (ASTA, BENI))
    assert (received.signed_in_as, received.encrypted) == (sink.username, True)


def test_the_queue_id_of_a_real_relay_is_kept_and_the_letter_delivered(
    postfix: Postfix, dovecot: Dovecot
) -> None:
    relay = SmtpSettings(
        host=postfix.host,
        port=postfix.submission_port,
        tls=Tls.STARTTLS,
        ca_file=postfix.ca_file,
        username=SALES,
        password=dovecot.password,
    )
    check_relay(relay)
    sent = send(relay, ASTA)
    assert isinstance(sent, Sent)
    assert "queued as" in sent.reply
    [delivered] = dovecot.wait_for(ASTA, 1)
    assert delivered.endswith(LETTER.partition(b"\r\n\r\n")[2])


_AWAY = {"virtual_mailbox_domains": ""}
_BY_SENDER = "smtpd_sender_restrictions"
_BY_RECIPIENT = "smtpd_recipient_restrictions"
_ACCESS = "check_recipient_access static:"


@pytest.mark.parametrize(
    ("settings", "outcome"),
    [
        (_AWAY | {"smtpd_relay_restrictions": "reject_unauth_destination"}, LettersRefused),
        (_AWAY | {"smtpd_relay_restrictions": "defer_unauth_destination"}, LettersRefused),
        ({"smtpd_client_restrictions": "reject"}, LettersRefused),
        ({"smtpd_helo_restrictions": "reject"}, LettersRefused),
        ({_BY_SENDER: "reject"}, LettersRefused),
        ({_BY_SENDER: "check_sender_access static:{553 5.7.1 not owned by user}"}, LettersRefused),
        ({_BY_SENDER: "reject", "smtpd_delay_reject": "no"}, LettersRefused),
        ({_BY_RECIPIENT: _ACCESS + "{550 5.7.1 Daily sending quota exceeded}"}, LettersRefused),
        ({_BY_RECIPIENT: _ACCESS + "{421 4.7.0 Later}"}, LettersRefused),
        ({"smtpd_data_restrictions": "check_sender_access static:{451 4.3.0 Later}"}, LettersRefused),
        ({_BY_RECIPIENT: _ACCESS + "{450 4.2.0 Greylisted}"}, Transient),
        ({_BY_RECIPIENT: "reject"}, Permanent),
        ({"message_size_limit": "100"}, Permanent),
    ],
)
def test_a_real_relay_that_refuses_us_is_told_from_one_that_refuses_the_letter(
    postfix: Postfix, settings: dict[str, str], outcome: type[object]
) -> None:
    relay = SmtpSettings(host=postfix.host, port=postfix.port, tls=Tls.NONE)
    with postfix.set(**settings):
        try:
            found: object = send(relay, ASTA)
        except RelayError as error:
            found = error
    assert isinstance(found, outcome), found


def test_the_null_sender_is_allowed(smtp_sink: SmtpSink, settings: SmtpSettings) -> None:
    assert isinstance(send(settings, sender=""), Sent)
    assert smtp_sink.received[0].mail_from == "<>"  # as aiosmtpd spells it


def test_many_letters_share_one_connection(
    plain_sink: SmtpSink, proxy: FaultProxy, faulty: SmtpSettings
) -> None:
    greetings: list[bytes] = []
    proxy.to_server = call_at(b"EHLO", lambda: greetings.append(b""))
    plain_sink.refuse(BENI)
    with Relay(faulty) as relay:
        outcomes = [relay.send(SALES, [each], LETTER) for each in (ASTA, BENI, ASTA, ASTA)]
    assert [type(each) for each in outcomes] == [Sent, Permanent, Sent, Sent]
    assert len(plain_sink.received) == 3
    assert len(greetings) == 1


def test_a_connection_that_ended_between_two_letters_is_made_anew(
    plain_sink: SmtpSink, proxy: FaultProxy, faulty: SmtpSettings
) -> None:
    with Relay(faulty) as relay:
        assert isinstance(relay.send(SALES, [ASTA], LETTER), Sent)
        proxy.cut()
        assert isinstance(relay.send(SALES, [ASTA], LETTER), Sent)
    assert len(plain_sink.received) == 2


# Refused


@pytest.mark.parametrize(
    ("reply", "kind"), [("450 4.2.1 Busy", Transient), ("550 5.1.1 No such user", Permanent)]
)
def test_a_refused_recipient_decides_by_the_first_digit(
    smtp_sink: SmtpSink, settings: SmtpSettings, reply: str, kind: type[Transient | Permanent]
) -> None:
    smtp_sink.refuse(ASTA, reply)
    assert send(settings) == kind(code=int(reply[:3]), reply=reply[4:])
    assert smtp_sink.received == []


@pytest.mark.parametrize(("reply", "kind"), [("451 4.3.0 Later", Transient), ("554 5.6.0 Never", Permanent)])
def test_a_refused_text_decides_by_the_first_digit(
    smtp_sink: SmtpSink, settings: SmtpSettings, reply: str, kind: type[Transient | Permanent]
) -> None:
    smtp_sink.refuse_data(reply)
    certain = kind is Permanent
    assert send(settings) == kind(code=int(reply[:3]), reply=reply[4:], certain=certain)


def test_one_refused_recipient_does_not_keep_the_letter_from_the_other(
    smtp_sink: SmtpSink, settings: SmtpSettings
) -> None:
    smtp_sink.refuse(BENI)
    sent = send(settings, ASTA, BENI)
    assert isinstance(sent, Sent)
    assert [(each.recipient, each.code) for each in sent.refused] == [(BENI, 550)]
    assert smtp_sink.received[0].rcpt_tos == (ASTA,)


def test_when_all_are_refused_the_one_that_may_change_counts(
    smtp_sink: SmtpSink, settings: SmtpSettings
) -> None:
    smtp_sink.refuse(ASTA, "550 5.1.1 No such user")
    smtp_sink.refuse(BENI, "450 4.2.1 Busy")
    assert isinstance(send(settings, ASTA, BENI), Transient)


def test_what_the_relay_says_is_kept_without_the_customers_address(
    smtp_sink: SmtpSink, settings: SmtpSettings
) -> None:
    smtp_sink.refuse(ASTA, f"550 5.1.1 <{ASTA.upper()}>: User unknown, see {'x' * 400}")
    refused = send(settings)
    assert isinstance(refused, Permanent)
    assert refused.reply.startswith("5.1.1 <(recipient)>: User unknown, see xxx")
    assert len(refused.reply) <= 300


# Lost connections


def test_a_connection_cut_before_the_text_leaves_the_letter_to_be_sent(
    plain_sink: SmtpSink, proxy: FaultProxy, faulty: SmtpSettings
) -> None:
    for command in (b"MAIL FROM", b"RCPT TO", b"DATA\r\n"):
        proxy.to_server = cut_at(command)
        assert isinstance(send(faulty), Transient), command
    assert plain_sink.received == []


@pytest.mark.parametrize("kept", [True, False])
def test_a_connection_cut_after_the_text_leaves_doubt(
    smtp_sink: SmtpSink, settings: SmtpSettings, *, kept: bool
) -> None:
    smtp_sink.drop_after_data(keep=kept)
    assert isinstance(send(settings), Uncertain)
    assert len(smtp_sink.received) == kept


def test_a_connection_cut_amid_the_text_leaves_doubt(proxy: FaultProxy, faulty: SmtpSettings) -> None:
    proxy.to_server = cut_at(b"Good morning")
    assert isinstance(send(faulty), Uncertain)


def test_a_relay_that_falls_silent_after_the_text_leaves_doubt(
    proxy: FaultProxy, faulty: SmtpSettings
) -> None:
    proxy.to_server = call_at(b"Good morning", proxy.stall)
    uncertain = send(changed(faulty, final_timeout=0.5))
    assert isinstance(uncertain, Uncertain)
    assert "no answer in time" in uncertain.reason


def test_a_relay_that_falls_silent_before_the_text_leaves_the_letter_to_be_sent(
    proxy: FaultProxy, faulty: SmtpSettings
) -> None:
    proxy.to_server = call_at(b"RCPT TO", proxy.stall)
    waits = send(changed(faulty, timeout=0.5))
    assert isinstance(waits, Transient)
    assert "no answer in time" in waits.reply


def test_an_answer_that_is_none_leaves_doubt(proxy: FaultProxy, faulty: SmtpSettings) -> None:
    proxy.to_client = replace(b"250 2.0.0 Kept", b"what was that?")
    assert isinstance(send(faulty), Uncertain)


def test_after_a_doubtful_letter_the_next_one_goes_out(smtp_sink: SmtpSink, settings: SmtpSettings) -> None:
    smtp_sink.drop_after_data(keep=False)
    with Relay(settings) as relay:
        assert isinstance(relay.send(SALES, [ASTA], LETTER), Uncertain)
        assert isinstance(relay.send(SALES, [BENI], LETTER), Sent)
    assert smtp_sink.messages(BENI) == [LETTER]


# What the relay is able to take


def test_eight_bits_go_out_as_they_are_where_the_relay_takes_them(
    smtp_sink: SmtpSink, settings: SmtpSettings
) -> None:
    raw = (
        LETTER.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n", 1) + "Grüße\r\n".encode()
    )
    assert isinstance(send(settings, raw=raw), Sent)
    assert smtp_sink.received[0].raw == raw


def test_eight_bits_are_encoded_for_a_relay_of_seven(
    plain_sink: SmtpSink, proxy: FaultProxy, faulty: SmtpSettings
) -> None:
    head = (
        b'MIME-Version: 1.0\r\nContent-Type: text/plain; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit'
    )
    raw = LETTER.replace(b"\r\n\r\n", b"\r\n" + head + b"\r\n\r\n", 1) + "Grüße\r\n".encode()
    proxy.hide("250-8BITMIME\r\n")
    assert isinstance(send(faulty, raw=raw), Sent)
    [received] = plain_sink.received
    assert received.raw.isascii()
    assert b"Message-ID: <1@vendor.test>\r\n" in received.raw
    assert b"Content-Transfer-Encoding: 8bit" not in received.raw


def test_an_address_beyond_ascii_needs_a_relay_that_knows_such(
    plain_sink: SmtpSink, proxy: FaultProxy, faulty: SmtpSettings
) -> None:
    assert isinstance(send(faulty, "jörg@example.com"), Sent)
    assert plain_sink.received[0].rcpt_tos == ("jörg@example.com",)
    proxy.hide("250-SMTPUTF8\r\n")
    assert isinstance(send(faulty, "jörg@example.com"), Permanent)
    assert isinstance(send(faulty, "joerg@bücher.example.com"), Sent)
    assert plain_sink.received[1].rcpt_tos == ("joerg@xn--bcher-kva.example.com",)


def test_a_letter_larger_than_the_relay_takes_is_not_even_offered(
    plain_sink: SmtpSink, proxy: FaultProxy, faulty: SmtpSettings
) -> None:
    proxy.to_client = replace(b"SIZE 33554432", b"SIZE 100")
    refused = send(faulty)
    assert isinstance(refused, Permanent)
    assert "the relay takes 100" in refused.reply


def test_an_address_cannot_smuggle_in_a_command(smtp_sink: SmtpSink, settings: SmtpSettings) -> None:
    assert isinstance(send(settings, f"{ASTA}>\r\nRCPT TO:<{BENI}"), Permanent)
    assert smtp_sink.received == []


def test_a_lonely_line_end_cannot_smuggle_in_a_letter(smtp_sink: SmtpSink, settings: SmtpSettings) -> None:
    smuggled = b"end\n.\nMAIL FROM:<x@y.test>\r\n.\nRCPT TO:<z@y.test>\n.\r\n"
    assert isinstance(send(settings, raw=LETTER + smuggled), Sent)
    [received] = smtp_sink.received
    assert received.raw == LETTER + smuggled.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


# The relay itself


def test_a_check_signs_in_and_sends_nothing(smtp_sink: SmtpSink, settings: SmtpSettings) -> None:
    check_relay(settings)
    check_relay(settings, SALES)
    assert smtp_sink.received == []


def test_a_check_tells_a_sender_that_the_relay_refuses(postfix: Postfix, dovecot: Dovecot) -> None:
    settings = SmtpSettings(
        host=postfix.host,
        port=postfix.submission_port,
        tls=Tls.STARTTLS,
        ca_file=postfix.ca_file,
        username=SALES,
        password=dovecot.password,
    )
    rule = "check_sender_access inline:{{other@vendor.test=REJECT not owned by you}}"
    with postfix.set(smtpd_sender_restrictions=rule):
        check_relay(settings, SALES)
        with pytest.raises(LettersRefused, match=r"not owned by you.*check from in"):
            check_relay(settings, "other@vendor.test")


def test_a_wrong_password_is_told_by_its_key(smtp_sink: SmtpSink, settings: SmtpSettings) -> None:
    for password in ("wr0ng-one", "pässwörd"):
        refused = failure(changed(settings, password=password))
        assert isinstance(refused, RelayRefused)
        assert not refused.transient
        assert "username, and password or password_file, in [smtp]" in str(refused)


def test_a_password_beyond_ascii_is_sent_as_it_is(smtp_sink: SmtpSink, settings: SmtpSettings) -> None:
    smtp_sink.password = "pässwörd"
    check_relay(changed(settings, password="pässwörd"))


def test_auth_login_serves_where_auth_plain_is_not_offered(
    plain_sink: SmtpSink, start_smtp_sink: Start
) -> None:
    sink = start_smtp_sink(Offered.NONE, sign_in=True)
    with FaultProxy(sink.port) as proxy:
        proxy.hide(" PLAIN")
        settings = changed(settings_of(sink, Tls.NONE), host=proxy.host, port=proxy.port)
        assert isinstance(send(settings), Sent)
        assert isinstance(failure(changed(settings, password="wrong")), RelayRefused)
        assert "ASCII" in str(failure(changed(settings, password="pässwörd")))


def test_a_login_refused_for_the_moment_is_not_a_wrong_password(
    start_smtp_sink: Start,
) -> None:
    sink = start_smtp_sink(Offered.NONE, sign_in=True)
    with FaultProxy(sink.port) as proxy:
        proxy.to_client = replace(b"535 5.7.8", b"454 4.7.0")
        settings = changed(settings_of(sink, Tls.NONE), host=proxy.host, port=proxy.port)
        assert isinstance(failure(changed(settings, password="wrong")), RelayUnreachable)


def test_a_relay_that_wants_a_login_where_none_is_configured_is_told(start_smtp_sink: Start) -> None:
    sink = start_smtp_sink(sign_in=True)
    with pytest.raises(RelayRefused, match="530") as refused:
        send(changed(settings_of(sink), username=None, password=None))
    assert ASTA not in str(refused.value)


def test_a_login_where_the_relay_offers_none_is_told(plain_sink: SmtpSink, proxy: FaultProxy) -> None:
    proxy.to_client = replace(b"AUTH", b"XAUT")
    settings = changed(settings_of(plain_sink, Tls.NONE), host=proxy.host, port=proxy.port)
    assert "offers no AUTH" in str(failure(settings))


def test_an_untrusted_certificate_is_told(
    smtp_sink: SmtpSink, settings: SmtpSettings, tmp_path: Path
) -> None:
    for ca_file in (None, certificates(tmp_path).ca):
        untrusted = failure(changed(settings, ca_file=ca_file))
        assert isinstance(untrusted, RelayUntrusted)
        assert "ca_file" in str(untrusted)


def test_starttls_that_is_not_offered_is_an_error_and_nothing_goes_out_in_clear(
    plain_sink: SmtpSink, proxy: FaultProxy
) -> None:
    sent: list[bytes] = []
    proxy.to_server = record(sent)
    settings = changed(settings_of(plain_sink), host=proxy.host, port=proxy.port)
    missing = failure(settings)
    assert isinstance(missing, RelayUntrusted)
    assert not missing.transient
    assert b"AUTH" not in b"".join(sent)
    assert b"FROM" not in b"".join(sent)


def test_starttls_that_is_refused_is_an_error(smtp_sink: SmtpSink, settings: SmtpSettings) -> None:
    with FaultProxy(smtp_sink.port) as proxy:
        proxy.to_client = replace(b"220 Ready to start TLS", b"454 4.7.0 Not now")
        refused = failure(changed(settings, host=proxy.host, port=proxy.port))
    assert isinstance(refused, RelayUntrusted)
    assert "454 4.7.0 Not now" in str(refused)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"port": 1}, "refuses connections"),
        ({"host": "nowhere.invalid"}, "can't be resolved"),
        ({"host": "."}, "not a host name"),
        ({"tls": Tls.IMPLICIT}, "does not speak TLS"),
    ],
)
def test_a_relay_that_is_not_there_is_told_by_its_keys(
    settings: SmtpSettings, wrong: dict[str, object], said: str
) -> None:
    unreachable = failure(changed(settings, **wrong))  # type: ignore[arg-type]
    assert isinstance(unreachable, RelayUnreachable)
    assert said in str(unreachable)


def test_a_relay_that_sends_us_away_is_told(proxy: FaultProxy, faulty: SmtpSettings) -> None:
    proxy.to_client = replace(b"220 ", b"421 Too busy ")
    away = failure(faulty)
    assert isinstance(away, RelayUnreachable)
    assert "421 Too busy" in str(away)


def test_a_relay_that_says_nothing_is_told(start_smtp_sink: Start) -> None:
    silent = start_smtp_sink(Offered.IMPLICIT)
    unreachable = failure(changed(settings_of(silent, Tls.STARTTLS), connect_timeout=0.5))
    assert isinstance(unreachable, RelayUnreachable)
    assert "no answer in time" in str(unreachable)


def test_without_encryption_only_this_machine_is_talked_to(settings: SmtpSettings) -> None:
    with pytest.raises(ConfigError, match=r'\[smtp\] tls: must be "implicit" or "starttls" for'):
        changed(settings, host="smtp.example.com", tls=Tls.NONE)


def test_the_password_does_not_show(settings: SmtpSettings) -> None:
    assert str(settings.password) not in repr(settings)
