"""A backlog is read by several processes, which end with it."""

import threading
from contextlib import closing
from pathlib import Path

from tests.integration.local_worker import FORMS, form, mail
from tests.integration.reader_programs import troubled
from worker.reader_process.mail_reader import DirectReader, MailReading, ReadingFailedError
from worker.reader_process.reader_pool import BACKLOG, ReaderPool
from worker.reader_process.reader_supervisor import ReaderProcess


class Made:
    """Readers that mails make trouble for, and the processes of those that were made."""

    def __init__(self) -> None:
        self.readers: list[ReaderProcess] = []

    def __call__(self) -> ReaderProcess:
        self.readers.append(troubled())
        return self.readers[-1]

    @property
    def there(self) -> int:
        return sum(one.pid is not None and Path(f"/proc/{one.pid}").exists() for one in self.readers)


def test_further_processes_are_there_while_a_backlog_is_read_and_not_longer() -> None:
    made = Made()
    with closing(ReaderPool(made(), made, 3)) as pool:
        with pool.backlog(BACKLOG - 1):
            pool.read_mails([mail("Hello")] * 3)
            assert (pool.processes, made.there) == (1, 1)
        with pool.backlog(BACKLOG):
            with pool.backlog(BACKLOG):  # of another mailbox
                assert pool.processes == 3
            pool.read_mails([mail("wait a little")] * 6)
            assert (pool.processes, made.there) == (3, 3)
        assert (pool.processes, made.there) == (1, 1)
    assert made.there == 0


def test_what_several_processes_read_is_what_one_reads_and_in_order() -> None:
    mails = [mail(form(), subject=f"Number {number}") for number in range(8)]
    mails[3:3] = [mail("raise"), mail("be killed")]
    made = Made()
    with closing(ReaderPool(made(), made, 2)) as pool, pool.backlog(BACKLOG):
        found = pool.read_mails(mails)
    direct = DirectReader({})
    for raw, one in zip(mails, found, strict=True):
        if b"raise" in raw or b"be killed" in raw:
            assert isinstance(one, ReadingFailedError)
        else:
            assert one == direct.read_mail(raw)


def test_mail_is_read_where_there_is_no_room_for_another_process() -> None:
    made = Made()

    def none() -> ReaderProcess:
        return ReaderProcess(FORMS, seconds=2, megabytes=64, command=["/nonexistent/python"])

    with closing(ReaderPool(made(), none, 2)) as pool, pool.backlog(BACKLOG):
        found = pool.read_mails([mail("Hello")] * 4)
    assert all(isinstance(one, MailReading) for one in found)


def test_somebody_who_looks_at_a_mail_is_answered_while_a_backlog_is_read() -> None:
    made = Made()
    with closing(ReaderPool(made(), made, 2)) as pool, pool.backlog(BACKLOG):
        reading = threading.Thread(target=pool.read_mails, args=[[mail("wait a little")] * 20])
        reading.start()
        assert pool.read_mail(mail("Hello")).message.subject
        assert reading.is_alive()
        reading.join()
