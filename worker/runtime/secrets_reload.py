"""Secrets that change while a worker runs: their files are read again, and sign-ins go by what they say."""

import threading
from collections.abc import Callable, Sequence
from time import monotonic

from worker import log
from worker.app import App, with_secrets
from worker.config import Config, with_secrets_of
from worker.errors import ConfigError, WorkerError
from worker.runtime.loops import MailboxLoop, OutboxLoop
from worker.services.accounts.stored_tokens import TokenWatch
from worker.storage import encryption_keys

_log = log.get(__name__)
_SECONDS = 30.0


class SecretsWatch:
    """Reads the configuration again, now and then and when it is asked to, and takes its secrets from there.

    Any other change needs a restart, which is said when somebody asked. What can't be read changes nothing.
    """

    def __init__(
        self,
        app: App,
        load: Callable[[], Config],
        asked: threading.Event,
        loops: Sequence[MailboxLoop | OutboxLoop],
        tokens: TokenWatch | None,
    ) -> None:
        self._app = app
        self._load = load
        self._reload_wanted = asked
        self._loops = loops
        self._tokens = tokens
        self._read_at = monotonic()
        self._last_problem = ""

    def look(self) -> None:
        """Read it again where it is time to, or somebody asked."""
        asked = self._reload_wanted.is_set()
        if not asked and monotonic() - self._read_at < _SECONDS:
            return
        self._reload_wanted.clear()
        self._read_at = monotonic()
        try:
            newer = self._load()
        except ConfigError as error:
            self._report_problem(str(error), asked=asked)
        else:
            self._apply(newer, asked=asked)

    def _report_problem(self, problem: str, *, asked: bool) -> None:
        if asked or problem != self._last_problem:
            _log.error("configuration_not_read_again", problem=problem)
        self._last_problem = problem

    def _apply(self, newer: Config, *, asked: bool) -> None:
        before = self._app.config
        renewed = with_secrets_of(before, newer)
        changed = renewed != before
        if encryption_keys(renewed) != encryption_keys(before):
            try:
                self._app.services.store.use_keys(encryption_keys(renewed))
            except WorkerError as error:
                self._report_problem(str(error), asked=asked)
                return
        if changed:
            self._app = with_secrets(self._app, renewed)
            for loop in self._loops:
                loop.renew(self._app)
            if self._tokens is not None:
                self._tokens.renew(self._app.logins.sources())
        self._last_problem = ""
        if asked and renewed != newer:
            _log.warning(
                "reload_refused", reason="other keys than secrets changed; restart the worker for them"
            )
        if asked or changed:
            _log.info("secrets_read_again", changed=changed)
