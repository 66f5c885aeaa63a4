"""One signed-in connection to one mailbox: looking, fetching without a trace, marking, waiting.

Nothing that it does sets `\\Seen` or changes a message, but `mark` and `append`.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from worker.mailbox import batches, idle, opening
from worker.mailbox.client import Broken, Client, Refused, flags
from worker.mailbox.errors import CommandRefused, FolderMissing, MailboxLost, MessageUnreadable
from worker.mailbox.marking import KEYWORD, AfterSuccess, Mark
from worker.mailbox.settings import MailboxSettings

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: What a value of the wrong kind in an answer leads to.
_SENSELESS = (ValueError, TypeError, AttributeError, LookupError, OverflowError)
#: How long the server may take over the goodbye.
_LOGOUT_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderStatus:
    """A folder as it was when it was selected."""

    uid_validity: int
    uid_next: int
    exists: int
    keywords_allowed: bool  #: whether mail in it can be marked by KEYWORD, as far as the server says


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageInfo:
    """What the server knows about a message without anybody reading it."""

    uid: int
    size: int  #: in bytes, as the server counts them; 0 when it does not tell
    internal_date: datetime  #: when it arrived, in UTC; the epoch when the server does not tell
    flags: tuple[str, ...]  #: without `\Recent`, which is about the session and not the message


@contextmanager
def open_session(settings: MailboxSettings) -> Iterator["Session"]:
    """Connect, start TLS, sign in; whatever happens, the connection is closed afterwards.

    Raises MailboxUnreachable, EncryptionRefused, CertificateUntrusted or LoginRefused.
    """
    session = Session(opening.connect(settings), settings)
    try:
        yield session
    finally:
        session.close()


class Session:
    """One connection, for one thread.

    Each method may raise MailboxLost, after which the session is of no more use, and CommandRefused,
    after which it is as good as before.
    """

    def __init__(self, client: Client, settings: MailboxSettings) -> None:
        self._client = client
        self._settings = settings
        self._lost = False
        self._writable = False
        self._selected = FolderStatus(uid_validity=0, uid_next=0, exists=0, keywords_allowed=False)

    @property
    def can_idle(self) -> bool:
        """Whether `idle` will notice anything before its time is over."""
        with self._asking("CAPABILITY"):
            return self._client.can("IDLE")

    def select(self, folder: str, *, readonly: bool) -> FolderStatus:
        """Choose the folder that all else is about, by EXAMINE when `readonly`. Raises FolderMissing.

        A folder that we may only read is selected all the same; nothing in it can be marked.
        """
        with self._asking("SELECT"):
            try:
                answer, self._writable = self._client.select(folder, readonly=readonly)
            except Refused as exc:
                raise self._folder_error(folder, exc) from None
            self._client.told("EXISTS")
            self._selected = self._status(answer)
        return self._selected

    def uids(self, *, above: int = 0, since: date | None = None) -> list[int]:
        """The UIDs in the folder that are greater than `above`, in order.

        `since` compares the server's own dates without time or zone: allow a day, and look at
        `MessageInfo.internal_date`.
        """
        wanted: list[str | date] = ["UID", f"{above + 1}:*"] if above else []
        wanted += ["SINCE", since] if since else []
        found: set[int] = set()
        with self._asking("UID SEARCH"):
            # What is told from here on may not be in the answer, and `idle` must not sleep over it.
            self._client.told("EXISTS")
            for window in batches.windows(self._selected.exists, self._selected.uid_next - 1 - above):
                found.update(self._client.search([window, *wanted]))
        # "n:*" always holds the last message, even one below n (RFC 3501, 6.4.8).
        return sorted(uid for uid in found if uid > above)

    def infos(self, uids: Sequence[int]) -> dict[int, MessageInfo]:
        """Size, date and flags of those messages that still exist; all unknown where they are refused."""
        found: dict[int, MessageInfo] = {}
        for run in batches.by_count(uids):
            answer = self.rows(run, ["RFC822.SIZE", "FLAGS", "INTERNALDATE"])
            # A row without a size is a notice about another message, by its sequence number.
            told = {uid: row for uid, row in answer.items() if b"RFC822.SIZE" in row or not row}
            found |= {uid: _info(uid, row) for uid, row in told.items()}
        return found

    def rows(self, uids: Sequence[int], items: Sequence[str]) -> Mapping[int, Mapping[bytes, Any]]:
        """UID FETCH in one command; where that fails, message by message, with an empty row for who fails."""
        try:
            with self._asking("UID FETCH"):
                return self._client.fetch(uids, items)
        except CommandRefused:
            if len(uids) == 1:
                return {uids[0]: {}}
        return {uid: row for each in uids for uid, row in self.rows([each], items).items()}

    def fetch(self, uid: int, limit: int | None = None) -> bytes | None:
        """The whole message, or no more than `limit` bytes; None when it was expunged.

        Raises MessageUnreadable.
        """
        part = "" if limit is None else f"<0.{limit}>"
        with self._asking("UID FETCH"):
            try:
                row = self._client.fetch([uid], [f"BODY.PEEK[]{part}"]).get(uid, {})
            except Refused as exc:
                self._require_gone(uid, str(exc), busy=exc.busy)
                return None
            raw: bytes | None = row.get(b"BODY[]", row.get(b"BODY[]<0>"))
        if raw is None:
            self._require_gone(uid, "it answers without it", busy=False)
        return raw

    def present(self, uids: Sequence[int]) -> set[int]:
        """Which of these messages the folder still holds."""
        with self._asking("UID SEARCH"):
            runs = batches.by_count(uids)
            found = {uid for run in runs for uid in self._client.search(["UID", ",".join(map(str, run))])}
        return found & {*uids}

    def mark(self, uids: Sequence[int], how: AfterSuccess) -> set[int]:
        """Mark messages that were handled; those that could be marked.

        A move without the server's MOVE (RFC 6851) needs UIDPLUS (RFC 4315), because a plain EXPUNGE
        would also remove what other people marked as deleted.
        """
        if how.mark is Mark.NONE:
            return {*uids}
        if not self._writable:
            return set()
        marked: set[int] = set()
        for run in batches.by_count(uids):
            with self._asking("UID STORE"), suppress(Refused):
                marked |= self._move(run, how.folder) if how.mark is Mark.MOVE else self._flag(run, how.mark)
        return marked

    def append(self, folder: str, raw: bytes, when: datetime) -> None:
        """Put a message into a folder, as read, with `when` as its INTERNALDATE. Raises FolderMissing."""
        with self._asking("APPEND"):
            try:
                self._client.append(folder, raw, "\\Seen", when)
            except Refused as exc:
                raise self._folder_error(folder, exc) from None

    def folders(self) -> list[str]:
        """The names of all folders that can be selected."""
        with self._asking("LIST"):
            return self._client.folders()

    def idle(self, seconds: float, stop: threading.Event) -> bool:
        """Wait until the folder has got new mail: True, at once for mail that came after the last `uids`.

        False after `seconds`, or within a second of `stop` being set; then only `close` is left to do.
        A server without IDLE says nothing in that time. One that dies between question and answer, as
        the connection is being renewed, holds a stop up for `read_timeout`.
        """
        try:
            with self._asking("IDLE"):
                if self._client.can("IDLE"):
                    return idle.wait_for_mail(self._client, seconds, stop)
                stop.wait(seconds)
                return False
        except MailboxLost:
            if stop.is_set():
                return False
            raise

    def close(self) -> None:
        """End the connection, politely where it still works."""
        if self._lost:
            self._client.drop()
        else:
            self._client.hurry(_LOGOUT_SECONDS)
            self._client.log_out()

    def hang_up(self) -> None:
        """Let whatever waits for the server fail at once; the one method for another thread."""
        self._client.hang_up()

    @contextmanager
    def _asking(self, command: str) -> Iterator[None]:
        name, peer = self._settings.name, self._settings.peer
        try:
            yield
        except Broken as exc:
            self._lost = True
            raise MailboxLost(f'mailbox "{name}": lost the connection to {peer}: {exc}') from exc.__cause__
        except Refused as exc:
            raise CommandRefused(f'mailbox "{name}": {peer} refuses {command} ({exc})') from None
        except _SENSELESS:
            # Its text may hold somebody's mail.
            self._lost = True
            text = f'mailbox "{name}": {peer} answers {command} with what makes no sense'
            raise MailboxLost(text) from None

    def _folder_error(self, folder: str, refused: Refused) -> CommandRefused | FolderMissing:
        name, peer, section = self._settings.name, self._settings.peer, self._settings.section
        known = self._client.folders()
        if folder in known or folder.upper() == "INBOX":
            return CommandRefused(f'mailbox "{name}": {peer} refuses the folder "{folder}" ({refused})')
        there = ", ".join(f'"{each}"' for each in known[:20]) + (", …" if len(known) > 20 else "")
        text = f'mailbox "{name}": {peer} has no folder "{folder}", only {there or "none at all"}'
        return FolderMissing(f"{text}; correct {section}, or create the folder")

    def _status(self, answer: Mapping[bytes, Any]) -> FolderStatus:
        if b"UIDVALIDITY" not in answer:
            raise Refused("it has no UIDVALIDITY, and so no lasting names for messages")
        # Without PERMANENTFLAGS all flags may be changed (RFC 3501, 6.3.1).
        permanent = {flag.lower() for flag in flags(answer.get(b"PERMANENTFLAGS", (b"\\*",)))}
        uid_next = answer.get(b"UIDNEXT") or max(self._client.search(["UID", "*"]), default=0) + 1
        return FolderStatus(
            uid_validity=int(answer[b"UIDVALIDITY"]),
            uid_next=int(uid_next),
            exists=int(answer.get(b"EXISTS", 0)),
            keywords_allowed=self._writable and not permanent.isdisjoint({"\\*", KEYWORD.lower()}),
        )

    def _require_gone(self, uid: int, words: str, *, busy: bool) -> None:
        """Raise MessageUnreadable, unless the message is gone: some refuse what was just expunged."""
        if uid in self.present([uid]):
            text = f'mailbox "{self._settings.name}": {self._settings.peer} does not hand out'
            raise MessageUnreadable(f"{text} message {uid} ({words})", uid, busy=busy) from None

    def _flag(self, uids: Sequence[int], mark: Mark) -> set[int]:
        flag = "\\Seen" if mark is Mark.SEEN else KEYWORD
        # Some servers accept a keyword and forget it at once: what they answer counts.
        answer = self._client.add_flag(uids, flag)
        return {uid for uid, found in answer.items() if flag.lower() in (each.lower() for each in found)}

    def _move(self, uids: Sequence[int], folder: str) -> set[int]:
        if self._client.can("MOVE"):
            self._client.move(uids, folder)
        elif self._client.can("UIDPLUS"):
            self._client.copy(uids, folder)
            self._client.remove(uids)
        else:
            return set()
        return {*uids}


def _info(uid: int, row: Mapping[bytes, Any]) -> MessageInfo:
    when = row.get(b"INTERNALDATE")
    try:
        arrived = when.astimezone(UTC) if when is not None and when.tzinfo else _EPOCH
    except OverflowError:
        arrived = _EPOCH
    return MessageInfo(
        uid=uid,
        size=int(row.get(b"RFC822.SIZE", 0)),
        internal_date=arrived,
        flags=tuple(flag for flag in flags(row.get(b"FLAGS", ())) if flag != "\\Recent"),
    )
