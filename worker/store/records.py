"""The values that the store keeps beside requests: ledger entries, letters, mailboxes, heartbeats."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from worker.requests.request_model import Disposition, LetterKind, LetterPool, LetterState


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderKey:
    """A folder for as long as its UIDs mean the same messages (RFC 3501, 2.3.1.1)."""

    mailbox: str
    folder: str
    uid_validity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePlace:
    """Where a message lies: the ledger's key (RFC 3501, 2.3.1.1)."""

    mailbox: str
    folder: str = "INBOX"
    uid_validity: int
    uid: int  #: 0 in an entry whose UID the server has given to another message


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A message as it is entered into the ledger, with what becomes of it where that is known by then."""

    place: MessagePlace
    received_at: datetime
    disposition: Disposition | None = None
    reason: str = ""
    message_id: str | None = None
    digest: str | None = None
    heading: tuple[str, str] | None = None  #: sender and subject, where they are to be kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A message that is to be read again."""

    entry_id: int
    place: MessagePlace
    received_at: datetime
    tries: int  #: how often the server was asked for it in vain
    wanted_form: str  #: of the request that a person says it is; else empty


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadPlace:
    """Where in a message words stand that no rule explains: `body.text[start:end]` of that part."""

    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One message seen in a mailbox and what became of it."""

    id: int
    place: MessagePlace
    message_id: str | None
    disposition: Disposition
    reason: str
    request_id: int | None
    received_at: datetime
    seen_at: datetime
    marked: bool
    unread: tuple[UnreadPlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxState:
    """How far one UIDVALIDITY of a folder is read.

    What lies at or below `floor_uid` was there when the worker met the mailbox; of it only mail received
    since `read_since` is taken, until `backlog_done`.
    """

    name: str
    folder: str = "INBOX"
    uid_validity: int
    floor_uid: int
    cursor_uid: int  #: every message up to here, above the floor, is in the ledger
    read_since: datetime | None  #: None: everything
    backlog_done: bool
    short_listings: int = 0  #: polls in a row that were told of fewer messages than there are

    @property
    def key(self) -> FolderKey:
        """What its messages have in common."""
        return FolderKey(mailbox=self.name, folder=self.folder, uid_validity=self.uid_validity)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """A letter as it is queued, already written and addressed."""

    request_id: int
    kind: LetterKind
    round: int
    to: str
    cc: tuple[str, ...]
    subject: str
    message_id: str
    automatic: bool  #: caused by a mail or a timer, so the caps count it
    text: str
    raw: bytes
    hold_reason: str
    created_at: datetime
    not_before: datetime | None = None  #: when it may go at the earliest; None: at once
    pool: LetterPool = LetterPool.CUSTOMERS
    draft: Mapping[str, Any] = field(default_factory=dict)  #: from what it was written, as JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of the outbox."""

    id: int
    request_id: int
    kind: LetterKind
    round: int
    state: LetterState
    to: str
    cc: tuple[str, ...]
    subject: str
    message_id: str
    text: str
    hold_reason: str
    attempts: int
    next_attempt_at: datetime
    claimed_by: str | None
    claimed_at: datetime | None
    last_error: str
    created_at: datetime
    sent_at: datetime | None
    decision: str | None = None  #: what a person decided about it last
    decided_from: LetterState | None = None  #: what it was before; None where that can't be taken back
    decided_by: str | None = None
    decided_at: datetime | None = None
    automatic: bool = False
    pool: LetterPool = LetterPool.CUSTOMERS
    counted_at: datetime | None = None  #: when it was counted as one that goes out; None: it does not count
    draft: Mapping[str, Any] | None = None  #: from what it was written; None for one of an older version
    form: str | None = None  #: of its request; told where it is claimed
    request_version: int | None = None  #: of its request, likewise


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDecision:
    """What a person decided about a letter."""

    decision: str
    to: LetterState
    was: LetterState | None  #: what it becomes again when that is taken back; None: it can't be
    by: str
    at: datetime
    next_attempt_at: datetime | None = None  #: None: as it was
    reason: str = ""  #: in words, in place of what was told of the letter last; empty: that stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What one poll found, and how it was accounted for."""

    mailbox: str
    folder: str = "INBOX"
    at: datetime
    found: int
    counts: Mapping[str, int]
    missing: int = 0  #: found and not accounted for
    missed: int = 0  #: of what a sweep found: mail that the polls before it should have found


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """When a part of a running worker last did its work, and how long that is good for."""

    worker: str  #: which one: several may share a database
    name: str
    at: datetime
    good_for_seconds: int
    problem: str
    note: str = ""  #: how it works, in words
    ends_at: datetime | None = None  #: when the token that it is about is no more good
    since: datetime | None = None  #: it has been well, or in trouble; the store knows
    worked_at: datetime | None = None  #: when it was well last; the store knows
    failed_at: datetime | None = None  #: when it was in trouble last; the store knows
    failure: str = ""  #: what that trouble was
    lasting: bool = False  #: somebody has to do something before it can work again


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """One member of staff."""

    name: str
    role: str
    password: str  #: its argon2 hash; empty for who signs in by OIDC or through a proxy alone
    created_at: datetime
    subject: str | None = None  #: the digest of who they are to the OIDC provider
    signed_in_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A session that is not over, and whose it is."""

    staff: StaffRow
    seen_at: datetime
