"""From settings to a connection that is signed in, or an error that says which key to look at."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from worker import tls
from worker.answer_limits import AnswerLimits
from worker.errors import WorkerError
from worker.refusals import RefusalKind
from worker.smtp import smtp_oauth_login
from worker.smtp.errors import RelayError, RelayRefused, RelayUnreachable, RelayUntrusted
from worker.smtp.settings import SmtpSettings
from worker.smtp.smtp_password_login import ClosedAfterRefusalError, format_reply, judge_refusal, log_in
from worker.tls import Tls

_TIMEOUTS_PER_REPLY = 5  #: so many timeouts a whole reply may take, however slowly it comes


def connect(settings: SmtpSettings) -> smtplib.SMTP:
    """A connection with TLS as it is set, greeted and signed in. Raises RelayError or ConfigError.

    With OAuth2 also the UnavailableError that kept the token from us.
    """
    if settings.oauth2 is None:
        try:
            return _connect_once(settings, lambda smtp: _log_in(smtp, settings))
        except ClosedAfterRefusalError:
            return _connect_once(settings, lambda smtp: _log_in(smtp, settings, plain=False))
    return smtp_oauth_login.connect_with_token(
        settings, settings.oauth2, lambda sign_in: _connect_once(settings, sign_in)
    )


def _connect_once(settings: SmtpSettings, sign_in: Callable[[smtplib.SMTP], None]) -> smtplib.SMTP:
    context = None if settings.tls is Tls.NONE else tls.context(settings.ca_file)
    with _explain_errors(settings):
        smtp = _open_connection(settings, context if settings.tls is Tls.IMPLICIT else None)
        try:
            if settings.local_hostname is None:
                _set_ehlo_name(smtp)
            smtp.ehlo_or_helo_if_needed()
            if context is not None and settings.tls is Tls.STARTTLS:
                _start_tls(smtp, settings, context)
                smtp.ehlo_or_helo_if_needed()
            sign_in(smtp)
            set_timeout(smtp, settings.timeout)
        except BaseException:
            smtp.close()
            raise
    return smtp


def set_timeout(smtp: smtplib.SMTP, seconds: float) -> None:
    """Wait at most so many seconds for each of the next answers."""
    if smtp.sock is not None:
        smtp.sock.settimeout(seconds)


def describe_failure(error: Exception) -> str:
    """What happened to a connection, without anything that was on the wire."""
    # smtplib makes its own errors out of the socket's, which stay as their context.
    causes = (error, error.__context__)
    if any(isinstance(each, TimeoutError) for each in causes):
        return "no answer in time"
    known = isinstance(error, smtplib.SMTPException | OSError)
    return "it was closed" if known else f"its answer can't be understood ({type(error).__name__})"


def _open_connection(settings: SmtpSettings, context: ssl.SSLContext | None) -> smtplib.SMTP:
    # Without a name smtplib asks the DNS for ours, which may take long.
    name = settings.local_hostname or "localhost"
    host, port, seconds = settings.host, settings.port, settings.connect_timeout
    return (
        _LimitedSmtp(host, port, local_hostname=name, timeout=seconds)
        if context is None
        else _LimitedSmtpSsl(host, port, local_hostname=name, timeout=seconds, context=context)
    )


class _LimitedFile:
    """The file that smtplib reads lines from, with a time limit for each reply."""

    def __init__(self, sock: socket.socket) -> None:
        self._file = sock.makefile("rb")
        self._limits = AnswerLimits(short=True)

    def begin(self, seconds: float) -> None:
        self._limits.begin(seconds)

    def readline(self, most: int) -> bytes:
        return self._limits.line(self._file, most)

    def close(self) -> None:
        self._file.close()


class _Limited:
    """Mixed into smtplib's client: limits the time of a whole reply."""

    file: _LimitedFile | None
    sock: socket.socket | None

    def getreply(self) -> tuple[int, bytes]:
        if self.sock is not None:
            self.file = self.file or _LimitedFile(self.sock)
            self.file.begin(_TIMEOUTS_PER_REPLY * (self.sock.gettimeout() or 0.0))
        return super().getreply()  # type: ignore[misc,no-any-return]


class _LimitedSmtp(_Limited, smtplib.SMTP):
    """Without TLS, or with STARTTLS."""


class _LimitedSmtpSsl(_Limited, smtplib.SMTP_SSL):
    """With TLS from the first byte."""


def _set_ehlo_name(smtp: smtplib.SMTP) -> None:
    """Name our end in EHLO by its address literal (RFC 5321, 4.1.3)."""
    if smtp.sock is not None:
        address = smtp.sock.getsockname()[0]
        smtp.local_hostname = f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _start_tls(smtp: smtplib.SMTP, settings: SmtpSettings, context: ssl.SSLContext) -> None:
    try:
        smtp.starttls(context=context)
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as exc:
        reply = (
            f"{exc.smtp_code} {format_reply(exc)}"
            if isinstance(exc, smtplib.SMTPResponseException)
            else "not offered"
        )
        text = f"[smtp]: {settings.peer} does not start TLS ({reply})"
        raise RelayUntrusted(f"{text}; check port and tls in [smtp]") from None


def _log_in(smtp: smtplib.SMTP, settings: SmtpSettings, *, plain: bool = True) -> None:
    if settings.username is None:
        return
    if not smtp.esmtp_features.get("auth", "").split():
        text = f"[smtp]: {settings.peer} offers no AUTH"
        raise RelayRefused(f"{text}; check port and tls, or remove username, in [smtp]")
    try:
        log_in(smtp, settings.username, settings.password or "", plain=plain)
    except smtplib.SMTPAuthenticationError as exc:
        raise _login_error(settings, exc) from None
    except ClosedAfterRefusalError as exc:
        # Once is enough: what was refused on a connection of its own is refused.
        raise exc if plain else smtplib.SMTPServerDisconnected(*exc.args) from None
    except UnicodeError:
        text = f"[smtp]: {settings.peer} takes no user names and passwords beyond ASCII"
        raise RelayRefused(f"{text}; change username, or password or password_file, in [smtp]") from None


def _login_error(settings: SmtpSettings, error: smtplib.SMTPAuthenticationError) -> RelayError:
    words = format_reply(error)
    if settings.password:
        words = words.replace(settings.password, "…")
    text = f"[smtp]: {settings.peer} refuses the login ({error.smtp_code} {words})"
    match judge_refusal(error).kind:
        case RefusalKind.PASSWORD:
            return RelayRefused(f"{text}; check username, and password or password_file, in [smtp]")
        case RefusalKind.MECHANISM:
            hint = "check port and tls, or use oauth2, in [smtp]"
            return RelayRefused(f"{text}: it wants another way of signing in; {hint}")
        case RefusalKind.ACCOUNT:
            return RelayRefused(f"{text}: the account may not; see what its provider says of it")
    return RelayUnreachable(f"{text}; it is tried again later")


@contextmanager
def _explain_errors(settings: SmtpSettings) -> Iterator[None]:
    try:
        yield
    except (ClosedAfterRefusalError, WorkerError):
        raise
    except (smtplib.SMTPException, OSError) as exc:
        raise _connection_error(settings, exc) from exc
    except UnicodeError:
        raise RelayUnreachable(f"[smtp] host: {settings.host} is not a host name") from None
    except Exception as exc:
        happened = f"{settings.peer} does not answer as a mail server does ({describe_failure(exc)})"
        raise RelayUnreachable(f"[smtp]: {happened}; check host, port and tls in [smtp]") from exc


def _connection_error(settings: SmtpSettings, error: smtplib.SMTPException | OSError) -> RelayError:
    if isinstance(error, ssl.SSLCertVerificationError):
        text = f"[smtp]: the certificate of {settings.peer} is not trusted ({tls.distrust(error)})"
        hint = "name the file with the CA's certificate as ca_file, or correct host"
        return RelayUntrusted(f"{text}; {hint}, in [smtp]")
    happened, keys = _diagnosis(settings, error)
    return RelayUnreachable(f"[smtp]: {happened}; check {keys} in [smtp]")


def _diagnosis(settings: SmtpSettings, error: smtplib.SMTPException | OSError) -> tuple[str, str]:
    """What happened, and which keys to look at."""
    match error:
        case smtplib.SMTPResponseException():
            return (
                f"{settings.peer} sends us away ({error.smtp_code} {format_reply(error)})",
                "host, port and tls",
            )
        case smtplib.SMTPException() | TimeoutError():
            return (
                f"{settings.peer} does not answer as a mail server does ({describe_failure(error)})",
                "host, port and tls",
            )
        case socket.gaierror():
            return f"the host name {settings.host} can't be resolved ({error.strerror})", "host"
        case ConnectionRefusedError():
            return f"{settings.peer} refuses connections", "host and port"
        case ssl.SSLError():
            return f"{settings.peer} does not speak TLS as expected", "port and tls"
    return (
        f"{settings.peer} can't be reached ({error.strerror or 'the connection failed'})",
        "host, port and tls",
    )
