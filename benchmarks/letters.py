"""`python -m benchmarks.letters`: letters per second over STARTTLS connections, with outbox commits.

Beside it, in the same run, smtplib alone with the same letters. The server is a process of its own. The two
sides take turns; the median of each counts.
"""

import argparse
import json
import logging
import smtplib
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.integration.installed import request
from tests.integration.wired_installation import VENDOR, arrive, open_wired_installation
from tests.servers import postgres as postgres_server
from tests.servers import smtp_sink as smtp_server
from tests.servers.smtp_sink import SmtpSink
from worker import log
from worker.app import App
from worker.letters.letter_mime import Envelope, compose_mail
from worker.letters.sample_letters import SAMPLES
from worker.requests.request_model import LetterKind, LetterState
from worker.store.records import NewLetter

GOAL = 250.0  # letters per second
_ROUNDS = 5


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.letters", description=__doc__)
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--connections", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.serve:
        _serve(given.serve)
        return
    log.configure("warning")
    with (
        tempfile.TemporaryDirectory(prefix="sen-worker-bench-", ignore_cleanup_errors=True) as name,
        _sink(Path(name)) as sink,
        _database(Path(name), given.database) as url,
        open_wired_installation(Path(name), url, sink) as opened,
    ):
        app = _with_connections(opened, given.connections)
        requests = [arrive(app, request(number), number + 1).request for number in range(_ROUNDS)]
        app.deliver(threading.Event())
        abouts = [each.id for each in requests if each is not None and each.id is not None]
        rounds = [_round(app, sink, given.letters, about) for about in abouts]
    ours, bare = (statistics.median(side) for side in zip(*rounds, strict=True))
    print(
        f"letters out, {given.connections} STARTTLS connections, {given.database}, "
        f"{given.letters} letters, {_ROUNDS} rounds"
    )
    print(f"  sen-worker: outbox, claimed and settled one by one {ours:6.0f} letters/s, goal {GOAL:.0f}")
    print(
        f"  smtplib alone with the same letters                {bare:6.0f} letters/s, ratio {ours / bare:.2f}"
    )


def _with_connections(app: App, connections: int) -> App:
    smtp = app.config.smtp.model_copy(update={"connections": connections})
    return replace(app, config=app.config.model_copy(update={"smtp": smtp}))


def _customer(number: int) -> str:
    return f"customer{number}@engines.test"


def _round(app: App, sink: SmtpSink, count: int, about: int) -> tuple[float, float]:
    letters = _queued(app, count, about)
    start = time.perf_counter()
    sent = app.deliver(threading.Event())[LetterState.SENT]
    taken = time.perf_counter() - start
    if sent < count:
        raise SystemExit(f"{sent} of {count} letters were sent")
    return sent / taken, count / _by_smtplib(sink, letters)


def _queued(app: App, count: int, about: int) -> list[bytes]:
    """Letters that are due, all on one request; their bytes."""
    kind = LetterKind.MISSING_FIELDS
    rendered = app.services.renderer.render(kind, SAMPLES[kind])
    letters = []
    with app.services.store.write() as tx:
        request = tx.requests.get(about)
        version = request.version if request is not None else 0  # as written for it: nothing is overtaken
        for each in range(count):
            envelope = Envelope(
                from_=VENDOR,
                to=(_customer(each),),
                subject="Re: your license",
                message_id=f"<{about}.{each}@vendor.test>",
                auto_submitted="auto-replied",
                date=datetime.now(UTC),
            )
            letters.append(compose_mail(rendered, envelope))
            tx.letters.add(
                NewLetter(
                    request_id=about,
                    kind=kind,
                    round=each + 10,
                    to=_customer(each),
                    cc=(),
                    subject=envelope.subject,
                    message_id=envelope.message_id,
                    automatic=True,
                    text=rendered.text,
                    raw=letters[-1],
                    draft={"version": version},
                    hold_reason="",
                    created_at=envelope.date,
                )
            )
    return letters


def _by_smtplib(sink: SmtpSink, letters: list[bytes]) -> float:
    start = time.perf_counter()
    with smtplib.SMTP(sink.host, sink.port) as link:
        link.starttls(context=ssl.create_default_context(cafile=str(sink.ca_file)))
        link.login(sink.username, sink.password)
        for each, raw in enumerate(letters):
            link.sendmail(VENDOR, [_customer(each)], raw)
    return time.perf_counter() - start


@contextmanager
def _database(folder: Path, kind: str) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/worker.db"
        return
    folder.chmod(0o755)
    (folder / "cluster").mkdir()
    postgres = postgres_server.start(folder / "cluster", durable=True)
    try:
        yield postgres.new_database()
    finally:
        postgres.stop()


@contextmanager
def _sink(folder: Path) -> Iterator[SmtpSink]:
    """The server, as far as its clients need to know it."""
    command = [sys.executable, "-m", "benchmarks.letters", "--serve", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        if process.stdin is None or process.stdout is None:
            raise SystemExit("the server can't be talked to")
        told = json.loads(process.stdout.readline())
        try:
            yield SmtpSink(ca_file=Path(told["ca_file"]), port=told["port"])
        finally:
            process.stdin.close()


def _serve(folder: Path) -> None:
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    (folder / "smtp").mkdir()
    sink = smtp_server.start(folder / "smtp", sign_in=True)
    print(json.dumps({"port": sink.port, "ca_file": str(sink.ca_file)}), flush=True)
    sys.stdin.read()
    sink.stop()


if __name__ == "__main__":
    main()
