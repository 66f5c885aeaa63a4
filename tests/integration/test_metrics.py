"""What Prometheus fetches from a running worker, by its own parser."""

import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.integration.installed import VENDOR, install, request, unrelated
from tests.integration.wired_installation import arrive
from tests.servers.dovecot import Dovecot
from tests.servers.machinery import wait_until
from tests.servers.smtp_sink import SmtpSink
from worker.app import App
from worker.config import MetricsSection as Section
from worker.errors import UnavailableError
from worker.requests.request_model import LetterState
from worker.runtime import scheduler
from worker.runtime.metrics import Metrics
from worker.store.transactions import Store

#: By name and the values of the labels, in the order of the labels' names.
Samples = dict[tuple[str, ...], float]


@pytest.fixture
def app(dovecot: Dovecot, smtp_sink: SmtpSink, database_url: str, tmp_path: Path) -> Iterator[App]:
    """A worker with one mailbox."""
    ports = ("127.0.0.1", dovecot.imap_port), ("127.0.0.1", smtp_sink.port)
    with closing(install(tmp_path, database_url, *ports, dovecot.password)) as installed:
        yield installed


@contextmanager
def running(app: App, port: int) -> Iterator[None]:
    figures = Section(listen=f"127.0.0.1:{port}")
    told = replace(app, config=app.config.model_copy(update={"metrics": figures}))
    stop = threading.Event()
    thread = threading.Thread(target=lambda: scheduler.run_worker(told, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)
    assert not thread.is_alive()


def fetched(port: int) -> Samples:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


def free_port(app: App) -> int:
    with Metrics(app.services).serve("127.0.0.1", 0) as port:
        return port


def test_a_running_worker_tells_what_it_found_and_what_became_of_it(
    app: App, dovecot: Dovecot, smtp_sink: SmtpSink
) -> None:
    for mail in (request(1), request(2), unrelated(3)):
        dovecot.append(VENDOR, mail)
    port = free_port(app)
    with running(app, port):
        wait_until(lambda: len(smtp_sink.received) == 2, "two letters")
        wait_until(lambda: fetched(port).get(("sen_worker_letters_total", "sent")) == 2, "their count")
        told = fetched(port)
    assert told["sen_worker_messages_found_total", "sales"] == 3
    assert told["sen_worker_messages_total", "request", "sales"] == 2
    assert told["sen_worker_messages_total", "ignored", "sales"] == 1
    assert told["sen_worker_messages_missing_total", "sales"] == 0
    assert told["sen_worker_polls_total", "sales"] >= 1
    assert told["sen_worker_requests_by_state", "needs_info"] == 2
    assert told["sen_worker_letters_by_state", "sent"] == 2
    assert told["sen_worker_database_up",] == 1
    assert told["sen_worker_problems",] == 0
    assert told["sen_worker_requests_by_asked_field", "holder_name"] == 2
    assert told["sen_worker_part_problem", "mailbox sales"] == 0
    assert told["sen_worker_last_success_timestamp_seconds", "mailbox sales"] > 0
    assert told["sen_worker_letter_delay_seconds_count",] == 2


def test_letters_that_wait_are_told_by_age_and_by_what_holds_them(app: App) -> None:
    arrive(app, request(1), 1)
    with app.services.store.write() as tx:
        why = "6 letters a day to one address (policy.letters_per_address_per_day)"
        assert tx.letters.hold(1, why, [LetterState.QUEUED])
    with Metrics(app.services).serve("127.0.0.1", 0) as port:
        told = fetched(port)
        for path, status in (("healthz", 200), ("readyz", 200)):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
                assert answer.status == status
    assert told["sen_worker_letters_withheld", "letters_per_address_per_day"] == 1
    assert told["sen_worker_letter_age_seconds", "held"] >= 0


def test_a_database_that_does_not_answer_is_told_and_nothing_else_of_it(app: App) -> None:
    nobody_listens = Store("postgresql://worker@127.0.0.1:1/worker")
    with Metrics(replace(app.services, store=nobody_listens)).serve("127.0.0.1", 0) as port:
        told = fetched(port)
    assert told["sen_worker_database_up",] == 0
    assert ("sen_worker_problems",) not in told


def test_an_address_that_is_taken_is_named(app: App) -> None:
    figures = Metrics(app.services)
    with (
        figures.serve("127.0.0.1", 0) as port,
        pytest.raises(UnavailableError, match=rf"\[metrics\] listen: can't listen on 127.0.0.1:{port}: "),
        figures.serve("127.0.0.1", port),
    ):
        pass
