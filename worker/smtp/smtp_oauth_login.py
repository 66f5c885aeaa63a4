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

Entry = Callable[[smtplib.SMTP], None]


class _TokenUnwanted(RelayRefused):
    """The relay looked at a token and refused it."""


def twice(
    settings: SmtpSettings, login: TokenLogin, connect: Callable[[Entry], smtplib.SMTP]
) -> smtplib.SMTP:
    """Connect and sign in; a token that is refused may have ended early, so a new one is tried as well.

    Each on a connection of its own: some servers close one after a refusal.
    """
    token = _told(login.source.token)
    try:
        return connect(lambda smtp: _sign_in(smtp, settings, login, token))
    except _TokenUnwanted:
        newer = _told(lambda: login.source.another(token))
    return connect(lambda smtp: _sign_in(smtp, settings, login, newer))


def _told(get: Callable[[], str]) -> str:
    try:
        return get()
    except TokenError as exc:
        text = f"[smtp]: {exc}; see oauth2 in [smtp]"
        raise (RelayUnreachable if exc.transient else RelayRefused)(text) from None


def _sign_in(smtp: smtplib.SMTP, settings: SmtpSettings, login: TokenLogin, token: str) -> None:
    mechanism = sasl.choose(login.mechanism, smtp.esmtp_features.get("auth", "").split())
    if mechanism is None:
        wanted = login.mechanism.value if login.mechanism else "OAUTHBEARER or XOAUTH2"
        text = f"[smtp]: {settings.peer} does not offer AUTH by {wanted}"
        raise RelayRefused(f"{text}; check host, port and tls, and mechanism of oauth2, in [smtp]")
    first = sasl.first_words(
        mechanism, username=settings.username or "", token=token, host=settings.host, port=settings.port
    )
    talk = sasl.Conversation(mechanism, first)
    code, reply = _converse(smtp, mechanism, talk)
    if code != 235:
        words = ", ".join(filter(None, (talk.complaint, shorten_reply(reply))))
        _denied(settings, code, sasl.hidden(words, first, token))


def _converse(smtp: smtplib.SMTP, mechanism: sasl.Mechanism, talk: sasl.Conversation) -> tuple[int, bytes]:
    """The relay's last word (RFC 4954, 4)."""
    command, words = f"AUTH {mechanism}", _encoded(talk.answer(b""))
    if len(command) + 1 + len(words) <= _LONGEST_LINE:
        code, reply = smtp.docmd(f"{command} {words}")
    else:
        code, reply = smtp.docmd(command)
        if code == 334:
            code, reply = smtp.docmd(words)
    if code == 334:
        # The refusal's details, which are to be answered before the refusal itself comes.
        code, reply = smtp.docmd(_encoded(talk.answer(_decoded(reply))))
    return code, reply


def _encoded(words: bytes) -> str:
    return b64encode(words).decode("ascii")


def _decoded(words: bytes) -> bytes:
    try:
        return b64decode(words)
    except ValueError:
        return b""


def _denied(settings: SmtpSettings, code: int, words: str) -> NoReturn:
    text = f"[smtp]: {settings.peer} refuses the access token ({code} {words})"
    verdict = judge_token_answer(words, judge_smtp_answer(code, words, SmtpStage.AUTH))
    if not 500 <= code < 600 or verdict.kind is RefusalKind.STATE:
        raise RelayUnreachable(f"{text}; it is tried again later")
    if verdict.kind is RefusalKind.PASSWORD or not verdict.certain:
        raise _TokenUnwanted(f"{text}; {_HINT}")
    if verdict.kind is RefusalKind.MECHANISM:
        hint = "check mechanism of oauth2, and port and tls, in [smtp]"
        raise RelayRefused(f"{text}: it wants another way of signing in; {hint}")
    raise RelayRefused(f"{text}: the account may not; see what its provider says of it")
