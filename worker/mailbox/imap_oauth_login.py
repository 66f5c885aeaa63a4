"""Signing in to a mailbox by an access token, and once more by a new one."""

from collections.abc import Callable

from worker.mailbox.errors import LoginRefused, MailboxUnreachable
from worker.mailbox.imap_client import ImapClient
from worker.mailbox.imap_errors import Refused
from worker.mailbox.settings import MailboxSettings
from worker.oauth import sasl
from worker.oauth.errors import TokenError
from worker.oauth.token_source import TokenLogin
from worker.refusals import RefusalKind, RefusalVerdict, judge_login_answer, judge_token_answer

SignIn = Callable[[ImapClient], None]


class _TokenRejected(LoginRefused):
    """The server looked at a token and refused it."""


def connect_with_token(
    settings: MailboxSettings, login: TokenLogin, connect: Callable[[SignIn], ImapClient]
) -> ImapClient:
    """Connect and sign in, where a token is rejected once more by a new one. Raises MailboxError.

    Each attempt has a connection of its own: some servers close one after a refusal.
    """

    def attempt(token: str) -> ImapClient:
        return connect(lambda client: _sign_in(client, settings, login, token))

    try:
        return login.source.sign_in(attempt, _TokenRejected)
    except TokenError as exc:
        text = f'mailbox "{settings.name}": {exc}; see oauth2 in {settings.section}'
        raise (MailboxUnreachable if exc.transient else LoginRefused)(text) from None


def _sign_in(client: ImapClient, settings: MailboxSettings, login: TokenLogin, token: str) -> None:
    offered = client.mechanisms()
    mechanism = sasl.choose_mechanism(login.mechanism, offered)
    if mechanism is None:
        named = login.mechanism.value if login.mechanism else "OAUTHBEARER or XOAUTH2"
        text = f'mailbox "{settings.name}": {settings.peer} does not offer {named}'
        raise LoginRefused(f"{text}; check host, and mechanism of oauth2, in {settings.section}")
    initial = sasl.initial_response(
        mechanism, username=settings.username, token=token, host=settings.host, port=settings.port
    )
    exchange = sasl.SaslExchange(mechanism, initial)
    try:
        client.authenticate(mechanism.value, exchange.answer)
    except Refused as exc:
        words = sasl.hide_secrets(", ".join(filter(None, (exchange.complaint, str(exc)))), initial, token)
        text = f'mailbox "{settings.name}": {settings.peer} refuses the access token ({words})'
        verdict = judge_token_answer(words, judge_login_answer(words))
        if verdict == RefusalVerdict(RefusalKind.STATE):
            raise MailboxUnreachable(f"{text}; it is tried again later") from None
        if verdict == RefusalVerdict(RefusalKind.ACCOUNT):
            hint = f"see what its provider says of the account in {settings.section}"
            raise LoginRefused(f"{text}: the account may not; {hint}") from None
        hint = "check username, the scopes of oauth2, and that the provider allows this application IMAP"
        raise _TokenRejected(f"{text}; {hint}, for {settings.section}") from None
