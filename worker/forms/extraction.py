"""The values that extraction yields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a message is to us; the rules stand in docs/reading.md."""

    MIGRATION_REQUEST = "migration_request"
    CLOUD_INTEREST = "cloud_interest"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    OTHER = "other"


class FieldProblem(StrEnum):
    """Why a field is asked for."""

    MISSING = "missing"  #: no answer at all
    PLACEHOLDER = "placeholder"  #: "n/a", "see attached" and their like
    INVALID = "invalid"  #: not of the field's shape
    AMBIGUOUS = "ambiguous"  #: two answers that exclude each other
    INCOMPLETE = "incomplete"  #: a part is missing: one word for a name
    NO_COUNTRY = "no_country"  #: an address without its country
    CONTRADICTED = "contradicted"  #: the statement is there and denied
    UNCONFIRMED = "unconfirmed"  #: usable; whoever answers for it is not known, and it may be advertisement
    DOUBTED = "doubted"  #: there is an answer, and a person asks for it once more


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters in the text that was read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a value comes from: `body.text[span.start:span.end]`, for each span in order."""

    part: str  #: IMAP part number of the body; "subject" for the Subject header
    spans: tuple[Span, ...]
    rule: str  #: which rule read it, in a few words


class FactKind(StrEnum):
    """What customers tell beside the form's answers, and bears on whether a license can be moved."""

    CLOUD = "cloud"  #: it is used on Atlassian Cloud; the value is the sign
    DATA_CENTER = "data_center"  #: it is used on Data Center
    NOT_MATCHING = "not_matching"  #: they will not match the level of their server
    LICENSE_USERS = "license_users"  #: how many users the license is for
    SERVER_USERS = "server_users"  #: how many the server is for


#: These say that the form's statement is not so.
DENYING = frozenset({FactKind.CLOUD, FactKind.DATA_CENTER, FactKind.NOT_MATCHING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that a customer tells of where and for how many they use the license."""

    kind: FactKind
    value: str | int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadWords:
    """Words of the sender's own that no rule explains: `body.text[start:end]`."""

    part: str  #: IMAP part number of the body
    start: int
    end: int
    text: str
    weight: str = ""  #: why they matter, in words for staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one message says in terms of one form."""

    kind: Kind
    reason: str  #: why this kind, in words for staff
    form: str | None = None  #: name of the form; None when the message is no request, and nobody has to look
    fields: Mapping[str, str | int | None] = field(default_factory=dict)
    ask: tuple[str, ...] = ()  #: in the form's order
    problems: Mapping[str, FieldProblem] = field(default_factory=dict)  #: one per name in `ask`
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    hold: bool = False  #: a person must look before anything is sent
    hold_reason: str = ""
    unread: tuple[UnreadWords, ...] = ()  #: what nothing explains, of a request
    facts: tuple[Fact, ...] = ()  #: one of each kind at most
    others: tuple["Extraction", ...] = ()  #: of further forms in the same mail, each a request of its own
    part: str = ""  #: of the body that was read
    text: str = ""  #: the text that was read, which the spans point into


class ReplyIntent(StrEnum):
    """What an answer to one of our letters is, beyond the values in it."""

    ANSWERS = "answers"  #: holds values for the form
    NOTHING = "nothing"  #: a thank-you, an empty mail
    QUESTION = "question"  #: asks something back, refuses, cancels, or says what only a person understands


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReading:
    """What a reply to our letter says: only what it answers, never what it quotes of ours."""

    intent: ReplyIntent
    fields: Mapping[str, str | int | None] = field(default_factory=dict)  #: only fields that were answered
    problems: Mapping[str, FieldProblem] = field(
        default_factory=dict
    )  #: of answered fields that can't be used
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    unread: tuple[UnreadWords, ...] = ()  #: what nothing explains
    facts: tuple[Fact, ...] = ()  #: one of each kind at most
    withdraws: bool = False  #: it takes the request back
    hold_reason: str = ""  #: why no letter may go before a person has looked; empty when it may
    part: str = ""
    text: str = ""
