"""The reader that works in a process of its own, with a budget of time and memory for each mail."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import worker
from worker import log
from worker.errors import UnavailableError
from worker.forms.extraction import ReplyReading
from worker.forms.form_definition import Form
from worker.reader_process import pipe_protocol
from worker.reader_process.mail_reader import (
    MailReading,
    MailSource,
    ReadingFailedError,
    ReplyQuestion,
    read_or_failed,
)
from worker.reader_process.pipe_protocol import AnnouncedMail, MailQuestion
from worker.reader_process.reader_child import ReaderTerms

_log = log.get(__name__)
_COMMAND = (sys.executable, "-P", "-m", "worker.reader_process.reader_child")
_START_SECONDS = 60.0
_TRIES = 2
_MOST_BYTES = 128 << 20  # of one answer
#: What a process needs to know of its surroundings; secrets may stand in the rest.
_PASSED_ON = ("PYTHON", "LC_", "LD_", "DYLD_")
_PASSED_ON_NAMES = frozenset({"PATH", "LANG", "HOME", "TZ", "TMPDIR"})

_Answer = TypeVar("_Answer", MailReading, MailSource, ReplyReading)


class ReaderProcess:
    """Reads mail in a process that is started, watched and replaced as need be. Threads share it.

    A mail that takes longer than `seconds`, or more than `megabytes` of memory, is not read. One at which
    the process dies is tried once more in a fresh one.
    """

    def __init__(
        self,
        forms: Mapping[str, Form],
        own: frozenset[str] = frozenset(),
        *,
        seconds: float,
        megabytes: int,
        command: Sequence[str] = _COMMAND,
    ) -> None:
        self._terms = ReaderTerms(forms=forms, own=own, seconds=seconds, megabytes=megabytes)
        self._command = tuple(command)
        self._turn = threading.Lock()  # of whoever asks
        self._lock = threading.Lock()  # of what follows
        self._child: _Child | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The number of the process that is there now."""
        return self._child.pid if self._child is not None else None

    def start(self) -> None:
        """Start the process, so that it is warm when it is needed; does not wait for it."""
        with suppress(UnavailableError):  # told when a mail is to be read
            self._there()

    def read_mail(self, raw: bytes) -> MailReading:
        """The message in these bytes. Raises ReadingFailedError, UnavailableError."""
        return self._asked((AnnouncedMail(what=MailQuestion.MAIL, size=len(raw)), raw), MailReading)

    def read_mails(self, mails: Sequence[bytes]) -> list[MailReading | ReadingFailedError]:
        """The same of several, one after the other. Raises UnavailableError."""
        return [read_or_failed(self, raw) for raw in mails]

    def backlog(self, mails: int) -> AbstractContextManager[None]:  # noqa: ARG002 -- as readers have it
        """One process reads many as well."""
        return nullcontext()

    def answer(self, question: ReplyQuestion) -> ReplyReading:
        """What a reply says. Raises ReadingFailedError, UnavailableError."""
        return self._asked((question,), ReplyReading)

    def read_source(self, raw: bytes) -> MailSource:
        """The mail as it was sent. Raises ReadingFailedError, UnavailableError."""
        return self._asked((AnnouncedMail(what=MailQuestion.SOURCE, size=len(raw)), raw), MailSource)

    def close(self) -> None:
        """End the process; whoever waits for it gets an UnavailableError."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
        if child is not None:
            child.end()

    def _asked(
        self, what: tuple[ReplyQuestion] | tuple[AnnouncedMail, bytes], kind: type[_Answer]
    ) -> _Answer:
        frames = [pipe_protocol.dump(what[0]), *what[1:]]
        with self._turn:
            for _ in range(_TRIES):
                child = self._there()
                child.wait_until_ready()
                try:
                    answer = child.ask(frames, self._terms.seconds)
                except TimeoutError:
                    raise self._give_up(child, self._too_long()) from None
                except pipe_protocol.TooLargeError:
                    raise self._give_up(child, "more is read in it than fits") from None
                except (OSError, EOFError, pickle.UnpicklingError):
                    self._replace(child, "it died")
                    continue
                if isinstance(answer, kind):
                    return answer
                raise ReadingFailedError(str(answer))
        raise ReadingFailedError("the process that reads it died of it, twice")

    def _there(self) -> "_Child":
        """The process, started where there is none."""
        with self._lock:
            if self._closed:
                raise UnavailableError("mail is read no more: the worker is about to end")
            if self._child is None:
                self._child = _Child(self._command, self._terms, self._died)
            return self._child

    def _too_long(self) -> str:
        return f"it takes more than reading.seconds_per_message ({self._terms.seconds:g} s)"

    def _give_up(self, child: "_Child", why: str) -> ReadingFailedError:
        self._replace(child, why)
        return ReadingFailedError(why)

    def _replace(self, child: "_Child", why: str) -> None:
        """End it, and have the next one warm before it is needed."""
        child.end()
        with self._lock:
            mine, closed = self._child is child, self._closed
            if mine:
                self._child = None
        if mine and not closed:
            _log.warning("reader_process_ended", reason=why)
            self.start()

    def _died(self, child: "_Child") -> None:
        """It is gone by itself: it had grown, or the machine ran out of memory."""
        with self._lock:
            if self._child is not child or self._closed:
                return
            self._child = None
        if child.ready:  # else the next one would fail as well, and the next: not before somebody asks
            self.start()


class _Child:
    """One process, from its start to its end."""

    def __init__(self, command: Sequence[str], terms: ReaderTerms, died: Callable[["_Child"], None]) -> None:
        self.ready = False
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_surroundings(), bufsize=0
            )
        except OSError as error:
            raise UnavailableError(
                f"the process that reads mail can't be started: {error.strerror}"
            ) from error
        self.pid = self._process.pid
        self._until = monotonic() + _START_SECONDS
        self._in_use = threading.Lock()  # the pipes, which are not closed meanwhile
        self._gone = False
        for pipe in (self._in, self._out):
            os.set_blocking(pipe, False)
        with suppress(OSError):  # it is told when it does not get ready
            pipe_protocol.send(self._in, pipe_protocol.dump(terms), self._until)
        threading.Thread(target=self._watch, args=[died], name="reader process", daemon=True).start()

    @property
    def _in(self) -> int:
        assert self._process.stdin is not None  # noqa: S101 -- as asked for above
        return self._process.stdin.fileno()

    @property
    def _out(self) -> int:
        assert self._process.stdout is not None  # noqa: S101 -- as asked for above
        return self._process.stdout.fileno()

    def wait_until_ready(self) -> None:
        """Until it has started. Raises UnavailableError where it does not."""
        if self.ready:
            return
        try:
            with self._using():
                pipe_protocol.receive(self._out, _MOST_BYTES, self._until)
        except (OSError, EOFError, ValueError, pipe_protocol.TooLargeError):
            self.end()
            raise UnavailableError(
                "the process that reads mail does not start; see what it printed"
            ) from None
        self.ready = True

    def ask(self, frames: Sequence[bytes], seconds: float) -> Any:  # noqa: ANN401 -- the answer to whatever was asked
        """What it answers. Raises TimeoutError, TooLargeError, UnpicklingError, and OSError or EOFError."""
        deadline = monotonic() + seconds
        with self._using():
            for frame in frames:
                pipe_protocol.send(self._in, frame, deadline)
            answer = pipe_protocol.receive(self._out, _MOST_BYTES, deadline)
        return pipe_protocol.load(answer)

    def end(self) -> None:
        """At once, and leave nothing of it."""
        self._process.kill()
        self._process.wait()

    def _watch(self, died: Callable[["_Child"], None]) -> None:
        """Until it is gone: whoever does not wait for a process leaves a zombie."""
        self._process.wait()
        died(self)
        with self._in_use:  # whoever waits for an answer learns by now that none will come
            self._gone = True
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()

    @contextmanager
    def _using(self) -> Iterator[None]:
        with self._in_use:
            if self._gone:
                raise EOFError
            yield


def _surroundings() -> dict[str, str]:
    passed = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(_PASSED_ON) or name in _PASSED_ON_NAMES
    }
    path = [str(Path(worker.__file__).parents[1]), passed.get("PYTHONPATH", "")]
    return {**passed, "PYTHONPATH": os.pathsep.join(filter(None, path))}
