"""The reply gate: whether an automatic letter may go out because of a message (RFC 3834).

Each rule is a function that answers why not, or "" when it has nothing against it. A letter that is
stopped here is kept as `held` with these words, and a person can release it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.reading.message import Automation, Message
from worker.requests.request_model import (
    OPEN_STATES,
    PROVEN_POOLS,
    UNPROVEN_POOLS,
    KnownFacts,
    LetterPool,
    Policy,
)
from worker.requests.senders.sender_authenticity import authentication_failed
from worker.requests.sending.circuit_breaker import judge_breakers

_NO_REPLY = re.compile(
    r"(no|non|do-?not|ne-?pas|nicht|keine?|nao|nie)[-_.]?(reply|repl[iy]|respond|antwort\w{0,4}|repondre|responder)"
    r"|mailer-daemon|postmaster|bounces?|listserv|majordomo",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOccasion:
    """All that the gate looks at."""

    message: Message
    to: str  #: whom the letter would go to
    received_at: datetime  #: when the mail first reached a mailbox (`mail_age.reached_at`)
    now: datetime
    known: KnownFacts
    policy: Policy


def verdict(occasion: LetterOccasion) -> str:
    """Why no automatic letter may go out, all reasons in words; empty when it may."""
    return "; ".join(reason for rule in RULES if (reason := rule(occasion)))


def _machine(occasion: LetterOccasion) -> str:
    if occasion.message.automation is Automation.NONE:
        return ""
    return f"the mail was made by a machine ({occasion.message.automation_reason})"


def _null_sender(occasion: LetterOccasion) -> str:
    return "its return path is empty" if occasion.message.return_path == "" else ""


def _lists(occasion: LetterOccasion) -> str:
    return "it came over a mailing list" if occasion.message.lists else ""


def _suppressed(occasion: LetterOccasion) -> str:
    return "it asks for no automatic reply" if occasion.message.suppresses_replies else ""


def _authors(occasion: LetterOccasion) -> str:
    count = occasion.message.from_count
    if count != 1:
        return f"it names {count} authors"
    return "" if occasion.message.from_.addr else "its From can't be read, so nobody can tell who wrote it"


def _recipient(occasion: LetterOccasion) -> str:
    if not occasion.to:
        return "it has no sender's address"
    if occasion.to in occasion.known.own_addresses:
        return "the letter would go to an address of ours"
    local = occasion.to.rpartition("@")[0]
    return "the sender's address takes no mail" if _NO_REPLY.search(local) else ""


def _authentication(occasion: LetterOccasion) -> str:
    failed = authentication_failed(occasion.message, occasion.policy)
    return "the sender's authentication failed" if failed else ""


def _not_vouched_for(occasion: LetterOccasion) -> str:
    """Where a mail server of ours could vouch for a stranger and does not, they are written to once."""
    stranger = occasion.known.pool is LetterPool.STRANGERS and occasion.policy.trusted_authserv_ids
    again = stranger and occasion.known.traffic.of_request
    return "nothing vouches for its sender, who has had a letter on this request" if again else ""


def _age(occasion: LetterOccasion) -> str:
    days = occasion.policy.answer_within_days
    too_old = occasion.now - occasion.received_at > timedelta(days=days)
    return f"the mail is more than {days} days old (policy.answer_within_days)" if too_old else ""


def _restored(occasion: LetterOccasion) -> str:
    restored_at = occasion.known.restored_at
    known = restored_at is None or occasion.received_at >= restored_at
    return "" if known else "it came before the database was put back from a copy, and may be answered"


def _address_cap(occasion: LetterOccasion) -> str:
    """An Atlassian Expert has a request open for each client, and one letter a day for each is no flood."""
    if occasion.known.pool is LetterPool.EXPERTS:
        most = occasion.policy.letters_per_expert_per_day
        full = _count(occasion, occasion.known.traffic.to_address_today) >= most
        return f"{most} letters a day to one address (policy.letters_per_expert_per_day)" if full else ""
    proven = occasion.known.pool is LetterPool.CUSTOMERS
    matters = sum(one.state in OPEN_STATES for one in occasion.known.by_sender) if proven else 0
    cap = occasion.policy.letters_per_address_per_day
    cap += max(matters - 1, 0) if cap else 0
    reached = _count(occasion, occasion.known.traffic.to_address_today) >= cap
    return f"{cap} letters a day to one address (policy.letters_per_address_per_day)" if reached else ""


def _domain_cap(occasion: LetterOccasion) -> str:
    cap = occasion.policy.letters_per_domain_per_day
    reached = _count(occasion, occasion.known.traffic.to_domain_today) >= cap
    return f"{cap} letters a day to one domain (policy.letters_per_domain_per_day)" if reached else ""


def _request_cap(occasion: LetterOccasion) -> str:
    cap = occasion.policy.letters_per_request
    reached = _count(occasion, occasion.known.traffic.of_request) >= cap
    return f"{cap} automatic letters on one request (policy.letters_per_request)" if reached else ""


def _count(occasion: LetterOccasion, letters: Mapping[LetterPool, int]) -> int:
    """Those that this one shares its cap with: nobody uses up a customer's cap by mail in their name."""
    if occasion.known.pool in PROVEN_POOLS:
        return letters.get(occasion.known.pool, 0)
    return sum(letters.get(pool, 0) for pool in UNPROVEN_POOLS)


def _hour_cap(occasion: LetterOccasion) -> str:
    breakers = judge_breakers(occasion.known.traffic.last_hour, occasion.policy)
    return "; ".join(limit.reason for limit in breakers.stopping(occasion.known.pool))


RULES: tuple[Callable[[LetterOccasion], str], ...] = (
    _machine,
    _null_sender,
    _lists,
    _suppressed,
    _authors,
    _recipient,
    _authentication,
    _not_vouched_for,
    _age,
    _restored,
    _request_cap,
    _address_cap,
    _domain_cap,
    _hour_cap,
)
