"""From settings to a client that is signed in, or an error that says which key to look at."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from worker import tls
from worker.mailbox import imap_oauth_login
from worker.mailbox.errors import (
    CertificateUntrusted,
    EncryptionRefused,
    LoginRefused,
    MailboxError,
    MailboxUnreachable,
)
from worker.mailbox.imap_client import ImapClient
from worker.mailbox.imap_errors import Broken, Refused
from worker.mailbox.imap_password_login import ClosedAfterRefusal, log_in
from worker.mailbox.settings import MailboxSettings
from worker.refusals import RefusalKind, judge_login_answer
from worker.tls import Tls


def connect(settings: MailboxSettings) -> ImapClient:
    """A connection with TLS as it is set, signed in. Raises MailboxError or ConfigError.

    With OAuth2 also the UnavailableError that kept the token from us.
    """
    if settings.oauth2 is None:
        try:
            return _connect_once(settings, lambda client: _log_in(client, settings))
        except ClosedAfterRefusal:
            return _connect_once(settings, lambda client: _log_in(client, settings, plain=False))
    return imap_oauth_login.connect_with_token(
        settings, settings.oauth2, lambda sign_in: _connect_once(settings, sign_in)
    )


def _connect_once(settings: MailboxSettings, sign_in: Callable[[ImapClient], None]) -> ImapClient:
    context = None if settings.tls is Tls.NONE else tls.context(settings.ca_file)
    client = _open_connection(settings, context if settings.tls is Tls.IMPLICIT else None)
    try:
        if context is not None and settings.tls is Tls.STARTTLS:
            _start_tls(client, settings, context)
        with _explain_errors(settings):
            sign_in(client)
    except BaseException:
        client.drop()
        raise
    return client


@contextmanager
def _explain_errors(settings: MailboxSettings) -> Iterator[None]:
    try:
        yield
    except ClosedAfterRefusal:
        raise
    except Broken as exc:
        raise _connection_error(settings, exc) from exc.__cause__


def _open_connection(settings: MailboxSettings, context: ssl.SSLContext | None) -> ImapClient:
    with _explain_errors(settings):
        try:
            return ImapClient.connect(
                settings.host,
                settings.port,
                context=context,
                connect_timeout=settings.connect_timeout,
                read_timeout=settings.read_timeout,
            )
        except Refused as exc:
            text = f'mailbox "{settings.name}": {settings.peer} sends us away ({exc})'
            raise MailboxUnreachable(f"{text}; check host and port in {settings.section}") from None


def _start_tls(client: ImapClient, settings: MailboxSettings, context: ssl.SSLContext) -> None:
    with _explain_errors(settings):
        try:
            client.starttls(context)
        except Refused as exc:
            text = f'mailbox "{settings.name}": {settings.peer} does not start TLS ({exc})'
            raise EncryptionRefused(f"{text}; check port and tls in {settings.section}") from None


def _log_in(client: ImapClient, settings: MailboxSettings, *, plain: bool = True) -> None:
    try:
        log_in(client, settings.username, settings.password, plain=plain)
    except ClosedAfterRefusal as exc:
        # Once is enough: what was refused on a connection of its own is refused.
        raise exc if plain else Broken(str(exc)) from exc.__cause__
    except Refused as exc:
        words = str(exc).replace(settings.password, "…") if settings.password else str(exc)
        raise _login_error(settings, words) from None


def _login_error(settings: MailboxSettings, words: str) -> MailboxError:
    text = f'mailbox "{settings.name}": {settings.peer} refuses the login ({words})'
    match judge_login_answer(words).kind:
        case RefusalKind.PASSWORD:
            keys = f"{settings.section}: username, and password or password_file"
            return LoginRefused(f"{text}; check {keys}")
        case RefusalKind.MECHANISM:
            keys = f"port and tls, or use oauth2, in {settings.section}"
            return LoginRefused(f"{text}: it wants another way of signing in; check {keys}")
        case RefusalKind.ACCOUNT:
            hint = f"see what its provider says of the account in {settings.section}"
            return LoginRefused(f"{text}: the account may not; {hint}")
    return MailboxUnreachable(f"{text}; it is tried again later")


def _connection_error(settings: MailboxSettings, broken: Broken) -> MailboxError:
    cause = broken.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        hint = "name the file with the CA's certificate as ca_file, or correct host"
        text = f"the certificate of {settings.peer} is not trusted ({tls.distrust(cause)}); {hint}"
        return CertificateUntrusted(f'mailbox "{settings.name}": {text}, in {settings.section}')
    happened, keys = _diagnosis(settings, cause) or (
        f"{settings.peer} can't be used: {broken}",
        "host, port and tls",
    )
    return MailboxUnreachable(f'mailbox "{settings.name}": {happened}; check {keys} in {settings.section}')


def _diagnosis(settings: MailboxSettings, cause: BaseException | None) -> tuple[str, str] | None:
    """What happened, and which keys to look at."""
    match cause:
        case socket.gaierror():
            return f"the host name {settings.host} can't be resolved ({cause.strerror})", "host"
        case ConnectionRefusedError():
            return f"{settings.peer} refuses connections", "host and port"
        case TimeoutError():
            return f"{settings.peer} does not answer in time", "host, port and tls"
        case ssl.SSLError():
            return f"{settings.peer} does not speak TLS as expected", "port and tls"
    return None
