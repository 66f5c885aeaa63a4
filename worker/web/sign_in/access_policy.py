"""Who may come in by which door, and where a request really comes from. Knows no page."""

import hmac
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.datastructures import Headers

from worker import log
from worker.services.accounts.login_throttle import LoginThrottle
from worker.services.accounts.password_login import find_client_place
from worker.web.oidc import Provider, UsedStates
from worker.web.thread_pool import BoundedPool

Network = IPv4Network | IPv6Network

_log = log.get(__name__)
_MOST_STRANGERS = 10
_ADVICE = "if it is your proxy, name it in web.trusted_proxies: all behind it count as one place until then"


class LoginTicket:
    """Lets in once whoever has it."""

    def __init__(self, token: str, name: str) -> None:
        self._token = token
        self._name = name
        self._lock = threading.Lock()

    def take(self, token: str) -> str:
        """Whom it signs in as; empty when it is another one, or was taken before."""
        with self._lock:
            if not self._token or not hmac.compare_digest(token.encode(), self._token.encode()):
                return ""
            self._token = ""
            return self._name


class UnknownProxies:
    """Peers that say whom they speak for, and whom nobody told us to believe."""

    def __init__(self) -> None:
        self._peers: dict[str, None] = {}

    def note(self, peer: str) -> None:
        """Remember and log it, once."""
        if peer not in self._peers and len(self._peers) < _MOST_STRANGERS:
            self._peers[peer] = None
            _log.warning("forwarded_by_unknown_proxy", peer=peer, advice=_ADVICE)

    @property
    def peers(self) -> tuple[str, ...]:
        """All of them since the start."""
        return tuple(self._peers)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPolicy:
    """What the deployer lets people come in by."""

    attempts: LoginThrottle = field(default_factory=LoginThrottle)
    secret: bytes = b""  #: what cookies of ours are signed with
    public_url: str = ""  #: how browsers call us, without a "/" at its end
    proxies: Sequence[Network] = ()  #: whose word about clients and users counts
    strange: UnknownProxies = field(default_factory=UnknownProxies)
    user_header: str = ""  #: in which such a proxy names who it is; empty: no proxy does
    provider: Provider | None = None  #: who signs people in by OIDC
    used: UsedStates = field(default_factory=UsedStates)  #: which of its answers came before
    at_provider: BoundedPool = field(default_factory=lambda: BoundedPool(threads=4, waiting=16))
    ticket: LoginTicket | None = None

    @property
    def host(self) -> str:
        """The host and port in `public_url`."""
        return self.public_url.partition("://")[2]


def client(door: AccessPolicy, peer: str, headers: Headers) -> str:
    """The address that a request comes from: what the nearest proxy that we trust was connected from."""
    chain = [part.strip() for line in headers.getlist("x-forwarded-for") for part in line.split(",")]
    found = peer
    while chain and trusted(door, found) and _is_address(chain[-1]):
        found = chain.pop()
    return found


def forwarded_by_stranger(door: AccessPolicy, peer: str, headers: Headers) -> bool:
    """Whether it says whom it speaks for, and is no proxy of ours."""
    return "x-forwarded-for" in headers and not trusted(door, peer)


def find_origin(door: AccessPolicy, peer: str) -> str:
    """The place that a connection comes from; empty for one of our proxies, whose requests tell it."""
    return "" if trusted(door, peer) else find_client_place(peer)


def proxy_user(door: AccessPolicy, peer: str, headers: Headers) -> str:
    """Whom a proxy that we trust says it is; empty from anybody else, or when it is said twice."""
    if not door.user_header or not trusted(door, peer):
        return ""
    told = headers.getlist(door.user_header)
    return told[0].strip() if len(told) == 1 else ""


def trusted(door: AccessPolicy, peer: str) -> bool:
    """Whether that address is one of our proxies'."""
    if not _is_address(peer):
        return False
    address = ip_address(peer)
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in door.proxies)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
