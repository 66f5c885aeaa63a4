"""Signing in to the relay by a password, in another way where only the way is refused."""

import smtplib
from base64 import b64encode
from collections.abc import Callable

from worker.refusals import RefusalKind, RefusalVerdict, SmtpStage, judge_smtp_answer
from worker.refusals.smtp_refusals import names_password_reply
from worker.smtp.smtp_letter import shorten_reply

_LoginMethod = Callable[[], object]


class ClosedAfterRefusalError(smtplib.SMTPServerDisconnected):
    """One way of signing in was refused, and before another could be tried the connection ended."""


def log_in(smtp: smtplib.SMTP, username: str, password: str, *, plain: bool = True) -> None:
    """Sign in by AUTH PLAIN unless told not to, else by what else the relay offers, which is something.

    Raises SMTPAuthenticationError with the reply that tells most, and ClosedAfterRefusalError where the next
    way needs another connection.
    """
    refusals: list[smtplib.SMTPAuthenticationError] = []
    for method in _login_methods(smtp, username, password, plain=plain):
        try:
            method()
        except smtplib.SMTPAuthenticationError as exc:
            refusals.append(exc)
            if not _another_may_do(exc, len(refusals)):
                break
        except smtplib.SMTPServerDisconnected as exc:
            raise ClosedAfterRefusalError(*exc.args) if refusals else exc from None
        else:
            return
    if not refusals:
        raise smtplib.SMTPAuthenticationError(504, b"no mechanism that is known here is offered")
    raise next(
        (refusal for refusal in refusals if judge_refusal(refusal).kind is RefusalKind.PASSWORD), refusals[-1]
    )


def judge_refusal(error: smtplib.SMTPAuthenticationError) -> RefusalVerdict:
    """What a refused login is about."""
    return judge_smtp_answer(error.smtp_code, format_reply(error), SmtpStage.AUTH)


def format_reply(error: smtplib.SMTPResponseException) -> str:
    """What the relay said, in a line."""
    reply = error.smtp_error
    return shorten_reply(reply if isinstance(reply, bytes) else str(reply).encode())


def _login_methods(smtp: smtplib.SMTP, username: str, password: str, *, plain: bool) -> list[_LoginMethod]:
    """Those that the relay offers, the best first."""
    smtp.user, smtp.password = username, password
    offered = smtp.esmtp_features.get("auth", "").upper().split()
    known: dict[str, _LoginMethod] = {
        "PLAIN": lambda: _auth_plain(smtp, username, password),
        "LOGIN": lambda: smtp.auth("LOGIN", smtp.auth_login),
        "CRAM-MD5": lambda: smtp.auth("CRAM-MD5", smtp.auth_cram_md5),
    }
    return [method for name, method in known.items() if name in offered and (plain or name != "PLAIN")]


def _auth_plain(smtp: smtplib.SMTP, username: str, password: str) -> None:
    # smtplib's own sends ASCII alone; RFC 4616 wants UTF-8.
    token = b64encode(f"\0{username}\0{password}".encode()).decode("ascii")
    code, reply = smtp.docmd("AUTH", f"PLAIN {token}")
    if code == 334:
        code, reply = smtp.docmd(token)
    if code != 235:
        raise smtplib.SMTPAuthenticationError(code, reply)


def _another_may_do(error: smtplib.SMTPAuthenticationError, tried: int) -> bool:
    named = names_password_reply(error.smtp_code, format_reply(error))
    return judge_refusal(error).allows_another_method(tried, password_named=named)
