"""The values of notices: troubles as they are seen, what is remembered of them, when a digest is due."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum


class NoticeKind(StrEnum):
    """Which mail to staff; each has a folder of templates of the same name."""

    DIGEST = "digest"  #: what waits for a person
    ALERT = "alert"  #: something is wrong that can't wait
    RECOVERED = "recovered"  #: it is well again
    ASSIGNED = "assigned"  #: somebody was given a request by a colleague


class NoticeState(StrEnum):
    """Where a notice stands."""

    QUEUED = "queued"  #: to be sent
    SENDING = "sending"  #: claimed by a worker
    SENT = "sent"  #: the mail server took it
    DEFERRED = "deferred"  #: refused for now; tried again later
    UNCERTAIN = "uncertain"  #: the connection or the worker died while it was sent; it is not sent again
    FAILED = "failed"  #: refused for good
    BOUNCED = "bounced"  #: taken, and returned by a delivery report
    CANCELLED = "cancelled"  #: nothing waited, or it came too late to be of use


class Trouble(StrEnum):
    """What can't wait."""

    MAILBOX = "mailbox"  #: it can't be reached, or refuses us
    TOKEN = "token"  # noqa: S105 -- a word  #: an access token can't be renewed
    RELAY = "relay"  #: the mail server for letters can't be reached, or refuses us
    BREAKER = "breaker"  #: the circuit breaker is open: automatic letters are held
    STRANGERS = "strangers"  #: so many strangers wrote that letters to them are held
    UNCERTAIN = "uncertain"  #: it is not known whether letters arrived
    FAILED = "failed"  #: letters were refused for good
    LEDGER = "ledger"  #: messages are not accounted for
    MISSED = "missed"  #: a sweep found mail that the polls had missed
    QUARANTINE = "quarantine"  #: messages could not be read
    WORKER = "worker"  #: another part of the worker fails, or does nothing any more


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleFact:
    """One trouble as it is now."""

    key: str  #: the same for the same trouble each time it is looked for
    trouble: Trouble
    part: str = ""  #: which mailbox or part of the worker
    problem: str = ""  #: in one line; no secret and nothing of a customer's
    lasting: bool = False  #: somebody has to do something before it can work again
    size: int = 0  #: of what can grow: how many letters or messages


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleStanding:
    """What is remembered of a trouble from one look to the next."""

    fact: TroubleFact  #: as it was seen last
    since: datetime | None  #: since when it is wrong; None: it is over, and may come back
    well_since: datetime | None = None  #: since when it looks well, though it may not be over yet
    alerts: int = 0  #: how many alerts staff got since then
    alerted_at: datetime | None = None  #: when the last of them was written
    told_size: int = 0  #: the size that they know of
    told: tuple[datetime, ...] = ()  #: when notices of it were written, within the last day


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeStep:
    """What follows from a look at one trouble."""

    standing: TroubleStanding | None  #: to be remembered from now on; None: nothing
    before: TroubleStanding | None = None  #: what the notice is about
    notice: NoticeKind | None = None
    reminder: bool = False  #: the notice repeats what staff know
    withdraw: bool = False  #: the last alert has not gone out, and is of no use any more


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRules:
    """How patient the deployer is."""

    unreachable: timedelta = timedelta(minutes=15)  #: so long a server may be away before staff hear of it


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSchedule:
    """When the digest goes out."""

    at: time  #: by the clock of `zone`
    zone: tzinfo
    weekdays_only: bool = True
