"""What Prometheus fetches: how much was found and done since this worker began, and how things stand.

The only module that knows Prometheus' client. Labels are names of ours and the deployer's, never a
customer's.
"""

from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler

from prometheus_client import CollectorRegistry, Counter, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from worker.errors import UnavailableError
from worker.requests.values import LetterState
from worker.services import health
from worker.services.house import House
from worker.services.poll import Account

SILENCE_SECONDS = 10.0


class Metrics:
    """Counts of this process. Found is the sum of messages by disposition and missing ones."""

    def __init__(self, house: House) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Standing(house))
        self._polls = self._counter("polls", "Polls that came to their end.", "mailbox")
        self._found = self._counter("messages_found", "Messages that polls found.", "mailbox")
        self._messages = self._counter(
            "messages", "What became of messages that were found.", "mailbox", "disposition"
        )
        self._missing = self._counter(
            "messages_missing", "Messages that were found and are not accounted for.", "mailbox"
        )
        self._letters = self._counter("letters", "Letters by how the attempt to send them ended.", "state")

    def polled(self, account: Account) -> None:
        """A poll ended."""
        self._polls.labels(account.source).inc()
        self._found.labels(account.source).inc(account.found)
        self._missing.labels(account.source).inc(account.missing)
        for disposition, count in account.counts.items():
            self._messages.labels(account.source, disposition).inc(count)

    def delivered(self, ended: Tally[LetterState]) -> None:
        """A round of the outbox ended."""
        for state, count in ended.items():
            self._letters.labels(state).inc(count)

    @contextmanager
    def served(self, host: str, port: int) -> Iterator[int]:
        """Answer on that address; yields the port. Raises UnavailableError where it is taken."""
        try:
            server, thread = start_http_server(port, addr=host, registry=self._registry)
        except OSError as exc:
            raise UnavailableError(
                f"[metrics] listen: can't listen on {host}:{port}: {exc.strerror}; choose another address"
            ) from exc
        # Each connection has a thread, and Prometheus' server waits for ever for what is to be asked on it.
        server.RequestHandlerClass = BoundedHandler
        try:
            yield int(server.server_port)
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"sen_worker_{name}", says, labels, registry=self._registry)


class BoundedHandler(WSGIRequestHandler):
    """Answers Prometheus; a connection ends when nothing comes on it for a while."""

    timeout = SILENCE_SECONDS

    def log_message(self, format: str, *_args: object) -> None:  # noqa: A002
        """A request for figures is no event."""


class _Standing(Collector):
    """How things stand in the database, looked up when somebody asks."""

    def __init__(self, house: House) -> None:
        self._house = house

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Without an answer of the database only that it gave none: what is not known is not zero."""
        try:
            with self._house.store.read() as tx:
                requests, letters = tx.requests.counts(), tx.letters.counts()
            wrong = health.problems(self._house)
        except UnavailableError:
            yield GaugeMetricFamily("sen_worker_database_up", "Whether the database answers.", 0)
            return
        yield GaugeMetricFamily("sen_worker_database_up", "Whether the database answers.", 1)
        yield GaugeMetricFamily(
            "sen_worker_problems", "Lines that `sen-worker health` would say.", len(wrong)
        )
        yield _by_state("sen_worker_requests_by_state", "Requests by state.", requests)
        yield _by_state("sen_worker_letters_by_state", "Letters by state.", letters)


def _by_state(name: str, says: str, counts: Mapping[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, says, labels=["state"])
    for state, count in counts.items():
        family.add_metric([state], count)
    return family
