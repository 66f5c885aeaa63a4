"""No mail holds up the process that takes it in, and none brings it down."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.integration.local_worker import FORMS, form, mail
from tests.integration.reader_programs import troubled
from tests.servers.machinery import wait_until
from worker.errors import UnavailableError
from worker.reader_process.mail_reader import DirectReader, ReadingFailedError, ReplyQuestion
from worker.reader_process.reader_supervisor import ReaderProcess

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    """One whose mails can make for trouble."""
    with closing(troubled()) as found:
        yield found


def is_there(pid: int | None) -> bool:
    """Also as a zombie, which nobody has waited for."""
    return Path(f"/proc/{pid}").exists()


def test_what_it_reads_is_what_is_read_in_one_process() -> None:
    direct, raw = DirectReader(FORMS), mail(form())
    with closing(ReaderProcess(FORMS, seconds=20, megabytes=512)) as reader:
        found = reader.read_mail(raw)
        assert found == direct.read_mail(raw)
        question = ReplyQuestion(
            message=found.message, form="marketplace-migration", ask=("address",), texts=(), values={}
        )
        assert reader.answer(question) == direct.answer(question)
        assert reader.read_source(raw) == direct.read_source(raw)
        pid = reader.pid
    assert not is_there(pid)


def test_a_mail_that_takes_too_long_costs_itself_alone(reader: ReaderProcess) -> None:
    with pytest.raises(ReadingFailedError, match=r"seconds_per_message \(2 s\)"):
        reader.read_mail(mail("loop for ever"))
    assert reader.read_mail(mail("Hello")).message.subject


def test_a_mail_that_takes_too_much_memory_costs_itself_alone(reader: ReaderProcess) -> None:
    with pytest.raises(ReadingFailedError, match=r"megabytes_per_message \(64 MB\)"):
        reader.read_mail(mail("eat memory"))
    assert reader.read_mail(mail("Hello")).message.subject


def test_a_mail_at_which_it_dies_twice_is_not_read(reader: ReaderProcess) -> None:
    with pytest.raises(ReadingFailedError, match="died"):
        reader.read_mail(mail("be killed"))
    assert reader.read_mail(mail("Hello")).message.subject


def test_a_mail_at_which_it_dies_once_is_read_in_a_fresh_one(reader: ReaderProcess, tmp_path: Path) -> None:
    assert reader.read_mail(mail(f"die once {tmp_path / 'died'}")).message.subject
    assert (tmp_path / "died").exists()


def test_an_error_is_told_without_a_word_of_the_mail(reader: ReaderProcess) -> None:
    with pytest.raises(ReadingFailedError, match=r"ValueError at reader_programs\.py:\d+") as caught:
        reader.read_mail(mail("raise"))
    assert "Ada" not in str(caught.value)


def test_one_that_is_killed_while_idle_leaves_no_zombie_and_is_there_again(reader: ReaderProcess) -> None:
    reader.read_mail(mail("Hello"))
    killed = reader.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: reader.pid not in {None, killed} and not is_there(killed), what="another process")
    assert reader.read_mail(mail("Hello")).message.subject


def test_it_does_not_leave_when_the_whole_service_is_told_to_stop(reader: ReaderProcess) -> None:
    reader.read_mail(mail("Hello"))
    pid = reader.pid
    assert pid is not None
    for number in (signal.SIGTERM, signal.SIGINT):
        os.kill(pid, number)
    assert reader.read_mail(mail("Hello")).message.subject
    assert reader.pid == pid


def test_many_may_ask_at_once(reader: ReaderProcess) -> None:
    raws = [mail(f"wait a little {number}", Message_ID=f"<{number}@a.test>") for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = [one.message.message_id for one in pool.map(reader.read_mail, raws)]
    assert found == [f"<{number}@a.test>" for number in range(6)]


def test_a_reader_that_is_closed_ends_what_it_was_at() -> None:
    reader = troubled(seconds=60)
    failed: list[Exception] = []

    def ask() -> None:
        try:
            reader.read_mail(mail("loop for ever"))
        except UnavailableError as error:
            failed.append(error)

    reader.read_mail(mail("Hello"))
    pid = reader.pid
    asking = threading.Thread(target=ask)
    asking.start()
    wait_until(lambda: "R" in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1][:3], what="a loop")
    reader.close()
    asking.join()
    assert failed
    assert not is_there(pid)


def test_one_that_does_not_start_is_told_and_no_mail_is_blamed() -> None:
    with (
        closing(
            ReaderProcess(FORMS, seconds=2, megabytes=64, command=[sys.executable, "-c", "pass"])
        ) as reader,
        pytest.raises(UnavailableError, match="does not start"),
    ):
        reader.read_mail(mail("Hello"))
    with (
        closing(ReaderProcess(FORMS, seconds=2, megabytes=64, command=["/nowhere/python"])) as reader,
        pytest.raises(UnavailableError, match="can't be started"),
    ):
        reader.read_mail(mail("Hello"))


@pytest.mark.parametrize("mail", ["Hello", "loop for ever"])
def test_it_ends_with_a_parent_that_was_killed(mail: str) -> None:
    command = [sys.executable, "-m", "tests.integration.reader_programs", mail]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    wait_until(lambda: not is_there(pid), seconds=60, what="the end of the reader")


def test_it_knows_nothing_of_the_secrets_around_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEN_WORKER__SMTP__PASSWORD", "hush")
    with closing(troubled()) as reader:
        reader.read_mail(mail("Hello"))
        assert b"hush" not in Path(f"/proc/{reader.pid}/environ").read_bytes()
