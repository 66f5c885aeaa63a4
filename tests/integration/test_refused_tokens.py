"""What becomes of a refused access token: a new one, another time, or a word to whoever can mend it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.servers.scripted import Answer, ScriptedServer, scripted
from worker.errors import UnavailableError
from worker.mailbox.errors import LoginRefused, MailboxUnreachable
from worker.mailbox.mailbox_session import open_session
from worker.mailbox.settings import MailboxSettings
from worker.oauth.token_endpoint import Grant
from worker.oauth.token_source import TokenLogin, TokenSource
from worker.smtp import SmtpSettings
from worker.smtp.errors import RelayRefused, RelayUnreachable
from worker.smtp.smtp_relay import check_relay
from worker.tls import Tls

AGAIN, LATER, TOLD = "a new token", "another time", "a word"


class Issuer:
    """Hands out a new token each time."""

    def __init__(self) -> None:
        self.count = 0
        self.login = TokenLogin(source=TokenSource(self._grant))

    def _grant(self) -> Grant:
        self.count += 1
        return Grant(access_token=f"token-{self.count}", lifetime=3600)


@contextmanager
def relay(reply: str) -> Iterator[ScriptedServer]:
    def answers() -> Answer:
        def answer(line: str) -> str | None:
            word = line.split(" ", maxsplit=1)[0].upper()
            return {"EHLO": "250-relay.test\n250 AUTH XOAUTH2", "AUTH": reply, "QUIT": None}.get(
                word, "250 Ok"
            )

        return answer

    with scripted("220 relay.test", answers) as server:
        yield server


@contextmanager
def mail_server(reply: str) -> Iterator[ScriptedServer]:
    def answers() -> Answer:
        def answer(line: str) -> str | None:
            tag, _, command = line.partition(" ")
            if command.startswith("AUTHENTICATE"):
                waiting.append(tag)
                return "+ "
            if command == "CAPABILITY":
                return f"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\n{tag} OK done"
            return f"{waiting.pop()} {reply}" if waiting else f"* BYE\n{tag} OK done"

        waiting: list[str] = []
        return answer

    with scripted("* OK ready", answers) as server:
        yield server


def failure(attempt: Callable[[], object]) -> UnavailableError:
    with pytest.raises(UnavailableError) as caught:
        attempt()
    assert "token-" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        ("535 5.7.8 Username and Password not accepted", AGAIN),
        ("535 5.7.3 Authentication unsuccessful [AM0PR01CA0001]", AGAIN),
        ("535 5.7.8 Error: authentication failed: token expired", AGAIN),
        ("535 5.7.0 The access token is invalid", AGAIN),
        ("535 5.7.8 Error: authentication failed: (reason unavailable)", AGAIN),
        ("550 5.7.0 what", AGAIN),
        ("454 4.7.0 Temporary authentication failure", LATER),
        ("421 4.3.2 Service not available", LATER),
        ("535 5.7.0 Temporary authentication failure, try again later", LATER),
        ("554 5.3.0 Internal server error", LATER),
        ("504 5.5.4 Unrecognized authentication type", TOLD),
        (
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
            TOLD,
        ),
        ("535 5.7.139 Authentication unsuccessful, the request did not meet the criteria", TOLD),
        ("535 5.7.8 Your account is suspended", TOLD),
    ],
)
def test_a_relay_that_refuses_a_token_is_understood(reply: str, what: str) -> None:
    issuer = Issuer()
    with relay(reply) as server:
        settings = SmtpSettings(
            host=server.host,
            port=server.port,
            tls=Tls.NONE,
            username="sales@vendor.test",
            oauth2=issuer.login,
        )
        error = failure(lambda: check_relay(settings))
    assert isinstance(error, RelayUnreachable if what == LATER else RelayRefused), error
    assert issuer.count == (2 if what == AGAIN else 1), error


@pytest.mark.parametrize(
    ("reply", "what"),
    [
        ("NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", AGAIN),
        ("NO AUTHENTICATE failed.", AGAIN),
        ("NO Access token expired", AGAIN),
        ("NO AccessTokenExpired", AGAIN),
        ("NO [UNAVAILABLE] The token is invalid", LATER),
        ("NO [UNAVAILABLE] Temporary authentication failure.", LATER),
        ("NO User is authenticated but not connected.", LATER),
        ("NO [ALERT] Too many simultaneous connections. (Failure)", LATER),
        ("NO [ALERT] Your account is not enabled for IMAP use. Please visit your settings.", TOLD),
        ("NO [CONTACTADMIN] The account is suspended", TOLD),
    ],
)
def test_a_mail_server_that_refuses_a_token_is_understood(reply: str, what: str) -> None:
    issuer = Issuer()

    def enter() -> None:
        with open_session(settings):
            pass

    with mail_server(reply) as server:
        settings = MailboxSettings(
            name="sales",
            host=server.host,
            port=server.port,
            tls=Tls.NONE,
            username="sales@vendor.test",
            oauth2=issuer.login,
        )
        error = failure(enter)
    assert isinstance(error, MailboxUnreachable if what == LATER else LoginRefused), error
    assert issuer.count == (2 if what == AGAIN else 1), error
