"""Signing in to a mailbox by an access token, and once more by a new one."""

from collections.abc import Callable

from worker.mailbox.errors import LoginRefused, MailboxUnreachable
from worker.mailbox.imap_client import Client, Refused
from worker.mailbox.settings import MailboxSettings
from worker.oauth import sasl
from worker.oauth.errors import TokenError
from worker.oauth.token_source import TokenLogin
from worker.refusals import RefusalKind, RefusalVerdict, judge_login_answer, judge_token_answer

Entry = Callable[[Client], None]


class _TokenUnwanted(LoginRefused):
    """The server looked at a token and refused it."""


def twice(settings: MailboxSettings, login: TokenLogin, connect: Callable[[Entry], Client]) -> Client:
    """Connect and sign in; a token that is refused may have ended early, so a new one is tried as well.

    Each on a connection of its own: some servers close one after a refusal.
    """
    token = _told(settings, login.source.token)
    try:
        return connect(lambda client: _sign_in(client, settings, login, token))
    except _TokenUnwanted:
        newer = _told(settings, lambda: login.source.another(token))
    return connect(lambda client: _sign_in(client, settings, login, newer))


def _told(settings: MailboxSettings, get: Callable[[], str]) -> str:
    try:
        return get()
    except TokenError as exc:
        text = f'mailbox "{settings.name}": {exc}; see oauth2 in {settings.section}'
        raise (MailboxUnreachable if exc.transient else LoginRefused)(text) from None


def _sign_in(client: Client, settings: MailboxSettings, login: TokenLogin, token: str) -> None:
    offered = client.mechanisms()
    mechanism = sasl.choose(login.mechanism, offered)
    if mechanism is None:
        wanted = login.mechanism.value if login.mechanism else "OAUTHBEARER or XOAUTH2"
        text = f'mailbox "{settings.name}": {settings.peer} does not offer {wanted}'
        raise LoginRefused(f"{text}; check host, and mechanism of oauth2, in {settings.section}")
    first = sasl.first_words(
        mechanism, username=settings.username, token=token, host=settings.host, port=settings.port
    )
    talk = sasl.Conversation(mechanism, first)
    try:
        client.authenticate(mechanism.value, talk.answer)
    except Refused as exc:
        words = sasl.hidden(", ".join(filter(None, (talk.complaint, str(exc)))), first, token)
        text = f'mailbox "{settings.name}": {settings.peer} refuses the access token ({words})'
        verdict = judge_token_answer(words, judge_login_answer(words))
        if verdict == RefusalVerdict(RefusalKind.STATE):
            raise MailboxUnreachable(f"{text}; it is tried again later") from None
        if verdict == RefusalVerdict(RefusalKind.ACCOUNT):
            hint = f"see what its provider says of the account in {settings.section}"
            raise LoginRefused(f"{text}: the account may not; {hint}") from None
        hint = "check username, the scopes of oauth2, and that the provider allows this application IMAP"
        raise _TokenUnwanted(f"{text}; {hint}, for {settings.section}") from None
