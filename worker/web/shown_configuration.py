"""What of a configuration the page of mailboxes may tell: names, addresses, servers, and nothing secret."""

from worker.app import App
from worker.oauth.token_source import TokenLogin
from worker.services.monitoring.system_status import ConfiguredFolder, ConfiguredRelay, ConfiguredServers
from worker.token_sources import TokenSources


def find_configured_servers(app: App) -> ConfiguredServers:
    """The mailboxes with their folders, and the relay."""
    addresses = {mailbox.name: mailbox.address for mailbox in app.config.mailboxes}
    boxes = tuple(
        ConfiguredFolder(
            name=source.name,
            mailbox=source.settings.name,
            folder=source.settings.folder,
            address=addresses.get(source.settings.name, ""),
            server=source.settings.peer,
            token=_token(app.logins, source.settings.oauth2),
        )
        for source in app.sources
    )
    return ConfiguredServers(
        boxes=boxes, relay=ConfiguredRelay(server=app.relay.peer, token=_token(app.logins, app.relay.oauth2))
    )


def _token(logins: TokenSources, login: TokenLogin | None) -> str:
    """The name under which its token is watched over."""
    if login is None:
        return ""
    return next((name for name, source in logins.sources().items() if source is login.source), "")
