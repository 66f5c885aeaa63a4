"""Nothing of customers is in what an operator reads: the log, the figures, health, errors of commands."""

import signal
import urllib.request
from pathlib import Path

import pytest

from tests.acceptance.customers import CUSTOMER, KEY, answer, complete, half_filled, unrelated
from tests.acceptance.installation import VENDOR, Installation, install, plain
from tests.acceptance.test_running import running, wait_until
from tests.integration.local_worker import OTHER_KEY
from tests.servers.dovecot import Dovecot
from tests.servers.machinery import free_ports
from tests.servers.postfix import Postfix

#: Whose address the relay refuses, in words that hold it.
REFUSED = "unknown@gears.test"
PERSONAL = (
    *(CUSTOMER, "ada.byron", "Byron", "licenses@", "Analytical Engines", "St James", "SW1Y"),
    *("charles", "difference", "Lunch", "Friday", "nobody.reads", "gears.test", "SEN-1234567", "9000002"),
    *(KEY[:12], KEY[-12:], OTHER_KEY[-12:], "I want to migrate", "Notes of a reviewer", "s3cret"),
)
#: It claims to be of a character set that there is none of, and its parts never end.
ODD = f"""\
From: Ada Byron <{CUSTOMER}>
To: {VENDOR}
Subject: =?utf-99?q?I_want_to_migrate?=
Message-ID: <odd@engines.test>
Content-Type: multipart/mixed; boundary="nobody.reads"

--nobody.reads
Content-Type: text/plain; charset="nobody.reads"
Content-Transfer-Encoding: base64

{KEY}%%%
""".replace("\n", "\r\n").encode()


@pytest.fixture
def worker(tmp_path: Path, dovecot: Dovecot, postfix: Postfix) -> Installation:
    made = install(tmp_path, dovecot, postfix, f"sqlite:///{tmp_path}/worker.db", VENDOR)
    made.configure("log.format", "json")
    made.configure("metrics.listen", f"127.0.0.1:{free_ports(1)[0]}")
    return made


def found_in(text: str) -> set[str]:
    return {each for each in PERSONAL if each.lower() in text.lower()}


def requests_of_all_kinds(worker: Installation) -> None:
    other = complete().replace(CUSTOMER.encode(), REFUSED.encode()).replace(b"<first@", b"<refused@")
    for raw in (unrelated(), half_filled(), other.replace(KEY.encode(), OTHER_KEY.encode()), ODD):
        worker.deliver(raw)
    (question,) = worker.letters_to(CUSTOMER, 1)
    worker.deliver(answer(question["Message-ID"], question["Subject"], plain(question)))


def steps_of_staff(worker: Installation) -> str:
    """What the commands say to errors, as far as no person asked to see the values."""
    (request,) = worker.rows("queue", "list", "--state", "ready_for_review")[:1]
    number = str(request["id"])
    told = [
        worker.attempt("queue", "complete", number, "--sen", "9000002").stderr,
        worker.attempt("queue", "answer", "999", "--text", "Notes of a reviewer").stderr,
    ]
    worker.run("queue", "approve", number)
    worker.run("queue", "complete", number, "--sen", "SEN-1234567")
    return "\n".join(told)


def fetched(address: str) -> str:
    with urllib.request.urlopen(f"http://{address}", timeout=10) as answer:
        return str(answer.read().decode())


def test_nothing_of_customers_is_in_logs_figures_health_and_errors(worker: Installation) -> None:
    listen = worker.config.read_text().rpartition('listen = "')[2].partition('"')[0]
    with running(worker) as process:
        wait_until(lambda: worker.attempt("health").returncode == 0)
        requests_of_all_kinds(worker)
        wait_until(lambda: len(worker.rows("queue", "list", "--state", "ready_for_review")) == 2)
        wait_until(lambda: "failed" in {row["state"] for row in worker.rows("outbox", "list")})
        errors = steps_of_staff(worker)
        worker.letters_to(CUSTOMER, 3)
        health = worker.attempt("health").stdout
        figures = "".join(fetched(f"{listen}/{page}") for page in ("metrics", "healthz", "readyz"))
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=20)
    assert process.returncode == 0
    events = log.count('"event"')
    assert events > 10, "it tells what it does"
    assert events == len(log.splitlines()), "one line per event"
    assert (found_in(log), found_in(figures), found_in(health), found_in(errors)) == (set(),) * 4
