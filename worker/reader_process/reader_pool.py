"""Several processes that read while there is a backlog, and one at any other time."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue

from worker import log
from worker.errors import UnavailableError
from worker.forms.extraction import ReplyReading
from worker.reader_process.mail_reader import (
    MailReader,
    MailReading,
    MailSource,
    ReadingFailedError,
    ReplyQuestion,
    read_or_failed,
)

_log = log.get(__name__)
#: So many mails are a backlog: a process takes a second to start, in which another one reads some fifty.
BACKLOG = 200
_MOST = 4


def usual_processes() -> int:
    """As many as this process has cores, and at most 4."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST)


class ReaderPool:
    """Reads by one reader, and a backlog by up to so many `processes`. Threads share it.

    The further ones are made by `more` when a backlog begins, and closed when none is read any more.
    """

    def __init__(self, first: MailReader, more: Callable[[], MailReader], processes: int) -> None:
        self._first = first
        self._more = more
        self._processes = processes
        self._lock = threading.Lock()  # of what follows
        self._backlogs = 0
        self._beside: tuple[MailReader, ...] = ()
        self._closed = False

    @property
    def processes(self) -> int:
        """How many read by now."""
        return 1 + len(self._beside)

    def start(self) -> None:
        """Get the first one ready; does not wait for it."""
        self._first.start()

    @contextmanager
    def backlog(self, mails: int) -> Iterator[None]:
        """Read by more processes meanwhile, where so many mails are worth them."""
        if mails < BACKLOG or self._processes < 2:
            yield
            return
        self._begin()
        try:
            yield
        finally:
            self._end()

    def read_mails(self, mails: Sequence[bytes]) -> list[MailReading | ReadingFailedError]:
        """Several mails, in their order, by all that read now. Raises UnavailableError."""
        readers = (self._first, *self._beside)
        if len(readers) == 1 or len(mails) < 2:
            return [read_or_failed(self._first, raw) for raw in mails]
        free: SimpleQueue[MailReader] = SimpleQueue()
        for reader in readers:
            free.put(reader)

        def read(raw: bytes) -> MailReading | ReadingFailedError:
            reader = free.get()
            try:
                return self._read(reader, raw)
            finally:
                free.put(reader)

        with ThreadPoolExecutor(len(readers), thread_name_prefix="reading") as pool:
            return list(pool.map(read, mails))

    def read_mail(self, raw: bytes) -> MailReading:
        """The message in these bytes. Raises ReadingFailedError, UnavailableError."""
        return self._first.read_mail(raw)

    def answer(self, question: ReplyQuestion) -> ReplyReading:
        """What a reply says. Raises ReadingFailedError, UnavailableError."""
        return self._first.answer(question)

    def read_source(self, raw: bytes) -> MailSource:
        """The mail as it was sent. Raises ReadingFailedError, UnavailableError."""
        return self._first.read_source(raw)

    def close(self) -> None:
        """End them all; whoever waits for one gets an UnavailableError."""
        with self._lock:
            self._closed = True
            beside, self._beside = self._beside, ()
        for reader in (self._first, *beside):
            reader.close()

    def _read(self, reader: MailReader, raw: bytes) -> MailReading | ReadingFailedError:
        try:
            return read_or_failed(reader, raw)
        except UnavailableError:
            if reader is self._first:
                raise
        # The machine has no room for a further process, or it ended with another backlog.
        return read_or_failed(self._first, raw)

    def _begin(self) -> None:
        with self._lock:
            self._backlogs += 1
            if self._beside or self._closed:
                return
            self._beside = tuple(self._more() for _ in range(self._processes - 1))
            for reader in self._beside:
                reader.start()
        _log.info("backlog_begins", processes=self._processes)

    def _end(self) -> None:
        with self._lock:
            self._backlogs -= 1
            if self._backlogs:
                return
            beside, self._beside = self._beside, ()
        for reader in beside:
            reader.close()
        _log.info("backlog_ends")
