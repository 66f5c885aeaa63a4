"""The sign of life of a worker."""

from collections.abc import Sequence

from worker import log
from worker.app import App
from worker.errors import WorkerError
from worker.runtime.loops import MailboxLoop, OutboxLoop, describe_defect
from worker.services.intake import folder_leases
from worker.services.monitoring import worker_health

_log = log.get(__name__)
PULSE_SECONDS = 15


class HeartbeatSender:
    """Gives it, renews the leases by it, and so notices first that the database is back."""

    def __init__(self, app: App, parts: Sequence[MailboxLoop | OutboxLoop]) -> None:
        self._app = app
        self._parts = parts
        self._away = False

    def beat(self) -> None:
        """Give it; where the database was away until now, wake who waits for it."""
        away, self._away = self._away, True
        try:
            folder_leases.renew(self._app.services)
            worker_health.beat(self._app.services, worker_health.PULSE, 4 * PULSE_SECONDS)
            self._away = False
        except Exception as error:  # noqa: BLE001 -- whatever it is, the next one is due soon
            problem = str(error) if isinstance(error, WorkerError) else describe_defect(error)
            _log.error("no_sign_of_life", problem=problem)
        if away and not self._away:
            for part in self._parts:
                part.wake()
