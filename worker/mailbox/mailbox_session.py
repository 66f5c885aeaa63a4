"""One signed-in connection to one mailbox: search, fetch, mark, wait for mail.

Nothing that it does sets `\\Seen` or changes a message, but `mark` and `append`.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from worker import log
from worker.errors import WorkerError
from worker.mailbox import imap_connect, imap_idle, uid_batches, uid_search
from worker.mailbox.errors import CommandRefused, FolderMissing, MailboxLost, MessageUnreadable
from worker.mailbox.imap_answers import FetchRows
from worker.mailbox.imap_client import ImapClient, decode_flags
from worker.mailbox.imap_errors import Broken, Garbled, Refused
from worker.mailbox.mark_handled import KEYWORD, AfterSuccess, Mark, MarkResult
from worker.mailbox.message_info import FolderStatus, MessageInfo, read_info
from worker.mailbox.resilient_fetch import FetchResult, ask_for_each
from worker.mailbox.settings import MailboxSettings
from worker.mailbox.uid_search import UidListing

_log = log.get(__name__)
#: How long the server may take over the goodbye.
_LOGOUT_SECONDS = 2.0


@contextmanager
def open_session(settings: MailboxSettings) -> Iterator["MailboxSession"]:
    """Connect, start TLS, sign in; whatever happens, the connection is closed afterwards.

    Raises MailboxUnreachable, EncryptionRefused, CertificateUntrusted or LoginRefused.
    """
    session = MailboxSession(imap_connect.connect(settings), settings)
    try:
        yield session
    finally:
        session.close()


class MailboxSession:
    """One connection, for one thread.

    Each method may raise MailboxLost, after which the session is of no more use, and CommandRefused,
    after which it is as good as before.
    """

    def __init__(self, client: ImapClient, settings: MailboxSettings) -> None:
        self._client = client
        self._settings = settings
        self._lost = False
        self._hung_up = False
        self._writable = False
        self._folder = ""
        self._readonly = True
        self._status = FolderStatus(uid_validity=0, uid_next=0, exists=0, keywords_allowed=False)

    @property
    def name(self) -> str:
        """What the configuration calls the mailbox."""
        return self._settings.name

    @property
    def can_idle(self) -> bool:
        """Whether `idle` will notice anything before its time is over."""
        with self._translate_errors("CAPABILITY"):
            return self._client.can("IDLE")

    def select(self, folder: str, *, readonly: bool) -> FolderStatus:
        """Select the folder that all other methods work on, by EXAMINE when `readonly`. Raises FolderMissing.

        A folder that we may only read is selected all the same; nothing in it can be marked.
        """
        with self._translate_errors("SELECT"):
            try:
                answer, self._writable = self._client.select(folder, readonly=readonly)
            except Refused as exc:
                raise self._folder_error(folder, exc) from None
            self._client.has_grown()
            self._status = self._read_status(answer)
        self._folder, self._readonly = folder, readonly
        return self._status

    @property
    def is_writable(self) -> bool:
        """Whether the folder that is selected lets us change flags."""
        return self._writable

    def reopen(self, lost: MailboxLost) -> None:
        """Connect and sign in again after `lost`, and select the same folder.

        Raises `lost` where nobody wants the session any more, or the folder is another one by now; and
        what `open_session` raises.
        """
        self._client.drop()
        if self._hung_up:
            raise lost
        self._client, self._lost = imap_connect.connect(self._settings), False
        if self._folder:
            before = self._status.uid_validity
            if self.select(self._folder, readonly=self._readonly).uid_validity != before:
                raise lost

    def uids(self, *, above: int = 0, since: date | None = None) -> list[int]:
        """The UIDs of `list_messages`."""
        return self.list_messages(above=above, since=since).uids

    def list_messages(self, *, above: int = 0, since: date | None = None) -> UidListing:
        """The UIDs in the folder that are greater than `above`, in order.

        `since` compares the server's own dates without time or zone: allow a day, and look at
        `MessageInfo.internal_date`. What SEARCH leaves out is made up for by the count of messages.
        """
        with self._translate_errors("UID SEARCH"):
            # Mail that is announced from here on may be missing from the answer: `idle` has to notice it.
            self._client.has_grown()
            found = uid_search.list_uids(self._client, self._status, above, since)
        if found.left_out:
            _log.warning("search_told_a_part", mailbox=self._settings.name, left_out=found.left_out)
        return found

    def fetch_infos(self, uids: Sequence[int]) -> dict[int, MessageInfo]:
        """Size and date of those messages that still exist; unknown where the server does not tell them."""
        found: dict[int, MessageInfo] = {}
        for run in uid_batches.split_by_count(uids):
            result = self.rows(run, ["RFC822.SIZE", "INTERNALDATE"])
            found |= {uid: read_info(uid, row) for uid, row in result.rows.items() if b"RFC822.SIZE" in row}
            unanswered = [uid for uid in run if uid not in found]
            existing = {*result.failed} | self.present(
                [uid for uid in unanswered if uid not in result.failed]
            )
            found |= {uid: MessageInfo(uid=uid) for uid in unanswered if uid in existing}
        return found

    def rows(self, uids: Sequence[int], items: Sequence[str]) -> FetchResult:
        """UID FETCH in one command; where that fails, in smaller parts, over a new connection if need be."""
        return ask_for_each(uids, lambda run: self.ask(run, items), self.reopen)

    def ask(self, uids: Sequence[int], items: Sequence[str]) -> FetchRows:
        """UID FETCH in one command."""
        with self._translate_errors("UID FETCH"):
            return self._client.fetch(uids, items)

    def fetch(self, uid: int, limit: int | None = None) -> bytes | None:
        """The whole message, or no more than `limit` bytes; None when it was expunged.

        Raises MessageUnreadable.
        """
        return self._fetch_section(uid, "BODY.PEEK[]" + ("" if limit is None else f"<0.{limit}>"))

    def header(self, uid: int, limit: int) -> bytes | None:
        """The beginning of its header alone; None when it was expunged. Raises MessageUnreadable."""
        return self._fetch_section(uid, f"BODY.PEEK[HEADER]<0.{limit}>")

    def is_empty(self, uid: int) -> bool:
        """Whether the server tells 0 as the size of the message."""
        return self.ask([uid], ["RFC822.SIZE"]).by_uid.get(uid, {}).get(b"RFC822.SIZE") == 0

    def _fetch_section(self, uid: int, item: str) -> bytes | None:
        try:
            row = self.ask([uid], [item]).by_uid.get(uid)
        except CommandRefused as exc:
            self._require_gone(uid, str(exc), busy=exc.busy)
            return None
        raw = next((value for key, value in (row or {}).items() if key.startswith(b"BODY[")), None)
        if not isinstance(raw, bytes):
            why = "it answers without it"
            if row is not None:  # so it is there, whatever SEARCH says
                raise self._unreadable(uid, why, busy=False)
            self._require_gone(uid, why, busy=False)
            return None
        return raw

    def present(self, uids: Sequence[int]) -> set[int]:
        """Which of these messages the folder still holds; all of them where the server does not say."""
        found: set[int] = set()
        for run in uid_batches.split_by_count(uids):
            try:
                with self._translate_errors("UID SEARCH"):
                    found |= self._client.search(["UID", ",".join(map(str, run))])
            except MailboxLost as lost:
                self.reopen(lost)
                found |= {*run}
            except CommandRefused:
                found |= {*run}
        return found & {*uids}

    def mark(self, uids: Sequence[int], how: AfterSuccess) -> MarkResult:
        """Mark messages that were handled, as far as the server lets us; a failure costs no other message.

        A move without the server's MOVE (RFC 6851) needs UIDPLUS (RFC 4315), because a plain EXPUNGE
        would also remove what other people marked as deleted.
        """
        if how.mark is Mark.NONE:
            return MarkResult(done={*uids})
        if not self._writable:
            return MarkResult()
        result = FetchResult()
        for run in uid_batches.split_by_count(uids):
            part = ask_for_each(run, lambda some: self._mark(some, how), self.reopen)
            result.rows.update(part.rows)
            result.failed.update(part.failed)
        later = {uid for uid, why in result.failed.items() if isinstance(why, CommandRefused) and why.busy}
        return MarkResult(done={*result.rows}, later=later)

    def _mark(self, uids: Sequence[int], how: AfterSuccess) -> FetchRows:
        with self._translate_errors("UID STORE"):
            move = how.mark is Mark.MOVE
            marked = self._move(uids, how.folder) if move else self._flag(uids, how.mark)
        return FetchRows(by_uid={uid: {} for uid in marked})

    def append(self, folder: str, raw: bytes, when: datetime) -> None:
        """Add a message to a folder, as read, with `when` as its INTERNALDATE. Raises FolderMissing."""
        with self._translate_errors("APPEND"):
            try:
                self._client.append(folder, raw, "\\Seen", when)
            except Refused as exc:
                raise self._folder_error(folder, exc) from None

    def has_message(self, folder: str, message_id: str, since: datetime) -> bool:
        """Whether a folder has a message with this Message-ID, of that day or later; selects it."""
        if (self._folder, self._readonly) != (folder, True):
            self.select(folder, readonly=True)
        day = (since - timedelta(days=1)).date()
        with self._translate_errors("UID SEARCH"):
            return bool(self._client.search(["SINCE", day, "HEADER", "Message-ID", f'"{message_id}"']))

    def folders(self) -> list[str]:
        """The names of all folders that can be selected."""
        with self._translate_errors("LIST"):
            return self._client.folders()

    def idle(self, seconds: float, stop: threading.Event, wake: threading.Event | None = None) -> bool:
        """Wait until the folder has got new mail: True, at once for mail that came after the last `uids`.

        False after `seconds`, or within a second of `wake` or `stop` being set; after `stop` only `close` is
        left to do.
        A server without IDLE says nothing in that time. One that dies between question and answer, as
        the connection is being renewed, holds a stop up for `read_timeout`.
        """
        try:
            with self._translate_errors("IDLE"):
                if self._client.can("IDLE"):
                    return imap_idle.wait_for_mail(self._client, seconds, stop, wake or threading.Event())
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
        """Make whatever waits for the server fail at once, for good; the only method for another thread."""
        self._hung_up = True
        self._client.hang_up()

    @contextmanager
    def _translate_errors(self, command: str) -> Iterator[None]:
        name, peer = self._settings.name, self._settings.peer
        try:
            yield
        except Broken as exc:
            self._lost = True
            raise MailboxLost(f'mailbox "{name}": lost the connection to {peer}: {exc}') from exc.__cause__
        except Refused as exc:
            text = f'mailbox "{name}": {peer} refuses {command} ({exc})'
            raise CommandRefused(text, busy=exc.busy) from None
        except WorkerError:
            raise
        except Exception:  # noqa: BLE001 -- what an answer that makes no sense leads to depends on the answer
            # Its text may hold somebody's mail.
            self._lost = True
            text = f'mailbox "{name}": {peer} answers {command} with what makes no sense'
            raise MailboxLost(text) from None

    def _folder_error(self, folder: str, refused: Refused) -> CommandRefused | FolderMissing:
        name, peer, section = self._settings.name, self._settings.peer, self._settings.section
        known = self._client.folders()
        if folder in known or folder.upper() == "INBOX":
            return CommandRefused(f'mailbox "{name}": {peer} refuses the folder "{folder}" ({refused})')
        listed = ", ".join(f'"{each}"' for each in known[:20]) + (", …" if len(known) > 20 else "")
        text = f'mailbox "{name}": {peer} has no folder "{folder}", only {listed or "none at all"}'
        return FolderMissing(f"{text}; correct {section}, or create the folder")

    def _read_status(self, answer: Mapping[bytes, Any]) -> FolderStatus:
        if b"UIDVALIDITY" not in answer:
            raise Refused("it has no UIDVALIDITY, and so no lasting names for messages")
        # Without PERMANENTFLAGS all flags may be changed (RFC 3501, 6.3.1).
        permanent = {flag.lower() for flag in decode_flags(answer.get(b"PERMANENTFLAGS", (b"\\*",)))}
        uid_next = int(answer.get(b"UIDNEXT") or 0)
        if uid_next < 1:
            uid_next = max(self._client.search(["UID", "*"]), default=0) + 1
        return FolderStatus(
            uid_validity=int(answer[b"UIDVALIDITY"]),
            uid_next=uid_next,
            exists=max(0, int(answer.get(b"EXISTS", 0))),
            keywords_allowed=self._writable and not permanent.isdisjoint({"\\*", KEYWORD.lower()}),
        )

    def _require_gone(self, uid: int, words: str, *, busy: bool) -> None:
        """Raise MessageUnreadable, unless the message is gone: some refuse what was just expunged."""
        if uid in self.present([uid]):
            raise self._unreadable(uid, words, busy=busy) from None

    def _unreadable(self, uid: int, words: str, *, busy: bool) -> MessageUnreadable:
        text = f'mailbox "{self._settings.name}": {self._settings.peer} does not hand out'
        return MessageUnreadable(f"{text} message {uid} ({words})", uid, busy=busy)

    def _flag(self, uids: Sequence[int], mark: Mark) -> set[int]:
        flag = "\\Seen" if mark is Mark.SEEN else KEYWORD
        # Some servers accept a keyword and forget it at once: what they answer counts.
        try:
            answer = self._client.add_flag(uids, flag)
        except Garbled:
            self._client.add_flag_silently(uids, flag)
            return {*uids}
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
