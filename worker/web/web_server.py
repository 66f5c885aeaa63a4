"""The pages on the network: uvicorn in a thread of its own, beside whatever else the process does."""

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import uvicorn

from worker import log
from worker.app import App
from worker.config import Config, Oidc
from worker.errors import UnavailableError
from worker.template_files import template_folders
from worker.tls import is_loopback
from worker.web.asgi import make_app
from worker.web.change_feed import ChangeFeed
from worker.web.connections.bounded_protocol import bounded_protocol
from worker.web.connections.connection_table import Limits
from worker.web.oidc import AdmissionTerms, Provider
from worker.web.page_renderer import Pages
from worker.web.shown_configuration import find_configured_servers
from worker.web.sign_in.access_policy import AccessPolicy, LoginTicket, find_origin
from worker.web.web_context import WebContext

_log = log.get(__name__)
_BACKLOG = 128
_LONGEST_HEAD = 32_768  # bytes; our own cookies and the longest address are far below it
_GRACE = 5  # seconds that answers under way may take when we end
_PATIENCE = 15.0  # seconds in which the thread must be gone, whatever it does


@dataclass(slots=True, kw_only=True)
class WebServer:
    """The pages of one installation: bound first, then served until they are ended."""

    app: App
    ticket: LoginTicket | None = None  #: lets in who has it, once
    limits: Limits = field(default_factory=Limits)
    _socket: socket.socket | None = None
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None
    _live: ChangeFeed = field(default_factory=ChangeFeed)

    @property
    def url(self) -> str:
        """Where the pages are, once they are bound."""
        if self._socket is None:
            raise ValueError("not bound yet")
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @property
    def bound(self) -> bool:
        """Whether the address is ours."""
        return self._socket is not None

    def bind(self) -> None:
        """Take the address; raises UnavailableError where it is taken, or not ours to take."""
        web = self.app.config.web
        family = socket.AF_INET6 if ":" in web.host else socket.AF_INET
        try:
            self._socket = socket.create_server((web.host, web.port), family=family, backlog=_BACKLOG)
        except OSError as error:
            raise UnavailableError(
                f"the staff pages can't be served at {web.listen}: {_why(error)}"
            ) from None

    def start(self, wake_outbox: Callable[[], None] = lambda: None) -> None:
        """Serve what is bound; `wake_outbox` is called when there may be a letter to send."""
        if self._socket is None:
            raise ValueError("not bound yet")
        _warn(self.app.config)
        context = _desk(self.app, self.ticket, self._live, wake_outbox)
        if context.door.provider is not None:
            context.door.provider.look_soon()
        self._server = uvicorn.Server(
            uvicorn.Config(
                make_app(context),
                loop="asyncio",
                http=bounded_protocol(self.limits, partial(find_origin, context.door)),
                ws="none",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                log_level="error",  # of what strangers send that is no HTTP, no word is worth a line
                access_log=False,
                server_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=_LONGEST_HEAD,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="web", daemon=True
        )
        self._thread.start()
        _log.info("pages_served", at=self.url)

    def problem(self) -> str:
        """Why the pages are not served; empty when they are."""
        if self._thread is None or self._server is None:
            return "not served yet"
        return "" if self._thread.is_alive() else "the pages have ended; restart the worker"

    def end(self) -> None:
        """No new requests, the ones at hand get a few seconds, then the address is free."""
        self._live.end()
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(_PATIENCE)
        if self._socket is not None:
            self._socket.close()


def find_access_policy(config: Config, ticket: LoginTicket | None = None) -> AccessPolicy:
    """Who may come in, as the deployer wants it."""
    return AccessPolicy(
        public_url=config.web.public_url,
        proxies=config.web.trusted_proxies,
        user_header=config.web.user_header,
        provider=provider_of(config.oidc, config.web.public_url) if config.oidc else None,
        ticket=ticket,
    )


def provider_of(oidc: Oidc, public_url: str) -> Provider:
    """The provider that signs staff in."""
    return Provider(
        issuer=oidc.issuer,
        client_id=oidc.client_id,
        client_secret=oidc.client_secret.get_secret_value() if oidc.client_secret else "",
        redirect=f"{public_url}/sign-in/oidc/back",
        scopes=oidc.scopes,
        label=oidc.label,
        ca_file=oidc.ca_file,
        terms=AdmissionTerms(
            domains=frozenset(domain.lower().lstrip("@") for domain in oidc.allowed_domains),
            claim=oidc.role_claim,
            reviewers=frozenset(value.casefold() for value in oidc.reviewers),
            admins=frozenset(value.casefold() for value in oidc.admins),
            name_claim=oidc.name_claim,
        ),
    )


def _desk(
    app: App, ticket: LoginTicket | None, live: ChangeFeed, wake_outbox: Callable[[], None]
) -> WebContext:
    return WebContext(
        services=app.services,
        pages=Pages(template_folders(app.config), app.services.clock),
        secure=app.config.web.secure_cookies,
        wake_outbox=wake_outbox,
        door=find_access_policy(app.config, ticket),
        live=live,
        premises=find_configured_servers(app),
    )


def _warn(config: Config) -> None:
    web = config.web
    if not is_loopback(web.host) and not web.public_url.startswith("https:"):
        advice = "put a proxy with TLS in front and set web.public_url to its https address"
        _log.warning("passwords_in_clear", listen=web.listen, advice=advice)


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "a port below 1024 needs more rights; choose another web.listen"
    if error.errno is not None and "in use" in (error.strerror or "").lower():
        return "another program has that port; end it, or choose another web.listen, or web.enabled = false"
    return f"{error.strerror or type(error).__name__}; choose another web.listen"
