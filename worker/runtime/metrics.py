"""The figures for Prometheus: what this worker has found and done since its start, and the present state.

The only module that knows Prometheus' client. Labels are names of ours and the deployer's, never a
customer's.
"""

import re
import socket
import threading
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CollectorRegistry, Counter, Histogram, make_wsgi_app
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from worker import __version__
from worker.errors import UnavailableError
from worker.requests.request_model import LetterState
from worker.services.contexts import MailContext
from worker.services.intake.poll_folder import PollAccount
from worker.services.monitoring import worker_health
from worker.services.monitoring.worker_health import why_not_ready
from worker.store.queue.queue_queries import EVERY
from worker.store.queue.queue_search import ANY, Filter
from worker.store.records import Letter
from worker.store.transactions import Transaction
from worker.version import read_revision

SILENCE_SECONDS = 10.0
_DELAYS = (1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400)
_MAX_ROWS = 10_000  # letters and requests; more of them are not looked at
_WAITING = (
    LetterState.QUEUED,
    LetterState.SENDING,
    LetterState.DEFERRED,
    LetterState.HELD,
    LetterState.UNCERTAIN,
    LetterState.FAILED,
)
_POLICY = re.compile(r"policy\.(\w+)")


class Metrics:
    """The counters of this process. `found` is the sum of messages by disposition and missing ones."""

    def __init__(self, services: MailContext) -> None:
        self._services = services
        self._registry = CollectorRegistry()
        self._metrics_app = make_wsgi_app(self._registry)
        self._registry.register(_StateCollector(services))
        self._polls = self._counter("polls", "Polls that came to their end.", "mailbox")
        self._found = self._counter("messages_found", "Messages that polls found.", "mailbox")
        self._messages = self._counter(
            "messages", "What became of messages that were found.", "mailbox", "disposition"
        )
        self._missing = self._counter(
            "messages_missing", "Messages that were found and are not accounted for.", "mailbox"
        )
        self._delays = Histogram(
            "sen_worker_letter_delay_seconds",
            "From when a letter was queued until the relay took it.",
            buckets=_DELAYS,
            registry=self._registry,
        )
        self._letters = self._counter("letters", "Letters by how the attempt to send them ended.", "state")

    def count_poll(self, account: PollAccount) -> None:
        """Count a poll that ended, and its messages."""
        self._polls.labels(account.source).inc()
        self._found.labels(account.source).inc(account.found)
        self._missing.labels(account.source).inc(account.missing)
        for disposition, count in account.counts.items():
            self._messages.labels(account.source, disposition).inc(count)

    def count_letters(self, ended: Tally[LetterState]) -> None:
        """Count the letters of one pass over the outbox."""
        for state, count in ended.items():
            self._letters.labels(state).inc(count)

    def observe_delivery(self, letter: Letter) -> None:
        """Note how long a letter waited that the relay took now."""
        self._delays.observe(max(0.0, (self._services.clock() - letter.created_at).total_seconds()))

    @contextmanager
    def serve(self, host: str, port: int) -> Iterator[int]:
        """Serve the figures within the block; yields the port. Raises UnavailableError where it is taken."""
        try:
            server = make_server(
                host, port, self._answer, _Server6 if ":" in host else _Server, BoundedHandler
            )
        except OSError as exc:
            raise UnavailableError(
                f"[metrics] listen: can't listen on {host}:{port}: {exc.strerror}; choose another address"
            ) from exc
        thread = threading.Thread(target=server.serve_forever, name="metrics", daemon=True)
        thread.start()
        try:
            yield int(server.server_port)
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Figures, and the probes of whoever starts and stops the process."""
        path = environ.get("PATH_INFO", "")
        if path not in {"/healthz", "/readyz"}:
            figures: Iterable[bytes] = self._metrics_app(environ, start)
            return figures
        why = why_not_ready(self._services) if path == "/readyz" else ""
        start("503 Service Unavailable" if why else "200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"{why or 'ok'}\n".encode()]

    def _counter(self, name: str, documentation: str, *labels: str) -> Counter:
        return Counter(f"sen_worker_{name}", documentation, labels, registry=self._registry)


class _Server(ThreadingMixIn, WSGIServer):
    """Each connection has a thread."""

    daemon_threads = True


class _Server6(_Server):
    """The same on IPv6."""

    address_family = socket.AF_INET6


class BoundedHandler(WSGIRequestHandler):
    """Answers Prometheus; a connection ends when nothing comes on it for a while."""

    timeout = SILENCE_SECONDS

    def handle(self) -> None:
        """Answer one request; a connection that breaks off or stays silent is no event."""
        with suppress(OSError):
            super().handle()

    def log_message(self, format: str, *_args: object) -> None:  # noqa: A002
        """A request for figures is no event."""


class _StateCollector(Collector):
    """The figures of the database, looked up when somebody asks."""

    def __init__(self, services: MailContext) -> None:
        self._services = services

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Without an answer of the database only that it gave none: what is not known is not zero."""
        try:
            wrong = worker_health.find_problems(self._services)
            with self._services.store.read() as tx:
                families = [*self._families(tx)]
        except UnavailableError:
            yield GaugeMetricFamily("sen_worker_database_up", "Whether the database answers.", 0)
            return
        yield GaugeMetricFamily("sen_worker_database_up", "Whether the database answers.", 1)
        yield GaugeMetricFamily(
            "sen_worker_problems", "Lines that `sen-worker health` would say.", len(wrong)
        )
        yield from families

    def _families(self, tx: Transaction) -> Iterator[GaugeMetricFamily]:
        now, parts = self._services.clock(), worker_health.list_parts(self._services, tx)
        build = {"version": __version__, "revision": read_revision()}
        build_info = GaugeMetricFamily("sen_worker_build_info", "Which sen-worker this is.", labels=[*build])
        build_info.add_metric([*build.values()], 1)
        yield build_info
        yield _gauge("state", "sen_worker_requests_by_state", "Requests by state.", tx.requests.counts())
        yield _gauge("state", "sen_worker_letters_by_state", "Letters by state.", tx.letters.counts())
        marks = tx.queue.counts(Filter(mark=None), "mark")
        reasons = {mark: number for (mark,), number in marks.items() if mark not in {EVERY, ANY}}
        yield _gauge(
            "reason", "sen_worker_requests_by_attention", "Requests by reason for attention.", reasons
        )
        asked = Tally(tx.requests.asked_fields(_MAX_ROWS))
        yield _gauge("field", "sen_worker_requests_by_asked_field", "What customers are asked for.", asked)
        held = Tally(map(_find_policy, tx.letters.hold_reasons(_MAX_ROWS)))
        yield _gauge(
            "policy", "sen_worker_letters_withheld", "Held letters by the policy that held them.", held
        )
        ages = {
            state: (now - since).total_seconds()
            for state, since in tx.letters.oldest_by_state(_WAITING).items()
        }
        yield _gauge("state", "sen_worker_letter_age_seconds", "Age of the oldest letter that waits.", ages)
        wrong = {part.name: int(bool(part.problem)) for part in parts}
        yield _gauge("part", "sen_worker_part_problem", "1 where a part of the worker is in trouble.", wrong)
        worked = {part.name: part.worked_at.timestamp() for part in parts if part.worked_at is not None}
        yield _gauge(
            "part", "sen_worker_last_success_timestamp_seconds", "When a part did its work last.", worked
        )
        ends = {part.name: part.ends_at.timestamp() for part in parts if part.ends_at is not None}
        yield _gauge("part", "sen_worker_token_expiry_timestamp_seconds", "When a token ends.", ends)


def _find_policy(hold_reason: str) -> str:
    """The key of [policy] that a letter is held by; other reasons are told on the letter's page alone."""
    found = _POLICY.search(hold_reason)
    return found[1] if found else "none"


def _gauge(label: str, name: str, documentation: str, counts: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, documentation, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family
