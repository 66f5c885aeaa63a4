"""Mail made to keep the worker busy or to eat its memory: it costs itself alone, and one time only.

Each pass must end within the two minutes that a command has; what is behind the attack is read in it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.acceptance.installation import ROOT
from tests.integration.desk import form, mail
from tests.security.conftest import AttackedWorker, StartWorker
from tests.servers.machinery import wait_until

LINES = "a\n" * 10_000
HEADERS = ("To", "Cc", "Reply-To", "References", "X-Failed-Recipients", "Subject")
PUMPS = (
    "=??q?1",  # the standard library looks for the end of each word again
    "=?a?q?=81=E0=E1=E2=E3=E4=E5=E6=E7=E8=E9=EA=EB=EC=ED=EE=EF?= ",
    "a@b,",
    '"\\',
    "; a*1=x; a*0*=y",
)


def fields(unit: str, times: int = 6) -> str:
    """Headers of 15 kB each that are made of one thing."""
    return "".join(f"{name}: {unit * (15_000 // len(unit))}\r\n" for _ in range(times) for name in HEADERS)


def headed(head: str) -> bytes:
    return f"From: thief@evil.test\r\nMessage-ID: <attack@evil.test>\r\n{head}\r\nHello\r\n".encode()


def wrapped(inner: str, times: int) -> bytes:
    """One message with others in it."""
    part = f"--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n"
    return headed(f'Content-Type: multipart/mixed; boundary="b"\r\n\r\n{part * times}--b--\r\n')


def heavy() -> bytes:
    """Ten messages in one, each with as much HTML as is read: seconds of honest work."""
    html = "".join(f"<div><b>{number}</b> <i>{number}</i></div>" for number in range(25_000))
    return wrapped(f"Subject: x\r\nContent-Type: text/html\r\n\r\n{html}", times=10)


def bulky() -> bytes:
    """A hundred messages in one, each of ten thousand lines: 2 MB that become two hundred."""
    part = f"--c\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n{LINES}\r\n"
    return wrapped(f'Content-Type: multipart/mixed; boundary="c"\r\n\r\n{part * 10}--c--', times=10)


def customer() -> bytes:
    return mail(form(), Message_ID="<behind@engines.test>")


def test_headers_that_are_hard_to_read_hold_nobody_up(start_worker: StartWorker) -> None:
    worker = start_worker()
    attacks = [headed(fields(unit)) for unit in PUMPS]
    worker.take(*attacks, wrapped(f"{fields(PUMPS[0], times=3)}\r\nHello", times=9), customer())
    assert worker.request("ada@engines.test")["state"] == "ready_for_review"
    assert len(worker.rows("ledger", "list")) == len(attacks) + 2


def test_a_mail_that_takes_too_long_is_set_aside_once(start_worker: StartWorker) -> None:
    worker = start_worker(more="[reading]\nseconds_per_message = 1\n")
    attack = heavy()
    worker.take(attack, customer(), attack.replace(b"<attack@", b"<second@"))
    set_aside = quarantined(worker)
    assert [row["reason"] for row in set_aside] == [
        "could not be read: it takes more than reading.seconds_per_message (1 s)"
    ] * 2
    assert worker.request("ada@engines.test")["state"] == "ready_for_review"
    worker.run("run", "--once")
    assert quarantined(worker) == set_aside
    assert worker.recipients() == {"ada@engines.test"}


def test_a_mail_that_takes_too_much_memory_is_set_aside(start_worker: StartWorker) -> None:
    worker = start_worker(more="[reading]\nmegabytes_per_message = 64\nseconds_per_message = 600\n")
    worker.take(bulky(), customer())
    [row] = quarantined(worker)
    assert "megabytes_per_message" in str(row["reason"])
    assert worker.request("ada@engines.test")["state"] == "ready_for_review"


def test_commands_that_read_a_slow_mail_end(start_worker: StartWorker, tmp_path: Path) -> None:
    worker = start_worker(more="[reading]\nseconds_per_message = 1\n")
    (tmp_path / "heavy.eml").write_bytes(heavy())
    (tmp_path / "customer.eml").write_bytes(customer())
    done = worker.attempt("extract", "heavy.eml", "customer.eml")
    assert done.returncode == 1
    assert "heavy.eml: could not be read: it takes more than reading.seconds_per_message" in done.stderr
    assert "Analytical Engines" in done.stdout
    worker.dovecot.deliver(heavy(), worker.vendor, sender="thief@evil.test")
    [planned] = worker.rows("mailbox", "plan")
    assert planned["disposition"] == "quarantined"


def test_a_running_worker_outlives_what_happens_to_its_reader(start_worker: StartWorker) -> None:
    worker = start_worker()
    with running(worker) as process:
        wait_until(lambda: children(process.pid), what="the process that reads", seconds=60)
        [reader] = children(process.pid)
        os.kill(reader, signal.SIGKILL)  # as a kernel does that is short of memory
        worker.dovecot.deliver(customer(), worker.vendor, sender="ada@engines.test")
        wait_until(lambda: worker.letters("ada@engines.test"), what="a letter", seconds=60)
        wait_until(lambda: children(process.pid) not in ([], [reader]), what="another process that reads")
        [left] = children(process.pid)
    assert process.returncode == 0
    assert not Path(f"/proc/{left}").exists()


def quarantined(worker: AttackedWorker) -> list[dict[str, object]]:
    return worker.rows("ledger", "list", "--disposition", "quarantined")


def children(pid: int) -> list[int]:
    """The processes that this one has started and not waited for."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it is gone by now
            if int(file.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(file.parent.name))
    return found


@contextmanager
def running(worker: AttackedWorker) -> Iterator["subprocess.Popen[bytes]"]:
    """`sen-worker run` until the end of the block, and then told to stop."""
    command = [sys.executable, "-m", "worker", "--config", str(worker.config), "run"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=worker.folder, env=environ, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(60)
