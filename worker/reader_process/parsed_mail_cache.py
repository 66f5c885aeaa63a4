"""What was read before: who looks at a request again need not wait until its mail is read again.

Only as long as this process lives, so that a newer reader never meets what an older one has read.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TypeVar

from worker.forms.extraction import Evidence, ReplyReading
from worker.reader_process.mail_reader import (
    MailReader,
    MailReading,
    MailSource,
    ReadingFailedError,
    ReplyQuestion,
)
from worker.reading.message import Message

_MOST = 32_000_000  # about as many bytes of memory as what is kept may take
_SMALL = 4_000  # what everything takes beside its text
_LINE = 150

_Read = TypeVar("_Read", MailReading, MailSource, ReplyReading)


class ParsedMailCache:
    """A reader, and what it has read; what was looked at last is kept, also that it could not be read."""

    def __init__(self, reader: MailReader, most: int = _MOST) -> None:
        self.reader = reader
        self._most = most
        self._turn = threading.Lock()  # of whoever reads: the next one may find what it looks for
        self._lock = threading.Lock()  # of what follows
        self._kept: OrderedDict[bytes, tuple[MailReading | MailSource | ReplyReading | str, int]] = (
            OrderedDict()
        )
        self._size = 0

    def message(self, raw: bytes) -> Message:
        """The mail as it is read. Raises ReadingFailedError, UnavailableError."""
        return self.mail(raw).message

    def evidence(self, raw: bytes) -> Mapping[str, Evidence]:
        """Where a mail that opens a request says what. Raises ReadingFailedError, UnavailableError."""
        return self.mail(raw).extraction.evidence

    def mail(self, raw: bytes) -> MailReading:
        """The mail and what it says. Raises ReadingFailedError, UnavailableError."""
        name = sha256(raw).digest()
        return self._read(
            name, MailReading, lambda: self.reader.read_mail(raw), lambda one: _weight(one.message)
        )

    def source(self, raw: bytes) -> MailSource:
        """The mail as it was sent. Raises ReadingFailedError, UnavailableError."""
        name = sha256(b"source" + sha256(raw).digest()).digest()
        return self._read(name, MailSource, lambda: self.reader.read_source(raw), _weight_of_source)

    def reply(self, question: ReplyQuestion) -> ReplyReading:
        """What a reply says. Raises ReadingFailedError, UnavailableError."""
        return self._read(
            _name(question), ReplyReading, lambda: self.reader.answer(question), _weight_of_reply
        )

    def known_reply(self, question: ReplyQuestion) -> ReplyReading | None:
        """The same where it was read before, and nothing is read for it. Raises ReadingFailedError."""
        return self._found(_name(question), ReplyReading)

    def _read(
        self, name: bytes, kind: type[_Read], read: Callable[[], _Read], weigh: Callable[[_Read], int]
    ) -> _Read:
        if (found := self._found(name, kind)) is not None:
            return found
        with self._turn:
            if (found := self._found(name, kind)) is not None:
                return found
            try:
                found = read()
            except ReadingFailedError as error:
                self._keep(name, str(error), 0)
                raise
        self._keep(name, found, weigh(found))
        return found

    def _found(self, name: bytes, kind: type[_Read]) -> _Read | None:
        with self._lock:
            if name not in self._kept:
                return None
            self._kept.move_to_end(name)
            found = self._kept[name][0]
        if isinstance(found, kind):
            return found
        raise ReadingFailedError(str(found))

    def _keep(self, name: bytes, found: MailReading | MailSource | ReplyReading | str, weight: int) -> None:
        """Room is made by what was not looked at for longest; what was read last always stays."""
        weight += _SMALL
        with self._lock:
            self._kept[name] = (found, weight)
            self._size += weight
            while self._size > self._most and len(self._kept) > 1:
                self._size -= self._kept.popitem(last=False)[1][1]


def _name(question: ReplyQuestion) -> bytes:
    # Not its pickle: equal values have several.
    return sha256(repr(question).encode("utf-8", "surrogatepass")).digest()


def _weight(message: Message) -> int:
    """About how many bytes of memory a message takes: its text twice, once as lines."""
    own = sum(2 * len(body.text) + _LINE * len(body.lines) for body in message.bodies)
    return _SMALL + own + sum(_weight(inner) for inner in message.forwarded)


def _weight_of_source(found: MailSource) -> int:
    return len(found.header) + len(found.markup)


def _weight_of_reply(reading: ReplyReading) -> int:
    return len(reading.text)
