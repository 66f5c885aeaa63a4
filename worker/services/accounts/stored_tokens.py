"""Refresh tokens in the database, and the renewal of all tokens before they end.

Providers that replace a refresh token with each use (RFC 9700, 4.14.2) take two uses of the same one
for a theft and withdraw it altogether. So each use is one process's alone, on whatever machine, and the
new one is stored before anything is done with what came along.
"""

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic, sleep

from worker import log
from worker.errors import UnavailableError
from worker.oauth import sealed_tokens
from worker.oauth.errors import TokenError, TokenUnreachable
from worker.oauth.settings import TokenSettings
from worker.oauth.token_source import TokenSource
from worker.services.contexts import RecordContext
from worker.services.monitoring import worker_health
from worker.store.persons.token_table import TokenLoan
from worker.store.transactions import Store

_log = log.get(__name__)
_LOOK_AGAIN_SECONDS = 0.25
#: Beyond the endpoint's own time: for storing what it answered.
_SPARE = timedelta(seconds=60)


class StoredTokens:
    """The `RefreshTokens` of the OAuth2 room. Threads share it."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._unstored: dict[str, str] = {}

    @contextmanager
    def use(self, settings: TokenSettings) -> Iterator["_BorrowedToken"]:
        """Borrow the newest token within the block. Raises UnavailableError when the database is away."""
        self._store.require_current()
        name, borrower = sealed_tokens.token_name(settings), secrets.token_hex(16)
        self._borrow(name, borrower, timedelta(seconds=settings.timeout))
        try:
            yield _BorrowedToken(self, settings, self._newest(settings, name))
        finally:
            with self._store.write() as tx:
                tx.tokens.give_back(name, borrower)

    def keep(self, settings: TokenSettings, token: str) -> None:
        """Store a token; should that fail, this process remembers it and stores it with the next use."""
        name = sealed_tokens.token_name(settings)
        with self._lock:
            self._unstored[name] = token
        with self._store.write() as tx:
            tx.tokens.keep(name, sealed_tokens.seal(settings, token), self._clock())
        with self._lock:
            self._unstored.pop(name, None)

    def _newest(self, settings: TokenSettings, name: str) -> str:
        with self._lock:
            unstored = self._unstored.get(name)
        if unstored is not None:
            self.keep(settings, unstored)
            return unstored
        with self._store.read() as tx:
            sealed = tx.tokens.sealed(name)
        found = None if sealed is None else sealed_tokens.unseal(settings, sealed)
        return settings.refresh_token if found is None else found

    def _borrow(self, name: str, borrower: str, longest: timedelta) -> None:
        # A little longer than the loan of somebody who was killed.
        end = monotonic() + (longest + 2 * _SPARE).total_seconds()
        while not self._try_to_borrow(name, borrower, longest):
            if monotonic() > end:
                raise TokenUnreachable("another worker has been renewing the same token for too long")
            sleep(_LOOK_AGAIN_SECONDS)

    def _try_to_borrow(self, name: str, borrower: str, longest: timedelta) -> bool:
        now = self._clock()
        loan = TokenLoan(name=name, borrower=borrower, now=now, until=now + longest + _SPARE)
        with self._store.write() as tx:
            return tx.tokens.borrow(loan)


@dataclass(frozen=True, slots=True)
class _BorrowedToken:
    _tokens: StoredTokens
    _settings: TokenSettings
    token: str = field(repr=False)

    def keep(self, rotated: str) -> None:
        self._tokens.keep(self._settings, rotated)


class TokenWatch:
    """Renews tokens before they end, also while nobody signs in, and tells at once when that fails."""

    def __init__(self, services: RecordContext, sources: Mapping[str, TokenSource]) -> None:
        self._services = services
        self._sources = sources
        self._reported: dict[str, str] = {}

    def renew(self, sources: Mapping[str, TokenSource]) -> None:
        """Watch these sources from now on; for another thread."""
        self._sources = sources

    def look(self, good_for_seconds: int) -> None:
        """Renew the tokens that are due, and leave a heartbeat for each that is good for so long."""
        for name, source in self._sources.items():
            problem, lasting = _renew_and_judge(source)
            if problem and problem != self._reported.get(name):
                _log.error("token_not_renewed", part=name, problem=problem)
            self._reported[name] = problem
            left = source.seconds_left
            ends_at = None if left is None else self._services.clock() + timedelta(seconds=left)
            worker_health.beat(
                self._services, name, good_for_seconds, problem, lasting=lasting, ends_at=ends_at
            )


def _renew_and_judge(source: TokenSource) -> tuple[str, bool]:
    """What is wrong, and whether somebody has to do something."""
    try:
        source.token()
    except UnavailableError as error:
        return str(error), isinstance(error, TokenError) and not error.transient
    return source.renewal_problem, False
