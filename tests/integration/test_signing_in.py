"""Servers that refuse one way of signing in, and would take another."""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.servers.scripted import Answer, ScriptedServer, scripted
from worker.mailbox.errors import LoginRefused, MailboxError, MailboxUnreachable
from worker.mailbox.mailbox_session import open_session
from worker.mailbox.settings import MailboxSettings
from worker.tls import Tls

NAME, PASSWORD = "sales@vendor.test", "s3cret"


def imap_answer(
    capabilities: str, plain: str | None, command: str = "OK in", by_name: str = "BAD no"
) -> Answer:
    """An IMAP server that answers each way of signing in with these words; None hangs up after a NO."""
    waiting: list[str] = []
    closing: list[bool] = []

    def answer(line: str) -> str | None:
        tag, _, rest = line.partition(" ")
        if waiting:
            tag, said, left = waiting.pop(), by_name, b64decode(line).decode()
            if left == NAME:
                waiting.append(tag)
                return "+ UGFzc3dvcmQ6"
            return f"{tag} {said}"
        if closing:
            return None
        match rest.upper().split()[:2]:
            case ["CAPABILITY"]:
                return f"* CAPABILITY IMAP4rev1 {capabilities}\n{tag} OK done"
            case ["AUTHENTICATE", "PLAIN"]:
                closing.extend([True] if plain is None else [])
                return f"{tag} {plain or 'NO Unsupported'}"
            case ["AUTHENTICATE", "LOGIN"]:
                waiting.append(tag)
                return "+ VXNlcm5hbWU6"
            case ["LOGIN", *_]:
                return f"{tag} {command}"
            case ["LOGOUT"]:
                return f"* BYE\n{tag} OK done"
        return f"{tag} BAD what"

    return answer


@contextmanager
def imap(
    capabilities: str, plain: str | None, command: str = "OK in", by_name: str = "BAD no"
) -> Iterator[tuple[ScriptedServer, MailboxSettings]]:
    with scripted("* OK ready", lambda: imap_answer(capabilities, plain, command, by_name)) as server:
        yield (
            server,
            MailboxSettings(
                name="sales",
                host=server.host,
                port=server.port,
                tls=Tls.NONE,
                username=NAME,
                password=PASSWORD,
            ),
        )


@pytest.mark.parametrize(
    "plain",
    [
        "BAD Unsupported authentication mechanism",
        "BAD Command unknown",
        "BAD Syntax error in parameters",
        "NO Unsupported authentication mechanism",
        "NO mechanism not available",
        "NO AUTHENTICATE failed.",
        "NO Authentication failed",
        "NO PLAIN is disabled",
        "NO [CANNOT] Use another mechanism",
        "NO no",
        None,
    ],
)
def test_where_a_mailbox_refuses_plain_the_login_command_is_tried(plain: str | None) -> None:
    with imap("AUTH=PLAIN", plain) as (server, settings):
        with open_session(settings):
            pass
        # Heard in vain where the server hangs up over it.
        assert sum("LOGIN" in line for line in server.heard) == server.connections


def test_where_the_login_command_is_off_the_mechanism_of_that_name_is_tried() -> None:
    for capabilities, command in (
        ("AUTH=LOGIN LOGINDISABLED", "BAD no"),
        ("AUTH=LOGIN", "BAD Unknown command"),
    ):
        with (
            imap(f"AUTH=PLAIN {capabilities}", "BAD no", command, "OK in") as (_, settings),
            open_session(settings),
        ):
            pass


@pytest.mark.parametrize(
    "plain",
    [
        "NO [AUTHENTICATIONFAILED] Authentication failed.",
        "NO [EXPIRED] That password isn't valid any more",
        "NO [UNAVAILABLE] Temporary authentication failure.",
        "NO [ALERT] Too many simultaneous connections. (Failure)",
        "NO [ALERT] Your account is not enabled for IMAP use.",
    ],
)
def test_what_no_other_way_would_mend_is_tried_once(plain: str) -> None:
    with imap("AUTH=PLAIN AUTH=LOGIN", plain) as (server, settings):
        refusal_of(settings)
        assert sum(word in line for line in server.heard for word in ("AUTHENTICATE", "LOGIN")) == 1


def test_a_wrong_password_is_tried_twice_at_most() -> None:
    with imap("AUTH=PLAIN AUTH=LOGIN", "NO LOGIN failed.", "NO LOGIN failed.") as (server, settings):
        assert isinstance(refusal_of(settings), LoginRefused)
        assert sum("AUTHENTICATE" in line or " LOGIN" in line for line in server.heard) == 2


def refusal_of(settings: MailboxSettings) -> MailboxError:
    with pytest.raises(MailboxError) as caught, open_session(settings):
        pass
    return caught.value


@pytest.mark.parametrize(
    ("plain", "command", "kind", "password"),
    [
        ("NO [AUTHENTICATIONFAILED] no", "OK", LoginRefused, True),
        ("NO LOGIN failed.", "NO LOGIN failed.", LoginRefused, True),
        ("NO LOGIN failed.", "BAD Unknown command", LoginRefused, True),
        ("BAD no", "BAD no", LoginRefused, False),
        ("BAD no", "NO Basic authentication is disabled", LoginRefused, False),
        ("NO [ALERT] Your account is not enabled for IMAP use.", "OK", LoginRefused, False),
        ("NO [UNAVAILABLE] Temporary authentication failure.", "OK", MailboxUnreachable, False),
        ("NO nein", "NO nein", MailboxUnreachable, False),
    ],
)
def test_staff_check_the_password_where_it_is_what_is_refused(
    plain: str, command: str, kind: type[MailboxError], *, password: bool
) -> None:
    with imap("AUTH=PLAIN", plain, command) as (_, settings):
        error = refusal_of(settings)
    assert isinstance(error, kind)
    assert error.transient == (kind is MailboxUnreachable)
    assert ("password" in str(error)) == password
    assert PASSWORD not in str(error)
