"""From `[mailboxes.oauth2]` and `[smtp.oauth2]` to sources of tokens, each shared by all who need the same.

Holds what is known of Microsoft's and Google's endpoints and scopes.
"""

from dataclasses import dataclass, field
from pathlib import Path

from worker.config import Config, OAuth2
from worker.oauth.grant_flows import RefreshTokens, choose_grant
from worker.oauth.sasl import Mechanism
from worker.oauth.settings import ClientAuth, Flow, TokenProvider, TokenSettings
from worker.oauth.token_source import TokenLogin, TokenSource

_MICROSOFT = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
_GOOGLE = "https://oauth2.googleapis.com/token"
#: The application's own permissions, all that were granted, for IMAP and SMTP alike.
_MICROSOFT_APPLICATION = ("https://outlook.office365.com/.default",)
#: What a person consented to; without offline_access no new refresh token comes along.
_MICROSOFT_IMAP = ("https://outlook.office.com/IMAP.AccessAsUser.All", "offline_access")
_MICROSOFT_SMTP = ("https://outlook.office.com/SMTP.Send", "offline_access")
_GOOGLE_MAIL = ("https://mail.google.com/",)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSources:
    """How mailboxes and the relay sign in by tokens; those with a password are not among them."""

    mailboxes: dict[str, TokenLogin] = field(default_factory=dict)  #: by the mailbox's name
    smtp: TokenLogin | None = None

    def sources(self) -> dict[str, TokenSource]:
        """Every source once, under the name of the first who uses it."""
        named = {f"token of mailbox {name}": login.source for name, login in self.mailboxes.items()}
        if self.smtp is not None:
            named["token of smtp"] = self.smtp.source
        first = {id(source): name for name, source in reversed(named.items())}
        return {name: source for name, source in named.items() if first[id(source)] == name}


def open_token_sources(config: Config, tokens: RefreshTokens) -> TokenSources:
    """The logins that the configuration asks for; nothing is connected to yet."""
    shared: dict[TokenSettings, TokenSource] = {}

    def login(section: OAuth2, username: str, microsoft: tuple[str, ...]) -> TokenLogin:
        settings = _settings(section, username, microsoft)
        source = shared.setdefault(settings, TokenSource(choose_grant(settings, tokens)))
        wanted = None if section.mechanism == "auto" else Mechanism(section.mechanism.upper())
        return TokenLogin(source=source, mechanism=wanted)

    smtp = config.smtp
    return TokenSources(
        mailboxes={
            mailbox.name: login(mailbox.oauth2, mailbox.username, _MICROSOFT_IMAP)
            for mailbox in config.mailboxes
            if mailbox.oauth2 is not None
        },
        smtp=None if smtp.oauth2 is None else login(smtp.oauth2, smtp.username, _MICROSOFT_SMTP),
    )


def _settings(section: OAuth2, username: str, microsoft: tuple[str, ...]) -> TokenSettings:
    flow = Flow(section.chosen_flow)
    return TokenSettings(
        provider=TokenProvider(section.provider),
        flow=flow,
        token_endpoint=section.token_endpoint or _endpoint(section),
        client_id=section.client_id,
        client_secret=section.client_secret.get_secret_value() if section.client_secret else "",
        client_auth=ClientAuth(section.client_auth),
        refresh_token=section.refresh_token.get_secret_value() if section.refresh_token else "",
        service_account=section.service_account.get_secret_value() if section.service_account else "",
        subject=username if flow is Flow.SERVICE_ACCOUNT else "",
        scopes=section.scopes or _scopes(TokenProvider(section.provider), flow, microsoft),
        ca_file=Path(section.ca_file) if section.ca_file else None,
        timeout=float(section.timeout_seconds),
    )


def _endpoint(section: OAuth2) -> str:
    return _GOOGLE if section.provider == "google" else _MICROSOFT.format(tenant=section.tenant)


def _scopes(provider: TokenProvider, flow: Flow, microsoft: tuple[str, ...]) -> tuple[str, ...]:
    if provider is TokenProvider.GOOGLE:
        # With a refresh token the scopes are those of the consent (RFC 6749, 6).
        return _GOOGLE_MAIL if flow is Flow.SERVICE_ACCOUNT else ()
    if provider is TokenProvider.MICROSOFT:
        return _MICROSOFT_APPLICATION if flow is Flow.CLIENT_CREDENTIALS else microsoft
    return ()
