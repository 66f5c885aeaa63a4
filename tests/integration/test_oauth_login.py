"""Signing in by tokens to a real Dovecot and through a real Postfix, and what comes in between."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from tests.integration.oauth import by_consent, by_secret, login
from tests.servers import tokens
from tests.servers.dovecot import Dovecot
from tests.servers.fault_proxy import FaultProxy, record
from tests.servers.machinery import wait_until
from tests.servers.postfix import Postfix
from tests.servers.smtp_sink import SmtpSink
from tests.servers.token_endpoint import TokenEndpoint
from worker.mailbox.errors import LoginRefused, MailboxError, MailboxUnreachable
from worker.mailbox.mailbox_session import open_session
from worker.mailbox.settings import MailboxSettings
from worker.oauth.sasl import Mechanism
from worker.oauth.token_endpoint import Grant
from worker.oauth.token_source import TokenLogin, TokenSource
from worker.smtp import Relay, RelayError, RelayRefused, RelayUnreachable, Sent, SmtpSettings, check_relay
from worker.tls import Tls

SALES = "sales@vendor.test"
ASTA = "asta@example.com"
LETTER = (
    f"From: {SALES}\r\nTo: {ASTA}\r\nSubject: Hello\r\nMessage-ID: <1@vendor.test>\r\n\r\nHello\r\n".encode()
)


@pytest.fixture
def mailbox(dovecot: Dovecot, token_endpoint: TokenEndpoint) -> MailboxSettings:
    return MailboxSettings(
        name="sales",
        host=dovecot.host,
        port=dovecot.imaps_port,
        tls=Tls.IMPLICIT,
        ca_file=dovecot.ca_file,
        username=SALES,
        oauth2=login(by_secret(token_endpoint)),
    )


@pytest.fixture
def relay(postfix: Postfix, token_endpoint: TokenEndpoint) -> SmtpSettings:
    return SmtpSettings(
        host=postfix.host,
        port=postfix.submission_port,
        tls=Tls.STARTTLS,
        ca_file=postfix.ca_file,
        username=SALES,
        oauth2=login(by_secret(token_endpoint)),
    )


@pytest.fixture
def proxy(dovecot: Dovecot) -> Iterator[FaultProxy]:
    with FaultProxy(dovecot.imap_port) as running:
        yield running


def entered(settings: MailboxSettings) -> bool:
    with open_session(settings) as session:
        return session.select("INBOX", readonly=True).exists >= 0


def refusal(settings: MailboxSettings, endpoint: TokenEndpoint) -> MailboxError:
    """Why the mailbox can't be opened, in one line that names it and holds no token."""
    with pytest.raises(MailboxError) as caught:
        entered(settings)
    text = str(caught.value)
    assert text.startswith('mailbox "sales": ')
    assert "\n" not in text
    assert not [token for token in endpoint.granted if token in text]
    return caught.value


def relay_refusal(settings: SmtpSettings, endpoint: TokenEndpoint) -> RelayError:
    with pytest.raises(RelayError) as caught:
        check_relay(settings)
    text = str(caught.value)
    assert text.startswith("[smtp]: ")
    assert "\n" not in text
    assert not [token for token in endpoint.granted if token in text]
    return caught.value


# In


@pytest.mark.parametrize("mechanism", [None, *Mechanism])
@pytest.mark.parametrize("ballast", [0, 4000])
def test_a_mailbox_is_opened_by_a_token(
    mailbox: MailboxSettings, token_endpoint: TokenEndpoint, mechanism: Mechanism | None, ballast: int
) -> None:
    token_endpoint.ballast = ballast
    assert entered(replace(mailbox, oauth2=login(by_secret(token_endpoint), mechanism)))


@pytest.mark.parametrize("mechanism", [None, *Mechanism])
@pytest.mark.parametrize("ballast", [0, 1500])
def test_a_letter_leaves_by_a_token(
    relay: SmtpSettings,
    token_endpoint: TokenEndpoint,
    dovecot: Dovecot,
    mechanism: Mechanism | None,
    ballast: int,
) -> None:
    token_endpoint.ballast = ballast
    with Relay(replace(relay, oauth2=login(by_secret(token_endpoint), mechanism))) as link:
        assert isinstance(link.send(SALES, [ASTA], LETTER), Sent)
    assert dovecot.wait_for(ASTA, 1)


def test_one_token_serves_mailbox_and_relay_until_it_is_due(
    mailbox: MailboxSettings, relay: SmtpSettings, token_endpoint: TokenEndpoint
) -> None:
    for _ in range(2):
        entered(mailbox)
        check_relay(replace(relay, oauth2=mailbox.oauth2))
    assert len(token_endpoint.granted) == 1


def test_a_token_is_renewed_before_it_ends(mailbox: MailboxSettings, token_endpoint: TokenEndpoint) -> None:
    token_endpoint.lifetime = 2
    entered(mailbox)
    wait_until(
        lambda: mailbox.oauth2 and mailbox.oauth2.source.token() != token_endpoint.granted[0], "a token"
    )
    entered(mailbox)
    assert token_endpoint.granted[0] != token_endpoint.granted[-1]
    assert len(token_endpoint.asked) == len(token_endpoint.granted)


# Refused, and in all the same


@pytest.mark.parametrize("mechanism", Mechanism)
def test_a_token_that_ended_before_its_time_is_renewed_once(
    mailbox: MailboxSettings, token_endpoint: TokenEndpoint, mechanism: Mechanism
) -> None:
    settings = replace(mailbox, oauth2=login(by_secret(token_endpoint), mechanism))
    token_endpoint.lifetime, token_endpoint.told_lifetime = -60, 3600
    assert settings.oauth2 is not None
    settings.oauth2.source.token()
    token_endpoint.lifetime = 3600
    assert entered(settings)
    assert len(token_endpoint.granted) == 2


@pytest.mark.parametrize("mechanism", Mechanism)
def test_a_relay_that_refuses_a_token_gets_a_new_one(
    relay: SmtpSettings, token_endpoint: TokenEndpoint, dovecot: Dovecot, mechanism: Mechanism
) -> None:
    settings = replace(relay, oauth2=login(by_secret(token_endpoint), mechanism))
    token_endpoint.lifetime, token_endpoint.told_lifetime = -60, 3600
    assert settings.oauth2 is not None
    settings.oauth2.source.token()
    token_endpoint.lifetime = 3600
    with Relay(settings) as link:
        assert isinstance(link.send(SALES, [ASTA], LETTER), Sent)
    assert len(token_endpoint.granted) == 2
    assert dovecot.wait_for(ASTA, 1)


@pytest.fixture
def sink_settings(
    start_smtp_sink: Callable[..., SmtpSink], token_endpoint: TokenEndpoint
) -> tuple[SmtpSink, SmtpSettings]:
    sink = start_smtp_sink()
    settings = SmtpSettings(
        host=sink.host,
        port=sink.port,
        tls=Tls.STARTTLS,
        ca_file=sink.ca_file,
        username=SALES,
        oauth2=login(by_secret(token_endpoint)),
    )
    return sink, settings


def test_a_relay_that_wants_a_new_sign_in_amid_the_letters_gets_one(
    sink_settings: tuple[SmtpSink, SmtpSettings],
) -> None:
    sink, settings = sink_settings
    with Relay(settings) as link:
        assert isinstance(link.send(SALES, [ASTA], LETTER), Sent)
        sink.refuse(ASTA, "530 5.7.57 Client not authenticated", times=1)
        assert isinstance(link.send(SALES, [ASTA], LETTER), Sent)
        sink.refuse(ASTA, "530 5.7.57 Client not authenticated")
        with pytest.raises(RelayRefused, match="takes no letters from us"):
            link.send(SALES, [ASTA], LETTER)
    assert len(sink.messages(ASTA)) == 2


def test_a_session_that_is_cut_when_its_token_ends_is_followed_by_another(
    dovecot: Dovecot, mailbox: MailboxSettings, token_endpoint: TokenEndpoint, proxy: FaultProxy
) -> None:
    token_endpoint.lifetime, token_endpoint.told_lifetime = 1, 3600
    settings = replace(mailbox, host=proxy.host, port=proxy.port, tls=Tls.NONE)
    stop = threading.Event()

    def cut_when_it_ended() -> None:
        assert settings.oauth2 is not None
        wait_until(lambda: not works(settings, token_endpoint.granted[0]), "the token's end")
        token_endpoint.lifetime = 3600
        proxy.cut()

    with open_session(settings) as session:
        session.select("INBOX", readonly=True)
        watcher = threading.Thread(target=cut_when_it_ended)
        watcher.start()
        with pytest.raises(MailboxError):
            session.idle(30, stop)
        watcher.join(30)
    assert entered(settings)
    assert len(token_endpoint.granted) == 2


def works(settings: MailboxSettings, token: str) -> bool:
    """Whether Dovecot still takes the token."""
    only = TokenLogin(source=TokenSource(lambda: Grant(access_token=token, lifetime=60)))
    try:
        return entered(replace(settings, oauth2=only))
    except LoginRefused:
        return False


# Refused


@pytest.mark.parametrize("mechanism", Mechanism)
def test_a_token_for_another_purpose_or_person_is_refused_after_two_tries(
    mailbox: MailboxSettings, token_endpoint: TokenEndpoint, mechanism: Mechanism
) -> None:
    for change in ({"scope": "calendar"}, {"address": "boss@vendor.test"}):
        for name, value in change.items():
            setattr(token_endpoint, name, value)
        before = len(token_endpoint.granted)
        settings = replace(mailbox, oauth2=login(by_secret(token_endpoint), mechanism))
        error = refusal(settings, token_endpoint)
        assert isinstance(error, LoginRefused)
        assert "refuses the access token" in str(error)
        assert "scopes" in str(error)
        assert len(token_endpoint.granted) == before + 2


@pytest.mark.parametrize("mechanism", Mechanism)
def test_a_relay_that_refuses_each_token_is_told(
    relay: SmtpSettings, token_endpoint: TokenEndpoint, mechanism: Mechanism
) -> None:
    token_endpoint.scope = "calendar"
    error = relay_refusal(replace(relay, oauth2=login(by_secret(token_endpoint), mechanism)), token_endpoint)
    assert isinstance(error, RelayRefused)
    assert "refuses the access token (535 " in str(error)


@pytest.mark.parametrize("mechanism", Mechanism)
def test_a_refused_token_is_said_once_and_the_refusal_acknowledged(
    mailbox: MailboxSettings, token_endpoint: TokenEndpoint, proxy: FaultProxy, mechanism: Mechanism
) -> None:
    said: list[bytes] = []
    proxy.to_server = record(said)
    token_endpoint.scope = "calendar"
    settings = replace(
        mailbox,
        host=proxy.host,
        port=proxy.port,
        tls=Tls.NONE,
        oauth2=login(by_secret(token_endpoint), mechanism),
    )
    refusal(settings, token_endpoint)
    answers = [line for line in b"".join(said).split(b"\r\n") if b" " not in line]
    tokens_said = [line for line in answers if len(line) > 100]
    assert len(tokens_said) == 2, "each token on a connection of its own"
    assert answers.count({Mechanism.XOAUTH2: b"", Mechanism.OAUTHBEARER: b"AQ=="}[mechanism]) >= 2


def test_a_consent_that_was_withdrawn_is_told_with_the_providers_code(
    mailbox: MailboxSettings, relay: SmtpSettings, token_endpoint: TokenEndpoint
) -> None:
    withdrawn = login(by_consent(token_endpoint))
    token_endpoint.revoke()
    error = refusal(replace(mailbox, oauth2=withdrawn), token_endpoint)
    assert isinstance(error, LoginRefused)
    assert "invalid_grant" in str(error)
    assert 'see oauth2 in [[mailboxes]] name = "sales"' in str(error)
    assert isinstance(relay_refusal(replace(relay, oauth2=withdrawn), token_endpoint), RelayRefused)
    assert len(token_endpoint.asked) == 1, "who was refused does not ask again at once"


def test_an_endpoint_that_is_away_is_no_refusal(
    mailbox: MailboxSettings, relay: SmtpSettings, token_endpoint: TokenEndpoint
) -> None:
    token_endpoint.answer(503, b"", times=2)
    assert isinstance(refusal(mailbox, token_endpoint), MailboxUnreachable)
    assert isinstance(relay_refusal(relay, token_endpoint), RelayUnreachable)
    assert entered(mailbox)


def test_a_mailbox_server_without_tokens_is_told(
    mailbox: MailboxSettings, token_endpoint: TokenEndpoint, proxy: FaultProxy
) -> None:
    proxy.hide("AUTH=XOAUTH2", "AUTH=OAUTHBEARER")
    error = refusal(replace(mailbox, host=proxy.host, port=proxy.port, tls=Tls.NONE), token_endpoint)
    assert isinstance(error, LoginRefused)
    assert "does not offer OAUTHBEARER or XOAUTH2" in str(error)
    assert len(token_endpoint.asked) == 1


def test_a_relay_without_tokens_is_told(
    sink_settings: tuple[SmtpSink, SmtpSettings], token_endpoint: TokenEndpoint
) -> None:
    _, settings = sink_settings
    only = login(by_secret(token_endpoint), Mechanism.OAUTHBEARER)
    error = relay_refusal(replace(settings, oauth2=only), token_endpoint)
    assert isinstance(error, RelayRefused)
    assert "does not offer AUTH by OAUTHBEARER" in str(error)


def test_a_busy_mailbox_server_is_no_refusal(
    mailbox: MailboxSettings, token_endpoint: TokenEndpoint, proxy: FaultProxy
) -> None:
    proxy.to_client = lambda data: data.replace(b"[AUTHENTICATIONFAILED]", b"[UNAVAILABLE]")
    token_endpoint.scope = "calendar"
    error = refusal(replace(mailbox, host=proxy.host, port=proxy.port, tls=Tls.NONE), token_endpoint)
    assert isinstance(error, MailboxUnreachable)
    assert len(token_endpoint.granted) == 1


@pytest.mark.parametrize("good", [True, False])
def test_nothing_that_is_secret_is_logged(
    mailbox: MailboxSettings,
    relay: SmtpSettings,
    token_endpoint: TokenEndpoint,
    caplog: pytest.LogCaptureFixture,
    *,
    good: bool,
) -> None:
    caplog.set_level(logging.DEBUG)
    consent = by_consent(token_endpoint)
    token_endpoint.scope = tokens.SCOPE if good else "calendar"
    token_endpoint.rotates = True
    both = login(consent)
    try:
        entered(replace(mailbox, oauth2=both))
        check_relay(replace(relay, oauth2=both))
    except MailboxError:
        assert not good
    secrets = {consent.client_secret, *token_endpoint.forms("refresh_token"), *token_endpoint.granted}
    assert not [secret for secret in secrets if secret in caplog.text]
    assert not [secret for secret in secrets if secret in repr((mailbox, relay, both, consent))]
