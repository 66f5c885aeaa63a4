"""The values that the installation speaks in: requests, letters, the ledger's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from worker.forms.extraction import Evidence, FieldProblem, UnreadWords
from worker.reading.message import Address


class State(StrEnum):
    """Where a request stands."""

    NEEDS_INFO = "needs_info"  #: the customer was asked
    READY_FOR_REVIEW = "ready_for_review"  #: complete, in the staff queue
    AWAITING_UPGRADE = "awaiting_upgrade"  #: eligible but for the level, which the customer agreed to match
    APPROVED = "approved"  #: eligible; the license is being issued
    COMPLETED = "completed"  #: SEN recorded, confirmation queued
    REJECTED = "rejected"  #: not eligible, the customer was told why
    WITHDRAWN = "withdrawn"  #: taken back
    EXPIRED = "expired"  #: the customer did not answer in time
    INTERESTED = "interested"  #: a complete cloud-interest entry


class Attention(StrEnum):
    """Why a person should look at a request."""

    LETTER_BOUNCED = "letter_bounced"  #: one of our letters came back
    OTHER_ADDRESS = "other_address"  #: a reply came from an address that is not the requester's
    ACCOUNT_CHANGED = "account_changed"  #: somebody wants another myAtlassian account, without proof enough
    CUSTOMER_WROTE = "customer_wrote"  #: a reply that answers nothing we asked
    CHANGED_AFTER_APPROVAL = "changed_after_approval"  #: a correction that came too late to be applied
    TOO_MANY_ROUNDS = "too_many_rounds"  #: asked `policy.max_questions` times and still not complete
    UNREAD_WORDS = "unread_words"  #: words of the customer's that no rule explains
    UNSURE = "unsure"  #: the reader is not sure what the mail is
    LETTER_WITHHELD = "letter_withheld"  #: a letter waits for a person to release it
    LETTER_FAILED = "letter_failed"  #: a letter was refused for good
    LETTER_UNCERTAIN = "letter_uncertain"  #: it is not known whether a letter arrived
    DUPLICATE_KEY = "duplicate_key"  #: the license key stands in another request
    DUPLICATE_ACCOUNT = "duplicate_account"  #: another request names the same myAtlassian account
    AUTHENTICATION_FAILED = "authentication_failed"  #: a trusted server says that the sender is forged
    POSSIBLE_MATCH = "possible_match"  #: it looks like an answer to another request, without proof
    RESTORED = "restored"  #: the database was put back from a copy, and may not know what happened since
    READ_AGAIN = "read_again"  #: its mail, read again, leaves open what the customer was not asked for


class LetterKind(StrEnum):
    """Which letter; each has a folder of templates of the same name."""

    MISSING_FIELDS = "missing_fields"
    RECEIVED = "received"
    REMINDER = "reminder"
    LAST_NOTICE = "last_notice"
    ANSWER = "answer"
    ANNOUNCEMENT = "announcement"  #: by a name of its own, which is that of its templates
    SEN_CONFIRMATION = "sen_confirmation"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CLOUD_INTEREST = "cloud_interest"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_CHANGE_ASKED = "account_change_asked"
    ACCOUNT_OWNER_ASKED = "account_owner_asked"  #: to the myAtlassian account: whether it wants the license
    UPGRADE_NEEDED = "upgrade_needed"  #: the level has to be matched first
    UPGRADE_REMINDER = "upgrade_reminder"
    BATCH = "batch"  #: how the requests stand that came in one mail


class ConfirmAccount(StrEnum):
    """Whose myAtlassian account is asked whether the license is to go there."""

    NEVER = "never"
    OTHER_ADDRESS = "other_address"  #: where it is not the requester's own address
    ALWAYS = "always"


class BatchLetters(StrEnum):
    """Whose requests of one mail are answered by one letter."""

    OFF = "off"  #: nobody's: each request has a letter of its own
    EXPERTS = "experts"  #: those of Atlassian Experts whom the register knows
    ALWAYS = "always"  #: those of everybody who is proven to have written the mail


class AutoComplete(StrEnum):
    """Which approved requests are completed by the Marketplace's report alone."""

    OFF = "off"
    EXACT = "exact"  #: those that one license fits in all that is compared, and no other


class LetterState(StrEnum):
    """Where a letter of the outbox stands."""

    QUEUED = "queued"  #: to be sent
    SENDING = "sending"  #: claimed by a worker
    SENT = "sent"  #: the mail server took it
    DEFERRED = "deferred"  #: refused for now; tried again later
    UNCERTAIN = "uncertain"  #: the connection died after DATA
    FAILED = "failed"  #: refused for good
    BOUNCED = "bounced"  #: taken, and returned by a delivery report
    HELD = "held"  #: a person must release it
    CANCELLED = "cancelled"  #: not to be sent any more


class LetterPool(StrEnum):
    """Whose letters an automatic letter is counted among; each has caps of its own."""

    CUSTOMERS = "customers"  #: it is caused by a mail whose author is proven, or by staff
    EXPERTS = "experts"  #: the same, to an Atlassian Expert whom the register knows
    RETURNING = "returning"  #: to somebody who was proven before, by a mail that anybody can have written
    STRANGERS = "strangers"  #: to anybody else


#: Pools of letters whose cause is proven.
PROVEN_POOLS = frozenset({LetterPool.CUSTOMERS, LetterPool.EXPERTS})
#: Pools of letters that anybody can cause in somebody's name.
UNPROVEN_POOLS = frozenset({LetterPool.RETURNING, LetterPool.STRANGERS})


class SenderStanding(StrEnum):
    """What is known of a request's customer."""

    KNOWN = "known"  #: answered one of our letters, or wrote from an address that is authenticated
    STRANGER = "stranger"  #: neither, and no mail server of ours could tell
    UNVOUCHED = "unvouched"  #: neither, though a mail server of ours could have told


class Disposition(StrEnum):
    """What became of a message in a mailbox."""

    REQUEST = "request"  #: it opened a request
    REPLY = "reply"  #: it belongs to a request
    BOUNCE = "bounce"  #: a delivery report
    AUTO_REPLY = "auto_reply"  #: a machine answered
    IGNORED = "ignored"  #: not ours
    DUPLICATE = "duplicate"  #: seen before, here or in another mailbox
    OWN = "own"  #: sent by us
    QUARANTINED = "quarantined"  #: could not be read; kept for a person


#: Dispositions whose mail is ours to mark; every other mail stays exactly as it was.
OURS = frozenset({Disposition.REQUEST, Disposition.REPLY})

#: States in which a request still waits for somebody.
OPEN_STATES = frozenset({State.NEEDS_INFO, State.READY_FOR_REVIEW, State.AWAITING_UPGRADE, State.APPROVED})

MIGRATION_FORM = "marketplace-migration"
CLOUD_INTEREST_FORM = "cloud-interest"  #: the form that staff need not review
#: In which states an entry is on the list: whoever asked to be told is, with or without data.
ON_THE_LIST = frozenset({State.INTERESTED, State.NEEDS_INFO, State.EXPIRED})

CUSTOMER = "customer"  #: who set a value or caused an event, when no staff member did
DOUBTFUL = "doubtful"  #: the name of a message's event where it may belong to several requests
TAKES_BACK = "the customer takes the request back"  #: why of a message's event, where it does
SETTLED = "settled"  #: the name of a message's event where a person has said to which one it belongs
OWNER = "account owner"  #: who caused an event that the owner of the myAtlassian account brought about
WORKER = "worker"  #: who caused an event that a timer or the worker itself brought about


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldValue:
    """One field of a request as it is now, and who says so."""

    value: str | int | None
    set_by: str = CUSTOMER  #: CUSTOMER or the name of a staff member
    message: int | None = None  #: ledger id of the message that it was read from
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One customer's request, over all the mail that belongs to it."""

    id: int | None  #: None until it is stored
    reference: str  #: shown to the customer, in brackets in each subject
    form: str
    state: State
    requester: Address
    subject: str  #: the customer's, without "Re:" and reference
    fields: Mapping[str, FieldValue]
    facts: Mapping[str, FieldValue] = field(default_factory=dict)  #: by `FactKind`: what was told beside them
    ask: tuple[str, ...] = ()
    problems: Mapping[str, FieldProblem] = field(default_factory=dict)
    attention: tuple[Attention, ...] = ()
    round: int = 0  #: how many times the customer was asked
    sens: tuple[str, ...] = ()  #: one per license key, in their order
    assigned_to: str | None = None
    thread: tuple[str, ...] = ()  #: Message-IDs for References: the customer's last and what it referred to
    created_at: datetime
    updated_at: datetime
    utc_offset: int | None = None  #: minutes east of UTC in the customer's mail; None where it does not tell
    language: str = ""  #: in which the customer writes, ISO 639-1; empty until words of their own tell it
    standing: SenderStanding = SenderStanding.STRANGER
    snoozed_at: datetime | None = None  #: since when it sleeps, and does not wait for staff
    wake_at: datetime | None = None  #: when it comes back by itself; None: when the customer writes
    batch: str = ""  #: the reference of the first of those that came in one mail; empty: it came alone
    version: int = 0  #: grows with each change, so that two writers notice each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a request; never edited."""

    at: datetime
    who: str
    what: str  #: such as "state", "field", "fact", "attention", "letter", "message", "note"
    name: str = ""  #: of the field or letter
    old: str | None = None
    new: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter that a decision wants written."""

    kind: LetterKind
    to: str
    cc: tuple[str, ...] = ()
    round: int = 0  #: with request and kind the letter's idempotency key
    held: str = ""  #: why a person must release it first; empty when it may go
    note: str = ""  #: the reviewer's words to the customer
    reason: str = ""  #: code of a rejection
    days_left: int | None = None  #: of a reminder: until the request expires
    answered: bool = False  #: an answer of the customer's is what it follows
    changed: tuple[str, ...] = ()  #: fields that are different from what the customer was told before
    template: str = ""  #: the templates' name, where it is not the kind's
    not_before: datetime | None = None  #: when it may go at the earliest; None: at once
    timer: bool = False  #: caused by a clock and not by a mail (RFC 3834, 5: auto-generated)
    pool: LetterPool = LetterPool.CUSTOMERS  #: any other one is a letter to somebody who may not have asked
    batch: tuple[Request, ...] = ()  #: the requests that it tells of, as they are when it is written


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter of the outbox as far as deciding needs it."""

    id: int
    request_id: int
    kind: LetterKind
    to: str
    message_id: str
    text: str
    cc: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the deployer allows; the keys of `[policy]`."""

    answer_within_days: int = 7
    max_questions: int = 3
    reminder_days: tuple[int, ...] = (3, 7)
    expire_days: int = 30
    letters_per_address_per_day: int = 6
    letters_per_expert_per_day: int = 60
    letters_per_request: int = 12
    letters_per_domain_per_day: int = 200
    letters_per_hour: int = 500
    letters_to_strangers_per_hour: int = 100
    confirm_account: ConfirmAccount = ConfirmAccount.NEVER
    auto_complete: AutoComplete = AutoComplete.OFF
    batch_letters: BatchLetters = BatchLetters.OFF
    copy_to_expert: bool = False  #: of the confirmation, to the Atlassian Expert whom the customer named
    staff_domains: frozenset[str] = frozenset()
    trusted_authserv_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTraffic:
    """How many automatic letters went out of late, by pool; held ones are not among them."""

    to_address_today: Mapping[LetterPool, int] = field(default_factory=dict)  #: to one mailbox
    to_domain_today: Mapping[LetterPool, int] = field(default_factory=dict)
    last_hour: Mapping[LetterPool, int] = field(default_factory=dict)  #: to whomever
    of_request: Mapping[LetterPool, int] = field(default_factory=dict)  #: since it was opened


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRequest:
    """Another request, open or completed, that may be about the same license."""

    id: int
    reference: str
    state: State
    same_key: bool  #: they name the same license key
    same_account: bool  #: they name the same myAtlassian account
    has_key: bool  #: whether it names a license key at all
    requester: str = ""
    standing: SenderStanding = SenderStanding.KNOWN
    forged: bool = False  #: a mail server of ours says that its sender is forged


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFacts:
    """What the store knows that bears on one message."""

    own_addresses: frozenset[str]  #: every address and alias of ours, lower-cased
    duplicate_of: int | None = None  #: ledger id of the same message seen before
    request: Request | None = None  #: the one whose letters the message refers to by Message-ID
    letters: tuple[SentLetter, ...] = ()  #: letters of that request, oldest first
    failed_letter: SentLetter | None = None  #: the letter that a delivery report returns
    asked_owner: SentLetter | None = None  #: the question to the account's owner that the message refers to
    asked_for: Request | None = None  #: the request of that letter, which proves nothing about the requester
    by_copy: bool = (
        False  #: `request` is known by letters alone that somebody else than its requester has, too
    )
    tagged: bool = False  #: `request` is known by the address that the message was sent to, and no more
    batch: tuple[Request, ...] = ()  #: the requests that the letter tells of which the message refers to
    by_sender: tuple[Request, ...] = ()  #: the sender's requests, open or not, oldest first
    named: tuple[str, ...] = ()  #: the references in the subject
    from_us: bool = False  #: its Message-ID is one of ours, whatever its From has become on the way
    notice: int | None = None  #: id of the notice to staff that the message refers to or returns
    unsubscribes: Request | None = None  #: the entry that the message takes off the list
    by_mailbox: bool = False  #: it is proven that whoever reads the mail of that entry's mailbox wants so
    forged: bool = False  #: a mail server of ours says that the author's domain did not send it
    mentioned: Request | None = None  #: the request whose reference the subject names, no proof of anything
    related: tuple[RelatedRequest, ...] = ()  #: what else names one of its license keys or its account
    pool: LetterPool = LetterPool.STRANGERS  #: that a letter because of this message is counted in
    traffic: LetterTraffic = field(default_factory=LetterTraffic)
    restored_at: datetime | None = None  #: when the store was put back from a copy; None: never


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedRequest:
    """A request that a message changes beside its own, and what happened to it."""

    request: Request
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of a message: stored, all of it, in one transaction."""

    disposition: Disposition
    reason: str  #: in words for staff
    request: Request | None = None  #: the request as it is afterwards; `id` None opens a new one
    events: tuple[Event, ...] = ()
    letters: tuple[LetterDraft, ...] = ()
    bounced_letter: int | None = None  #: id of the letter to be marked as bounced
    bounced_notice: int | None = None  #: id of the notice to staff to be marked so
    related: tuple[RelatedRequest, ...] = ()  #: requests that are to be shown this one beside them
    beside: tuple[ChangedRequest, ...] = ()  #: other requests that it changes
    unread: tuple[UnreadWords, ...] = ()  #: of the message, what no rule explains
    by_mailbox: bool = False  #: who leaves the list surely reads the mailbox: all its entries are left
