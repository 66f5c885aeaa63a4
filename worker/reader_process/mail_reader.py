"""What is asked of a reader of mail, and the reader that answers at once, in this very process."""

import traceback
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from worker.forms.extract_form import extract_form
from worker.forms.extraction import Extraction, ReplyReading
from worker.forms.form_definition import Form
from worker.forms.reply_reader import read_reply
from worker.reading import message_source, read
from worker.reading.message import Message


class ReadingFailedError(Exception):
    """A mail could not be read; the text says why, without a word of the mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReading:
    """One message, and what it says in terms of the forms."""

    message: Message
    extraction: Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyQuestion:
    """A message that answers a request, with what bears on the meaning of its words."""

    message: Message
    form: str  #: its name
    ask: tuple[str, ...]  #: the fields that are asked for
    texts: tuple[str, ...]  #: of our letters, which it may quote
    values: Mapping[str, str | int | None]  #: what is known, by field


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSource:
    """A mail as it was sent, for a person who doubts the reading."""

    header: str
    markup: str  #: hostile, to be sanitised before it is shown


class MailReader(Protocol):
    """Reads mail. Threads share it."""

    def start(self) -> None:
        """Get ready, beside what the caller does; need not be called."""

    def read_mail(self, raw: bytes) -> MailReading:
        """The message in these bytes. Raises ReadingFailedError; UnavailableError where none can be read."""

    def read_mails(self, mails: Sequence[bytes]) -> list["MailReading | ReadingFailedError"]:
        """The same of several, each with why it could not be read. Raises UnavailableError."""

    def backlog(self, mails: int) -> AbstractContextManager[None]:
        """Be ready for so many mails meanwhile."""

    def answer(self, question: ReplyQuestion) -> ReplyReading:
        """What a reply says; raises as `read_mail` does."""

    def read_source(self, raw: bytes) -> MailSource:
        """The mail as it was sent; raises as `read_mail` does."""

    def close(self) -> None:
        """Read no more."""


class DirectReader:
    """Reads in the process, and for as long, as it is called: without a budget."""

    def __init__(self, forms: Mapping[str, Form], own: frozenset[str] = frozenset()) -> None:
        self._forms = forms
        self._own = own  # the addresses that customers write to

    def start(self) -> None:
        """Nothing has to be made ready."""

    def read_mail(self, raw: bytes) -> MailReading:
        """The message in these bytes. Raises ReadingFailedError."""
        try:
            message = read(raw, self._own)
            return MailReading(message=message, extraction=extract_form(message, tuple(self._forms.values())))
        except Exception as error:
            raise ReadingFailedError(error_place(error)) from error

    def read_mails(self, mails: Sequence[bytes]) -> list[MailReading | ReadingFailedError]:
        """The same of several."""
        return [read_or_failed(self, raw) for raw in mails]

    def backlog(self, mails: int) -> AbstractContextManager[None]:  # noqa: ARG002 -- as readers have it
        """Nothing has to be made ready for many, either."""
        return nullcontext()

    def answer(self, question: ReplyQuestion) -> ReplyReading:
        """What a reply says. Raises ReadingFailedError."""
        form = self._forms[question.form]
        try:
            return read_reply(question.message, form, question.ask, question.texts, question.values)
        except Exception as error:
            raise ReadingFailedError(error_place(error)) from error

    def read_source(self, raw: bytes) -> MailSource:
        """The mail as it was sent. Raises ReadingFailedError."""
        try:
            return MailSource(header=message_source.header(raw), markup=message_source.markup(raw))
        except Exception as error:
            raise ReadingFailedError(error_place(error)) from error

    def close(self) -> None:
        """Nothing is held."""


def read_or_failed(reader: MailReader, raw: bytes) -> MailReading | ReadingFailedError:
    """What one reads in a mail, or why that failed. Raises UnavailableError."""
    try:
        return reader.read_mail(raw)
    except ReadingFailedError as error:
        return error


def error_place(error: Exception) -> str:
    """Kind and place of an error; its text may hold a customer's words and is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return type(error).__name__ + (f" at {Path(last.filename).name}:{last.lineno}" if last else "")
