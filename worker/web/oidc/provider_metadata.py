"""What a provider says of itself: its endpoints and keys, asked for by one thread at a time and kept.

While it can't be asked, what is known goes on being good for a day, and nobody waits for it twice.
"""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from joserfc.jwk import JWKRegistry, Key, KeySet

from worker import log
from worker.errors import UnavailableError
from worker.web.oidc.provider_requests import ProviderPeer

_log = log.get(__name__)
_FRESH = 3600.0  # seconds, for which it is not asked again
_GOOD = 86_400.0  # seconds, for which it is good while the provider can't be asked
_KEY_PAUSE = 60.0  # seconds at least between two questions for a key that nobody knows
_FAILURE_PAUSE = 15.0  # seconds, for which a failed attempt stands
_PATIENCE = 30.0  # seconds to wait for another thread's attempt
_MOST_KEYS = 50
_TYPES = frozenset({"RSA", "EC", "OKP"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderDescription:
    """What OpenID Connect Discovery 1.0 promises, 4, and the keys."""

    metadata: Mapping[str, Any]
    keys: KeySet
    at: float  #: when it was asked for, by the clock of `DescriptionSource`


class DescriptionSource:
    """Gets it and keeps it. Threads share one."""

    def __init__(self, peer: ProviderPeer, clock: Callable[[], float]) -> None:
        self._peer = peer
        self._clock = clock
        self._lock = threading.Lock()  # never held while the provider is asked
        self._known: ProviderDescription | None = None
        self._asking: Future[ProviderDescription] | None = None
        self._failed_at = float("-inf")
        self._failure = ""

    @property
    def ready(self) -> bool:
        """Whether `get` answers at once, and well."""
        with self._lock:
            return self._usable(_FRESH) is not None

    @property
    def problem(self) -> str:
        """Why nobody can be sent to the provider; empty while nothing is known to be wrong."""
        with self._lock:
            return self._failure if self._usable(_GOOD) is None else ""

    def get(self, *, unknown_key: bool = False) -> ProviderDescription:
        """The description; with an `unknown_key` a newer one, if a minute has passed.

        UnavailableError where there is none to be had.
        """
        with self._lock:
            known = self._usable(_KEY_PAUSE if unknown_key else _FRESH)
            if known is not None:
                return known
            if self._clock() - self._failed_at < _FAILURE_PAUSE:
                return self._last_resort()
            asking, first = self._asking or Future(), self._asking is None
            self._asking = asking
        if first:
            self._ask(asking)
        try:
            return asking.result(_PATIENCE)
        except (UnavailableError, TimeoutError):
            with self._lock:
                return self._last_resort()

    def look_soon(self) -> None:
        """Have it ready before somebody needs it; waits for nothing."""
        with self._lock:
            recently = self._clock() - self._failed_at < _FAILURE_PAUSE
            if recently or self._asking is not None or self._usable(_FRESH) is not None:
                return
        threading.Thread(target=self._look, name="oidc", daemon=True).start()

    def _look(self) -> None:
        try:
            self.get()
        except UnavailableError:
            return  # `problem` says it

    def _usable(self, age: float) -> ProviderDescription | None:
        known = self._known
        return known if known is not None and self._clock() - known.at <= age else None

    def _last_resort(self) -> ProviderDescription:
        if (known := self._usable(_GOOD)) is not None:
            return known
        raise UnavailableError(self._failure or "the OIDC provider does not answer in time")

    def _ask(self, asking: "Future[ProviderDescription]") -> None:
        try:
            found = self._fetched()
        except Exception as error:  # noqa: BLE001 - those who wait must hear of whatever it was
            known = isinstance(error, UnavailableError)
            told = error if known else self._peer.wrong(type(error).__name__)
            with self._lock:
                self._asking, self._failure, self._failed_at = None, str(told), self._clock()
            _log.warning("oidc_unavailable", problem=str(told))
            asking.set_exception(told)
        else:
            with self._lock:
                self._asking, self._known, self._failure = None, found, ""
            asking.set_result(found)

    def _fetched(self) -> ProviderDescription:
        peer = self._peer
        metadata = peer.fetch(
            f"{peer.issuer.rstrip('/')}/.well-known/openid-configuration", "discovery document"
        )
        if metadata.get("issuer") != peer.issuer:
            raise UnavailableError(f"the OIDC provider {peer.issuer} names another issuer; check oidc.issuer")
        keys = _keys(peer.fetch(peer.endpoint(metadata, "jwks_uri"), "set of keys").get("keys"))
        if not keys:
            raise peer.wrong("its set of keys holds no key to check signatures with")
        return ProviderDescription(metadata=metadata, keys=KeySet(keys), at=self._clock())


def _keys(told: object) -> list[Key]:
    """Those that can check a signature; a shared secret is none, and a malformed one is passed over."""
    listed = told if isinstance(told, list) else []
    found = (_key(one) for one in listed[:_MOST_KEYS] if isinstance(one, dict))
    return [key for key in found if key is not None]


def _key(told: dict[str, Any]) -> Key | None:
    if str(told.get("kty")) not in _TYPES or told.get("use", "sig") != "sig":
        return None
    try:
        key = JWKRegistry.import_key(told)
        key.get_op_key("verify")
        key.ensure_kid()
    except Exception:  # noqa: BLE001 - two libraries read it, and each has errors of its own
        return None
    return key
