"""What every page works with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from worker.services.condition import Premises
from worker.services.house import House
from worker.web.answers import Answer, Ask
from worker.web.door import Door
from worker.web.live import Live
from worker.web.render import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The house, and how it is shown."""

    house: House
    pages: Pages
    secure: bool  #: whether browsers reach us by TLS, so that cookies are for TLS alone
    wake_outbox: Callable[[], None] = lambda: None  #: there may be a letter to send
    door: Door = field(default_factory=Door)
    live: Live = field(default_factory=Live)  #: tells open pages that something changed
    premises: Premises = field(default_factory=Premises)


Handler = Callable[[Desk, Ask], Answer]
