"""imapclient with types, and with the errors of `imap_errors` in place of its many.

No other module opens a connection by it.

Knows the protocol's words and nothing of settings, batches or what a command is for.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from selectors import EVENT_READ, DefaultSelector
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError
from imapclient.imapclient import _parse_untagged_response

from worker.mailbox import imap_answers
from worker.mailbox.imap_answers import FetchRows
from worker.mailbox.imap_errors import NO_IMAP, Broken, Garbled, Refused, shorten_answer, translate_errors
from worker.mailbox.imap_lines import TolerantImapClient

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class ImapClient:
    """One connection. Not to be shared between threads."""

    def __init__(self, raw: IMAPClient, timeouts: SocketTimeout) -> None:
        self._raw = raw
        self._imap = raw._imap  # noqa: SLF001 - imapclient offers no other way to its responses
        self._timeouts = timeouts
        # At imapclient's own setting, 5, imaplib formats each literal for a log: most of the time goes
        # into it, mail stands in memory twice, and in the log of whoever turns debugging on.
        self._imap.debug = 0
        self._imap.patience = timeouts.read
        self._exists = 0  # messages in the folder, as the server said last
        raw.normalise_times = False
        # imaplib sends a literal and the line's end apart; without this the second waits for 40 ms.
        raw.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @classmethod
    @translate_errors()
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
            raw = TolerantImapClient(host, port=port, ssl=encrypted, ssl_context=context, timeout=timeouts)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as exc:
            raise Refused(shorten_answer(exc.args[0] if exc.args else "")) from None
        except UnicodeError:
            raise Broken("this is not a host name") from None
        try:
            return cls(raw, timeouts)
        except BaseException:
            # Nobody else has it, and the garbage collector closes it whenever it likes.
            with suppress(Exception):
                raw.shutdown()
            raise

    @translate_errors()
    def starttls(self, context: ssl.SSLContext) -> None:
        """Begin TLS (RFC 3501, 6.2.1)."""
        self._raw.starttls(ssl_context=context)

    @translate_errors()
    def log_in_plain(self, username: str, password: str) -> None:
        """AUTHENTICATE PLAIN (RFC 4616)."""
        self._raw.plain_login(username, password)  # takes any character, in UTF-8

    @translate_errors()
    def log_in_by_command(self, username: str, password: str) -> None:
        """LOGIN, which takes ASCII only."""
        quoted = username.replace("\\", "\\\\").replace('"', '\\"')
        self._raw.login(f'"{quoted}"', password)  # imaplib quotes the password only

    @translate_errors()
    def authenticate(self, mechanism: str, answer: Callable[[bytes], bytes]) -> None:
        """Authenticate by a SASL mechanism; `answer` takes each challenge, of which the first is empty."""
        self._raw.sasl_login(mechanism, answer)

    @translate_errors()
    def mechanisms(self) -> list[str]:
        """The SASL mechanisms that the server names."""
        named = [word.decode("ascii", "replace") for word in self._raw.capabilities()]
        return [word[5:] for word in named if word.upper().startswith("AUTH=")]

    @translate_errors()
    def can(self, capability: str) -> bool:
        """Whether the server names this capability."""
        return bool(self._raw.has_capability(capability))

    @translate_errors()
    def select(self, folder: str, *, readonly: bool) -> tuple[Mapping[bytes, Any], bool]:
        """SELECT or EXAMINE; returns the answer, and whether flags can be changed."""
        try:
            return self._raw.select_folder(folder, readonly=readonly), not readonly
        except IMAPClientReadOnlyError:
            return self._raw.select_folder(folder, readonly=True), False

    @translate_errors()
    def folders(self) -> list[str]:
        """The names of all folders that can be selected."""
        never = {b"\\noselect", b"\\nonexistent"}
        return [
            name
            for flags, _, name in self._raw.list_folders()
            if not never & {bytes(flag).lower() for flag in flags}
        ]

    @translate_errors()
    def search(self, criteria: Sequence[str | date]) -> set[int]:
        """UID SEARCH."""
        self._drop_untagged("SEARCH")
        words = [_format_search_date(each) if isinstance(each, date) else each for each in criteria]
        return imap_answers.parse_search_uids(self._run_command("SEARCH", "UID", "SEARCH", *words))

    @translate_errors()
    def fetch(self, uids: Sequence[int], items: Sequence[str]) -> FetchRows:
        """UID FETCH; a message that is gone is not in the answer, and a value may be missing.

        Raises Garbled for an answer of which nothing can be taken apart.
        """
        rows = self._run_fetch("UID", "FETCH", _uid_set(uids), f"({' '.join(items)})")
        wanted = {uid: row for uid, row in rows.by_uid.items() if uid in {*uids}}
        if rows.garbled and not wanted:
            raise Garbled(NO_IMAP)
        return FetchRows(by_uid=wanted, garbled=rows.garbled)

    @translate_errors()
    def uids_at(self, numbers: Sequence[int]) -> set[int]:
        """The UIDs of the messages with these sequence numbers, by FETCH."""
        return {*self._run_fetch("FETCH", _uid_set(numbers), "(UID)").by_uid}

    @translate_errors()
    def uids_from(self, uid: int) -> set[int]:
        """The UIDs from this one on, and always the last one (RFC 3501, 6.4.8), by FETCH."""
        return {*self._run_fetch("UID", "FETCH", f"{uid}:*", "(UID)").by_uid}

    @translate_errors()
    def dates(self, uids: Sequence[int]) -> dict[int, datetime]:
        """The INTERNALDATE of each message for which the server gives a sensible one."""
        rows = self._run_fetch("UID", "FETCH", _uid_set(uids), "(INTERNALDATE)").by_uid
        sensible = {
            uid: imap_answers.parse_internal_date(row.get(b"INTERNALDATE")) for uid, row in rows.items()
        }
        return {uid: when for uid, when in sensible.items() if when is not None}

    @translate_errors()
    def add_flag(self, uids: Sequence[int], flag: str) -> dict[int, list[str]]:
        """UID STORE; returns the flags that each message has now, nothing for one that is gone.

        Raises Garbled where what it answers can't be taken apart.
        """
        self._drop_untagged("FETCH")
        rows = imap_answers.parse_fetch_rows(
            self._run_command("FETCH", "UID", "STORE", _uid_set(uids), "+FLAGS", f"({flag})")
        )
        found = dict(rows.by_uid)
        # Some servers say nothing about a message that had the flag before.
        if not rows.garbled and (unanswered := [uid for uid in uids if uid not in found]):
            rows = self._run_fetch("UID", "FETCH", _uid_set(unanswered), "(FLAGS)")
            found |= rows.by_uid
        if rows.garbled:
            raise Garbled(NO_IMAP)
        return {uid: decode_flags(found[uid].get(b"FLAGS") or ()) for uid in uids if uid in found}

    @translate_errors()
    def add_flag_silently(self, uids: Sequence[int], flag: str) -> None:
        """UID STORE without an answer about each message (RFC 3501, 6.4.6)."""
        self._run_command("FETCH", "UID", "STORE", _uid_set(uids), "+FLAGS.SILENT", f"({flag})")
        self._drop_untagged("FETCH")

    def _run_fetch(self, *command: str) -> FetchRows:
        self._drop_untagged("FETCH")
        return imap_answers.parse_fetch_rows(self._run_command("FETCH", *command))

    def _run_command(self, kind: str, *command: str) -> list[Any]:
        """Give a command; the untagged answers of one kind, as imaplib leaves them."""
        name = command[1] if command[0] == "UID" else command[0]
        tag = self._imap._command(*command)  # noqa: SLF001
        status, data = self._imap._command_complete(name, tag)  # noqa: SLF001
        if status != "OK":
            raise Refused(shorten_answer(data[0] or b""))
        return list(self._imap._untagged_response(status, data, kind)[1])  # noqa: SLF001

    def _drop_untagged(self, kind: str) -> None:
        """Forget responses that came unasked or with a failed command: they do not answer the next one."""
        self._imap.untagged_responses.pop(kind, None)

    @translate_errors()
    def move(self, uids: Sequence[int], folder: str) -> None:
        """UID MOVE (RFC 6851)."""
        self._raw.move(uids, folder)

    @translate_errors()
    def copy(self, uids: Sequence[int], folder: str) -> None:
        """UID COPY."""
        self._raw.copy(uids, folder)

    @translate_errors()
    def remove(self, uids: Sequence[int]) -> None:
        """Mark messages as deleted, and expunge only these (UIDPLUS, RFC 4315)."""
        self._raw.delete_messages(uids, silent=True)
        self._raw.uid_expunge(uids)

    @translate_errors()
    def append(self, folder: str, raw: bytes, flag: str, when: datetime) -> None:
        """APPEND."""
        self._raw.append(folder, raw, flags=[flag], msg_time=when)

    @translate_errors()
    def noop(self) -> list[Any]:
        """NOOP; returns the untagged responses that came with it."""
        return list(self._raw.noop()[1])

    @translate_errors()
    def has_grown(self) -> bool:
        """Whether any response since the last call, to whatever command, announced more messages.

        Some servers send EXISTS with each answer, whether the number has changed or not.
        """
        expunged, exists = (self._imap.response(kind)[1] for kind in ("EXPUNGE", "EXISTS"))
        news = [(each, b"EXPUNGE") for each in expunged] + [(int(each), b"EXISTS") for each in exists if each]
        return self.has_grown_by(each for each in news if each[0] is not None)

    def has_grown_by(self, responses: Iterable[object]) -> bool:
        """Whether the folder has more messages after what `idle_check` told than it had before."""
        grown = False
        for each in responses:
            match each:
                case (int(count), b"EXISTS", *_):
                    grown = grown or count > self._exists
                    self._exists = count
                case (_, b"EXPUNGE", *_):
                    self._exists -= 1
        return grown

    @translate_errors()
    def idle(self) -> None:
        """Begin IDLE (RFC 2177); what the server sends before it agrees counts in `has_grown`."""
        # imapclient's own takes whatever comes before the consent for the end of the connection.
        tag = self._raw._idle_tag = self._imap._command("IDLE")  # noqa: SLF001
        while self._imap._get_response() is not None:  # noqa: SLF001
            if (answer := self._imap.tagged_commands[tag]) is not None:
                del self._imap.tagged_commands[tag]
                raise Refused(shorten_answer(answer[1][-1]))

    @translate_errors()
    def idle_check(self, seconds: float) -> list[Any]:
        """What the server sends within `seconds`; returns early, and empty, when the connection is closed.

        Waits for the end of a line of which a part has come: imapclient's own takes the part for a
        broken connection. It also never sees what came in one packet with the answer to IDLE, where
        Dovecot tells of mail that arrived since the last command.
        """
        self._imap.expect_answer()
        if not self._has_unread():
            with DefaultSelector() as selector:
                selector.register(self._raw.socket(), EVENT_READ)
                selector.select(seconds)
        responses = []
        while self._has_unread():
            responses.append(_parse_untagged_response(self._imap._get_line()))  # noqa: SLF001
        return responses

    @translate_errors()
    def idle_done(self) -> list[Any]:
        """End IDLE; returns the responses that no `idle_check` has returned."""
        return list(self._raw.idle_done()[1])

    def _has_unread(self) -> bool:
        """Whether bytes have arrived that no command has read."""
        sock = self._raw.socket()
        sock.settimeout(0)
        try:
            return bool(self._imap.file.peek(1))
        except (OSError, ValueError):
            return False  # nothing there, or a failure that the next command meets, too
        finally:
            sock.settimeout(self._timeouts.read)

    def hurry(self, seconds: float) -> None:
        """Wait at most so many seconds for any answer from now on."""
        self._timeouts.read = self._imap.patience = min(seconds, self._timeouts.read)
        with suppress(OSError):
            self._raw.socket().settimeout(self._timeouts.read)

    def hang_up(self) -> None:
        """Break the connection off, so that the thread that waits for it fails at once."""
        with suppress(Exception):
            # The plain socket's own: that of TLS would forget what its reader is in the middle of.
            socket.socket.shutdown(self._raw.socket(), socket.SHUT_RDWR)

    def log_out(self) -> None:
        """LOGOUT; where that fails, `drop` the connection."""
        try:
            self._raw.logout()
        except Exception:  # noqa: BLE001 -- it was the last that was wanted of the server
            self.drop()

    def drop(self) -> None:
        """Close the connection without LOGOUT."""
        with suppress(Exception):
            self._raw.shutdown()


def decode_flags(words: Sequence[object]) -> list[str]:
    """Flags as text; imapclient turns a keyword of digits into a number and `NIL` into None."""
    return [word.decode("ascii", "replace") if isinstance(word, bytes) else str(word) for word in words]


def _uid_set(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _format_search_date(day: date) -> str:
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year:04}"
