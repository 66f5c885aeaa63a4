"""The process that reads: one mail after the other, until nobody asks any more.

Whatever a mail does to it, it is the parent who ends it. What it can do itself: use no more memory than
allowed, and not go on for ever should the parent be gone.
"""

import gc
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from worker.forms.form_definition import Form
from worker.reader_process import pipe_protocol
from worker.reader_process.mail_reader import (
    DirectReader,
    MailReader,
    ReadingFailedError,
    ReplyQuestion,
    error_place,
)
from worker.reader_process.pipe_protocol import AnnouncedMail, MailQuestion

try:
    import resource
except ImportError:  # pragma: no cover -- Windows has no limits of this kind
    resource = None  # type: ignore[assignment]

_MEGABYTE = 1 << 20
#: A process that has grown so much by reading makes room for a fresh one.
_GROWN = 64 * _MEGABYTE
_LEANING = "500"  # of -1000 to 1000: where memory runs out, this process goes rather than the worker


MakeReader = Callable[[Mapping[str, Form], frozenset[str]], MailReader]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderTerms:
    """What a reader process is told first."""

    forms: Mapping[str, Form]
    own: frozenset[str]  #: the addresses that customers write to, in lower case
    seconds: float  #: for one mail
    megabytes: int  #: for one mail, beside what the process needs by itself


def main(make_reader: MakeReader = DirectReader) -> None:
    """Read from standard input what is to be read; answer on standard output."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # sent to all of a service: the parent decides when we go
    sys.excepthook = _tell
    _lean()
    with pipe_protocol.standard_streams() as (incoming, outgoing):
        if (first := pipe_protocol.read_frame(incoming)) is None:
            return
        terms: ReaderTerms = pickle.loads(first)  # noqa: S301 -- our own parent's
        reader = make_reader(terms.forms, terms.own)
        gc.collect()
        gc.freeze()
        pipe_protocol.write_frame(outgoing, pipe_protocol.dump(None))
        _Work(reader, terms, incoming).go_on(outgoing)


class _Work:
    """One answer after the other, each within the terms."""

    def __init__(self, reader: MailReader, terms: ReaderTerms, incoming: BinaryIO) -> None:
        self._reader = reader
        self._terms = terms
        self._incoming = incoming
        self._size, self._resident = _memory(0), _memory(1)  # when nothing was read yet
        self._exhausted = False

    def go_on(self, outgoing: BinaryIO) -> None:
        """Until nobody asks any more, or the process had better be a fresh one."""
        while not self._exhausted and (request := pipe_protocol.read_frame(self._incoming)) is not None:
            _limit_time(self._terms.seconds)
            pipe_protocol.write_frame(outgoing, self._answer(pickle.loads(request)))  # noqa: S301 -- our own parent's
            if _memory(1) > self._resident + _GROWN:
                return

    def _answer(self, asked: ReplyQuestion | AnnouncedMail) -> bytes:
        try:
            return pipe_protocol.dump(self._found(asked))
        except ReadingFailedError as error:
            return pipe_protocol.dump(
                self._too_large() if isinstance(error.__cause__, MemoryError) else str(error)
            )
        except MemoryError:
            return pipe_protocol.dump(self._too_large())
        except Exception as error:  # noqa: BLE001 -- as above: the mail can't be read, and the next one can
            return pipe_protocol.dump(error_place(error))

    def _found(self, asked: ReplyQuestion | AnnouncedMail) -> object:
        size = 0 if isinstance(asked, ReplyQuestion) else asked.size
        _limit_memory(self._size and self._size + self._terms.megabytes * _MEGABYTE + 2 * size)
        if isinstance(asked, ReplyQuestion):
            return self._reader.answer(asked)
        raw = pipe_protocol.read_frame(self._incoming) or b""
        return (
            self._reader.read_mail(raw) if asked.what is MailQuestion.MAIL else self._reader.read_source(raw)
        )

    def _too_large(self) -> str:
        self._exhausted = True
        return f"it needs more than reading.megabytes_per_message ({self._terms.megabytes} MB)"


def _lean() -> None:
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_LEANING, encoding="ascii")


def _limit_memory(wanted: int) -> None:
    """The bytes that the process may have in all; what asks for more gets a MemoryError. 0: no limit."""
    if resource is not None and wanted:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _limit_time(seconds: float) -> None:
    """Of the processor: an end, should the parent be gone and not see to it."""
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = int(time.process_time() + seconds + 2)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))


def _memory(column: int) -> int:
    """A column of Linux's `statm`, in bytes: 0 is all memory asked for, 1 what is resident; else 0."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[column])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _tell(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Where it went wrong; the error's text may hold a customer's words."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    print(f"the process that reads mail failed: {kind.__name__}{where}", file=sys.stderr)


if __name__ == "__main__":
    main()
