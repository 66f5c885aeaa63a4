"""What of a configuration the page of mailboxes may tell: names, addresses, servers, and nothing secret."""

from worker.app import App
from worker.logins import Logins
from worker.oauth.source import TokenLogin
from worker.services.condition import Box, Premises, Relay


def premises_of(app: App) -> Premises:
    """The mailboxes with their folders, and the relay."""
    addresses = {mailbox.name: mailbox.address for mailbox in app.config.mailboxes}
    boxes = tuple(
        Box(
            name=source.name,
            mailbox=source.settings.name,
            folder=source.settings.folder,
            address=addresses.get(source.settings.name, ""),
            server=source.settings.peer,
            token=_token(app.logins, source.settings.oauth2),
        )
        for source in app.sources
    )
    return Premises(
        boxes=boxes, relay=Relay(server=app.relay.peer, token=_token(app.logins, app.relay.oauth2))
    )


def _token(logins: Logins, login: TokenLogin | None) -> str:
    """The name under which its token is watched over."""
    if login is None:
        return ""
    return next((name for name, source in logins.sources().items() if source is login.source), "")
