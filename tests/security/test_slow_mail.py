"""Mail made to keep the worker busy or to eat its memory: it costs itself alone, and one time only.

Each pass must end within the two minutes that a command has; what is behind the attack is read in it. What
is read of one mail is bounded so well that none is known that takes long: the process that reads is stopped.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.acceptance.customers import unrelated
from tests.acceptance.installation import ROOT
from tests.integration.local_worker import form, mail
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
    worker = start_worker(apart=True)
    attacks = [headed(fields(unit)) for unit in PUMPS]
    worker.take(*attacks, wrapped(f"{fields(PUMPS[0], times=3)}\r\nHello", times=9), customer())
    assert worker.request("ada@engines.test")["state"] == "ready_for_review"
    assert len(worker.rows("ledger", "list")) == len(attacks) + 2


def test_mails_of_as_much_as_is_read_hold_nobody_up(start_worker: StartWorker) -> None:
    worker = start_worker(apart=True)
    worker.take(heavy(), bulky(), customer())
    assert worker.request("ada@engines.test")["state"] == "ready_for_review"
    assert worker.recipients() == {"ada@engines.test"}


def test_a_mail_over_which_the_reader_hangs_is_set_aside_once(start_worker: StartWorker) -> None:
    worker = start_worker(apart=True, more="[reading]\nseconds_per_message = 3\n")
    with running(worker) as process:
        worker.dovecot.deliver(unrelated(), worker.vendor, sender="a@sender.test")
        wait_until(lambda: worker.rows("ledger", "list"), "a reader at work", seconds=60)
        os.kill(the_reader(process.pid), signal.SIGSTOP)
        worker.dovecot.deliver(heavy(), worker.vendor, sender="thief@evil.test")
        wait_until(lambda: quarantined(worker), "the attack in quarantine", seconds=60)
        worker.dovecot.deliver(customer(), worker.vendor, sender="ada@engines.test")
        wait_until(lambda: worker.letters("ada@engines.test"), "a letter", seconds=60)
    set_aside = quarantined(worker)
    assert [row["reason"] for row in set_aside] == [
        "could not be read: it takes more than reading.seconds_per_message (3 s)"
    ]
    worker.run("run", "--once")
    assert quarantined(worker) == set_aside
    assert worker.recipients() == {"ada@engines.test"}


def test_a_command_ends_that_reads_such_a_mail(start_worker: StartWorker, tmp_path: Path) -> None:
    worker = start_worker(apart=True, more="[reading]\nseconds_per_message = 1\n")
    (tmp_path / "customer.eml").write_bytes(customer())
    os.mkfifo(tmp_path / "attack.eml")
    with started(worker, "extract", "customer.eml", "attack.eml") as process:
        with (tmp_path / "attack.eml").open("wb") as attack:  # as soon as the first one was read
            os.kill(the_reader(process.pid), signal.SIGSTOP)
            attack.write(heavy())
        _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"attack.eml: could not be read: it takes more than reading.seconds_per_message" in told


def test_a_running_worker_outlives_what_happens_to_its_reader(start_worker: StartWorker) -> None:
    worker = start_worker(apart=True)
    with running(worker) as process:
        reader = the_reader(process.pid)
        os.kill(reader, signal.SIGKILL)  # as a kernel does that is short of memory
        worker.dovecot.deliver(customer(), worker.vendor, sender="ada@engines.test")
        wait_until(lambda: worker.letters("ada@engines.test"), what="a letter", seconds=60)
        wait_until(lambda: children(process.pid) not in ([], [reader]), what="another process that reads")
        [left] = children(process.pid)
    assert process.returncode == 0
    assert not Path(f"/proc/{left}").exists()


def quarantined(worker: AttackedWorker) -> list[dict[str, object]]:
    return worker.rows("ledger", "list", "--disposition", "quarantined")


def the_reader(pid: int) -> int:
    """The process that reads mail for this one, as soon as it is there."""
    wait_until(lambda: children(pid), what="the process that reads", seconds=60)
    [reader] = children(pid)
    return reader


def children(pid: int) -> list[int]:
    """The processes that this one has started and not waited for."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it is gone by now
            if int(file.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(file.parent.name))
    return found


@contextmanager
def started(worker: AttackedWorker, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A command of `sen-worker`, which goes on beside the block."""
    command = [sys.executable, "-m", "worker", "--config", str(worker.config), *arguments]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=worker.folder, env=environ, stdout=pipe, stderr=pipe) as process:
        yield process


@contextmanager
def running(worker: AttackedWorker) -> Iterator["subprocess.Popen[bytes]"]:
    """`sen-worker run` until the end of the block, and then told to stop."""
    with started(worker, "run") as process:
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=60)
