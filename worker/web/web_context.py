"""What every page works with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from worker.services.monitoring.system_status import ConfiguredServers
from worker.services.service_context import ServiceContext
from worker.web.change_feed import ChangeFeed
from worker.web.page_renderer import Pages
from worker.web.responses import Answer, Ask
from worker.web.sign_in.access_policy import AccessPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class WebContext:
    """The installation, and how it is shown."""

    services: ServiceContext
    pages: Pages
    secure: bool  #: whether browsers reach us by TLS, so that cookies are for TLS alone
    wake_outbox: Callable[[], None] = lambda: None  #: there may be a letter to send
    door: AccessPolicy = field(default_factory=AccessPolicy)
    live: ChangeFeed = field(default_factory=ChangeFeed)  #: tells open pages that something changed
    premises: ConfiguredServers = field(default_factory=ConfiguredServers)


Handler = Callable[[WebContext, Ask], Answer]
