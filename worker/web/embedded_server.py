"""The pages beside a worker's loops: served from the start, or taken over when another worker ends."""

import threading
from collections.abc import Callable
from time import monotonic

from worker import log
from worker.app import App
from worker.errors import UnavailableError
from worker.services.monitoring import worker_health
from worker.web.web_server import WebServer

_log = log.get(__name__)
_NAME = "web"
_GOOD_FOR = 60  # seconds
_PATIENCE = 3.0  # seconds that a worker which starts at the same time has to say that it serves them


class EmbeddedServer:
    """Pages that share a process with the mail."""

    def __init__(self, app: App, pages: WebServer, wake_outbox: Callable[[], None]) -> None:
        self._app = app
        self._pages = pages
        self._wake = wake_outbox

    def begin(self, stop: threading.Event) -> None:
        """Serve them, unless another worker of this installation does here already.

        Where something else has the address, it is an error if the deployer chose it. The usual address is
        done without: mail is worked on all the same.
        """
        if self._served():
            return
        end = monotonic() + _PATIENCE
        while not worker_health.is_done_by_another(self._app.services, _NAME):
            if monotonic() > end:
                self._give_up()
                return
            stop.wait(0.2)

    def pulse(self) -> None:
        """Note that they are served, or try again."""
        try:
            if self._pages.bound:
                self._beat()
            else:
                self._served()
        except UnavailableError as error:
            _log.error("database_unavailable", problem=str(error))

    def _served(self) -> bool:
        try:
            if not self._pages.bound:
                self._pages.bind()
        except UnavailableError:
            return False
        self._pages.start(self._wake)
        self._beat()
        return True

    def _beat(self) -> None:
        worker_health.beat(self._app.services, _NAME, _GOOD_FOR, self._pages.problem())

    def _give_up(self) -> None:
        if "listen" in self._app.config.web.model_fields_set:
            self._pages.bind()  # says why, once more
            self._pages.start(self._wake)
        else:
            _log.error("pages_not_served", listen=self._app.config.web.listen, problem="the port is taken")
