"""The heartbeat of a worker: it shows that the process lives, and renews its leases."""

from collections.abc import Sequence

from worker import log
from worker.app import App
from worker.runtime.loops import MailboxLoop, OutboxLoop, describe_error
from worker.services.intake import folder_leases
from worker.services.monitoring import worker_health

_log = log.get(__name__)
PULSE_SECONDS = 15


class HeartbeatSender:
    """Sends the heartbeat and renews the leases; so it is the first to notice that the database is back."""

    def __init__(self, app: App, parts: Sequence[MailboxLoop | OutboxLoop]) -> None:
        self._app = app
        self._parts = parts
        self._database_away = False

    def beat(self) -> None:
        """Send one heartbeat; where the database was away until now, wake the loops that wait for it."""
        was_away, self._database_away = self._database_away, True
        try:
            folder_leases.renew(self._app.services)
            worker_health.beat(self._app.services, worker_health.PULSE, 4 * PULSE_SECONDS)
            self._database_away = False
        except Exception as error:  # noqa: BLE001 -- whatever it is, the next one is due soon
            problem = describe_error(error)
            _log.error("no_sign_of_life", problem=problem)
        if was_away and not self._database_away:
            for part in self._parts:
                part.wake()
