"""imapclient with types, and with two errors in place of its many. No other module opens a connection by it.

Knows the protocol's words and nothing of settings, batches or what a command is for.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from selectors import EVENT_READ, DefaultSelector
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import (
    CapabilityError,
    IMAPClientAbortError,
    IMAPClientError,
    IMAPClientReadOnlyError,
    InvalidCriteriaError,
    LoginError,
    ProtocolError,
)
from imapclient.imapclient import _parse_untagged_response

from worker.mailbox import imap_answers
from worker.mailbox.imap_answers import Rows
from worker.mailbox.imap_lines import EvenClient
from worker.refusals import judge_fetch_answer

_NO_IMAP = "it sent what is not IMAP"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
def _translated() -> Iterator[None]:
    # An OSError stays as the cause of Broken. The texts of the others may hold what the server sent,
    # which may be somebody's mail, and go no further.
    try:
        yield
    except OSError as exc:
        late = isinstance(exc, TimeoutError)
        raise Broken("it did not answer in time" if late else exc.strerror or "it failed") from exc
    except IMAPClientError as exc:
        raise _meaning(exc) from None
    except (Broken, Refused):
        raise
    except Exception:  # noqa: BLE001 -- what imaplib and imapclient raise over a line depends on the line
        raise Broken(_NO_IMAP) from None


def _meaning(error: Exception) -> Exception:
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
            return Refused(brief(text.partition("\n")[0]))
        case ProtocolError():
            return Broken(_NO_IMAP)
    if "illegal in state" in text:
        return error  # a defect of ours
    if (words := _refusal(text)) is not None:
        return Refused(words)
    return Broken(_NO_IMAP)


def _why_aborted(text: str) -> str:
    if "BYE" in text:
        return "it said goodbye"
    if "EOF" in text:
        return "it closed the connection"
    return "it failed" if "socket error" in text else _NO_IMAP


def _login_words(error: LoginError) -> str:
    # imaplib hands the answer to LOGIN on as bytes, which the text of imapclient's error shows as such.
    cause = error.__context__
    words = cause.args[0] if cause is not None and cause.args else str(error)
    return brief(words) if isinstance(words, bytes) else _refusal(words) or brief(words)


def _refusal(text: str) -> str | None:
    """The server's own words in an error of imaplib or imapclient; None when it is not about an answer."""
    for mark in (" failed: ", " command error: "):
        if mark in text:
            return brief(text.split(mark, 1)[1])
    return None


def brief(text: str | bytes) -> str:
    """At most 200 printable characters of what a server said, in one line."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return "".join(each if each.isprintable() else " " for each in words[:200]).strip()


class Client:
    """One connection. Not to be shared between threads."""

    def __init__(self, raw: IMAPClient, timeouts: SocketTimeout) -> None:
        self._raw = raw
        self._imap = raw._imap  # noqa: SLF001 - what follows, and `told` and `idle_check`, are not to be had otherwise
        self._timeouts = timeouts
        # At imapclient's own setting, 5, imaplib formats each literal for a log: most of the time goes
        # into it, mail stands in memory twice, and in the log of whoever turns debugging on.
        self._imap.debug = 0
        self._imap.patience = timeouts.read
        self._exists = 0  # messages in the folder, as far as was told
        raw.normalise_times = False
        # imaplib sends a literal and the line's end apart; without this the second waits for 40 ms.
        raw.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @classmethod
    @_translated()
    def connect(
        cls,
        host: str,
        port: int,
        *,
        context: ssl.SSLContext | None,
        connect_timeout: float,
        read_timeout: float,
    ) -> Self:
        """Connect, with TLS from the first byte where a context is given, and read the greeting."""
        timeouts = SocketTimeout(connect_timeout, read_timeout)
        encrypted = context is not None
        try:
            raw = EvenClient(host, port=port, ssl=encrypted, ssl_context=context, timeout=timeouts)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as exc:
            raise Refused(brief(exc.args[0] if exc.args else "")) from None
        except UnicodeError:
            raise Broken("this is not a host name") from None
        try:
            return cls(raw, timeouts)
        except BaseException:
            # Nobody else has it, and the garbage collector closes it whenever it likes.
            with suppress(Exception):
                raw.shutdown()
            raise

    @_translated()
    def starttls(self, context: ssl.SSLContext) -> None:
        """Begin TLS (RFC 3501, 6.2.1)."""
        self._raw.starttls(ssl_context=context)

    @_translated()
    def log_in_plain(self, username: str, password: str) -> None:
        """AUTHENTICATE PLAIN (RFC 4616)."""
        self._raw.plain_login(username, password)  # takes any character, in UTF-8

    @_translated()
    def log_in_by_command(self, username: str, password: str) -> None:
        """LOGIN, which takes ASCII alone."""
        quoted = username.replace("\\", "\\\\").replace('"', '\\"')
        self._raw.login(f'"{quoted}"', password)  # imaplib quotes the password alone

    @_translated()
    def authenticate(self, mechanism: str, answer: Callable[[bytes], bytes]) -> None:
        """Authenticate by a SASL mechanism; `answer` takes each challenge, of which the first is empty."""
        self._raw.sasl_login(mechanism, answer)

    @_translated()
    def mechanisms(self) -> list[str]:
        """The SASL mechanisms that the server names."""
        named = [word.decode("ascii", "replace") for word in self._raw.capabilities()]
        return [word[5:] for word in named if word.upper().startswith("AUTH=")]

    @_translated()
    def can(self, capability: str) -> bool:
        """Whether the server names this capability."""
        return bool(self._raw.has_capability(capability))

    @_translated()
    def select(self, folder: str, *, readonly: bool) -> tuple[Mapping[bytes, Any], bool]:
        """SELECT or EXAMINE; returns the answer, and whether flags can be changed."""
        try:
            return self._raw.select_folder(folder, readonly=readonly), not readonly
        except IMAPClientReadOnlyError:
            return self._raw.select_folder(folder, readonly=True), False

    @_translated()
    def folders(self) -> list[str]:
        """The names of all folders that can be selected."""
        never = {b"\\noselect", b"\\nonexistent"}
        return [
            name
            for flags, _, name in self._raw.list_folders()
            if not never & {bytes(flag).lower() for flag in flags}
        ]

    @_translated()
    def search(self, criteria: Sequence[str | date]) -> set[int]:
        """UID SEARCH."""
        self._forget("SEARCH")
        words = [_day(each) if isinstance(each, date) else each for each in criteria]
        return imap_answers.search_uids(self._asked("SEARCH", "UID", "SEARCH", *words))

    @_translated()
    def fetch(self, uids: Sequence[int], items: Sequence[str]) -> Rows:
        """UID FETCH; a message that is gone is not in the answer, and a value may be missing.

        Raises Garbled for an answer of which nothing can be taken apart.
        """
        rows = self._fetched("UID", "FETCH", _joined(uids), f"({' '.join(items)})")
        wanted = {uid: row for uid, row in rows.by_uid.items() if uid in {*uids}}
        if rows.garbled and not wanted:
            raise Garbled(_NO_IMAP)
        return Rows(by_uid=wanted, garbled=rows.garbled)

    @_translated()
    def uids_at(self, numbers: Sequence[int]) -> set[int]:
        """The UIDs of the messages with these sequence numbers, by FETCH."""
        return {*self._fetched("FETCH", _joined(numbers), "(UID)").by_uid}

    @_translated()
    def uids_from(self, uid: int) -> set[int]:
        """The UIDs from this one on, and always the last one (RFC 3501, 6.4.8), by FETCH."""
        return {*self._fetched("UID", "FETCH", f"{uid}:*", "(UID)").by_uid}

    @_translated()
    def dates(self, uids: Sequence[int]) -> dict[int, datetime]:
        """The INTERNALDATE of each message of which the server tells a sensible one."""
        rows = self._fetched("UID", "FETCH", _joined(uids), "(INTERNALDATE)").by_uid
        told = {uid: imap_answers.moment(row.get(b"INTERNALDATE")) for uid, row in rows.items()}
        return {uid: when for uid, when in told.items() if when is not None}

    @_translated()
    def add_flag(self, uids: Sequence[int], flag: str) -> dict[int, list[str]]:
        """UID STORE; returns the flags that each message has now, nothing for one that is gone.

        Raises Garbled where what it answers can't be taken apart.
        """
        self._forget("FETCH")
        rows = imap_answers.fetch_rows(
            self._asked("FETCH", "UID", "STORE", _joined(uids), "+FLAGS", f"({flag})")
        )
        found = dict(rows.by_uid)
        # Some servers say nothing about a message that had the flag before.
        if not rows.garbled and (untold := [uid for uid in uids if uid not in found]):
            rows = self._fetched("UID", "FETCH", _joined(untold), "(FLAGS)")
            found |= rows.by_uid
        if rows.garbled:
            raise Garbled(_NO_IMAP)
        return {uid: decode_flags(found[uid].get(b"FLAGS") or ()) for uid in uids if uid in found}

    @_translated()
    def add_flag_silently(self, uids: Sequence[int], flag: str) -> None:
        """UID STORE without an answer about each message (RFC 3501, 6.4.6)."""
        self._asked("FETCH", "UID", "STORE", _joined(uids), "+FLAGS.SILENT", f"({flag})")
        self._forget("FETCH")

    def _fetched(self, *command: str) -> Rows:
        self._forget("FETCH")
        return imap_answers.fetch_rows(self._asked("FETCH", *command))

    def _asked(self, answer: str, *command: str) -> list[Any]:
        """Give a command; the untagged answers of one kind, as imaplib leaves them."""
        name = command[1] if command[0] == "UID" else command[0]
        tag = self._imap._command(*command)  # noqa: SLF001
        status, told = self._imap._command_complete(name, tag)  # noqa: SLF001
        if status != "OK":
            raise Refused(brief(told[0] or b""))
        return list(self._imap._untagged_response(status, told, answer)[1])  # noqa: SLF001

    def _forget(self, kind: str) -> None:
        """What was told unasked, or amid a command that failed, is no answer to the next one."""
        self._imap.untagged_responses.pop(kind, None)

    @_translated()
    def move(self, uids: Sequence[int], folder: str) -> None:
        """UID MOVE (RFC 6851)."""
        self._raw.move(uids, folder)

    @_translated()
    def copy(self, uids: Sequence[int], folder: str) -> None:
        """UID COPY."""
        self._raw.copy(uids, folder)

    @_translated()
    def remove(self, uids: Sequence[int]) -> None:
        """Mark messages as deleted, and expunge these alone (RFC 4315)."""
        self._raw.delete_messages(uids, silent=True)
        self._raw.uid_expunge(uids)

    @_translated()
    def append(self, folder: str, raw: bytes, flag: str, when: datetime) -> None:
        """APPEND."""
        self._raw.append(folder, raw, flags=[flag], msg_time=when)

    @_translated()
    def noop(self) -> list[Any]:
        """NOOP; returns what else the server had to tell."""
        return list(self._raw.noop()[1])

    @_translated()
    def has_grown(self) -> bool:
        """Whether the server told of more messages, amid whatever command, since this was last asked.

        Some servers tell how many there are with each answer, whether that is news or not.
        """
        gone, counts = (self._imap.response(kind)[1] for kind in ("EXPUNGE", "EXISTS"))
        news = [(each, b"EXPUNGE") for each in gone] + [(int(each), b"EXISTS") for each in counts if each]
        return self.has_grown_by(each for each in news if each[0] is not None)

    def has_grown_by(self, told: Iterable[object]) -> bool:
        """Whether the folder has more messages after what `idle_check` told than it had before."""
        grown = False
        for each in told:
            match each:
                case (int(count), b"EXISTS", *_):
                    grown = grown or count > self._exists
                    self._exists = count
                case (_, b"EXPUNGE", *_):
                    self._exists -= 1
        return grown

    @_translated()
    def idle(self) -> None:
        """Begin IDLE (RFC 2177); what the server has to tell before it agrees is there for `told`."""
        # imapclient's own takes whatever comes before the consent for the end of the connection.
        tag = self._raw._idle_tag = self._imap._command("IDLE")  # noqa: SLF001
        while self._imap._get_response() is not None:  # noqa: SLF001
            if (answer := self._imap.tagged_commands[tag]) is not None:
                del self._imap.tagged_commands[tag]
                raise Refused(brief(answer[1][-1]))

    @_translated()
    def idle_check(self, seconds: float) -> list[Any]:
        """What the server tells within `seconds`. Early, and nothing, when the connection is closed.

        Waits for the end of a line of which a part has come: imapclient's own takes the part for a
        broken connection. It also never sees what came in one packet with the answer to IDLE, where
        Dovecot tells of mail that arrived since the last command.
        """
        self._imap.expect_answer()
        if not self._has_unread():
            with DefaultSelector() as selector:
                selector.register(self._raw.socket(), EVENT_READ)
                selector.select(seconds)
        told = []
        while self._has_unread():
            told.append(_parse_untagged_response(self._imap._get_line()))  # noqa: SLF001
        return told

    @_translated()
    def idle_done(self) -> list[Any]:
        """End IDLE; returns what the server told meanwhile and no `idle_check` saw."""
        return list(self._raw.idle_done()[1])

    def _has_unread(self) -> bool:
        """Whether bytes have arrived that no command has read."""
        link = self._raw.socket()
        link.settimeout(0)
        try:
            return bool(self._imap.file.peek(1))
        except (OSError, ValueError):
            return False  # nothing there, or a failure that the next command meets, too
        finally:
            link.settimeout(self._timeouts.read)

    def hurry(self, seconds: float) -> None:
        """Wait no longer than this for any answer from now on."""
        self._timeouts.read = self._imap.patience = min(seconds, self._timeouts.read)
        with suppress(OSError):
            self._raw.socket().settimeout(self._timeouts.read)

    def hang_up(self) -> None:
        """End the connection under whoever waits for it, in another thread."""
        with suppress(Exception):
            # The plain socket's own: that of TLS would forget what its reader is in the middle of.
            socket.socket.shutdown(self._raw.socket(), socket.SHUT_RDWR)

    def log_out(self) -> None:
        """End the session as it should be, else `drop` it."""
        try:
            self._raw.logout()
        except Exception:  # noqa: BLE001 -- it was the last that was wanted of the server
            self.drop()

    def drop(self) -> None:
        """Close the connection without a word."""
        with suppress(Exception):
            self._raw.shutdown()


def decode_flags(words: Sequence[object]) -> list[str]:
    """Flags as text; imapclient turns a keyword of digits into a number and `NIL` into None."""
    return [word.decode("ascii", "replace") if isinstance(word, bytes) else str(word) for word in words]


def _joined(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _day(day: date) -> str:
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year:04}"
