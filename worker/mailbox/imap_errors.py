"""The errors of imaplib and imapclient as two: the connection is broken, or a command was refused.

Neither holds anything of a mail: the libraries' own texts may repeat what the server sent.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    InvalidCriteriaError,
    LoginError,
    ProtocolError,
)

from worker.refusals import judge_fetch_answer

NO_IMAP = "it sent what is not IMAP"


class Broken(Exception):  # noqa: N818 - never leaves the room
    """The connection can't be used any more; the text says why, without anything that was on the wire."""


class Refused(Exception):  # noqa: N818 - never leaves the room
    """The server answered NO or BAD, in these words; the connection is as good as before."""

    @property
    def busy(self) -> bool:
        """Whether it is surely not about one message, and may be over at another time."""
        return judge_fetch_answer(str(self)).spares_message


class Garbled(Refused):
    """An answer to one command makes no sense; the connection is as good as before."""


@contextmanager
def translate_errors() -> Iterator[None]:
    """Raise Broken or Refused for whatever the libraries raise within the block or the decorated method."""
    # An OSError stays as the cause of Broken. The texts of the others may hold what the server sent,
    # which may be somebody's mail, and go no further.
    try:
        yield
    except OSError as exc:
        late = isinstance(exc, TimeoutError)
        raise Broken("it did not answer in time" if late else exc.strerror or "it failed") from exc
    except IMAPClientError as exc:
        raise _translate_error(exc) from None
    except (Broken, Refused):
        raise
    except Exception:  # noqa: BLE001 -- what imaplib and imapclient raise over a line depends on the line
        raise Broken(NO_IMAP) from None


def _translate_error(error: Exception) -> Exception:
    text = str(error)
    match error:
        case LoginError():
            # It also wraps a connection that was dropped in the middle.
            if isinstance(error.__context__, IMAPClientAbortError):
                return Broken("it closed the connection during the login")
            return Refused(_login_words(error))
        case IMAPClientAbortError():
            return Broken(_why_aborted(text))
        case CapabilityError() | InvalidCriteriaError():
            # The second one goes on with advice to programmers.
            return Refused(shorten_answer(text.partition("\n")[0]))
        case ProtocolError():
            return Broken(NO_IMAP)
    if "illegal in state" in text:
        return error  # a defect of ours
    if (words := _refusal_words(text)) is not None:
        return Refused(words)
    return Broken(NO_IMAP)


def _why_aborted(text: str) -> str:
    if "BYE" in text:
        return "it said goodbye"
    if "EOF" in text:
        return "it closed the connection"
    return "it failed" if "socket error" in text else NO_IMAP


def _login_words(error: LoginError) -> str:
    # imaplib hands the answer to LOGIN on as bytes, which the text of imapclient's error shows as such.
    cause = error.__context__
    words = cause.args[0] if cause is not None and cause.args else str(error)
    return (
        shorten_answer(words) if isinstance(words, bytes) else _refusal_words(words) or shorten_answer(words)
    )


def _refusal_words(text: str) -> str | None:
    """The server's own words in an error of imaplib or imapclient; None when it is not about an answer."""
    for mark in (" failed: ", " command error: "):
        if mark in text:
            return shorten_answer(text.split(mark, 1)[1])
    return None


def shorten_answer(text: str | bytes) -> str:
    """At most 200 printable characters of what a server said, in one line."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return "".join(each if each.isprintable() else " " for each in words[:200]).strip()
