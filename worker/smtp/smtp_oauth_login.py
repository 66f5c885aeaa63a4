"""Signing in to the relay by an access token, and once more by a new one."""

import smtplib
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import NoReturn

from worker.oauth import sasl
from worker.oauth.errors import TokenError
from worker.oauth.token_source import TokenLogin
from worker.refusals import RefusalKind, SmtpStage, judge_smtp_answer, judge_token_answer
from worker.smtp.errors import RelayRefused, RelayUnreachable
from worker.smtp.settings import SmtpSettings
from worker.smtp.smtp_letter import shorten_reply

#: The longest command line that every server takes (RFC 5321, 4.5.3.1.4), without its end.
_LONGEST_LINE = 510
_HINT = (
    "check username and the scopes of oauth2 in [smtp], and that the provider allows this application SMTP"
)

SignIn = Callable[[smtplib.SMTP], None]


class _TokenRejected(RelayRefused):
    """The relay looked at a token and refused it."""


def connect_with_token(
    settings: SmtpSettings, login: TokenLogin, connect: Callable[[SignIn], smtplib.SMTP]
) -> smtplib.SMTP:
    """Connect and sign in, where a token is rejected once more by a new one. Raises RelayError.

    Each attempt has a connection of its own: some servers close one after a refusal.
    """

    def attempt(token: str) -> smtplib.SMTP:
        return connect(lambda smtp: _sign_in(smtp, settings, login, token))

    try:
        return login.source.sign_in(attempt, _TokenRejected)
    except TokenError as exc:
        text = f"[smtp]: {exc}; see oauth2 in [smtp]"
        raise (RelayUnreachable if exc.transient else RelayRefused)(text) from None


def _sign_in(smtp: smtplib.SMTP, settings: SmtpSettings, login: TokenLogin, token: str) -> None:
    mechanism = sasl.choose_mechanism(login.mechanism, smtp.esmtp_features.get("auth", "").split())
    if mechanism is None:
        named = login.mechanism.value if login.mechanism else "OAUTHBEARER or XOAUTH2"
        text = f"[smtp]: {settings.peer} does not offer AUTH by {named}"
        raise RelayRefused(f"{text}; check host, port and tls, and mechanism of oauth2, in [smtp]")
    initial = sasl.initial_response(
        mechanism, username=settings.username or "", token=token, host=settings.host, port=settings.port
    )
    exchange = sasl.SaslExchange(mechanism, initial)
    code, reply = _converse(smtp, mechanism, exchange)
    if code != 235:
        words = ", ".join(filter(None, (exchange.complaint, shorten_reply(reply))))
        _raise_refusal(settings, code, sasl.hide_secrets(words, initial, token))


def _converse(
    smtp: smtplib.SMTP, mechanism: sasl.Mechanism, exchange: sasl.SaslExchange
) -> tuple[int, bytes]:
    """The relay's last word (RFC 4954, 4)."""
    command, words = f"AUTH {mechanism}", _to_base64(exchange.answer(b""))
    if len(command) + 1 + len(words) <= _LONGEST_LINE:
        code, reply = smtp.docmd(f"{command} {words}")
    else:
        code, reply = smtp.docmd(command)
        if code == 334:
            code, reply = smtp.docmd(words)
    if code == 334:
        # The refusal's details, which are to be answered before the refusal itself comes.
        code, reply = smtp.docmd(_to_base64(exchange.answer(_from_base64(reply))))
    return code, reply


def _to_base64(words: bytes) -> str:
    return b64encode(words).decode("ascii")


def _from_base64(words: bytes) -> bytes:
    try:
        return b64decode(words)
    except ValueError:
        return b""


def _raise_refusal(settings: SmtpSettings, code: int, words: str) -> NoReturn:
    text = f"[smtp]: {settings.peer} refuses the access token ({code} {words})"
    verdict = judge_token_answer(words, judge_smtp_answer(code, words, SmtpStage.AUTH))
    if not 500 <= code < 600 or verdict.kind is RefusalKind.STATE:
        raise RelayUnreachable(f"{text}; it is tried again later")
    if verdict.kind is RefusalKind.PASSWORD or not verdict.certain:
        raise _TokenRejected(f"{text}; {_HINT}")
    if verdict.kind is RefusalKind.MECHANISM:
        hint = "check mechanism of oauth2, and port and tls, in [smtp]"
        raise RelayRefused(f"{text}: it wants another way of signing in; {hint}")
    raise RelayRefused(f"{text}: the account may not; see what its provider says of it")
